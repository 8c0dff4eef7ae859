//! Making a block: looking for the child and its guardians, deciding, and the emergency stop (R-J7, B10).

use domain::access::EXCEPTION_ENDS_AT;
use domain::age;
use domain::block::{
    BlockDesk, BlockReason, BlockSearch, Family, Known, NewBlock, ReviewDays, SenderStands,
    review_of_stop,
};
use domain::form::{FieldCode, Typed, wrong};
use domain::id::{PersonId, RulingId, ThreadId, UnitId};
use domain::message::FormKey;
use domain::person::Person;
use domain::personnummer::Personnummer;
use domain::ruling::RulingKind;
use jiff::civil::Date;
use uuid::Uuid;

use super::{note_shown, party, stop_review};
use crate::access::AccessError;
use crate::access::staff::{AtDesk, CaseReading, act_at_desk, act_on_person, at_desk, read_case};
use crate::cases::CaseError;
use crate::ports::register::RegisterError;
use crate::ports::store::NewRuling;
use crate::session::Session;
use crate::{Fault, Services, errand, register};

/// What the form for a new block needs; `number`: the child that has just been looked for, as typed.
pub async fn desk(
    services: &Services,
    session: &Session,
    unit: UnitId,
    number: &str,
) -> Result<BlockDesk, AccessError> {
    let desk = at_desk(services, session, unit, "blocks.new").await?;
    let today = age::today(services.clock.now());
    let found = match Personnummer::parse(number, today) {
        Ok(number) => family(services, session, &desk, number).await?,
        Err(_) => None,
    };
    Ok(BlockDesk {
        unit: desk.desk().unit,
        name: desk.desk().name.clone(),
        role: desk.desk().role,
        days: ReviewDays::on(today),
        stop_review: stop_review(today),
        found,
        key: errand::new_key(services),
    })
}

/// The child and its guardians as they are known now. Who has just looked for it has asked the
/// register.
async fn family(
    services: &Services,
    session: &Session,
    desk: &AtDesk,
    number: Personnummer,
) -> Result<Option<Family>, Fault> {
    let today = age::today(services.clock.now());
    let Some(child) = services.store.person_by_number(number).await? else {
        return Ok(None);
    };
    if may_not_be_blocked_from(services, session, &child, today)
        .await?
        .is_some()
    {
        return Ok(None);
    }
    note_shown(services, desk, vec![child.id], "blocks.new").await?;
    let blocked = services.store.holding_blocks(desk).await?;
    let is_blocked = |guardian: &Person| {
        let mut both = blocked.iter().map(|row| (row.actor.id, row.subject.id));
        both.any(|both| both == (guardian.id, child.id))
    };
    let guardians = services.store.guardians_of(desk, number, today).await?;
    let mut guardians: Vec<_> = guardians
        .iter()
        .map(|guardian| Known {
            guardian: party(guardian),
            blocked: is_blocked(guardian),
        })
        .collect();
    guardians.sort_by_cached_key(|known| known.guardian.name.to_lowercase());
    Ok(Some(Family {
        child: party(&child),
        guardians,
    }))
}

/// Looks for a child, and asks the register anew about it and about those whom we know as its
/// guardians (R-G6). The answer is shown by [`desk`].
pub async fn find(
    services: &Services,
    session: &Session,
    unit: UnitId,
    typed: &Typed,
) -> Result<(), CaseError> {
    let desk = at_desk(services, session, unit, "blocks.find").await?;
    let today = age::today(services.clock.now());
    let search = BlockSearch::read(typed, today).map_err(CaseError::Fields)?;
    let child = child(services, session, search.child, today).await?;
    note_shown(services, &desk, vec![child.id], "blocks.find").await?;
    if let Some(number) = search.guardian {
        // From then on it is among those whom we know, if it is a guardian of the child.
        refresh(services, number).await?;
    }
    let known = guardians(services, &desk, search.child, today).await?;
    match search.guardian {
        Some(number) if known.iter().all(|guardian| guardian.number != number) => {
            let field = BlockSearch::GUARDIAN;
            Err(CaseError::Fields(wrong(field, FieldCode::Choice)))
        }
        _ => Ok(()),
    }
}

/// Keeps guardians out: by decision, which one in charge makes, or by an emergency stop, which
/// anybody who works there does. Gives what was made.
pub async fn make(
    services: &Services,
    session: &Session,
    unit: UnitId,
    typed: &Typed,
) -> Result<Vec<RulingId>, CaseError> {
    let stop = typed.get(NewBlock::ACT) == NewBlock::STOP;
    let action = if stop { "blocks.stop" } else { "blocks.make" };
    act_at_desk(services, session, unit, action, !stop).await?;
    let desk = at_desk(services, session, unit, action).await?;
    let today = age::today(services.clock.now());
    let new = NewBlock::read(typed, today).map_err(CaseError::Fields)?;
    let child = child(services, session, new.child, today).await?;
    let known = guardians(services, &desk, new.child, today).await?;
    let mut chosen = Vec::new();
    for number in &new.guardians {
        let guardian = known.iter().find(|guardian| guardian.number == *number);
        let guardian = guardian.ok_or_else(|| at_guardian(FieldCode::Choice))?;
        chosen.push((ruling_id(new.key, guardian.id), guardian.id));
    }
    let made: Vec<_> = chosen.iter().map(|(id, _)| *id).collect();
    if is_blocked(services, &desk, &chosen, child.id).await? {
        return Err(at_guardian(FieldCode::BlockedAlready));
    }
    for (id, guardian) in chosen {
        let ruling = ruling(id, guardian, child.id, today, new.reason, new.review_on);
        let object = Some(id.0);
        let acting = act_on_person(services, session, unit, child.id, object, action, !stop);
        let acting = acting.await?;
        let made = services.store.make_ruling(acting, &ruling).await;
        made.map_err(Fault::from)?;
    }
    Ok(made)
}

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
    let id = ruling_id(key, guardian.id);
    let before = services.store.ruling_at(unit, id).await;
    if before.map_err(Fault::from)?.is_some() {
        return Ok(id);
    }
    if blocked {
        return Err(CaseError::Conflict);
    }
    let (child, today) = (reading.subject(), age::today(services.clock.now()));
    if may_not_be_blocked_from(services, session, child, today)
        .await?
        .is_some()
    {
        return Err(AccessError::NotFound.into());
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
    made.map_err(Fault::from)?;
    Ok(id)
}

/// How it stands with the guardian who sent a case.
pub(crate) async fn sender(
    services: &Services,
    session: &Session,
    reading: &CaseReading,
) -> Result<SenderStands, Fault> {
    let today = age::today(services.clock.now());
    let found = services.store.case_guardian(reading).await?;
    let Some((_, blocked)) = found else {
        return Ok(SenderStands::None);
    };
    let child = reading.subject();
    Ok(
        match may_not_be_blocked_from(services, session, child, today).await? {
            Some(_) => SenderStands::None,
            None if blocked => SenderStands::Blocked,
            None => SenderStands::Open,
        },
    )
}

/// The child with this number, as the register tells of it now; as it told before, where it can't be
/// reached: what is urgent does not wait for it.
async fn child(
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
async fn may_not_be_blocked_from(
    services: &Services,
    session: &Session,
    child: &Person,
    today: Date,
) -> Result<Option<FieldCode>, Fault> {
    let leap_day = services.rules_now().leap_day;
    if age::has_reached(child.born, EXCEPTION_ENDS_AT, today, leap_day) {
        return Ok(Some(FieldCode::TooOld));
    }
    let own = services.store.custody(session.person.id, child.number);
    let own = own.await?.is_some_and(|answer| answer.held.is_some());
    Ok(own.then_some(FieldCode::OwnChild))
}

/// The child's guardians whom we know, with what the register tells of them now.
async fn guardians(
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
async fn refresh(services: &Services, number: Personnummer) -> Result<(), Fault> {
    match register::refresh(services, number).await {
        Ok(_) => Ok(()),
        Err(Fault::Register(RegisterError::Unavailable(why))) => {
            tracing::warn!(why, "the population register does not answer");
            Ok(())
        }
        Err(fault) => Err(fault),
    }
}

/// Whether the unit has blocked one of them from the child already, by another form.
async fn is_blocked(
    services: &Services,
    desk: &AtDesk,
    chosen: &[(RulingId, PersonId)],
    child: PersonId,
) -> Result<bool, Fault> {
    let rows = services.store.holding_blocks(desk).await?;
    let mut rows = rows.iter().filter(|row| row.subject.id == child);
    Ok(rows.any(|row| {
        let mut chosen = chosen.iter();
        chosen.any(|(id, guardian)| row.actor.id == *guardian && row.id != *id)
    }))
}

fn at_guardian(code: FieldCode) -> CaseError {
    CaseError::Fields(wrong(NewBlock::GUARDIAN, code))
}

fn ruling(
    id: RulingId,
    guardian: PersonId,
    child: PersonId,
    today: Date,
    reason: BlockReason,
    review_on: Date,
) -> NewRuling {
    NewRuling {
        id,
        kind: RulingKind::Block,
        actor: guardian,
        subject: child,
        from: today,
        until: None,
        review_on: Some(review_on),
        reason: reason.word(),
    }
}

/// The id of the block that a form makes of one guardian: sent twice, each is made once.
fn ruling_id(key: FormKey, guardian: PersonId) -> RulingId {
    let (key, guardian) = (key.0.as_u128(), guardian.0.as_u128());
    // The lower half without the two bits of the variant (RFC 9562 §4.1).
    let mixed = key ^ (guardian & (u128::MAX >> 66));
    RulingId(Uuid::from_u128(mixed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_guardian_has_an_id_of_its_own_with_one_key() {
        let id = |text: &str| text.parse::<PersonId>().unwrap();
        let (one, other) = (
            id("019a9fe26b2073c5a1d30d2f3b1c4e5f"),
            id("019a9fe26b2073c5a1d30d2f3b1c4e60"),
        );
        let key = FormKey(id("019a9fe3aaaa7bbb8ccc0d0d0e0e0f0f").0);

        assert_eq!(ruling_id(key, one), ruling_id(key, one));
        assert_ne!(ruling_id(key, one), ruling_id(key, other));
        let made = ruling_id(key, one).0;
        assert_eq!(made.get_version_num(), 7);
        assert_eq!(made.get_variant(), key.0.get_variant());
    }
}
