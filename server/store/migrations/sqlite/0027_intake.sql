-- What care systems send (FHIR R4).

-- By what other systems know our units: an HSA-id, say. The operator says so.
CREATE TABLE unit_identifiers (
    system TEXT NOT NULL,
    value TEXT NOT NULL,
    unit BLOB NOT NULL REFERENCES units (id),
    PRIMARY KEY (system, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_identifiers_by_unit ON unit_identifiers (unit);

-- Who may send: a care principal's systems, each with a token of which only the hash is kept.
CREATE TABLE principal_tokens (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    principal BLOB NOT NULL REFERENCES principals (id),
    label TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    created INTEGER NOT NULL,
    used INTEGER,
    revoked INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX principal_tokens_by_principal ON principal_tokens (principal);

-- Which of a care principal's resources is which entry: what is sent again is known again. The entry
-- may be withdrawn, and then it stands in journal_withdrawn.
CREATE TABLE journal_sources (
    principal BLOB NOT NULL REFERENCES principals (id),
    resource TEXT NOT NULL,
    source TEXT NOT NULL,
    entry BLOB NOT NULL UNIQUE CHECK (length(entry) = 16),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    taken INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    PRIMARY KEY (principal, resource, source)
) STRICT, WITHOUT ROWID;

-- Entries that a care system took back. They stand apart, so that nothing shows them by mistake.
CREATE TABLE journal_withdrawn (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person BLOB NOT NULL REFERENCES persons (id),
    unit BLOB NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    happened INTEGER NOT NULL,
    signed INTEGER NOT NULL CHECK (signed IN (0, 1)),
    body TEXT NOT NULL,
    measured TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
