//! Rows as text, on either engine.

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection, raw_sql};
use uuid::Uuid;

/// A connection of our own.
pub enum Rows {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// A row's columns.
pub struct Columns(Vec<String>);

impl Rows {
    pub async fn of(url: &str) -> Self {
        if url.starts_with("sqlite:") {
            Self::Sqlite(SqliteConnection::connect(url).await.unwrap())
        } else {
            Self::Postgres(PgConnection::connect(url).await.unwrap())
        }
    }

    /// All that the statement selects. A column that holds ids is written `#column`.
    pub async fn read(&mut self, sql: &str) -> Vec<Columns> {
        let (columns, rest) = sql.split_once(" FROM ").expect("SELECT … FROM …");
        let columns = columns.trim_start_matches("SELECT ").split(", ");
        let as_text = |column: &str| match (column.strip_prefix('#'), &self) {
            (Some(id), Self::Sqlite(_)) => format!("lower(hex({id}))"),
            (Some(id), Self::Postgres(_)) => format!("{id}::text"),
            (None, _) => format!("CAST({column} AS TEXT)"),
        };
        let columns: Vec<_> = columns.map(as_text).collect();
        let sql = format!("SELECT {} FROM {rest}", columns.join(", "));
        let sql = raw_sql(AssertSqlSafe(sql.as_str()));
        let places = 0..columns.len();
        match self {
            Self::Sqlite(connection) => {
                let rows = sql.fetch_all(connection).await.unwrap();
                let row = |row: &SqliteRow| places.clone().map(|place| row.get(place)).collect();
                rows.iter().map(row).map(Columns).collect()
            }
            Self::Postgres(connection) => {
                let rows = sql.fetch_all(connection).await.unwrap();
                let row = |row: &PgRow| places.clone().map(|place| row.get(place)).collect();
                rows.iter().map(row).map(Columns).collect()
            }
        }
    }
}

impl Columns {
    pub fn text(&self, place: usize) -> String {
        self.0[place].clone()
    }

    pub fn id(&self, place: usize) -> Uuid {
        self.0[place].parse().unwrap()
    }

    pub fn number(&self, place: usize) -> i64 {
        self.0[place].parse().unwrap()
    }

    pub fn count(&self, place: usize) -> usize {
        self.0[place].parse().unwrap()
    }
}
