//! A clock that can be moved, so that a birthday can be tried.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use service::ports::clock::Clock;

use crate::ports::SystemClock;

/// The machine's clock, so and so far ahead or behind. Runs on from wherever it was moved to.
#[derive(Debug, Default)]
pub struct MovableClock {
    ahead_micros: AtomicI64,
}

impl MovableClock {
    /// A clock that begins at `now`; none: with the machine's.
    pub fn starting_at(now: Option<Timestamp>) -> Self {
        let clock = Self::default();
        if let Some(now) = now {
            clock.move_to(now);
        }
        clock
    }

    /// Moves the clock.
    pub fn move_to(&self, now: Timestamp) {
        let ahead = now.duration_since(SystemClock.now());
        let micros = i64::try_from(ahead.as_micros()).unwrap_or_default();
        self.ahead_micros.store(micros, Ordering::SeqCst);
    }

    /// Moves it back to the machine's time.
    pub fn reset(&self) {
        self.ahead_micros.store(0, Ordering::SeqCst);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_micros(self.ahead_micros.load(Ordering::SeqCst));
        SystemClock
            .now()
            .saturating_add(ahead)
            .unwrap_or(Timestamp::MAX)
    }
}

/// What comes to the demo's phones and mailboxes comes by the demo's clock.
impl simulators::Clock for MovableClock {
    fn now(&self) -> Timestamp {
        Clock::now(self)
    }
}
