-- News that reach people (R-E8): where a reader hears of a person's inbox, and what is on its way.

CREATE TABLE notice_addresses (
    reader UUID NOT NULL REFERENCES persons (id),
    subject UUID NOT NULL REFERENCES persons (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    address TEXT NOT NULL,
    code_hash BYTEA CHECK (octet_length(code_hash) = 32),
    code_sent BIGINT,
    code_tries INTEGER NOT NULL,
    confirmed BIGINT,
    failed BIGINT,
    PRIMARY KEY (reader, subject, channel)
);
CREATE INDEX notice_addresses_by_subject ON notice_addresses (subject);

-- When a reader wants to hear nothing: minutes of the Swedish day.
CREATE TABLE quiet_hours (
    reader UUID NOT NULL PRIMARY KEY REFERENCES persons (id),
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 0 AND 1439)
);

-- What is to be sent: written with what caused it, sent afterwards, at least once.
CREATE TABLE outbox (
    id UUID NOT NULL PRIMARY KEY,
    reader UUID NOT NULL REFERENCES persons (id),
    subject UUID NOT NULL REFERENCES persons (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    address TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('news', 'code', 'birthday')),
    code TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    due BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    created BIGINT NOT NULL,
    done BIGINT
);
CREATE INDEX outbox_due ON outbox (state, due, id);
CREATE INDEX outbox_by_reader ON outbox (reader, subject, channel, state);
