//! What has been sent: whether it is there already, and taking it back.

statements! {
    // What has been sent with a form's key.

    SENT_MESSAGE = "SELECT body, event FROM messages WHERE id = $1 AND thread = $2 AND writer = $3";
    /// The first one may have any id: it is looked for by what it says.
    SENT_IN_THREAD = "
        SELECT m.id FROM messages m
        WHERE m.thread = $1 AND m.writer = $2 AND m.body = $3
            AND coalesce(m.event, '') = coalesce($4, '')";
    SENT_FILES = "SELECT name, sha256 FROM attachments WHERE message = $1 ORDER BY place";
    SENT_THREAD = "
        SELECT t.subject, k.kind FROM threads t
        JOIN cases k ON k.thread = t.id
        WHERE t.id = $1 AND t.person = $2 AND t.unit = $3 AND k.opened_by = $4";
    SENT_RENEWAL = "SELECT prescription FROM renewal_items WHERE thread = $1";
    SENT_ORDER = "SELECT kind, purpose, needed_by FROM certificate_orders WHERE thread = $1";
    SENT_DECISIONS = "SELECT prescription, state, reason FROM renewal_items WHERE thread = $1";
    SENT_CERTIFICATE = "SELECT body FROM certificates WHERE id = $1 AND thread = $2";

    // Taking it back.

    ERRAND_KIND = "
        SELECT k.kind FROM threads t
        JOIN cases k ON k.thread = t.id
        WHERE t.id = $2 AND t.person = $1";
    /// `capacity`: of the one who sent it; the clinic has none.
    ERRAND_STANDING = "
        SELECT k.unit, k.kind, k.state, k.taken_back, (k.capacity IS NOT NULL) AS sent,
            EXISTS (
                SELECT 1 FROM messages m WHERE m.thread = t.id AND m.author = 'staff'
            ) AS answered
        FROM threads t
        JOIN cases k ON k.thread = t.id
        WHERE t.id = $2 AND t.person = $1";
    /// Its version grows: who has the case open does not act on it as it was.
    TAKE_BACK_CASE = "
        UPDATE cases SET state = 'done', taken_back = true, version = version + 1, changed = $2
        WHERE thread = $1";
    /// Not by the index of all that is under way, which has them by prescription.
    TAKE_BACK_RENEWAL = "
        UPDATE renewal_items SET state = 'taken-back', decided = $2
        WHERE thread = $1 AND state NOT IN ('approved', 'declined', 'taken-back')";
    TAKE_BACK_ORDER = "
        UPDATE certificate_orders SET state = 'taken-back'
        WHERE thread = $1 AND state = 'ordered'";
}
