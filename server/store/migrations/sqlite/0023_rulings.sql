-- What care principals, clinics and units have decided about people, with who decided it, why,
-- when, and until when or when to look at it again (R-C3): blocks (R-J7), exceptions A and B (R-J5,
-- R-J6), approvals of the protected (R-G8). `actor` is kept out or let in, of what is `subject`'s;
-- one who is approved is both. A unit's exception opens its own part of the journal; a block holds
-- everywhere, an approval at the whole clinic.
CREATE TABLE rulings (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('block', 'guardian-reads', 'child-reads', 'approval')),
    actor BLOB NOT NULL REFERENCES persons (id),
    subject BLOB NOT NULL REFERENCES persons (id),
    principal BLOB REFERENCES principals (id),
    clinic BLOB NOT NULL REFERENCES clinics (id),
    unit BLOB NOT NULL REFERENCES units (id),
    from_day TEXT NOT NULL,
    until_day TEXT,
    review_on TEXT,
    reason TEXT NOT NULL,
    decided_by BLOB NOT NULL REFERENCES persons (id),
    decider TEXT NOT NULL,
    decided INTEGER NOT NULL,
    ended INTEGER,
    ended_by BLOB REFERENCES persons (id),
    ender TEXT,
    end_reason TEXT,
    CHECK (until_day IS NOT NULL OR review_on IS NOT NULL),
    CHECK (kind NOT IN ('guardian-reads', 'child-reads') OR until_day IS NOT NULL),
    CHECK ((ended IS NULL) = (ended_by IS NULL)),
    CHECK ((ended IS NULL) = (ender IS NULL)),
    CHECK ((ended IS NULL) = (end_reason IS NULL))
) STRICT;
CREATE INDEX rulings_between ON rulings (actor, subject, ended);
CREATE INDEX rulings_by_unit ON rulings (unit, decided DESC, id DESC);

-- What the rules need to know of a unit (R-J8).
ALTER TABLE units ADD COLUMN category TEXT NOT NULL DEFAULT 'general'
    CHECK (category IN ('general', 'child_psychiatry', 'youth_clinic'));
ALTER TABLE units ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0 CHECK (withheld IN (0, 1));

-- How many entries of a unit are held back.
CREATE INDEX journal_by_unit_in_order ON journal_entries (person, unit, happened DESC, id DESC);
DROP INDEX journal_by_unit;
