//! What is done with an application for an exception: each act looks at how it stands in its own
//! transaction, so that of two at once one is done.

use domain::application::{Act, ApplicationKind, DeskAct, Party, State, after};
use domain::id::{ApplicationId, PersonId, RulingId};
use jiff::Timestamp;
use jiff::civil::Date;
use service::access::Acting;
use service::access::staff::PersonActing;
use service::ports::store::{Answer, Deciding, NewRuling, Stepped, StoreResult};
use sqlx::{Transaction, query, query_as};
use uuid::Uuid;

use super::application_notices::{tell_applicant, tell_one};
use super::changes::note;
use super::log::{commit_entry, commit_with};
use super::{Db, family, rulings};
use crate::convert::{failed, maybe_date, micros};
use crate::rows::ApplicationStanding;
use crate::sql;

/// What the child or the applicant does.
pub(super) async fn answer(
    mut transaction: Transaction<'static, Db>,
    acting: &Acting,
    given: &Answer,
) -> StoreResult<Stepped> {
    let Some(stands) = standing(&mut transaction, given.id).await? else {
        return Ok(Stepped::NotFound);
    };
    let actor = acting.actor();
    let theirs = match given.party {
        Party::Applicant => stands.applicant == actor.0,
        Party::Child => stands.child == actor.0,
        Party::Member | Party::InCharge => false,
    };
    if !theirs || stands.child != acting.subject().id.0 {
        return Ok(Stepped::NotFound);
    }
    let wanted = Wanted {
        id: given.id,
        party: given.party,
        act: given.act,
        version: given.version,
        days: given.days,
        kept: Kept::default(),
    };
    let by = (actor, acting.actor_name());
    if let Some(instead) = step(&mut transaction, &stands, &wanted, by, acting.at()).await? {
        return Ok(instead);
    }
    if given.act == Act::TakeBack {
        end_consented(&mut transaction, given.id.0, acting).await?;
        take_back_alike(&mut transaction, &stands, given.id, acting).await?;
    }
    if given.party == Party::Child {
        tell_applicant(&mut transaction, &stands, wanted.event(), acting.at()).await?;
    }
    commit_with(transaction, acting).await?;
    Ok(Stepped::Done)
}

/// Ends the exception that the child had consented to.
async fn end_consented(
    transaction: &mut Transaction<'static, Db>,
    ruling: Uuid,
    acting: &Acting,
) -> StoreResult<()> {
    query(sql::END_CONSENTED)
        .bind(ruling)
        .bind(acting.actor().0)
        .bind(micros(acting.at()))
        .bind(acting.actor_name())
        .bind(State::TakenBack.word())
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}

/// A child that takes its consent back means the guardian and the unit, however many applications
/// have been approved: none of them goes on by another's consent.
async fn take_back_alike(
    transaction: &mut Transaction<'static, Db>,
    stands: &ApplicationStanding,
    id: ApplicationId,
    acting: &Acting,
) -> StoreResult<()> {
    let alike: Vec<(Uuid, i32)> = query_as(sql::APPROVED_ALIKE)
        .bind(stands.applicant)
        .bind(stands.child)
        .bind(stands.unit)
        .bind(id.0)
        .fetch_all(&mut **transaction)
        .await
        .map_err(failed)?;
    for (other, version) in alike {
        let kept = Kept::default();
        let other = ApplicationId(other);
        if write_step(
            transaction,
            (other, version),
            State::TakenBack,
            &kept,
            acting.at(),
        )
        .await?
        {
            let done = (other, version.saturating_add(1), Some(Act::TakeBack));
            let by = (acting.actor(), acting.actor_name());
            note_step(transaction, done, by, acting.at()).await?;
        }
        end_consented(transaction, other.0, acting).await?;
    }
    Ok(())
}

/// What the unit does.
pub(super) async fn decide(
    mut transaction: Transaction<'static, Db>,
    acting: &PersonActing,
    decided: &Deciding,
) -> StoreResult<Stepped> {
    let Some(stands) = standing(&mut transaction, decided.id).await? else {
        return Ok(Stepped::NotFound);
    };
    if stands.unit != acting.unit().0 || stands.child != acting.about().0 {
        return Ok(Stepped::NotFound);
    }
    let wanted = Wanted {
        id: decided.id,
        party: decided.party,
        act: decided.act.act(),
        version: decided.version,
        days: decided.days,
        kept: Kept::of(&decided.act),
    };
    let by = (acting.actor(), acting.actor_name());
    if let Some(instead) = step(&mut transaction, &stands, &wanted, by, acting.at()).await? {
        return Ok(instead);
    }
    let ruling = RulingId(decided.id.0);
    match &decided.act {
        DeskAct::Approve(grounds, until) => {
            let kind = stands.kind()?;
            let (applicant, child) = (PersonId(stands.applicant), PersonId(stands.child));
            let (from, _) = decided.days;
            let made = NewRuling {
                id: ruling,
                kind: kind.ruling(),
                actor: applicant,
                subject: child,
                from,
                until: Some(*until),
                review_on: None,
                reason: grounds.word(),
            };
            rulings::insert(&mut transaction, acting, &made).await?;
            if kind == ApplicationKind::GuardianReads {
                // The address at which the guardian reads: everything else there stays closed.
                let whose = (applicant, child);
                family::link(&mut transaction, whose, decided.link, acting.at()).await?;
            }
        }
        DeskAct::Revoke(grounds) => {
            rulings::end(&mut transaction, acting, ruling, grounds.word()).await?;
        }
        DeskAct::Note(_) | DeskAct::Deny(..) => {}
    }
    if wanted.act != Act::Note {
        tell_applicant(&mut transaction, &stands, wanted.event(), acting.at()).await?;
        if stands.child != stands.applicant {
            let event = wanted.event();
            tell_one(&mut transaction, PersonId(stands.child), event, acting.at()).await?;
        }
    }
    commit_entry(transaction, acting.entry()).await?;
    Ok(Stepped::Done)
}

/// What is to be done, by whom.
struct Wanted<'a> {
    id: ApplicationId,
    party: Party,
    act: Act,
    version: u32,
    days: (Date, Date),
    kept: Kept<'a>,
}

impl Wanted<'_> {
    /// What makes the ids of what is told of it.
    fn event(&self) -> Uuid {
        Uuid::new_v5(&self.id.0, &self.version.to_be_bytes())
    }
}

/// What an act of the unit's keeps.
#[derive(Default)]
struct Kept<'a> {
    doctor: Option<&'a str>,
    noted_on: Option<String>,
    grounds: Option<&'static str>,
    answer: Option<&'a str>,
    until: Option<String>,
}

impl<'a> Kept<'a> {
    fn of(act: &'a DeskAct) -> Self {
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

/// How the application stands; whoever acts on it at the same time waits.
async fn standing(
    transaction: &mut Transaction<'static, Db>,
    id: ApplicationId,
) -> StoreResult<Option<ApplicationStanding>> {
    query(sql::LOCK_APPLICATION)
        .bind(id.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    query_as::<Db, ApplicationStanding>(sql::APPLICATION_STANDING)
        .bind(id.0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)
}

/// Does it, if it may be done as the application stands; gives what became of it instead.
async fn step(
    transaction: &mut Transaction<'static, Db>,
    stands: &ApplicationStanding,
    wanted: &Wanted<'_>,
    (actor, actor_name): (PersonId, &str),
    at: Timestamp,
) -> StoreResult<Option<Stepped>> {
    let version = i32::try_from(wanted.version).unwrap_or(i32::MAX);
    if stands.version != version {
        let again = is_sent_again(transaction, stands, wanted, version, actor).await?;
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
    write_step(transaction, (wanted.id, version), next, &wanted.kept, at).await?;
    let done = (wanted.id, version.saturating_add(1), Some(wanted.act));
    note_step(transaction, done, (actor, actor_name), at).await?;
    let mut topics = vec![stands.applicant, stands.child, stands.unit];
    topics.sort_unstable();
    topics.dedup();
    note(transaction, &topics, at).await?;
    Ok(None)
}

/// Writes how an application of this version stands from now on; `false` if it has another version.
async fn write_step(
    transaction: &mut Transaction<'static, Db>,
    (id, version): (ApplicationId, i32),
    next: State,
    kept: &Kept<'_>,
    at: Timestamp,
) -> StoreResult<bool> {
    let stepped = query(sql::STEP_APPLICATION)
        .bind(id.0)
        .bind(version)
        .bind(next.word())
        .bind(next.is_open())
        .bind(micros(at))
        .bind(kept.doctor)
        .bind(kept.noted_on.as_deref())
        .bind(kept.grounds)
        .bind(kept.answer)
        .bind(kept.until.as_deref())
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(stepped.rows_affected() > 0)
}

/// Whether this very act was done by this very actor on the version that it names.
async fn is_sent_again(
    transaction: &mut Transaction<'static, Db>,
    stands: &ApplicationStanding,
    wanted: &Wanted<'_>,
    version: i32,
    actor: PersonId,
) -> StoreResult<bool> {
    let done: Option<(Option<String>, Uuid)> = query_as(sql::APPLICATION_STEP)
        .bind(wanted.id.0)
        .bind(version.saturating_add(1))
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
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
