//! The access decision: the one place that decides who may see or do what for whom.
//!
//! [`decide`] is pure: who asks, how surely they logged in, whom it concerns, what area, the facts,
//! the rule set and the time go in; allowed, or refused with a reason, comes out. Every reason has
//! a private face (the log, staff) and a public one (the user); several private reasons share one
//! public face on purpose.

mod reason;

#[cfg(test)]
mod tests;

pub use reason::{PublicReason, Reason};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::age;
use crate::person::{Protection, Residence};
use crate::rules::RuleSet;
use crate::staff::Role;

/// How surely the actor is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// Password and a code by SMS (R-L2).
    Low,
    /// BankID (R-L1).
    High,
}

/// An area of a person's healthcare online.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Linking oneself to the child (R-G1).
    AddChild,
    /// The overview: name, age, what is unread.
    Overview,
    /// The inbox (R-E5).
    Inbox,
    /// The journal (R-J1).
    Journal,
    /// Settings for this person.
    Settings,
    /// Contacting a clinic: writing, booking, ordering (R-E1, R-E2, R-E4, R-E5).
    Contact,
    /// Prescriptions, and renewing them (R-E3).
    Prescriptions,
    /// Certificates that were issued: never for a guardian (R-E6).
    Certificates,
}

impl Area {
    /// Every area.
    pub const ALL: [Self; 8] = [
        Self::AddChild,
        Self::Overview,
        Self::Inbox,
        Self::Journal,
        Self::Settings,
        Self::Contact,
        Self::Prescriptions,
        Self::Certificates,
    ];
}

/// What the decision needs to know of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonFacts {
    /// The birth date in the register (R-I5).
    pub born: Date,
    /// Whether the identity is protected (R-G7).
    pub protection: Protection,
    /// Whether the person is registered in Sweden (R-L5).
    pub residence: Residence,
}

/// How the actor stands to the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It is the actor itself.
    Myself,
    /// The register was asked whether the actor has custody of the subject.
    Custody {
        /// What it answered.
        custody: Custody,
        /// When it answered.
        checked: Timestamp,
        /// Whether the actor has added the child (R-G2).
        linked: bool,
    },
    /// Nothing that is known.
    None,
}

/// What the register said of custody (relation V/VF; no other relation is custody, R-G1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Custody {
    /// A guardian; `until` is the last day of it, where the register has one.
    Held {
        /// The last day of custody.
        until: Option<Date>,
    },
    /// No guardian, or no longer.
    NotHeld,
}

/// A question to [`decide`].
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// How surely the actor is known.
    pub assurance: Assurance,
    /// Who asks.
    pub actor: PersonFacts,
    /// Whom it concerns.
    pub subject: PersonFacts,
    /// How the one stands to the other.
    pub relation: Relation,
    /// What is asked for.
    pub area: Area,
    /// When.
    pub now: Timestamp,
}

/// The answer "yes".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// As what the actor acts.
    pub capacity: Capacity,
    /// The rule that allows it.
    pub rule: &'static str,
}

/// As what somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// For oneself.
    Myself,
    /// As a guardian, for a child (R-G10).
    Guardian,
    /// As staff of a unit (R-C1).
    Staff,
    /// As the operator, at the command line: no decision gives this.
    Operator,
}

impl Capacity {
    /// The word for it in the log.
    pub fn word(self) -> &'static str {
        match self {
            Self::Myself => "self",
            Self::Guardian => "guardian",
            Self::Staff => "staff",
            Self::Operator => "operator",
        }
    }

    /// The capacity with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Myself, Self::Guardian, Self::Staff, Self::Operator];
        all.into_iter().find(|capacity| capacity.word() == word)
    }
}

/// Whether a person may log in at all (R-L5, R-L10). A protected identity is no obstacle (R-L7).
pub fn decide_login(person: &PersonFacts, rules: &RuleSet, now: Timestamp) -> Result<(), Reason> {
    if person.residence != Residence::Registered {
        return Err(Reason::ActorNotRegistered);
    }
    let opens = birthday(person.born, rules.own_login_age, *rules);
    if age::today(now) < opens {
        Err(Reason::ActorTooYoung { opens })
    } else {
        Ok(())
    }
}

/// Decides whether the actor may enter the area of the subject, now.
///
/// Fails closed: what the facts don't show to be allowed is refused.
pub fn decide(question: &Question, rules: &RuleSet) -> Result<Grant, Reason> {
    decide_login(&question.actor, rules, question.now)?;
    if question.actor.protection.is_protected() && question.assurance < Assurance::High {
        return Err(Reason::ActorNeedsEid);
    }
    if question.relation == Relation::Myself {
        return decide_own(question, *rules);
    }
    // The order is part of the rules: what tells least comes first. A protected actor hears the
    // same whoever the child is, and an age is told only to the one whom the register shows to be
    // the guardian.
    if question.actor.protection.is_protected() {
        return Err(Reason::ActorProtected);
    }
    match question.relation {
        Relation::Custody {
            custody,
            checked,
            linked,
        } => {
            decide_custody(question, custody, checked, *rules)?;
            decide_guardian(question, linked)
        }
        Relation::Myself | Relation::None => Err(Reason::NoCustody),
    }
}

/// Decides whether a member of staff may do something at a unit (R-C1): `role` is what it is there,
/// if anything; `in_charge`: whether only one in charge may.
pub fn decide_staff(
    actor: &PersonFacts,
    assurance: Assurance,
    role: Option<Role>,
    in_charge: bool,
) -> Result<Grant, Reason> {
    if actor.residence != Residence::Registered {
        return Err(Reason::ActorNotRegistered);
    }
    let role = role.ok_or(Reason::NotStaff)?;
    if assurance < Assurance::High {
        return Err(Reason::AssuranceTooLow);
    }
    if in_charge && role != Role::InCharge {
        return Err(Reason::NotInCharge);
    }
    Ok(Grant {
        capacity: Capacity::Staff,
        rule: "R-C1",
    })
}

/// Decides whether somebody may say who works at a care principal's units (R-C1): `administers`
/// tells whether the operator has let it.
pub fn decide_administrator(
    actor: &PersonFacts,
    assurance: Assurance,
    administers: bool,
) -> Result<Grant, Reason> {
    if actor.residence != Residence::Registered {
        return Err(Reason::ActorNotRegistered);
    }
    if !administers {
        return Err(Reason::NotStaff);
    }
    if assurance < Assurance::High {
        return Err(Reason::AssuranceTooLow);
    }
    Ok(Grant {
        capacity: Capacity::Staff,
        rule: "R-C1",
    })
}

fn decide_own(question: &Question, rules: RuleSet) -> Result<Grant, Reason> {
    if question.actor != question.subject {
        // Two people, or one of them out of date: not shown to be oneself.
        return Err(Reason::NoCustody);
    }
    match question.area {
        Area::AddChild => Err(Reason::NoCustody),
        Area::Journal => {
            // The age first: one who is too young is not sent to BankID to hear no again.
            let opens = birthday(question.actor.born, rules.own_journal_age, rules);
            if age::today(question.now) < opens {
                return Err(Reason::OwnJournalClosed { opens });
            }
            if question.assurance < Assurance::High {
                return Err(Reason::AssuranceTooLow);
            }
            Ok(Grant {
                capacity: Capacity::Myself,
                rule: "R-J9",
            })
        }
        Area::Contact | Area::Prescriptions if question.actor.protection.is_protected() => {
            Err(Reason::ClinicHasNotApproved)
        }
        Area::Prescriptions if question.assurance < Assurance::High => {
            Err(Reason::PrescriptionsNeedEid)
        }
        Area::Prescriptions => Ok(Grant {
            capacity: Capacity::Myself,
            rule: "R-E3",
        }),
        // The rules' texts say only who may not; what a doctor certifies is held as the journal is.
        Area::Certificates if question.assurance < Assurance::High => {
            Err(Reason::CertificatesNeedEid)
        }
        Area::Certificates => Ok(Grant {
            capacity: Capacity::Myself,
            rule: "R-E6",
        }),
        Area::Overview | Area::Inbox | Area::Settings | Area::Contact => Ok(Grant {
            capacity: Capacity::Myself,
            rule: "R-L9",
        }),
    }
}

/// Whether the actor is now the guardian of a child under 13 whose custody can be known.
fn decide_custody(
    question: &Question,
    custody: Custody,
    checked: Timestamp,
    rules: RuleSet,
) -> Result<(), Reason> {
    let today = age::today(question.now);
    if question.subject.protection.is_protected() {
        return Err(Reason::SubjectProtected);
    }
    let held = match custody {
        Custody::Held { until } => until.is_none_or(|last| today <= last),
        Custody::NotHeld => false,
    };
    if !held {
        return Err(Reason::NoCustody);
    }
    if question.subject.residence != Residence::Registered {
        return Err(Reason::SubjectNotRegistered);
    }
    let ended = birthday(question.subject.born, rules.own_login_age, rules);
    if ended <= today {
        return Err(Reason::GuardianEnded { ended });
    }
    if rules.is_stale(checked, question.now) {
        return Err(Reason::CustodyUnknown);
    }
    Ok(())
}

/// What a guardian may do, once it is known to be one.
fn decide_guardian(question: &Question, linked: bool) -> Result<Grant, Reason> {
    let grant = |rule| {
        Ok(Grant {
            capacity: Capacity::Guardian,
            rule,
        })
    };
    match question.area {
        Area::AddChild => grant("R-G1"),
        _ if !linked => Err(Reason::NotLinked),
        Area::Certificates => Err(Reason::CertificatesOfChild),
        Area::Journal if question.assurance < Assurance::High => Err(Reason::AssuranceTooLow),
        Area::Journal => grant("R-J2"),
        Area::Prescriptions if question.assurance < Assurance::High => {
            Err(Reason::PrescriptionsNeedEid)
        }
        Area::Prescriptions => grant("R-E3"),
        Area::Overview | Area::Inbox | Area::Settings | Area::Contact => grant("R-G2"),
    }
}

/// The day on which an age is reached. Past the calendar's end no age is ever reached, so the
/// calendar's last day stands for it and the answer is never wider than it should be.
fn birthday(born: Date, years: u8, rules: RuleSet) -> Date {
    age::birthday(born, years, rules.leap_day).unwrap_or(Date::MAX)
}
