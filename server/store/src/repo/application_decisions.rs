//! What a unit does with an application for an exception: records a doctor's note, approves, denies,
//! revokes (R-J5, R-J6, R-C3).

use domain::application::{Act, ApplicationKind, DeskAct, Grounds, State};
use domain::id::{PersonId, RulingId};
use jiff::civil::Date;
use service::access::staff::PersonActing;
use service::ports::store::{Deciding, NewRuling, Stepped, StoreResult};
use sqlx::Transaction;

use super::application_notices::{is_blocked, tell_applicant, tell_one};
use super::application_steps::{Kept, Wanted, standing, step, step_alike};
use super::log::commit_entry;
use super::{Db, family, rulings};
use crate::rows::ApplicationStanding;

/// Does it, if it may be done.
pub(super) async fn decide(
    mut transaction: Transaction<'static, Db>,
    acting: &PersonActing,
    decided: &Deciding,
) -> StoreResult<Stepped> {
    let stands = standing(&mut transaction, decided.id, acting.about()).await?;
    let Some(stands) = stands.filter(|stands| stands.unit == acting.unit().0) else {
        return Ok(Stepped::NotFound);
    };
    let wanted = Wanted {
        id: decided.id,
        party: decided.party,
        act: decided.act.act(),
        version: decided.version,
        days: decided.days,
        kept: Kept::of(&decided.act),
        by: (acting.actor(), acting.actor_name()),
        at: acting.at(),
    };
    if let Some(instead) = step(&mut transaction, &stands, &wanted).await? {
        return Ok(instead);
    }
    match &decided.act {
        DeskAct::Approve(grounds, until) => {
            let last = (*grounds, *until);
            approve(&mut transaction, acting, &stands, decided, last).await?;
        }
        DeskAct::Revoke(grounds) => {
            revoke(&mut transaction, acting, &stands, &wanted, *grounds).await?;
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

/// Makes the exception, and the address at which a guardian reads: everything else there stays closed.
/// A block took that address, and it does not come back while the block holds (R-J7, R-G9).
async fn approve(
    transaction: &mut Transaction<'static, Db>,
    acting: &PersonActing,
    stands: &ApplicationStanding,
    decided: &Deciding,
    (grounds, until): (Grounds, Date),
) -> StoreResult<()> {
    let kind = stands.kind()?;
    let (applicant, child) = (PersonId(stands.applicant), PersonId(stands.child));
    let (from, _) = decided.days;
    let made = NewRuling {
        id: RulingId(decided.id.0),
        kind: kind.ruling(),
        actor: applicant,
        subject: child,
        from,
        until: Some(until),
        review_on: None,
        reason: grounds.word(),
    };
    rulings::insert(transaction, acting, &made).await?;
    if kind == ApplicationKind::GuardianReads && !is_blocked(transaction, stands).await? {
        let whose = (applicant, child);
        family::link(transaction, whose, decided.link, acting.at()).await?;
    }
    Ok(())
}

/// Ends the exception, and those with which it was renewed before: the reading ends at once.
async fn revoke(
    transaction: &mut Transaction<'static, Db>,
    acting: &PersonActing,
    stands: &ApplicationStanding,
    wanted: &Wanted<'_>,
    grounds: Grounds,
) -> StoreResult<()> {
    let ends = (Act::Revoke, State::Revoked);
    let mut ended = step_alike(transaction, stands, State::Approved, ends, wanted).await?;
    ended.push(wanted.id);
    for one in ended {
        rulings::end(transaction, acting, RulingId(one.0), grounds.word()).await?;
    }
    Ok(())
}
