//! The access log (R-J11).
//!
//! Where there is one writer only, entries that come while it writes wait and are then committed
//! together: one wait for the disk serves them all, and each is durable when its `append` returns.

use std::mem::take;
use std::sync::Arc;

use async_trait::async_trait;
use domain::access::Capacity;
use domain::log::LogFilter;
use service::access::{Acting, Reading};
use service::ports::store::{Log, LogCursor, LogEntry, ReadingRow, StoreError, StoreResult};
use sqlx::{Database, Pool, Transaction, query, query_as};
use tokio::sync::{Mutex, oneshot};
use uuid::Uuid;

use super::{APPEND, BEGIN_WRITE, COMMIT_TOGETHER, Db, Repo, commit};
use crate::convert::{failed, limit, micros};
use crate::rows::ReadingColumns;
use crate::sql;

/// Entries that wait for the writer.
#[derive(Clone, Default)]
pub(crate) struct Waiting {
    entries: Arc<Mutex<Vec<WaitingEntry>>>,
    /// Held by whoever writes.
    turn: Arc<Mutex<()>>,
}

struct WaitingEntry {
    entry: LogEntry,
    written: oneshot::Sender<StoreResult<()>>,
}

#[async_trait]
impl Log for Repo {
    async fn append(&self, entry: &LogEntry) -> StoreResult<()> {
        if !COMMIT_TOGETHER {
            return write_alone(&self.write, entry).await;
        }
        let (written, outcome) = oneshot::channel();
        let entry = entry.clone();
        self.waiting
            .entries
            .lock()
            .await
            .push(WaitingEntry { entry, written });
        // A task of its own: a request that goes away must not take the others' entries with it.
        tokio::spawn(write_waiting(self.write.clone(), self.waiting.clone()));
        outcome
            .await
            .unwrap_or_else(|_| Err(StoreError("the log's writer has stopped".to_owned())))
    }

    async fn append_all(&self, entries: &[LogEntry]) -> StoreResult<()> {
        if entries.is_empty() {
            return Ok(());
        }
        let mut transaction = self.begin().await?;
        for entry in entries {
            write(&mut transaction, entry).await?;
        }
        commit(transaction).await
    }

    async fn readings(
        &self,
        reading: &Reading,
        filter: LogFilter,
        after: Option<LogCursor>,
        rows: usize,
    ) -> StoreResult<Vec<ReadingRow>> {
        let (at, id) = after.map_or((i64::MAX, Uuid::max()), |cursor| {
            (micros(cursor.at), cursor.id.0)
        });
        let rows = query_as::<Db, ReadingColumns>(sql::READINGS)
            .bind(reading.subject().id.0)
            .bind(at)
            .bind(id)
            .bind(reading.actor().0)
            .bind(reading.capacity() == Capacity::Guardian)
            .bind(filter != LogFilter::Guardians)
            .bind(filter != LogFilter::Care)
            .bind(limit(rows))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(ReadingRow::try_from).collect()
    }
}

/// Ends an act of staff: its entry is written, and both last, or neither.
pub(super) async fn commit_entry(
    mut transaction: Transaction<'static, Db>,
    entry: &LogEntry,
) -> StoreResult<()> {
    write(&mut transaction, entry).await?;
    commit(transaction).await
}

/// Writes all that waits once it is our turn; nothing, if the one before us wrote ours too.
async fn write_waiting(pool: Pool<Db>, waiting: Waiting) {
    let _turn = waiting.turn.lock().await;
    let entries = take(&mut *waiting.entries.lock().await);
    let together = entries.len() > 1 && write_together(&pool, &entries).await.is_ok();
    for WaitingEntry { entry, written } in entries {
        // Each on its own where together did not do: one bad entry spoils no other.
        let outcome = if together {
            Ok(())
        } else {
            write_alone(&pool, &entry).await
        };
        // Nobody waits any more where the request has gone away; the entry stays.
        drop(written.send(outcome));
    }
}

async fn write_together(pool: &Pool<Db>, entries: &[WaitingEntry]) -> StoreResult<()> {
    let mut transaction = pool.begin_with(BEGIN_WRITE).await.map_err(failed)?;
    for waiting in entries {
        write(&mut transaction, &waiting.entry).await?;
    }
    commit(transaction).await
}

/// Ends an act: its entry is written, and both last, or neither.
pub(super) async fn commit_with(
    transaction: Transaction<'static, Db>,
    acting: &Acting,
) -> StoreResult<()> {
    commit_entry(transaction, acting.entry()).await
}

/// Writes an entry with nothing beside it.
async fn write_alone(pool: &Pool<Db>, entry: &LogEntry) -> StoreResult<()> {
    if APPEND.1.is_none() {
        let mut connection = pool.acquire().await.map_err(failed)?;
        return write(&mut connection, entry).await;
    }
    let mut transaction = pool.begin_with(BEGIN_WRITE).await.map_err(failed)?;
    write(&mut transaction, entry).await?;
    commit(transaction).await
}

/// Writes an entry, and that it waits to be sealed: both or neither.
pub(super) async fn write(
    connection: &mut <Db as Database>::Connection,
    entry: &LogEntry,
) -> StoreResult<()> {
    let (append, waiting) = APPEND;
    query(append)
        .bind(entry.id.0)
        .bind(micros(entry.at))
        .bind(entry.actor.0)
        .bind(entry.subject.0)
        .bind(entry.capacity.map(Capacity::word))
        .bind(entry.action)
        .bind(entry.object)
        .bind(entry.rule)
        .bind(entry.refused)
        .bind(entry.unit.map(|unit| unit.0))
        .bind(entry.request.as_deref())
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    if let Some(waiting) = waiting {
        query(waiting)
            .bind(micros(entry.at))
            .bind(entry.id.0)
            .execute(connection)
            .await
            .map_err(failed)?;
    }
    Ok(())
}
