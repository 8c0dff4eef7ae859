-- What happened in an errand, where a message tells of more than its text; and the time that it is
-- about, if any.
ALTER TABLE messages ADD COLUMN event TEXT CHECK (event IN (
    'booked', 'offered', 'moved', 'cancelled', 'renewal-asked', 'renewal-decided',
    'certificate-ordered', 'certificate-issued', 'certificate-declined'
));
ALTER TABLE messages ADD COLUMN event_at INTEGER;
