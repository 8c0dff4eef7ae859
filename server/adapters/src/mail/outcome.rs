//! What the server's answer, or its silence, means at each step.

use std::error::Error as _;
use std::fmt;

use lettre::transport::smtp::Error;
use service::ports::send::SendError;

/// How far sending has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Connect,
    StartTls,
    Login,
    From,
    To,
    Data,
    /// The message itself is under way: from here on nobody knows until the server answers.
    Content,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "connecting",
            Self::StartTls => "STARTTLS",
            Self::Login => "AUTH",
            Self::From => "MAIL FROM",
            Self::To => "RCPT TO",
            Self::Data => "DATA",
            Self::Content => "the end of the message",
        })
    }
}

impl Step {
    /// What an error means here. A permanent refusal of the address or the message is final; one
    /// of ourselves (of the connection, the login, the sender) is for the operator to mend, and the
    /// message waits.
    pub(super) fn failed(self, error: &Error) -> SendError {
        if let Some(code) = error.status() {
            let said = match enhanced(error) {
                Some(enhanced) => format!("the mail server answered {code} {enhanced} to {self}"),
                None => format!("the mail server answered {code} to {self}"),
            };
            let final_here = matches!(self, Self::To | Self::Data | Self::Content);
            return if error.is_permanent() && final_here {
                SendError::Refused(said)
            } else {
                SendError::Later(said)
            };
        }
        if untrusted(error) {
            return SendError::Later(
                "the mail server's certificate is not trusted, or not for its name (TLS)"
                    .to_owned(),
            );
        }
        if error.is_client() {
            return SendError::Later(format!("the mail server does not offer {self}"));
        }
        self.broke(if error.is_timeout() {
            "no connection in time"
        } else if self == Self::Connect {
            "no connection"
        } else {
            "the connection broke"
        })
    }

    /// There was no answer, or none that can be read.
    pub(super) fn broke(self, how: &str) -> SendError {
        let said = format!("{how}, at {self}");
        match self {
            Self::Content => SendError::Unknown(said),
            _ => SendError::Later(said),
        }
    }
}

/// The enhanced status code (RFC 3463) at the beginning of the server's text. The rest of the text
/// is left out, because servers repeat addresses there.
fn enhanced(error: &Error) -> Option<String> {
    let text = error.source()?.to_string();
    let word = text.split_whitespace().next()?;
    let number = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_one = word.split('.').count() == 3 && word.split('.').all(number);
    is_one.then(|| word.to_owned())
}

/// Whether TLS lies at the bottom of it.
fn untrusted(error: &Error) -> bool {
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = next {
        if error.is::<rustls::Error>() {
            return true;
        }
        let inner = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        next = match inner {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    false
}
