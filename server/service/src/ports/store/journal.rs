//! Journal entries. A proof opens all of a journal, or some units' parts: nothing else is there.

use async_trait::async_trait;
use domain::access::UnitFacts;
use domain::id::{EntryId, PersonId, SessionId, UnitId};
use domain::journal::{Entry, EntryKind, JournalFilter, Measured, UnitName};
use jiff::Timestamp;

use super::StoreResult;
use crate::access::{Acting, Reading};

/// The journal.
#[async_trait]
pub trait Journal: Send + Sync {
    /// Entries of the subject, newest first (then by id), at most `limit`, after the cursor.
    /// `signed_until`: only signed ones that happened before (R-J10).
    async fn entries(
        &self,
        reading: &Reading,
        filter: &JournalFilter,
        signed_until: Option<Timestamp>,
        after: Option<EntryCursor>,
        limit: usize,
    ) -> StoreResult<Vec<EntryRow>>;

    /// The units that have entries in a person's journal, by name: what the decision needs. With
    /// how many of each one's entries are not signed, or happened at `new_from` or after.
    async fn journal_units(
        &self,
        person: PersonId,
        new_from: Timestamp,
    ) -> StoreResult<Vec<JournalUnitRow>>;

    /// The unit that wrote an entry of a person's journal: what the decision needs.
    async fn unit_of_entry(&self, person: PersonId, entry: EntryId) -> StoreResult<Option<UnitId>>;

    /// An entry of the subject, or `None` if the subject has no such entry.
    async fn entry(&self, reading: &Reading, entry: EntryId) -> StoreResult<Option<Entry>>;

    /// What was measured in the newest entries of a kind, at most `limit` of them. `signed_until`:
    /// only in signed ones that happened before (R-J10).
    async fn measured(
        &self,
        reading: &Reading,
        kind: EntryKind,
        signed_until: Option<Timestamp>,
        limit: usize,
    ) -> StoreResult<Vec<Measured>>;

    /// Notes whether the subject's new and unsigned entries are shown in this session.
    async fn show_new(&self, acting: Acting, session: SessionId, shown: bool) -> StoreResult<()>;
}

/// A unit that has entries in somebody's journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalUnitRow {
    /// What the decision needs to know of it.
    pub facts: UnitFacts,
    /// Its name.
    pub name: UnitName,
    /// How many of its entries are new or not signed (R-J10).
    pub new: u32,
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
