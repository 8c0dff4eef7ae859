//! Prescriptions and certificates.

statements! {
    // Prescriptions, and renewing them.

    PRESCRIPTIONS = "
        SELECT id, unit, medicine, strength, form, dosage, prescribed, valid_until, withdrawals
        FROM prescriptions WHERE person = $1";
    PRESCRIBING_UNITS = "
        SELECT u.id, u.name, c.name AS clinic, c.phone, s.service
        FROM units u
        JOIN clinics c ON c.id = u.clinic
        LEFT JOIN unit_services s ON s.unit = u.id
        WHERE u.id IN (SELECT p.unit FROM prescriptions p WHERE p.person = $1)";
    /// The latest last; what was taken back is as if it had not been asked for.
    RENEWALS = "
        SELECT r.prescription, r.thread, r.state, r.reason, r.asked, r.decided
        FROM prescriptions p
        JOIN renewal_items r ON r.prescription = p.id
        WHERE p.person = $1 AND r.state <> 'taken-back'
        ORDER BY r.asked, r.thread";
    RENEWALS_WAITING = "
        SELECT count(CASE WHEN r.state = 'asked' THEN 1 END)
        FROM prescriptions p
        JOIN renewal_items r ON r.prescription = p.id
        WHERE p.person = $1";
    TO_RENEW = "
        SELECT valid_until FROM prescriptions WHERE id = $1 AND person = $2 AND unit = $3";
    /// Nothing where it is asked for already.
    ASK_RENEWAL = "
        INSERT INTO renewal_items (thread, prescription, state, reason, asked)
        VALUES ($1, $2, 'asked', '', $3)
        ON CONFLICT DO NOTHING";
    THREAD_RENEWAL = "
        SELECT p.id, p.medicine, p.strength, p.form, p.dosage, p.valid_until, p.withdrawals,
            r.state, r.reason
        FROM threads t
        JOIN renewal_items r ON r.thread = t.id
        JOIN prescriptions p ON p.id = r.prescription
        WHERE t.id = $2 AND t.person = $1";
    CASE_RENEWAL = "
        SELECT p.id, p.medicine, p.strength, p.form, p.dosage, p.valid_until, p.withdrawals,
            r.state, r.reason
        FROM cases k
        JOIN renewal_items r ON r.thread = k.thread
        JOIN prescriptions p ON p.id = r.prescription
        WHERE k.thread = $1 AND k.unit = $2";
    DECIDE_RENEWAL = "
        UPDATE renewal_items SET state = $3, reason = $4, decided = $5
        WHERE thread = $1 AND prescription = $2 AND state = 'asked'";
    RENEWAL_STATES = "SELECT state FROM renewal_items WHERE thread = $1";
    RENEW = "
        UPDATE prescriptions SET prescribed = $3, valid_until = $4, withdrawals = $5
        WHERE id = $1 AND unit = $2";
    ADD_PRESCRIPTION = "
        INSERT INTO prescriptions
            (id, person, unit, medicine, strength, form, dosage, prescribed, valid_until, withdrawals)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    // Certificates.

    CERTIFICATE_KINDS = "SELECT kind FROM unit_certificates WHERE unit = $1";
    ISSUES = "
        INSERT INTO unit_certificates (unit, kind) VALUES ($1, $2)
        ON CONFLICT (unit, kind) DO NOTHING";
    ISSUES_NO_MORE = "DELETE FROM unit_certificates WHERE unit = $1";
    ORDER_CERTIFICATE = "
        INSERT INTO certificate_orders (thread, kind, purpose, needed_by, state)
        VALUES ($1, $2, $3, $4, 'ordered')";
    /// Without the words of another guardian than the one who reads, where a guardian does (B7).
    THREAD_ORDER = "
        SELECT o.kind, CASE WHEN coalesce(k.opened_by = $3, true) THEN o.purpose ELSE '' END AS purpose,
            o.needed_by, o.state
        FROM threads t
        JOIN cases k ON k.thread = t.id
        JOIN certificate_orders o ON o.thread = t.id
        WHERE t.id = $2 AND t.person = $1";
    CASE_ORDER = "
        SELECT o.kind, o.purpose, o.needed_by, o.state
        FROM cases k
        JOIN certificate_orders o ON o.thread = k.thread
        WHERE k.thread = $1 AND k.unit = $2";
    /// Nothing where it is decided already.
    DECIDE_ORDER = "
        UPDATE certificate_orders SET state = $2 WHERE thread = $1 AND state = 'ordered'
        RETURNING kind";
    ORDER_STATE = "SELECT state FROM certificate_orders WHERE thread = $1";
    ISSUE_CERTIFICATE = "
        INSERT INTO certificates (id, thread, person, unit, kind, issued, issuer, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    CERTIFICATES = "
        SELECT c.id, c.kind, c.issued, u.name AS unit
        FROM certificates c
        JOIN units u ON u.id = c.unit
        WHERE c.person = $1
        ORDER BY c.issued DESC, c.id DESC";
    CERTIFICATE = "
        SELECT c.id, c.kind, c.issued, u.name AS unit, k.name AS clinic, c.issuer, c.body
        FROM certificates c
        JOIN units u ON u.id = c.unit
        JOIN clinics k ON k.id = u.clinic
        WHERE c.id = $2 AND c.person = $1";
}
