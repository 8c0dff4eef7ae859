//! Proof for deciding something about a person at a unit (R-C3).

use domain::id::{PersonId, UnitId};
use jiff::Timestamp;
use uuid::Uuid;

use super::enter;
use crate::Services;
use crate::access::AccessError;
use crate::ports::store::{DeskRow, LogEntry};
use crate::session::Session;

/// Proof that the actor may decide something about this person at its unit now; it carries the log
/// entry, of that person.
///
/// Only this module makes one, and the store consumes it.
#[derive(Debug)]
pub struct PersonActing {
    desk: DeskRow,
    actor_name: String,
    entry: LogEntry,
}

impl PersonActing {
    /// The actor.
    pub fn actor(&self) -> PersonId {
        self.entry.actor
    }

    /// The actor's name.
    pub fn actor_name(&self) -> &str {
        &self.actor_name
    }

    /// The unit.
    pub fn unit(&self) -> UnitId {
        self.desk.unit
    }

    /// Whose data it is about.
    pub fn about(&self) -> PersonId {
        self.entry.subject
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

/// Proof for deciding something about this person at a unit. `in_charge`: only one in charge there
/// may. The log is written by the store, together with what is decided.
pub async fn act_on_person(
    services: &Services,
    session: &Session,
    unit: UnitId,
    about: PersonId,
    object: Option<Uuid>,
    action: &'static str,
    in_charge: bool,
) -> Result<PersonActing, AccessError> {
    let about = Some(about);
    let entered = enter(services, session, unit, about, action, object, in_charge);
    let (desk, entry) = entered.await?;
    Ok(PersonActing {
        desk,
        actor_name: session.person.display_name(),
        entry,
    })
}
