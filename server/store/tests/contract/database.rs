//! A fresh database on either engine, and raw access to it, past the store.

use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection, raw_sql};

use crate::cluster::Cluster;

static COUNT: AtomicU32 = AtomicU32::new(0);

pub enum Engine {
    Sqlite,
    Postgres(Cluster),
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres(_) => "postgresql",
        })
    }
}

impl Engine {
    /// A database with all its tables and nothing in them, to be copied: making the tables takes
    /// longer than most cases.
    pub async fn template(&self) -> Database {
        let template = match self {
            Self::Sqlite => Database::in_folder(),
            Self::Postgres(cluster) => Database::made(cluster, "").await,
        };
        let open = store::open(&template.url).await.unwrap();
        open.migrate().await.unwrap();
        open.close().await;
        template
    }

    /// A database that nobody has used.
    pub async fn copy_of(&self, template: &Database) -> Database {
        match self {
            Self::Sqlite => {
                let copy = Database::in_folder();
                let (from, to) = (template.file().unwrap(), copy.file().unwrap());
                std::fs::create_dir(to.parent().unwrap()).unwrap();
                std::fs::copy(from, to).unwrap();
                copy
            }
            Self::Postgres(cluster) => {
                let name = template.url.split(['/', '?']).nth(3).unwrap();
                Database::made(cluster, &format!("TEMPLATE {name}")).await
            }
        }
    }
}

pub struct Database {
    pub url: String,
    /// SQLite's.
    folder: Option<PathBuf>,
}

fn count() -> u32 {
    COUNT.fetch_add(1, Ordering::Relaxed)
}

impl Database {
    fn in_folder() -> Self {
        let name = format!("agera-store-{}-{}", std::process::id(), count());
        let folder = std::env::temp_dir().join(name);
        Self {
            url: format!("sqlite://{}/agera.db", folder.display()),
            folder: Some(folder),
        }
    }

    async fn made(cluster: &Cluster, how: &str) -> Self {
        let admin = Self {
            url: cluster.url("postgres"),
            folder: None,
        };
        let name = format!("case_{}", count());
        admin
            .execute(&format!("CREATE DATABASE {name} {how}"))
            .await;
        Self {
            url: cluster.url(&name),
            folder: None,
        }
    }

    fn file(&self) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join("agera.db"))
    }

    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    pub async fn sqlite(&self) -> SqliteConnection {
        SqliteConnection::connect(&self.url).await.unwrap()
    }

    pub async fn postgres(&self) -> PgConnection {
        PgConnection::connect(&self.url).await.unwrap()
    }

    /// Runs statements.
    pub async fn execute(&self, sql: &str) {
        let sql = raw_sql(AssertSqlSafe(sql));
        if self.is_sqlite() {
            let mut connection = self.sqlite().await;
            sql.execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        } else {
            let mut connection = self.postgres().await;
            sql.execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
    }

    /// How many rows there are: `count("access_log WHERE action = 'home'")`.
    pub async fn count(&self, from: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {from}");
        let sql = raw_sql(AssertSqlSafe(sql.as_str()));
        if self.is_sqlite() {
            let mut connection = self.sqlite().await;
            sql.fetch_one(&mut connection).await.unwrap().get(0)
        } else {
            let mut connection = self.postgres().await;
            sql.fetch_one(&mut connection).await.unwrap().get(0)
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder
            && let Err(why) = std::fs::remove_dir_all(folder)
        {
            eprintln!("{} stays: {why}", folder.display());
        }
    }
}
