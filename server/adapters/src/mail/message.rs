//! The message as it goes over the wire: plain text, in ASCII whatever it says.

use std::time::SystemTime;

use jiff::Timestamp;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::{Address, Message};
use service::ports::mail::Mail;
use service::ports::send::SendError;

/// To whom, and the message with its headers.
pub(super) fn write(from: &Mailbox, mail: &Mail) -> Result<(Address, Vec<u8>), SendError> {
    let to: Address = mail
        .to
        .as_str()
        .parse()
        .map_err(|_| unwritable("the address can't be written"))?;
    // The format knows no time before 1970.
    let written = SystemTime::from(mail.written.max(Timestamp::UNIX_EPOCH));
    let id = format!("<{}@{}>", mail.message_id, from.email.domain());
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(one_line(&mail.subject))
        .date(written)
        .message_id(Some(id))
        // No machine answers a machine (RFC 3834 §5).
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .singlepart(SinglePart::plain(mail.text.clone()))
        .map_err(|_| unwritable("the message can't be written"))?;
    Ok((to, message.formatted()))
}

/// A header is one line.
fn one_line(subject: &str) -> String {
    subject.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unwritable(what: &str) -> SendError {
    SendError::Refused(what.to_owned())
}
