//! Applications for an exception.

use domain::application::{ApplicationKind, Grounds, Note, State, Why};
use domain::id::{ApplicationId, PersonId, UnitId};
use domain::person::Protection;
use jiff::civil::Date;
use service::ports::store::{
    ApplicationInFull, ApplicationRow, Parties, StepRow, StoreError, StoreResult,
};
use sqlx::FromRow;
use uuid::Uuid;

use super::PersonColumns;
use super::person::{Named, Who};
use crate::convert::{Word, date, instant, maybe_date, unreadable};

#[derive(FromRow)]
pub(crate) struct PartiesColumns {
    kind: String,
    applicant: Uuid,
    #[sqlx(flatten)]
    child: PersonColumns,
}

impl TryFrom<PartiesColumns> for Parties {
    type Error = StoreError;

    fn try_from(row: PartiesColumns) -> StoreResult<Self> {
        Ok(Self {
            kind: kind(&row.kind)?,
            applicant: PersonId(row.applicant),
            child: row.child.try_into()?,
        })
    }
}

/// How an application stands, for whoever is about to do something with it.
#[derive(FromRow)]
pub(crate) struct ApplicationStanding {
    kind: String,
    pub(crate) applicant: Uuid,
    pub(crate) child: Uuid,
    pub(crate) unit: Uuid,
    state: String,
    pub(crate) until_day: Option<String>,
    pub(crate) version: i32,
    pub(crate) doctor: Option<String>,
    pub(crate) noted_on: Option<String>,
    pub(crate) grounds: Option<String>,
    pub(crate) answer: String,
    protection: String,
    child_protection: String,
    held: Option<String>,
    held_until: Option<String>,
}

impl ApplicationStanding {
    pub(crate) fn kind(&self) -> StoreResult<ApplicationKind> {
        kind(&self.kind)
    }

    pub(crate) fn state(&self) -> StoreResult<State> {
        state(&self.state)
    }

    /// Whether the applicant may follow it on this day, as far as the register has told: the child
    /// itself, or a guardian (R-G6), where neither identity is protected (R-G7).
    pub(crate) fn may_follow(&self, today: Date) -> StoreResult<bool> {
        if self.applicant == self.child {
            return Ok(true);
        }
        for protection in [&self.protection, &self.child_protection] {
            if Protection::read(protection)?.is_protected() {
                return Ok(false);
            }
        }
        let until = maybe_date(self.held_until.as_deref())?;
        Ok(self.held.is_some() && until.is_none_or(|last| today <= last))
    }
}

/// Who has applied.
pub(crate) struct Applicant;

impl Who for Applicant {
    const COLUMNS: [&'static str; 7] = [
        "applicant_id",
        "applicant_number",
        "applicant_born",
        "applicant_given",
        "applicant_family",
        "applicant_protection",
        "applicant_residence",
    ];
}

/// About whom.
pub(crate) struct Child;

impl Who for Child {
    const COLUMNS: [&'static str; 7] = [
        "child_id",
        "child_number",
        "child_born",
        "child_given",
        "child_family",
        "child_protection",
        "child_residence",
    ];
}

#[derive(FromRow)]
pub(crate) struct ApplicationColumns {
    id: Uuid,
    kind: String,
    unit: Uuid,
    state: String,
    until_day: Option<String>,
    changed: i64,
    version: i32,
    unit_name: String,
    #[sqlx(flatten)]
    applicant: Named<Applicant>,
    #[sqlx(flatten)]
    child: Named<Child>,
    why: String,
    body: String,
    doctor: Option<String>,
    noted_on: Option<String>,
    grounds: Option<String>,
    answer: String,
}

impl ApplicationColumns {
    /// With what was done with it.
    pub(crate) fn with(self, steps: Vec<StepRow>) -> StoreResult<ApplicationInFull> {
        let note = match (&self.doctor, &self.noted_on) {
            (Some(doctor), Some(on)) => Some(Note {
                doctor: doctor.clone(),
                on: date(on)?.into(),
            }),
            _ => None,
        };
        let grounds = self.grounds.as_deref().map(|word| {
            Grounds::from_word(word).ok_or_else(|| unreadable("the grounds of a decision"))
        });
        Ok(ApplicationInFull {
            why: Why::from_word(&self.why).ok_or_else(|| unreadable("why one applies"))?,
            words: self.body.clone(),
            note,
            grounds: grounds.transpose()?,
            answer: self.answer.clone(),
            steps,
            row: self.try_into()?,
        })
    }
}

impl TryFrom<ApplicationColumns> for ApplicationRow {
    type Error = StoreError;

    fn try_from(row: ApplicationColumns) -> StoreResult<Self> {
        Ok(Self {
            id: ApplicationId(row.id),
            kind: kind(&row.kind)?,
            applicant: row.applicant.read()?,
            child: row.child.read()?,
            unit: UnitId(row.unit),
            unit_name: row.unit_name,
            state: state(&row.state)?,
            until: maybe_date(row.until_day.as_deref())?,
            changed: instant(row.changed)?,
            version: u32::try_from(row.version).map_err(|_| unreadable("a version"))?,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct StepColumns {
    act: Option<String>,
    at: i64,
    actor_name: String,
}

impl TryFrom<StepColumns> for StepRow {
    type Error = StoreError;

    fn try_from(row: StepColumns) -> StoreResult<Self> {
        let act = row.act.as_deref().map(|word| {
            domain::application::Act::from_word(word).ok_or_else(|| unreadable("an act"))
        });
        Ok(Self {
            act: act.transpose()?,
            at: instant(row.at)?,
            by: row.actor_name,
        })
    }
}

fn kind(word: &str) -> StoreResult<ApplicationKind> {
    ApplicationKind::from_word(word).ok_or_else(|| unreadable("a kind of application"))
}

fn state(word: &str) -> StoreResult<State> {
    State::from_word(word).ok_or_else(|| unreadable("how an application stands"))
}
