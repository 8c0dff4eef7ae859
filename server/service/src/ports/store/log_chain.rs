//! The chains of the access log: what makes it tamper-evident.

use async_trait::async_trait;
use jiff::Timestamp;
use uuid::Uuid;

use super::StoreResult;
use crate::log::chain::{ChainId, Hash, KeptEntry, Link, Standing};

/// The chains of the access log. An entry waits, in the transaction that wrote it, to be sealed:
/// then it has its place in a chain for good.
#[async_trait]
pub trait LogChain: Send + Sync {
    /// Entries that wait to be sealed, by their time and id, each with the chain that it belongs to.
    async fn unsealed(&self, most: usize) -> StoreResult<Vec<(ChainId, KeptEntry)>>;

    /// How the chains stand.
    async fn chain_heads(&self) -> StoreResult<Vec<ChainHead>>;

    /// Gives entries their places. Nothing, and `false`, where another has continued one of the
    /// chains since.
    async fn seal(&self, sealed: &[Sealed]) -> StoreResult<bool>;

    /// Notes that a checkpoint vouches for the chain up to this place.
    async fn note_checkpoint(&self, chain: ChainId, place: i64, at: Timestamp) -> StoreResult<()>;

    /// The places of a chain after this one, with their entries.
    async fn chain_page(&self, chain: ChainId, after: i64, most: usize) -> StoreResult<Vec<Link>>;

    /// Deletes the entries of a chain from where it was cut until here. Nothing, and `false`, where
    /// another has cut it since.
    async fn cut_chain(
        &self,
        chain: ChainId,
        from: Standing,
        to: Standing,
        until: Timestamp,
    ) -> StoreResult<bool>;

    /// The first chain after this one that has a place, whatever [`LogChain::chain_heads`] says.
    async fn chain_after(&self, chain: ChainId) -> StoreResult<Option<ChainId>>;

    /// Entries by id, and whether each is sealed or waits for it.
    async fn log_page(&self, after: Uuid, most: usize) -> StoreResult<Vec<LogRow>>;

    /// What waits to be sealed, by time and id, and whether it is still there.
    async fn waiting_page(
        &self,
        after: Option<(i64, Uuid)>,
        most: usize,
    ) -> StoreResult<Vec<WaitingRow>>;
}

/// How a chain stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainHead {
    /// The chain.
    pub chain: ChainId,
    /// The care principal's name, where it is one's.
    pub name: Option<String>,
    /// Its end.
    pub head: Standing,
    /// Up to which place a checkpoint vouches for it.
    pub checked: i64,
    /// When that was written.
    pub checked_at: Option<Timestamp>,
    /// Up to where it has been pruned.
    pub cut: Standing,
    /// When the last entry that is gone was written.
    pub cut_until: Option<Timestamp>,
}

/// Entries to be sealed, of one chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The chain.
    pub chain: ChainId,
    /// How it stands before them.
    pub before: Standing,
    /// How it stands after them.
    pub after: Standing,
    /// The entries in their order, each with its time and its hash.
    pub entries: Vec<(Uuid, i64, Hash)>,
}

/// An entry of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its id.
    pub id: Uuid,
    /// When: microseconds since 1970-01-01 UTC.
    pub at: i64,
    /// Whether it has a place in a chain.
    pub sealed: bool,
    /// Whether it waits for one.
    pub waits: bool,
}

/// An entry that waits to be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingRow {
    /// Its id.
    pub entry: Uuid,
    /// When: microseconds since 1970-01-01 UTC.
    pub at: i64,
    /// Whether the log has it.
    pub there: bool,
}
