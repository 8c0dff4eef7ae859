-- More kinds of entries. SQLite changes a check by making the table anew.
CREATE TABLE journal_entries_of_more_kinds (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person BLOB NOT NULL REFERENCES persons (id),
    unit BLOB NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL CHECK (kind IN ('anteckning', 'diagnos', 'vaccination', 'tillvaxt', 'provsvar', 'lakemedel', 'remiss', 'besok')),
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    happened INTEGER NOT NULL,
    signed INTEGER NOT NULL CHECK (signed IN (0, 1)),
    body TEXT NOT NULL,
    measured TEXT NOT NULL
) STRICT;
INSERT INTO journal_entries_of_more_kinds
        (id, person, unit, kind, title, author, happened, signed, body, measured)
    SELECT id, person, unit, kind, title, author, happened, signed, body, measured
    FROM journal_entries;
DROP TABLE journal_entries;
ALTER TABLE journal_entries_of_more_kinds RENAME TO journal_entries;
CREATE INDEX journal_in_order ON journal_entries (person, happened DESC, id DESC);
CREATE INDEX journal_by_unit ON journal_entries (person, unit);
-- What is measured over time: the newest entries of one kind.
CREATE INDEX journal_by_kind ON journal_entries (person, kind, happened DESC, id DESC);
