-- What a reader hears of, by which channel (R-E8, B6), and reminders of visits.

-- What a reader has chosen. What does not stand here is as it is for everybody.
CREATE TABLE notice_choices (
    reader BLOB NOT NULL REFERENCES persons (id),
    subject BLOB NOT NULL REFERENCES persons (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    event TEXT NOT NULL CHECK (event IN (
        'answer', 'booking', 'reminder', 'decision', 'other-guardian', 'birthday'
    )),
    wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)),
    PRIMARY KEY (reader, subject, channel, event)
) STRICT, WITHOUT ROWID;

-- Which visits have been reminded of: a booking that is moved begins at another time.
CREATE TABLE visit_reminders (
    thread BLOB NOT NULL REFERENCES threads (id),
    starts INTEGER NOT NULL,
    told INTEGER NOT NULL,
    PRIMARY KEY (thread, starts)
) STRICT, WITHOUT ROWID;
CREATE INDEX bookings_by_start ON bookings (cancelled, starts, thread);

-- A reminder says of which visit it is: one that is cancelled or moved is not reminded of.
CREATE TABLE outbox_with_visits (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    reader BLOB NOT NULL REFERENCES persons (id),
    subject BLOB NOT NULL REFERENCES persons (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    address TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('news', 'code', 'birthday', 'reminder')),
    code TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    due INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    created INTEGER NOT NULL,
    done INTEGER,
    visit BLOB REFERENCES threads (id),
    visit_starts INTEGER,
    CHECK ((visit IS NULL) = (visit_starts IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO outbox_with_visits
    (id, reader, subject, channel, address, kind, code, state, due, attempts, created, done)
    SELECT id, reader, subject, channel, address, kind, code, state, due, attempts, created, done
    FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_visits RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (state, due, id);
CREATE INDEX outbox_by_reader ON outbox (reader, subject, channel, state);
