//! What is being written and not sent yet.

statements! {
    // What is being written and not sent yet.

    DRAFT = "
        SELECT title, body, saved FROM drafts
        WHERE actor = $1 AND subject = $2 AND place = $3";
    /// Those that can be sent still: the unit takes messages.
    DRAFTS = "
        SELECT d.unit, d.thread, u.name AS unit_name, coalesce(t.subject, d.title) AS subject, d.saved
        FROM drafts d
        JOIN unit_services o ON o.unit = d.unit AND o.service = 'message'
        JOIN units u ON u.id = d.unit
        LEFT JOIN threads t ON t.id = d.thread
        WHERE d.actor = $1 AND d.subject = $2
        ORDER BY d.saved DESC, d.place
        LIMIT $3";
    GO_ON_WITH_DRAFT = "
        UPDATE drafts SET title = $4, body = $5, saved = $6
        WHERE actor = $1 AND subject = $2 AND place = $3";
    BEGIN_DRAFT = "
        INSERT INTO drafts (actor, subject, place, title, body, saved, unit, thread)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    FORGET_DRAFT = "DELETE FROM drafts WHERE actor = $1 AND subject = $2 AND place = $3";
    /// Whatever it is that has been sent with a form's key.
    IS_SENT = "
        SELECT t.id FROM threads t WHERE t.id = $1
        UNION ALL
        SELECT m.id FROM messages m WHERE m.id = $1";
    PRUNE_DRAFTS = "DELETE FROM drafts WHERE saved < $1";
}
