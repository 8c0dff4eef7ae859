-- Texts that a unit's staff keeps for its answers. They are about nobody.
CREATE TABLE templates (
    id UUID NOT NULL PRIMARY KEY,
    unit UUID NOT NULL REFERENCES units (id),
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    changed BIGINT NOT NULL
);
CREATE INDEX templates_by_unit ON templates (unit);
