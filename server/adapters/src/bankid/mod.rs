//! BankID's relying-party API v6.0: JSON over mutual TLS.

mod identity;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use rustls::ClientConfig;
use rustls::crypto::ring::default_provider;
use serde::Serialize;
use serde_json::Value;
use service::ports::bankid::{AuthRequest, BankId, BankIdError, Collected, Order};

pub use identity::Identity;

/// An answer is a few kilobytes, of which the signature is most.
const LARGEST_ANSWER: usize = 256 * 1024;

/// How to reach BankID.
pub struct BankIdConfig {
    /// The API's base address without a slash at the end: `https://appapi2.bankid.com/rp/v6.0`,
    /// or BankID's test environment, or the simulator's.
    pub base_url: String,
    /// The certificate authorities to trust, as PEM: BankID's own and nobody else's; the
    /// machine's are not used.
    pub ca_pem: Vec<u8>,
    /// Who we are.
    pub identity: Identity,
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long to wait for a whole answer.
    pub timeout: Duration,
}

impl BankIdConfig {
    /// With the time limits that we use: 5 seconds to connect, 10 in all.
    pub fn new(base_url: impl Into<String>, ca_pem: Vec<u8>, identity: Identity) -> Self {
        Self {
            base_url: base_url.into(),
            ca_pem,
            identity,
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(10),
        }
    }
}

/// What the operator must mend before BankID can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Not an `https://` address.
    #[error("BankID's address must begin with https://")]
    BaseUrl,
    /// No certificate in the CA file.
    #[error("BankID's CA file must hold at least one certificate in PEM form")]
    Ca,
    /// No certificate in the client's PEM file.
    #[error("the BankID client certificate must be in PEM form")]
    Certificate,
    /// No private key in the client's PEM file.
    #[error("the BankID client certificate's private key must be in PEM form, not encrypted")]
    PrivateKey,
    /// The PKCS#12 file cannot be opened.
    #[error("the BankID client certificate (PKCS#12) cannot be opened: wrong file or password")]
    Pkcs12,
    /// The PKCS#12 file has no key with its certificate.
    #[error("the BankID client certificate (PKCS#12) holds no private key with its certificate")]
    Pkcs12Empty,
    /// The key does not belong to the certificate, or is of a kind that TLS cannot use.
    #[error("the BankID client certificate and its private key do not fit together")]
    Mismatch,
    /// The HTTP client could not be made.
    #[error("the HTTP client for BankID cannot be set up")]
    Client,
}

/// BankID, over the network. Cheap to clone; connections are kept and reused.
#[derive(Clone)]
pub struct BankIdClient {
    http: Client,
    base_url: String,
}

impl BankIdClient {
    /// Reads the certificates; connects to nobody yet.
    pub fn new(config: BankIdConfig) -> Result<Self, ConfigError> {
        let base_url = config.base_url.trim_end_matches('/').to_owned();
        if !base_url.starts_with("https://") {
            return Err(ConfigError::BaseUrl);
        }
        let roots = identity::authorities(&config.ca_pem)?;
        let (chain, key) = config.identity.open()?;
        let tls = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|_| ConfigError::Client)?
            .with_root_certificates(roots)
            .with_client_auth_cert(chain, key)
            .map_err(|_| ConfigError::Mismatch)?;
        let http = Client::builder()
            .tls_backend_preconfigured(tls)
            .https_only(true)
            // BankID never sends us elsewhere, and nothing may stand between us.
            .redirect(Policy::none())
            .no_proxy()
            .connect_timeout(config.connect_timeout)
            .timeout(config.timeout)
            .build()
            .map_err(|_| ConfigError::Client)?;
        Ok(Self { http, base_url })
    }

    async fn post(&self, method: &str, body: &impl Serialize) -> Result<Value, BankIdError> {
        let response = self
            .http
            .post(format!("{}/{method}", self.base_url))
            .json(body)
            .send()
            .await
            .map_err(|error| unreachable(&error))?;
        let status = response.status().as_u16();
        let body = read(response).await?;
        if status == 200 {
            serde_json::from_slice(&body)
                .map_err(|_| BankIdError::Unreadable("the body is not JSON".to_owned()))
        } else {
            Err(wire::refusal(status, &body))
        }
    }
}

#[async_trait]
impl BankId for BankIdClient {
    async fn auth(&self, request: AuthRequest) -> Result<Order, BankIdError> {
        let body = wire::AuthBody::new(&request)?;
        wire::order(self.post("auth", &body).await?)
    }

    async fn collect(&self, order_ref: &str) -> Result<Collected, BankIdError> {
        let body = wire::OrderBody { order_ref };
        wire::collected(self.post("collect", &body).await?)
    }

    async fn cancel(&self, order_ref: &str) -> Result<(), BankIdError> {
        let body = wire::OrderBody { order_ref };
        self.post("cancel", &body).await.map(drop)
    }
}

/// The whole body, unless it is far larger than any answer of BankID's.
async fn read(mut response: Response) -> Result<Vec<u8>, BankIdError> {
    let mut body = Vec::new();
    while let Some(part) = response
        .chunk()
        .await
        .map_err(|error| unreachable(&error))?
    {
        if body.len() + part.len() > LARGEST_ANSWER {
            return Err(BankIdError::Unreadable("the body is too large".to_owned()));
        }
        body.extend_from_slice(&part);
    }
    Ok(body)
}

/// In our own words, because a library's may hold addresses and references.
fn unreachable(error: &reqwest::Error) -> BankIdError {
    if let Some(error) = tls_error(error) {
        return match error {
            rustls::Error::AlertReceived(_) => BankIdError::Refused(
                "BankID does not accept our client certificate (TLS)".to_owned(),
            ),
            _ => BankIdError::Unavailable(
                "the server is not BankID's: its certificate is not trusted (TLS)".to_owned(),
            ),
        };
    }
    let what = if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    };
    BankIdError::Unavailable(what.to_owned())
}

/// The TLS library's error, if that is what lies at the bottom.
fn tls_error<'a>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a rustls::Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        let inner = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        next = match inner {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}
