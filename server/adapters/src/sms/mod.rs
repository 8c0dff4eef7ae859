//! SMS through 46elks' API: `POST /a1/sms`, a form with basic authentication.

mod outcome;

use std::time::Duration;

use async_trait::async_trait;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use service::ports::send::SendError;
use service::ports::sms::{Sms, SmsSender};

use crate::local::is_this_machine;
use crate::tls::{Trust, TrustError, client_config};

/// An answer is a few hundred bytes.
const LARGEST_ANSWER: usize = 16 * 1024;

/// How to reach the gateway.
pub struct SmsConfig {
    /// Its base address without a slash at the end: `https://api.46elks.com`.
    pub base_url: String,
    /// The certificate authorities to trust, as PEM; none: those that the machine trusts.
    pub ca_pem: Option<Vec<u8>>,
    /// The API user.
    pub user: String,
    /// Its password.
    pub password: String,
    /// From whom the messages are: up to 11 letters and digits, the first of them a letter, or a
    /// number such as `+46766860000`.
    pub from: String,
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long to wait for a whole answer.
    pub timeout: Duration,
}

impl SmsConfig {
    /// With the time limits that we use: 5 seconds to connect, 20 in all.
    pub fn new(
        base_url: impl Into<String>,
        user: impl Into<String>,
        password: impl Into<String>,
        from: impl Into<String>,
    ) -> Self {
        Self {
            base_url: base_url.into(),
            ca_pem: None,
            user: user.into(),
            password: password.into(),
            from: from.into(),
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(20),
        }
    }
}

/// What the operator must mend before SMS can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Neither `https://`, nor `http://` on this machine.
    #[error("the SMS gateway's address must begin with https:// (http:// on this machine only)")]
    BaseUrl,
    /// No sender that a phone shows.
    #[error(
        "the sender must be up to 11 letters and digits, the first of them a letter, or a number \
         such as +46766860000"
    )]
    From,
    /// Nobody to trust.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// The HTTP client could not be made.
    #[error("the HTTP client for SMS cannot be set up")]
    Client,
}

/// The gateway, over the network.
pub struct SmsClient {
    http: Client,
    address: String,
    user: String,
    password: String,
    from: String,
}

impl SmsClient {
    /// Checks the configuration; connects to nobody yet.
    pub fn new(config: SmsConfig) -> Result<Self, ConfigError> {
        let base = config.base_url.trim_end_matches('/');
        let trust = match (base.split_once("://"), &config.ca_pem) {
            (Some(("https", _)), Some(pem)) => Trust::Only(pem),
            (Some(("https", _)), None) => Trust::Machine,
            (Some(("http", rest)), _) if is_this_machine(host(rest)) => Trust::Nobody,
            _ => return Err(ConfigError::BaseUrl),
        };
        if !is_sender(&config.from) {
            return Err(ConfigError::From);
        }
        let http = Client::builder()
            .tls_backend_preconfigured(client_config(trust)?)
            // The gateway never sends us elsewhere, and nothing may stand between us.
            .redirect(Policy::none())
            .no_proxy()
            .connect_timeout(config.connect_timeout)
            .timeout(config.timeout)
            .build()
            .map_err(|_| ConfigError::Client)?;
        Ok(Self {
            http,
            address: format!("{base}/a1/sms"),
            user: config.user,
            password: config.password,
            from: config.from,
        })
    }
}

#[async_trait]
impl SmsSender for SmsClient {
    async fn send(&self, sms: &Sms) -> Result<(), SendError> {
        let to = sms.to.e164();
        let mut form = vec![
            ("from", self.from.as_str()),
            ("to", &to),
            ("message", &sms.text),
        ];
        if sms.secret {
            // The gateway's history then has the message without its text.
            form.push(("dontlog", "message"));
        }
        let response = self
            .http
            .post(&self.address)
            .basic_auth(&self.user, Some(&self.password))
            .form(&form)
            .send()
            .await
            .map_err(|error| outcome::unreachable(&error))?;
        match response.status().as_u16() {
            200 => outcome::taken(&read(response).await?),
            status => Err(outcome::refusal(status)),
        }
    }
}

/// The whole body, unless it is far larger than any answer of the gateway's.
async fn read(mut response: Response) -> Result<Vec<u8>, SendError> {
    let mut body = Vec::new();
    while let Some(part) = response
        .chunk()
        .await
        .map_err(|error| outcome::unreachable(&error))?
    {
        if body.len() + part.len() > LARGEST_ANSWER {
            return Err(SendError::Unknown("the answer is too large".to_owned()));
        }
        body.extend_from_slice(&part);
    }
    Ok(body)
}

/// The host at the beginning of what follows `://`.
fn host(rest: &str) -> &str {
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match place.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => place,
    }
}

/// Whether a phone shows it as the sender: see [`SmsConfig::from`].
pub fn is_sender(from: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match from.strip_prefix('+') {
        Some(number) => (8..=15).contains(&number.len()) && digits(number),
        None => {
            (1..=11).contains(&from.len())
                && from.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && from.starts_with(|first: char| first.is_ascii_alphabetic())
        }
    }
}
