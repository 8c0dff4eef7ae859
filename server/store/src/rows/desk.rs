//! Units, those who work there, and their cases.

use std::collections::BTreeMap;

use domain::access::Capacity;
use domain::case::CaseState;
use domain::contact::{OnlineService, UnitOffer};
use domain::id::{StaffId, ThreadId, UnitId};
use domain::inbox::{Author, Message};
use domain::person::{Person, PersonName};
use domain::principal::StaffMember;
use domain::staff::Role;
use domain::taking_back::Standing;
use service::ports::store::{
    CaseCursor, CaseInFull, CaseRow, ColleagueRow, DeskRow, StoreError, StoreResult, WorkforceRow,
};
use sqlx::FromRow;
use uuid::Uuid;

use super::PersonColumns;
use crate::convert::{Word, errand_kind, instant, name, number, unreadable};

#[derive(FromRow)]
pub(crate) struct UnitOfferColumns {
    id: Uuid,
    name: String,
    clinic: String,
    phone: String,
    service: Option<String>,
}

impl UnitOfferColumns {
    /// The units with all that they offer: a row has one thing of it.
    pub(crate) fn units(rows: Vec<Self>) -> StoreResult<Vec<UnitOffer>> {
        let mut units = BTreeMap::new();
        for row in rows {
            let offered = row.service.as_deref().map(service).transpose()?;
            let unit = units.entry(row.id).or_insert_with(|| UnitOffer {
                unit: UnitId(row.id),
                name: row.name,
                clinic: row.clinic,
                phone: row.phone,
                offers: Vec::new(),
            });
            unit.offers.extend(offered);
        }
        let mut units: Vec<_> = units.into_values().collect();
        for unit in &mut units {
            unit.offers.sort_unstable();
        }
        Ok(units)
    }
}

fn service(word: &str) -> StoreResult<OnlineService> {
    OnlineService::from_word(word).ok_or_else(|| unreadable("a service"))
}

#[derive(FromRow)]
pub(crate) struct DeskColumns {
    id: Uuid,
    name: String,
    clinic: String,
    role: String,
    staff: Uuid,
}

impl TryFrom<DeskColumns> for DeskRow {
    type Error = StoreError;

    fn try_from(row: DeskColumns) -> StoreResult<Self> {
        Ok(Self {
            staff: StaffId(row.staff),
            unit: UnitId(row.id),
            name: row.name,
            clinic: row.clinic,
            role: Role::from_word(&row.role).ok_or_else(|| unreadable("a role"))?,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct ColleagueColumns {
    id: Uuid,
    title: String,
    given: Option<String>,
    family: Option<String>,
    number: String,
}

impl TryFrom<ColleagueColumns> for ColleagueRow {
    type Error = StoreError;

    fn try_from(row: ColleagueColumns) -> StoreResult<Self> {
        Ok(Self {
            staff: StaffId(row.id),
            name: shown(name(row.given, row.family), &row.number)?,
            title: row.title,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct WorkforceColumns {
    unit: Uuid,
    role: String,
    #[sqlx(flatten)]
    member: ColleagueColumns,
}

impl TryFrom<WorkforceColumns> for WorkforceRow {
    type Error = StoreError;

    fn try_from(row: WorkforceColumns) -> StoreResult<Self> {
        let member = ColleagueRow::try_from(row.member)?;
        Ok(Self {
            unit: UnitId(row.unit),
            member: StaffMember {
                id: member.staff,
                name: member.name,
                title: member.title,
                role: Role::from_word(&row.role).ok_or_else(|| unreadable("a role"))?,
            },
        })
    }
}

/// A name, or the personnummer where there is none (R-I7).
pub(super) fn shown(name: Option<PersonName>, digits: &str) -> StoreResult<String> {
    match name {
        Some(name) => Ok(name.full()),
        None => Ok(number(digits)?.to_string()),
    }
}

#[derive(FromRow)]
pub(crate) struct CaseListColumns {
    thread: Uuid,
    kind: String,
    state: String,
    taken_back: bool,
    capacity: Option<String>,
    changed: i64,
    subject: String,
    #[sqlx(flatten)]
    person: PersonColumns,
    assignee_given: Option<String>,
    assignee_family: Option<String>,
}

impl TryFrom<CaseListColumns> for CaseRow {
    type Error = StoreError;

    fn try_from(row: CaseListColumns) -> StoreResult<Self> {
        let guardian = Capacity::Guardian.word();
        let assignee = name(row.assignee_given, row.assignee_family);
        Ok(Self {
            cursor: CaseCursor {
                changed: instant(row.changed)?,
                thread: ThreadId(row.thread),
            },
            kind: errand_kind(&row.kind)?,
            state: CaseState::read(&row.state)?,
            taken_back: row.taken_back,
            subject: row.subject,
            person: Person::try_from(row.person)?,
            by_guardian: row.capacity.as_deref() == Some(guardian),
            assignee: assignee.map(|name| name.full()),
        })
    }
}

#[derive(FromRow)]
pub(crate) struct CaseColumns {
    #[sqlx(flatten)]
    list: CaseListColumns,
    version: i32,
    mine: Option<bool>,
    booked: Option<i64>,
    unit: String,
    opener_given: Option<String>,
    opener_family: Option<String>,
    opener_number: Option<String>,
}

impl CaseColumns {
    pub(crate) fn with(self, messages: Vec<Message>) -> StoreResult<CaseInFull> {
        let row = CaseRow::try_from(self.list)?;
        let opener = name(self.opener_given, self.opener_family);
        let guardian = match (&self.opener_number, messages.first()) {
            _ if !row.by_guardian => None,
            (Some(digits), _) => Some(shown(opener, digits)?),
            (None, Some(first)) => match &first.author {
                Author::Guardian(name) => Some(name.clone()).filter(|name| !name.is_empty()),
                Author::OtherGuardian | Author::Unnamed | Author::Staff(_) | Author::Subject(_) => {
                    None
                }
            },
            (None, None) => None,
        };
        Ok(CaseInFull {
            row,
            unit: self.unit,
            guardian,
            version: u32::try_from(self.version).map_err(|_| unreadable("a version"))?,
            mine: self.mine.unwrap_or(false),
            booked: self.booked.map(instant).transpose()?,
            messages,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct CaseCountColumns {
    state: String,
    mine: Option<bool>,
    cases: i64,
}

impl CaseCountColumns {
    /// Where it stands among new, one's own, others', waiting; and how many.
    pub(crate) fn place(&self) -> StoreResult<(usize, u32)> {
        let cases = u32::try_from(self.cases).map_err(|_| unreadable("a count"))?;
        let place = match (CaseState::read(&self.state)?, self.mine) {
            (CaseState::New, _) => 0,
            (CaseState::Taken, Some(true)) => 1,
            (CaseState::Taken, _) => 2,
            (CaseState::Waiting | CaseState::Done, _) => 3,
        };
        Ok((place, cases))
    }
}

#[derive(FromRow)]
pub(crate) struct StandingColumns {
    unit: Uuid,
    kind: String,
    state: String,
    taken_back: bool,
    sent: bool,
    answered: bool,
}

impl StandingColumns {
    /// The unit, and how the errand stands.
    pub(crate) fn read(self) -> StoreResult<(Uuid, Standing)> {
        let standing = Standing {
            kind: errand_kind(&self.kind)?,
            state: CaseState::read(&self.state)?,
            sent: self.sent,
            answered: self.answered,
            taken_back: self.taken_back,
        };
        Ok((self.unit, standing))
    }
}
