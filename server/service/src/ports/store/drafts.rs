//! What is being written and not sent yet.

use async_trait::async_trait;
use domain::draft::{Draft, DraftPlace, DraftSummary, NewDraft};
use jiff::Timestamp;

use super::StoreResult;
use crate::access::Acting;

/// Drafts: each belongs to the one who writes it, about the subject, in its place. No proof of
/// anybody else opens it, and sending forgets it.
#[async_trait]
pub trait Drafts: Send + Sync {
    /// What the actor is writing there about the subject.
    async fn draft(&self, acting: &Acting, place: DraftPlace) -> StoreResult<Option<Draft>>;

    /// All that the actor is writing about the subject and that can be sent, newest first, at most
    /// `limit`.
    async fn drafts(&self, acting: &Acting, limit: usize) -> StoreResult<Vec<DraftSummary>>;

    /// Keeps what the actor is writing there, in the place of what was kept before. The log's entry
    /// is written where there was none: a draft is begun once, however often it is kept. Where
    /// something has been sent with its key, nothing is kept; an empty one is forgotten.
    async fn keep_draft(
        &self,
        acting: Acting,
        place: DraftPlace,
        draft: &NewDraft,
    ) -> StoreResult<Kept>;

    /// Forgets what the actor is writing there; with the log's entry where there was something.
    async fn forget_draft(&self, acting: Acting, place: DraftPlace) -> StoreResult<()>;

    /// Deletes drafts that were last kept before then; gives how many.
    async fn prune_drafts(&self, before: Timestamp) -> StoreResult<u64>;
}

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Kept,
    /// There is nothing to keep: it is empty, or has been sent.
    Nothing,
    /// Another form has kept something since this one was shown: that stays.
    Newer,
    /// The subject has no such thread.
    NotFound,
    /// The unit takes no messages online, or not any more (R-E7).
    NotOffered,
}
