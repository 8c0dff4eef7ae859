//! Phones and mailboxes, played: 46elks' API for SMS, a mail server, and a web page that shows
//! what came.
//!
//! ```text
//! Agera ombud ──46elks' API──▶ sms ──▶ world ◀── page ◀──plain HTTP── the tester's browser
//!             ──SMTP─────────▶ smtp ─────┘
//! ```

mod mail;
mod page;
mod session;
mod sms;
mod smtp;
mod views;
mod world;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::{Clock, SystemClock};
use crate::listen::{ListenError, listen, until};
use world::World;

pub use mail::Mail;
pub use world::{Arrival, Message, Sms, Trouble};

/// How the simulator is to run. All three listen on this machine only.
pub struct Config {
    /// Where the SMS API listens. Port 0: any free one.
    pub sms_address: SocketAddr,
    /// Where the mail server listens. Port 0: any free one.
    pub smtp_address: SocketAddr,
    /// Where the page listens. Port 0: any free one.
    pub page_address: SocketAddr,
    /// The user of the SMS API.
    pub user: String,
    /// Its password.
    pub password: String,
    /// The largest mail that is taken, in bytes.
    pub largest_mail: usize,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Config {
    /// On any free ports, by the machine's clock, with mail up to a megabyte.
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            sms_address: anywhere,
            smtp_address: anywhere,
            page_address: anywhere,
            user: user.into(),
            password: password.into(),
            largest_mail: 1 << 20,
            clock: Arc::new(SystemClock),
        }
    }
}

/// A running simulator. Ends when dropped.
pub struct MessagesSimulator {
    world: Arc<World>,
    sms_address: SocketAddr,
    smtp_address: SocketAddr,
    page_address: SocketAddr,
    stop: watch::Sender<()>,
    servers: Vec<JoinHandle<()>>,
}

/// Why the simulator could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// What comes must not be reachable from other machines.
    #[error("the addresses must be on this machine (127.0.0.1 or [::1])")]
    NotLoopback,
    /// The port is taken, or the address is not ours.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::ErrorKind),
}

impl From<ListenError> for StartError {
    fn from(ListenError(address, why): ListenError) -> Self {
        Self::Listen(address, why)
    }
}

impl MessagesSimulator {
    /// Starts all three listeners; they answer as soon as this returns.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let addresses = [config.sms_address, config.smtp_address, config.page_address];
        if !addresses.iter().all(|address| address.ip().is_loopback()) {
            return Err(StartError::NotLoopback);
        }
        let (sms, sms_address) = listen(config.sms_address).await?;
        let (smtp, smtp_address) = listen(config.smtp_address).await?;
        let (page, page_address) = listen(config.page_address).await?;
        let (stop, stopped) = watch::channel(());
        let world = Arc::new(World::new(config, stopped.clone()));
        let sms = axum::serve(sms, sms::router(Arc::clone(&world)))
            .with_graceful_shutdown(until(stopped.clone()));
        let page = axum::serve(page, page::router(Arc::clone(&world)))
            .with_graceful_shutdown(until(stopped.clone()));
        let smtp = smtp::serve(smtp, Arc::clone(&world));
        let servers = vec![
            tokio::spawn(async { sms.await.unwrap_or_default() }),
            tokio::spawn(async { page.await.unwrap_or_default() }),
            tokio::spawn(async {
                tokio::select! {
                    () = smtp => {}
                    () = until(stopped) => {}
                }
            }),
        ];
        Ok(Self {
            world,
            sms_address,
            smtp_address,
            page_address,
            stop,
            servers,
        })
    }

    /// The SMS API's base address, as a client is configured with: `http://127.0.0.1:…`, without
    /// `/a1`.
    pub fn sms_url(&self) -> String {
        format!("http://{}", self.sms_address)
    }

    /// Where the mail server listens.
    pub fn smtp_address(&self) -> SocketAddr {
        self.smtp_address
    }

    /// The page that shows what came: `http://localhost:…/meddelanden`.
    pub fn page_url(&self) -> String {
        format!(
            "http://localhost:{}{}",
            self.page_address.port(),
            page::HOME
        )
    }

    /// What came, in the order in which it came; the latest 500.
    pub fn received(&self) -> Vec<Arrival> {
        self.world.received()
    }

    /// The SMS among it.
    pub fn sms(&self) -> Vec<Sms> {
        let sms = |arrival: Arrival| match arrival.message {
            Message::Sms(sms) => Some(sms),
            Message::Mail(_) => None,
        };
        self.received().into_iter().filter_map(sms).collect()
    }

    /// The mails among it.
    pub fn mails(&self) -> Vec<Mail> {
        let mail = |arrival: Arrival| match arrival.message {
            Message::Mail(mail) => Some(mail),
            Message::Sms(_) => None,
        };
        self.received().into_iter().filter_map(mail).collect()
    }

    /// What becomes of every SMS, until it is taken back with `None`.
    pub fn set_sms_trouble(&self, trouble: Option<Trouble>) {
        self.world.lock().sms_trouble = trouble;
    }

    /// What becomes of every mail, until it is taken back with `None`.
    pub fn set_mail_trouble(&self, trouble: Option<Trouble>) {
        self.world.lock().mail_trouble = trouble;
    }

    /// Stops all listeners. What is under way over HTTP is answered, over SMTP cut off.
    pub async fn stop(mut self) {
        self.stop.send_replace(());
        for server in std::mem::take(&mut self.servers) {
            // A server that panicked has stopped too.
            let _ = server.await;
        }
    }
}

impl Drop for MessagesSimulator {
    fn drop(&mut self) {
        for server in &self.servers {
            server.abort();
        }
    }
}
