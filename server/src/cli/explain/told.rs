//! An explanation, as it is printed.

use std::fmt::Write as _;

use domain::access::{Grant, Question, Reason};
use serde::Serialize;
use service::explain::{Explained, explained, rule_of};
use service::rules::Rules;

use super::asked::{facts, local};
use super::words;

/// A decision, and all that it was made of.
#[derive(Debug, Serialize)]
pub(super) struct Explanation {
    /// `allowed` or `refused`.
    decision: &'static str,
    /// As what, if allowed: `self` or `guardian`.
    capacity: Option<&'static str>,
    /// The reason for the log, if refused.
    reason: Option<&'static str>,
    /// The rule that decides.
    rule: &'static str,
    /// What that rule says.
    rule_says: &'static str,
    /// Why, in words.
    why: String,
    /// What the user is told, if refused.
    told: Option<&'static str>,
    /// What was asked with: what it is, and its value.
    facts: Vec<(&'static str, String)>,
    /// The rule set.
    rules: RulesUsed,
    /// When time alone changes the answer; none: not that is known.
    changes: Option<Changes>,
    /// Whom to ask, and what the region says of the journal.
    ask: Ask,
}

/// The rule set that was used.
#[derive(Debug, Serialize)]
struct RulesUsed {
    region: String,
    file: String,
    valid_from: String,
    valid_until: Option<String>,
    /// Values that the deciding rule goes by, each with its source.
    values: Vec<Value>,
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "they are the names in the JSON")]
struct Value {
    key: &'static str,
    value: String,
    source: String,
}

/// When time alone changes the answer, and to what.
#[derive(Debug, Serialize)]
struct Changes {
    /// The instant.
    at: String,
    /// The same on Swedish clocks.
    in_sweden: String,
    /// `allowed` or `refused`.
    decision: &'static str,
    rule: &'static str,
    why: String,
}

#[derive(Debug, Serialize)]
struct Ask {
    region: String,
    contact: String,
    journal: String,
}

impl Explanation {
    /// Decides, and tells of it.
    pub(super) fn of(question: &Question<'_>, rules: &Rules) -> Self {
        let explained = explained(question, rules);
        let Explained {
            answer,
            edition,
            change,
            ..
        } = explained;
        let (decision, rule, why) = told(answer, question);
        let texts = &edition.rules.texts;
        Self {
            decision,
            capacity: answer.ok().map(|grant| grant.capacity.word()),
            reason: answer.err().map(Reason::word),
            rule,
            rule_says: words::rule(rule),
            why,
            told: answer.err().map(words::told),
            facts: facts(question, &edition.rules),
            rules: used(&explained),
            changes: change.map(|(at, answer)| {
                let (decision, rule, why) = told(answer, question);
                Changes {
                    at: at.to_string(),
                    in_sweden: local(at),
                    decision,
                    rule,
                    why,
                }
            }),
            ask: Ask {
                region: texts.name.clone().into_owned(),
                contact: texts.contact.clone().into_owned(),
                journal: texts.journal.clone().into_owned(),
            },
        }
    }

    /// For people.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        let mut line = |label: &str, text: &str| {
            let _ = writeln!(out, "{label:<13}{text}");
        };
        let decision = match self.capacity {
            Some(capacity) => format!("{}, as {capacity}", self.decision),
            None => self.decision.to_owned(),
        };
        line("Decision", &decision);
        line("Rule", &format!("{}: {}", self.rule, self.rule_says));
        line("Why", &self.why);
        if let Some(reason) = self.reason {
            line("In the log", reason);
        }
        if let Some(told) = self.told {
            line("Told", told);
        }
        match &self.changes {
            Some(change) => line(
                "Changes",
                &format!(
                    "{}, in Sweden: {} by {}. {}",
                    change.in_sweden, change.decision, change.rule, change.why
                ),
            ),
            None => line("Changes", "not by time alone, as far as is known"),
        }
        line(
            "Ask",
            &format!("{} ({})", self.ask.contact, self.ask.region),
        );
        line("Region says", &self.ask.journal);
        out.push_str("\nFacts\n");
        for (name, value) in &self.facts {
            let _ = writeln!(out, "  {name:<18}{value}");
        }
        let RulesUsed {
            region,
            file,
            valid_from,
            valid_until,
            values,
        } = &self.rules;
        let until = valid_until.as_ref();
        let until = until.map_or_else(String::new, |day| format!(" until {day}"));
        let _ = writeln!(
            out,
            "\nRule set\n  {region}, from {valid_from}{until} ({file})"
        );
        for Value { key, value, source } in values {
            let _ = writeln!(out, "  {key} = {value}\n    {source}");
        }
        out
    }
}

/// `allowed` or `refused`, by which rule, and why.
fn told(
    answer: Result<Grant, Reason>,
    question: &Question<'_>,
) -> (&'static str, &'static str, String) {
    let rule = rule_of(answer);
    match answer {
        Ok(grant) => ("allowed", rule, words::allowed(&grant, question.area)),
        Err(reason) => ("refused", rule, words::refused(reason)),
    }
}

/// The rule set, with those of its values that the rule goes by.
fn used(explained: &Explained<'_>) -> RulesUsed {
    let edition = explained.edition;
    let values = explained.values.iter().map(|one| Value {
        key: one.key,
        value: one.value.clone(),
        source: one.source.to_owned(),
    });
    RulesUsed {
        region: edition.region.to_string(),
        file: edition.file.clone(),
        valid_from: edition.from.to_string(),
        valid_until: edition.until.map(|day| day.to_string()),
        values: values.collect(),
    }
}
