//! What has changed: noted with each change, in its transaction.

use async_trait::async_trait;
use jiff::Timestamp;
use service::ports::store::{Change, Changes, StoreResult};
use sqlx::{Transaction, query, query_as};
use uuid::Uuid;

use super::{Db, Repo};
use crate::convert::{failed, instant, limit, micros, unreadable};
use crate::sql;

#[async_trait]
impl Changes for Repo {
    async fn change(&self, topic: Uuid) -> StoreResult<Option<Change>> {
        let row: Option<Columns> = query_as(sql::CHANGE)
            .bind(topic)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(read).transpose()
    }

    async fn changes_since(&self, at: Timestamp, most: usize) -> StoreResult<Vec<Change>> {
        let rows: Vec<Columns> = query_as(sql::CHANGES_SINCE)
            .bind(micros(at))
            .bind(limit(most))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(read).collect()
    }
}

/// Topic, version, instant.
type Columns = (Uuid, i32, i64);

fn read((topic, version, at): Columns) -> StoreResult<Change> {
    Ok(Change {
        topic,
        version: u32::try_from(version).map_err(|_| unreadable("a version"))?,
        at: instant(at)?,
    })
}

/// Notes that the topics have changed: a person's inbox, a unit's work list. Always in the same
/// order, so that two who note the same ones don't wait for each other.
pub(super) async fn note(
    transaction: &mut Transaction<'static, Db>,
    topics: &[Uuid],
    at: Timestamp,
) -> StoreResult<()> {
    let mut topics = topics.to_vec();
    topics.sort_unstable();
    for topic in topics {
        query(sql::NOTE_CHANGE)
            .bind(topic)
            .bind(micros(at))
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
    }
    Ok(())
}
