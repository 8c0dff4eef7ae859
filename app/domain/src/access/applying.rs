//! Who may apply for an exception, and follow an application (R-J5, R-J6).

use super::case::Case;
use super::question::{Assurance, Capacity, Grant, Question, Relation};
use super::reason::Reason;
use super::ruling::Reader;
use super::{EXCEPTION_ENDS_AT, birthday, may_log_in};
use crate::age;
use crate::rules::RuleSet;

/// Why nobody applies for an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotApplied {
    /// As for anything else.
    Refused(Reason),
    /// The child is under 13: its guardian reads already (R-J2).
    StillOmbud,
    /// The child reads itself, from 16 on (R-J4).
    ReadsItself,
}

impl NotApplied {
    /// The rule that refuses.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Refused(reason) => reason.rule(),
            Self::StillOmbud => "R-J2",
            Self::ReadsItself => "R-J4",
        }
    }

    /// The word for it in the log.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused(reason) => reason.word(),
            Self::StillOmbud => "still_ombud",
            Self::ReadsItself => "reads_itself",
        }
    }
}

impl From<Reason> for NotApplied {
    fn from(reason: Reason) -> Self {
        Self::Refused(reason)
    }
}

/// Decides whether the actor may see an application that lets this reader read of the subject, and
/// answer it, at whatever age: its guardian an application of its own (R-J5), the child every one
/// that is about it. A guardian whom the register does not show, or whom a care principal has
/// blocked, hears what a stranger does (R-G9).
pub fn decide_following(
    question: &Question<'_>,
    reader: Reader,
    rules: &RuleSet,
) -> Result<Grant, Reason> {
    let today = age::today(question.now);
    may_log_in(question.actor, rules, today)?;
    let protected = question.actor.protection.is_protected();
    if protected && question.assurance < Assurance::High {
        return Err(Reason::ActorNeedsEid);
    }
    let case = Case {
        question,
        rules,
        today,
    };
    let capacity = match (question.relation, reader) {
        (Relation::Myself, _) if question.actor == question.subject => Capacity::Myself,
        (Relation::Custody { .. }, Reader::Guardian) if protected => {
            return Err(Reason::ActorProtected);
        }
        (
            Relation::Custody {
                custody, checked, ..
            },
            Reader::Guardian,
        ) => {
            case.has_custody(custody)?;
            if rules.is_stale(checked, question.now) {
                return Err(Reason::CustodyUnknown);
            }
            Capacity::Guardian
        }
        // A protected actor hears the same whoever the child is.
        _ if protected => return Err(Reason::ActorProtected),
        _ => return Err(Reason::NoCustody),
    };
    if question.assurance < Assurance::High {
        return Err(Reason::AssuranceTooLow);
    }
    let rule = match reader {
        Reader::Guardian => "R-J5",
        Reader::Child => "R-J6",
    };
    Ok(Grant { capacity, rule })
}

/// Decides whether the actor may apply for this reader to read of the subject: a guardian for
/// itself, of a child from 13 to 15 (R-J5); such a child for itself (R-J6). Asked at each unit that it
/// is about: not where nobody reads online (R-J8), and a protected child only where the clinic has
/// approved it (R-G8).
pub fn decide_application(
    question: &Question<'_>,
    reader: Reader,
    rules: &RuleSet,
) -> Result<Grant, NotApplied> {
    let grant = decide_following(question, reader, rules)?;
    let (own, exists) = match reader {
        Reader::Guardian => (Capacity::Guardian, rules.guardian_exceptions),
        Reader::Child => (Capacity::Myself, rules.child_exceptions),
    };
    if grant.capacity != own {
        return Err(Reason::NoCustody.into());
    }
    let today = age::today(question.now);
    let born = question.subject.born;
    if today < birthday(born, rules.own_login_age, rules) {
        return Err(NotApplied::StillOmbud);
    }
    let grown = EXCEPTION_ENDS_AT.min(rules.own_journal_age);
    if birthday(born, grown, rules) <= today {
        return Err(NotApplied::ReadsItself);
    }
    if !exists {
        return Err(Reason::NotOffered.into());
    }
    if question.unit.is_some_and(|unit| unit.is_withheld(rules)) {
        return Err(Reason::JournalWithheld.into());
    }
    let case = Case {
        question,
        rules,
        today,
    };
    if question.actor.protection.is_protected() && !case.is_approved() {
        return Err(Reason::ClinicHasNotApproved.into());
    }
    Ok(grant)
}
