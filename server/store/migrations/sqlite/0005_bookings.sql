-- Times that units open (R-E1), and who has booked them.

-- A time. Who books it stands in it, so that no two can: one row, one booking.
CREATE TABLE slots (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    unit BLOB NOT NULL REFERENCES units (id),
    staff BLOB REFERENCES staff (id),
    kind TEXT NOT NULL CHECK (kind IN ('besok', 'halsobesok', 'vaccination', 'telefon', 'video')),
    title TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    -- What may be done with a booking, until how many hours before (R-E2).
    cancel INTEGER NOT NULL CHECK (cancel IN (0, 1)),
    rebook INTEGER NOT NULL CHECK (rebook IN (0, 1)),
    hours INTEGER NOT NULL CHECK (hours >= 0),
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    booking BLOB UNIQUE REFERENCES threads (id),
    -- Who is about to book it, and until when it is kept.
    holder BLOB REFERENCES persons (id),
    held_until INTEGER,
    CHECK (ends > starts),
    CHECK ((holder IS NULL) = (held_until IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX slots_in_order ON slots (unit, starts, id);
CREATE INDEX slots_held ON slots (holder);

-- A booking: the errand, and its time. The time of one that is cancelled may be another's by now.
CREATE TABLE bookings (
    thread BLOB NOT NULL PRIMARY KEY REFERENCES threads (id),
    person BLOB NOT NULL REFERENCES persons (id),
    slot BLOB NOT NULL REFERENCES slots (id),
    starts INTEGER NOT NULL,
    cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
    -- Who booked it, or cancelled it, and as what.
    actor BLOB NOT NULL REFERENCES persons (id),
    capacity TEXT NOT NULL CHECK (capacity IN ('self', 'guardian', 'staff'))
) STRICT, WITHOUT ROWID;
CREATE INDEX bookings_in_order ON bookings (person, cancelled, starts, thread);
CREATE UNIQUE INDEX bookings_by_slot ON bookings (slot) WHERE cancelled = 0;
