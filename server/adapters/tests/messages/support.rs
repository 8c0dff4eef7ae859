use std::time::Duration;

use adapters::mail::{Encryption, MailClient, MailConfig};
use adapters::sms::{SmsClient, SmsConfig};
use domain::notice::{Email, MobileNumber};
use service::ports::mail::Mail;
use service::ports::send::SendError;
use service::ports::sms::Sms;
use simulators::messages::{Config, MessagesSimulator};
use uuid::Uuid;

pub const USER: &str = "u0123";
pub const PASSWORD: &str = "hemligt";
/// What no error may hold.
pub const SECRETS: [&str; 8] = [
    "anna", "exempel", "example", "070", "+46", "70123", PASSWORD, USER,
];

/// Short, for tests that run into it.
pub const SOON: Duration = Duration::from_millis(400);

pub async fn simulator() -> MessagesSimulator {
    let config = Config::new(USER, PASSWORD);
    MessagesSimulator::start(config).await.unwrap()
}

pub fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

pub fn mail_to(to: &str) -> Mail {
    Mail {
        to: email(to),
        subject: "Nytt meddelande åt dig".to_owned(),
        text: "Du har ett nytt meddelande.\n.\nLogga in för att läsa.\n".to_owned(),
        message_id: Uuid::from_u128(7),
        written: "2026-11-21T12:00:00.9Z".parse().unwrap(),
    }
}

pub fn sms(text: &str, secret: bool) -> Sms {
    Sms {
        to: MobileNumber::parse("070-123 45 67").unwrap(),
        text: text.to_owned(),
        secret,
    }
}

/// For a plain server on this machine.
pub fn mail_config(port: u16) -> MailConfig {
    let mut config = MailConfig::new("127.0.0.1", port, email("no-reply@agera.example"));
    config.encryption = Encryption::None;
    config
}

pub fn mail_client(port: u16) -> MailClient {
    MailClient::new(mail_config(port)).unwrap()
}

/// That gives up soon.
pub fn hasty_mail_client(port: u16) -> MailClient {
    let mut config = mail_config(port);
    config.timeout = SOON;
    MailClient::new(config).unwrap()
}

pub fn sms_config(base_url: &str) -> SmsConfig {
    SmsConfig::new(base_url, USER, PASSWORD, "AgeraOmbud")
}

pub fn sms_client(base_url: &str) -> SmsClient {
    SmsClient::new(sms_config(base_url)).unwrap()
}

/// The error's text, which holds nothing that may not be logged.
pub fn told(answer: Result<(), SendError>) -> String {
    let said = answer.expect_err("it was not sent").to_string();
    let low = said.to_lowercase();
    for secret in SECRETS {
        assert!(!low.contains(secret), "{secret} stands in: {said}");
    }
    said
}
