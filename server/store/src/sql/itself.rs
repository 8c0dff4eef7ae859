//! The database itself, and the access log.

statements! {
    PING = "SELECT 1";
    APPLIED_MIGRATIONS = "SELECT version FROM _sqlx_migrations WHERE success";

    // The access log.

    APPEND = "
        INSERT INTO access_log
            (id, at, actor, subject, capacity, action, object, rule, refused, unit)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
}
