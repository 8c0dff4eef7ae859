-- Times that units open (R-E1), and who has booked them.

-- A time. Who books it stands in it, so that no two can: one row, one booking.
CREATE TABLE slots (
    id UUID NOT NULL PRIMARY KEY,
    unit UUID NOT NULL REFERENCES units (id),
    staff UUID REFERENCES staff (id),
    kind TEXT NOT NULL CHECK (kind IN ('besok', 'halsobesok', 'vaccination', 'telefon', 'video')),
    title TEXT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    -- What may be done with a booking, until how many hours before (R-E2).
    cancel BOOLEAN NOT NULL,
    rebook BOOLEAN NOT NULL,
    hours INTEGER NOT NULL CHECK (hours >= 0),
    closed BOOLEAN NOT NULL,
    booking UUID UNIQUE REFERENCES threads (id),
    -- Who is about to book it, and until when it is kept.
    holder UUID REFERENCES persons (id),
    held_until BIGINT,
    CHECK (ends > starts),
    CHECK ((holder IS NULL) = (held_until IS NULL))
);
CREATE INDEX slots_in_order ON slots (unit, starts, id);
CREATE INDEX slots_held ON slots (holder);

-- A booking: the errand, and its time. The time of one that is cancelled may be another's by now.
CREATE TABLE bookings (
    thread UUID NOT NULL PRIMARY KEY REFERENCES threads (id),
    person UUID NOT NULL REFERENCES persons (id),
    slot UUID NOT NULL REFERENCES slots (id),
    starts BIGINT NOT NULL,
    cancelled BOOLEAN NOT NULL,
    -- Who booked it, or cancelled it, and as what.
    actor UUID NOT NULL REFERENCES persons (id),
    capacity TEXT NOT NULL CHECK (capacity IN ('self', 'guardian', 'staff'))
);
CREATE INDEX bookings_in_order ON bookings (person, cancelled, starts, thread);
CREATE UNIQUE INDEX bookings_by_slot ON bookings (slot) WHERE cancelled = false;
