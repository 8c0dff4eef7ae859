//! When an answer changes by nothing but time.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::question::{Custody, Grant, Question, Relation};
use super::reason::Reason;
use super::ruling::{Period, Rulings};
use super::{EXCEPTION_ENDS_AT, decide};
use crate::age;
use crate::rules::{Region, RuleBook, RuleSet};

/// The instant at which [`decide`] begins to answer the question in another way, if nothing that is
/// asked with changes but the time; none: it never does, as far as is known now.
pub fn next_change(question: &Question<'_>, rules: &RuleSet) -> Option<Timestamp> {
    next(question, rules, Register::Silent)
}

/// The same, where the region's rules change as well, and where the register, if its answer may be
/// relied on now, says the same whenever it is asked again: the instant, and the answer from then on.
pub fn next_change_in(
    question: &Question<'_>,
    book: &RuleBook,
    region: &Region,
) -> Option<(Timestamp, Result<Grant, Reason>)> {
    let mut today = age::today(question.now);
    let register = match question.relation {
        Relation::Custody { checked, .. }
            if !book.at(region, today).is_stale(checked, question.now) =>
        {
            Register::SaysTheSame
        }
        _ => Register::Silent,
    };
    let at = |now| {
        let rules = book.at(region, age::today(now));
        let asked = later(question, now, register);
        (decide(&asked, rules), next(&asked, rules, register))
    };
    let (answer, mut change) = at(question.now);
    loop {
        let day = book.next_edition(region, today);
        match (change, day.and_then(midnight)) {
            (Some(change), new_rules) if new_rules.is_none_or(|new_rules| change < new_rules) => {
                return Some((change, at(change).0));
            }
            (_, Some(new_rules)) => {
                let (then, after) = at(new_rules);
                if then != answer {
                    return Some((new_rules, then));
                }
                (today, change) = (day?, after);
            }
            _ => return None,
        }
    }
}

/// What the register is taken to do as time goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Register {
    /// Its answer grows old.
    Silent,
    /// It is asked again in time, and says the same.
    SaysTheSame,
}

fn next(question: &Question<'_>, rules: &RuleSet, register: Register) -> Option<Timestamp> {
    let answer = decide(question, rules);
    let mut after = question.now;
    loop {
        let ages = reliance(question.relation, rules).filter(|_| register == Register::Silent);
        let turns = days(question, rules).filter_map(midnight).chain(ages);
        let now = turns.filter(|turn| *turn > after).min()?;
        if decide(&later(question, now, register), rules) != answer {
            return Some(now);
        }
        after = now;
    }
}

/// The same question at a later time.
fn later<'a>(question: &Question<'a>, now: Timestamp, register: Register) -> Question<'a> {
    let relation = match (question.relation, register) {
        (
            Relation::Custody {
                custody, linked, ..
            },
            Register::SaysTheSame,
        ) => Relation::Custody {
            custody,
            checked: now,
            linked,
        },
        (relation, _) => relation,
    };
    Question {
        relation,
        now,
        ..*question
    }
}

/// The days on which something begins or is over.
fn days(question: &Question<'_>, rules: &RuleSet) -> impl Iterator<Item = Date> {
    let ages = [
        rules.own_login_age,
        rules.own_journal_age,
        EXCEPTION_ENDS_AT,
    ];
    let birthdays = [question.actor.born, question.subject.born]
        .into_iter()
        .flat_map(move |born| ages.map(|years| age::birthday(born, years, rules.leap_day)));
    let custody = match question.relation {
        Relation::Custody {
            custody: Custody::Held { until: Some(last) },
            ..
        } => last.tomorrow().ok(),
        _ => None,
    };
    let Rulings {
        blocks,
        exceptions,
        approvals,
    } = question.rulings;
    let exceptions = exceptions.iter().map(|one| Period {
        from: one.from,
        until: Some(one.until),
    });
    let periods = blocks.iter().map(|one| one.period);
    let periods = periods.chain(approvals.iter().map(|one| one.period));
    let periods = periods
        .chain(exceptions)
        .flat_map(|period| [Some(period.from), period.until.and_then(day_after)]);
    birthdays.chain([custody]).chain(periods).flatten()
}

/// When the register's answer begins to be relied on, and when no longer (R-G6).
fn reliance(relation: Relation, rules: &RuleSet) -> impl Iterator<Item = Timestamp> {
    let ends = match relation {
        Relation::Custody { checked, .. } => {
            // It may be relied on up to and including the last of its instants.
            let over = rules.custody_age() + SignedDuration::from_nanos(1);
            [
                checked.checked_sub(rules.custody_age()).ok(),
                checked.checked_add(over).ok(),
            ]
        }
        Relation::Myself | Relation::None => [None, None],
    };
    ends.into_iter().flatten()
}

fn day_after(day: Date) -> Option<Date> {
    day.tomorrow().ok()
}

/// 00:00 in Sweden.
fn midnight(day: Date) -> Option<Timestamp> {
    let zoned = day.to_zoned(age::zone()).ok()?;
    Some(zoned.timestamp())
}
