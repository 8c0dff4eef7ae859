-- The access log is tamper-evident (R-J11): each entry gets its place in a chain of hashes.

-- The request that an entry belongs to; older entries have none.
ALTER TABLE access_log ADD COLUMN request TEXT;

-- Entries that have no place yet, written together with them.
CREATE TABLE log_unsealed (
    at BIGINT NOT NULL,
    entry UUID NOT NULL,
    PRIMARY KEY (at, entry)
);
INSERT INTO log_unsealed (at, entry) SELECT at, id FROM access_log;

-- The places of each chain, without gaps. A chain is a care principal's, or the service's own: zeros.
-- It refers to nothing, so that it stands whatever becomes of what it is about.
CREATE TABLE log_chain (
    chain UUID NOT NULL,
    place BIGINT NOT NULL CHECK (place > 0),
    entry UUID NOT NULL UNIQUE,
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (chain, place)
);

-- How each chain stands: its end, up to where a checkpoint vouches for it, and up to where it has
-- been pruned.
CREATE TABLE log_heads (
    chain UUID NOT NULL PRIMARY KEY,
    place BIGINT NOT NULL,
    hash BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    checked BIGINT NOT NULL,
    checked_at BIGINT,
    cut_place BIGINT NOT NULL,
    cut_hash BYTEA NOT NULL CHECK (octet_length(cut_hash) = 32),
    cut_until BIGINT
);
