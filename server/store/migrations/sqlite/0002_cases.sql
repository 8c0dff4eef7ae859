-- Errands and the clinic's side: what a unit offers online, who works there, and its cases.

CREATE TABLE principals (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
ALTER TABLE clinics ADD COLUMN principal BLOB REFERENCES principals (id);

-- What a unit offers online (R-E7). What does not stand here is refused.
CREATE TABLE unit_services (
    unit BLOB NOT NULL REFERENCES units (id),
    service TEXT NOT NULL CHECK (service IN ('booking', 'message', 'renewal', 'certificate')),
    PRIMARY KEY (unit, service)
) STRICT, WITHOUT ROWID;

-- The words of a unit's and its clinic's names, in small letters: how a unit is found.
CREATE TABLE unit_words (
    word TEXT NOT NULL,
    unit BLOB NOT NULL REFERENCES units (id),
    PRIMARY KEY (word, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX units_by_clinic ON units (clinic);

-- Those who work at units (R-C1).
CREATE TABLE staff (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person BLOB NOT NULL UNIQUE REFERENCES persons (id),
    added INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE staff_units (
    staff BLOB NOT NULL REFERENCES staff (id),
    unit BLOB NOT NULL REFERENCES units (id),
    role TEXT NOT NULL CHECK (role IN ('member', 'in-charge')),
    title TEXT NOT NULL,
    PRIMARY KEY (staff, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_by_unit ON staff_units (unit, staff);

-- What an errand is for the unit. Its version grows with each act, so that two who act at once
-- don't overwrite each other.
CREATE TABLE cases (
    thread BLOB NOT NULL PRIMARY KEY REFERENCES threads (id),
    unit BLOB NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL CHECK (kind IN ('message', 'booking', 'renewal', 'certificate')),
    state TEXT NOT NULL CHECK (state IN ('new', 'taken', 'waiting', 'done')),
    assignee BLOB REFERENCES staff (id),
    version INTEGER NOT NULL,
    opened_by BLOB REFERENCES persons (id),
    capacity TEXT CHECK (capacity IN ('self', 'guardian')),
    opened INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_in_order ON cases (unit, state, changed, thread);
INSERT INTO cases (thread, unit, kind, state, version, opened, changed)
    SELECT id, unit, 'message', 'done', 1, newest_at, newest_at FROM threads;

-- Who wrote a message, where that is one of ours, and when the other side first read it (R-C2).
ALTER TABLE messages ADD COLUMN writer BLOB REFERENCES persons (id);
ALTER TABLE messages ADD COLUMN read_at INTEGER;

-- What has changed: a person's inbox, a unit's work list. Whoever shows it asks for it again.
CREATE TABLE changes (
    topic BLOB NOT NULL PRIMARY KEY CHECK (length(topic) = 16),
    version INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_in_order ON changes (at, topic);

-- The log tells of staff too, and at which unit.
CREATE TABLE access_log_with_units (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    at INTEGER NOT NULL,
    actor BLOB NOT NULL REFERENCES persons (id),
    subject BLOB NOT NULL REFERENCES persons (id),
    capacity TEXT CHECK (capacity IN ('self', 'guardian', 'staff')),
    action TEXT NOT NULL,
    object BLOB CHECK (length(object) = 16),
    rule TEXT NOT NULL,
    refused TEXT,
    unit BLOB REFERENCES units (id),
    CHECK ((capacity IS NULL) = (refused IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO access_log_with_units
    (id, at, actor, subject, capacity, action, object, rule, refused)
    SELECT id, at, actor, subject, capacity, action, object, rule, refused FROM access_log;
DROP TABLE access_log;
ALTER TABLE access_log_with_units RENAME TO access_log;
