//! Keeping the guardian out who sent a case: the emergency stop on the case's page (R-C2, B10).

use domain::age;
use domain::block::{BlockReason, SenderStands, review_of_stop};
use domain::form::{FieldCode, Typed, wrong};
use domain::id::{RulingId, ThreadId, UnitId};
use domain::message::FormKey;
use domain::person::Person;
use jiff::civil::Date;

use super::checks::may_not_be_blocked_from;
use super::new::{ruling, ruling_id};
use crate::access::AccessError;
use crate::access::staff::{CaseReading, act_on_person, read_case};
use crate::cases::CaseError;
use crate::ports::store::Made;
use crate::session::Session;
use crate::{Fault, Services};

/// Keeps the guardian out who sent a case (R-C2), at once: anybody who works there may (B10).
pub async fn stop_case(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
    typed: &Typed,
) -> Result<RulingId, CaseError> {
    let reading = read_case(services, session, unit, thread, "blocks.case").await?;
    let key = FormKey::read(typed.get(FormKey::FIELD));
    let key = key.ok_or_else(|| CaseError::Fields(wrong(FormKey::FIELD, FieldCode::Choice)))?;
    let found = services.store.case_guardian(&reading).await;
    let found = found.map_err(Fault::from)?;
    let (guardian, blocked) = found.ok_or(AccessError::NotFound)?;
    let (child, today) = (reading.subject(), age::today(services.clock.now()));
    if !may_be_stopped(services, session, &guardian, child, today).await? {
        return Err(AccessError::NotFound.into());
    }
    let id = ruling_id(key, guardian.id);
    if blocked {
        // By this form, or by another.
        let before = services.store.ruling_at(unit, id).await;
        let before = before.map_err(Fault::from)?;
        let holds = before.is_some_and(|row| row.end.is_none() && row.subject.id == child.id);
        return if holds {
            Ok(id)
        } else {
            Err(CaseError::Conflict)
        };
    }
    let review = review_of_stop(today);
    let ruling = ruling(
        id,
        guardian.id,
        child.id,
        today,
        BlockReason::Emergency,
        review,
    );
    let (about, object) = (child.id, Some(id.0));
    let acting = act_on_person(services, session, unit, about, object, "blocks.stop", false);
    let made = services.store.make_ruling(acting.await?, &ruling).await;
    match made.map_err(Fault::from)? {
        Made::Done => Ok(id),
        // What the form made has been ended since.
        Made::Other => Err(CaseError::Conflict),
    }
}

/// How it stands with the guardian who sent a case.
pub(crate) async fn sender(
    services: &Services,
    session: &Session,
    reading: &CaseReading,
) -> Result<SenderStands, Fault> {
    let today = age::today(services.clock.now());
    let found = services.store.case_guardian(reading).await?;
    let Some((guardian, blocked)) = found else {
        return Ok(SenderStands::None);
    };
    let child = reading.subject();
    if !may_be_stopped(services, session, &guardian, child, today).await? {
        return Ok(SenderStands::None);
    }
    Ok(if blocked {
        SenderStands::Blocked
    } else {
        SenderStands::Open
    })
}

/// Whether the one who asks may keep this guardian from this child.
async fn may_be_stopped(
    services: &Services,
    session: &Session,
    guardian: &Person,
    child: &Person,
    today: Date,
) -> Result<bool, Fault> {
    let why_not = may_not_be_blocked_from(services, session, child, today).await?;
    Ok(why_not.is_none() && guardian.id != session.person.id)
}
