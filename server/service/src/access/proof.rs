//! The proofs that the store wants to see before it gives or changes anything of a person's.

use domain::access::{Capacity, Grant};
use domain::id::{PersonId, UnitId};
use domain::person::Person;
use jiff::Timestamp;
use uuid::Uuid;

use super::entry::undecided;
use crate::Services;
use crate::ports::store::LogEntry;

/// Proof that the actor may read this area of the subject now, and that the log says so.
///
/// Only [`access`](super) makes one.
#[derive(Debug)]
pub struct Reading {
    pub(super) actor: PersonId,
    pub(super) subject: Person,
    pub(super) grant: Grant,
    pub(super) colour: Option<u8>,
    pub(super) parts: Parts,
}

/// What of a person's journal a proof opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parts {
    /// All of it.
    All,
    /// What these units have written, and nothing else.
    Of(Vec<UnitId>),
}

/// Proof that the actor may change something of the subject now; it carries the log entry, which
/// the store writes in the same transaction.
///
/// Only [`access`](super) makes one, and the store consumes it.
#[derive(Debug)]
pub struct Acting {
    pub(super) subject: Person,
    pub(super) actor_name: String,
    pub(super) entry: LogEntry,
}

impl Reading {
    /// Who reads.
    pub fn actor(&self) -> PersonId {
        self.actor
    }

    /// Whom it concerns.
    pub fn subject(&self) -> &Person {
        &self.subject
    }

    /// As what.
    pub fn capacity(&self) -> Capacity {
        self.grant.capacity
    }

    /// An entry that says that this thing was read as well, with the same proof.
    pub(crate) fn read_too(
        &self,
        services: &Services,
        action: &'static str,
        object: Uuid,
    ) -> LogEntry {
        let now = services.clock.now();
        LogEntry {
            capacity: Some(self.grant.capacity),
            object: Some(object),
            rule: self.grant.rule,
            ..undecided(services, now, self.actor, self.subject.id, action)
        }
    }

    /// What of the journal it opens; for any other area: all.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Whether an exception lets a guardian read, whose link is over (R-J5).
    pub(crate) fn is_by_exception(&self) -> bool {
        self.grant.rule == "R-J5"
    }

    /// The child's colour, where the subject is a child acted for.
    pub fn colour(&self) -> Option<u8> {
        self.colour
    }
}

impl Acting {
    /// Who acts.
    pub fn actor(&self) -> PersonId {
        self.entry.actor
    }

    /// Whom it concerns.
    pub fn subject(&self) -> &Person {
        &self.subject
    }

    /// As what.
    pub fn capacity(&self) -> Capacity {
        // An act that is allowed has one; what has none is nobody's.
        self.entry.capacity.unwrap_or(Capacity::Myself)
    }

    /// The actor's name.
    pub fn actor_name(&self) -> &str {
        &self.actor_name
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
