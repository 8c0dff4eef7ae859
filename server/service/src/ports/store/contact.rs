//! Finding a clinic, and writing to it.

use async_trait::async_trait;
use domain::contact::{OnlineService, UnitOffer};
use domain::id::{MessageId, ThreadId, UnitId};
use domain::message::{NewMessage, Reply};

use super::{NewAttachment, StoreResult};
use crate::access::{Acting, Reading};

/// Finding a clinic, and writing to it.
#[async_trait]
pub trait Contact: Send + Sync {
    /// Units that have a word in their name, or in their clinic's, that begins so; at most
    /// `limit`. In no order.
    async fn units(&self, word: &str, limit: usize) -> StoreResult<Vec<UnitOffer>>;

    /// The units that the subject has been in contact with, in no order.
    async fn known_units(&self, reading: &Reading) -> StoreResult<Vec<UnitOffer>>;

    /// A unit, and what it offers online (R-E7).
    async fn unit(&self, unit: UnitId) -> StoreResult<Option<UnitOffer>>;

    /// The unit of a thread of the subject, or `None` if the subject has no such thread.
    async fn unit_of(&self, reading: &Reading, thread: ThreadId) -> StoreResult<Option<UnitId>>;

    /// Starts a thread with its first message and the files that go with it, and opens the unit's
    /// case. Sent again with the same key, nothing is done.
    async fn start_thread(
        &self,
        acting: Acting,
        unit: UnitId,
        message: &NewMessage,
        first: MessageId,
        files: &[NewAttachment],
    ) -> StoreResult<Sent>;

    /// Adds a message to a thread of the subject with the files that go with it, and wakes the
    /// unit's case. Sent again with the same key, nothing is done.
    async fn reply(
        &self,
        acting: Acting,
        thread: ThreadId,
        reply: &Reply,
        files: &[NewAttachment],
    ) -> StoreResult<Sent>;
}

/// What became of something that was sent with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It is done, now or when it was sent before.
    Done,
    /// Something else was sent with the key, and stands in this thread; nothing was done.
    Other(ThreadId),
    /// The subject has no such thing, or the key is somebody else's.
    NotFound,
    /// The unit does not offer this online, or not any more (R-E7).
    NotOffered(OnlineService),
}
