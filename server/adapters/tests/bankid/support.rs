use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use adapters::bankid::{BankIdClient, BankIdConfig, Identity};
use reqwest::Client;
use reqwest::redirect::Policy;
use service::ports::bankid::{AuthRequest, BankId, BankIdError, Collected, Order};
use simulators::bankid::{
    BankIdSimulator, CLIENT_P12_PASSWORD, Certificates, Config, StandingClock, TestPerson,
};

pub const ASTRID: &str = "189001019802";

/// A simulator, and our client of it.
pub struct Bench {
    pub simulator: BankIdSimulator,
    pub clock: Arc<StandingClock>,
    pub bankid: BankIdClient,
    browser: Client,
}

pub fn p12(certificates: &Certificates) -> Identity {
    Identity::Pkcs12 {
        archive: certificates.client_p12.clone(),
        password: CLIENT_P12_PASSWORD.to_owned(),
    }
}

pub fn pem(certificates: &Certificates) -> Identity {
    Identity::Pem {
        certificates: certificates.client_pem.clone().into_bytes(),
        private_key: certificates.client_key_pem.clone().into_bytes(),
    }
}

pub fn config(base_url: &str, certificates: &Certificates) -> BankIdConfig {
    let ca_pem = certificates.ca_pem.clone().into_bytes();
    BankIdConfig::new(base_url, ca_pem, p12(certificates))
}

pub async fn simulator(certificates: &Certificates, clock: Arc<StandingClock>) -> BankIdSimulator {
    let mut config = Config::new(certificates.clone());
    config.clock = clock;
    config.persons = vec![TestPerson {
        personnummer: ASTRID.to_owned(),
        given: "Astrid".to_owned(),
        surname: "Berg".to_owned(),
        note: String::new(),
    }];
    BankIdSimulator::start(config).await.unwrap()
}

pub fn request(visible: &str) -> AuthRequest {
    AuthRequest {
        end_user_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
        visible: visible.to_owned(),
        return_url: None,
    }
}

impl Bench {
    pub async fn new() -> Self {
        let certificates = Certificates::generate();
        let clock = Arc::new(StandingClock::default());
        let simulator = simulator(&certificates, Arc::clone(&clock)).await;
        let bankid = BankIdClient::new(config(&simulator.base_url(), &certificates)).unwrap();
        let browser = Client::builder()
            .tls_backend_preconfigured(plain_tls())
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            simulator,
            clock,
            bankid,
            browser,
        }
    }

    pub async fn order(&self) -> Order {
        started(self.bankid.auth(request("Logga in")).await)
    }

    pub async fn collect(&self, order: &Order) -> Collected {
        match self.bankid.collect(&order.order_ref).await {
            Ok(collected) => collected,
            Err(error) => panic!("{error}"),
        }
    }

    /// Posts one of the app's forms for this order.
    pub async fn app(&self, order: &Order, path: &str, name: &str, value: &str) {
        let address = format!("{}/{path}", self.simulator.app_url());
        let form = [("order", order.auto_start_token.as_str()), (name, value)];
        let response = self.browser.post(address).form(&form).send().await.unwrap();
        assert!(response.status().is_redirection(), "{path}");
    }
}

pub fn started(order: Result<Order, BankIdError>) -> Order {
    match order {
        Ok(order) => order,
        Err(error) => panic!("{error}"),
    }
}

/// For plain HTTP; trusts nobody.
fn plain_tls() -> rustls::ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}
