//! Proofs for those who work at a unit (R-C1): what belongs to the unit, and nothing else.

mod person;

pub use person::{PersonActing, act_on_person};

use domain::access as rules;
use domain::id::{LogId, PersonId, StaffId, ThreadId, UnitId};
use domain::person::Person;
use domain::staff::Role;
use jiff::Timestamp;
use uuid::Uuid;

use super::{AccessError, facts_of};
use crate::ports::chance::new_id;
use crate::ports::store::{DeskRow, LogEntry};
use crate::session::Session;
use crate::{Fault, Services};

/// Proof that the actor may work at this unit now. What it shows of persons is logged for each of
/// them ([`AtDesk::shown`]).
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

/// Proof that the actor may read this case of its unit now, and that the log says so.
///
/// Only this module makes one.
#[derive(Debug)]
pub struct CaseReading {
    desk: DeskRow,
    subject: Person,
    thread: ThreadId,
}

/// Proof that the actor may change this case of its unit now; it carries the log entry.
///
/// Only this module makes one, and the store consumes it.
#[derive(Debug)]
pub struct CaseActing {
    desk: DeskRow,
    actor_name: String,
    subject: Person,
    thread: ThreadId,
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
            id: LogId(new_id(services.rng.as_ref(), self.at)),
            at: self.at,
            actor: self.actor,
            subject,
            capacity: Some(rules::Capacity::Staff),
            action,
            object: None,
            unit: Some(self.desk.unit),
            rule: self.rule,
            refused: None,
            request: services.request.clone(),
        }
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

impl CaseReading {
    /// The actor, as staff.
    pub fn staff(&self) -> StaffId {
        self.desk.staff
    }

    /// The unit.
    pub fn unit(&self) -> UnitId {
        self.desk.unit
    }

    /// Whom the case concerns.
    pub fn subject(&self) -> &Person {
        &self.subject
    }

    /// The case's thread.
    pub fn thread(&self) -> ThreadId {
        self.thread
    }
}

impl CaseActing {
    /// The actor.
    pub fn actor(&self) -> PersonId {
        self.entry.actor
    }

    /// The actor, as staff.
    pub fn staff(&self) -> StaffId {
        self.desk.staff
    }

    /// The actor's name.
    pub fn actor_name(&self) -> &str {
        &self.actor_name
    }

    /// The unit.
    pub fn unit(&self) -> UnitId {
        self.desk.unit
    }

    /// Whom the case concerns.
    pub fn subject(&self) -> &Person {
        &self.subject
    }

    /// The case's thread.
    pub fn thread(&self) -> ThreadId {
        self.thread
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

/// Proof for reading a case. The log is written before this returns (R-J11).
pub async fn read_case(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
    action: &'static str,
) -> Result<CaseReading, AccessError> {
    read_case_part(services, session, unit, thread, thread.0, action).await
}

/// The same for a part of a case, such as a file: the log says which.
pub async fn read_case_part(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
    part: Uuid,
    action: &'static str,
) -> Result<CaseReading, AccessError> {
    let entered = enter_case(services, session, unit, thread, part, action).await;
    let (desk, subject, entry) = entered?;
    services.store.append(&entry).await.map_err(Fault::from)?;
    Ok(CaseReading {
        desk,
        subject,
        thread,
    })
}

/// Proof for changing a case. The log is written by the store, together with the change.
pub async fn act_on_case(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
    action: &'static str,
) -> Result<CaseActing, AccessError> {
    let entered = enter_case(services, session, unit, thread, thread.0, action).await;
    let (desk, subject, entry) = entered?;
    Ok(CaseActing {
        desk,
        actor_name: session.person.display_name(),
        subject,
        thread,
        entry,
    })
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
        Err(reason) => Err(super::hide(AccessError::Refused(reason.public()))),
    }
}

async fn enter_case(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
    part: Uuid,
    action: &'static str,
) -> Result<(DeskRow, Person, LogEntry), AccessError> {
    let person = services.store.case_person(unit, thread).await;
    let person = person.map_err(Fault::from)?;
    let about = person.as_ref().map(|person| person.id);
    let object = Some(part);
    let (desk, entry) = enter(services, session, unit, about, action, object, false).await?;
    Ok((desk, person.ok_or(AccessError::NotFound)?, entry))
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
    let entry = LogEntry {
        id: LogId(new_id(services.rng.as_ref(), now)),
        at: now,
        actor: session.person.id,
        // What is about nobody in particular is noted of the actor itself.
        subject: about.unwrap_or(session.person.id),
        capacity: None,
        action,
        object,
        unit: desk.as_ref().map(|desk| desk.unit),
        rule: "",
        refused: None,
        request: services.request.clone(),
    };
    let facts = facts_of(&session.person);
    match (
        rules::decide_staff(&facts, session.assurance, role, in_charge),
        desk,
    ) {
        (Ok(grant), Some(desk)) => {
            let entry = LogEntry {
                capacity: Some(grant.capacity),
                rule: grant.rule,
                ..entry
            };
            Ok((desk, entry))
        }
        (decided, _) => {
            let reason = decided.err().unwrap_or(rules::Reason::NotStaff);
            let entry = LogEntry {
                rule: reason.rule(),
                refused: Some(reason.word()),
                ..entry
            };
            services.store.append(&entry).await.map_err(Fault::from)?;
            Err(super::hide(AccessError::Refused(reason.public())))
        }
    }
}
