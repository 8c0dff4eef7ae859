//! Journal entries.

use async_trait::async_trait;
use domain::form::JournalFilter;
use domain::id::EntryId;
use domain::journal::{Entry, EntryKind, UnitName};
use jiff::Timestamp;

use super::StoreResult;
use crate::access::Reading;

/// The journal.
#[async_trait]
pub trait Journal: Send + Sync {
    /// Entries of the subject, newest first (then by id), at most `limit`, after the cursor.
    async fn entries(
        &self,
        reading: &Reading,
        filter: JournalFilter,
        after: Option<EntryCursor>,
        limit: usize,
    ) -> StoreResult<Vec<EntryRow>>;

    /// The units that have entries in the subject's journal, by name.
    async fn journal_units(&self, reading: &Reading) -> StoreResult<Vec<UnitName>>;

    /// An entry of the subject, or `None` if the subject has no such entry.
    async fn entry(&self, reading: &Reading, entry: EntryId) -> StoreResult<Option<Entry>>;
}

/// Where a page of entries starts: after the one with these values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryCursor {
    /// When it happened.
    pub happened: Timestamp,
    /// Its id.
    pub id: EntryId,
}

/// An entry as the list needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Where it stands.
    pub cursor: EntryCursor,
    /// Its kind.
    pub kind: EntryKind,
    /// Its heading.
    pub title: String,
    /// The unit's name.
    pub unit: String,
    /// Whether it is signed.
    pub signed: bool,
}
