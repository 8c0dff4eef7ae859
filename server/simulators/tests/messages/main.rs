//! The simulator of phones and mailboxes, from outside: its API and its page over HTTP, its mail
//! server over SMTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop here")]

mod page;
mod sms;
mod smtplib;
mod support;
