//! Telling guardians and children that an exception ends, once, some days before (R-J5, R-J6).
//!
//! That it is told stands with the application, written together with the outbox: so it is told once,
//! on however many nodes at once this runs; the lease only spares the others the work.

use domain::age;
use domain::application::ENDING_DAYS;
use domain::notice::NIGHT;
use jiff::{SignedDuration, Span};
use uuid::Uuid;

use crate::ports::chance::new_id;
use crate::{Fault, Services};

/// The job's name.
const JOB: &str = "exceptions";
/// How long one node has for a page of them: far more than it takes.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// So many are looked at at once.
const PAGE: usize = 100;

/// Puts into the outbox what is due, and gives of how many exceptions; nothing where another node is
/// at it.
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
    let store = &services.store;
    let (mut told, mut after) = (0, None);
    while hold(services, holder).await? {
        let now = services.clock.now();
        let today = age::today(now);
        let ahead = today.checked_add(Span::new().days(ENDING_DAYS));
        let days = (today, ahead.unwrap_or(today));
        let rows = store.ending_applications(days, after, PAGE).await?;
        for row in &rows {
            if store.tell_ending(row.id, NIGHT.due(now), now).await? {
                told += 1;
            }
        }
        after = rows.last().copied();
        if rows.len() < PAGE {
            break;
        }
    }
    Ok(told)
}
