//! The BankID simulator, from outside: its API over mutual TLS, its page over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop here")]

mod api;
mod app;
mod certificates;
mod pybankid;
mod support;
