//! A unit's blocks (R-J7).

use async_trait::async_trait;
use domain::id::RulingId;
use domain::person::Person;
use domain::personnummer::Personnummer;
use jiff::civil::Date;
use service::access::staff::{AtDesk, CaseReading, PersonActing};
use service::ports::store::{Blocks, RulingRow, StoreResult};
use sqlx::{query, query_as, query_scalar};

use super::changes::note;
use super::log::commit_entry;
use super::{Db, Repo};
use crate::convert::{failed, limit, unreadable};
use crate::rows::{PersonColumns, RulingColumns, SenderColumns};
use crate::sql;

/// So many of those that were ended are shown.
const MOST: usize = 100;

#[async_trait]
impl Blocks for Repo {
    async fn holding_blocks(&self, desk: &AtDesk) -> StoreResult<Vec<RulingRow>> {
        let rows = query_as::<Db, RulingColumns>(sql::HOLDING_BLOCKS)
            .bind(desk.desk().unit.0)
            .bind(desk.actor().0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(RulingRow::try_from).collect()
    }

    async fn ended_blocks(&self, desk: &AtDesk) -> StoreResult<Vec<RulingRow>> {
        let rows = query_as::<Db, RulingColumns>(sql::ENDED_BLOCKS)
            .bind(desk.desk().unit.0)
            .bind(desk.actor().0)
            .bind(limit(MOST))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(RulingRow::try_from).collect()
    }

    async fn blocks_due(&self, desk: &AtDesk, today: Date) -> StoreResult<u32> {
        let due: i64 = query_scalar(sql::BLOCKS_DUE)
            .bind(desk.desk().unit.0)
            .bind(desk.actor().0)
            .bind(today.to_string())
            .fetch_one(&self.read)
            .await
            .map_err(failed)?;
        u32::try_from(due).map_err(|_| unreadable("a count"))
    }

    async fn guardians_of(
        &self,
        _desk: &AtDesk,
        child: Personnummer,
        today: Date,
    ) -> StoreResult<Vec<Person>> {
        let rows = query_as::<Db, PersonColumns>(sql::GUARDIANS_OF)
            .bind(child.digits())
            .bind(today.to_string())
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(Person::try_from).collect()
    }

    async fn case_guardian(&self, reading: &CaseReading) -> StoreResult<Option<(Person, bool)>> {
        let row = query_as::<Db, SenderColumns>(sql::CASE_GUARDIAN)
            .bind(reading.thread().0)
            .bind(reading.unit().0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(SenderColumns::read).transpose()
    }

    async fn keep_block(
        &self,
        acting: PersonActing,
        block: RulingId,
        seen: Date,
        review_on: Date,
    ) -> StoreResult<bool> {
        let mut transaction = self.begin().await?;
        let kept = query(sql::KEEP_BLOCK)
            .bind(block.0)
            .bind(acting.unit().0)
            .bind(acting.about().0)
            .bind(seen.to_string())
            .bind(review_on.to_string())
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        if kept.rows_affected() == 0 {
            return Ok(false);
        }
        note(&mut transaction, &[acting.unit().0], acting.at()).await?;
        commit_entry(transaction, acting.entry()).await?;
        Ok(true)
    }
}
