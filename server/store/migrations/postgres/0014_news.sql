-- What a reader hears of, by which channel (R-E8, B6), and reminders of visits.

-- What a reader has chosen. What does not stand here is as it is for everybody.
CREATE TABLE notice_choices (
    reader UUID NOT NULL REFERENCES persons (id),
    subject UUID NOT NULL REFERENCES persons (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    event TEXT NOT NULL CHECK (event IN (
        'answer', 'booking', 'reminder', 'decision', 'other-guardian', 'birthday'
    )),
    wanted BOOLEAN NOT NULL,
    PRIMARY KEY (reader, subject, channel, event)
);

-- Which visits have been reminded of: a booking that is moved begins at another time.
CREATE TABLE visit_reminders (
    thread UUID NOT NULL REFERENCES threads (id),
    starts BIGINT NOT NULL,
    told BIGINT NOT NULL,
    PRIMARY KEY (thread, starts)
);
CREATE INDEX bookings_by_start ON bookings (cancelled, starts, thread);

-- A reminder says of which visit it is: one that is cancelled or moved is not reminded of.
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check
    CHECK (kind IN ('news', 'code', 'birthday', 'reminder'));
ALTER TABLE outbox ADD COLUMN visit UUID REFERENCES threads (id);
ALTER TABLE outbox ADD COLUMN visit_starts BIGINT;
ALTER TABLE outbox ADD CONSTRAINT outbox_visit_check
    CHECK ((visit IS NULL) = (visit_starts IS NULL));
