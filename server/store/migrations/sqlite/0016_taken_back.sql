-- What was sent and nobody at the clinic has begun with can be taken back.

-- Whether a case is closed because it was taken back.
ALTER TABLE cases ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1));

-- What a thread asks to be renewed, with one more state. What is taken back is decided then.
CREATE TABLE renewal_items_with_taken_back (
    thread BLOB NOT NULL REFERENCES threads (id),
    prescription BLOB NOT NULL REFERENCES prescriptions (id),
    state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'declined', 'taken-back')),
    reason TEXT NOT NULL,
    asked INTEGER NOT NULL,
    decided INTEGER,
    PRIMARY KEY (thread, prescription),
    CHECK ((decided IS NULL) = (state = 'asked'))
) STRICT, WITHOUT ROWID;
INSERT INTO renewal_items_with_taken_back (thread, prescription, state, reason, asked, decided)
    SELECT thread, prescription, state, reason, asked, decided FROM renewal_items;
DROP TABLE renewal_items;
ALTER TABLE renewal_items_with_taken_back RENAME TO renewal_items;
CREATE INDEX renewals_by_prescription ON renewal_items (prescription, asked);
-- A prescription is asked for once at a time.
CREATE UNIQUE INDEX renewals_under_way ON renewal_items (prescription) WHERE state = 'asked';

CREATE TABLE certificate_orders_with_taken_back (
    thread BLOB NOT NULL PRIMARY KEY REFERENCES threads (id),
    kind TEXT NOT NULL CHECK (kind IN ('absence', 'school-meals', 'vaccination', 'other')),
    purpose TEXT NOT NULL,
    needed_by TEXT,
    state TEXT NOT NULL CHECK (state IN ('ordered', 'issued', 'declined', 'taken-back'))
) STRICT, WITHOUT ROWID;
INSERT INTO certificate_orders_with_taken_back (thread, kind, purpose, needed_by, state)
    SELECT thread, kind, purpose, needed_by, state FROM certificate_orders;
DROP TABLE certificate_orders;
ALTER TABLE certificate_orders_with_taken_back RENAME TO certificate_orders;

-- One more thing that can happen in an errand. A column of its own takes the old one's place: files
-- belong to messages, so the table itself stays.
ALTER TABLE messages ADD COLUMN happened TEXT CHECK (happened IN (
    'booked', 'offered', 'moved', 'cancelled', 'renewal-asked', 'renewal-decided',
    'certificate-ordered', 'certificate-issued', 'certificate-declined', 'taken-back'
));
UPDATE messages SET happened = event WHERE event IS NOT NULL;
ALTER TABLE messages DROP COLUMN event;
ALTER TABLE messages RENAME COLUMN happened TO event;
