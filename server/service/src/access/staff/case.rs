//! Proofs for a unit's cases (R-C1, R-C2).

use domain::id::{PersonId, StaffId, ThreadId, UnitId};
use domain::person::Person;
use jiff::Timestamp;
use uuid::Uuid;

use super::enter;
use crate::access::AccessError;
use crate::ports::store::{DeskRow, LogEntry};
use crate::session::Session;
use crate::{Fault, Services};

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
