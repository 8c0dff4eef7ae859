//! Why a decision is as it is: the answer, the rule set's values that it goes by, and when it
//! changes. The command line tells it to the operator, a unit's page to its staff, each in its own
//! words.

pub mod case;

use domain::access::{Grant, Question, Reason, decide, next_change_in};
use domain::age::LeapDay;
use domain::rules::{Edition, Key, ProtectedContact, RuleSet};
use jiff::Timestamp;

use crate::rules::Rules;

/// A decision, and what it was made of beside the facts.
#[derive(Clone, Debug)]
pub struct Explained<'a> {
    /// The answer.
    pub answer: Result<Grant, Reason>,
    /// The rule set that was used.
    pub edition: &'a Edition,
    /// Its values that the deciding rule goes by.
    pub values: Vec<UsedValue<'a>>,
    /// When time alone changes the answer, and to what; none: not that is known.
    pub change: Option<(Timestamp, Result<Grant, Reason>)>,
}

/// A value of the rule set that a rule goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedValue<'a> {
    /// Its name in the file.
    pub key: Key,
    /// The value, as the file has it.
    pub value: String,
    /// Where it comes from.
    pub source: &'a str,
}

/// Decides, and tells what the decision is made of.
pub fn explained<'a>(question: &Question<'_>, rules: &'a Rules) -> Explained<'a> {
    let edition = rules.edition_at(question.now);
    let answer = decide(question, &edition.rules);
    let values = values(rule_of(answer)).iter().map(|key| UsedValue {
        key,
        value: value(&edition.rules, key),
        source: edition.sources.get(key).map_or("", String::as_str),
    });
    Explained {
        answer,
        edition,
        values: values.collect(),
        change: next_change_in(question, &rules.book, &rules.region),
    }
}

/// The rule that allows or refuses.
pub fn rule_of(answer: Result<Grant, Reason>) -> &'static str {
    match answer {
        Ok(grant) => grant.rule,
        Err(reason) => reason.rule(),
    }
}

/// Which values of the rule set the rule goes by.
fn values(rule: &str) -> &'static [Key] {
    match rule {
        "R-L10" | "R-G2" | "R-G4" | "R-L9" => &["own_login_age", "leap_day"],
        "R-L6" => &["password_areas"],
        "R-G1" | "R-G6" => &["custody_hours"],
        "R-G8" => &["protected_contact"],
        "R-J2" => &["own_login_age", "withheld"],
        "R-J3" => &["own_journal_age", "child_exceptions"],
        "R-J5" => &["guardian_exceptions"],
        "R-J6" => &["child_exceptions"],
        "R-J8" => &["withheld"],
        "R-J9" => &["own_journal_age", "withheld"],
        _ => &[],
    }
}

/// A value that some rule goes by.
fn value(rules: &RuleSet, key: &str) -> String {
    let list = |words: Vec<&str>| format!("[{}]", words.join(", "));
    match key {
        "own_login_age" => rules.own_login_age.to_string(),
        "own_journal_age" => rules.own_journal_age.to_string(),
        "leap_day" => match rules.leap_day {
            LeapDay::Feb28 => "02-28".to_owned(),
            LeapDay::Mar1 => "03-01".to_owned(),
        },
        "custody_hours" => rules.custody_hours.to_string(),
        "password_areas" => list(
            rules
                .password_areas
                .iter()
                .map(|area| area.word())
                .collect(),
        ),
        "protected_contact" => match rules.protected_contact {
            ProtectedContact::ApprovedClinics => "approved_clinics".to_owned(),
            ProtectedContact::Nowhere => "nowhere".to_owned(),
        },
        "withheld" => list(rules.withheld.iter().map(|one| one.word()).collect()),
        "guardian_exceptions" => rules.guardian_exceptions.to_string(),
        "child_exceptions" => rules.child_exceptions.to_string(),
        _ => String::new(),
    }
}
