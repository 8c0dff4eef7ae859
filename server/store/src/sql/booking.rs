//! Times that units open, and bookings.

/// A time, and whom one meets then: `s` is the slot.
macro_rules! time {
    () => {
        "s.id, s.unit, s.staff, s.starts, s.ends, s.kind, s.title, s.cancel, s.rebook, s.hours,
            s.holder, s.held_until, m.title AS with_title, w.given AS with_given,
            w.family AS with_family, w.number AS with_number"
    };
}
/// What [`time`] needs beside the slot.
macro_rules! with {
    () => {
        "LEFT JOIN staff f ON f.id = s.staff
        LEFT JOIN staff_units m ON m.staff = s.staff AND m.unit = s.unit
        LEFT JOIN persons w ON w.id = f.person"
    };
}
/// A booking with its time: `b` is the booking. Of one who is blocked from the child (R-J7) no more is
/// told than of one with a protected identity (B7).
macro_rules! booking {
    () => {
        concat!(
            "SELECT b.thread, b.cancelled, b.actor, b.capacity,
                CASE WHEN (SELECT count(*) FROM rulings r
                        WHERE r.actor = b.actor AND r.subject = b.person AND r.ended IS NULL
                            AND r.kind = 'block') > 0
                    THEN 'confidential' ELSE a.protection END AS protection,
                u.name AS unit_name, c.phone, ",
            time!(),
            " FROM bookings b
            JOIN persons a ON a.id = b.actor
            JOIN slots s ON s.id = b.slot
            JOIN units u ON u.id = s.unit
            JOIN clinics c ON c.id = u.clinic ",
            with!()
        )
    };
}

statements! {
    // Finding a time.

    /// Those that nobody has booked, and nobody else is about to.
    FREE_TIMES = concat!(
        "SELECT ", time!(), " FROM slots s ", with!(), "
        WHERE s.unit = $1 AND s.starts >= $2 AND s.starts < $3
            AND s.closed = false AND s.booking IS NULL
            AND (s.holder IS NULL OR s.held_until <= $4 OR s.holder = $5)
            AND s.kind = coalesce($6, s.kind)
            AND coalesce(s.staff = $7, $7 IS NULL)
        ORDER BY s.starts, s.id
        LIMIT $8");
    TIME = concat!(
        "SELECT ", time!(), " FROM slots s ", with!(), "
        WHERE s.id = $1 AND s.unit = $2 AND s.closed = false AND s.booking IS NULL");
    MET = "
        SELECT f.id, s.title, p.given, p.family, p.number
        FROM staff_units s
        JOIN staff f ON f.id = s.staff
        JOIN persons p ON p.id = f.person
        WHERE s.unit = $1 AND s.staff IN (
            SELECT t.staff FROM slots t
            WHERE t.unit = $1 AND t.starts >= $2 AND t.closed = false)";

    // Booking one.

    HOLD = "
        UPDATE slots SET holder = $2, held_until = $3
        WHERE id = $1 AND unit = $5 AND closed = false AND booking IS NULL AND starts > $4
            AND (holder IS NULL OR held_until <= $4 OR holder = $2)";
    /// One keeps one time at once, and no longer than one needs it.
    LET_GO = "UPDATE slots SET holder = NULL, held_until = NULL WHERE holder = $1";
    TAKE_TIME = "
        UPDATE slots SET booking = $2, holder = NULL, held_until = NULL
        WHERE id = $1 AND unit = $5 AND closed = false AND booking IS NULL AND starts > $4
            AND (holder IS NULL OR held_until <= $4 OR holder = $3)";
    FREE_TIME = "UPDATE slots SET booking = NULL WHERE booking = $1";
    SLOT_TIMES = "SELECT starts, ends, title FROM slots WHERE id = $1";
    ADD_BOOKING = "
        INSERT INTO bookings (thread, person, slot, starts, cancelled, actor, capacity)
        VALUES ($1, $2, $3, $4, false, $5, $6)";
    MOVE_BOOKING = "
        UPDATE bookings SET slot = $2, starts = $3, actor = $4, capacity = $5
        WHERE thread = $1 AND cancelled = false";
    CANCEL_BOOKING = "
        UPDATE bookings SET cancelled = true, actor = $2, capacity = $3
        WHERE thread = $1 AND cancelled = false";

    // Bookings.

    BOOKING = concat!(booking!(), " WHERE b.thread = $1 AND b.person = $2");
    BOOKINGS_TO_COME = concat!(booking!(), "
        WHERE b.person = $1 AND b.cancelled = false AND b.starts > $2
        ORDER BY b.starts, b.thread
        LIMIT $3");
    BOOKINGS_BACK = concat!(booking!(), "
        WHERE b.person = $1 AND b.cancelled = $2 AND b.starts <= $3
        ORDER BY b.starts DESC, b.thread DESC
        LIMIT $4");

    // The unit's side.

    DESK_TIMES = concat!(
        "SELECT ", time!(), ", s.booking, p.given, p.family, p.number, p.id AS person
        FROM slots s ", with!(), "
        LEFT JOIN bookings b ON b.thread = s.booking
        LEFT JOIN persons p ON p.id = b.person
        WHERE s.unit = $1 AND s.starts >= $2 AND s.starts < $3 AND s.closed = false
        ORDER BY s.starts, s.id
        LIMIT $4");
    /// Changes nothing: who opens times at a unit waits here for another who does.
    LOCK_UNIT = "UPDATE units SET name = name WHERE id = $1";
    TAKEN_TIMES = "
        SELECT starts, ends FROM slots
        WHERE unit = $1 AND starts >= $2 AND starts < $3 AND closed = false AND staff = $4";
    OPEN_TIME = "
        INSERT INTO slots
            (id, unit, staff, kind, title, starts, ends, cancel, rebook, hours, closed, series)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false, $11)
        ON CONFLICT (id) DO NOTHING";
    CLOSE_TIME = "
        UPDATE slots SET closed = true, holder = NULL, held_until = NULL
        WHERE id = $1 AND unit = $2 AND booking IS NULL";
    GIVE_UP_TIME = "
        UPDATE slots SET closed = true, holder = NULL, held_until = NULL
        WHERE id = $1 AND unit = $2 AND booking IS NULL AND closed = false
            AND (holder IS NULL OR held_until <= $3)";
    SERIES = "SELECT staff, series FROM slots WHERE id = $1 AND unit = $2";
    LATER_IN_SERIES = "
        SELECT id, starts FROM slots
        WHERE unit = $1 AND starts > $2 AND series = $3 AND closed = false AND booking IS NULL
        ORDER BY starts, id";
    BOOKING_STARTS = "SELECT starts FROM bookings WHERE thread = $1";
    /// A case that the unit itself opens: who gave the time has it, and nothing is to be done.
    OFFER_CASE = "
        INSERT INTO cases
            (thread, unit, kind, state, assignee, version, opened_by, opened, changed)
        VALUES ($1, $2, $3, 'done', $4, 1, $5, $6, $6)
        ON CONFLICT (thread) DO NOTHING";
    END_CASE = "
        UPDATE cases SET state = 'done', assignee = $2, version = version + 1, changed = $3
        WHERE thread = $1";
    SLOT_OF_UNIT = "SELECT booking, closed FROM slots WHERE id = $1 AND unit = $2";
}
