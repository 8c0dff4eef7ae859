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
        SELECT t.id, t.subject, t.unread, t.archived, u.name AS unit, c.name AS clinic, c.phone,
            o.service AS answered
        FROM threads t
        JOIN units u ON u.id = t.unit
        JOIN clinics c ON c.id = u.clinic
        LEFT JOIN unit_services o ON o.unit = t.unit AND o.service = 'message'
        WHERE t.id = $2 AND t.person = $1";
    MESSAGES = "
        SELECT id, author, author_name, written, body, read_at
        FROM messages WHERE thread = $1 ORDER BY written, id";
    /// Told to the one who wrote them (R-C2).
    MESSAGES_READ = "
        UPDATE messages SET read_at = $3
        WHERE thread = $1 AND (author = 'staff') = $2 AND read_at IS NULL";
    MARK_THREAD = "UPDATE threads SET unread = $3 WHERE id = $2 AND person = $1";
    MOVE_THREAD = "UPDATE threads SET archived = $3 WHERE id = $2 AND person = $1";

    // Finding a clinic, and what it offers.

    UNITS = "
        SELECT u.id, u.name, c.name AS clinic, c.phone
        FROM unit_words w
        JOIN units u ON u.id = w.unit
        JOIN clinics c ON c.id = u.clinic
        WHERE w.word >= $1 AND w.word < $2
        ORDER BY w.word, w.unit
        LIMIT $3";
    KNOWN_UNITS = "
        SELECT u.id, u.name, c.name AS clinic, c.phone
        FROM units u
        JOIN clinics c ON c.id = u.clinic
        WHERE u.id IN (SELECT t.unit FROM threads t WHERE t.person = $1)";
    UNIT = "
        SELECT u.id, u.name, c.name AS clinic, c.phone
        FROM units u
        JOIN clinics c ON c.id = u.clinic
        WHERE u.id = $1";
    OFFERS = "SELECT service FROM unit_services WHERE unit = $1";
    OFFER = "
        INSERT INTO unit_services (unit, service) VALUES ($1, $2)
        ON CONFLICT (unit, service) DO NOTHING";
    WITHDRAW = "DELETE FROM unit_services WHERE unit = $1";

    // Writing.

    /// What is sent again with the same key changes nothing.
    START_THREAD = "
        INSERT INTO threads (id, person, unit, subject, newest_at, messages, unread, archived)
        VALUES ($1, $2, $3, $4, $5, 1, false, false)
        ON CONFLICT (id) DO NOTHING";
    WRITE_MESSAGE = "
        INSERT INTO messages (id, thread, author, author_name, written, body, writer)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO NOTHING";
    IS_MESSAGE_OF = "SELECT 1 FROM messages WHERE id = $1 AND thread = $2 AND writer = $3";
    IS_THREAD_OF = "
        SELECT 1 FROM threads t
        JOIN cases k ON k.thread = t.id
        WHERE t.id = $1 AND t.person = $2 AND t.unit = $3 AND k.opened_by = $4";
    THREAD_UNIT = "SELECT unit FROM threads WHERE id = $2 AND person = $1";
    /// Also brings it back from the archive, and locks it until the transaction ends.
    GROW_THREAD = "
        UPDATE threads SET newest_at = $2, messages = messages + 1, archived = false,
            unread = CASE WHEN $3 THEN true ELSE unread END
        WHERE id = $1";

    // Cases.

    OPEN_CASE = "
        INSERT INTO cases
            (thread, unit, kind, state, version, opened_by, capacity, opened, changed)
        VALUES ($1, $2, $3, 'new', 1, $4, $5, $6, $6)
        ON CONFLICT (thread) DO NOTHING";
    /// A further message wakes a case: for the one who has it, or for anyone.
    WAKE_CASE = "
        UPDATE cases SET version = version + 1, changed = $2,
            state = CASE WHEN assignee IS NULL THEN 'new' ELSE 'taken' END
        WHERE thread = $1";
    CASES_BY_AGE = "
        SELECT k.thread, k.kind, k.state, k.capacity, k.changed, t.subject,
            p.id, p.number, p.born, p.given, p.family, p.protection, p.residence,
            h.given AS assignee_given, h.family AS assignee_family
        FROM cases k
        JOIN threads t ON t.id = k.thread
        JOIN persons p ON p.id = t.person
        LEFT JOIN staff f ON f.id = k.assignee
        LEFT JOIN persons h ON h.id = f.person
        WHERE k.unit = $1 AND k.state = $2
            AND (k.changed, k.thread) > ($3, $4)
            AND (f.id IS NULL OR (f.id = $5) = coalesce($6, f.id = $5))
        ORDER BY k.changed, k.thread
        LIMIT $7";
    CASES_BY_NEWS = "
        SELECT k.thread, k.kind, k.state, k.capacity, k.changed, t.subject,
            p.id, p.number, p.born, p.given, p.family, p.protection, p.residence,
            h.given AS assignee_given, h.family AS assignee_family
        FROM cases k
        JOIN threads t ON t.id = k.thread
        JOIN persons p ON p.id = t.person
        LEFT JOIN staff f ON f.id = k.assignee
        LEFT JOIN persons h ON h.id = f.person
        WHERE k.unit = $1 AND k.state = $2
            AND (k.changed, k.thread) < ($3, $4)
        ORDER BY k.changed DESC, k.thread DESC
        LIMIT $5";
    CASE_COUNTS = "
        SELECT k.state, (k.assignee = $2) AS mine, count(*) AS cases FROM cases k
        WHERE k.unit = $1 AND k.state IN ('new', 'taken', 'waiting')
        GROUP BY k.state, (k.assignee = $2)";
    CASE_PERSON = "
        SELECT p.id, p.number, p.born, p.given, p.family, p.protection, p.residence
        FROM cases k
        JOIN threads t ON t.id = k.thread
        JOIN persons p ON p.id = t.person
        WHERE k.thread = $1 AND k.unit = $2";
    CASE = "
        SELECT k.thread, k.kind, k.state, k.capacity, k.changed, t.subject,
            p.id, p.number, p.born, p.given, p.family, p.protection, p.residence,
            h.given AS assignee_given, h.family AS assignee_family,
            k.version, (k.assignee = $3) AS mine, u.name AS unit,
            o.given AS opener_given, o.family AS opener_family, o.number AS opener_number
        FROM cases k
        JOIN threads t ON t.id = k.thread
        JOIN persons p ON p.id = t.person
        JOIN units u ON u.id = k.unit
        LEFT JOIN staff f ON f.id = k.assignee
        LEFT JOIN persons h ON h.id = f.person
        LEFT JOIN persons o ON o.id = k.opened_by
        WHERE k.thread = $1 AND k.unit = $2";
    /// Nothing where another has changed it since that version.
    CHANGE_CASE = "
        UPDATE cases SET state = $4, assignee = $5, version = version + 1, changed = $6
        WHERE thread = $1 AND unit = $2 AND version = $3
        RETURNING version";

    // Staff.

    /// Neither `DO UPDATE` nor `RETURNING`: see `ADD_PERSON`.
    ADD_STAFF = "
        INSERT INTO staff (id, person, added) VALUES ($1, $2, $3)
        ON CONFLICT (person) DO NOTHING";
    STAFF_OF = "SELECT id FROM staff WHERE person = $1";
    ADD_STAFF_UNIT = "
        INSERT INTO staff_units (staff, unit, role, title) VALUES ($1, $2, $3, $4)
        ON CONFLICT (staff, unit) DO UPDATE SET role = excluded.role, title = excluded.title";
    REMOVE_STAFF_UNIT = "
        DELETE FROM staff_units
        WHERE unit = $2 AND staff IN (SELECT f.id FROM staff f WHERE f.person = $1)";
    WORKPLACES = "
        SELECT u.id, u.name, c.name AS clinic, s.role, f.id AS staff
        FROM staff f
        JOIN staff_units s ON s.staff = f.id
        JOIN units u ON u.id = s.unit
        JOIN clinics c ON c.id = u.clinic
        WHERE f.person = $1";
    DESK = "
        SELECT u.id, u.name, c.name AS clinic, s.role, f.id AS staff
        FROM staff f
        JOIN staff_units s ON s.staff = f.id AND s.unit = $2
        JOIN units u ON u.id = s.unit
        JOIN clinics c ON c.id = u.clinic
        WHERE f.person = $1";
    COLLEAGUES = "
        SELECT f.id, s.title, p.given, p.family, p.number
        FROM staff_units s
        JOIN staff f ON f.id = s.staff
        JOIN persons p ON p.id = f.person
        WHERE s.unit = $1";
    IS_AT_UNIT = "SELECT 1 FROM staff_units WHERE staff = $1 AND unit = $2";

    // What has changed.

    NOTE_CHANGE = "
        INSERT INTO changes (topic, version, at) VALUES ($1, 1, $2)
        ON CONFLICT (topic) DO UPDATE SET version = changes.version + 1, at = excluded.at";
    CHANGE = "SELECT topic, version, at FROM changes WHERE topic = $1";
    CHANGES_SINCE = "
        SELECT topic, version, at FROM changes WHERE at >= $1 ORDER BY at, topic LIMIT $2";

    // News that reach people.

    NOTICE_ADDRESSES = "
        SELECT channel, address, confirmed, failed FROM notice_addresses
        WHERE reader = $1 AND subject = $2";
    QUIET_HOURS = "SELECT from_minute, to_minute FROM quiet_hours WHERE reader = $1";
    CODES_SINCE = "
        SELECT count(*) FROM outbox WHERE reader = $1 AND kind = 'code' AND created > $2";
    SET_NOTICE_ADDRESS = "
        INSERT INTO notice_addresses
            (reader, subject, channel, address, code_hash, code_sent, code_tries)
        VALUES ($1, $2, $3, $4, $5, $6, 0)
        ON CONFLICT (reader, subject, channel) DO UPDATE SET
            address = excluded.address, code_hash = excluded.code_hash,
            code_sent = excluded.code_sent, code_tries = 0, confirmed = NULL, failed = NULL";
    /// Counts the try, whatever the code; nothing where none may be tried any more.
    TRY_CODE = "
        UPDATE notice_addresses SET code_tries = code_tries + 1
        WHERE reader = $1 AND subject = $2 AND channel = $3 AND code_hash IS NOT NULL
            AND code_sent > $4 AND code_tries < $5
        RETURNING code_hash";
    CONFIRM_NOTICE_ADDRESS = "
        UPDATE notice_addresses
        SET confirmed = $4, code_hash = NULL, code_sent = NULL, code_tries = 0
        WHERE reader = $1 AND subject = $2 AND channel = $3";
    REMOVE_NOTICE_ADDRESS = "
        DELETE FROM notice_addresses WHERE reader = $1 AND subject = $2 AND channel = $3";
    FORGET_WAITING = "
        DELETE FROM outbox
        WHERE reader = $1 AND subject = $2 AND channel = $3 AND state = 'waiting'";
    NO_QUIET_HOURS = "DELETE FROM quiet_hours WHERE reader = $1";
    SET_QUIET_HOURS = "
        INSERT INTO quiet_hours (reader, from_minute, to_minute) VALUES ($1, $2, $3)
        ON CONFLICT (reader) DO UPDATE SET
            from_minute = excluded.from_minute, to_minute = excluded.to_minute";
    WHO_HEARS = "
        SELECT n.reader, n.channel, n.address, q.from_minute, q.to_minute
        FROM notice_addresses n
        LEFT JOIN quiet_hours q ON q.reader = n.reader
        WHERE n.subject = $1 AND n.confirmed IS NOT NULL";
    PUT_OUT = "
        INSERT INTO outbox (id, reader, subject, channel, address, kind, code, state, due,
            attempts, created)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, 0, $9)
        ON CONFLICT (id) DO NOTHING";
    /// One that waits tells of everything that comes before it is sent.
    IS_WAITING = "
        SELECT 1 FROM outbox
        WHERE reader = $1 AND subject = $2 AND channel = $3 AND state = 'waiting'
            AND kind = 'news'";
    TAKE_DUE = "
        UPDATE outbox SET due = $2, attempts = attempts + 1
        WHERE state = 'waiting' AND due <= $1 AND id IN (
            SELECT o.id FROM outbox o WHERE o.state = 'waiting' AND o.due <= $1
            ORDER BY o.due, o.id LIMIT $3)
        RETURNING id, reader, subject, channel, address, kind, code, attempts, created";
    /// What is over keeps neither address nor code.
    SETTLE = "
        UPDATE outbox SET state = $2, done = $3, address = '', code = NULL
        WHERE id = $1 AND state = 'waiting'";
    POSTPONE = "UPDATE outbox SET due = $2 WHERE id = $1 AND state = 'waiting'";
    NOTE_FAILED = "
        UPDATE notice_addresses SET failed = $4
        WHERE reader = $1 AND subject = $2 AND channel = $3";
    NOTE_DELIVERED = "
        UPDATE notice_addresses SET failed = NULL
        WHERE reader = $1 AND subject = $2 AND channel = $3 AND failed IS NOT NULL";
    OUTBOX_OF = "SELECT reader, subject, channel FROM outbox WHERE id = $1";
    PRUNE_OUTBOX = "
        DELETE FROM outbox WHERE state IN ('sent', 'failed', 'dropped') AND due < $1";

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
        INSERT INTO access_log
            (id, at, actor, subject, capacity, action, object, rule, refused, unit)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    // Sessions.

    CREATE_SESSION = "
        INSERT INTO sessions (id, person, assurance, created, used, token_hash)
        VALUES ($1, $2, $3, $4, $5, $6)";
    SESSION = "
        SELECT p.id, p.number, p.born, p.given, p.family, p.protection, p.residence,
            s.id AS session, s.assurance, s.created, s.used, o.theme, f.id AS staff
        FROM sessions s
        JOIN persons p ON p.id = s.person
        LEFT JOIN person_settings o ON o.person = s.person
        LEFT JOIN staff f ON f.person = s.person
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
    KEEP_CLINIC = "
        INSERT INTO clinics (id, name, phone) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
    RENEW_CLINIC = "UPDATE clinics SET phone = $2 WHERE id = $1";
    KEEP_UNIT = "
        INSERT INTO units (id, clinic, name) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
    ADD_CLINIC = "INSERT INTO clinics (id, name, phone) VALUES ($1, $2, $3)";
    ADD_UNIT = "INSERT INTO units (id, clinic, name) VALUES ($1, $2, $3)";
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
