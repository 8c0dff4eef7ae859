-- The foundation. Instants: microseconds since 1970-01-01 UTC. Dates: ISO text. Ids: UUIDs.
-- Numbers of persons: 12 digits. Enumerations: words.

-- A person, as the population register last told (R-I5, R-I7, R-G7, R-L5).
CREATE TABLE persons (
    id UUID NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (length(number) = 12),
    born TEXT NOT NULL,
    given TEXT,
    family TEXT,
    protection TEXT NOT NULL CHECK (protection IN ('open', 'confidential', 'protected_record')),
    residence TEXT NOT NULL
        CHECK (residence IN ('registered', 'emigrated', 'deregistered', 'dead')),
    told BIGINT NOT NULL,
    CHECK ((given IS NULL) = (family IS NULL))
);

-- Whom a person is guardian of, as the register last told of the guardian (R-G1, R-G6). By number:
-- the child itself may not have been asked about yet.
CREATE TABLE custody (
    guardian UUID NOT NULL REFERENCES persons (id),
    child_number TEXT NOT NULL CHECK (length(child_number) = 12),
    until TEXT,
    PRIMARY KEY (guardian, child_number)
);

-- The children whom a guardian has added (R-G2).
CREATE TABLE links (
    id UUID NOT NULL PRIMARY KEY,
    guardian UUID NOT NULL REFERENCES persons (id),
    child UUID NOT NULL REFERENCES persons (id),
    colour SMALLINT NOT NULL CHECK (colour BETWEEN 0 AND 7),
    created BIGINT NOT NULL,
    UNIQUE (guardian, child)
);
CREATE INDEX links_by_age ON links (guardian, created, id);

CREATE TABLE clinics (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT NOT NULL
);

CREATE TABLE units (
    id UUID NOT NULL PRIMARY KEY,
    clinic UUID NOT NULL REFERENCES clinics (id),
    name TEXT NOT NULL
);

-- Threads of a person's inbox (R-E5). The newest message's time and the number of messages stand
-- here too, so that a page of the list is one walk along one index.
CREATE TABLE threads (
    id UUID NOT NULL PRIMARY KEY,
    person UUID NOT NULL REFERENCES persons (id),
    unit UUID NOT NULL REFERENCES units (id),
    subject TEXT NOT NULL,
    newest_at BIGINT NOT NULL,
    messages INTEGER NOT NULL CHECK (messages > 0),
    unread BOOLEAN NOT NULL,
    archived BOOLEAN NOT NULL
);
CREATE INDEX threads_in_order
    ON threads (person, archived, unread DESC, newest_at DESC, id DESC);

CREATE TABLE messages (
    id UUID NOT NULL PRIMARY KEY,
    thread UUID NOT NULL REFERENCES threads (id),
    author TEXT NOT NULL CHECK (author IN ('staff', 'guardian', 'subject')),
    author_name TEXT NOT NULL,
    written BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX messages_in_order ON messages (thread, written, id);

-- Journal entries (R-J1). Values are a JSON list.
CREATE TABLE journal_entries (
    id UUID NOT NULL PRIMARY KEY,
    person UUID NOT NULL REFERENCES persons (id),
    unit UUID NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL
        CHECK (kind IN ('anteckning', 'diagnos', 'vaccination', 'tillvaxt', 'provsvar')),
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    happened BIGINT NOT NULL,
    signed BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    measured TEXT NOT NULL
);
CREATE INDEX journal_in_order ON journal_entries (person, happened DESC, id DESC);
CREATE INDEX journal_by_unit ON journal_entries (person, unit);

CREATE TABLE sessions (
    id UUID NOT NULL PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    person UUID NOT NULL REFERENCES persons (id),
    assurance TEXT NOT NULL CHECK (assurance IN ('low', 'high')),
    created BIGINT NOT NULL,
    used BIGINT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person);
CREATE INDEX sessions_by_created ON sessions (created);
CREATE INDEX sessions_by_used ON sessions (used);

-- BankID orders under way, one for each browser.
CREATE TABLE login_orders (
    id UUID NOT NULL PRIMARY KEY,
    browser_hash BYTEA NOT NULL UNIQUE CHECK (octet_length(browser_hash) = 32),
    order_ref TEXT NOT NULL,
    auto_start_token TEXT NOT NULL,
    qr_start_token TEXT NOT NULL,
    qr_start_secret TEXT NOT NULL,
    same_device BOOLEAN NOT NULL,
    nonce TEXT NOT NULL,
    ip TEXT NOT NULL,
    origin TEXT NOT NULL,
    return_to TEXT NOT NULL,
    first_started BIGINT NOT NULL,
    started BIGINT NOT NULL,
    state TEXT NOT NULL,
    collected BIGINT NOT NULL,
    person UUID REFERENCES persons (id)
);
CREATE INDEX login_orders_by_age ON login_orders (first_started);

-- The access log (R-J11): only ever added to.
CREATE TABLE access_log (
    id UUID NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor UUID NOT NULL REFERENCES persons (id),
    subject UUID NOT NULL REFERENCES persons (id),
    capacity TEXT CHECK (capacity IN ('self', 'guardian')),
    action TEXT NOT NULL,
    object UUID,
    rule TEXT NOT NULL,
    refused TEXT,
    CHECK ((capacity IS NULL) = (refused IS NOT NULL))
);

CREATE TABLE person_settings (
    person UUID NOT NULL PRIMARY KEY REFERENCES persons (id),
    theme TEXT NOT NULL CHECK (theme IN ('auto', 'light', 'dark'))
);

-- An imported population register: what is asked where there is no other. Custody (VF) only.
CREATE TABLE register_records (
    number TEXT NOT NULL PRIMARY KEY CHECK (length(number) = 12),
    born TEXT NOT NULL,
    given TEXT,
    family TEXT,
    protection TEXT NOT NULL CHECK (protection IN ('open', 'confidential', 'protected_record')),
    residence TEXT NOT NULL
        CHECK (residence IN ('registered', 'emigrated', 'deregistered', 'dead')),
    imported BIGINT NOT NULL,
    CHECK ((given IS NULL) = (family IS NULL))
);

CREATE TABLE register_relations (
    guardian TEXT NOT NULL REFERENCES register_records (number),
    child TEXT NOT NULL CHECK (length(child) = 12),
    until TEXT,
    PRIMARY KEY (guardian, child)
);

-- What is known of the database itself.
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
