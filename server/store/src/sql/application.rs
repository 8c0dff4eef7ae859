//! Applications for an exception.

/// An application with its people, as lists need it.
macro_rules! rows_of_applications {
    ($more:literal) => {
        concat!(
            "
        SELECT p.id, p.kind, p.unit, p.state, p.until_day, p.changed, p.version, u.name AS unit_name,
            a.id AS applicant_id, a.number AS applicant_number, a.born AS applicant_born,
            a.given AS applicant_given, a.family AS applicant_family,
            a.protection AS applicant_protection, a.residence AS applicant_residence,
            c.id AS child_id, c.number AS child_number, c.born AS child_born,
            c.given AS child_given, c.family AS child_family,
            c.protection AS child_protection, c.residence AS child_residence,
            p.why, p.body, p.doctor, p.noted_on, p.grounds, p.answer
        FROM applications p
        JOIN units u ON u.id = p.unit
        JOIN persons a ON a.id = p.applicant
        JOIN persons c ON c.id = p.child
        ",
            $more
        )
    };
}

statements! {
    // Applications for an exception.

    APPLICATION_PARTIES = "
        SELECT p.kind, p.applicant,
            c.id, c.number, c.born, c.given, c.family, c.protection, c.residence
        FROM applications p
        JOIN persons c ON c.id = p.child
        WHERE p.id = $1";
    SENT_APPLICATION = "
        SELECT kind, applicant, child, unit, why, body FROM applications WHERE id = $1";
    WAITING_APPLICATION = "
        SELECT 1 FROM applications
        WHERE applicant = $1 AND child = $2 AND unit = $3 AND waiting = true";
    APPLY = "
        INSERT INTO applications (id, kind, applicant, child, unit, why, body, state, waiting,
            answer, version, created, changed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'applied', true, '', 1, $8, $8)
        ON CONFLICT (id) DO NOTHING";
    NOTE_APPLICATION_STEP = "
        INSERT INTO application_steps (application, version, act, at, actor, actor_name)
        VALUES ($1, $2, $3, $4, $5, $6)";
    APPLICATION_STANDING = "
        SELECT p.kind, p.applicant, p.child, p.unit, p.state, p.until_day, p.version, p.doctor,
            p.noted_on, p.grounds, p.answer, a.protection, c.protection AS child_protection,
            k.child_number AS held, k.until AS held_until
        FROM applications p
        JOIN persons a ON a.id = p.applicant
        JOIN persons c ON c.id = p.child
        LEFT JOIN custody k ON k.guardian = p.applicant AND k.child_number = c.number
        WHERE p.id = $1";
    APPLICATION_STEP = "
        SELECT act, actor FROM application_steps WHERE application = $1 AND version = $2";
    /// What is not given stays as it is.
    STEP_APPLICATION = "
        UPDATE applications SET state = $3, waiting = $4, changed = $5, version = version + 1,
            doctor = coalesce($6, doctor), noted_on = coalesce($7, noted_on),
            grounds = coalesce($8, grounds), answer = coalesce($9, answer),
            until_day = coalesce($10, until_day)
        WHERE id = $1 AND version = $2";
    /// Others of the same reader at the same unit: one that was renewed, or is being renewed.
    APPLICATIONS_ALIKE = "
        SELECT id, version, until_day FROM applications
        WHERE applicant = $1 AND child = $2 AND unit = $3 AND id <> $4 AND state = $5";
    /// The exception that the child's consent was for.
    END_CONSENTED = "
        UPDATE rulings SET ended = $3, ended_by = $2, ender = $4, end_reason = $5
        WHERE id = $1 AND subject = $2 AND ended IS NULL";
    IS_BLOCKED = "
        SELECT 1 FROM rulings
        WHERE actor = $1 AND subject = $2 AND ended IS NULL AND kind = 'block'";
    APPLIED_BY = rows_of_applications!("
        WHERE p.applicant = $1
        ORDER BY p.created DESC, p.id DESC
        LIMIT $2");
    APPLIED_ABOUT = rows_of_applications!("
        WHERE p.child = $1 AND p.kind = 'guardian-reads'
        ORDER BY p.created DESC, p.id DESC
        LIMIT $2");
    APPLICATION = rows_of_applications!("
        WHERE p.id = $1 AND p.child = $2 AND (p.applicant = $3 OR p.child = $3)");
    APPLICATIONS_AT = rows_of_applications!("
        WHERE p.unit = $1 AND p.waiting = $2 AND p.applicant <> $3
            AND NOT EXISTS (
                SELECT 1 FROM custody k WHERE k.guardian = $3 AND k.child_number = c.number
            )
        ORDER BY p.changed DESC, p.id DESC
        LIMIT $4");
    APPLICATION_AT = rows_of_applications!("
        WHERE p.id = $1 AND p.unit = $2 AND p.applicant <> $3
            AND NOT EXISTS (
                SELECT 1 FROM custody k WHERE k.guardian = $3 AND k.child_number = c.number
            )");
    APPLICATION_STEPS = "
        SELECT act, at, actor_name FROM application_steps
        WHERE application = $1
        ORDER BY version";

    // Telling that an exception ends.

    ENDING_APPLICATIONS = "
        SELECT p.until_day, p.id FROM applications p
        WHERE p.state = 'approved' AND p.until_day <= $3 AND p.told IS NULL
            AND (p.until_day, p.id) > ($1, $2)
            AND NOT EXISTS (
                SELECT 1 FROM applications o
                WHERE o.applicant = p.applicant AND o.child = p.child AND o.unit = p.unit
                    AND o.state = 'approved' AND o.until_day > p.until_day
            )
        ORDER BY p.until_day, p.id
        LIMIT $4";
    /// Nothing where it has been done: of two nodes at once the second waits for the first.
    NOTE_ENDING = "
        UPDATE applications SET told = $2 WHERE id = $1 AND state = 'approved' AND told IS NULL";
}
