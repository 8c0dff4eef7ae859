//! What has been decided about people: blocks, exceptions, approvals (R-C3).

use async_trait::async_trait;
use domain::id::{PersonId, RulingId, UnitId};
use domain::ruling::RulingKind;
use jiff::civil::Date;
use service::access::staff::{AtDesk, PersonActing};
use service::ports::store::{Decided, Made, NewRuling, RulingRow, Rulings, StoreResult};
use sqlx::{Executor, Transaction, query, query_as};

use super::changes::note;
use super::log::commit_entry;
use super::{Db, Repo};
use crate::convert::{failed, limit, micros};
use crate::rows::{DecidedColumns, RulingColumns};
use crate::sql;

/// So many of a unit's are shown.
const MOST: usize = 200;

#[async_trait]
impl Rulings for Repo {
    async fn rulings_between(&self, actor: PersonId, subject: PersonId) -> StoreResult<Decided> {
        let rows = query_as::<Db, DecidedColumns>(sql::RULINGS_BETWEEN)
            .bind(actor.0)
            .bind(subject.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        DecidedColumns::gather(rows)
    }

    async fn make_ruling(&self, acting: PersonActing, ruling: &NewRuling) -> StoreResult<Made> {
        let mut transaction = self.begin().await?;
        if !insert(&mut transaction, &acting, ruling).await? {
            // What was sent before is in the log.
            let before = find(&mut *transaction, acting.unit(), ruling.id).await?;
            let same = before.is_some_and(|before| before.is(ruling));
            return Ok(if same { Made::Done } else { Made::Other });
        }
        commit_entry(transaction, acting.entry()).await?;
        Ok(Made::Done)
    }

    async fn end_ruling(
        &self,
        acting: PersonActing,
        ruling: RulingId,
        reason: &str,
    ) -> StoreResult<bool> {
        let mut transaction = self.begin().await?;
        if !end(&mut transaction, &acting, ruling, reason).await? {
            return Ok(false);
        }
        commit_entry(transaction, acting.entry()).await?;
        Ok(true)
    }

    async fn review_ruling(
        &self,
        acting: PersonActing,
        ruling: RulingId,
        review_on: Date,
    ) -> StoreResult<bool> {
        let mut transaction = self.begin().await?;
        let reviewed = query(sql::REVIEW_RULING)
            .bind(ruling.0)
            .bind(acting.unit().0)
            .bind(acting.about().0)
            .bind(review_on.to_string())
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        if reviewed.rows_affected() == 0 {
            return Ok(false);
        }
        note(&mut transaction, &[acting.unit().0], acting.at()).await?;
        commit_entry(transaction, acting.entry()).await?;
        Ok(true)
    }

    async fn rulings_at(&self, desk: &AtDesk, kind: RulingKind) -> StoreResult<Vec<RulingRow>> {
        let rows = query_as::<Db, RulingColumns>(sql::RULINGS_AT)
            .bind(desk.desk().unit.0)
            .bind(Some(kind.word()))
            .bind(None::<uuid::Uuid>)
            .bind(limit(MOST))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(RulingRow::try_from).collect()
    }

    async fn ruling_at(&self, unit: UnitId, ruling: RulingId) -> StoreResult<Option<RulingRow>> {
        find(&self.read, unit, ruling).await
    }
}

/// One of the unit's.
async fn find(
    executor: impl Executor<'_, Database = Db>,
    unit: UnitId,
    ruling: RulingId,
) -> StoreResult<Option<RulingRow>> {
    let row = query_as::<Db, RulingColumns>(sql::RULINGS_AT)
        .bind(unit.0)
        .bind(None::<&str>)
        .bind(Some(ruling.0))
        .bind(limit(1))
        .fetch_optional(executor)
        .await
        .map_err(failed)?;
    row.map(RulingRow::try_from).transpose()
}

/// Writes what is decided; `false` if it was written before.
pub(super) async fn insert(
    transaction: &mut Transaction<'static, Db>,
    acting: &PersonActing,
    ruling: &NewRuling,
) -> StoreResult<bool> {
    let made = query(sql::MAKE_RULING)
        .bind(ruling.id.0)
        .bind(ruling.kind.word())
        .bind(ruling.actor.0)
        .bind(ruling.subject.0)
        .bind(acting.unit().0)
        .bind(ruling.from.to_string())
        .bind(ruling.until.map(|day| day.to_string()))
        .bind(ruling.review_on.map(|day| day.to_string()))
        .bind(ruling.reason)
        .bind(acting.actor().0)
        .bind(acting.actor_name())
        .bind(micros(acting.at()))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if made.rows_affected() == 0 {
        return Ok(false);
    }
    if ruling.kind == RulingKind::Block {
        for statement in [sql::REMOVE_LINK, sql::FORGET_DRAFTS_ABOUT] {
            query(statement)
                .bind(ruling.actor.0)
                .bind(ruling.subject.0)
                .execute(&mut **transaction)
                .await
                .map_err(failed)?;
        }
    }
    // Open pages ask again: of the child's inbox, and of the unit's work.
    let topics = [ruling.subject.0, acting.unit().0];
    note(transaction, &topics, acting.at()).await?;
    Ok(true)
}

/// Ends what was decided; `false` if there is nothing of the unit's to be ended.
pub(super) async fn end(
    transaction: &mut Transaction<'static, Db>,
    acting: &PersonActing,
    ruling: RulingId,
    reason: &str,
) -> StoreResult<bool> {
    let ended = query(sql::END_RULING)
        .bind(ruling.0)
        .bind(acting.unit().0)
        .bind(acting.about().0)
        .bind(micros(acting.at()))
        .bind(acting.actor().0)
        .bind(acting.actor_name())
        .bind(reason)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if ended.rows_affected() == 0 {
        return Ok(false);
    }
    let topics = [acting.about().0, acting.unit().0];
    note(transaction, &topics, acting.at()).await?;
    Ok(true)
}
