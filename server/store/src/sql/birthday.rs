//! Telling that a 13th birthday is near, and jobs that run on one node at a time.

statements! {
    // Birthdays.

    UNTOLD_BIRTHDAYS = "
        SELECT l.guardian, l.child, l.id AS link, p.born
        FROM persons p
        JOIN links l ON l.child = p.id
        WHERE p.born >= $1 AND p.born <= $2 AND (p.born > $1 OR l.id > $4)
            AND NOT EXISTS (
                SELECT 1 FROM birthday_notices b
                WHERE b.reader = l.guardian AND b.subject = l.child AND b.days = $3)
            AND EXISTS (
                SELECT 1 FROM notice_addresses n
                WHERE n.reader = l.guardian AND n.subject = l.child AND n.confirmed IS NOT NULL)
        ORDER BY p.born, l.id
        LIMIT $5";
    /// An errand is a case that one has opened as a guardian, or a message in a thread.
    HAS_DONE_ERRAND = "
        SELECT 1 FROM threads t
        JOIN cases k ON k.thread = t.id
        WHERE t.person = $2 AND k.opened_by = $1 AND k.capacity = 'guardian'
        UNION ALL
        SELECT 1 FROM threads t
        JOIN messages m ON m.thread = t.id
        WHERE t.person = $2 AND m.writer = $1 AND m.author = 'guardian'
        LIMIT 1";
    /// Nothing where it has been told already: of two nodes at once the second waits for the first.
    NOTE_BIRTHDAY = "
        INSERT INTO birthday_notices (reader, subject, days, told) VALUES ($1, $2, $3, $4)
        ON CONFLICT (reader, subject, days) DO NOTHING";

    // Leases.

    /// Nothing where another holds it: until when, or longer than any lease lasts.
    TAKE_LEASE = "
        INSERT INTO job_leases (job, holder, until) VALUES ($1, $2, $3)
        ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE job_leases.holder = excluded.holder
            OR job_leases.until <= $4 OR job_leases.until > $5";
    END_LEASE = "DELETE FROM job_leases WHERE job = $1 AND holder = $2";
}
