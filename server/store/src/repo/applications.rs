//! Applications for an exception (R-J5, R-J6): how they are kept and read. What is done with them
//! stands in `application_answers` and `application_decisions`.

use async_trait::async_trait;
use domain::application::{ApplicationKind, NewApplication};
use domain::id::{ApplicationId, PersonId, UnitId};
use domain::message::FormKey;
use jiff::Timestamp;
use jiff::civil::Date;
use service::access::staff::{AtDesk, PersonActing};
use service::access::{Acting, Reading};
use service::ports::store::{
    Answer, ApplicationInFull, ApplicationRow, Applications, Applied, Deciding, EndingRow, Parties,
    StepRow, Stepped, StoreResult,
};
use sqlx::{Transaction, query, query_as};
use uuid::Uuid;

use super::application_answers::answer;
use super::application_decisions::decide;
use super::application_notices::{tell_ending, tell_one};
use super::application_steps::note_step;
use super::changes::note;
use super::log::commit_with;
use super::{Db, Repo};
use crate::convert::{date, failed, limit, micros};
use crate::rows::{ApplicationColumns, PartiesColumns, StepColumns};
use crate::sql;

/// So many are shown at once.
const MOST: usize = 200;

#[async_trait]
impl Applications for Repo {
    async fn application_parties(&self, id: ApplicationId) -> StoreResult<Option<Parties>> {
        let row = query_as::<Db, PartiesColumns>(sql::APPLICATION_PARTIES)
            .bind(id.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(Parties::try_from).transpose()
    }

    async fn apply(
        &self,
        acting: Acting,
        kind: ApplicationKind,
        new: &NewApplication,
    ) -> StoreResult<Applied> {
        let mut transaction = self.begin().await?;
        // Whoever applies about the same child at the same time waits here.
        query(sql::LOCK_PERSON)
            .bind(acting.subject().id.0)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        let mut made = Vec::new();
        for unit in &new.units {
            match apply_at(&mut transaction, &acting, kind, new, *unit).await? {
                None => made.push(*unit),
                Some(Applied::Done) => {}
                Some(instead) => return Ok(instead),
            }
        }
        if made.is_empty() {
            return Ok(Applied::Done);
        }
        let child = acting.subject().id;
        let mut topics: Vec<_> = made.iter().map(|unit| unit.0).collect();
        topics.extend([child.0, acting.actor().0]);
        topics.sort_unstable();
        topics.dedup();
        note(&mut transaction, &topics, acting.at()).await?;
        if kind == ApplicationKind::GuardianReads {
            let event = id_of(new.key, made[0]).0;
            tell_one(&mut transaction, child, event, acting.at()).await?;
        }
        commit_with(transaction, &acting).await?;
        Ok(Applied::Done)
    }

    async fn applications_of(
        &self,
        reading: &Reading,
    ) -> StoreResult<(Vec<ApplicationRow>, Vec<ApplicationRow>)> {
        let mut lists = [Vec::new(), Vec::new()];
        for (statement, list) in [sql::APPLIED_BY, sql::APPLIED_ABOUT].iter().zip(&mut lists) {
            let rows = query_as::<Db, ApplicationColumns>(*statement)
                .bind(reading.actor().0)
                .bind(limit(MOST))
                .fetch_all(&self.read)
                .await
                .map_err(failed)?;
            *list = read(rows)?;
        }
        let [own, asked] = lists;
        Ok((own, asked))
    }

    async fn application(
        &self,
        reading: &Reading,
        id: ApplicationId,
    ) -> StoreResult<Option<ApplicationInFull>> {
        let row = query_as::<Db, ApplicationColumns>(sql::APPLICATION)
            .bind(id.0)
            .bind(reading.subject().id.0)
            .bind(reading.actor().0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        self.with_steps(id, row).await
    }

    async fn answer_application(&self, acting: Acting, given: &Answer) -> StoreResult<Stepped> {
        answer(self.begin().await?, &acting, given).await
    }

    async fn applications_at(
        &self,
        desk: &AtDesk,
        waiting: bool,
    ) -> StoreResult<Vec<ApplicationRow>> {
        let rows = query_as::<Db, ApplicationColumns>(sql::APPLICATIONS_AT)
            .bind(desk.desk().unit.0)
            .bind(waiting)
            .bind(desk.actor().0)
            .bind(limit(MOST))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        read(rows)
    }

    async fn application_at(
        &self,
        desk: &AtDesk,
        id: ApplicationId,
    ) -> StoreResult<Option<ApplicationInFull>> {
        let row = query_as::<Db, ApplicationColumns>(sql::APPLICATION_AT)
            .bind(id.0)
            .bind(desk.desk().unit.0)
            .bind(desk.actor().0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        self.with_steps(id, row).await
    }

    async fn decide_application(
        &self,
        acting: PersonActing,
        decided: &Deciding,
    ) -> StoreResult<Stepped> {
        decide(self.begin().await?, &acting, decided).await
    }

    async fn ending_applications(
        &self,
        (from, until): (Date, Date),
        after: Option<EndingRow>,
        rows: usize,
    ) -> StoreResult<Vec<EndingRow>> {
        // The first page starts before all others of its first day.
        let (day, id) = after.map_or_else(|| (from, Uuid::nil()), |row| (row.until, row.id.0));
        let rows: Vec<(String, Uuid)> = query_as(sql::ENDING_APPLICATIONS)
            .bind(day.to_string())
            .bind(id)
            .bind(until.to_string())
            .bind(limit(rows))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let row = |(until, id): (String, Uuid)| {
            Ok(EndingRow {
                until: date(&until)?,
                id: ApplicationId(id),
            })
        };
        rows.into_iter().map(row).collect()
    }

    async fn tell_ending(
        &self,
        id: ApplicationId,
        due: Timestamp,
        now: Timestamp,
    ) -> StoreResult<bool> {
        tell_ending(self.begin().await?, id, due, now).await
    }
}

impl Repo {
    /// An application with what was done with it.
    async fn with_steps(
        &self,
        id: ApplicationId,
        row: Option<ApplicationColumns>,
    ) -> StoreResult<Option<ApplicationInFull>> {
        let Some(row) = row else { return Ok(None) };
        let steps = query_as::<Db, StepColumns>(sql::APPLICATION_STEPS)
            .bind(id.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let steps = steps.into_iter().map(StepRow::try_from);
        row.with(steps.collect::<StoreResult<_>>()?).map(Some)
    }
}

fn read(rows: Vec<ApplicationColumns>) -> StoreResult<Vec<ApplicationRow>> {
    rows.into_iter().map(ApplicationRow::try_from).collect()
}

/// The id of what a form with this key makes at a unit.
fn id_of(key: FormKey, unit: UnitId) -> ApplicationId {
    ApplicationId(Uuid::new_v5(&key.0, unit.0.as_bytes()))
}

/// What an application that was sent holds.
type Held = (String, Uuid, Uuid, Uuid, String, String);

/// Applies at one unit; gives what became of it instead, if that was not to be done.
async fn apply_at(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
    kind: ApplicationKind,
    new: &NewApplication,
    unit: UnitId,
) -> StoreResult<Option<Applied>> {
    let id = id_of(new.key, unit);
    let (applicant, child): (PersonId, PersonId) = (acting.actor(), acting.subject().id);
    let sent: Option<Held> = query_as(sql::SENT_APPLICATION)
        .bind(id.0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    if let Some(sent) = sent {
        let same = sent
            == (
                kind.word().to_owned(),
                applicant.0,
                child.0,
                unit.0,
                new.why.word().to_owned(),
                new.words.clone(),
            );
        return Ok(Some(if same { Applied::Done } else { Applied::Other }));
    }
    let waits = query(sql::WAITING_APPLICATION)
        .bind(applicant.0)
        .bind(child.0)
        .bind(unit.0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    if waits.is_some() {
        return Ok(Some(Applied::Waits));
    }
    query(sql::APPLY)
        .bind(id.0)
        .bind(kind.word())
        .bind(applicant.0)
        .bind(child.0)
        .bind(unit.0)
        .bind(new.why.word())
        .bind(&new.words)
        .bind(micros(acting.at()))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    note_step(
        transaction,
        (id, 1, None),
        (applicant, acting.actor_name()),
        acting.at(),
    )
    .await?;
    Ok(None)
}
