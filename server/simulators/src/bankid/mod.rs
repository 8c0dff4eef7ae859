//! BankID, played: the relying-party API v6.0 over mutual TLS, and a web page that plays the app.
//!
//! ```text
//! Agera ombud ──mutual TLS──▶ api ─▶ orders ◀─ app ◀──plain HTTP── the tester's browser
//! ```

mod api;
mod app;
mod certificates;
mod files;
mod hints;
mod markdown;
mod orders;
mod page;
mod qr;
mod request;
mod tls;
mod tokens;
mod views;
mod world;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use serde::Deserialize;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use crate::clock::{Clock, StandingClock, SystemClock};
pub use certificates::{CLIENT_P12_PASSWORD, Certificates};
pub use files::CertificateFolderError;
pub use hints::{FailedHint, PendingHint};
pub use world::Trouble;
use world::World;

use crate::listen::{ListenError, listen, until};

/// How the simulator is to run.
pub struct Config {
    /// Where the relying-party API listens; on this machine only. Port 0: any free one.
    pub api_address: SocketAddr,
    /// Where the page that plays the app listens. Port 0: any free one.
    pub app_address: SocketAddr,
    /// Whom both ends trust.
    pub certificates: Certificates,
    /// Who can be chosen in the app.
    pub persons: Vec<TestPerson>,
    /// What the app calls the relying party.
    pub relying_party: String,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Config {
    /// On any free ports, by the machine's clock, with nobody to choose.
    pub fn new(certificates: Certificates) -> Self {
        let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            api_address: anywhere,
            app_address: anywhere,
            certificates,
            persons: Vec::new(),
            relying_party: "Agera ombud".to_owned(),
            clock: Arc::new(SystemClock),
        }
    }
}

/// Someone who can be chosen in the app.
#[derive(Clone, Deserialize)]
pub struct TestPerson {
    /// 12 digits: an official *test* number.
    pub personnummer: String,
    /// Given name.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// What the tester should know, for example "vårdnadshavare till tre barn".
    #[serde(default)]
    pub note: String,
}

/// A running simulator. Ends when dropped.
pub struct BankIdSimulator {
    world: Arc<World>,
    api_address: SocketAddr,
    app_address: SocketAddr,
    stop: watch::Sender<()>,
    servers: Vec<JoinHandle<()>>,
}

/// Why the simulator could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The API must not be reachable from other machines.
    #[error("the API address must be on this machine (127.0.0.1 or [::1])")]
    NotLoopback,
    /// The port is taken, or the address is not ours.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::ErrorKind),
    /// The certificates do not fit together.
    #[error("the certificates cannot be used: remove the folder and start again")]
    Certificates,
}

impl From<ListenError> for StartError {
    fn from(ListenError(address, why): ListenError) -> Self {
        Self::Listen(address, why)
    }
}

impl BankIdSimulator {
    /// Starts both listeners; they answer as soon as this returns.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        if !config.api_address.ip().is_loopback() {
            return Err(StartError::NotLoopback);
        }
        let tls = tls::server_config(&config.certificates).ok_or(StartError::Certificates)?;
        let (api, api_address) = listen(config.api_address).await?;
        let (page, page_address) = listen(config.app_address).await?;
        let world = Arc::new(World::new(
            config.clock,
            config.persons,
            config.relying_party,
        ));
        let (stop, stopped) = watch::channel(());
        let api = axum::serve(
            tls::MutualTlsListener::new(api, api_address, tls),
            api::router(Arc::clone(&world)),
        )
        .with_graceful_shutdown(until(stopped.clone()));
        let app = axum::serve(
            page,
            app::router(Arc::clone(&world)).into_make_service_with_connect_info::<SocketAddr>(),
        )
        .with_graceful_shutdown(until(stopped));
        let servers = vec![
            tokio::spawn(async { api.await.unwrap_or_default() }),
            tokio::spawn(async { app.await.unwrap_or_default() }),
        ];
        Ok(Self {
            world,
            api_address,
            app_address: page_address,
            stop,
            servers,
        })
    }

    /// The API's base address, as a client is configured with: `https://localhost:…/rp/v6.0`.
    pub fn base_url(&self) -> String {
        format!("https://localhost:{}/rp/v6.0", self.api_address.port())
    }

    /// The page that plays the app: `http://localhost:…/app`. With
    /// `?autostarttoken=…&redirect=…` it stands in for `bankid:///`.
    pub fn app_url(&self) -> String {
        format!("http://localhost:{}/app", self.app_address.port())
    }

    /// Answers every API call with this error, until it is taken back with `None`.
    pub fn set_trouble(&self, trouble: Option<Trouble>) {
        self.world.lock().trouble = trouble;
    }

    /// Stops both listeners and waits for the requests under way.
    pub async fn stop(mut self) {
        self.stop.send_replace(());
        for server in std::mem::take(&mut self.servers) {
            // A server that panicked has stopped too.
            let _ = server.await;
        }
    }
}

impl Drop for BankIdSimulator {
    fn drop(&mut self) {
        for server in &self.servers {
            server.abort();
        }
    }
}
