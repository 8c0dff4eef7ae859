//! A guardian's children.

use async_trait::async_trait;
use domain::id::LinkId;

use super::StoreResult;
use crate::access::{Acting, Reading};

/// The guardian's children.
#[async_trait]
pub trait Family: Send + Sync {
    /// Links the actor to the subject (R-G2); gives the link, the old one if there is one.
    async fn add_link(&self, acting: Acting, new_id: LinkId) -> StoreResult<LinkId>;

    /// Removes the actor's link to the subject.
    async fn remove_link(&self, acting: Acting) -> StoreResult<()>;

    /// How many unread threads the subject has (archived ones not counted).
    async fn unread(&self, reading: &Reading) -> StoreResult<u32>;
}
