//! Taking back what was sent.

use async_trait::async_trait;
use domain::contact::OnlineService;
use domain::id::{MessageId, ThreadId};
use domain::taking_back::WhyNot;

use super::StoreResult;
use crate::access::Acting;

/// Taking back what was sent and nobody at the clinic has begun with.
#[async_trait]
pub trait TakeBack: Send + Sync {
    /// What kind of errand a thread of the subject is, or `None` if the subject has no such thread.
    /// For the decision: it tells in which area it is taken back.
    async fn errand_kind(
        &self,
        acting: &Acting,
        thread: ThreadId,
    ) -> StoreResult<Option<OnlineService>>;

    /// Takes an errand of the subject back, if [`domain::taking_back::taking_back`] lets it as it
    /// stands in this very transaction: closes the unit's case, ends what it asks for, and writes
    /// a message that tells of it. Of this and an act of staff at once one is done.
    async fn take_back(
        &self,
        acting: Acting,
        thread: ThreadId,
        message: MessageId,
    ) -> StoreResult<TookBack>;
}

/// What became of taking an errand back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TookBack {
    /// It is taken back, now or before.
    Done,
    /// The subject has no such thread, or the key is another message's.
    NotFound,
    /// It can't be taken back, or not any more; nothing was done.
    Not(WhyNot),
}
