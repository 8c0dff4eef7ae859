//! Threads and messages.

use async_trait::async_trait;
use domain::contact::OnlineService;
use domain::future::OpenCase;
use domain::id::ThreadId;
use domain::inbox::{InboxAsked, Thread};
use jiff::Timestamp;

use super::StoreResult;
use crate::access::{Acting, Reading};

/// The inbox.
#[async_trait]
pub trait Inbox: Send + Sync {
    /// Threads of the subject, at most `limit`, after the cursor. Unread before read, then by the
    /// newest message, newest first, then by id.
    async fn threads(
        &self,
        reading: &Reading,
        asked: &InboxAsked,
        after: Option<ThreadCursor>,
        limit: usize,
    ) -> StoreResult<Vec<ThreadRow>>;

    /// Threads of the subject, archived or not, that have all the words that are asked for, in
    /// their subject, unit, or messages; newest first, at most `limit`. What another guardian wrote
    /// with a booking is not looked at (feature B7).
    async fn search_threads(
        &self,
        reading: &Reading,
        asked: &InboxAsked,
        limit: usize,
    ) -> StoreResult<Vec<ThreadRow>>;

    /// A thread of the subject with its messages, but without what it asks for, or `None` if the
    /// subject has no such thread.
    async fn thread(&self, reading: &Reading, thread: ThreadId) -> StoreResult<Option<Thread>>;

    /// The subject's cases that are not closed, the one that last changed first.
    async fn open_cases(&self, reading: &Reading) -> StoreResult<Vec<OpenCase>>;

    /// Changes a thread of the subject; `false` if the subject has no such thread (then nothing
    /// is written, not even to the log).
    async fn change_thread(
        &self,
        acting: Acting,
        thread: ThreadId,
        change: ThreadChange,
    ) -> StoreResult<bool>;
}

/// A change of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadChange {
    /// Read, now.
    Read,
    /// Unread again.
    Unread,
    /// Put away.
    Archive,
    /// Back in the inbox.
    Restore,
}

/// Where a page of threads starts: after the one with these values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadCursor {
    /// Whether it is unread.
    pub unread: bool,
    /// The time of its newest message.
    pub newest: Timestamp,
    /// Its id.
    pub id: ThreadId,
}

/// A thread as the list needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadRow {
    /// Where it stands.
    pub cursor: ThreadCursor,
    /// What kind of errand it is.
    pub kind: OnlineService,
    /// What it is about.
    pub subject: String,
    /// The unit's name.
    pub unit: String,
    /// How many messages it has.
    pub messages: u32,
    /// Whether it has been put away.
    pub archived: bool,
}
