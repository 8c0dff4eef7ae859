//! Importing and seeding.

statements! {
    // Importing and seeding.

    KEEP_RECORD = "
        INSERT INTO register_records
            (number, born, given, family, protection, residence, imported)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (number) DO UPDATE SET
            born = excluded.born, given = excluded.given, family = excluded.family,
            protection = excluded.protection, residence = excluded.residence,
            imported = excluded.imported";
    FORGET_RELATIONS = "DELETE FROM register_relations WHERE guardian = $1";
    KEEP_RELATION = "
        INSERT INTO register_relations (guardian, child, until) VALUES ($1, $2, $3)
        ON CONFLICT (guardian, child) DO UPDATE SET until = excluded.until";
    RECORD = "
        SELECT r.born, r.given, r.family, r.protection, r.residence, v.child, v.until
        FROM register_records r
        LEFT JOIN register_relations v ON v.guardian = r.number
        WHERE r.number = $1
        ORDER BY v.child";
    META = "SELECT value FROM meta WHERE name = $1";
    KEEP_META = "
        INSERT INTO meta (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    KEEP_CLINIC = "
        INSERT INTO clinics (id, name, phone) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
    RENEW_CLINIC = "UPDATE clinics SET phone = $2 WHERE id = $1";
    KEEP_UNIT = "
        INSERT INTO units (id, clinic, name) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
    ADD_CLINIC = "INSERT INTO clinics (id, name, phone) VALUES ($1, $2, $3)";
    ADD_UNIT = "INSERT INTO units (id, clinic, name, category) VALUES ($1, $2, $3, $4)";
    RENEW_UNIT = "UPDATE units SET category = $2, withheld = $3 WHERE id = $1";
    ADD_THREAD = "
        INSERT INTO threads (id, person, unit, subject, newest_at, messages, unread, archived)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    ADD_MESSAGE = "
        INSERT INTO messages (id, thread, author, author_name, written, body)
        VALUES ($1, $2, $3, $4, $5, $6)";
    ADD_UNIT_WORD = "
        INSERT INTO unit_words (word, unit) VALUES ($1, $2)
        ON CONFLICT (word, unit) DO NOTHING";
    ADD_CASE = "
        INSERT INTO cases (thread, unit, kind, state, version, capacity, opened, changed)
        VALUES ($1, $2, 'message', $3, 1, $4, $5, $6)";
    ADD_ENTRY = "
        INSERT INTO journal_entries (id, person, unit, kind, title, author, happened, signed,
            body, measured)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
}
