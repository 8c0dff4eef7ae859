//! The demo's phones and mailboxes, and our clients of them.

use std::net::SocketAddr;
use std::sync::Arc;

use adapters::mail::{Encryption, MailClient, MailConfig};
use adapters::sms::{SmsClient, SmsConfig};
use domain::notice::Email;
use service::ports::chance::{Rng, new_token};
use simulators::messages::{Config, MessagesSimulator};

use super::MovableClock;
use crate::failure::Failure;

const USER: &str = "demo";

/// The simulator, and our clients of it.
pub(super) struct Played {
    pub(super) simulator: MessagesSimulator,
    pub(super) mailer: MailClient,
    pub(super) sms: SmsClient,
}

pub(super) async fn start(
    clock: Arc<MovableClock>,
    rng: &dyn Rng,
    page_address: SocketAddr,
) -> Result<Played, Failure> {
    let password = new_token(rng);
    let mut config = Config::new(USER, &password);
    config.page_address = page_address;
    config.clock = clock;
    let simulator = MessagesSimulator::start(config)
        .await
        .map_err(|error| Failure::line(format!("the simulator of SMS and mail: {error}")))?;
    let from = Email::parse("no-reply@ombud.example").expect("it is an address");
    let smtp = simulator.smtp_address();
    let mut mail = MailConfig::new(smtp.ip().to_string(), smtp.port(), from);
    mail.encryption = Encryption::None;
    let sms = SmsConfig::new(simulator.sms_url(), USER, password, "AgeraOmbud");
    Ok(Played {
        mailer: MailClient::new(mail).map_err(Failure::line)?,
        sms: SmsClient::new(sms).map_err(Failure::line)?,
        simulator,
    })
}
