//! What care principals and clinics have decided about people: blocks, exceptions, approvals.
//!
//! Whoever asks hands over all that there is, and [`decide`](super::decide) picks what holds today
//! and at this unit: so nobody who loads them can pick the wrong one.

use jiff::civil::Date;

use crate::id::{ClinicId, PrincipalId, UnitId};

/// From a day to a day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day, if it has one.
    pub until: Option<Date>,
}

impl Period {
    /// Whether it holds on this day.
    pub fn holds(self, today: Date) -> bool {
        self.from <= today && self.until.is_none_or(|last| today <= last)
    }
}

/// A care principal has decided that the actor shall not have access to the child (R-J7): the
/// child leaves the actor's list, and can't be added again (R-G9). Whoever of the care principals
/// decides it, it holds for every area and at every unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Who decided it.
    pub principal: PrincipalId,
    /// When it holds. A day to review it is no end.
    pub period: Period,
}

/// Who reads by an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reader {
    /// Exception A: the guardian, of a child whose link has ended (R-J5).
    Guardian,
    /// Exception B: the child itself, before its journal opens (R-J6).
    Child,
}

/// A unit has decided that its own part of the journal of a child between 13 and 16 is read
/// (R-J5, R-J6). Always with a last day; it ends at 16 at the latest, whatever it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Who reads.
    pub reader: Reader,
    /// Whose part of the journal: nobody else's.
    pub unit: UnitId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl Exception {
    /// Whether it lets this reader read at this unit on this day.
    pub(super) fn lets(&self, reader: Reader, unit: UnitId, today: Date) -> bool {
        self.reader == reader && self.unit == unit && self.from <= today && today <= self.until
    }
}

/// A clinic has approved a person with a protected identity, by adding its number by hand (R-G8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The clinic, and no other.
    pub clinic: ClinicId,
    /// When it holds.
    pub period: Period,
}

/// All that has been decided about the actor and the subject.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rulings<'a> {
    /// Blocks of the actor from the subject.
    pub blocks: &'a [Block],
    /// Exceptions for the actor to read of the subject.
    pub exceptions: &'a [Exception],
    /// Approvals of the actor.
    pub approvals: &'a [Approval],
}

impl Rulings<'_> {
    /// Nothing has been decided.
    pub const NONE: Self = Self {
        blocks: &[],
        exceptions: &[],
        approvals: &[],
    };

    /// Whether the actor is blocked from the subject on this day.
    pub(super) fn block(&self, today: Date) -> bool {
        self.blocks.iter().any(|block| block.period.holds(today))
    }

    /// Whether this reader may read at this unit on this day, by an exception.
    pub(super) fn lets(&self, reader: Reader, unit: UnitId, today: Date) -> bool {
        let mut exceptions = self.exceptions.iter();
        exceptions.any(|one| one.lets(reader, unit, today))
    }

    /// Whether the clinic has approved the actor on this day.
    pub(super) fn approve(&self, clinic: ClinicId, today: Date) -> bool {
        let mut approvals = self.approvals.iter();
        approvals.any(|one| one.clinic == clinic && one.period.holds(today))
    }
}
