//! Taking back what was sent and nobody at the clinic has begun with.

use async_trait::async_trait;
use domain::contact::OnlineService;
use domain::id::{MessageId, ThreadId};
use domain::taking_back::{TakingBack, taking_back};
use service::access::Acting;
use service::ports::store::{StoreResult, TakeBack, TookBack};
use sqlx::{query, query_as, query_scalar};

use super::changes::note;
use super::errand::NewPost;
use super::log::commit_with;
use super::sent::{Before, Written};
use super::{Db, Repo};
use crate::convert::{errand_kind, failed, micros};
use crate::rows::StandingColumns;
use crate::sql;

/// What the message that tells of it is kept as.
const EVENT: &str = "taken-back";

#[async_trait]
impl TakeBack for Repo {
    async fn errand_kind(
        &self,
        acting: &Acting,
        thread: ThreadId,
    ) -> StoreResult<Option<OnlineService>> {
        let word: Option<String> = query_scalar(sql::ERRAND_KIND)
            .bind(acting.subject().id.0)
            .bind(thread.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        word.map(|word| errand_kind(&word)).transpose()
    }

    async fn take_back(
        &self,
        acting: Acting,
        thread: ThreadId,
        message: MessageId,
    ) -> StoreResult<TookBack> {
        let mut transaction = self.begin().await?;
        // Whoever acts on it at the same time, staff above all, waits here.
        query(sql::LOCK_THREAD)
            .bind(thread.0)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        let found = query_as::<Db, StandingColumns>(sql::ERRAND_STANDING)
            .bind(acting.subject().id.0)
            .bind(thread.0)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        let Some(found) = found else {
            return Ok(TookBack::NotFound);
        };
        // Before it is looked at how the errand stands: it may have been written in again since.
        let told = Written {
            text: "",
            event: Some(EVENT),
            files: &[],
        };
        let actor = acting.actor();
        match told
            .before(&mut transaction, message, thread, actor)
            .await?
        {
            Before::Same => return Ok(TookBack::Done),
            Before::Other => return Ok(TookBack::NotFound),
            Before::Nothing => {}
        }
        let (unit, standing) = found.read()?;
        match taking_back(standing) {
            TakingBack::Open => {}
            // By the other guardian, or in another tab: it is as one wants it.
            done if done.is_done() => return Ok(TookBack::Done),
            TakingBack::Not(why) => return Ok(TookBack::Not(why)),
        }
        query(sql::GROW_THREAD)
            .bind(thread.0)
            .bind(micros(acting.at()))
            .bind(false)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        let post = NewPost {
            thread,
            id: message,
            text: "",
            event: Some((EVENT, None)),
        };
        if !post.write(&mut transaction, &acting).await? {
            return Ok(TookBack::NotFound);
        }
        for statement in [sql::TAKE_BACK_CASE, sql::TAKE_BACK_RENEWAL] {
            query(statement)
                .bind(thread.0)
                .bind(micros(acting.at()))
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        query(sql::TAKE_BACK_ORDER)
            .bind(thread.0)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        // No notices: nobody has to do anything because of it.
        let topics = [acting.subject().id.0, unit];
        note(&mut transaction, &topics, acting.at()).await?;
        commit_with(transaction, &acting).await?;
        Ok(TookBack::Done)
    }
}
