//! Persons, their links, sessions and settings.

statements! {
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
    /// Told when the older of the two answers was: the guardian's, and the child's, if there is one.
    CUSTODY = "
        SELECT CASE WHEN p.told < g.told THEN p.told ELSE g.told END AS told,
            c.child_number AS held, c.until
        FROM persons g
        LEFT JOIN custody c ON c.guardian = g.id AND c.child_number = $2
        LEFT JOIN persons p ON p.number = $2
        WHERE g.id = $1";

    // Links.

    /// A link comes once for each thing that has been decided about its two. Told when the older of the
    /// two answers was.
    LINKS = "
        SELECT p.id, p.number, p.born, p.given, p.family, p.protection, p.residence,
            l.id AS link, l.colour,
            CASE WHEN p.told < g.told THEN p.told ELSE g.told END AS told,
            c.child_number AS held, c.until,
            r.kind, r.principal, r.clinic, r.unit, r.from_day, r.until_day
        FROM links l
        JOIN persons p ON p.id = l.child
        JOIN persons g ON g.id = l.guardian
        LEFT JOIN custody c ON c.guardian = l.guardian AND c.child_number = p.number
        LEFT JOIN rulings r ON r.actor = l.guardian AND r.subject = l.child AND r.ended IS NULL
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

    // Sessions.

    CREATE_SESSION = "
        INSERT INTO sessions (id, person, assurance, created, used, token_hash)
        VALUES ($1, $2, $3, $4, $5, $6)";
    SESSION = "
        SELECT p.id, p.number, p.born, p.given, p.family, p.protection, p.residence,
            s.id AS session, s.assurance, s.created, s.used, s.shows_new, o.theme,
            coalesce(f.id, (SELECT a.person FROM administrators a WHERE a.person = s.person LIMIT 1)) AS staff
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
}
