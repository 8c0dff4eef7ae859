//! Texts that a unit's staff keeps for its answers.

statements! {
    // Texts that a unit's staff keeps for its answers.

    TEMPLATES = "SELECT id, name, body, version FROM templates WHERE unit = $1";
    COUNT_TEMPLATES = "SELECT count(*) FROM templates WHERE unit = $1";
    ADD_TEMPLATE = "
        INSERT INTO templates (id, unit, name, body, changed) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (id) DO NOTHING";
    TEMPLATE = "SELECT name, body FROM templates WHERE id = $1 AND unit = $2";
    IS_TEMPLATE_OF = "SELECT 1 FROM templates WHERE id = $1 AND unit = $2";
    CHANGE_TEMPLATE = "
        UPDATE templates SET name = $3, body = $4, changed = $5, version = version + 1
        WHERE id = $1 AND unit = $2 AND version = $6";
    REMOVE_TEMPLATE = "DELETE FROM templates WHERE id = $1 AND unit = $2 AND version = $3";
}
