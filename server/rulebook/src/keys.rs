//! Every key of a rule set's file.

use domain::rules::Key;

/// What stands in the head of each file.
pub(crate) const HEAD: [Key; 3] = ["region", "valid_from", "valid_until"];

/// Every value of a rule set: a table with `value` and `source`.
pub(crate) const VALUES: [Key; 14] = [
    "own_login_age",
    "own_journal_age",
    "leap_day",
    "custody_hours",
    "notice_days",
    "password_areas",
    "protected_contact",
    "new_entry_days",
    "withheld",
    "guardian_exceptions",
    "child_exceptions",
    "texts.name",
    "texts.journal",
    "texts.contact",
];
