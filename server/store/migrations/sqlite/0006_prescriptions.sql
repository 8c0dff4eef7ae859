-- Prescriptions and their renewal (R-E3), certificates and their ordering (R-E4, R-E6).

CREATE TABLE prescriptions (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person BLOB NOT NULL REFERENCES persons (id),
    unit BLOB NOT NULL REFERENCES units (id),
    medicine TEXT NOT NULL,
    strength TEXT NOT NULL,
    form TEXT NOT NULL,
    dosage TEXT NOT NULL,
    prescribed TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    withdrawals INTEGER NOT NULL CHECK (withdrawals BETWEEN 0 AND 255)
) STRICT, WITHOUT ROWID;
CREATE INDEX prescriptions_by_person ON prescriptions (person, unit);

-- What a thread asks to be renewed, and what was decided of each.
CREATE TABLE renewal_items (
    thread BLOB NOT NULL REFERENCES threads (id),
    prescription BLOB NOT NULL REFERENCES prescriptions (id),
    state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'declined')),
    reason TEXT NOT NULL,
    asked INTEGER NOT NULL,
    decided INTEGER,
    PRIMARY KEY (thread, prescription),
    CHECK ((decided IS NULL) = (state = 'asked'))
) STRICT, WITHOUT ROWID;
CREATE INDEX renewals_by_prescription ON renewal_items (prescription, asked);
-- A prescription is asked for once at a time.
CREATE UNIQUE INDEX renewals_under_way ON renewal_items (prescription) WHERE state = 'asked';

-- Which certificates a unit issues, where it offers them. Those that offer them today issue all.
CREATE TABLE unit_certificates (
    unit BLOB NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL CHECK (kind IN ('absence', 'school-meals', 'vaccination', 'other')),
    PRIMARY KEY (unit, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO unit_certificates (unit, kind)
    SELECT unit, 'absence' FROM unit_services WHERE service = 'certificate'
    UNION ALL SELECT unit, 'school-meals' FROM unit_services WHERE service = 'certificate'
    UNION ALL SELECT unit, 'vaccination' FROM unit_services WHERE service = 'certificate'
    UNION ALL SELECT unit, 'other' FROM unit_services WHERE service = 'certificate';

CREATE TABLE certificate_orders (
    thread BLOB NOT NULL PRIMARY KEY REFERENCES threads (id),
    kind TEXT NOT NULL CHECK (kind IN ('absence', 'school-meals', 'vaccination', 'other')),
    purpose TEXT NOT NULL,
    needed_by TEXT,
    state TEXT NOT NULL CHECK (state IN ('ordered', 'issued', 'declined'))
) STRICT, WITHOUT ROWID;

-- What was issued: read by its own person only (R-E6). Without a thread nobody ordered it here.
CREATE TABLE certificates (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    thread BLOB UNIQUE REFERENCES threads (id),
    person BLOB NOT NULL REFERENCES persons (id),
    unit BLOB NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL CHECK (kind IN ('absence', 'school-meals', 'vaccination', 'other')),
    issued INTEGER NOT NULL,
    issuer TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX certificates_in_order ON certificates (person, issued DESC, id DESC);
