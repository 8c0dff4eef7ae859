//! PostgreSQL, and all that differs from SQLite: one pool, and any number of nodes beside us.

use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};

#[expect(
    clippy::duplicate_mod,
    reason = "one repository, compiled against each driver"
)]
#[path = "repo/mod.rs"]
mod repo;

pub(crate) use repo::Repo;
pub(crate) use sqlx::Postgres as Db;

/// Read committed: where that is too little, the first statement locks a row.
const BEGIN_WRITE: &str = "BEGIN";

/// Many connections write at once, and PostgreSQL itself lets commits share their wait for the disk.
const COMMIT_TOGETHER: bool = false;

/// Writes an entry of the access log, and that it waits to be sealed, in one statement: it stands
/// alone where something is read, and then each further one would be a round trip.
const APPEND: (&str, Option<&str>) = (
    "WITH waiting AS (INSERT INTO log_unsealed (at, entry) VALUES ($2, $1))
    INSERT INTO access_log
        (id, at, actor, subject, capacity, action, object, rule, refused, unit, request)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    None,
);

/// Whether the migrator's table is there.
const IS_MIGRATED: &str = "SELECT to_regclass('_sqlx_migrations') IS NOT NULL";

static MIGRATOR: Migrator = sqlx::migrate!("migrations/postgres");

/// Connections of one node.
const CONNECTIONS: u32 = 16;

/// How long a request waits for a free connection, or the start for an answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// After so long without use a connection may have been cut, and is asked before it is used.
const RESTED: Duration = Duration::from_secs(2);

/// Opens the database, once it has answered.
pub(crate) async fn open(options: PgConnectOptions) -> Result<Repo, sqlx::Error> {
    let options = options.application_name("agera-ombud");
    // The pool would try again until its patience ends, and forget what the reason was.
    options.connect().await?.close().await?;
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        // A busy connection works; asking it each time would double the round trips.
        .test_before_acquire(false)
        .before_acquire(|connection, state| {
            Box::pin(async move {
                if state.idle_for > RESTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_lazy_with(options);
    Ok(Repo {
        read: pool.clone(),
        write: pool,
        waiting: repo::Waiting::default(),
    })
}
