use std::sync::Arc;

use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use simulators::StandingClock;
use simulators::messages::{Config, MessagesSimulator};

pub const USER: &str = "u0123";
pub const PASSWORD: &str = "hemligt";

pub fn config() -> Config {
    let mut config = Config::new(USER, PASSWORD);
    config.clock = Arc::new(StandingClock::default());
    config
}

/// A running simulator, and a browser.
pub struct Bench {
    pub simulator: MessagesSimulator,
    pub browser: Client,
}

impl Bench {
    pub async fn new() -> Self {
        // The browser speaks plain HTTP only, but is made with TLS.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            simulator: MessagesSimulator::start(config()).await.unwrap(),
            browser: Client::builder()
                .redirect(Policy::none())
                .no_proxy()
                .build()
                .unwrap(),
        }
    }

    /// Calls the API with the right login.
    pub async fn send(&self, form: &[(&str, &str)]) -> Response {
        let address = format!("{}/a1/sms", self.simulator.sms_url());
        let request = self.browser.post(address).basic_auth(USER, Some(PASSWORD));
        request.form(form).send().await.unwrap()
    }

    pub async fn page(&self) -> String {
        let response = self.browser.get(self.simulator.page_url()).send();
        response.await.unwrap().text().await.unwrap()
    }
}
