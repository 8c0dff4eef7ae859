//! What a child and the applicant do with an application for an exception: the child answers, and may
//! take its answer back; the applicant withdraws (R-J5, R-J6).

use domain::application::{Act, Party, State};
use service::access::Acting;
use service::ports::store::{Answer, Stepped, StoreResult};
use sqlx::{Transaction, query};
use uuid::Uuid;

use super::Db;
use super::application_notices::tell_applicant;
use super::application_steps::{Kept, Wanted, standing, step, step_alike};
use super::log::commit_with;
use crate::convert::{failed, micros};
use crate::rows::ApplicationStanding;
use crate::sql;

/// Does it, if it may be done.
pub(super) async fn answer(
    mut transaction: Transaction<'static, Db>,
    acting: &Acting,
    given: &Answer,
) -> StoreResult<Stepped> {
    let child = acting.subject().id;
    let Some(stands) = standing(&mut transaction, given.id, child).await? else {
        return Ok(Stepped::NotFound);
    };
    let actor = acting.actor();
    let theirs = match given.party {
        Party::Applicant => stands.applicant == actor.0,
        Party::Child => stands.child == actor.0,
        Party::Member | Party::InCharge => false,
    };
    if !theirs {
        return Ok(Stepped::NotFound);
    }
    let wanted = Wanted {
        id: given.id,
        party: given.party,
        act: given.act,
        version: given.version,
        days: given.days,
        kept: Kept::default(),
        by: (actor, acting.actor_name()),
        at: acting.at(),
    };
    if let Some(instead) = step(&mut transaction, &stands, &wanted).await? {
        return Ok(instead);
    }
    if given.act == Act::TakeBack {
        take_back(&mut transaction, &stands, &wanted).await?;
    }
    if given.party == Party::Child {
        tell_applicant(&mut transaction, &stands, wanted.event(), acting.at()).await?;
    }
    commit_with(transaction, acting).await?;
    Ok(Stepped::Done)
}

/// A child that takes its consent back means the guardian and the unit, however many applications it
/// has said yes to: none goes on by another's consent, and none that waits is approved by it.
async fn take_back(
    transaction: &mut Transaction<'static, Db>,
    stands: &ApplicationStanding,
    wanted: &Wanted<'_>,
) -> StoreResult<()> {
    end_consented(transaction, wanted.id.0, wanted).await?;
    let ends = (Act::TakeBack, State::TakenBack);
    for other in step_alike(transaction, stands, State::Approved, ends, wanted).await? {
        end_consented(transaction, other.0, wanted).await?;
    }
    let no = (Act::Decline, State::Declined);
    step_alike(transaction, stands, State::Consented, no, wanted).await?;
    Ok(())
}

/// Ends the exception that the child had consented to.
async fn end_consented(
    transaction: &mut Transaction<'static, Db>,
    ruling: Uuid,
    wanted: &Wanted<'_>,
) -> StoreResult<()> {
    let (child, name) = wanted.by;
    query(sql::END_CONSENTED)
        .bind(ruling)
        .bind(child.0)
        .bind(micros(wanted.at))
        .bind(name)
        .bind(State::TakenBack.word())
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}
