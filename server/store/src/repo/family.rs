//! The guardian's children (R-G2).

use async_trait::async_trait;
use domain::id::{LinkId, PersonId};
use jiff::Timestamp;
use service::access::{Acting, Reading};
use service::ports::store::{Family, StoreResult};
use sqlx::{Transaction, query, query_scalar};
use uuid::Uuid;

use super::log::commit_with;
use super::{Db, Repo};
use crate::convert::{failed, micros, unreadable};
use crate::sql;

/// A child's colour is one of eight.
const COLOURS: i16 = 8;

#[async_trait]
impl Family for Repo {
    async fn add_link(&self, acting: Acting, new_id: LinkId) -> StoreResult<LinkId> {
        let mut transaction = self.begin().await?;
        let whose = (acting.actor(), acting.subject().id);
        let link = link(&mut transaction, whose, new_id, acting.at()).await?;
        commit_with(transaction, &acting).await?;
        Ok(link)
    }

    async fn remove_link(&self, acting: Acting) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        query(sql::REMOVE_LINK)
            .bind(acting.actor().0)
            .bind(acting.subject().id.0)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        commit_with(transaction, &acting).await
    }

    async fn unread(&self, reading: &Reading) -> StoreResult<u32> {
        let unread: i64 = query_scalar(sql::UNREAD)
            .bind(reading.subject().id.0)
            .fetch_one(&self.read)
            .await
            .map_err(failed)?;
        u32::try_from(unread).map_err(|_| unreadable("a count"))
    }
}

/// Links a guardian to a child; gives the link, the old one if there is one.
pub(super) async fn link(
    transaction: &mut Transaction<'static, Db>,
    (guardian, child): (PersonId, PersonId),
    new_id: LinkId,
    at: Timestamp,
) -> StoreResult<LinkId> {
    query(sql::LOCK_PERSON)
        .bind(guardian.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    let taken = query_scalar(sql::COLOURS)
        .bind(guardian.0)
        .fetch_all(&mut **transaction)
        .await
        .map_err(failed)?;
    let link: Uuid = query_scalar(sql::ADD_LINK)
        .bind(new_id.0)
        .bind(guardian.0)
        .bind(child.0)
        .bind(next_colour(&taken))
        .bind(micros(at))
        .fetch_one(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(LinkId(link))
}

/// The first colour that is used least: children told apart as long as there are colours.
fn next_colour(taken: &[i16]) -> i16 {
    let uses = |colour: &i16| taken.iter().filter(|other| *other == colour).count();
    (0..COLOURS).min_by_key(uses).unwrap_or_default()
}
