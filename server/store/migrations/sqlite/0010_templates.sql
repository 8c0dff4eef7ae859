-- Texts that a unit's staff keeps for its answers. They are about nobody.
CREATE TABLE templates (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    unit BLOB NOT NULL REFERENCES units (id),
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX templates_by_unit ON templates (unit);
