//! The simulator's time, as a parameter.

use jiff::Timestamp;

/// Tells the simulator the time.
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
