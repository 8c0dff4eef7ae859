//! Where news of a person's inbox go, and what is on its way (R-E8).

use async_trait::async_trait;
use domain::id::{PersonId, ThreadId};
use domain::notice::{Address, Channel, NoticeEvent, QuietHours};
use jiff::Timestamp;
use uuid::Uuid;

use super::StoreResult;
use crate::access::{Acting, Reading};

/// A reader's settings for news of a person's inbox. The reader is the one who acts.
#[async_trait]
pub trait Notices: Send + Sync {
    /// The reader's addresses for news of the subject's inbox.
    async fn notice_addresses(&self, reading: &Reading) -> StoreResult<Vec<NoticeRow>>;

    /// What the reader has chosen to hear of the subject, and not to; in no order.
    async fn notice_choices(&self, reading: &Reading) -> StoreResult<Vec<ChoiceRow>>;

    /// Keeps what the reader has chosen; what is not named stays as it is.
    async fn set_notice_choices(&self, acting: Acting, choices: &[ChoiceRow]) -> StoreResult<()>;

    /// When the reader wants to hear nothing.
    async fn quiet_hours(&self, reading: &Reading) -> StoreResult<Option<QuietHours>>;

    /// How many codes have been sent for the reader since then.
    async fn codes_since(&self, reading: &Reading, since: Timestamp) -> StoreResult<u32>;

    /// Keeps an address that is not confirmed yet, in the place of another of its channel, and
    /// puts its code into the outbox.
    async fn set_notice_address(
        &self,
        acting: Acting,
        address: &Address,
        code: &NewCode,
    ) -> StoreResult<()>;

    /// Confirms an address, if this is the code that was sent after `since` and has not been tried
    /// more than `tries` times. A wrong try is counted.
    async fn confirm_notice_address(
        &self,
        acting: Acting,
        channel: Channel,
        code_hash: &[u8; 32],
        since: Timestamp,
        tries: u32,
    ) -> StoreResult<CodeTried>;

    /// Removes an address, and what was to be sent there.
    async fn remove_notice_address(&self, acting: Acting, channel: Channel) -> StoreResult<()>;

    /// Sets when the acting's subject, who is the reader, wants to hear nothing.
    async fn set_quiet_hours(&self, acting: Acting, quiet: Option<QuietHours>) -> StoreResult<()>;
}

/// What is on its way. Any node takes what is due, and no two of them the same.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// Takes what is due, at most `limit`; others leave it alone until `until`, and then it is due
    /// again.
    async fn take_due(
        &self,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> StoreResult<Vec<OutboxRow>>;

    /// When this reader wants to hear nothing: asked when something is sent, and shown to nobody.
    async fn quiet_of(&self, reader: PersonId) -> StoreResult<Option<QuietHours>>;

    /// Notes what became of one that was taken.
    async fn settle(&self, id: Uuid, outcome: Outcome, now: Timestamp) -> StoreResult<()>;

    /// Deletes what was settled before then; gives how many.
    async fn prune_outbox(&self, before: Timestamp) -> StoreResult<u64>;
}

/// A reader's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// The address.
    pub address: Address,
    /// Whether the reader has typed the code that was sent there.
    pub confirmed: bool,
    /// Whether the last that was sent there could not be delivered.
    pub failed: bool,
}

/// Whether a reader wants to hear of something by a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceRow {
    /// By what.
    pub channel: Channel,
    /// Of what.
    pub event: NoticeEvent,
    /// Whether.
    pub wanted: bool,
}

/// A code for an address.
#[derive(Clone)]
pub struct NewCode {
    /// The id of what is sent.
    pub id: Uuid,
    /// What is sent.
    pub digits: String,
    /// What is kept of it.
    pub hash: [u8; 32],
}

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeTried {
    /// It is the one.
    Confirmed,
    /// It is not.
    Wrong,
    /// None is valid any more.
    Over,
}

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something new in an inbox.
    News,
    /// A code that confirms an address.
    Code,
    /// A 13th birthday is near (R-G5).
    Birthday,
    /// A visit is tomorrow.
    Reminder,
}

/// What is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its id: the same whenever it is sent.
    pub id: Uuid,
    /// Who is to hear.
    pub reader: PersonId,
    /// Of whose inbox.
    pub subject: PersonId,
    /// Where.
    pub address: Address,
    /// What.
    pub kind: NoticeKind,
    /// The code's digits, for a code.
    pub code: Option<String>,
    /// The booking, and when it begins, for a reminder.
    pub visit: Option<(ThreadId, Timestamp)>,
    /// How often it has been taken, this time counted.
    pub attempts: u32,
    /// When it was written.
    pub created: Timestamp,
}

/// What became of something that was to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was sent.
    Sent,
    /// It can't be sent, and is given up: the reader sees that.
    Failed,
    /// The reader may not hear of it any more; nothing is sent.
    Dropped,
    /// Not now: it is due again then.
    Later(Timestamp),
    /// It was not tried, for it is quiet: it is due then.
    Untried(Timestamp),
}
