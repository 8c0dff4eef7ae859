//! Our clients for mail and SMS: against the simulator with every trouble, against another maker's
//! mail server, and against peers that are there but wrong.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop here")]

mod aiosmtpd;
mod broken;
mod configuration;
mod mail;
mod sms;
mod support;
