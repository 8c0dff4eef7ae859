//! Approving a person with a protected identity to contact a clinic online (R-G8, R-C3).

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::form::{FieldCode, FieldErrors, Reader, Typed};
use crate::hidden::Hidden;
use crate::id::{RulingId, UnitId};
use crate::message::FormKey;
use crate::moment::{Day, Moment};
use crate::personnummer::Personnummer;
use crate::staff::Role;

/// For how many months an approval holds, or goes unseen, at the longest.
pub const MOST_MONTHS: i32 = 24;
/// For how many months it holds unless another day is chosen.
pub const USUAL_MONTHS: i32 = 12;

/// Why somebody is approved (R-C3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalReason {
    /// The person is a patient of the clinic.
    Patient,
    /// The person asked for it at a visit.
    AskedAtVisit,
    /// The person asked for it by phone, and the clinic made sure who it was.
    AskedByPhone,
    /// Something else, which stands in the journal.
    Other,
}

impl ApprovalReason {
    /// Every reason, in the order in which they are shown.
    pub const ALL: [Self; 4] = [
        Self::Patient,
        Self::AskedAtVisit,
        Self::AskedByPhone,
        Self::Other,
    ];

    /// The word for it in forms and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::AskedAtVisit => "asked-at-visit",
            Self::AskedByPhone => "asked-by-phone",
            Self::Other => "other",
        }
    }

    /// The reason with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// Why an approval is ended (R-C3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalEnd {
    /// The person asked for it.
    Asked,
    /// The person is a patient of the clinic no more.
    Left,
    /// It was a mistake.
    Mistake,
    /// Something else, which stands in the journal.
    Other,
}

impl ApprovalEnd {
    /// Every reason, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Left, Self::Mistake, Self::Other];

    /// The word for it in forms and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Left => "left",
            Self::Mistake => "mistake",
            Self::Other => "other",
        }
    }

    /// The reason with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// How long an approval holds: one of the two always stands (R-C3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term<D = Date> {
    /// Until and including this day.
    Until(D),
    /// Until it is ended; on this day the clinic looks at it again.
    Review(D),
}

impl Term {
    /// The last day, if it has one.
    pub fn until(self) -> Option<Date> {
        match self {
            Self::Until(day) => Some(day),
            Self::Review(_) => None,
        }
    }

    /// The day on which it is looked at again, if there is one.
    pub fn review(self) -> Option<Date> {
        match self {
            Self::Until(_) => None,
            Self::Review(day) => Some(day),
        }
    }
}

/// Those whom a unit has approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approvals {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The clinic's name: there an approval holds.
    pub clinic: String,
    /// What one is there: only one in charge ends an approval.
    pub role: Role,
    /// The approvals, the newest first, those that are over as well.
    pub approvals: Vec<Approved>,
    /// The day that a new one has at first.
    pub usual: Day,
    /// The last day that it may have.
    pub last: Day,
    /// The key of the form for a new one.
    pub key: FormKey,
}

/// An approval, as the unit's staff sees it. Of the person the number only, whatever is known of it;
/// hidden in debug output.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// Which.
    pub id: RulingId,
    /// The person's number, as it is shown.
    pub number: String,
    /// Why.
    pub reason: Option<ApprovalReason>,
    /// Who decided it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// How long it holds.
    pub term: Term<Day>,
    /// How it stands.
    pub state: ApprovalState,
}

/// How an approval stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalState {
    /// It holds.
    Holds,
    /// It holds, and should have been looked at by now.
    Due,
    /// Its last day has passed.
    Over,
    /// It has been ended.
    Ended {
        /// Who ended it.
        by: String,
        /// When.
        at: Moment,
        /// Why.
        reason: Option<ApprovalEnd>,
    },
}

impl ApprovalState {
    /// How one that nobody has ended stands on this day.
    pub fn of(term: Term, today: Date) -> Self {
        match term {
            Term::Until(last) if last < today => Self::Over,
            Term::Review(day) if day <= today => Self::Due,
            Term::Until(_) | Term::Review(_) => Self::Holds,
        }
    }

    /// Whether it holds.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Holds | Self::Due)
    }
}

impl fmt::Debug for Approved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Approved")
            .field("id", &self.id)
            .field("number", &Hidden)
            .field("reason", &self.reason)
            .field("by", &Hidden)
            .field("at", &self.at)
            .field("term", &self.term)
            .field("state", &self.state)
            .finish()
    }
}

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

/// The last day that an approval of today may have.
pub fn last_day(today: Date) -> Date {
    today.checked_add(MOST_MONTHS.months()).unwrap_or(today)
}

/// The day that an approval of today has, unless another is chosen.
pub fn usual_day(today: Date) -> Date {
    today.checked_add(USUAL_MONTHS.months()).unwrap_or(today)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdata::{day, number};
    use rstest::rstest;

    const ID: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";
    const TODAY: &str = "2026-11-22";

    fn read(fields: &[(&str, &str)]) -> Result<ApprovalAct, Vec<(String, FieldCode)>> {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let typed = Typed(fields.iter().map(own).collect());
        let codes = |errors: FieldErrors| {
            let codes = errors.into_iter().map(|wrong| (wrong.field, wrong.code));
            codes.collect()
        };
        ApprovalAct::read(&typed, day(TODAY)).map_err(codes)
    }

    fn add(term: &str, until: &str) -> Result<ApprovalAct, Vec<(String, FieldCode)>> {
        read(&[
            ("gor", "godkann"),
            ("nyckel", ID),
            ("godkand-nummer", "19790227-2389"),
            ("skal-godkand", "patient"),
            ("sedan", term),
            ("till-dag", until),
        ])
    }

    fn id() -> RulingId {
        ID.parse().unwrap()
    }

    // R-C3: a reason, and an end or a review date; R-G8: by hand, by number.
    #[rstest]
    #[case("slutar", Term::Until(day("2027-11-22")))]
    #[case("ses-over", Term::Review(day("2027-11-22")))]
    fn somebody_is_approved(#[case] word: &str, #[case] term: Term) {
        let expected = ApprovalAct::Add {
            id: id(),
            number: number("197902272389"),
            reason: ApprovalReason::Patient,
            term,
        };
        assert_eq!(add(word, " 2027-11-22 "), Ok(expected));
        assert!(term.until().is_some() != term.review().is_some());
    }

    #[rstest]
    #[case::tomorrow("2026-11-23", None)]
    #[case::the_last_day("2028-11-22", None)]
    #[case::today("2026-11-22", Some(FieldCode::DayPast))]
    #[case::too_far("2028-11-23", Some(FieldCode::DayTooLate))]
    #[case::no_day("i höst", Some(FieldCode::Day))]
    #[case::nothing("", Some(FieldCode::Day))]
    fn it_ends_or_is_looked_at_within_two_years(
        #[case] until: &str,
        #[case] wrong: Option<FieldCode>,
    ) {
        let errors = add("slutar", until).err();
        let expected = wrong.map(|code| vec![("till-dag".to_owned(), code)]);
        assert_eq!(errors, expected);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let wrong = read(&[("gor", "godkann")]).unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "godkand-nummer",
                "skal-godkand",
                "sedan",
                "till-dag",
                "nyckel"
            ]
        );
        let wrong = read(&[("gor", "avsluta")]).unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["godkannande", "skal-slut"]);
        assert!(read(&[]).is_err());
    }

    #[test]
    fn one_is_ended_for_a_reason() {
        let fields = [
            ("gor", "avsluta"),
            ("godkannande", ID),
            ("skal-slut", "left"),
        ];
        let reason = ApprovalEnd::Left;
        assert_eq!(read(&fields), Ok(ApprovalAct::End { id: id(), reason }));
    }

    #[test]
    fn one_stays_until_it_is_looked_at_again() {
        let fields = [
            ("gor", "se-over"),
            ("godkannande", ID),
            ("till-dag", "2027-05-22"),
        ];
        let on = day("2027-05-22");
        assert_eq!(read(&fields), Ok(ApprovalAct::Review { id: id(), on }));
    }

    // R-C3: one that ends holds on its last day; a review that is late ends nothing.
    #[rstest]
    #[case(Term::Until(day("2026-11-22")), ApprovalState::Holds)]
    #[case(Term::Until(day("2026-11-21")), ApprovalState::Over)]
    #[case(Term::Review(day("2026-11-23")), ApprovalState::Holds)]
    #[case(Term::Review(day("2026-11-22")), ApprovalState::Due)]
    #[case(Term::Review(day("2025-11-22")), ApprovalState::Due)]
    fn how_one_stands(#[case] term: Term, #[case] expected: ApprovalState) {
        assert_eq!(ApprovalState::of(term, day(TODAY)), expected);
    }

    #[test]
    fn each_reason_is_read_from_its_word() {
        for reason in ApprovalReason::ALL {
            assert_eq!(ApprovalReason::from_word(reason.word()), Some(reason));
        }
        for reason in ApprovalEnd::ALL {
            assert_eq!(ApprovalEnd::from_word(reason.word()), Some(reason));
        }
        assert_eq!(ApprovalReason::from_word("left"), None);
    }

    // Nobody's number in what is logged.
    #[test]
    fn a_number_is_hidden_in_debug_output() {
        let approved = Approved {
            id: id(),
            number: "19790227-2389".to_owned(),
            reason: None,
            by: "Karin Lundh".to_owned(),
            at: "2026-11-24T09:30".to_owned().try_into().unwrap(),
            term: Term::Until(day("2027-11-22").into()),
            state: ApprovalState::Holds,
        };
        assert!(!format!("{approved:?}").contains("2389"));
    }
}
