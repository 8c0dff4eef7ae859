//! What is being written and not sent yet: each person's own.

use async_trait::async_trait;
use domain::access::Capacity;
use domain::contact::OnlineService;
use domain::draft::{Draft, DraftPlace, DraftSummary, NewDraft};
use domain::id::{ThreadId, UnitId};
use jiff::Timestamp;
use service::access::Acting;
use service::ports::store::{Drafts, Kept, StoreResult};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::errand::is_offered;
use super::log::commit_with;
use super::{Db, Repo, commit};
use crate::convert::{failed, instant, limit, micros, unreadable};
use crate::rows::DraftListColumns;
use crate::sql;

#[async_trait]
impl Drafts for Repo {
    async fn draft(&self, acting: &Acting, place: DraftPlace) -> StoreResult<Option<Draft>> {
        let row: Option<(String, String, i64, i64)> = query_as(sql::DRAFT)
            .bind(acting.actor().0)
            .bind(acting.subject().id.0)
            .bind(id(place))
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        let read = |(subject, text, saved, version)| {
            let saved = instant(saved)?.into();
            Ok(Draft {
                subject,
                text,
                saved,
                version: u32::try_from(version).map_err(|_| unreadable("a version"))?,
            })
        };
        row.map(read).transpose()
    }

    async fn drafts(&self, acting: &Acting, most: usize) -> StoreResult<Vec<DraftSummary>> {
        let rows = query_as::<Db, DraftListColumns>(sql::DRAFTS)
            .bind(acting.actor().0)
            .bind(acting.subject().id.0)
            .bind(acting.capacity() == Capacity::Guardian)
            .bind(limit(most))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(DraftSummary::try_from).collect()
    }

    async fn keep_draft(
        &self,
        acting: Acting,
        place: DraftPlace,
        draft: &NewDraft,
    ) -> StoreResult<Kept> {
        let mut transaction = self.begin().await?;
        wait_for_writer(&mut transaction, &acting).await?;
        let Some(unit) = unit_of(&mut transaction, &acting, place).await? else {
            return Ok(Kept::NotFound);
        };
        if !is_offered(&mut transaction, unit, OnlineService::Message).await? {
            return Ok(Kept::NotOffered);
        }
        // What comes late, after its form has been sent, must not bring the draft back.
        let sent = query(sql::IS_SENT)
            .bind(draft.key.0)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        if sent.is_some() {
            return Ok(Kept::Nothing);
        }
        let newer = query(sql::IS_NEWER_DRAFT)
            .bind(acting.actor().0)
            .bind(acting.subject().id.0)
            .bind(id(place))
            .bind(i64::from(draft.seen))
            .bind(draft.key.0)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        if newer.is_some() {
            return Ok(Kept::Newer);
        }
        if draft.is_empty() {
            delete(&mut transaction, &acting, id(place)).await?;
            commit(transaction).await?;
            return Ok(Kept::Nothing);
        }
        if write(&mut transaction, &acting, unit, place, draft).await? {
            commit_with(transaction, &acting).await?;
        } else {
            commit(transaction).await?;
        }
        Ok(Kept::Kept)
    }

    async fn forget_draft(&self, acting: Acting, place: DraftPlace) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        wait_for_writer(&mut transaction, &acting).await?;
        if delete(&mut transaction, &acting, id(place)).await? {
            commit_with(transaction, &acting).await?;
        }
        Ok(())
    }

    async fn prune_drafts(&self, before: Timestamp) -> StoreResult<u64> {
        let pruned = query(sql::PRUNE_DRAFTS)
            .bind(micros(before))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(pruned.rows_affected())
    }
}

fn id(place: DraftPlace) -> Uuid {
    match place {
        DraftPlace::Unit(unit) => unit.0,
        DraftPlace::Thread(thread) => thread.0,
    }
}

/// Forgets what the actor was writing there, because it is sent with this transaction.
pub(super) async fn is_sent(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
    place: DraftPlace,
) -> StoreResult<()> {
    wait_for_writer(transaction, acting).await?;
    delete(transaction, acting, id(place)).await?;
    Ok(())
}

/// One who sends and keeps at once (the page keeps by itself) does one after the other.
async fn wait_for_writer(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
) -> StoreResult<()> {
    query(sql::LOCK_PERSON)
        .bind(acting.actor().0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}

/// To which unit it is, if the subject has such a thread.
async fn unit_of(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
    place: DraftPlace,
) -> StoreResult<Option<UnitId>> {
    let thread = match place {
        DraftPlace::Unit(unit) => return Ok(Some(unit)),
        DraftPlace::Thread(ThreadId(thread)) => thread,
    };
    let unit = query_scalar(sql::THREAD_UNIT)
        .bind(acting.subject().id.0)
        .bind(thread)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(unit.map(UnitId))
}

/// Deletes it; `false` if there was none.
async fn delete(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
    place: Uuid,
) -> StoreResult<bool> {
    let deleted = query(sql::FORGET_DRAFT)
        .bind(acting.actor().0)
        .bind(acting.subject().id.0)
        .bind(place)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(deleted.rows_affected() > 0)
}

/// Writes it; `true` if there was none before.
async fn write(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
    unit: UnitId,
    place: DraftPlace,
    draft: &NewDraft,
) -> StoreResult<bool> {
    let went_on = query(sql::GO_ON_WITH_DRAFT)
        .bind(acting.actor().0)
        .bind(acting.subject().id.0)
        .bind(id(place))
        .bind(&draft.subject)
        .bind(&draft.text)
        .bind(micros(acting.at()))
        .bind(draft.key.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if went_on.rows_affected() > 0 {
        return Ok(false);
    }
    let thread = match place {
        DraftPlace::Unit(_) => None,
        DraftPlace::Thread(thread) => Some(thread.0),
    };
    query(sql::BEGIN_DRAFT)
        .bind(acting.actor().0)
        .bind(acting.subject().id.0)
        .bind(id(place))
        .bind(&draft.subject)
        .bind(&draft.text)
        .bind(micros(acting.at()))
        .bind(unit.0)
        .bind(thread)
        .bind(draft.key.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(true)
}
