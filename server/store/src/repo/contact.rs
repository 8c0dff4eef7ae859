//! Finding a clinic, and writing to it (R-E5, R-E7).

use async_trait::async_trait;
use domain::contact::{OnlineService, UnitOffer};
use domain::draft::DraftPlace;
use domain::id::{MessageId, ThreadId, UnitId};
use domain::message::{NewMessage, Reply};
use service::access::{Acting, Reading};
use service::ports::store::{Contact, NewAttachment, Sent, StoreResult};
use sqlx::{query, query_as, query_scalar};
use uuid::Uuid;

use super::attachments::write_files;
use super::errand::{NewErrand, NewPost, is_offered, tell_both};
use super::log::commit_with;
use super::sent::Written;
use super::{Db, Repo, drafts};
use crate::convert::{failed, limit, micros};
use crate::rows::UnitOfferColumns;
use crate::sql;

/// After every letter that a word can have: the end of the words that begin alike.
const LAST: char = '\u{10ffff}';

#[async_trait]
impl Contact for Repo {
    async fn units(&self, word: &str, most: usize) -> StoreResult<Vec<UnitOffer>> {
        let rows = query_as::<Db, UnitOfferColumns>(sql::UNITS)
            .bind(word)
            .bind(format!("{word}{LAST}"))
            .bind(limit(most))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        UnitOfferColumns::units(rows)
    }

    async fn known_units(&self, reading: &Reading) -> StoreResult<Vec<UnitOffer>> {
        let rows = query_as::<Db, UnitOfferColumns>(sql::KNOWN_UNITS)
            .bind(reading.subject().id.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        UnitOfferColumns::units(rows)
    }

    async fn unit(&self, unit: UnitId) -> StoreResult<Option<UnitOffer>> {
        let rows = query_as::<Db, UnitOfferColumns>(sql::UNIT)
            .bind(unit.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        Ok(UnitOfferColumns::units(rows)?.into_iter().next())
    }

    async fn unit_of(&self, reading: &Reading, thread: ThreadId) -> StoreResult<Option<UnitId>> {
        let unit = query_scalar(sql::THREAD_UNIT)
            .bind(reading.subject().id.0)
            .bind(thread.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        Ok(unit.map(UnitId))
    }

    async fn start_thread(
        &self,
        acting: Acting,
        unit: UnitId,
        message: &NewMessage,
        first: MessageId,
        files: &[NewAttachment],
    ) -> StoreResult<Sent> {
        let mut transaction = self.begin().await?;
        if !is_offered(&mut transaction, unit, OnlineService::Message).await? {
            return Ok(Sent::NotOffered(OnlineService::Message));
        }
        let errand = NewErrand {
            thread: message.thread,
            unit,
            kind: OnlineService::Message,
            subject: &message.subject,
            first,
            text: &message.text,
            event: None,
        };
        if !errand.open(&mut transaction, &acting).await? {
            let before = errand.before(&mut transaction, &acting, files).await?;
            return Ok(before.told(message.thread));
        }
        write_files(&mut transaction, first, files, acting.at()).await?;
        drafts::is_sent(&mut transaction, &acting, DraftPlace::Unit(unit)).await?;
        tell_both(&mut transaction, &acting, unit.0).await?;
        commit_with(transaction, &acting).await?;
        Ok(Sent::Done)
    }

    async fn reply(
        &self,
        acting: Acting,
        thread: ThreadId,
        reply: &Reply,
        files: &[NewAttachment],
    ) -> StoreResult<Sent> {
        let mut transaction = self.begin().await?;
        let unit: Option<Uuid> = query_scalar(sql::THREAD_UNIT)
            .bind(acting.subject().id.0)
            .bind(thread.0)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        let Some(unit) = unit else {
            return Ok(Sent::NotFound);
        };
        if !is_offered(&mut transaction, UnitId(unit), OnlineService::Message).await? {
            return Ok(Sent::NotOffered(OnlineService::Message));
        }
        // The thread first: whoever writes in it at the same time waits here.
        query(sql::GROW_THREAD)
            .bind(thread.0)
            .bind(micros(acting.at()))
            .bind(false)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        let message = NewPost {
            thread,
            id: reply.message,
            text: &reply.text,
            event: None,
        };
        if !message.write(&mut transaction, &acting).await? {
            let written = Written {
                text: &reply.text,
                event: None,
                files,
            };
            let (message, actor) = (reply.message, acting.actor());
            let before = written.before(&mut transaction, message, thread, actor);
            return Ok(before.await?.told(thread));
        }
        write_files(&mut transaction, reply.message, files, acting.at()).await?;
        drafts::is_sent(&mut transaction, &acting, DraftPlace::Thread(thread)).await?;
        query(sql::WAKE_CASE)
            .bind(thread.0)
            .bind(micros(acting.at()))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        tell_both(&mut transaction, &acting, unit).await?;
        commit_with(transaction, &acting).await?;
        Ok(Sent::Done)
    }
}
