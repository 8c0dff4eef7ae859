//! Jobs that run on one node at a time.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use service::ports::store::{Leases, StoreResult};
use sqlx::query;
use uuid::Uuid;

use super::Repo;
use crate::convert::{failed, micros};
use crate::sql;

#[async_trait]
impl Leases for Repo {
    async fn take_lease(
        &self,
        job: &'static str,
        holder: Uuid,
        now: Timestamp,
        length: SignedDuration,
    ) -> StoreResult<bool> {
        let until = now.saturating_add(length).unwrap_or(Timestamp::MAX);
        let wrong = until.saturating_add(length).unwrap_or(Timestamp::MAX);
        let taken = query(sql::TAKE_LEASE)
            .bind(job)
            .bind(holder)
            .bind(micros(until))
            .bind(micros(now))
            .bind(micros(wrong))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(taken.rows_affected() > 0)
    }

    async fn end_lease(&self, job: &'static str, holder: Uuid) -> StoreResult<()> {
        query(sql::END_LEASE)
            .bind(job)
            .bind(holder)
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(())
    }
}
