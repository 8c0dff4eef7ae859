//! The access log and its chains (R-J11).

statements! {
    // The access log.

    APPEND = "
        INSERT INTO access_log
            (id, at, actor, subject, capacity, action, object, rule, refused, unit, request)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// With the entry: it waits to be sealed.
    APPEND_WAITING = "INSERT INTO log_unsealed (at, entry) VALUES ($1, $2)";

    // Its chains.

    /// By time and id as they were when the entry was written: one that has been changed since is
    /// not sealed.
    UNSEALED = "
        SELECT c.principal, l.id, l.at, l.actor, l.subject, l.capacity, l.action, l.object, l.rule,
            l.refused, l.unit, l.request
        FROM log_unsealed q
        JOIN access_log l ON l.id = q.entry AND l.at = q.at
        LEFT JOIN units u ON u.id = l.unit
        LEFT JOIN clinics c ON c.id = u.clinic
        WHERE (q.at, q.entry) > ($1, $2)
        ORDER BY q.at, q.entry
        LIMIT $3";
    CHAIN_HEADS = "
        SELECT h.chain, (SELECT p.name FROM principals p WHERE p.id = h.chain) AS name, h.place,
            h.hash, h.checked, h.checked_at, h.cut_place, h.cut_hash, h.cut_until
        FROM log_heads h
        WHERE h.chain >= $1";
    BEGIN_CHAIN = "
        INSERT INTO log_heads (chain, place, hash, checked, cut_place, cut_hash)
        VALUES ($1, 0, $2, 0, 0, $2)
        ON CONFLICT (chain) DO NOTHING";
    /// Nothing where another node has moved it: the second waits for the first.
    MOVE_HEAD = "
        UPDATE log_heads SET place = $4, hash = $5
        WHERE chain = $1 AND place = $2 AND hash = $3";
    SEAL = "INSERT INTO log_chain (chain, place, entry, hash) VALUES ($1, $2, $3, $4)";
    /// Up to the last that has been sealed; one that was committed later and sorts before it waits.
    /// Asked row by row: a join might walk through the chain.
    NO_LONGER_WAITING = "
        DELETE FROM log_unsealed
        WHERE (at, entry) <= ($1, $2)
            AND (SELECT c.place FROM log_chain c WHERE c.entry = log_unsealed.entry) IS NOT NULL";
    NOTE_CHECKPOINT = "
        UPDATE log_heads SET checked = $2, checked_at = $3 WHERE chain = $1 AND checked < $2";
    CUT_HEAD = "
        UPDATE log_heads SET cut_place = $4, cut_hash = $5, cut_until = $6
        WHERE chain = $1 AND cut_place = $2 AND cut_hash = $3";
    CUT_ENTRIES = "
        DELETE FROM access_log
        WHERE id IN (SELECT c.entry FROM log_chain c WHERE c.chain = $1 AND c.place <= $2)";
    CUT_PLACES = "DELETE FROM log_chain WHERE chain = $1 AND place <= $2";

    // Looking whether they are right.

    CHAIN_PAGE = "
        SELECT c.place, c.entry, c.hash, l.id, l.at, l.actor, l.subject, l.capacity, l.action,
            l.object, l.rule, l.refused, l.unit, l.request
        FROM log_chain c
        LEFT JOIN access_log l ON l.id = c.entry
        WHERE c.chain = $1 AND c.place > $2
        ORDER BY c.place
        LIMIT $3";
    CHAIN_AFTER = "SELECT chain FROM log_chain WHERE chain > $1 ORDER BY chain LIMIT 1";
    LOG_PAGE = "
        SELECT l.id, l.at,
            (SELECT c.place FROM log_chain c WHERE c.entry = l.id) IS NOT NULL AS sealed,
            (SELECT q.at FROM log_unsealed q WHERE q.at = l.at AND q.entry = l.id) IS NOT NULL
                AS waits
        FROM access_log l
        WHERE l.id > $1
        ORDER BY l.id
        LIMIT $2";
    WAITING_PAGE = "
        SELECT q.at, q.entry,
            (SELECT l.at FROM access_log l WHERE l.id = q.entry AND l.at = q.at) IS NOT NULL
                AS there
        FROM log_unsealed q
        WHERE (q.at, q.entry) > ($1, $2)
        ORDER BY q.at, q.entry
        LIMIT $3";

    // The log as it is read by the person whom it concerns.

    /// Newest first. What staff does that is about nobody stands as being about itself: it is not
    /// shown. `$5`: the reader is a guardian, who hears nothing of blocks, neither its own nor another's
    /// (R-G9); `$6`: with what care does; `$7`: with what guardians and
    /// the person do.
    READINGS = "
        SELECT l.id, l.at, l.actor, l.capacity, l.action, u.name AS unit, p.given, p.family,
            p.protection
        FROM access_log l
        JOIN persons p ON p.id = l.actor
        LEFT JOIN units u ON u.id = l.unit
        WHERE l.subject = $1 AND (l.at, l.id) < ($2, $3)
            AND l.capacity IS NOT NULL
            AND NOT (l.capacity = 'staff' AND l.actor = l.subject AND l.object IS NULL)
            AND NOT ($5 AND l.capacity = 'guardian' AND l.actor <> $4 AND p.protection <> 'open')
            AND NOT ($5 AND l.action LIKE 'blocks.%')
            AND ((l.capacity IN ('staff', 'operator') AND $6)
                OR (l.capacity IN ('self', 'guardian') AND $7))
        ORDER BY l.at DESC, l.id DESC
        LIMIT $8";
}
