//! What no rule set may say.

use super::{ADULT_AGE, GUARDED_UNTIL, RuleSet};
use crate::access::Area;

/// A value of a rule set, by its name in the file.
pub type Key = &'static str;

/// Why a rule set can't be used: at which value, and what to write there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleProblem {
    /// The value.
    pub key: Key,
    /// What to write, in plain words.
    pub what: &'static str,
}

/// Areas that no password opens, whatever a region says (R-L6, R-J12).
const NEVER_BY_PASSWORD: [Area; 3] = [Area::Journal, Area::Prescriptions, Area::Certificates];

impl RuleSet {
    /// Everything that law or reason forbids.
    pub fn problems(&self) -> Vec<RuleProblem> {
        let mut problems = Vec::new();
        let mut refuse = |wrong: bool, key, what| {
            if wrong {
                problems.push(RuleProblem { key, what });
            }
        };
        refuse(
            !(1..=GUARDED_UNTIL).contains(&self.own_login_age),
            "own_login_age",
            "a guardian's access ends on the 13th birthday at the latest (R-G2): write an age \
             from 1 to 13",
        );
        refuse(
            !(1..=ADULT_AGE).contains(&self.own_journal_age),
            "own_journal_age",
            "one who is of age reads the own journal (R-J9): write an age from 1 to 18",
        );
        refuse(
            self.own_journal_age < self.own_login_age,
            "own_journal_age",
            "nobody reads a journal before logging in: write an age that is not below \
             own_login_age",
        );
        refuse(
            !(1..=168).contains(&self.custody_hours),
            "custody_hours",
            "write a whole number from 1 to 168 (a week)",
        );
        let [first, second, last] = self.notice_days;
        refuse(
            !(first <= 366 && first > second && second > last && last > 0),
            "notice_days",
            "write three numbers of days, each less than the one before: [90, 30, 7]",
        );
        refuse(
            self.password_areas
                .iter()
                .any(|area| NEVER_BY_PASSWORD.contains(area)),
            "password_areas",
            "a password never opens the journal, prescriptions or certificates (R-L6): leave \
             them out",
        );
        refuse(
            self.new_entry_days > 366,
            "new_entry_days",
            "write a whole number from 0 to 366",
        );
        let texts = &self.texts;
        for (key, text) in [
            ("texts.name", &texts.name),
            ("texts.journal", &texts.journal),
            ("texts.contact", &texts.contact),
        ] {
            refuse(
                text.trim().is_empty(),
                key,
                "write it in Swedish, as people are told",
            );
        }
        problems
    }
}
