//! The simulators' time, as a parameter.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Tells a simulator the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the implementation of Clock"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Stands still until it is moved, for tests.
#[derive(Default)]
pub struct StandingClock(AtomicI64);

impl StandingClock {
    /// Moves it on.
    pub fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        let seconds = 1_700_000_000 + self.0.load(Ordering::SeqCst);
        Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
    }
}
