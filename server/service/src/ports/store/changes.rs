//! What has changed, so that whoever shows it can ask for it again.

use async_trait::async_trait;
use jiff::Timestamp;
use uuid::Uuid;

use super::StoreResult;

/// What has changed.
#[async_trait]
pub trait Changes: Send + Sync {
    /// How a topic stands; nothing where it has never changed.
    async fn change(&self, topic: Uuid) -> StoreResult<Option<Change>>;

    /// The topics that changed at this time or later, oldest first, at most `limit`. A topic is a
    /// person's id (its inbox) or a unit's (its work list).
    async fn changes_since(&self, at: Timestamp, limit: usize) -> StoreResult<Vec<Change>>;
}

/// A topic that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub topic: Uuid,
    /// How often it has changed.
    pub version: u32,
    /// When it last did.
    pub at: Timestamp,
}
