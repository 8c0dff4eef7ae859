//! What a decision was asked with, in words.

use domain::access::{Assurance, Custody, PersonFacts, Question, Reader, Relation};
use domain::age;
use domain::person::{Protection, Residence};
use domain::rules::RuleSet;
use jiff::Timestamp;
use jiff::civil::Date;

use super::words;

/// Everything that was asked with.
pub(super) fn facts(question: &Question<'_>, rules: &RuleSet) -> Vec<(&'static str, String)> {
    let person = |who: PersonFacts| person(who, age::today(question.now), rules);
    let mut facts = vec![
        ("asked", format!("{}, in Sweden", local(question.now))),
        ("area", words::called(question.area).to_owned()),
        (
            "logged in",
            match question.assurance {
                Assurance::High => "with BankID (high assurance)".to_owned(),
                Assurance::Low => "with password and SMS (low assurance)".to_owned(),
            },
        ),
        ("who asks", person(question.actor)),
    ];
    match question.relation {
        Relation::Myself => facts.push(("for", "oneself".to_owned())),
        Relation::None => {
            facts.push(("for", person(question.subject)));
            facts.push(("custody", "nothing is known".to_owned()));
        }
        Relation::Custody {
            custody,
            checked,
            linked,
        } => {
            facts.push(("for", person(question.subject)));
            facts.push(("custody", self::custody(custody)));
            facts.push((
                "the register",
                format!("answered {}, in Sweden", local(checked)),
            ));
            let added = if linked { "added" } else { "not added" };
            facts.push(("the child is", added.to_owned()));
        }
    }
    facts.push((
        "unit",
        question.unit.map_or_else(
            || "none in particular".to_owned(),
            |unit| {
                let withheld = if unit.withheld { ", withheld" } else { "" };
                format!("one of the category {}{withheld}", unit.category.word())
            },
        ),
    ));
    let rulings = &question.rulings;
    for block in rulings.blocks {
        facts.push(("block", days(block.period.from, block.period.until)));
    }
    for one in rulings.exceptions {
        let here = question.unit.is_some_and(|unit| unit.unit == one.unit);
        let unit = if here { "this unit" } else { "another unit" };
        let reader = match one.reader {
            Reader::Guardian => "A, for the guardian",
            Reader::Child => "B, for the child",
        };
        let days = days(one.from, Some(one.until));
        facts.push(("exception", format!("{reader}, at {unit}, {days}")));
    }
    for one in rulings.approvals {
        let here = question.unit.is_some_and(|unit| unit.clinic == one.clinic);
        let clinic = if here {
            "this clinic"
        } else {
            "another clinic"
        };
        let days = days(one.period.from, one.period.until);
        facts.push(("approval", format!("by {clinic}, {days}")));
    }
    facts
}

fn person(facts: PersonFacts, today: Date, rules: &RuleSet) -> String {
    let years = age::age(facts.born, today, rules.leap_day);
    let protection = match facts.protection {
        Protection::Open => "",
        Protection::Confidential => ", protected identity (sekretessmarkering)",
        Protection::ProtectedRecord => ", protected identity (skyddad folkbokföring)",
    };
    let residence = match facts.residence {
        Residence::Registered => "registered in Sweden",
        Residence::Emigrated => "emigrated",
        Residence::Deregistered => "deregistered",
        Residence::Dead => "dead",
    };
    format!(
        "born {}, {years} years old, {residence}{protection}",
        facts.born
    )
}

fn custody(custody: Custody) -> String {
    match custody {
        Custody::Held { until: None } => "held, with no end that is known".to_owned(),
        Custody::Held { until: Some(last) } => format!("held, the last day is {last}"),
        Custody::NotHeld => "not held".to_owned(),
    }
}

fn days(from: Date, until: Option<Date>) -> String {
    match until {
        Some(last) => format!("from {from} to {last}, both included"),
        None => format!("from {from}, with no end"),
    }
}

/// Date and time on Swedish clocks.
pub(super) fn local(at: Timestamp) -> String {
    let local = age::local(at);
    local.strftime("%Y-%m-%d %H:%M:%S").to_string()
}
