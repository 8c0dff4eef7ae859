//! What an operator is told.

use adapters::TrustError;
use adapters::mail::{self, Encryption, MailClient, MailConfig};
use adapters::sms::{self, SmsClient};

use crate::support::{email, sms_config};

fn mail_config(host: &str, encryption: Encryption) -> MailConfig {
    let mut config = MailConfig::new(host, 25, email("no-reply@agera.example"));
    config.encryption = encryption;
    config
}

#[test]
fn mail_without_encryption_stays_on_this_machine() {
    for host in ["localhost", "127.0.0.1", "::1", "[::1]"] {
        assert!(MailClient::new(mail_config(host, Encryption::None)).is_ok());
    }
    for host in ["mail.agera.example", "192.0.2.1", "localhost.agera.example"] {
        let refused = MailClient::new(mail_config(host, Encryption::None)).err();
        assert_eq!(refused, Some(mail::ConfigError::Plain), "{host}");
        assert!(MailClient::new(mail_config(host, Encryption::StartTls)).is_ok());
        assert!(MailClient::new(mail_config(host, Encryption::Tls)).is_ok());
    }
    let refused = MailClient::new(mail_config("", Encryption::Tls)).err();
    assert_eq!(refused, Some(mail::ConfigError::Host));
}

#[test]
fn sms_without_encryption_stay_on_this_machine() {
    for url in [
        "http://localhost:1",
        "http://127.0.0.1:1/",
        "http://[::1]:1",
        "https://api.46elks.com",
    ] {
        assert!(SmsClient::new(sms_config(url)).is_ok(), "{url}");
    }
    for url in [
        "http://api.46elks.com",
        "http://localhost.example:1",
        "api.46elks.com",
        "ftp://localhost",
        "",
    ] {
        let refused = SmsClient::new(sms_config(url)).err();
        assert_eq!(refused, Some(sms::ConfigError::BaseUrl), "{url}");
    }
}

#[test]
fn a_sender_is_what_a_phone_shows() {
    let with = |from: &str| {
        let mut config = sms_config("https://api.46elks.com");
        config.from = from.to_owned();
        SmsClient::new(config).err()
    };
    for from in ["AgeraOmbud", "a", "Vard1177", "+46766860000"] {
        assert_eq!(with(from), None, "{from}");
    }
    for from in [
        "",
        "Agera ombud",
        "Vård",
        "1177",
        "AgeraOmbudet",
        "+46",
        "+46 766",
    ] {
        assert_eq!(with(from), Some(sms::ConfigError::From), "{from}");
    }
}

#[test]
fn a_ca_file_holds_certificates() {
    for pem in ["", "no certificate"] {
        let mut config = mail_config("mail.agera.example", Encryption::Tls);
        config.ca_pem = Some(pem.as_bytes().to_vec());
        let refused = MailClient::new(config).err();
        assert_eq!(refused, Some(mail::ConfigError::Trust(TrustError::Ca)));
        let mut config = sms_config("https://api.46elks.com");
        config.ca_pem = Some(pem.as_bytes().to_vec());
        let refused = SmsClient::new(config).err();
        assert_eq!(refused, Some(sms::ConfigError::Trust(TrustError::Ca)));
    }
}
