//! E-mail (R-E8).

use async_trait::async_trait;
use domain::notice::Email;
use jiff::Timestamp;
use uuid::Uuid;

use super::send::SendError;

/// Sends e-mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands the message to our mail server. `Ok` says that it has taken the message over, not that
    /// anybody has got it.
    async fn send(&self, mail: &Mail) -> Result<(), SendError>;
}

/// A message to one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: Email,
    /// One line.
    pub subject: String,
    /// Plain text, with `\n` between its lines.
    pub text: String,
    /// The same at every try, so that who gets the message twice can be shown it once: becomes
    /// `Message-ID: <…@our domain>` (RFC 5322 §3.6.4).
    pub message_id: Uuid,
    /// When it was written: the same at every try.
    pub written: Timestamp,
}
