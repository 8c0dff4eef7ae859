//! SQLite, and all that differs from PostgreSQL: one writer and several readers on one file.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

#[path = "repo/mod.rs"]
mod repo;

pub(crate) use repo::Repo;
pub(crate) use sqlx::Sqlite as Db;

/// Takes the write lock at once: a transaction that only finds out later that another one wrote
/// can't wait for it any more.
const BEGIN_WRITE: &str = "BEGIN IMMEDIATE";

/// There is one writer, and each commit waits for the disk.
const COMMIT_TOGETHER: bool = true;

/// Writes an entry of the access log, and that it waits to be sealed: one statement after the other,
/// the first with all columns, the second with time and id.
const APPEND: (&str, Option<&str>) = (crate::sql::APPEND, Some(crate::sql::APPEND_WAITING));

/// Whether the migrator's table is there.
const IS_MIGRATED: &str =
    "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations')";

static MIGRATOR: Migrator = sqlx::migrate!("migrations/sqlite");

/// Readers never wait for the writer, so there is no use for more of them than for cores.
const READERS: u32 = 8;

/// For another process that writes, such as an import from the command line.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Opens the file; makes it if it isn't there.
pub(crate) async fn open(file: &Path) -> Result<Repo, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT);
    let lasting = || {
        SqlitePoolOptions::new()
            .max_lifetime(None)
            .idle_timeout(None)
            .test_before_acquire(false)
    };
    let write = lasting()
        .max_connections(1)
        .connect_with(options.clone())
        .await?;
    let read_only = options.create_if_missing(false).pragma("query_only", "on");
    let read = lasting()
        .max_connections(READERS)
        .connect_lazy_with(read_only);
    Ok(Repo {
        read,
        write,
        waiting: repo::Waiting::default(),
    })
}
