//! Errands: clinics, messages, cases, staff, and what has changed.

statements! {
    // Finding a clinic, and what it offers.

    /// One row for each service that a unit offers; one without, for a unit that offers none.
    UNITS = "
        SELECT u.id, u.name, c.name AS clinic, c.phone, s.service
        FROM units u
        JOIN clinics c ON c.id = u.clinic
        LEFT JOIN unit_services s ON s.unit = u.id
        WHERE u.id IN (
            SELECT w.unit FROM unit_words w
            WHERE w.word >= $1 AND w.word < $2
            ORDER BY w.word, w.unit
            LIMIT $3)";
    KNOWN_UNITS = "
        SELECT u.id, u.name, c.name AS clinic, c.phone, s.service
        FROM units u
        JOIN clinics c ON c.id = u.clinic
        LEFT JOIN unit_services s ON s.unit = u.id
        WHERE u.id IN (SELECT t.unit FROM threads t WHERE t.person = $1)";
    UNIT = "
        SELECT u.id, u.name, c.name AS clinic, c.phone, s.service
        FROM units u
        JOIN clinics c ON c.id = u.clinic
        LEFT JOIN unit_services s ON s.unit = u.id
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
    WRITE_EVENT = "
        INSERT INTO messages
            (id, thread, author, author_name, written, body, writer, event, event_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
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

    /// Changes nothing: whoever acts on a thread or its case waits here first, on both engines.
    LOCK_THREAD = "UPDATE threads SET messages = messages WHERE id = $1";

    // Cases.

    OPEN_CASE = "
        INSERT INTO cases
            (thread, unit, kind, state, version, opened_by, capacity, opened, changed)
        VALUES ($1, $2, $3, 'new', 1, $4, $5, $6, $6)
        ON CONFLICT (thread) DO NOTHING";
    /// A further message wakes a case: for the one who has it, or for anyone.
    WAKE_CASE = "
        UPDATE cases SET version = version + 1, changed = $2, taken_back = false,
            state = CASE WHEN assignee IS NULL THEN 'new' ELSE 'taken' END
        WHERE thread = $1";
    CASES_BY_AGE = "
        SELECT k.thread, k.kind, k.state, k.taken_back, k.capacity, k.changed, t.subject,
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
        SELECT k.thread, k.kind, k.state, k.taken_back, k.capacity, k.changed, t.subject,
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
        SELECT k.thread, k.kind, k.state, k.taken_back, k.capacity, k.changed, t.subject,
            p.id, p.number, p.born, p.given, p.family, p.protection, p.residence,
            h.given AS assignee_given, h.family AS assignee_family,
            k.version, (k.assignee = $3) AS mine, b.starts AS booked, u.name AS unit,
            o.given AS opener_given, o.family AS opener_family, o.number AS opener_number
        FROM cases k
        JOIN threads t ON t.id = k.thread
        JOIN persons p ON p.id = t.person
        JOIN units u ON u.id = k.unit
        LEFT JOIN staff f ON f.id = k.assignee
        LEFT JOIN persons h ON h.id = f.person
        LEFT JOIN persons o ON o.id = k.opened_by
        LEFT JOIN bookings b ON b.thread = k.thread AND b.cancelled = false
        WHERE k.thread = $1 AND k.unit = $2";
    /// Nothing where another has changed it since that version.
    CHANGE_CASE = "
        UPDATE cases SET state = $4, assignee = $5, version = version + 1, changed = $6,
            taken_back = false
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
    /// What one who has left had is anyone's again.
    FREE_CASES = "
        UPDATE cases SET assignee = NULL, version = version + 1,
            state = CASE WHEN state = 'taken' THEN 'new' ELSE state END
        WHERE unit = $2 AND state IN ('new', 'taken', 'waiting', 'done')
            AND assignee IN (SELECT f.id FROM staff f WHERE f.person = $1)";
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
}
