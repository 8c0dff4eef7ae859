//! The mail server's side of a conversation (RFC 5321): what it answers to each line. Pure: knows
//! no network.
//!
//! Offered: SIZE (RFC 1870) and ENHANCEDSTATUSCODES (RFC 2034). Not offered, so that a client that
//! counts on them is found out: 8BITMIME, SMTPUTF8, PIPELINING, STARTTLS, AUTH.

use std::borrow::Cow;

use super::mail::Mail;
use super::world::Trouble;

/// A command line with its end (RFC 5321 §4.5.3.1.4).
const LONGEST_COMMAND: usize = 512;
/// A line of text with its end (RFC 5321 §4.5.3.1.6).
const LONGEST_LINE: usize = 1_000;
/// Recipients of one mail (RFC 5321 §4.5.3.1.8).
const MOST_RECIPIENTS: usize = 100;

/// What to do after a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Say this, and read on.
    Say(Cow<'static, str>),
    /// Read on.
    Listen,
    /// Say this, and hang up.
    Close(&'static str),
    /// A whole mail has come.
    Deliver(Mail),
}

/// A conversation.
pub(super) struct Session {
    largest: usize,
    greeted: bool,
    from: Option<String>,
    to: Vec<String>,
    data: Option<Data>,
}

/// A mail as far as it has come.
#[derive(Default)]
struct Data {
    bytes: Vec<u8>,
    wrong: Option<&'static str>,
}

impl Session {
    pub(super) fn new(largest: usize) -> Self {
        Self {
            largest,
            greeted: false,
            from: None,
            to: Vec::new(),
            data: None,
        }
    }

    /// Takes a line, with its end.
    pub(super) fn line(&mut self, line: &[u8], trouble: Option<Trouble>) -> Step {
        // A line that ends in LF alone is what mails are smuggled with.
        let Some(text) = line
            .strip_suffix(b"\r\n")
            .filter(|text| !text.contains(&b'\r'))
        else {
            return Step::Close("500 5.5.2 A line must end in CRLF, and have no other CR");
        };
        if self.data.is_some() {
            return self.data_line(text);
        }
        if line.len() > LONGEST_COMMAND {
            return say("500 5.5.2 The line is too long");
        }
        let Some(text) = std::str::from_utf8(text)
            .ok()
            .filter(|text| text.is_ascii())
        else {
            return say("500 5.5.2 Commands are in ASCII");
        };
        let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" | "HELO" if rest.trim().is_empty() => say("501 5.5.4 Say who you are"),
            "EHLO" => {
                self.reset();
                self.greeted = true;
                Step::Say(
                    format!(
                        "250-localhost\r\n250-SIZE {}\r\n250 ENHANCEDSTATUSCODES",
                        self.largest
                    )
                    .into(),
                )
            }
            "HELO" => {
                self.reset();
                self.greeted = true;
                say("250 localhost")
            }
            "MAIL" => self.mail(rest),
            "RCPT" => self.rcpt(rest, trouble),
            "DATA" => self.start_data(rest),
            "RSET" => {
                self.reset();
                say("250 2.0.0 Forgotten")
            }
            "NOOP" => say("250 2.0.0 Here"),
            "VRFY" => say("252 2.1.5 Send it and see"),
            "QUIT" => Step::Close("221 2.0.0 Goodbye"),
            _ => say("502 5.5.1 No such command here"),
        }
    }

    fn reset(&mut self) {
        self.from = None;
        self.to.clear();
        self.data = None;
    }

    fn mail(&mut self, rest: &str) -> Step {
        if !self.greeted {
            return say("503 5.5.1 Say EHLO first");
        }
        if self.from.is_some() {
            return say("503 5.5.1 One mail at a time");
        }
        let Some((address, parameters)) = path(rest, "FROM:") else {
            return say("501 5.1.7 Write MAIL FROM:<address>");
        };
        // Bounces have no sender.
        if !address.is_empty() && !is_address(address) {
            return say("501 5.1.7 That is no address");
        }
        for parameter in parameters.split_ascii_whitespace() {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            match value.parse::<usize>() {
                Ok(size) if name.eq_ignore_ascii_case("SIZE") => {
                    if size > self.largest {
                        return say("552 5.3.4 The mail is too large");
                    }
                }
                _ => return say("555 5.5.4 No such parameter here"),
            }
        }
        self.from = Some(address.to_owned());
        say("250 2.1.0 Sender taken")
    }

    fn rcpt(&mut self, rest: &str, trouble: Option<Trouble>) -> Step {
        if self.from.is_none() {
            return say("503 5.5.1 Say MAIL first");
        }
        let Some((address, parameters)) = path(rest, "TO:") else {
            return say("501 5.1.3 Write RCPT TO:<address>");
        };
        if !is_address(address) {
            return say("501 5.1.3 That is no address");
        }
        if !parameters.trim().is_empty() {
            return say("555 5.5.4 No such parameter here");
        }
        match trouble {
            // As many servers do, it repeats the address.
            Some(Trouble::Refuse) => {
                return Step::Say(format!("550 5.1.1 <{address}> is unknown here").into());
            }
            Some(Trouble::Fail) => {
                return Step::Say(format!("451 4.3.0 <{address}> can't be looked up now").into());
            }
            _ => {}
        }
        if self.to.len() == MOST_RECIPIENTS {
            return say("452 4.5.3 Too many recipients");
        }
        self.to.push(address.to_owned());
        say("250 2.1.5 Recipient taken")
    }

    fn start_data(&mut self, rest: &str) -> Step {
        if self.to.is_empty() {
            return say("503 5.5.1 Say RCPT first");
        }
        if !rest.is_empty() {
            return say("501 5.5.4 DATA stands alone");
        }
        self.data = Some(Data::default());
        say("354 Go on, and end with a line that is a full stop")
    }

    fn data_line(&mut self, text: &[u8]) -> Step {
        let largest = self.largest;
        let Some(data) = &mut self.data else {
            return Step::Listen;
        };
        if text == b"." {
            let (raw, wrong) = (std::mem::take(&mut data.bytes), data.wrong);
            let (from, to) = (self.from.take(), std::mem::take(&mut self.to));
            self.reset();
            return match wrong {
                Some(wrong) => say(wrong),
                None => Step::Deliver(Mail {
                    from: from.unwrap_or_default(),
                    to,
                    raw,
                }),
            };
        }
        let line = text.strip_prefix(b".").unwrap_or(text);
        if text.len() + 2 > LONGEST_LINE {
            data.wrong = Some("554 5.6.0 A line is too long");
        } else if !line.is_ascii() {
            data.wrong = Some("554 5.6.1 8BITMIME was not offered");
        } else if data.bytes.len() + line.len() + 2 > largest {
            data.wrong = Some("552 5.3.4 The mail is too large");
        }
        if data.wrong.is_none() {
            data.bytes.extend_from_slice(line);
            data.bytes.extend_from_slice(b"\r\n");
        }
        Step::Listen
    }
}

fn say(text: &'static str) -> Step {
    Step::Say(Cow::Borrowed(text))
}

/// `FROM:<address> parameters`: the address, and the parameters.
fn path<'a>(rest: &'a str, keyword: &str) -> Option<(&'a str, &'a str)> {
    let (given, rest) = rest.split_at_checked(keyword.len())?;
    let (address, parameters) = rest.trim_start().strip_prefix('<')?.split_once('>')?;
    let apart = parameters.is_empty() || parameters.starts_with(' ');
    (given.eq_ignore_ascii_case(keyword) && apart).then_some((address, parameters))
}

fn is_address(address: &str) -> bool {
    address.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !domain.is_empty()
            && !domain.contains('@')
            && address
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'<')
    })
}

#[cfg(test)]
mod tests;
