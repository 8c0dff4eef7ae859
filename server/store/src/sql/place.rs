//! At which unit an errand is, and who began it.

statements! {
    UNIT_FACTS = "SELECT u.id, u.clinic, u.category, u.withheld FROM units u WHERE u.id = $1";
    THREAD_FACTS = "
        SELECT u.id, u.clinic, u.category, u.withheld
        FROM threads t
        JOIN units u ON u.id = t.unit
        WHERE t.id = $2 AND t.person = $1";
    CLINIC_UNITS = "
        SELECT u.id, u.name, c.name AS clinic, c.phone, s.service
        FROM units u
        JOIN clinics c ON c.id = u.clinic
        LEFT JOIN unit_services s ON s.unit = u.id
        WHERE u.clinic = $1";
    /// The guardian who opened a case.
    CASE_OPENER = "
        SELECT p.id, p.number, p.born, p.given, p.family, p.protection, p.residence
        FROM cases k
        JOIN persons p ON p.id = k.opened_by
        WHERE k.thread = $1 AND k.unit = $2 AND k.capacity = 'guardian'";
}
