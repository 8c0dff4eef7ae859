-- The access log is tamper-evident (R-J11): each entry gets its place in a chain of hashes.

-- The request that an entry belongs to; older entries have none.
ALTER TABLE access_log ADD COLUMN request TEXT;

-- Entries that have no place yet, written together with them.
CREATE TABLE log_unsealed (
    at INTEGER NOT NULL,
    entry BLOB NOT NULL CHECK (length(entry) = 16),
    PRIMARY KEY (at, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO log_unsealed (at, entry) SELECT at, id FROM access_log;

-- The places of each chain, without gaps. A chain is a care principal's, or the service's own: zeros.
-- It refers to nothing, so that it stands whatever becomes of what it is about.
CREATE TABLE log_chain (
    chain BLOB NOT NULL CHECK (length(chain) = 16),
    place INTEGER NOT NULL CHECK (place > 0),
    entry BLOB NOT NULL UNIQUE CHECK (length(entry) = 16),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (chain, place)
) STRICT, WITHOUT ROWID;

-- How each chain stands: its end, up to where a checkpoint vouches for it, and up to where it has
-- been pruned.
CREATE TABLE log_heads (
    chain BLOB NOT NULL PRIMARY KEY CHECK (length(chain) = 16),
    place INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    checked INTEGER NOT NULL,
    checked_at INTEGER,
    cut_place INTEGER NOT NULL,
    cut_hash BLOB NOT NULL CHECK (length(cut_hash) = 32),
    cut_until INTEGER
) STRICT, WITHOUT ROWID;
