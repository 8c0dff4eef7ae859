//! Reminding of visits, on the day before (B6).
//!
//! As with birthdays, what has been reminded of stands in a table of its own, written together with
//! the outbox: by booking and beginning, so a booking that is moved is reminded of anew. Whether it
//! still stands, and whether the reader may still hear of it, is decided when it is sent.

use domain::notice::{REMIND_HOURS, reminder_due};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::ports::chance::new_id;
use crate::{Fault, Services};

/// The job's name.
const JOB: &str = "reminders";
/// How long one node has for a page of visits: far more than it takes.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// So many visits are looked at at once.
const PAGE: usize = 100;

/// Puts into the outbox what is due, and gives of how many visits; nothing where another node is at
/// it.
pub async fn remind(services: &Services) -> Result<Option<usize>, Fault> {
    let holder = new_id(services.rng.as_ref(), services.clock.now());
    if !hold(services, holder).await? {
        return Ok(None);
    }
    let reminded = remind_all(services, holder).await;
    services.store.end_lease(JOB, holder).await?;
    reminded.map(Some)
}

/// Takes the lease, or holds it for longer.
async fn hold(services: &Services, holder: Uuid) -> Result<bool, Fault> {
    let now = services.clock.now();
    let store = &services.store;
    Ok(store.take_lease(JOB, holder, now, LEASE).await?)
}

async fn remind_all(services: &Services, holder: Uuid) -> Result<usize, Fault> {
    let store = &services.store;
    let ahead = SignedDuration::from_hours(REMIND_HOURS);
    let now = services.clock.now();
    let until = now.saturating_add(ahead).unwrap_or(Timestamp::MAX);
    let mut reminded = 0;
    let mut after = (now, None);
    while hold(services, holder).await? {
        let now = services.clock.now();
        let visits = store.visits_ahead(after, until, PAGE).await?;
        for visit in &visits {
            let due = reminder_due(visit.starts, visit.settled, now);
            if let Some(due) = due
                && store.remind(visit, due, now).await?
            {
                reminded += 1;
            }
        }
        match visits.last() {
            Some(last) if visits.len() == PAGE => after = (last.starts, Some(last.thread)),
            _ => break,
        }
    }
    Ok(reminded)
}
