//! Telling guardians that a child's 13th birthday is near (R-G5): 90, 30 and 7 days before, once each.
//!
//! What is told stands in a table of its own, written together with the outbox: the outbox forgets
//! what it has sent long before the birthday. So it is told once, however often, late or on however
//! many nodes at once this runs; the lease only spares the others the work.

use domain::age;
use domain::future::{Notice, births, notice_due, notices};
use domain::notice::NIGHT;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::ports::chance::new_id;
use crate::{Fault, Services};

/// The job's name.
const JOB: &str = "birthdays";
/// How long one node has for a page of guardians: far more than it takes.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// So many guardians are looked at at once.
const PAGE: usize = 100;

/// Puts into the outbox what is due, and gives how many guardians that was told to; nothing where
/// another node is at it.
pub async fn tell(services: &Services) -> Result<Option<usize>, Fault> {
    let holder = new_id(services.rng.as_ref(), services.clock.now());
    if !hold(services, holder).await? {
        return Ok(None);
    }
    let told = tell_all(services, holder).await;
    services.store.end_lease(JOB, holder).await?;
    told.map(Some)
}

/// Takes the lease, or holds it for longer.
async fn hold(services: &Services, holder: Uuid) -> Result<bool, Fault> {
    let now = services.clock.now();
    let store = &services.store;
    Ok(store.take_lease(JOB, holder, now, LEASE).await?)
}

async fn tell_all(services: &Services, holder: Uuid) -> Result<usize, Fault> {
    let mut told = 0;
    for notice in notices(services.rules_now()) {
        told += tell_one(services, holder, &notice).await?;
    }
    Ok(told)
}

/// Tells what one of the notices is due of.
async fn tell_one(services: &Services, holder: Uuid, notice: &Notice) -> Result<usize, Fault> {
    let store = &services.store;
    let mut told = 0;
    let mut after = None;
    while hold(services, holder).await? {
        let now = services.clock.now();
        let (today, rules) = (age::today(now), services.rules.at(now));
        let Some(births) = births(notice, today, rules) else {
            break;
        };
        let rows = store.untold_birthdays(&births, notice.days, after, PAGE);
        let rows = rows.await?;
        for row in &rows {
            let due = notice_due(row.born, today, rules) == Some(notice.days);
            if due
                && store
                    .tell_birthday(row, notice.days, NIGHT.due(now), now)
                    .await?
            {
                told += 1;
            }
        }
        after = rows.last().map(|row| (row.born, row.link));
        if rows.len() < PAGE {
            break;
        }
    }
    Ok(told)
}
