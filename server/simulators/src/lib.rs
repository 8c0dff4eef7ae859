//! The other ends of the protocols that Agera ombud speaks, for demo and tests: each one answers
//! over the real protocol on this machine, so that everything runs with no account anywhere.
//!
//! Knows nothing of the product: a simulator that shared code with our clients would share their
//! mistakes.

pub mod bankid;
pub mod messages;

mod clock;
mod listen;
mod look;

pub use clock::{Clock, StandingClock, SystemClock};
