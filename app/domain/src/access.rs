//! The access decision: the one place that decides who may see or do what for whom.
//!
//! [`decide`] is pure: who asks, how surely they logged in, whom it concerns, what area of which
//! unit, what clinics have decided, the rule set and the time go in; allowed, or refused with a
//! reason, comes out. Every reason has a private face (the log, staff) and a public one (the user);
//! several private reasons share one public face on purpose.

mod applying;
mod case;
mod change;
mod question;
mod reason;
mod ruling;
mod staff;
mod unit;

#[cfg(test)]
mod tests;

pub use applying::{NotApplied, decide_application, decide_following};
pub use change::{next_change, next_change_in};
pub use question::{Area, Assurance, Capacity, Custody, Grant, PersonFacts, Question, Relation};
pub use reason::{PublicReason, Reason};
pub use ruling::{Approval, Block, Exception, Period, Reader, Rulings};
pub use staff::{decide_administrator, decide_staff};
pub use unit::{UnitCategory, UnitFacts};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::age;
use crate::person::Residence;
use crate::rules::RuleSet;
use case::Case;

/// The age in whole years at which a guardian's exception ends at the latest (R-J5).
pub const EXCEPTION_ENDS_AT: u8 = 16;

/// Whether a person may log in at all (R-L5, R-L10). A protected identity is no obstacle (R-L7).
pub fn decide_login(person: &PersonFacts, rules: &RuleSet, now: Timestamp) -> Result<(), Reason> {
    may_log_in(*person, rules, age::today(now))
}

/// Decides whether the actor may enter the area of the subject, now.
///
/// Fails closed: what the facts don't show to be allowed is refused.
pub fn decide(question: &Question<'_>, rules: &RuleSet) -> Result<Grant, Reason> {
    let today = age::today(question.now);
    may_log_in(question.actor, rules, today)?;
    if question.actor.protection.is_protected() && question.assurance < Assurance::High {
        return Err(Reason::ActorNeedsEid);
    }
    let case = Case {
        question,
        rules,
        today,
    };
    match question.relation {
        Relation::Myself => case.own(),
        // The order is part of the rules: what tells least comes first. A protected actor hears
        // the same whoever the child is.
        _ if question.actor.protection.is_protected() => Err(Reason::ActorProtected),
        Relation::Custody {
            custody,
            checked,
            linked,
        } => case.guardian(custody, checked, linked),
        Relation::None => Err(Reason::NoCustody),
    }
}

fn may_log_in(person: PersonFacts, rules: &RuleSet, today: Date) -> Result<(), Reason> {
    if person.residence != Residence::Registered {
        return Err(Reason::ActorNotRegistered);
    }
    let opens = birthday(person.born, rules.own_login_age, rules);
    if today < opens {
        Err(Reason::ActorTooYoung { opens })
    } else {
        Ok(())
    }
}

/// The day on which an age is reached. Past the calendar's end no age is ever reached, so the
/// calendar's last day stands for it and the answer is never wider than it should be.
fn birthday(born: Date, years: u8, rules: &RuleSet) -> Date {
    age::birthday(born, years, rules.leap_day).unwrap_or(Date::MAX)
}
