-- Prescriptions and their renewal (R-E3), certificates and their ordering (R-E4, R-E6).

CREATE TABLE prescriptions (
    id UUID NOT NULL PRIMARY KEY,
    person UUID NOT NULL REFERENCES persons (id),
    unit UUID NOT NULL REFERENCES units (id),
    medicine TEXT NOT NULL,
    strength TEXT NOT NULL,
    form TEXT NOT NULL,
    dosage TEXT NOT NULL,
    prescribed TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    withdrawals INTEGER NOT NULL CHECK (withdrawals BETWEEN 0 AND 255)
);
CREATE INDEX prescriptions_by_person ON prescriptions (person, unit);

-- What a thread asks to be renewed, and what was decided of each.
CREATE TABLE renewal_items (
    thread UUID NOT NULL REFERENCES threads (id),
    prescription UUID NOT NULL REFERENCES prescriptions (id),
    state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'declined')),
    reason TEXT NOT NULL,
    asked BIGINT NOT NULL,
    decided BIGINT,
    PRIMARY KEY (thread, prescription),
    CHECK ((decided IS NULL) = (state = 'asked'))
);
CREATE INDEX renewals_by_prescription ON renewal_items (prescription, asked);
-- A prescription is asked for once at a time.
CREATE UNIQUE INDEX renewals_under_way ON renewal_items (prescription) WHERE state = 'asked';

-- Which certificates a unit issues, where it offers them. Those that offer them today issue all.
CREATE TABLE unit_certificates (
    unit UUID NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL CHECK (kind IN ('absence', 'school-meals', 'vaccination', 'other')),
    PRIMARY KEY (unit, kind)
);
INSERT INTO unit_certificates (unit, kind)
    SELECT unit, 'absence' FROM unit_services WHERE service = 'certificate'
    UNION ALL SELECT unit, 'school-meals' FROM unit_services WHERE service = 'certificate'
    UNION ALL SELECT unit, 'vaccination' FROM unit_services WHERE service = 'certificate'
    UNION ALL SELECT unit, 'other' FROM unit_services WHERE service = 'certificate';

CREATE TABLE certificate_orders (
    thread UUID NOT NULL PRIMARY KEY REFERENCES threads (id),
    kind TEXT NOT NULL CHECK (kind IN ('absence', 'school-meals', 'vaccination', 'other')),
    purpose TEXT NOT NULL,
    needed_by TEXT,
    state TEXT NOT NULL CHECK (state IN ('ordered', 'issued', 'declined'))
);

-- What was issued: read by its own person only (R-E6). Without a thread nobody ordered it here.
CREATE TABLE certificates (
    id UUID NOT NULL PRIMARY KEY,
    thread UUID UNIQUE REFERENCES threads (id),
    person UUID NOT NULL REFERENCES persons (id),
    unit UUID NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL CHECK (kind IN ('absence', 'school-meals', 'vaccination', 'other')),
    issued BIGINT NOT NULL,
    issuer TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX certificates_in_order ON certificates (person, issued DESC, id DESC);
