//! What has been decided about people.

statements! {
    // What has been decided about people.

    RULINGS_BETWEEN = "
        SELECT r.kind, r.principal, r.clinic, r.unit, r.from_day, r.until_day
        FROM rulings r
        WHERE r.actor = $1 AND r.subject = $2 AND r.ended IS NULL";
    /// The unit says which clinic and which care principal.
    MAKE_RULING = "
        INSERT INTO rulings (id, kind, actor, subject, principal, clinic, unit, from_day, until_day,
            review_on, reason, decided_by, decider, decided)
        VALUES ($1, $2, $3, $4,
            (SELECT c.principal FROM units u JOIN clinics c ON c.id = u.clinic WHERE u.id = $5),
            (SELECT u.clinic FROM units u WHERE u.id = $5),
            $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (id) DO NOTHING";
    END_RULING = "
        UPDATE rulings SET ended = $4, ended_by = $5, ender = $6, end_reason = $7
        WHERE id = $1 AND unit = $2 AND subject = $3 AND ended IS NULL";
    REVIEW_RULING = "
        UPDATE rulings SET review_on = $4
        WHERE id = $1 AND unit = $2 AND subject = $3 AND ended IS NULL";
    /// Of one kind, or the one with this id.
    RULINGS_AT = "
        SELECT r.id, r.kind, r.from_day, r.until_day, r.review_on, r.reason, r.decided, r.decider,
            r.ended, r.ender, r.end_reason,
            a.id AS actor_id, a.number AS actor_number, a.born AS actor_born,
            a.given AS actor_given, a.family AS actor_family,
            a.protection AS actor_protection, a.residence AS actor_residence,
            s.id AS subject_id, s.number AS subject_number, s.born AS subject_born,
            s.given AS subject_given, s.family AS subject_family,
            s.protection AS subject_protection, s.residence AS subject_residence
        FROM rulings r
        JOIN persons a ON a.id = r.actor
        JOIN persons s ON s.id = r.subject
        WHERE r.unit = $1 AND r.kind = coalesce($2, r.kind) AND r.id = coalesce($3, r.id)
        ORDER BY r.decided DESC, r.id DESC
        LIMIT $4";
}
