-- Applications for an exception: that a guardian reads of a child from 13 to 15 (R-J5), or that such
-- a child reads itself (R-J6), at one unit. An approved one has a ruling with its own id. `waiting`:
-- whether it is to be decided, as it follows from the state: a unit's list is one walk along one index.
CREATE TABLE applications (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('guardian-reads', 'child-reads')),
    applicant UUID NOT NULL REFERENCES persons (id),
    child UUID NOT NULL REFERENCES persons (id),
    unit UUID NOT NULL REFERENCES units (id),
    why TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'applied', 'consented', 'declined', 'noted', 'approved', 'denied', 'withdrawn', 'revoked',
        'taken-back'
    )),
    waiting BOOLEAN NOT NULL,
    doctor TEXT,
    noted_on TEXT,
    grounds TEXT,
    answer TEXT NOT NULL,
    until_day TEXT,
    told BIGINT,
    version INTEGER NOT NULL,
    created BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    CHECK ((doctor IS NULL) = (noted_on IS NULL)),
    CHECK (state <> 'approved' OR (until_day IS NOT NULL AND grounds IS NOT NULL)),
    CHECK (kind <> 'child-reads' OR applicant = child)
);
CREATE INDEX applications_by_applicant ON applications (applicant, created DESC, id DESC);
CREATE INDEX applications_by_child ON applications (child, kind, created DESC, id DESC);
CREATE INDEX applications_by_unit ON applications (unit, waiting, changed DESC, id DESC);
CREATE INDEX applications_by_end ON applications (state, until_day, id);

-- What was done with an application, by whom and when (R-C3): `act` is empty for its sending.
CREATE TABLE application_steps (
    application UUID NOT NULL REFERENCES applications (id),
    version INTEGER NOT NULL,
    act TEXT,
    at BIGINT NOT NULL,
    actor UUID NOT NULL REFERENCES persons (id),
    actor_name TEXT NOT NULL,
    PRIMARY KEY (application, version)
);
