//! Every SQL statement, by name: understood alike by SQLite and PostgreSQL.
//!
//! They stand in one list, so that a test can read the plan of each on both engines: none of them
//! may walk through a whole table. Lists are paged by key, never by offset: the first page starts
//! after a key that lies before all others.

macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:literal;)+) => {
        $($(#[$doc])* pub(crate) const $name: &str = $sql;)+

        /// Every SQL statement with its name: for the test that reads their plans.
        pub const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $sql)),+];
    };
}

statements! {
    PING = "SELECT 1";
    APPLIED_MIGRATIONS = "SELECT version FROM _sqlx_migrations WHERE success";

    // Persons and custody.

    PERSON_BY_NUMBER = "
        SELECT p.id, p.number, p.born, p.given, p.family, p.protection, p.residence
        FROM persons p WHERE p.number = $1";
    PERSON_BY_ID = "
        SELECT p.id, p.number, p.born, p.given, p.family, p.protection, p.residence
        FROM persons p WHERE p.id = $1";
    /// Also locks the person until the transaction ends.
    RENEW_PERSON = "
        UPDATE persons SET born = $2, given = $3, family = $4, protection = $5, residence = $6,
            told = $7
        WHERE number = $1
        RETURNING id";
    /// Neither `DO UPDATE` nor `RETURNING`: for those SQLite would be ready to look through all
    /// that refers to persons.
    ADD_PERSON = "
        INSERT INTO persons (number, born, given, family, protection, residence, told, id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (number) DO NOTHING";
    FORGET_CUSTODY = "DELETE FROM custody WHERE guardian = $1";
    KEEP_CUSTODY = "
        INSERT INTO custody (guardian, child_number, until) VALUES ($1, $2, $3)
        ON CONFLICT (guardian, child_number) DO UPDATE SET until = excluded.until";
    CUSTODY = "
        SELECT g.told, c.child_number AS held, c.until
        FROM persons g
        LEFT JOIN custody c ON c.guardian = g.id AND c.child_number = $2
        WHERE g.id = $1";

    // Links.

    LINKS = "
        SELECT p.id, p.number, p.born, p.given, p.family, p.protection, p.residence,
            l.id AS link, l.colour, g.told, c.child_number AS held, c.until
        FROM links l
        JOIN persons p ON p.id = l.child
        JOIN persons g ON g.id = l.guardian
        LEFT JOIN custody c ON c.guardian = l.guardian AND c.child_number = p.number
        WHERE l.guardian = $1
        ORDER BY l.created, l.id";
    /// Changes nothing: it makes others who add links for this guardian wait, on both engines.
    LOCK_PERSON = "UPDATE persons SET told = told WHERE id = $1";
    COLOURS = "SELECT colour FROM links WHERE guardian = $1";
    /// An old link is kept as it is; the change of nothing makes it be returned.
    ADD_LINK = "
        INSERT INTO links (id, guardian, child, colour, created) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (guardian, child) DO UPDATE SET colour = links.colour
        RETURNING id";
    REMOVE_LINK = "DELETE FROM links WHERE guardian = $1 AND child = $2";

    // The inbox.

    UNREAD = "
        SELECT count(*) FROM threads
        WHERE person = $1 AND archived = false AND unread = true";
    THREADS = "
        SELECT t.id, t.unread, t.newest_at, t.subject, u.name AS unit, t.messages, t.archived
        FROM threads t
        JOIN units u ON u.id = t.unit
        WHERE t.person = $1 AND t.archived = $2 AND t.unread >= $3
            AND (t.unread, t.newest_at, t.id) < ($4, $5, $6)
        ORDER BY t.unread DESC, t.newest_at DESC, t.id DESC
        LIMIT $7";
    THREAD = "
        SELECT t.id, t.subject, t.unread, t.archived, u.name AS unit, c.name AS clinic, c.phone
        FROM threads t
        JOIN units u ON u.id = t.unit
        JOIN clinics c ON c.id = u.clinic
        WHERE t.id = $2 AND t.person = $1";
    MESSAGES = "
        SELECT id, author, author_name, written, body
        FROM messages WHERE thread = $1 ORDER BY written, id";
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
        ORDER BY e.happened DESC, e.id DESC
        LIMIT $6";
    JOURNAL_UNITS = "
        SELECT u.id, u.name FROM units u
        WHERE u.id IN (SELECT e.unit FROM journal_entries e WHERE e.person = $1)";
    ENTRY = "
        SELECT e.id, e.kind, e.title, e.happened, e.signed, u.name AS unit,
            e.author, e.body, e.measured
        FROM journal_entries e
        JOIN units u ON u.id = e.unit
        WHERE e.id = $2 AND e.person = $1";

    // The access log.

    APPEND = "
        INSERT INTO access_log (id, at, actor, subject, capacity, action, object, rule, refused)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    // Sessions.

    CREATE_SESSION = "
        INSERT INTO sessions (id, person, assurance, created, used, token_hash)
        VALUES ($1, $2, $3, $4, $5, $6)";
    SESSION = "
        SELECT p.id, p.number, p.born, p.given, p.family, p.protection, p.residence,
            s.id AS session, s.assurance, s.created, s.used, o.theme
        FROM sessions s
        JOIN persons p ON p.id = s.person
        LEFT JOIN person_settings o ON o.person = s.person
        WHERE s.token_hash = $1";
    TOUCH_SESSION = "UPDATE sessions SET used = $2 WHERE id = $1 AND used < $2";
    END_SESSION = "DELETE FROM sessions WHERE id = $1";
    END_SESSIONS = "DELETE FROM sessions WHERE person = $1";
    PRUNE_SESSIONS = "DELETE FROM sessions WHERE used < $1 OR created < $2";

    // Orders for logging in.

    CREATE_ORDER = "
        INSERT INTO login_orders (id, browser_hash, order_ref, auto_start_token, qr_start_token,
            qr_start_secret, same_device, nonce, ip, origin, return_to, first_started, started,
            state, collected, person)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        ON CONFLICT (browser_hash) DO UPDATE SET
            id = excluded.id, order_ref = excluded.order_ref,
            auto_start_token = excluded.auto_start_token,
            qr_start_token = excluded.qr_start_token, qr_start_secret = excluded.qr_start_secret,
            same_device = excluded.same_device, nonce = excluded.nonce, ip = excluded.ip,
            origin = excluded.origin, return_to = excluded.return_to,
            first_started = excluded.first_started, started = excluded.started,
            state = excluded.state, collected = excluded.collected, person = excluded.person";
    ORDER = "
        SELECT id, browser_hash, order_ref, auto_start_token, qr_start_token, qr_start_secret,
            same_device, nonce, ip, origin, return_to, first_started, started, state, collected,
            person
        FROM login_orders WHERE browser_hash = $1";
    /// A complete order stays complete, whatever a slower collect says afterwards.
    NOTE_COLLECTED = "
        UPDATE login_orders SET state = $2, person = $3, collected = $4
        WHERE id = $1 AND person IS NULL";
    TAKE_ORDER = "DELETE FROM login_orders WHERE id = $1";
    PRUNE_ORDERS = "DELETE FROM login_orders WHERE first_started < $1";

    // Settings.

    SET_THEME = "
        INSERT INTO person_settings (person, theme) VALUES ($1, $2)
        ON CONFLICT (person) DO UPDATE SET theme = excluded.theme";

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
    ADD_CLINIC = "INSERT INTO clinics (id, name, phone) VALUES ($1, $2, $3)";
    ADD_UNIT = "INSERT INTO units (id, clinic, name) VALUES ($1, $2, $3)";
    ADD_THREAD = "
        INSERT INTO threads (id, person, unit, subject, newest_at, messages, unread, archived)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    ADD_MESSAGE = "
        INSERT INTO messages (id, thread, author, author_name, written, body)
        VALUES ($1, $2, $3, $4, $5, $6)";
    ADD_ENTRY = "
        INSERT INTO journal_entries (id, person, unit, kind, title, author, happened, signed,
            body, measured)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
}
