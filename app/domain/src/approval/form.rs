//! The forms about approvals: approving somebody, ending an approval, looking at one again.

use jiff::civil::Date;

use super::{ApprovalEnd, ApprovalReason, Term, last_day};
use crate::form::{FieldCode, FieldErrors, Reader, Typed};
use crate::id::RulingId;
use crate::message::FormKey;
use crate::moment::Day;
use crate::personnummer::Personnummer;

/// What is done with approvals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApprovalAct {
    /// Somebody is approved.
    Add {
        /// The approval to be.
        id: RulingId,
        /// Who.
        number: Personnummer,
        /// Why.
        reason: ApprovalReason,
        /// How long.
        term: Term,
    },
    /// One is ended.
    End {
        /// Which.
        id: RulingId,
        /// Why.
        reason: ApprovalEnd,
    },
    /// One has been looked at, and stays.
    Review {
        /// Which.
        id: RulingId,
        /// When it is looked at again.
        on: Date,
    },
}

impl ApprovalAct {
    /// The button's field.
    pub const ACT: &'static str = "gor";
    /// The number's field.
    pub const NUMBER: &'static str = "godkand-nummer";
    /// The field of why.
    pub const REASON: &'static str = "skal-godkand";
    /// The field of whether it ends or is looked at again.
    pub const TERM: &'static str = "sedan";
    /// The word for one that ends.
    pub const UNTIL: &'static str = "slutar";
    /// The word for one that is looked at again.
    pub const REVIEW: &'static str = "ses-over";
    /// The day's field.
    pub const DAY: &'static str = "till-dag";
    /// The field of the one that is ended or stays.
    pub const WHICH: &'static str = "godkannande";
    /// The field of why one is ended.
    pub const WHY_ENDED: &'static str = "skal-slut";

    /// Reads the form, on the Swedish date `today`.
    pub fn read(typed: &Typed, today: Date) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        match form.raw(Self::ACT) {
            "godkann" => Self::add(form, today),
            "avsluta" => {
                let id = form.choice(Self::WHICH, |id| id.parse().ok());
                let reason = form.choice(Self::WHY_ENDED, ApprovalEnd::from_word);
                form.done(|| {
                    Some(Self::End {
                        id: id?,
                        reason: reason?,
                    })
                })
            }
            "se-over" => {
                let id = form.choice(Self::WHICH, |id| id.parse().ok());
                let on = day(&mut form, today);
                form.done(|| Some(Self::Review { id: id?, on: on? }))
            }
            _ => {
                form.wrong(Self::ACT, FieldCode::Choice);
                form.done(|| None)
            }
        }
    }

    fn add(mut form: Reader<'_>, today: Date) -> Result<Self, FieldErrors> {
        let number = Personnummer::parse(form.raw(Self::NUMBER), today);
        if let Err(error) = number {
            form.wrong(Self::NUMBER, error.into());
        }
        let reason = form.choice(Self::REASON, ApprovalReason::from_word);
        let term: Option<fn(Date) -> Term> = form.choice(Self::TERM, |word| match word {
            Self::UNTIL => Some(Term::Until as fn(Date) -> Term),
            Self::REVIEW => Some(Term::Review as fn(Date) -> Term),
            _ => None,
        });
        let day = day(&mut form, today);
        let key = form.choice(FormKey::FIELD, FormKey::read);
        form.done(|| {
            Some(Self::Add {
                id: RulingId(key?.0),
                number: number.ok()?,
                reason: reason?,
                term: term?(day?),
            })
        })
    }
}

/// A day after today, and not too far away.
fn day(form: &mut Reader<'_>, today: Date) -> Option<Date> {
    let field = ApprovalAct::DAY;
    let day: Option<Day> = form.raw(field).trim().parse().ok();
    let wrong = match day.and_then(Day::date) {
        Some(day) if day <= today => FieldCode::DayPast,
        Some(day) if day > last_day(today) => FieldCode::DayTooLate,
        Some(day) => return Some(day),
        None => FieldCode::Day,
    };
    form.wrong(field, wrong);
    None
}
