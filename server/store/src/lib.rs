//! What Agera ombud keeps: the store's ports on SQLite and PostgreSQL.
//!
//! One repository (`repo/`) and one SQL text (`sql.rs`) for both engines: `sqlite.rs` and
//! `postgres.rs` each compile the repository against their own driver, and hold all that differs.

mod convert;
mod open;
mod postgres;
mod register;
mod rows;
mod sql;
mod sqlite;

pub use open::{OpenError, OpenStore, open};
pub use register::ImportedRegister;
pub use sql::statements;

/// What opening needs of an engine beside the ports.
#[async_trait::async_trait]
pub(crate) trait Engine: Send + Sync {
    /// Brings the tables up to date.
    async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError>;
    /// How many migrations have not been applied.
    async fn pending(&self) -> Result<usize, sqlx::Error>;
    /// Waits for what is under way, and closes all connections.
    async fn close(&self);
}
