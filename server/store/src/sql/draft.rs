//! What is being written and not sent yet.

statements! {
    // What is being written and not sent yet.

    DRAFT = "
        SELECT title, body, saved, version FROM drafts
        WHERE actor = $1 AND subject = $2 AND place = $3";
    /// Those that can be sent still: the unit takes messages. To a guardian (`$3`) the subject of
    /// another, protected one is not told (R-G7).
    DRAFTS = "
        SELECT d.unit, d.thread, u.name AS unit_name, d.saved,
            coalesce(CASE WHEN $3 AND k.kind = 'message' AND k.opened_by <> $1 AND p.protection <> 'open'
                THEN 'Meddelande' ELSE t.subject END, d.title) AS subject
        FROM drafts d
        JOIN unit_services o ON o.unit = d.unit AND o.service = 'message'
        JOIN units u ON u.id = d.unit
        LEFT JOIN threads t ON t.id = d.thread
        LEFT JOIN cases k ON k.thread = d.thread
        LEFT JOIN persons p ON p.id = k.opened_by
        WHERE d.actor = $1 AND d.subject = $2
        ORDER BY d.saved DESC, d.place
        LIMIT $4";
    /// Whether another form has kept it since this one was shown.
    IS_NEWER_DRAFT = "
        SELECT 1 FROM drafts
        WHERE actor = $1 AND subject = $2 AND place = $3
            AND version <> $4 AND (form IS NULL OR form <> $5)";
    GO_ON_WITH_DRAFT = "
        UPDATE drafts SET title = $4, body = $5, saved = $6, form = $7, version = version + 1
        WHERE actor = $1 AND subject = $2 AND place = $3";
    BEGIN_DRAFT = "
        INSERT INTO drafts (actor, subject, place, title, body, saved, unit, thread, form)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FORGET_DRAFT = "DELETE FROM drafts WHERE actor = $1 AND subject = $2 AND place = $3";
    /// Whatever it is that has been sent with a form's key.
    IS_SENT = "
        SELECT t.id FROM threads t WHERE t.id = $1
        UNION ALL
        SELECT m.id FROM messages m WHERE m.id = $1";
    PRUNE_DRAFTS = "DELETE FROM drafts WHERE saved < $1";
}
