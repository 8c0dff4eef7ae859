//! The access log.

use std::sync::Arc;

use async_trait::async_trait;
use domain::access::Capacity;
use domain::id::{LogId, PersonId, UnitId};
use domain::log::LogFilter;
use jiff::Timestamp;

use super::StoreResult;
use crate::access::Reading;

/// The access log: who did or read what, as what, for whom, when, and by which rule.
#[async_trait]
pub trait Log: Send + Sync {
    /// Writes an entry; it is durable when this returns.
    async fn append(&self, entry: &LogEntry) -> StoreResult<()>;

    /// Writes entries, all of them or none; they are durable when this returns.
    async fn append_all(&self, entries: &[LogEntry]) -> StoreResult<()>;

    /// What was read and done that concerns the subject, newest first: what was refused is not
    /// there, nor, for a guardian, what another one did whose identity is protected (B7).
    async fn readings(
        &self,
        reading: &Reading,
        filter: LogFilter,
        after: Option<LogCursor>,
        rows: usize,
    ) -> StoreResult<Vec<ReadingRow>>;
}

/// A place in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogCursor {
    /// When.
    pub at: Timestamp,
    /// Which of that moment.
    pub id: LogId,
}

/// An entry as it is read by the person whom it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingRow {
    /// Its place.
    pub cursor: LogCursor,
    /// Who.
    pub actor: PersonId,
    /// As what.
    pub capacity: Capacity,
    /// What.
    pub action: String,
    /// The unit's name, where it was staff of one.
    pub unit: Option<String>,
    /// The guardian's name, where it was one whose identity is not protected.
    pub guardian: Option<String>,
    /// The name of one of the staff whose identity is not protected.
    pub staff: Option<String>,
}

/// An entry of the access log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Its id.
    pub id: LogId,
    /// When.
    pub at: Timestamp,
    /// Who acted.
    pub actor: PersonId,
    /// Whom it concerns (R-G10).
    pub subject: PersonId,
    /// As what; `None` where it was refused.
    pub capacity: Option<Capacity>,
    /// What was done or asked for: a fixed word, such as `inbox.read`.
    pub action: &'static str,
    /// The entry, thread … that it was about, if one.
    pub object: Option<uuid::Uuid>,
    /// The unit as whose staff, where it was staff.
    pub unit: Option<UnitId>,
    /// The rule that allowed or refused it.
    pub rule: &'static str,
    /// Why it was refused (the private face); `None` where it was allowed.
    pub refused: Option<&'static str>,
    /// The request that it belongs to, as the server's own log has it too.
    pub request: Option<Arc<str>>,
}
