//! Our BankID client against the simulator, against wrong certificates and against broken peers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop here")]

mod broken;
mod certificates;
mod simulator;
mod support;
