//! Whom we trust, who we are, and what an operator is told.

use std::sync::Arc;

use adapters::bankid::{BankIdClient, BankIdConfig, ConfigError, Identity};
use service::ports::bankid::{BankId as _, BankIdError};
use simulators::bankid::{Certificates, StandingClock};

use crate::support::{config, p12, pem, request, simulator};

const NOWHERE: &str = "https://localhost:1/rp/v6.0";

fn refused(config: BankIdConfig) -> ConfigError {
    BankIdClient::new(config).err().unwrap()
}

#[tokio::test]
async fn a_pem_identity_is_as_good_as_a_p12() {
    let certificates = Certificates::generate();
    let simulator = simulator(&certificates, Arc::<StandingClock>::default()).await;
    let mut config = config(&format!("{}/", simulator.base_url()), &certificates);
    config.identity = pem(&certificates);
    let client = BankIdClient::new(config).unwrap();
    assert!(client.auth(request("")).await.is_ok());
}

#[tokio::test]
async fn a_server_of_another_ca_is_not_bankid() {
    let (certificates, other) = (Certificates::generate(), Certificates::generate());
    let simulator = simulator(&other, Arc::<StandingClock>::default()).await;
    let client = BankIdClient::new(config(&simulator.base_url(), &certificates)).unwrap();
    let error = client.auth(request("")).await.err().unwrap();
    assert_eq!(
        error.to_string(),
        "unavailable: the server is not BankID's: its certificate is not trusted (TLS)"
    );
}

#[tokio::test]
async fn a_client_certificate_of_another_ca_is_refused_by_bankid() {
    let (certificates, other) = (Certificates::generate(), Certificates::generate());
    let simulator = simulator(&certificates, Arc::<StandingClock>::default()).await;
    let mut config = config(&simulator.base_url(), &certificates);
    config.identity = p12(&other);
    let client = BankIdClient::new(config).unwrap();
    let error = client.auth(request("")).await.err().unwrap();
    // Refused, unless the connection is gone before the reason has come.
    assert!(
        matches!(error, BankIdError::Refused(_) | BankIdError::Unavailable(_)),
        "{error}"
    );
}

#[test]
fn a_wrong_configuration_is_told_in_one_sentence() {
    let certificates = Certificates::generate();
    let other = Certificates::generate();
    let good = || config(NOWHERE, &certificates);
    assert!(BankIdClient::new(good()).is_ok());

    let plain = config("http://localhost:1/rp/v6.0", &certificates);
    assert_eq!(refused(plain), ConfigError::BaseUrl);
    for ca_pem in ["", "no certificate", &certificates.client_key_pem] {
        let mut config = good();
        config.ca_pem = ca_pem.as_bytes().to_vec();
        assert_eq!(refused(config), ConfigError::Ca);
    }
    let p12 = |archive: &[u8], password: &str| Identity::Pkcs12 {
        archive: archive.to_vec(),
        password: password.to_owned(),
    };
    let pem = |certificates: &str, key: &str| Identity::Pem {
        certificates: certificates.as_bytes().to_vec(),
        private_key: key.as_bytes().to_vec(),
    };
    let own = certificates.client_pem.as_str();
    let own_key = certificates.client_key_pem.as_str();
    for (identity, error) in [
        (
            p12(&certificates.client_p12, "wrong password"),
            ConfigError::Pkcs12,
        ),
        (p12(b"not an archive", "x"), ConfigError::Pkcs12),
        (pem("", own_key), ConfigError::Certificate),
        (pem(own, ""), ConfigError::PrivateKey),
        (pem(own, &other.client_key_pem), ConfigError::Mismatch),
    ] {
        let mut config = good();
        config.identity = identity;
        assert_eq!(refused(config), error);
    }
}

#[test]
fn a_printed_identity_shows_no_secret() {
    let certificates = Certificates::generate();
    let shown = format!("{:?} {:?}", p12(&certificates), pem(&certificates));
    assert_eq!(shown, "Identity::Pkcs12 Identity::Pem");
}
