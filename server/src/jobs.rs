//! What the server does by itself.

use std::sync::Arc;
use std::time::Duration;

use domain::age;
use jiff::civil::Date;
use service::log::{Keeper, Sealing};
use service::{Fault, Services};
use tokio::sync::Mutex;
use tokio::time::{Interval, MissedTickBehavior};

/// How often what is over is deleted.
const PRUNE_EVERY: Duration = Duration::from_mins(5);

/// Deletes old sessions, orders, notices and drafts now and then, until it is dropped.
pub async fn prune(services: Services) {
    let mut turns = tokio::time::interval(PRUNE_EVERY);
    loop {
        turns.tick().await;
        if let Err(fault) = service::session::prune(&services).await {
            tracing::warn!(%fault, "old sessions could not be deleted");
        }
        if let Err(fault) = service::outbox::prune(&services).await {
            tracing::warn!(%fault, "old notices could not be deleted");
        }
        if let Err(fault) = service::drafts::prune(&services).await {
            tracing::warn!(%fault, "old drafts could not be deleted");
        }
    }
}

/// How often one looks whether it is time again for what is done by the clock.
const CLOCK_LOOK: Duration = Duration::from_secs(5);
/// How often, by the clock, one tells of birthdays, in seconds: whoever has done a first errand today
/// hears today.
const BIRTHDAYS_EVERY: i64 = 10 * 60;
/// How often, by the clock, one reminds of visits, in seconds.
const REMINDERS_EVERY: i64 = 5 * 60;

/// Tells of birthdays (R-G5), until it is dropped. It may be dropped, or the process killed, at any
/// point.
pub async fn tell_of_birthdays(services: Services) {
    by_the_clock(
        services,
        BIRTHDAYS_EVERY,
        async |services| match service::birthdays::tell(services).await {
            Ok(told) => {
                if let Some(told) = told.filter(|told| *told > 0) {
                    tracing::info!(told, "birthdays that are near have been told");
                }
                true
            }
            Err(fault) => {
                tracing::warn!(%fault, "birthdays could not be told");
                false
            }
        },
    )
    .await;
}

/// Reminds of visits (B6), until it is dropped. It may be dropped, or the process killed, at any
/// point.
pub async fn remind_of_visits(services: Services) {
    by_the_clock(
        services,
        REMINDERS_EVERY,
        async |services| match service::reminders::remind(services).await {
            Ok(reminded) => {
                if let Some(reminded) = reminded.filter(|reminded| *reminded > 0) {
                    tracing::info!(reminded, "visits of tomorrow have been reminded of");
                }
                true
            }
            Err(fault) => {
                tracing::warn!(%fault, "visits could not be reminded of");
                false
            }
        },
    )
    .await;
}

/// How often, by the clock, one tells of exceptions that end, in seconds.
const EXCEPTIONS_EVERY: i64 = 60 * 60;

/// Tells of exceptions that end soon (R-J5, R-J6), until it is dropped. It may be dropped, or the
/// process killed, at any point.
pub async fn tell_of_exceptions(services: Services) {
    by_the_clock(services, EXCEPTIONS_EVERY, async |services| {
        match service::applications::ending::tell(services).await {
            Ok(told) => {
                if let Some(told) = told.filter(|told| *told > 0) {
                    tracing::info!(told, "exceptions that end soon have been told");
                }
                true
            }
            Err(fault) => {
                tracing::warn!(%fault, "exceptions that end soon could not be told");
                false
            }
        }
    })
    .await;
}

/// How often, by the clock, one looks for entries of the access log that are too old, in seconds.
const PRUNE_LOG_EVERY: i64 = 60 * 60;

/// Gives what has been logged its place in the chains, and writes checkpoints of them (R-J11), until
/// it is dropped. It may be dropped, or the process killed, at any point.
pub async fn seal_log(services: Services, sealing: Arc<Mutex<Sealing>>) {
    let mut turns = tokio::time::interval(LOOK_EVERY);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        let sealed = sealing.lock().await.turn(&services).await;
        tell_of_sealing(sealed);
    }
}

/// The last turn, when the server stops: nothing is left without its checkpoint.
pub async fn finish_log(services: &Services, sealing: &Mutex<Sealing>) {
    let sealed = sealing.lock().await.finish(services).await;
    tell_of_sealing(sealed);
}

fn tell_of_sealing(sealed: Result<usize, Fault>) {
    match sealed {
        Ok(0) => {}
        Ok(sealed) => tracing::debug!(sealed, "entries of the access log have been sealed"),
        Err(fault) => tracing::error!(%fault, "the access log can't be sealed"),
    }
}

/// Deletes entries of the access log that need not be kept any more, until it is dropped.
pub async fn prune_log(services: Services, keeper: Keeper) {
    let mut turns = Turns::every(PRUNE_LOG_EVERY);
    loop {
        let turn = turns.next(&services).await;
        match service::log::prune(&services, &keeper).await {
            Ok(0) => turns.last = turn,
            Ok(pruned) => {
                tracing::info!(pruned, "old entries of the access log have been deleted");
                turns.last = turn;
            }
            Err(fault) => {
                tracing::error!(%fault, "old entries of the access log can't be deleted");
            }
        }
    }
}

/// Does it every so many seconds by the clock, and so as well as soon as a demo's clock has been
/// moved; again at the next look where it failed. Where another node is at it, that one does what is
/// due for all.
async fn by_the_clock(services: Services, every: i64, what: impl AsyncFn(&Services) -> bool) {
    let mut turns = Turns::every(every);
    loop {
        let turn = turns.next(&services).await;
        if what(&services).await {
            turns.last = turn;
        }
    }
}

/// By the clock: a day, and which of its turns.
type Turn = Option<(Date, i64)>;

/// When it is time again.
struct Turns {
    looks: Interval,
    every: i64,
    /// The last that was done.
    last: Turn,
}

impl Turns {
    /// Every so many seconds by the clock.
    fn every(every: i64) -> Self {
        let mut looks = tokio::time::interval(CLOCK_LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self {
            looks,
            every,
            last: None,
        }
    }

    /// Waits for the next one, or looks again at one that was not done.
    async fn next(&mut self, services: &Services) -> Turn {
        loop {
            self.looks.tick().await;
            let now = services.clock.now();
            let turn = Some((age::today(now), now.as_second().div_euclid(self.every)));
            if turn != self.last {
                return turn;
            }
        }
    }
}

/// How long one rests when nothing is due.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Sends what is due, until it is dropped. It may be dropped, or the process killed, at any point:
/// what was taken is due again after a while.
pub async fn send_notices(services: Services) {
    loop {
        match service::outbox::send_due(&services).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(fault) => tracing::warn!(%fault, "notices could not be sent"),
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
