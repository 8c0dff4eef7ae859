//! News that reach people.

statements! {
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
    NOTICE_CHOICES = "
        SELECT channel, event, wanted FROM notice_choices WHERE reader = $1 AND subject = $2";
    SET_NOTICE_CHOICE = "
        INSERT INTO notice_choices (reader, subject, channel, event, wanted)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (reader, subject, channel, event) DO UPDATE SET wanted = excluded.wanted";
    /// With what each has chosen of this event.
    WHO_HEARS = "
        SELECT n.reader, n.channel, n.address, q.from_minute, q.to_minute, c.wanted
        FROM notice_addresses n
        LEFT JOIN quiet_hours q ON q.reader = n.reader
        LEFT JOIN notice_choices c ON c.reader = n.reader AND c.subject = n.subject
            AND c.channel = n.channel AND c.event = $2
        WHERE n.subject = $1 AND n.confirmed IS NOT NULL
        ORDER BY n.reader, n.channel";
    WHERE_ONE_HEARS = "
        SELECT n.reader, n.channel, n.address, q.from_minute, q.to_minute, c.wanted
        FROM notice_addresses n
        LEFT JOIN quiet_hours q ON q.reader = n.reader
        LEFT JOIN notice_choices c ON c.reader = n.reader AND c.subject = n.subject
            AND c.channel = n.channel AND c.event = $3
        WHERE n.reader = $1 AND n.subject = $2 AND n.confirmed IS NOT NULL";
    PUT_OUT = "
        INSERT INTO outbox (id, reader, subject, channel, address, kind, code, state, due,
            attempts, created, visit, visit_starts)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, 0, $9, $10, $11)
        ON CONFLICT (id) DO NOTHING";
    /// One that waits tells of everything that comes before it is sent; one that a node has taken
    /// may be with the reader already. Changes nothing: it is not taken before we are done.
    HOLD_WAITING = "
        UPDATE outbox SET attempts = attempts
        WHERE reader = $1 AND subject = $2 AND channel = $3 AND state = 'waiting'
            AND kind = $4 AND done IS NULL";
    /// `done` of one that waits: since when a node has it.
    TAKE_DUE = "
        UPDATE outbox SET due = $2, done = $1, attempts = attempts + 1
        WHERE state = 'waiting' AND due <= $1 AND id IN (
            SELECT o.id FROM outbox o WHERE o.state = 'waiting' AND o.due <= $1
            ORDER BY o.due, o.id LIMIT $3)
        RETURNING id, reader, subject, channel, address, kind, code, attempts, created, visit,
            visit_starts";
    /// What is over keeps neither address nor code.
    SETTLE = "
        UPDATE outbox SET state = $2, done = $3, address = '', code = NULL
        WHERE id = $1 AND state = 'waiting'";
    POSTPONE = "
        UPDATE outbox SET due = $2, done = NULL WHERE id = $1 AND state = 'waiting'";
    /// As if it had not been taken.
    PUT_OFF = "
        UPDATE outbox SET due = $2, done = NULL, attempts = attempts - 1
        WHERE id = $1 AND state = 'waiting'";
    NOTE_FAILED = "
        UPDATE notice_addresses SET failed = $4
        WHERE reader = $1 AND subject = $2 AND channel = $3";
    NOTE_DELIVERED = "
        UPDATE notice_addresses SET failed = NULL
        WHERE reader = $1 AND subject = $2 AND channel = $3 AND failed IS NOT NULL";
    OUTBOX_OF = "SELECT reader, subject, channel FROM outbox WHERE id = $1";
    PRUNE_OUTBOX = "
        DELETE FROM outbox WHERE state IN ('sent', 'failed', 'dropped') AND due < $1";

    // Reminders of visits.

    VISITS_AHEAD = "
        SELECT b.thread, b.person, b.starts, coalesce((
            SELECT max(m.written) FROM messages m
            WHERE m.thread = b.thread AND m.event IN ('booked', 'offered', 'moved')
        ), 0) AS settled
        FROM bookings b
        WHERE b.cancelled = false AND b.starts <= $3 AND (b.starts, b.thread) > ($1, $2)
            AND NOT EXISTS (
                SELECT 1 FROM visit_reminders r
                WHERE r.thread = b.thread AND r.starts = b.starts)
            AND EXISTS (
                SELECT 1 FROM notice_addresses n
                WHERE n.subject = b.person AND n.confirmed IS NOT NULL)
        ORDER BY b.starts, b.thread
        LIMIT $4";
    /// Nothing where it has been done: of two nodes at once the second waits for the first.
    NOTE_REMINDER = "
        INSERT INTO visit_reminders (thread, starts, told) VALUES ($1, $2, $3)
        ON CONFLICT (thread, starts) DO NOTHING";
    VISIT_STANDS = "
        SELECT 1 FROM bookings WHERE thread = $1 AND starts = $2 AND cancelled = false";
}
