//! What a block is checked against: the child, its guardians as the register tells of them now, and who
//! decides about them.

use domain::access::EXCEPTION_ENDS_AT;
use domain::age;
use domain::block::BlockSearch;
use domain::form::{FieldCode, wrong};
use domain::person::Person;
use domain::personnummer::Personnummer;
use jiff::civil::Date;

use crate::access::staff::AtDesk;
use crate::cases::CaseError;
use crate::ports::register::RegisterError;
use crate::session::Session;
use crate::{Fault, Services, register};

/// The child with this number, as the register tells of it now; as it told before, where it can't be
/// reached: what is urgent does not wait for it.
pub(super) async fn child(
    services: &Services,
    session: &Session,
    number: Personnummer,
    today: Date,
) -> Result<Person, CaseError> {
    let at_number = |code| CaseError::Fields(wrong(BlockSearch::NUMBER, code));
    refresh(services, number).await?;
    let child = services.store.person_by_number(number).await;
    let child = child.map_err(Fault::from)?;
    let child = child.ok_or_else(|| at_number(FieldCode::NumberUnknown))?;
    match may_not_be_blocked_from(services, session, &child, today).await? {
        Some(code) => Err(at_number(code)),
        None => Ok(child),
    }
}

/// Why nobody can be kept from this child here, if nobody can: it is too old, or it is one's own.
pub(super) async fn may_not_be_blocked_from(
    services: &Services,
    session: &Session,
    child: &Person,
    today: Date,
) -> Result<Option<FieldCode>, Fault> {
    let leap_day = services.rules_now().leap_day;
    if age::has_reached(child.born, EXCEPTION_ENDS_AT, today, leap_day) {
        return Ok(Some(FieldCode::TooOld));
    }
    let own = is_own(services, session, child).await?;
    Ok(own.then_some(FieldCode::OwnChild))
}

/// Whether a block of this guardian from this child concerns the one who asks: it is the one who is kept
/// out, or is a guardian of the child as well. Then it decides nothing about it, and learns nothing of it.
pub(crate) async fn is_party(
    services: &Services,
    session: &Session,
    guardian: &Person,
    child: &Person,
) -> Result<bool, Fault> {
    Ok(guardian.id == session.person.id || is_own(services, session, child).await?)
}

async fn is_own(services: &Services, session: &Session, child: &Person) -> Result<bool, Fault> {
    let custody = services.store.custody(session.person.id, child.number);
    Ok(custody.await?.is_some_and(|answer| answer.held.is_some()))
}

/// The child's guardians whom we know, with what the register tells of them now.
pub(super) async fn guardians(
    services: &Services,
    desk: &AtDesk,
    child: Personnummer,
    today: Date,
) -> Result<Vec<Person>, Fault> {
    for guardian in services.store.guardians_of(desk, child, today).await? {
        refresh(services, guardian.number).await?;
    }
    Ok(services.store.guardians_of(desk, child, today).await?)
}

/// Asks the register; what it told before stays where it can't be reached.
pub(super) async fn refresh(services: &Services, number: Personnummer) -> Result<(), Fault> {
    match register::refresh(services, number).await {
        Ok(_) => Ok(()),
        Err(Fault::Register(RegisterError::Unavailable(why))) => {
            tracing::warn!(why, "the population register does not answer");
            Ok(())
        }
        Err(fault) => Err(fault),
    }
}
