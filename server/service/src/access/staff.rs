//! Proofs for those who work at a unit (R-C1): what belongs to the unit, and nothing else.

mod case;
mod person;

pub use case::{CaseActing, CaseReading, act_on_case, read_case, read_case_part};
pub use person::{PersonActing, act_on_person};

use domain::access as rules;
use domain::id::{PersonId, UnitId};
use domain::staff::Role;
use jiff::Timestamp;
use uuid::Uuid;

use super::entry::{settled, undecided};
use super::{AccessError, facts_of, hide};
use crate::ports::store::{DeskRow, LogEntry};
use crate::session::Session;
use crate::{Fault, Services};

/// Proof that the actor may work at this unit now. What it shows of persons is logged for each of
/// them ([`AtDesk::note_shown`]).
///
/// Only this module makes one.
#[derive(Debug)]
pub struct AtDesk {
    actor: PersonId,
    desk: DeskRow,
    at: Timestamp,
    rule: &'static str,
}

/// Proof that the actor may change something of this unit now; it carries the log entry.
///
/// Only this module makes one, and the store consumes it.
#[derive(Debug)]
pub struct AtDeskActing {
    desk: DeskRow,
    entry: LogEntry,
}

impl AtDesk {
    /// Who works there.
    pub fn actor(&self) -> PersonId {
        self.actor
    }

    /// The unit, and what the actor is there.
    pub fn desk(&self) -> &DeskRow {
        &self.desk
    }

    /// When.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// An entry that says that the actor was shown something of this person.
    pub(crate) fn shown(
        &self,
        services: &Services,
        subject: PersonId,
        action: &'static str,
    ) -> LogEntry {
        LogEntry {
            capacity: Some(rules::Capacity::Staff),
            unit: Some(self.desk.unit),
            rule: self.rule,
            ..undecided(services, self.at, self.actor, subject, action)
        }
    }

    /// Writes to the log that the actor is shown something of each of these (R-J11): before it is.
    pub(crate) async fn note_shown(
        &self,
        services: &Services,
        mut people: Vec<PersonId>,
        action: &'static str,
    ) -> Result<(), Fault> {
        people.sort_unstable();
        people.dedup();
        let entries = people.into_iter();
        let entries: Vec<_> = entries
            .map(|person| self.shown(services, person, action))
            .collect();
        Ok(services.store.append_all(&entries).await?)
    }
}

impl AtDeskActing {
    /// The unit.
    pub fn unit(&self) -> UnitId {
        self.desk.unit
    }

    /// When.
    pub fn at(&self) -> Timestamp {
        self.entry.at
    }

    /// The entry that must be written with the act.
    pub fn entry(&self) -> &LogEntry {
        &self.entry
    }
}

/// Proof for working at a unit. A unit where one does not work looks like one that does not exist.
pub async fn at_desk(
    services: &Services,
    session: &Session,
    unit: UnitId,
    action: &'static str,
) -> Result<AtDesk, AccessError> {
    let (desk, entry) = enter(services, session, unit, None, action, None, false).await?;
    Ok(AtDesk {
        actor: session.person.id,
        desk,
        at: entry.at,
        rule: entry.rule,
    })
}

/// Proof for changing something of a unit. `in_charge`: only one in charge there may.
pub async fn act_at_desk(
    services: &Services,
    session: &Session,
    unit: UnitId,
    action: &'static str,
    in_charge: bool,
) -> Result<AtDeskActing, AccessError> {
    let (desk, entry) = enter(services, session, unit, None, action, None, in_charge).await?;
    Ok(AtDeskActing { desk, entry })
}

/// Whether the actor works at the unit. For what shows nothing of anybody, so it is not logged.
pub(crate) async fn may(
    services: &Services,
    session: &Session,
    unit: UnitId,
) -> Result<(), AccessError> {
    let desk = services.store.desk(session.person.id, unit).await;
    let role = desk.map_err(Fault::from)?.map(|desk| desk.role);
    let facts = facts_of(&session.person);
    match rules::decide_staff(&facts, session.assurance, role, false) {
        Ok(_) => Ok(()),
        Err(reason) => Err(hide(AccessError::Refused(reason.public()))),
    }
}

async fn enter(
    services: &Services,
    session: &Session,
    unit: UnitId,
    about: Option<PersonId>,
    action: &'static str,
    object: Option<Uuid>,
    in_charge: bool,
) -> Result<(DeskRow, LogEntry), AccessError> {
    let desk = services.store.desk(session.person.id, unit).await;
    let desk = desk.map_err(Fault::from)?;
    let role: Option<Role> = desk.as_ref().map(|desk| desk.role);
    let now = services.clock.now();
    // What is about nobody in particular is noted of the actor itself.
    let actor = session.person.id;
    let entry = LogEntry {
        object,
        unit: desk.as_ref().map(|desk| desk.unit),
        ..undecided(services, now, actor, about.unwrap_or(actor), action)
    };
    let facts = facts_of(&session.person);
    let answer = rules::decide_staff(&facts, session.assurance, role, in_charge);
    let entered = settled(services, entry, answer).await;
    let (_, entry) = entered.map_err(hide)?;
    Ok((desk.ok_or(AccessError::NotFound)?, entry))
}
