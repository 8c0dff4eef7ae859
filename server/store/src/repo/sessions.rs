//! Log-in sessions.

use async_trait::async_trait;
use domain::id::{PersonId, SessionId};
use domain::person::Person;
use jiff::Timestamp;
use service::ports::store::{SessionExtras, SessionRow, Sessions, StoreResult};
use sqlx::{query, query_as};

use super::{Db, Repo};
use crate::convert::{Word, failed, micros};
use crate::rows::SessionColumns;
use crate::sql;

#[async_trait]
impl Sessions for Repo {
    async fn create_session(&self, session: &SessionRow, token_hash: &[u8; 32]) -> StoreResult<()> {
        query(sql::CREATE_SESSION)
            .bind(session.id.0)
            .bind(session.person.0)
            .bind(session.assurance.word())
            .bind(micros(session.created))
            .bind(micros(session.used))
            .bind(token_hash.as_slice())
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn session(
        &self,
        token_hash: &[u8; 32],
    ) -> StoreResult<Option<(SessionRow, Person, SessionExtras)>> {
        let row = query_as::<Db, SessionColumns>(sql::SESSION)
            .bind(token_hash.as_slice())
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(TryInto::try_into).transpose()
    }

    async fn touch_session(&self, id: SessionId, at: Timestamp) -> StoreResult<()> {
        query(sql::TOUCH_SESSION)
            .bind(id.0)
            .bind(micros(at))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn end_session(&self, id: SessionId) -> StoreResult<()> {
        query(sql::END_SESSION)
            .bind(id.0)
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn end_sessions(&self, person: PersonId) -> StoreResult<u64> {
        let ended = query(sql::END_SESSIONS)
            .bind(person.0)
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(ended.rows_affected())
    }

    async fn prune_sessions(
        &self,
        used_before: Timestamp,
        created_before: Timestamp,
    ) -> StoreResult<u64> {
        let pruned = query(sql::PRUNE_SESSIONS)
            .bind(micros(used_before))
            .bind(micros(created_before))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(pruned.rows_affected())
    }
}
