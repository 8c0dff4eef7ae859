//! Reminding of visits (B6).

use async_trait::async_trait;
use domain::id::{PersonId, ThreadId};
use jiff::Timestamp;

use super::StoreResult;

/// Reminding of visits. Nobody is logged in when that is done, and nothing is shown: whether the
/// reader may hear of it is decided when it is sent.
#[async_trait]
pub trait Reminders: Send + Sync {
    /// Visits that begin after this one (or, where none is named, after that moment) and until then,
    /// that have not been reminded of, and of which somebody hears. In order, at most `limit`.
    async fn visits_ahead(
        &self,
        after: (Timestamp, Option<ThreadId>),
        until: Timestamp,
        limit: usize,
    ) -> StoreResult<Vec<VisitRow>>;

    /// Notes that it has been reminded of the visit, and puts that into the outbox for each who
    /// wants to hear, due at `due` at the earliest. `false`, and nothing is done, where it has been
    /// done already, where the booking does not stand so any more, or where nobody wants to hear.
    async fn remind(&self, visit: &VisitRow, due: Timestamp, now: Timestamp) -> StoreResult<bool>;

    /// Whether the booking is not cancelled, and begins then.
    async fn visit_stands(&self, thread: ThreadId, starts: Timestamp) -> StoreResult<bool>;
}

/// A visit that is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitRow {
    /// The booking.
    pub thread: ThreadId,
    /// Whose.
    pub person: PersonId,
    /// When it begins.
    pub starts: Timestamp,
    /// When it was last booked, given or moved.
    pub settled: Timestamp,
}
