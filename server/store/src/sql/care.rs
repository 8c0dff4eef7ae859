//! The inbox and the journal.

statements! {
    // The inbox.

    UNREAD = "
        SELECT count(*) FROM threads
        WHERE person = $1 AND archived = false AND unread = true";
    /// What a message is about is somebody's words. To a guardian it is told by its kind only, where
    /// another wrote it whose identity is protected (R-G7): here and below.
    THREADS = "
        SELECT t.id, t.unread, t.newest_at, k.kind, u.name AS unit, t.messages, t.archived,
            CASE WHEN $10 AND k.kind = 'message' AND k.opened_by <> $9 AND o.protection <> 'open'
                THEN 'Meddelande' ELSE t.subject END AS subject
        FROM threads t
        JOIN cases k ON k.thread = t.id
        JOIN units u ON u.id = t.unit
        LEFT JOIN persons o ON o.id = k.opened_by
        WHERE t.person = $1 AND t.archived = $2 AND t.unread >= $3
            AND (t.unread, t.newest_at, t.id) < ($4, $5, $6)
            AND k.kind = coalesce($8, k.kind)
        ORDER BY t.unread DESC, t.newest_at DESC, t.id DESC
        LIMIT $7";
    /// Every message of every thread: what is searched in. For a guardian ($4) not what another has
    /// written whose identity is protected (R-G7).
    SEARCHED = "
        SELECT t.id, t.unread, t.newest_at, k.kind, u.name AS unit, t.messages, t.archived,
            CASE WHEN $4 AND k.kind = 'message' AND k.opened_by <> $3 AND o.protection <> 'open'
                THEN 'Meddelande' ELSE t.subject END AS subject,
            CASE WHEN $4 AND m.author = 'guardian' AND m.writer <> $3 AND p.protection <> 'open'
                THEN '' ELSE coalesce(m.body, '') END AS body
        FROM threads t
        JOIN cases k ON k.thread = t.id
        JOIN units u ON u.id = t.unit
        LEFT JOIN messages m ON m.thread = t.id
            AND (m.event IS NULL OR m.author = 'staff' OR m.writer = $3)
        LEFT JOIN persons p ON p.id = m.writer
        LEFT JOIN persons o ON o.id = k.opened_by
        WHERE t.person = $1 AND k.kind = coalesce($2, k.kind)
        ORDER BY t.newest_at DESC, t.id DESC, m.written, m.id";
    THREAD = "
        SELECT t.id, k.kind, t.unread, t.archived, u.name AS unit, c.name AS clinic, c.phone,
            s.service AS answered, k.state, k.taken_back, (k.capacity IS NOT NULL) AS sent,
            CASE WHEN $4 AND k.kind = 'message' AND k.opened_by <> $3 AND o.protection <> 'open'
                THEN 'Meddelande' ELSE t.subject END AS subject
        FROM threads t
        JOIN cases k ON k.thread = t.id
        JOIN units u ON u.id = t.unit
        JOIN clinics c ON c.id = u.clinic
        LEFT JOIN unit_services s ON s.unit = t.unit AND s.service = 'message'
        LEFT JOIN persons o ON o.id = k.opened_by
        WHERE t.id = $2 AND t.person = $1";
    /// Of what happened by one who is blocked from the child, as of one whose identity is protected
    /// (B7): counted row by row, so that no plan walks through all blocks.
    MESSAGES = "
        SELECT m.id, m.author, m.author_name, m.writer, m.written, m.event, m.event_at, m.body,
            m.read_at,
            CASE WHEN m.event IS NOT NULL AND (
                SELECT count(*) FROM rulings r
                WHERE r.actor = m.writer AND r.ended IS NULL AND r.kind = 'block'
                    AND r.subject = (SELECT t.person FROM threads t WHERE t.id = m.thread)) > 0
                THEN 'confidential' ELSE coalesce(p.protection, 'open') END AS protection
        FROM messages m
        LEFT JOIN persons p ON p.id = m.writer
        WHERE m.thread = $1
        ORDER BY m.written, m.id";
    OPEN_CASES = "
        SELECT t.id, u.name AS unit, (k.state = 'waiting') AS answered, k.changed,
            CASE WHEN $3 AND k.kind = 'message' AND k.opened_by <> $2 AND o.protection <> 'open'
                THEN 'Meddelande' ELSE t.subject END AS subject
        FROM threads t
        JOIN cases k ON k.thread = t.id
        JOIN units u ON u.id = t.unit
        LEFT JOIN persons o ON o.id = k.opened_by
        WHERE t.person = $1 AND k.state IN ('new', 'taken', 'waiting')
        ORDER BY k.changed DESC, t.id DESC";
    /// Told to the one who wrote them (R-C2).
    MESSAGES_READ = "
        UPDATE messages SET read_at = $3
        WHERE thread = $1 AND (author = 'staff') = $2 AND read_at IS NULL";
    MARK_THREAD = "UPDATE threads SET unread = $3 WHERE id = $2 AND person = $1";
    MOVE_THREAD = "UPDATE threads SET archived = $3 WHERE id = $2 AND person = $1";

    // The journal.

    ENTRIES = "
        SELECT e.id, e.kind, e.title, e.happened, e.signed, u.name AS unit
        FROM journal_entries e
        JOIN units u ON u.id = e.unit
        WHERE e.person = $1
            AND e.kind = coalesce($2, e.kind) AND e.unit = coalesce($3, e.unit)
            AND (e.happened, e.id) < ($4, $5)
            AND e.happened < $7 AND (e.signed OR $8)
        ORDER BY e.happened DESC, e.id DESC
        LIMIT $6";
    /// The same, to be searched.
    WHOLE_ENTRIES = "
        SELECT e.id, e.kind, e.title, e.happened, e.signed, u.name AS unit,
            e.author, e.body, e.measured
        FROM journal_entries e
        JOIN units u ON u.id = e.unit
        WHERE e.person = $1
            AND e.kind = coalesce($2, e.kind) AND e.unit = coalesce($3, e.unit)
            AND (e.happened, e.id) < ($4, $5)
            AND e.happened < $7 AND (e.signed OR $8)
        ORDER BY e.happened DESC, e.id DESC
        LIMIT $6";
    /// Each with how many of its entries are new or not signed. They are found by going from one unit to
    /// the next, so that it costs as much for a long journal as for a short one.
    JOURNAL_UNITS = "
        WITH RECURSIVE own (unit) AS (
            SELECT (SELECT e.unit FROM journal_entries e
                WHERE e.person = $1 ORDER BY e.unit LIMIT 1)
            UNION ALL
            SELECT (SELECT e.unit FROM journal_entries e
                WHERE e.person = $1 AND e.unit > own.unit ORDER BY e.unit LIMIT 1)
            FROM own WHERE own.unit IS NOT NULL
        )
        SELECT own.unit AS id,
            (SELECT u.name FROM units u WHERE u.id = own.unit) AS name,
            (SELECT u.clinic FROM units u WHERE u.id = own.unit) AS clinic,
            (SELECT u.category FROM units u WHERE u.id = own.unit) AS category,
            (SELECT u.withheld FROM units u WHERE u.id = own.unit) AS withheld,
            (SELECT count(*) FROM journal_entries n
                WHERE n.person = $1 AND n.unit = own.unit AND n.happened >= $2)
            + (SELECT count(*) FROM journal_entries o
                WHERE o.person = $1 AND o.unit = own.unit AND o.signed = false
                    AND o.happened < $2) AS new
        FROM own
        WHERE own.unit IS NOT NULL";
    UNIT_OF_ENTRY = "SELECT unit FROM journal_entries WHERE id = $2 AND person = $1";
    MEASURED = "
        SELECT id, happened, measured FROM journal_entries
        WHERE person = $1 AND kind = $2 AND happened < $4 AND (signed OR $5)
            AND unit = coalesce($6, unit)
        ORDER BY happened DESC, id DESC
        LIMIT $3";
    SHOW_NEW = "UPDATE sessions SET shows_new = $3 WHERE id = $1 AND person = $2";
    ENTRY = "
        SELECT e.id, e.kind, e.title, e.happened, e.signed, u.name AS unit,
            e.author, e.body, e.measured
        FROM journal_entries e
        JOIN units u ON u.id = e.unit
        WHERE e.id = $2 AND e.person = $1 AND e.unit = coalesce($3, e.unit)";
}
