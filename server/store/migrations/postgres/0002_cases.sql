-- Errands and the clinic's side: what a unit offers online, who works there, and its cases.

CREATE TABLE principals (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
ALTER TABLE clinics ADD COLUMN principal UUID REFERENCES principals (id);

-- What a unit offers online (R-E7). What does not stand here is refused.
CREATE TABLE unit_services (
    unit UUID NOT NULL REFERENCES units (id),
    service TEXT NOT NULL CHECK (service IN ('booking', 'message', 'renewal', 'certificate')),
    PRIMARY KEY (unit, service)
);

-- The words of a unit's and its clinic's names, in small letters: how a unit is found.
CREATE TABLE unit_words (
    word TEXT COLLATE "C" NOT NULL,
    unit UUID NOT NULL REFERENCES units (id),
    PRIMARY KEY (word, unit)
);
CREATE INDEX units_by_clinic ON units (clinic);

-- Those who work at units (R-C1).
CREATE TABLE staff (
    id UUID NOT NULL PRIMARY KEY,
    person UUID NOT NULL UNIQUE REFERENCES persons (id),
    added BIGINT NOT NULL
);
CREATE TABLE staff_units (
    staff UUID NOT NULL REFERENCES staff (id),
    unit UUID NOT NULL REFERENCES units (id),
    role TEXT NOT NULL CHECK (role IN ('member', 'in-charge')),
    title TEXT NOT NULL,
    PRIMARY KEY (staff, unit)
);
CREATE INDEX staff_by_unit ON staff_units (unit, staff);

-- What an errand is for the unit. Its version grows with each act, so that two who act at once
-- don't overwrite each other.
CREATE TABLE cases (
    thread UUID NOT NULL PRIMARY KEY REFERENCES threads (id),
    unit UUID NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL CHECK (kind IN ('message', 'booking', 'renewal', 'certificate')),
    state TEXT NOT NULL CHECK (state IN ('new', 'taken', 'waiting', 'done')),
    assignee UUID REFERENCES staff (id),
    version INTEGER NOT NULL,
    opened_by UUID REFERENCES persons (id),
    capacity TEXT CHECK (capacity IN ('self', 'guardian')),
    opened BIGINT NOT NULL,
    changed BIGINT NOT NULL
);
CREATE INDEX cases_in_order ON cases (unit, state, changed, thread);
INSERT INTO cases (thread, unit, kind, state, version, opened, changed)
    SELECT id, unit, 'message', 'done', 1, newest_at, newest_at FROM threads;

-- Who wrote a message, where that is one of ours, and when the other side first read it (R-C2).
ALTER TABLE messages ADD COLUMN writer UUID REFERENCES persons (id);
ALTER TABLE messages ADD COLUMN read_at BIGINT;

-- What has changed: a person's inbox, a unit's work list. Whoever shows it asks for it again.
CREATE TABLE changes (
    topic UUID NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX changes_in_order ON changes (at, topic);

-- The log tells of staff too, and at which unit.
ALTER TABLE access_log DROP CONSTRAINT access_log_capacity_check;
ALTER TABLE access_log ADD CONSTRAINT access_log_capacity_check
    CHECK (capacity IN ('self', 'guardian', 'staff'));
ALTER TABLE access_log ADD COLUMN unit UUID REFERENCES units (id);
