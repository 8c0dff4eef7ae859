//! Asking the population register, and keeping what it said (R-G6).

use domain::id::PersonId;
use domain::person::Residence;
use domain::personnummer::Personnummer;
use jiff::Timestamp;

use crate::ports::chance::{Rng, new_id};
use crate::ports::register::{PopulationRegister, RegisterError, RegisterRecord};
use crate::ports::store::Store;
use crate::{Fault, Services};

/// Whether an answer from `told` is too old to rely on (R-G6).
pub(crate) fn is_stale(services: &Services, told: Timestamp) -> bool {
    let now = services.clock.now();
    services.rules.at(now).is_stale(told, now)
}

/// Asks about a person and keeps the answer; `None` if nobody has that number.
///
/// A person whom we know and the register no longer does is kept as deregistered, with no custody.
pub(crate) async fn refresh(
    services: &Services,
    number: Personnummer,
) -> Result<Option<PersonId>, Fault> {
    let (store, register) = (services.store.as_ref(), services.register.as_ref());
    let told = services.clock.now();
    ask(store, register, services.rng.as_ref(), told, number).await
}

/// Asks about the actor and about a number that the actor has written, which is anybody's or nobody's.
/// Nothing is known of what nobody has, so the actor's own answer is kept once more: what is asked and
/// written takes as long whosever the number is (R-G9).
pub(crate) async fn refresh_both(
    services: &Services,
    actors: Personnummer,
    written: Personnummer,
) -> Result<(), Fault> {
    let (store, register) = (services.store.as_ref(), services.register.as_ref());
    let (rng, told) = (services.rng.as_ref(), services.clock.now());
    let own = record(store, register, actors).await?;
    if let Some(own) = &own {
        keep(store, rng, told, own).await?;
    }
    let others = record(store, register, written).await?;
    if let Some(kept) = others.or(own) {
        keep(store, rng, told, &kept).await?;
    }
    Ok(())
}

/// [`refresh`], with only what it needs.
pub(crate) async fn ask(
    store: &dyn Store,
    register: &dyn PopulationRegister,
    rng: &dyn Rng,
    told: Timestamp,
    number: Personnummer,
) -> Result<Option<PersonId>, Fault> {
    match record(store, register, number).await? {
        Some(record) => Ok(Some(keep(store, rng, told, &record).await?)),
        None => Ok(None),
    }
}

/// What the register tells, and of one whom we know and it no longer does that.
async fn record(
    store: &dyn Store,
    register: &dyn PopulationRegister,
    number: Personnummer,
) -> Result<Option<RegisterRecord>, Fault> {
    if let Some(record) = register.look_up(number).await? {
        return Ok(Some(record.cut()));
    }
    let known = store.person_by_number(number).await?;
    Ok(known.map(|known| RegisterRecord {
        number,
        born: known.born,
        name: known.name,
        protection: known.protection,
        residence: Residence::Deregistered,
        guardian_of: Vec::new(),
    }))
}

async fn keep(
    store: &dyn Store,
    rng: &dyn Rng,
    told: Timestamp,
    record: &RegisterRecord,
) -> Result<PersonId, Fault> {
    let new_id = PersonId(new_id(rng, told));
    Ok(store.keep_register_answer(new_id, record, told).await?)
}

/// Asks about these people anew: a guardian and the children. If the register can't be reached, the old
/// answers stay, and the decision refuses once they are too old.
pub(crate) async fn refresh_family(
    services: &Services,
    people: &[Personnummer],
) -> Result<(), Fault> {
    for number in people {
        match refresh(services, *number).await {
            Ok(_) => {}
            Err(Fault::Register(RegisterError::Unavailable(why))) => {
                tracing::warn!(why, "the population register does not answer");
                return Ok(());
            }
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}
