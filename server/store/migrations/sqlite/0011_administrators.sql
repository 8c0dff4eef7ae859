-- Those who decide who works at a care principal's units (R-C1).
CREATE TABLE administrators (
    principal BLOB NOT NULL REFERENCES principals (id),
    person BLOB NOT NULL REFERENCES persons (id),
    added INTEGER NOT NULL,
    PRIMARY KEY (principal, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX administrators_by_person ON administrators (person);
CREATE INDEX clinics_by_principal ON clinics (principal);
