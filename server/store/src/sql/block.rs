//! A unit's blocks.

statements! {
    // A unit's blocks, but for those that concern the one who looks ($2): who is kept out itself, or has
    // custody of the child as well.

    HOLDING_BLOCKS = "
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
        WHERE r.unit = $1 AND r.kind = 'block' AND r.ended IS NULL AND r.actor <> $2
            AND NOT EXISTS (
                SELECT 1 FROM custody c WHERE c.guardian = $2 AND c.child_number = s.number)
        ORDER BY r.review_on, r.id";
    ENDED_BLOCKS = "
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
        WHERE r.unit = $1 AND r.kind = 'block' AND r.ended IS NOT NULL AND r.actor <> $2
            AND NOT EXISTS (
                SELECT 1 FROM custody c WHERE c.guardian = $2 AND c.child_number = s.number)
        ORDER BY r.ended DESC, r.id DESC
        LIMIT $3";
    BLOCKS_DUE = "
        SELECT count(*) FROM rulings r
        JOIN persons s ON s.id = r.subject
        WHERE r.unit = $1 AND r.kind = 'block' AND r.ended IS NULL AND r.actor <> $2
            AND NOT EXISTS (
                SELECT 1 FROM custody c WHERE c.guardian = $2 AND c.child_number = s.number)
            AND r.review_on <= $3";
    GUARDIANS_OF = "
        SELECT p.id, p.number, p.born, p.given, p.family, p.protection, p.residence
        FROM custody c
        JOIN persons p ON p.id = c.guardian
        WHERE c.child_number = $1 AND coalesce(c.until, $2) >= $2";
    CASE_GUARDIAN = "
        SELECT p.id, p.number, p.born, p.given, p.family, p.protection, p.residence,
            (SELECT count(*) FROM rulings r
                WHERE r.actor = k.opened_by AND r.subject = t.person AND r.ended IS NULL
                    AND r.unit = k.unit AND r.kind = 'block') > 0 AS blocked
        FROM cases k
        JOIN threads t ON t.id = k.thread
        JOIN persons p ON p.id = k.opened_by
        WHERE k.thread = $1 AND k.unit = $2 AND k.capacity = 'guardian'";
    /// All that somebody was writing about a person.
    FORGET_DRAFTS_ABOUT = "DELETE FROM drafts WHERE actor = $1 AND subject = $2";
    KEEP_BLOCK = "
        UPDATE rulings SET review_on = $5
        WHERE id = $1 AND unit = $2 AND subject = $3 AND kind = 'block' AND ended IS NULL
            AND review_on = $4";
}
