use std::sync::Arc;

use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use serde_json::{Value, json};
use simulators::bankid::{BankIdSimulator, Certificates, Config, StandingClock, TestPerson};

pub const ASTRID: &str = "189001019802";
pub const VILHELM: &str = "189001039800";

/// A running simulator, a relying party's client of it, and the tester's browser.
pub struct Bench {
    pub simulator: BankIdSimulator,
    pub clock: Arc<StandingClock>,
    pub party: Client,
    pub browser: Client,
}

pub fn persons() -> Vec<TestPerson> {
    let person = |personnummer: &str, given: &str, surname: &str, note: &str| TestPerson {
        personnummer: personnummer.to_owned(),
        given: given.to_owned(),
        surname: surname.to_owned(),
        note: note.to_owned(),
    };
    vec![
        person(ASTRID, "Astrid", "Berg", "två <barn>"),
        person(VILHELM, "Vilhelm", "Ek", ""),
    ]
}

/// Trusts this CA, and shows the client's certificate if `identity` is given.
pub fn tls_client(ca_pem: &str, identity: Option<&Certificates>) -> Client {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(ca_pem.as_bytes()).unwrap())
        .unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots);
    let tls = match identity {
        None => tls.with_no_client_auth(),
        Some(own) => {
            let chain = vec![CertificateDer::from_pem_slice(own.client_pem.as_bytes()).unwrap()];
            let key = PrivateKeyDer::from_pem_slice(own.client_key_pem.as_bytes()).unwrap();
            tls.with_client_auth_cert(chain, key).unwrap()
        }
    };
    Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}

impl Bench {
    pub async fn new() -> Self {
        let certificates = Certificates::generate();
        let clock = Arc::new(StandingClock::default());
        let party = tls_client(&certificates.ca_pem, Some(&certificates));
        let browser = tls_client(&certificates.ca_pem, None);
        let mut config = Config::new(certificates);
        config.clock = Arc::<StandingClock>::clone(&clock);
        config.persons = persons();
        Self {
            simulator: BankIdSimulator::start(config).await.unwrap(),
            clock,
            party,
            browser,
        }
    }

    /// The status and the JSON of a call as the relying party.
    pub async fn call(&self, method: &str, body: &Value) -> (u16, Value) {
        let address = format!("{}/{method}", self.simulator.base_url());
        let response = self.party.post(address).json(body).send().await.unwrap();
        let status = response.status().as_u16();
        (status, response.json().await.unwrap())
    }

    /// A started order.
    pub async fn order(&self) -> Value {
        self.order_with(json!({})).await
    }

    pub async fn order_with(&self, more: Value) -> Value {
        let mut body = json!({ "endUserIp": "192.0.2.1" });
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        let (status, order) = self.call("auth", &body).await;
        assert_eq!(status, 200, "{order}");
        order
    }

    /// The hint, `complete`, or the error's code.
    pub async fn stand(&self, order: &Value) -> String {
        let body = json!({ "orderRef": order["orderRef"] });
        let (status, answer) = self.call("collect", &body).await;
        let word = match (status, answer["status"].as_str()) {
            (200, Some("complete")) => &answer["status"],
            (200, _) => &answer["hintCode"],
            _ => &answer["errorCode"],
        };
        word.as_str().unwrap().to_owned()
    }

    /// Posts one of the app's forms.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        let address = format!("{}/{path}", self.simulator.app_url());
        self.browser.post(address).form(form).send().await.unwrap()
    }

    /// The app's page at this query, as a browser that follows where it is sent.
    pub async fn page(&self, query: &str) -> (u16, String) {
        let response = self.get(query).await;
        let response = match response.headers().get("location") {
            None => response,
            Some(to) => {
                let query = to.to_str().unwrap().strip_prefix("/app").unwrap();
                self.get(query).await
            }
        };
        (response.status().as_u16(), response.text().await.unwrap())
    }

    async fn get(&self, query: &str) -> Response {
        let address = format!("{}{query}", self.simulator.app_url());
        self.browser.get(address).send().await.unwrap()
    }
}

/// The token by which the app knows the order.
pub fn token(order: &Value) -> &str {
    order["autoStartToken"].as_str().unwrap()
}
