//! The forms about applications.

use jiff::civil::Date;

use super::state::Act;
use super::{ApplicationKind, Grounds, Note, Why};
use crate::form::{AddChildForm, FieldCode, FieldErrors, Reader, Typed};
use crate::id::UnitId;
use crate::message::FormKey;
use crate::moment::Day;
use crate::personnummer::Personnummer;

/// How long one's own words may be, in characters.
pub const LONGEST_WORDS: usize = 1_000;
/// How long a doctor's name may be, in characters.
const LONGEST_NAME: usize = 120;
/// How many units one may apply at with one form.
const MOST_UNITS: usize = 10;

/// A new application, as it may be sent: one for each unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewApplication {
    /// The child; nobody where it applies itself.
    pub child: Option<Personnummer>,
    /// The units, in order, each once: at least one.
    pub units: Vec<UnitId>,
    /// Why.
    pub why: Why,
    /// One's own words; they may be empty.
    pub words: String,
    /// The form's key.
    pub key: FormKey,
}

impl NewApplication {
    /// The units' field: chosen in once for each.
    pub const UNIT: &'static str = "enhet";
    /// The field of why.
    pub const WHY: &'static str = "varfor";
    /// The field of one's own words.
    pub const WORDS: &'static str = "egna-ord";

    /// Reads the form on the Swedish date `today`; none: whether the number's date has been is not
    /// looked at.
    pub fn read(
        typed: &Typed,
        kind: ApplicationKind,
        today: Option<Date>,
    ) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let child = (kind == ApplicationKind::GuardianReads).then(|| {
            let number = form.raw(AddChildForm::PERSONNUMMER);
            let number = Personnummer::parse(number, today.unwrap_or(Date::MAX));
            number.map_err(|error| form.wrong(AddChildForm::PERSONNUMMER, error.into()))
        });
        let units = units(&mut form);
        let why = form.choice(Self::WHY, |word| {
            Why::from_word(word).filter(|why| Why::of(kind).contains(why))
        });
        let words = if why == Some(Why::Other) {
            form.text(Self::WORDS, LONGEST_WORDS)
        } else {
            form.maybe_text(Self::WORDS, LONGEST_WORDS)
        };
        let key = form.choice(FormKey::FIELD, FormKey::read);
        form.done(|| {
            Some(Self {
                child: child.transpose().ok()?,
                units,
                why: why?,
                words,
                key: key?,
            })
        })
    }
}

fn units(form: &mut Reader<'_>) -> Vec<UnitId> {
    let named = form.all(NewApplication::UNIT);
    let mut units: Vec<UnitId> = named.iter().filter_map(|id| id.parse().ok()).collect();
    if named.is_empty() {
        form.wrong(NewApplication::UNIT, FieldCode::Empty);
    } else if units.len() < named.len() {
        form.wrong(NewApplication::UNIT, FieldCode::Choice);
    } else if units.len() > MOST_UNITS {
        form.wrong(NewApplication::UNIT, FieldCode::TooMany);
    }
    units.sort_unstable();
    units.dedup();
    units
}

/// What the applicant or the child does with an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApplicationForm {
    /// What.
    pub act: Act,
    /// The version that was shown.
    pub version: u32,
}

impl ApplicationForm {
    /// The button's field.
    pub const ACT: &'static str = "gor";
    /// The version's field.
    pub const VERSION: &'static str = "version";

    /// Reads the form.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let own = [Act::Consent, Act::Decline, Act::TakeBack, Act::Withdraw];
        let act = form.choice(Self::ACT, |word| {
            Act::from_word(word).filter(|act| own.contains(act))
        });
        let version = form.choice(Self::VERSION, |version| version.parse().ok());
        form.done(|| {
            Some(Self {
                act: act?,
                version: version?,
            })
        })
    }
}

/// What a unit does with an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskAct {
    /// Records a doctor's note that the child can't consent.
    Note(Note),
    /// Approves it up to and including this day.
    Approve(Grounds, Date),
    /// Denies it, with what the applicant is told.
    Deny(Grounds, String),
    /// Takes the approval back.
    Revoke(Grounds),
}

impl DeskAct {
    /// The act.
    pub fn act(&self) -> Act {
        match self {
            Self::Note(_) => Act::Note,
            Self::Approve(..) => Act::Approve,
            Self::Deny(..) => Act::Deny,
            Self::Revoke(_) => Act::Revoke,
        }
    }
}

/// A form of the unit's, as it may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskForm {
    /// What.
    pub act: DeskAct,
    /// The version that was shown.
    pub version: u32,
}

impl DeskForm {
    /// The doctor's field.
    pub const DOCTOR: &'static str = "lakare";
    /// The field of the note's day.
    pub const NOTED: &'static str = "utlatande-dag";
    /// The field of the grounds.
    pub const GROUNDS: &'static str = "grund";
    /// The field of the last day.
    pub const UNTIL: &'static str = "till-och-med";
    /// The field of what the applicant is told.
    pub const ANSWER: &'static str = "besked-sokande";

    /// Reads the form; `today` and the first day on which no exception holds, where they are known.
    pub fn read(
        typed: &Typed,
        kind: ApplicationKind,
        days: Option<(Date, Date)>,
    ) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let version = form.choice(ApplicationForm::VERSION, |version| version.parse().ok());
        let desk = [Act::Note, Act::Approve, Act::Deny, Act::Revoke];
        let act = form.choice(ApplicationForm::ACT, |word| {
            Act::from_word(word).filter(|act| desk.contains(act))
        });
        let grounds = |form: &mut Reader<'_>, act| {
            form.choice(Self::GROUNDS, |word| {
                Grounds::from_word(word).filter(|one| Grounds::of(kind, act).contains(one))
            })
        };
        let act = match act {
            Some(Act::Note) => note(&mut form, days.map(|(today, _)| today)).map(DeskAct::Note),
            Some(Act::Approve) => {
                let grounds = grounds(&mut form, Act::Approve);
                let until = last_day(&mut form, days);
                grounds
                    .zip(until)
                    .map(|(grounds, until)| DeskAct::Approve(grounds, until))
            }
            Some(Act::Deny) => {
                let grounds = grounds(&mut form, Act::Deny);
                let answer = form.text(Self::ANSWER, LONGEST_WORDS);
                grounds.map(|grounds| DeskAct::Deny(grounds, answer))
            }
            Some(Act::Revoke) => grounds(&mut form, Act::Revoke).map(DeskAct::Revoke),
            _ => None,
        };
        form.done(|| {
            Some(Self {
                act: act?,
                version: version?,
            })
        })
    }
}

/// A day of the form; `None` and noted, if it is none.
fn day(form: &mut Reader<'_>, field: &str) -> Option<Date> {
    let day = form.raw(field).trim().parse::<Day>().ok();
    let day = day.and_then(Day::date);
    if day.is_none() {
        form.wrong(field, FieldCode::Day);
    }
    day
}

fn note(form: &mut Reader<'_>, today: Option<Date>) -> Option<Note> {
    let doctor = form.line(DeskForm::DOCTOR, LONGEST_NAME);
    let on = day(form, DeskForm::NOTED)?;
    if today.is_some_and(|today| today < on) {
        form.wrong(DeskForm::NOTED, FieldCode::Day);
    }
    Some(Note {
        doctor,
        on: on.into(),
    })
}

/// The last day: from today on, and before the child is grown (R-J5).
fn last_day(form: &mut Reader<'_>, days: Option<(Date, Date)>) -> Option<Date> {
    let until = day(form, DeskForm::UNTIL)?;
    if let Some((today, grown)) = days {
        if until < today {
            form.wrong(DeskForm::UNTIL, FieldCode::DayPast);
        } else if until >= grown {
            form.wrong(DeskForm::UNTIL, FieldCode::DayTooLate);
        }
    }
    Some(until)
}
