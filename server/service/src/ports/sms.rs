//! SMS (R-E8).

use async_trait::async_trait;
use domain::notice::MobileNumber;

use super::send::SendError;

/// Sends SMS.
#[async_trait]
pub trait SmsSender: Send + Sync {
    /// Hands the message to the gateway. `Ok` says that it has taken the message over, not that
    /// anybody has got it. The gateway knows no second try: each one that it takes is sent.
    async fn send(&self, sms: &Sms) -> Result<(), SendError>;
}

/// A message to one phone.
#[derive(Clone, PartialEq, Eq)]
pub struct Sms {
    /// To whom.
    pub to: MobileNumber,
    /// The text: up to 160 letters of GSM's alphabet (å, ä and ö are among them) are one SMS.
    pub text: String,
    /// The text is a secret, such as a code: the gateway is asked not to keep it.
    pub secret: bool,
}
