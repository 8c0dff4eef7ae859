//! The inbox (R-E5): always the subject's own threads.

use async_trait::async_trait;
use domain::access::Capacity;
use domain::contact::OnlineService;
use domain::future::OpenCase;
use domain::id::ThreadId;
use domain::inbox::{InboxAsked, InboxFilter, Thread};
use domain::text::{are_found, words};
use service::access::{Acting, Reading};
use service::ports::store::{Inbox, StoreResult, ThreadChange, ThreadCursor, ThreadRow};
use sqlx::{query, query_as, query_scalar};
use uuid::Uuid;

use super::attachments::MessageReader;
use super::changes::note;
use super::log::commit_with;
use super::{Db, Repo};
use crate::convert::{failed, limit, micros};
use crate::rows::{OpenCaseColumns, SearchedColumns, ThreadColumns, ThreadListColumns};
use crate::sql;

#[async_trait]
impl Inbox for Repo {
    async fn threads(
        &self,
        reading: &Reading,
        asked: &InboxAsked,
        after: Option<ThreadCursor>,
        rows: usize,
    ) -> StoreResult<Vec<ThreadRow>> {
        let (unread, newest, id) = after.map_or((true, i64::MAX, Uuid::max()), |cursor| {
            (cursor.unread, micros(cursor.newest), cursor.id.0)
        });
        let rows = query_as::<Db, ThreadListColumns>(sql::THREADS)
            .bind(reading.subject().id.0)
            .bind(asked.filter == InboxFilter::Archived)
            .bind(asked.filter == InboxFilter::Unread)
            .bind(unread)
            .bind(newest)
            .bind(id)
            .bind(limit(rows))
            .bind(asked.kind.map(OnlineService::word))
            .bind(reading.actor().0)
            .bind(reading.capacity() == Capacity::Guardian)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(ThreadRow::try_from).collect()
    }

    async fn search_threads(
        &self,
        reading: &Reading,
        asked: &InboxAsked,
        most: usize,
    ) -> StoreResult<Vec<ThreadRow>> {
        let rows = query_as::<Db, SearchedColumns>(sql::SEARCHED)
            .bind(reading.subject().id.0)
            .bind(asked.kind.map(OnlineService::word))
            .bind(reading.actor().0)
            .bind(reading.capacity() == Capacity::Guardian)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let mut threads: Vec<(ThreadRow, Vec<String>)> = Vec::new();
        for row in rows {
            let (thread, body) = row.parts()?;
            match threads.last_mut() {
                Some((last, there)) if last.cursor.id == thread.cursor.id => {
                    there.extend(words(&body));
                }
                _ => {
                    let text = format!("{} {} {body}", thread.subject, thread.unit);
                    threads.push((thread, words(&text)));
                }
            }
        }
        let found = threads
            .into_iter()
            .filter(|(_, there)| are_found(&asked.words, there));
        Ok(found.map(|(thread, _)| thread).take(most).collect())
    }

    async fn thread(&self, reading: &Reading, thread: ThreadId) -> StoreResult<Option<Thread>> {
        let row = query_as::<Db, ThreadColumns>(sql::THREAD)
            .bind(reading.subject().id.0)
            .bind(thread.0)
            .bind(reading.actor().0)
            .bind(reading.capacity() == Capacity::Guardian)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let reader = match reading.capacity() {
            Capacity::Guardian => MessageReader::Guardian(reading.actor()),
            Capacity::Myself | Capacity::Staff | Capacity::Operator => MessageReader::Subject,
        };
        row.with(self.messages(thread, reader).await?).map(Some)
    }

    async fn open_cases(&self, reading: &Reading) -> StoreResult<Vec<OpenCase>> {
        let rows = query_as::<Db, OpenCaseColumns>(sql::OPEN_CASES)
            .bind(reading.subject().id.0)
            .bind(reading.actor().0)
            .bind(reading.capacity() == Capacity::Guardian)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(OpenCase::try_from).collect()
    }

    async fn change_thread(
        &self,
        acting: Acting,
        thread: ThreadId,
        change: ThreadChange,
    ) -> StoreResult<bool> {
        let (statement, value) = match change {
            ThreadChange::Read => (sql::MARK_THREAD, false),
            ThreadChange::Unread => (sql::MARK_THREAD, true),
            ThreadChange::Archive => (sql::MOVE_THREAD, true),
            ThreadChange::Restore => (sql::MOVE_THREAD, false),
        };
        let mut transaction = self.begin().await?;
        let changed = query(statement)
            .bind(acting.subject().id.0)
            .bind(thread.0)
            .bind(value)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?
            .rows_affected();
        if changed == 0 {
            return Ok(false);
        }
        if change == ThreadChange::Read {
            query(sql::MESSAGES_READ)
                .bind(thread.0)
                .bind(true)
                .bind(micros(acting.at()))
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        let mut topics = vec![acting.subject().id.0];
        if change == ThreadChange::Read {
            let unit = query_scalar(sql::THREAD_UNIT)
                .bind(acting.subject().id.0)
                .bind(thread.0)
                .fetch_one(&mut *transaction)
                .await
                .map_err(failed)?;
            topics.push(unit);
        }
        note(&mut transaction, &topics, acting.at()).await?;
        commit_with(transaction, &acting).await?;
        Ok(true)
    }
}
