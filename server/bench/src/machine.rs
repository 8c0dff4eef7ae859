//! The machine's clock and generator: a benchmark measures real time.

use std::time::Instant;

use jiff::Timestamp;
use service::ports::chance::Rng;
use service::ports::clock::Clock;

/// Measures how long something takes.
#[derive(Clone, Copy)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// Milliseconds since it was started.
    pub(crate) fn ms(self) -> f64 {
        self.0.elapsed().as_secs_f64() * 1_000.0
    }
}

/// The machine's clock and generator.
pub(crate) struct Machine;

impl Clock for Machine {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is an implementation of Clock"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

impl Rng for Machine {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is an implementation of Rng"
    )]
    fn fill(&self, buffer: &mut [u8]) {
        getrandom::fill(buffer).expect("a benchmark with no randomness must not go on");
    }
}
