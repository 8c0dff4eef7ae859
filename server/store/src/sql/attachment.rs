//! Files that go with messages.

statements! {
    // Files that go with messages.

    ATTACHMENTS = "
        SELECT a.message, a.place, a.id, a.name, a.kind, a.size
        FROM messages m
        JOIN attachments a ON a.message = m.id
        WHERE m.thread = $1";
    /// For a guardian ($5) not what goes with another's message whose identity is protected (R-G7).
    ATTACHMENT = "
        SELECT a.name, a.kind, a.sha256, c.content
        FROM attachments a
        JOIN attachment_contents c ON c.id = a.id
        JOIN messages m ON m.id = a.message
        JOIN threads t ON t.id = m.thread
        LEFT JOIN persons p ON p.id = m.writer
        WHERE a.id = $3 AND t.id = $2 AND t.person = $1
            AND NOT ($5 AND m.author = 'guardian' AND coalesce(m.writer <> $4, false)
                AND coalesce(p.protection <> 'open', false))";
    CASE_ATTACHMENT = "
        SELECT a.name, a.kind, a.sha256, c.content
        FROM attachments a
        JOIN attachment_contents c ON c.id = a.id
        JOIN messages m ON m.id = a.message
        JOIN cases k ON k.thread = m.thread
        WHERE a.id = $3 AND k.thread = $2 AND k.unit = $1";
    ADD_ATTACHMENT = "
        INSERT INTO attachments (id, message, place, name, kind, size, sha256, added)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    ADD_CONTENT = "INSERT INTO attachment_contents (id, content) VALUES ($1, $2)";
}
