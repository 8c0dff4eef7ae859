//! What care systems send: their tokens, our units by their identifiers, entries that are known again.

statements! {
    PRINCIPAL = "SELECT id, name FROM principals WHERE id = $1";
    ADD_TOKEN = "
        INSERT INTO principal_tokens (id, principal, label, hash, created)
        VALUES ($1, $2, $3, $4, $5)";
    TOKENS = "
        SELECT id, label, created, used, revoked FROM principal_tokens
        WHERE principal = $1
        ORDER BY created, id";
    REVOKE_TOKEN = "
        UPDATE principal_tokens SET revoked = $3
        WHERE id = $1 AND principal = $2 AND revoked IS NULL";
    TOKEN = "
        SELECT t.id, p.id AS principal, p.name FROM principal_tokens t
        JOIN principals p ON p.id = t.principal
        WHERE t.hash = $1 AND t.revoked IS NULL";
    TOUCH_TOKEN = "
        UPDATE principal_tokens SET used = $2
        WHERE id = $1 AND (used IS NULL OR used < $3)";

    UNIT_OF_IDENTIFIER = "
        SELECT u.id FROM unit_identifiers i
        JOIN units u ON u.id = i.unit
        JOIN clinics c ON c.id = u.clinic
        WHERE i.system = $2 AND i.value = $3 AND c.principal = $1";
    ADD_UNIT_IDENTIFIER = "
        INSERT INTO unit_identifiers (system, value, unit) VALUES ($1, $2, $3)
        ON CONFLICT (system, value) DO NOTHING";
    MOVE_UNIT_IDENTIFIER = "
        UPDATE unit_identifiers SET unit = $3 WHERE system = $1 AND value = $2";
    REMOVE_UNIT_IDENTIFIER = "
        DELETE FROM unit_identifiers WHERE system = $1 AND value = $2 AND unit = $3";

    ADD_SOURCE = "
        INSERT INTO journal_sources
            (principal, resource, source, entry, hash, withdrawn, taken, changed)
        VALUES ($1, $2, $3, $4, $5, false, $6, $6)
        ON CONFLICT (principal, resource, source) DO NOTHING";
    /// Nothing where it is as it was. It holds the row, so that two who send at once take turns.
    RENEW_SOURCE = "
        UPDATE journal_sources SET hash = $4, withdrawn = false, changed = $5
        WHERE principal = $1 AND resource = $2 AND source = $3
            AND (hash <> $4 OR withdrawn = true)";
    WITHDRAW_SOURCE = "
        UPDATE journal_sources SET withdrawn = true, changed = $4
        WHERE principal = $1 AND resource = $2 AND source = $3 AND withdrawn = false";
    SOURCE_ENTRY = "
        SELECT s.entry, e.person, e.unit FROM journal_sources s
        LEFT JOIN journal_entries e ON e.id = s.entry
        WHERE s.principal = $1 AND s.resource = $2 AND s.source = $3";
    FORGET_ENTRY = "DELETE FROM journal_entries WHERE id = $1";
    FORGET_WITHDRAWN = "DELETE FROM journal_withdrawn WHERE id = $1";
    KEEP_WITHDRAWN = "
        INSERT INTO journal_withdrawn (id, person, unit, kind, title, author, happened, signed,
            body, measured, withdrawn)
        SELECT id, person, unit, kind, title, author, happened, signed, body, measured,
            CAST($2 AS BIGINT)
        FROM journal_entries WHERE id = $1";
}
