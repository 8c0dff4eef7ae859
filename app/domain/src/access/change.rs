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
    let answer = decide(question, rules);
    let mut after = question.now;
    loop {
        let now = turns(question, rules).filter(|turn| *turn > after).min()?;
        if decide(&Question { now, ..*question }, rules) != answer {
            return Some(now);
        }
        after = now;
    }
}

/// The same, where the region's rules change as well: the instant, and the answer from then on.
pub fn next_change_in(
    question: &Question<'_>,
    book: &RuleBook,
    region: &Region,
) -> Option<(Timestamp, Result<Grant, Reason>)> {
    let at = |now| {
        let rules = book.at(region, age::today(now));
        let asked = Question { now, ..*question };
        (decide(&asked, rules), next_change(&asked, rules))
    };
    let (answer, mut change) = at(question.now);
    let mut today = age::today(question.now);
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

/// Every instant at which the answer may change: local midnights, and the end of the time for which
/// the register's answer may be relied on.
fn turns(question: &Question<'_>, rules: &RuleSet) -> impl Iterator<Item = Timestamp> {
    days(question, rules)
        .filter_map(midnight)
        .chain(reliance(question.relation, rules))
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
