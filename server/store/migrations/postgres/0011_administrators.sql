-- Those who decide who works at a care principal's units (R-C1).
CREATE TABLE administrators (
    principal UUID NOT NULL REFERENCES principals (id),
    person UUID NOT NULL REFERENCES persons (id),
    added BIGINT NOT NULL,
    PRIMARY KEY (principal, person)
);
CREATE INDEX administrators_by_person ON administrators (person);
CREATE INDEX clinics_by_principal ON clinics (principal);
