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
    /// A database that nobody has used.
    pub async fn fresh(&self) -> Database {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        match self {
            Self::Sqlite => {
                let name = format!("agera-store-{}-{count}", std::process::id());
                let folder = std::env::temp_dir().join(name);
                let url = format!("sqlite://{}/agera.db", folder.display());
                Database {
                    url,
                    folder: Some(folder),
                }
            }
            Self::Postgres(cluster) => {
                let name = format!("case_{count}");
                let admin = Database {
                    url: cluster.url("postgres"),
                    folder: None,
                };
                admin.execute(&format!("CREATE DATABASE {name}")).await;
                Database {
                    url: cluster.url(&name),
                    folder: None,
                }
            }
        }
    }
}

pub struct Database {
    pub url: String,
    folder: Option<PathBuf>,
}

impl Database {
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
