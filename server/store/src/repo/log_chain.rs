//! The chains of the access log (R-J11).

use async_trait::async_trait;
use jiff::Timestamp;
use service::log::chain::{ChainId, Hash, KeptEntry, Link, Standing};
use service::ports::store::{ChainHead, LogChain, LogRow, Sealed, StoreResult, WaitingRow};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::{Db, Repo, commit};
use crate::convert::{failed, limit, micros};
use crate::rows::{HeadOfLogColumns, LinkOfLogColumns, UnsealedColumns};
use crate::sql;

/// Id, time, whether it is sealed, whether it waits for that.
type LogColumns = (Uuid, i64, bool, bool);
/// Time, id, whether it is there.
type WaitingColumns = (i64, Uuid, bool);

#[async_trait]
impl LogChain for Repo {
    async fn unsealed(&self, most: usize) -> StoreResult<Vec<(ChainId, KeptEntry)>> {
        let rows: Vec<UnsealedColumns> = query_as(sql::UNSEALED)
            .bind(i64::MIN)
            .bind(Uuid::nil())
            .bind(limit(most))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    async fn chain_heads(&self) -> StoreResult<Vec<ChainHead>> {
        let rows: Vec<HeadOfLogColumns> = query_as(sql::CHAIN_HEADS)
            .bind(Uuid::nil())
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    async fn seal(&self, sealed: &[Sealed]) -> StoreResult<bool> {
        let mut transaction = self.begin().await?;
        for chain in sealed {
            if !move_head(&mut transaction, chain).await? {
                return Ok(false);
            }
        }
        let mut last = None;
        for chain in sealed {
            let mut place = chain.before.place;
            for (entry, at, hash) in &chain.entries {
                place = place.saturating_add(1);
                query(sql::SEAL)
                    .bind(chain.chain.0)
                    .bind(place)
                    .bind(entry)
                    .bind(&hash.0[..])
                    .execute(&mut *transaction)
                    .await
                    .map_err(failed)?;
                last = last.max(Some((*at, *entry)));
            }
        }
        if let Some((at, entry)) = last {
            query(sql::NO_LONGER_WAITING)
                .bind(at)
                .bind(entry)
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        commit(transaction).await?;
        Ok(true)
    }

    async fn note_checkpoint(&self, chain: ChainId, place: i64, at: Timestamp) -> StoreResult<()> {
        query(sql::NOTE_CHECKPOINT)
            .bind(chain.0)
            .bind(place)
            .bind(micros(at))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn chain_page(&self, chain: ChainId, after: i64, most: usize) -> StoreResult<Vec<Link>> {
        let rows: Vec<LinkOfLogColumns> = query_as(sql::CHAIN_PAGE)
            .bind(chain.0)
            .bind(after)
            .bind(limit(most))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(TryInto::try_into).collect()
    }

    async fn cut_chain(
        &self,
        chain: ChainId,
        from: Standing,
        to: Standing,
        until: Timestamp,
    ) -> StoreResult<bool> {
        let mut transaction = self.begin().await?;
        let moved = query(sql::CUT_HEAD)
            .bind(chain.0)
            .bind(from.place)
            .bind(&from.hash.0[..])
            .bind(to.place)
            .bind(&to.hash.0[..])
            .bind(micros(until))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        if moved.rows_affected() == 0 {
            return Ok(false);
        }
        for statement in [sql::CUT_ENTRIES, sql::CUT_PLACES] {
            query(statement)
                .bind(chain.0)
                .bind(to.place)
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        commit(transaction).await?;
        Ok(true)
    }

    async fn chain_after(&self, chain: ChainId) -> StoreResult<Option<ChainId>> {
        let next: Option<Uuid> = query_scalar(sql::CHAIN_AFTER)
            .bind(chain.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        Ok(next.map(ChainId))
    }

    async fn log_page(&self, after: Uuid, most: usize) -> StoreResult<Vec<LogRow>> {
        let rows: Vec<LogColumns> = query_as(sql::LOG_PAGE)
            .bind(after)
            .bind(limit(most))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let row = |(id, at, sealed, waits)| LogRow {
            id,
            at,
            sealed,
            waits,
        };
        Ok(rows.into_iter().map(row).collect())
    }

    async fn waiting_page(
        &self,
        after: Option<(i64, Uuid)>,
        most: usize,
    ) -> StoreResult<Vec<WaitingRow>> {
        let (at, entry) = after.unwrap_or((i64::MIN, Uuid::nil()));
        let rows: Vec<WaitingColumns> = query_as(sql::WAITING_PAGE)
            .bind(at)
            .bind(entry)
            .bind(limit(most))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let row = |(at, entry, there)| WaitingRow { entry, at, there };
        Ok(rows.into_iter().map(row).collect())
    }
}

/// Moves the chain's end; `false` where it is not any more where it was.
async fn move_head(
    transaction: &mut Transaction<'static, Db>,
    sealed: &Sealed,
) -> StoreResult<bool> {
    if sealed.before == Standing::START {
        query(sql::BEGIN_CHAIN)
            .bind(sealed.chain.0)
            .bind(&Hash::NONE.0[..])
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
    }
    let moved = query(sql::MOVE_HEAD)
        .bind(sealed.chain.0)
        .bind(sealed.before.place)
        .bind(&sealed.before.hash.0[..])
        .bind(sealed.after.place)
        .bind(&sealed.after.hash.0[..])
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(moved.rows_affected() > 0)
}
