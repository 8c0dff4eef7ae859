//! Jobs that run on one node at a time.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::StoreResult;

/// Jobs that run on one node at a time. A lease ends by itself, so that a node that is killed holds
/// nobody up for long.
#[async_trait]
pub trait Leases: Send + Sync {
    /// Takes the job for so long, or holds it for longer; `false` where another has it.
    ///
    /// A lease that would last more than twice as long was taken by a clock that was wrong, or has
    /// been moved since: it holds nobody up.
    async fn take_lease(
        &self,
        job: &'static str,
        holder: Uuid,
        now: Timestamp,
        length: SignedDuration,
    ) -> StoreResult<bool>;

    /// Gives the job back, if the holder has it.
    async fn end_lease(&self, job: &'static str, holder: Uuid) -> StoreResult<()>;
}
