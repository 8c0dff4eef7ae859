//! Changing and closing times that nobody has booked (R-E1).

use async_trait::async_trait;
use domain::booking::{Allowed, VisitKind};
use domain::id::{SlotId, StaffId};
use domain::message::FormKey;
use jiff::Timestamp;

use super::{SlotRow, StoreResult};
use crate::access::staff::{AtDesk, AtDeskActing};

/// Times that can be changed and closed.
#[async_trait]
pub trait TimeChanges: Send + Sync {
    /// A time that nobody has booked, and those after it that were opened with it and that nobody
    /// has booked either.
    async fn free_time(&self, desk: &AtDesk, slot: SlotId) -> StoreResult<Option<FreeSlotRow>>;

    /// Closes those of the times that nobody has booked; gives how many.
    async fn close_times(&self, acting: AtDeskActing, slots: &[SlotId]) -> StoreResult<usize>;

    /// Puts new times in the place of those that nobody has booked or is about to book; gives how
    /// many. The new ones are other times: who chose an old one is told that it is gone. Sent again
    /// with the same key, nothing is done.
    async fn replace_times(&self, acting: AtDeskActing, new: &NewTimes) -> StoreResult<Replaced>;

    /// Whether the unit has, or had, this time.
    async fn has_time(&self, desk: &AtDesk, slot: SlotId) -> StoreResult<bool>;

    /// Whether a time has been replaced by the form with this key.
    async fn is_replaced(&self, desk: &AtDesk, slot: SlotId, key: FormKey) -> StoreResult<bool>;
}

/// A time that nobody has booked, for the unit's staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeSlotRow {
    /// The time.
    pub slot: SlotRow,
    /// Whom one meets.
    pub staff: Option<StaffId>,
    /// When the later ones begin that were opened with it, in order.
    pub later: Vec<(SlotId, Timestamp)>,
}

/// Times in the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTimes {
    /// The form's key.
    pub key: FormKey,
    /// How one meets.
    pub kind: VisitKind,
    /// What it is.
    pub title: String,
    /// Whom one meets.
    pub with: Option<StaffId>,
    /// What may be done with a booking.
    pub allowed: Allowed,
    /// In whose place, and when they begin and end; at least one, in order.
    pub times: Vec<(SlotId, Timestamp, Timestamp)>,
}

/// What came of putting times in the place of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// So many are replaced.
    Done(usize),
    /// The same person is met at another time then: none is.
    Clash,
}
