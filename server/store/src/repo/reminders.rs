//! Reminding of visits (B6).

use async_trait::async_trait;
use domain::id::{PersonId, ThreadId};
use domain::notice::NoticeEvent;
use jiff::Timestamp;
use service::ports::store::{NoticeKind, Reminders, StoreResult, VisitRow};
use sqlx::{query, query_as};
use uuid::Uuid;

use super::outbox::{Out, who_hears};
use super::{Repo, commit};
use crate::convert::{failed, instant, limit, micros};
use crate::sql;

/// Booking, person, beginning, when it was settled.
type Columns = (Uuid, Uuid, i64, i64);

#[async_trait]
impl Reminders for Repo {
    async fn visits_ahead(
        &self,
        (from, thread): (Timestamp, Option<ThreadId>),
        until: Timestamp,
        rows: usize,
    ) -> StoreResult<Vec<VisitRow>> {
        let rows: Vec<Columns> = query_as(sql::VISITS_AHEAD)
            .bind(micros(from))
            .bind(thread.map_or(Uuid::max(), |thread| thread.0))
            .bind(micros(until))
            .bind(limit(rows))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let row = |(thread, person, starts, settled): Columns| {
            Ok(VisitRow {
                thread: ThreadId(thread),
                person: PersonId(person),
                starts: instant(starts)?,
                settled: instant(settled)?,
            })
        };
        rows.into_iter().map(row).collect()
    }

    async fn remind(&self, visit: &VisitRow, due: Timestamp, now: Timestamp) -> StoreResult<bool> {
        // Outside the change: where nobody wants to hear of it, it is asked again and again.
        let what = NoticeEvent::Reminder;
        if who_hears(&self.read, visit.person, what).await?.is_empty() {
            return Ok(false);
        }
        let mut transaction = self.begin().await?;
        let noted = query(sql::NOTE_REMINDER)
            .bind(visit.thread.0)
            .bind(micros(visit.starts))
            .bind(micros(now))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        if noted.rows_affected() == 0 {
            return Ok(false);
        }
        let stands = query(sql::VISIT_STANDS)
            .bind(visit.thread.0)
            .bind(micros(visit.starts))
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        let listeners = who_hears(&mut *transaction, visit.person, what).await?;
        if stands.is_none() || listeners.is_empty() {
            // The note is undone as well: an address may come in time.
            return Ok(false);
        }
        let event = Uuid::new_v5(&visit.thread.0, &micros(visit.starts).to_be_bytes());
        for listener in listeners {
            // Not merged with one that waits: that may be of a visit which is cancelled meanwhile.
            let out = Out {
                kind: NoticeKind::Reminder,
                event,
                visit: Some((visit.thread, visit.starts)),
                due: listener.due(due)?,
            };
            out.write(&mut transaction, visit.person, listener, now)
                .await?;
        }
        commit(transaction).await?;
        Ok(true)
    }

    async fn visit_stands(&self, thread: ThreadId, starts: Timestamp) -> StoreResult<bool> {
        let stands = query(sql::VISIT_STANDS)
            .bind(thread.0)
            .bind(micros(starts))
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        Ok(stands.is_some())
    }
}
