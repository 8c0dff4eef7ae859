//! The access log (R-J11).

use async_trait::async_trait;
use domain::access::Capacity;
use service::access::Acting;
use service::ports::store::{Log, LogEntry, StoreResult};
use sqlx::{Executor, Transaction, query};

use super::{Db, Repo, commit};
use crate::convert::{failed, micros};
use crate::sql;

#[async_trait]
impl Log for Repo {
    async fn append(&self, entry: &LogEntry) -> StoreResult<()> {
        write(&self.write, entry).await
    }
}

/// Ends an act: its entry is written, and both last, or neither.
pub(super) async fn commit_with(
    mut transaction: Transaction<'static, Db>,
    acting: &Acting,
) -> StoreResult<()> {
    write(&mut *transaction, acting.entry()).await?;
    commit(transaction).await
}

async fn write(executor: impl Executor<'_, Database = Db>, entry: &LogEntry) -> StoreResult<()> {
    query(sql::APPEND)
        .bind(entry.id.0)
        .bind(micros(entry.at))
        .bind(entry.actor.0)
        .bind(entry.subject.0)
        .bind(entry.capacity.map(Capacity::word))
        .bind(entry.action)
        .bind(entry.object)
        .bind(entry.rule)
        .bind(entry.refused)
        .execute(executor)
        .await
        .map_err(failed)?;
    Ok(())
}
