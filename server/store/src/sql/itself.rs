//! The database itself.

statements! {
    PING = "SELECT 1";
    APPLIED_MIGRATIONS = "SELECT version FROM _sqlx_migrations WHERE success";
}
