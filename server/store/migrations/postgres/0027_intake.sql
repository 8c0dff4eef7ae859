-- What care systems send (FHIR R4).

-- By what other systems know our units: an HSA-id, say. The operator says so.
CREATE TABLE unit_identifiers (
    system TEXT NOT NULL,
    value TEXT NOT NULL,
    unit UUID NOT NULL REFERENCES units (id),
    PRIMARY KEY (system, value)
);
CREATE INDEX unit_identifiers_by_unit ON unit_identifiers (unit);

-- Who may send: a care principal's systems, each with a token of which only the hash is kept.
CREATE TABLE principal_tokens (
    id UUID NOT NULL PRIMARY KEY,
    principal UUID NOT NULL REFERENCES principals (id),
    label TEXT NOT NULL,
    hash BYTEA NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    created BIGINT NOT NULL,
    used BIGINT,
    revoked BIGINT
);
CREATE INDEX principal_tokens_by_principal ON principal_tokens (principal);

-- Which of a care principal's resources is which entry: what is sent again is known again. The entry
-- may be withdrawn, and then it stands in journal_withdrawn.
CREATE TABLE journal_sources (
    principal UUID NOT NULL REFERENCES principals (id),
    resource TEXT NOT NULL,
    source TEXT NOT NULL,
    entry UUID NOT NULL UNIQUE,
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    withdrawn BOOLEAN NOT NULL,
    taken BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    PRIMARY KEY (principal, resource, source)
);

-- Entries that a care system took back. They stand apart, so that nothing shows them by mistake.
CREATE TABLE journal_withdrawn (
    id UUID NOT NULL PRIMARY KEY,
    person UUID NOT NULL REFERENCES persons (id),
    unit UUID NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    happened BIGINT NOT NULL,
    signed BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    measured TEXT NOT NULL,
    withdrawn BIGINT NOT NULL
);
