//! Making a block: looking for the child and its guardians, deciding, and the emergency stop (R-J7, B10).
//! The one on a case's page stands in `case`.

use domain::age;
use domain::block::{BlockDesk, BlockReason, BlockSearch, Family, Known, NewBlock, ReviewDays};
use domain::form::{FieldCode, Typed, wrong};
use domain::id::{PersonId, RulingId, UnitId};
use domain::message::FormKey;
use domain::person::Person;
use domain::personnummer::Personnummer;
use domain::ruling::RulingKind;
use jiff::civil::Date;
use uuid::Uuid;

use super::checks::{child, guardians, may_not_be_blocked_from, refresh};
use super::{party, stop_review};
use crate::access::AccessError;
use crate::access::staff::{AtDesk, act_at_desk, act_on_person, at_desk};
use crate::cases::CaseError;
use crate::ports::store::{Made, NewRuling};
use crate::session::Session;
use crate::{Fault, Services, errand};

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
    desk.note_shown(services, vec![child.id], "blocks.new")
        .await?;
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
    desk.note_shown(services, vec![child.id], "blocks.find")
        .await?;
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
        let guardian = guardian.ok_or_else(|| at_guardian(FieldCode::Choice))?.id;
        let id = ruling_id(new.key, guardian);
        let (reason, review_on) = (new.reason, new.review_on);
        chosen.push(ruling(id, guardian, child.id, today, reason, review_on));
    }
    if is_blocked(services, &desk, &chosen).await? {
        return Err(at_guardian(FieldCode::BlockedAlready));
    }
    if is_other(services, unit, &chosen).await? {
        return Err(CaseError::SentOther);
    }
    for ruling in &chosen {
        let (about, object) = (child.id, Some(ruling.id.0));
        let acting = act_on_person(services, session, unit, about, object, action, !stop);
        let made = services.store.make_ruling(acting.await?, ruling).await;
        if made.map_err(Fault::from)? == Made::Other {
            return Err(CaseError::SentOther);
        }
    }
    Ok(chosen.into_iter().map(|ruling| ruling.id).collect())
}

/// Whether the unit has blocked one of them from the child already, by another form.
async fn is_blocked(
    services: &Services,
    desk: &AtDesk,
    chosen: &[NewRuling],
) -> Result<bool, Fault> {
    let rows = services.store.holding_blocks(desk).await?;
    Ok(rows.iter().any(|row| {
        let mut chosen = chosen.iter();
        chosen.any(|new| {
            (row.actor.id, row.subject.id) == (new.actor, new.subject) && row.id != new.id
        })
    }))
}

/// Whether the form has made something else with its key than it holds now. Asked before anything is
/// made: of several guardians all are kept out by what was sent, or none.
async fn is_other(services: &Services, unit: UnitId, chosen: &[NewRuling]) -> Result<bool, Fault> {
    for new in chosen {
        let before = services.store.ruling_at(unit, new.id).await?;
        if before.is_some_and(|row| !row.is(new)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn at_guardian(code: FieldCode) -> CaseError {
    CaseError::Fields(wrong(NewBlock::GUARDIAN, code))
}

/// A block to be.
pub(super) fn ruling(
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
pub(super) fn ruling_id(key: FormKey, guardian: PersonId) -> RulingId {
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
