//! The repository: the same source for both engines. `Db` and what differs stand in the parent.

mod application_answers;
mod application_decisions;
mod application_notices;
mod application_steps;
mod applications;
mod attachments;
mod birthdays;
mod blocks;
mod bookings;
mod cases;
mod certificates;
mod changes;
mod contact;
mod desk_times;
mod drafts;
mod errand;
mod facts;
mod family;
mod import;
mod inbox;
mod intake;
mod journal;
mod leases;
mod log;
mod log_chain;
mod notices;
mod orders;
mod outbox;
mod places;
mod prescriptions;
mod principals;
mod reminders;
mod rulings;
mod sent;
mod sessions;
mod settings;
mod staff;
mod taking_back;
mod templates;
mod time_changes;

pub(crate) use log::Waiting;

use async_trait::async_trait;
use service::ports::store::{Health, StoreResult};
use sqlx::migrate::MigrateError;
use sqlx::{Pool, Transaction, query, query_scalar};

use super::{APPEND, BEGIN_WRITE, COMMIT_TOGETHER, Db, IS_MIGRATED, MIGRATOR};
use crate::convert::failed;
use crate::{Engine, sql};

/// The store on one engine.
pub(crate) struct Repo {
    /// Where to read: what has been committed.
    pub(super) read: Pool<Db>,
    /// Where to write.
    pub(super) write: Pool<Db>,
    /// Entries of the access log that wait for the writer.
    pub(super) waiting: Waiting,
}

impl Repo {
    /// Begins a change of several statements; it is undone unless it is committed.
    async fn begin(&self) -> StoreResult<Transaction<'static, Db>> {
        self.write.begin_with(BEGIN_WRITE).await.map_err(failed)
    }
}

/// Makes the change last: it is on the disk when this returns.
async fn commit(transaction: Transaction<'static, Db>) -> StoreResult<()> {
    transaction.commit().await.map_err(failed)
}

#[async_trait]
impl Health for Repo {
    async fn ping(&self) -> StoreResult<()> {
        query(sql::PING).execute(&self.read).await.map_err(failed)?;
        Ok(())
    }
}

#[async_trait]
impl Engine for Repo {
    async fn migrate(&self) -> Result<(), MigrateError> {
        MIGRATOR.run(&self.write).await
    }

    async fn pending(&self) -> Result<usize, sqlx::Error> {
        let applied: Vec<i64> = if query_scalar(IS_MIGRATED).fetch_one(&self.read).await? {
            query_scalar(sql::APPLIED_MIGRATIONS)
                .fetch_all(&self.read)
                .await?
        } else {
            Vec::new()
        };
        Ok(MIGRATOR
            .iter()
            .filter(|known| !applied.contains(&known.version))
            .count())
    }

    async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}
