-- What is being written and not sent yet: one for each who writes, about whom, and where. The place is
-- the thread of a further message, and the unit of a new one.
CREATE TABLE drafts (
    actor BLOB NOT NULL REFERENCES persons (id),
    subject BLOB NOT NULL REFERENCES persons (id),
    place BLOB NOT NULL CHECK (length(place) = 16),
    unit BLOB NOT NULL REFERENCES units (id),
    thread BLOB REFERENCES threads (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    saved INTEGER NOT NULL,
    PRIMARY KEY (actor, subject, place),
    CHECK (place = coalesce(thread, unit))
) STRICT;
CREATE INDEX drafts_in_order ON drafts (actor, subject, saved DESC, place);
CREATE INDEX drafts_by_age ON drafts (saved);
