//! The decision's two parts: for oneself, and for a child as its guardian.

use jiff::Timestamp;
use jiff::civil::Date;

use super::question::{Area, Assurance, Capacity, Custody, Grant, Question};
use super::reason::Reason;
use super::ruling::Reader;
use super::{EXCEPTION_ENDS_AT, birthday};
use crate::person::Residence;
use crate::rules::{ProtectedContact, RuleSet};

/// A question of one who may be logged in, and the day on which it is asked.
pub(super) struct Case<'a> {
    pub(super) question: &'a Question<'a>,
    pub(super) rules: &'a RuleSet,
    /// The Swedish day.
    pub(super) today: Date,
}

impl Case<'_> {
    /// What one may do for oneself.
    pub(super) fn own(&self) -> Result<Grant, Reason> {
        if self.question.actor != self.question.subject {
            // Two people, or one of them out of date: not shown to be oneself.
            return Err(Reason::NoCustody);
        }
        let protected = self.question.actor.protection.is_protected();
        match self.question.area {
            Area::AddChild => Err(Reason::NoCustody),
            Area::Journal => self.own_journal(),
            Area::Contact | Area::Prescriptions if protected && !self.is_approved() => {
                Err(Reason::ClinicHasNotApproved)
            }
            Area::Prescriptions if self.is_by_password() => Err(Reason::PrescriptionsNeedEid),
            Area::Contact | Area::Prescriptions if protected => myself("R-G8"),
            Area::Prescriptions => myself("R-E3"),
            // The rules' texts say only who may not; what a doctor certifies is held as the
            // journal is.
            Area::Certificates if self.is_by_password() => Err(Reason::CertificatesNeedEid),
            Area::Certificates => myself("R-E6"),
            Area::Overview | Area::Inbox | Area::Settings | Area::Contact => {
                self.is_sure_enough()?;
                myself("R-L9")
            }
        }
    }

    /// What a guardian may do. Until it is known to be one, whom nobody has blocked, it hears the
    /// same of every child: an age is told to nobody else.
    pub(super) fn guardian(
        &self,
        custody: Custody,
        checked: Timestamp,
        linked: bool,
    ) -> Result<Grant, Reason> {
        self.has_custody(custody)?;
        let ended = birthday(
            self.question.subject.born,
            self.rules.own_login_age,
            self.rules,
        );
        let excepted = self.today >= ended;
        if excepted && !self.has_exception() {
            return Err(Reason::GuardianEnded { ended });
        }
        if self.rules.is_stale(checked, self.question.now) {
            return Err(Reason::CustodyUnknown);
        }
        if excepted {
            // The link is no condition, for it is over (R-G2).
            self.journal(Capacity::Guardian, "R-J5")
        } else {
            self.under_13(linked)
        }
    }

    /// Whether the actor has custody today, of a child of whom that can be known, and no care
    /// principal has blocked it. To the user each reason is the same (R-G9).
    pub(super) fn has_custody(&self, custody: Custody) -> Result<(), Reason> {
        let subject = &self.question.subject;
        if subject.protection.is_protected() {
            return Err(Reason::SubjectProtected);
        }
        let held = match custody {
            Custody::Held { until } => until.is_none_or(|last| self.today <= last),
            Custody::NotHeld => false,
        };
        if !held {
            return Err(Reason::NoCustody);
        }
        if subject.residence != Residence::Registered {
            return Err(Reason::SubjectNotRegistered);
        }
        if self.question.rulings.block(self.today) {
            return Err(Reason::Blocked);
        }
        Ok(())
    }

    /// What a guardian may do while the child is under 13.
    fn under_13(&self, linked: bool) -> Result<Grant, Reason> {
        match self.question.area {
            Area::AddChild => {
                self.is_sure_enough()?;
                guardian("R-G1")
            }
            _ if !linked => Err(Reason::NotLinked),
            Area::Certificates => Err(Reason::CertificatesOfChild),
            Area::Journal => self.journal(Capacity::Guardian, "R-J2"),
            Area::Prescriptions if self.is_by_password() => Err(Reason::PrescriptionsNeedEid),
            Area::Prescriptions => guardian("R-E3"),
            Area::Overview | Area::Inbox | Area::Settings | Area::Contact => {
                self.is_sure_enough()?;
                guardian("R-G2")
            }
        }
    }

    /// Whether a guardian may read this unit's part of the journal after the link has ended:
    /// nothing else, and not from the 16th birthday on, whatever was decided (R-J5).
    fn has_exception(&self) -> bool {
        // Where the child reads its own journal earlier, the guardian leaves as it comes (R-J4).
        let years = EXCEPTION_ENDS_AT.min(self.rules.own_journal_age);
        self.rules.guardian_exceptions
            && self.question.area == Area::Journal
            && self.today < birthday(self.question.subject.born, years, self.rules)
            && self.is_let(Reader::Guardian)
    }

    /// One's own journal: from 16 on, or earlier by an exception (R-J4, R-J6, R-J9).
    fn own_journal(&self) -> Result<Grant, Reason> {
        let opens = birthday(
            self.question.actor.born,
            self.rules.own_journal_age,
            self.rules,
        );
        if opens <= self.today {
            self.journal(Capacity::Myself, "R-J9")
        } else if self.rules.child_exceptions && self.is_let(Reader::Child) {
            self.journal(Capacity::Myself, "R-J6")
        } else {
            // The age first: one who is too young is not sent to BankID to hear no again.
            Err(Reason::OwnJournalClosed { opens })
        }
    }

    /// The journal, for one whom this rule lets read it: if the unit's is open online, and the
    /// log-in sure enough.
    fn journal(&self, capacity: Capacity, rule: &'static str) -> Result<Grant, Reason> {
        if let Some(unit) = self.question.unit
            && unit.is_withheld(self.rules)
        {
            return Err(Reason::JournalWithheld);
        }
        if self.is_by_password() {
            return Err(Reason::AssuranceTooLow);
        }
        Ok(Grant { capacity, rule })
    }

    /// Whether the unit that the question is about has let this reader read.
    fn is_let(&self, reader: Reader) -> bool {
        let rulings = &self.question.rulings;
        self.question
            .unit
            .is_some_and(|unit| rulings.lets(reader, unit.unit, self.today))
    }

    /// Whether a protected person may use this unit's services: its clinic has approved it (R-G8).
    pub(super) fn is_approved(&self) -> bool {
        let rulings = &self.question.rulings;
        self.rules.protected_contact == ProtectedContact::ApprovedClinics
            && self
                .question
                .unit
                .is_some_and(|unit| rulings.approve(unit.clinic, self.today))
    }

    fn is_by_password(&self) -> bool {
        self.question.assurance < Assurance::High
    }

    /// Whether the log-in is sure enough for an area that a password may open (R-L6).
    fn is_sure_enough(&self) -> Result<(), Reason> {
        if self.is_by_password() && !self.rules.password_areas.contains(&self.question.area) {
            Err(Reason::AreaNeedsEid)
        } else {
            Ok(())
        }
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands beside reasons, as an answer"
)]
fn myself(rule: &'static str) -> Result<Grant, Reason> {
    Ok(Grant {
        capacity: Capacity::Myself,
        rule,
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands beside reasons, as an answer"
)]
fn guardian(rule: &'static str) -> Result<Grant, Reason> {
    Ok(Grant {
        capacity: Capacity::Guardian,
        rule,
    })
}
