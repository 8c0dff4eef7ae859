//! A unit's cases (R-C1, R-C2).

use async_trait::async_trait;
use domain::case::{CaseFilter, CaseState};
use domain::certificate::OrderState;
use domain::id::{ThreadId, UnitId};
use domain::notice::NoticeEvent;
use domain::person::Person;
use domain::prescription::RenewalState;
use service::access::staff::{AtDesk, CaseActing, CaseReading};
use service::ports::store::{
    CaseAnswer, CaseChange, CaseCursor, CaseInFull, CaseRow, Cases, Changed, StoreResult,
};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::attachments::{MessageReader, write_files};
use super::changes::note;
use super::errand::Event;
use super::log::commit_entry;
use super::outbox::tell;
use super::sent::{Before, Written};
use super::{Db, Repo};
use crate::convert::{Word, failed, limit, micros};
use crate::rows::{CaseColumns, CaseCountColumns, CaseListColumns, PersonColumns};
use crate::sql;

#[async_trait]
impl Cases for Repo {
    async fn case_counts(&self, desk: &AtDesk) -> StoreResult<[u32; 4]> {
        let rows = query_as::<Db, CaseCountColumns>(sql::CASE_COUNTS)
            .bind(desk.desk().unit.0)
            .bind(desk.desk().staff.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let mut counts = [0; 4];
        for row in rows {
            let (place, cases) = row.place()?;
            counts[place] += cases;
        }
        Ok(counts)
    }

    async fn cases(
        &self,
        desk: &AtDesk,
        filter: CaseFilter,
        after: Option<CaseCursor>,
        rows: usize,
    ) -> StoreResult<Vec<CaseRow>> {
        let (state, mine) = match filter {
            CaseFilter::New => (CaseState::New, None),
            CaseFilter::Mine => (CaseState::Taken, Some(true)),
            CaseFilter::Others => (CaseState::Taken, Some(false)),
            CaseFilter::Waiting => (CaseState::Waiting, None),
            CaseFilter::Done => (CaseState::Done, None),
        };
        let newest_first = state == CaseState::Done;
        let (changed, thread) = match after {
            Some(cursor) => (micros(cursor.changed), cursor.thread.0),
            None if newest_first => (i64::MAX, Uuid::max()),
            None => (i64::MIN, Uuid::nil()),
        };
        let unit = desk.desk().unit.0;
        let found = if newest_first {
            query_as::<Db, CaseListColumns>(sql::CASES_BY_NEWS)
                .bind(unit)
                .bind(state.word())
                .bind(changed)
                .bind(thread)
                .bind(limit(rows))
                .fetch_all(&self.read)
                .await
        } else {
            query_as::<Db, CaseListColumns>(sql::CASES_BY_AGE)
                .bind(unit)
                .bind(state.word())
                .bind(changed)
                .bind(thread)
                .bind(desk.desk().staff.0)
                .bind(mine)
                .bind(limit(rows))
                .fetch_all(&self.read)
                .await
        };
        let found = found.map_err(failed)?;
        found.into_iter().map(CaseRow::try_from).collect()
    }

    async fn case_person(&self, unit: UnitId, thread: ThreadId) -> StoreResult<Option<Person>> {
        let row = query_as::<Db, PersonColumns>(sql::CASE_PERSON)
            .bind(thread.0)
            .bind(unit.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(Person::try_from).transpose()
    }

    async fn case(&self, reading: &CaseReading) -> StoreResult<Option<CaseInFull>> {
        let row = query_as::<Db, CaseColumns>(sql::CASE)
            .bind(reading.thread().0)
            .bind(reading.unit().0)
            .bind(reading.staff().0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let reader = MessageReader::Clinic;
        let messages = self.messages(reading.thread(), reader).await?;
        row.with(messages).map(Some)
    }

    async fn change_case(&self, acting: CaseActing, change: &CaseChange) -> StoreResult<Changed> {
        let mut transaction = self.begin().await?;
        if let Some(over) = begin_act(&mut transaction, &acting, change, None).await? {
            return Ok(over);
        }
        if change.state == CaseState::Done && is_undecided(&mut transaction, &acting).await? {
            return Ok(Changed::Undecided);
        }
        end_act(transaction, &acting, change, NoticeEvent::Answer).await
    }
}

/// Changes the case and writes the answer, as every act on a case does. What it gives is what became
/// of an act that goes no further; then nothing is written.
pub(super) async fn begin_act(
    transaction: &mut Transaction<'static, Db>,
    acting: &CaseActing,
    change: &CaseChange,
    event: Option<Event>,
) -> StoreResult<Option<Changed>> {
    query(sql::LOCK_THREAD)
        .bind(acting.thread().0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    // Before its version is looked at: the page may have shown a new one since.
    if let Some(answer) = &change.answer {
        match sent_before(transaction, acting, answer, event).await? {
            Before::Same => return Ok(Some(Changed::Done)),
            Before::Other => return Ok(Some(Changed::SentOther)),
            Before::Nothing => {}
        }
    }
    if let Some(assignee) = change.assignee {
        let works_there = query(sql::IS_AT_UNIT)
            .bind(assignee.0)
            .bind(acting.unit().0)
            .fetch_optional(&mut **transaction)
            .await
            .map_err(failed)?;
        if works_there.is_none() {
            return Ok(Some(Changed::NotFound));
        }
    }
    let version: Option<i32> = query_scalar(sql::CHANGE_CASE)
        .bind(acting.thread().0)
        .bind(acting.unit().0)
        .bind(i32::try_from(change.version).unwrap_or(i32::MAX))
        .bind(change.state.word())
        .bind(change.assignee.map(|staff| staff.0))
        .bind(micros(acting.at()))
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    if version.is_none() {
        return Ok(Some(Changed::Conflict));
    }
    // To act on it is to have read it (R-C2).
    query(sql::MESSAGES_READ)
        .bind(acting.thread().0)
        .bind(false)
        .bind(micros(acting.at()))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if let Some(answer) = &change.answer
        && !write(transaction, acting, answer, event).await?
    {
        return Ok(Some(Changed::NotFound));
    }
    Ok(None)
}

/// Tells of what was done, writes it to the log, and makes it last.
pub(super) async fn end_act(
    mut transaction: Transaction<'static, Db>,
    acting: &CaseActing,
    change: &CaseChange,
    what: NoticeEvent,
) -> StoreResult<Changed> {
    if let Some(answer) = &change.answer {
        let (subject, told) = (acting.subject().id, (what, answer.message.0));
        tell(&mut transaction, subject, told, acting.at()).await?;
    }
    let topics = [acting.unit().0, acting.subject().id.0];
    note(&mut transaction, &topics, acting.at()).await?;
    commit_entry(transaction, acting.entry()).await?;
    Ok(Changed::Done)
}

/// Whether something that the case asks for is not decided.
pub(super) async fn is_undecided(
    transaction: &mut Transaction<'static, Db>,
    acting: &CaseActing,
) -> StoreResult<bool> {
    let open = [
        (sql::RENEWAL_STATES, RenewalState::Asked.word()),
        (sql::ORDER_STATE, OrderState::Ordered.word()),
    ];
    for (statement, undecided) in open {
        let states: Vec<String> = query_scalar(statement)
            .bind(acting.thread().0)
            .fetch_all(&mut **transaction)
            .await
            .map_err(failed)?;
        if states.iter().any(|state| state == undecided) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the actor has written this very answer before.
async fn sent_before(
    transaction: &mut Transaction<'static, Db>,
    acting: &CaseActing,
    answer: &CaseAnswer,
    event: Option<Event>,
) -> StoreResult<Before> {
    let written = Written {
        text: &answer.text,
        event: event.map(|(word, _)| word),
        files: &answer.files,
    };
    let (message, thread) = (answer.message, acting.thread());
    let before = written.before(transaction, message, thread, acting.actor());
    before.await
}

/// Writes the answer and its files; `false` if there is something else with its id.
async fn write(
    transaction: &mut Transaction<'static, Db>,
    acting: &CaseActing,
    answer: &CaseAnswer,
    event: Option<Event>,
) -> StoreResult<bool> {
    let (event, about) = event.unzip();
    let written = query(sql::WRITE_EVENT)
        .bind(answer.message.0)
        .bind(acting.thread().0)
        .bind("staff")
        .bind(&answer.signed)
        .bind(micros(acting.at()))
        .bind(&answer.text)
        .bind(acting.actor().0)
        .bind(event)
        .bind(about.flatten().map(micros))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    write_files(transaction, answer.message, &answer.files, acting.at()).await?;
    query(sql::GROW_THREAD)
        .bind(acting.thread().0)
        .bind(micros(acting.at()))
        .bind(true)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(true)
}
