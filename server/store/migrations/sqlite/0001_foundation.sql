-- The foundation. Instants: microseconds since 1970-01-01 UTC. Dates: ISO text. Ids: 16 bytes.
-- Numbers of persons: 12 digits. Enumerations: words.
-- Tables with small rows are WITHOUT ROWID: one tree, ordered by the key that they are found by.

-- A person, as the population register last told (R-I5, R-I7, R-G7, R-L5).
CREATE TABLE persons (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    number TEXT NOT NULL UNIQUE CHECK (length(number) = 12),
    born TEXT NOT NULL,
    given TEXT,
    family TEXT,
    protection TEXT NOT NULL CHECK (protection IN ('open', 'confidential', 'protected_record')),
    residence TEXT NOT NULL
        CHECK (residence IN ('registered', 'emigrated', 'deregistered', 'dead')),
    told INTEGER NOT NULL,
    CHECK ((given IS NULL) = (family IS NULL))
) STRICT, WITHOUT ROWID;

-- Whom a person is guardian of, as the register last told of the guardian (R-G1, R-G6). By number:
-- the child itself may not have been asked about yet.
CREATE TABLE custody (
    guardian BLOB NOT NULL REFERENCES persons (id),
    child_number TEXT NOT NULL CHECK (length(child_number) = 12),
    until TEXT,
    PRIMARY KEY (guardian, child_number)
) STRICT, WITHOUT ROWID;

-- The children whom a guardian has added (R-G2).
CREATE TABLE links (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    guardian BLOB NOT NULL REFERENCES persons (id),
    child BLOB NOT NULL REFERENCES persons (id),
    colour INTEGER NOT NULL CHECK (colour BETWEEN 0 AND 7),
    created INTEGER NOT NULL,
    UNIQUE (guardian, child)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_age ON links (guardian, created, id);

CREATE TABLE clinics (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    phone TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE units (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    clinic BLOB NOT NULL REFERENCES clinics (id),
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Threads of a person's inbox (R-E5). The newest message's time and the number of messages stand
-- here too, so that a page of the list is one walk along one index.
CREATE TABLE threads (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person BLOB NOT NULL REFERENCES persons (id),
    unit BLOB NOT NULL REFERENCES units (id),
    subject TEXT NOT NULL,
    newest_at INTEGER NOT NULL,
    messages INTEGER NOT NULL CHECK (messages > 0),
    unread INTEGER NOT NULL CHECK (unread IN (0, 1)),
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX threads_in_order
    ON threads (person, archived, unread DESC, newest_at DESC, id DESC);

CREATE TABLE messages (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    thread BLOB NOT NULL REFERENCES threads (id),
    author TEXT NOT NULL CHECK (author IN ('staff', 'guardian', 'subject')),
    author_name TEXT NOT NULL,
    written INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX messages_in_order ON messages (thread, written, id);

-- Journal entries (R-J1). Values are a JSON list.
CREATE TABLE journal_entries (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person BLOB NOT NULL REFERENCES persons (id),
    unit BLOB NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL
        CHECK (kind IN ('anteckning', 'diagnos', 'vaccination', 'tillvaxt', 'provsvar')),
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    happened INTEGER NOT NULL,
    signed INTEGER NOT NULL CHECK (signed IN (0, 1)),
    body TEXT NOT NULL,
    measured TEXT NOT NULL
) STRICT;
CREATE INDEX journal_in_order ON journal_entries (person, happened DESC, id DESC);
CREATE INDEX journal_by_unit ON journal_entries (person, unit);

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    person BLOB NOT NULL REFERENCES persons (id),
    assurance TEXT NOT NULL CHECK (assurance IN ('low', 'high')),
    created INTEGER NOT NULL,
    used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_person ON sessions (person);
CREATE INDEX sessions_by_created ON sessions (created);
CREATE INDEX sessions_by_used ON sessions (used);

-- BankID orders under way, one for each browser.
CREATE TABLE login_orders (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    browser_hash BLOB NOT NULL UNIQUE CHECK (length(browser_hash) = 32),
    order_ref TEXT NOT NULL,
    auto_start_token TEXT NOT NULL,
    qr_start_token TEXT NOT NULL,
    qr_start_secret TEXT NOT NULL,
    same_device INTEGER NOT NULL CHECK (same_device IN (0, 1)),
    nonce TEXT NOT NULL,
    ip TEXT NOT NULL,
    origin TEXT NOT NULL,
    return_to TEXT NOT NULL,
    first_started INTEGER NOT NULL,
    started INTEGER NOT NULL,
    state TEXT NOT NULL,
    collected INTEGER NOT NULL,
    person BLOB REFERENCES persons (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX login_orders_by_age ON login_orders (first_started);

-- The access log (R-J11): only ever added to.
CREATE TABLE access_log (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    at INTEGER NOT NULL,
    actor BLOB NOT NULL REFERENCES persons (id),
    subject BLOB NOT NULL REFERENCES persons (id),
    capacity TEXT CHECK (capacity IN ('self', 'guardian')),
    action TEXT NOT NULL,
    object BLOB CHECK (length(object) = 16),
    rule TEXT NOT NULL,
    refused TEXT,
    CHECK ((capacity IS NULL) = (refused IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE person_settings (
    person BLOB NOT NULL PRIMARY KEY REFERENCES persons (id),
    theme TEXT NOT NULL CHECK (theme IN ('auto', 'light', 'dark'))
) STRICT, WITHOUT ROWID;

-- An imported population register: what is asked where there is no other. Custody (VF) only.
CREATE TABLE register_records (
    number TEXT NOT NULL PRIMARY KEY CHECK (length(number) = 12),
    born TEXT NOT NULL,
    given TEXT,
    family TEXT,
    protection TEXT NOT NULL CHECK (protection IN ('open', 'confidential', 'protected_record')),
    residence TEXT NOT NULL
        CHECK (residence IN ('registered', 'emigrated', 'deregistered', 'dead')),
    imported INTEGER NOT NULL,
    CHECK ((given IS NULL) = (family IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE register_relations (
    guardian TEXT NOT NULL REFERENCES register_records (number),
    child TEXT NOT NULL CHECK (length(child) = 12),
    until TEXT,
    PRIMARY KEY (guardian, child)
) STRICT, WITHOUT ROWID;

-- What is known of the database itself.
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
