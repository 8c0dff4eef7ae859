-- News that reach people (R-E8): where a reader hears of a person's inbox, and what is on its way.

CREATE TABLE notice_addresses (
    reader BLOB NOT NULL REFERENCES persons (id),
    subject BLOB NOT NULL REFERENCES persons (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    address TEXT NOT NULL,
    code_hash BLOB CHECK (length(code_hash) = 32),
    code_sent INTEGER,
    code_tries INTEGER NOT NULL,
    confirmed INTEGER,
    failed INTEGER,
    PRIMARY KEY (reader, subject, channel)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_addresses_by_subject ON notice_addresses (subject);

-- When a reader wants to hear nothing: minutes of the Swedish day.
CREATE TABLE quiet_hours (
    reader BLOB NOT NULL PRIMARY KEY REFERENCES persons (id),
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 0 AND 1439)
) STRICT, WITHOUT ROWID;

-- What is to be sent: written with what caused it, sent afterwards, at least once.
CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    reader BLOB NOT NULL REFERENCES persons (id),
    subject BLOB NOT NULL REFERENCES persons (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    address TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('news', 'code', 'birthday')),
    code TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    due INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    created INTEGER NOT NULL,
    done INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (state, due, id);
CREATE INDEX outbox_by_reader ON outbox (reader, subject, channel, state);
