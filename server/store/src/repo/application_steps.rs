//! A step of an application for an exception: it looks at how the application stands in its own
//! transaction, so that of two at once one is done.

use domain::application::{Act, DeskAct, Party, State, after};
use domain::id::{ApplicationId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use service::ports::store::{Stepped, StoreResult};
use sqlx::{Transaction, query, query_as};
use uuid::Uuid;

use super::Db;
use super::changes::note;
use crate::convert::{failed, maybe_date, micros};
use crate::rows::ApplicationStanding;
use crate::sql;

/// What is to be done, by whom.
pub(super) struct Wanted<'a> {
    pub(super) id: ApplicationId,
    pub(super) party: Party,
    pub(super) act: Act,
    pub(super) version: u32,
    /// The Swedish day, and the first on which no exception holds.
    pub(super) days: (Date, Date),
    pub(super) kept: Kept<'a>,
    /// Who does it, and its name.
    pub(super) by: (PersonId, &'a str),
    pub(super) at: Timestamp,
}

impl Wanted<'_> {
    /// What makes the ids of what is told of it.
    pub(super) fn event(&self) -> Uuid {
        Uuid::new_v5(&self.id.0, &self.version.to_be_bytes())
    }
}

/// What an act of the unit's keeps.
#[derive(Default)]
pub(super) struct Kept<'a> {
    doctor: Option<&'a str>,
    noted_on: Option<String>,
    grounds: Option<&'static str>,
    answer: Option<&'a str>,
    until: Option<String>,
}

impl<'a> Kept<'a> {
    pub(super) fn of(act: &'a DeskAct) -> Self {
        let rest = Self::default();
        match act {
            DeskAct::Note(note) => Self {
                doctor: Some(&note.doctor),
                noted_on: Some(note.on.iso()),
                ..rest
            },
            DeskAct::Approve(grounds, until) => Self {
                grounds: Some(grounds.word()),
                until: Some(until.to_string()),
                ..rest
            },
            DeskAct::Deny(grounds, answer) => Self {
                grounds: Some(grounds.word()),
                answer: Some(answer),
                ..rest
            },
            DeskAct::Revoke(grounds) => Self {
                grounds: Some(grounds.word()),
                ..rest
            },
        }
    }

    /// Whether all of it stands there.
    fn stands_in(&self, stands: &ApplicationStanding) -> bool {
        let same = |kept: Option<&str>, there: Option<&str>| kept.is_none() || kept == there;
        same(self.doctor, stands.doctor.as_deref())
            && same(self.noted_on.as_deref(), stands.noted_on.as_deref())
            && same(self.grounds, stands.grounds.as_deref())
            && same(self.answer, Some(stands.answer.as_str()))
            && same(self.until.as_deref(), stands.until_day.as_deref())
    }
}

/// How the application stands; whoever acts on one about this child at the same time waits.
pub(super) async fn standing(
    transaction: &mut Transaction<'static, Db>,
    id: ApplicationId,
    child: PersonId,
) -> StoreResult<Option<ApplicationStanding>> {
    query(sql::LOCK_PERSON)
        .bind(child.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    let stands = query_as::<Db, ApplicationStanding>(sql::APPLICATION_STANDING)
        .bind(id.0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(stands.filter(|stands| stands.child == child.0))
}

/// Does it, if it may be done as the application stands; gives what became of it instead.
pub(super) async fn step(
    transaction: &mut Transaction<'static, Db>,
    stands: &ApplicationStanding,
    wanted: &Wanted<'_>,
) -> StoreResult<Option<Stepped>> {
    let version = i32::try_from(wanted.version).unwrap_or(i32::MAX);
    if stands.version != version {
        let again = is_sent_again(transaction, stands, wanted, version).await?;
        return Ok(Some(if again {
            Stepped::Done
        } else {
            Stepped::Conflict
        }));
    }
    let (today, grown) = wanted.days;
    let until = maybe_date(stands.until_day.as_deref())?;
    let state = stands.state()?.on(today, until, grown);
    let Ok(next) = after(stands.kind()?, state, wanted.act, wanted.party) else {
        return Ok(Some(Stepped::Conflict));
    };
    write_step(
        transaction,
        (wanted.id, version),
        (wanted.act, next),
        wanted,
    )
    .await?;
    let mut topics = vec![stands.applicant, stands.child, stands.unit];
    topics.sort_unstable();
    topics.dedup();
    note(transaction, &topics, wanted.at).await?;
    Ok(None)
}

/// Does with the others of the same reader at the same unit that stand as `from` what makes them stand
/// as `next`: what is ended does not go on by another that was made before. Gives which.
pub(super) async fn step_alike(
    transaction: &mut Transaction<'static, Db>,
    stands: &ApplicationStanding,
    from: State,
    (act, next): (Act, State),
    wanted: &Wanted<'_>,
) -> StoreResult<Vec<ApplicationId>> {
    let alike: Vec<(Uuid, i32, Option<String>)> = query_as(sql::APPLICATIONS_ALIKE)
        .bind(stands.applicant)
        .bind(stands.child)
        .bind(stands.unit)
        .bind(wanted.id.0)
        .bind(from.word())
        .fetch_all(&mut **transaction)
        .await
        .map_err(failed)?;
    let (today, grown) = wanted.days;
    let mut done = Vec::new();
    for (id, version, until) in alike {
        let (id, until) = (ApplicationId(id), maybe_date(until.as_deref())?);
        if from.on(today, until, grown) != from {
            // Its time is over: nothing is left to be done with it.
            continue;
        }
        write_step(transaction, (id, version), (act, next), wanted).await?;
        done.push(id);
    }
    Ok(done)
}

/// Writes how an application of this version stands from now on, with what is kept of it, and that it
/// was done.
async fn write_step(
    transaction: &mut Transaction<'static, Db>,
    (id, version): (ApplicationId, i32),
    (act, next): (Act, State),
    wanted: &Wanted<'_>,
) -> StoreResult<()> {
    let kept = &wanted.kept;
    query(sql::STEP_APPLICATION)
        .bind(id.0)
        .bind(version)
        .bind(next.word())
        .bind(next.is_open())
        .bind(micros(wanted.at))
        .bind(kept.doctor)
        .bind(kept.noted_on.as_deref())
        .bind(kept.grounds)
        .bind(kept.answer)
        .bind(kept.until.as_deref())
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    let done = (id, version.saturating_add(1), Some(act));
    note_step(transaction, done, wanted.by, wanted.at).await
}

/// Whether this very act was done by this very actor on the version that it names.
async fn is_sent_again(
    transaction: &mut Transaction<'static, Db>,
    stands: &ApplicationStanding,
    wanted: &Wanted<'_>,
    version: i32,
) -> StoreResult<bool> {
    let done: Option<(Option<String>, Uuid)> = query_as(sql::APPLICATION_STEP)
        .bind(wanted.id.0)
        .bind(version.saturating_add(1))
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    let (actor, _) = wanted.by;
    let same =
        done.is_some_and(|(act, by)| act.as_deref() == Some(wanted.act.word()) && by == actor.0);
    Ok(same && wanted.kept.stands_in(stands))
}

/// Notes what was done: the application, its version then, and the act.
pub(super) async fn note_step(
    transaction: &mut Transaction<'static, Db>,
    (id, version, act): (ApplicationId, i32, Option<Act>),
    (actor, actor_name): (PersonId, &str),
    at: Timestamp,
) -> StoreResult<()> {
    query(sql::NOTE_APPLICATION_STEP)
        .bind(id.0)
        .bind(version)
        .bind(act.map(Act::word))
        .bind(micros(at))
        .bind(actor.0)
        .bind(actor_name)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}
