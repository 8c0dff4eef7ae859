//! The database itself, and the access log.

statements! {
    PING = "SELECT 1";
    APPLIED_MIGRATIONS = "SELECT version FROM _sqlx_migrations WHERE success";

    // The access log.

    APPEND = "
        INSERT INTO access_log
            (id, at, actor, subject, capacity, action, object, rule, refused, unit)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Newest first. What staff does that is about nobody stands as being about itself: it is not
    /// shown. `$5`: the reader is a guardian; `$6`: with what care does; `$7`: with what guardians and
    /// the person do.
    READINGS = "
        SELECT l.id, l.at, l.actor, l.capacity, l.action, u.name AS unit, p.given, p.family,
            p.protection
        FROM access_log l
        JOIN persons p ON p.id = l.actor
        LEFT JOIN units u ON u.id = l.unit
        WHERE l.subject = $1 AND (l.at, l.id) < ($2, $3)
            AND l.capacity IS NOT NULL
            AND NOT (l.capacity = 'staff' AND l.actor = l.subject AND l.object IS NULL)
            AND NOT ($5 AND l.capacity = 'guardian' AND l.actor <> $4 AND p.protection <> 'open')
            AND ((l.capacity IN ('staff', 'operator') AND $6)
                OR (l.capacity IN ('self', 'guardian') AND $7))
        ORDER BY l.at DESC, l.id DESC
        LIMIT $8";
}
