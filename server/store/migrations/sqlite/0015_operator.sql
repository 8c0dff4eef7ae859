-- The log tells of what the operator does at the command line: no person acts then, so the one whom
-- it is about stands for the actor too.

CREATE TABLE access_log_with_operator (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    at INTEGER NOT NULL,
    actor BLOB NOT NULL REFERENCES persons (id),
    subject BLOB NOT NULL REFERENCES persons (id),
    capacity TEXT CHECK (capacity IN ('self', 'guardian', 'staff', 'operator')),
    action TEXT NOT NULL,
    object BLOB CHECK (length(object) = 16),
    rule TEXT NOT NULL,
    refused TEXT,
    unit BLOB REFERENCES units (id),
    CHECK ((capacity IS NULL) = (refused IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO access_log_with_operator
    (id, at, actor, subject, capacity, action, object, rule, refused, unit)
    SELECT id, at, actor, subject, capacity, action, object, rule, refused, unit FROM access_log;
DROP TABLE access_log;
ALTER TABLE access_log_with_operator RENAME TO access_log;
