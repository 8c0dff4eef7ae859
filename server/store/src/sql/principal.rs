//! Care principals, and who works at their units.

statements! {
    ADMINISTERS = "
        SELECT p.id, p.name FROM administrators a
        JOIN principals p ON p.id = a.principal
        WHERE a.person = $1";
    PRINCIPAL_NAMED = "SELECT id, name FROM principals WHERE name = $1";
    ADD_PRINCIPAL = "
        INSERT INTO principals (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
    GIVE_CLINIC = "UPDATE clinics SET principal = $2 WHERE id = $1";
    ADD_ADMINISTRATOR = "
        INSERT INTO administrators (principal, person, added) VALUES ($1, $2, $3)
        ON CONFLICT (principal, person) DO NOTHING";
    REMOVE_ADMINISTRATOR = "DELETE FROM administrators WHERE principal = $1 AND person = $2";
    PRINCIPAL_UNITS = "
        SELECT u.id, u.name, c.name AS clinic FROM clinics c
        JOIN units u ON u.clinic = c.id
        WHERE c.principal = $1";
    WORKFORCE = "
        SELECT u.id AS unit, f.id, s.title, s.role, p.given, p.family, p.number FROM clinics c
        JOIN units u ON u.clinic = c.id
        JOIN staff_units s ON s.unit = u.id
        JOIN staff f ON f.id = s.staff
        JOIN persons p ON p.id = f.person
        WHERE c.principal = $1";
    IS_UNIT_OF = "
        SELECT 1 FROM units u
        JOIN clinics c ON c.id = u.clinic
        WHERE u.id = $1 AND c.principal = $2";
    MEMBER = "
        SELECT f.person FROM staff_units s
        JOIN staff f ON f.id = s.staff
        JOIN units u ON u.id = s.unit
        JOIN clinics c ON c.id = u.clinic
        WHERE s.staff = $1 AND s.unit = $2 AND c.principal = $3";
}
