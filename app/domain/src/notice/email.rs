//! E-mail addresses (RFC 5321 §4.1.2, the part of it that people have).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::hidden::Hidden;

/// What a server must take of a path (RFC 5321 §4.5.3.1.3), without its angle brackets.
const LONGEST: usize = 254;
/// What a server must take before the @ (RFC 5321 §4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;
/// A label of a domain name (RFC 1035 §2.3.4).
const LONGEST_LABEL: usize = 63;

/// An e-mail address: printable ASCII, one @, a domain with a dot. Never a line break, so it can
/// stand in a header.
///
/// The part before the @ stays as written, because it may be case-sensitive; the domain is in
/// lower case. A domain with å, ä or ö has to be written in its ASCII form (`xn--…`): to turn it
/// into that takes tables that are larger than everything else that the browser gets, and without
/// SMTPUTF8 the part before the @ can't have such letters at all. Quoted parts and addresses of
/// machines (`me@[192.0.2.1]`) are refused.
///
/// Hidden in debug output, so that it can't slip into a log.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why a text is no e-mail address that we can send to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EmailError {
    /// Nothing but blanks.
    Empty,
    /// Not the shape of one.
    Shape,
    /// It has letters beyond ASCII.
    Letters,
    /// Over 254 characters, or over 64 before the @.
    Long,
}

impl Email {
    /// Reads an address as people write it; blanks around it are dropped.
    ///
    /// ```
    /// # use domain::notice::Email;
    /// let email = Email::parse(" Anna.Berg@Exempel.se ");
    /// assert_eq!(email.map(|e| e.to_string()), Ok("Anna.Berg@exempel.se".to_owned()));
    /// ```
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        // First the shape, as far as it can be told: who writes "hej på dig" has not written an
        // address with an unusual letter.
        let (local, domain) = text.rsplit_once('@').ok_or(EmailError::Shape)?;
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(EmailError::Shape);
        }
        if !text.is_ascii() {
            return Err(EmailError::Letters);
        }
        if !is_local(local) || !is_domain(domain) {
            return Err(EmailError::Shape);
        }
        if text.len() > LONGEST || local.len() > LONGEST_LOCAL {
            return Err(EmailError::Long);
        }
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// The address, as stored and sent to.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A dot-atom (RFC 5322 §3.2.3).
fn is_local(local: &str) -> bool {
    let atom = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte))
    };
    local.split('.').all(atom)
}

/// At least two labels, of which the last is no number (that would be an IP address).
fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label)
        && top.len() >= 2
        && top.bytes().any(|byte| byte.is_ascii_alphabetic())
}

impl TryFrom<String> for Email {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, EmailError> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Display for EmailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an e-mail address that can be sent to")
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Email").field(&Hidden).finish()
    }
}
