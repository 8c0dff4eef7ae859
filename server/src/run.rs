//! Starting, serving, stopping.

use std::future::{Future, IntoFuture};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::server::context::Site;
use axum::serve::ListenerExt as _;
use service::Services;
use service::log::{Keeper, Sealing};
use service::ports::bankid::BankId;
use service::ports::clock::Clock;
use service::ports::mail::Mailer;
use service::ports::sms::SmsSender;
use store::{ImportedRegister, OpenStore};
use tokio::net::TcpListener;
use tokio::sync::{Mutex, oneshot};

use crate::checkpoints::CheckpointFolder;
use crate::config::{Config, Limits, LogFormat};
use crate::demo::{self, Demo, MovableClock};
use crate::failure::Failure;
use crate::news::News;
use crate::ports::{SystemClock, SystemRng};
use crate::{clients, http, jobs, logging};

/// How long requests under way may take once we have been asked to stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves people, until asked to stop.
pub async fn serve(config: Config) -> Result<(), Failure> {
    config.check_for_production()?;
    logging::start(&config.log, LogFormat::Json);
    let bankid = clients::bankid(&config)?;
    let mailer = clients::mailer(&config)?;
    let sms = clients::sms(&config)?;
    let keeper = clients::log_keeper(&config)?;
    let database = open(&config).await?;
    let pending = database.pending_migrations().await.map_err(Failure::line)?;
    if pending > 0 {
        return Err(Failure::line(format!(
            "the database lacks {pending} migrations: run `agera-ombud migrate` first"
        )));
    }
    let listener = listen(&config).await?;
    let address = local_address(&listener)?;
    let house = House {
        origin: origin(&config, address),
        start_app: config.bankid.start_app.clone(),
        bankid: Arc::new(bankid),
        mailer,
        sms,
        clock: Arc::new(SystemClock),
        limits: config.limits(Limits::USUAL),
        demo: None,
        keeper,
        database,
        config,
    };
    tracing::info!(%address, "serving");
    house.open_until_asked_to_stop(listener).await
}

/// Serves the demo, until asked to stop.
pub async fn demo(
    config: Config,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<(), Failure> {
    config.check_for_demo()?;
    let start = demo::Start::from_environment(environment)?;
    logging::start(&config.log, LogFormat::Text);
    // The port first: it is what is taken when the demo runs already, and then its database is
    // not to be touched.
    let listener = listen(&config).await?;
    let address = local_address(&listener)?;
    let database = open(&config).await?;
    database.migrate().await.map_err(Failure::line)?;
    let keeper = demo_keeper(&config)?;
    let clock = Arc::new(MovableClock::starting_at(start.now));
    let running = demo::start(&database, clock.clone(), &SystemRng, start).await?;
    let origin = origin(&config, address);
    say(&format!(
        "Öppna {origin} – demon har egna testpersoner, sms och e-post kommer till {}, och \
         BankID-appen spelas på {}",
        running.demo.messages_url, running.demo.app_url
    ));
    let house = House {
        origin,
        start_app: format!("{}?", running.demo.app_url),
        bankid: Arc::new(running.bankid),
        mailer: Some(Arc::new(running.mailer)),
        sms: Some(Arc::new(running.sms)),
        clock,
        limits: config.limits(Limits::DEMO),
        demo: Some(running.demo),
        keeper,
        database,
        config,
    };
    house.open_until_asked_to_stop(listener).await?;
    running.simulator.stop().await;
    running.messages.stop().await;
    Ok(())
}

/// Brings the tables up to date; gives how many migrations were applied.
pub async fn migrate(config: &Config) -> Result<usize, Failure> {
    let database = open(config).await?;
    let pending = database.pending_migrations().await.map_err(Failure::line)?;
    database.migrate().await.map_err(Failure::line)?;
    database.close().await;
    Ok(pending)
}

/// The database, open.
pub async fn open(config: &Config) -> Result<OpenStore, Failure> {
    store::open(&config.database_url)
        .await
        .map_err(Failure::line)
}

/// So many notices are on their way at once: a slow mail server must not hold up a code by SMS.
const SENDERS: [(); 4] = [(); 4];

/// Everything that is needed to serve.
struct House {
    config: Config,
    origin: String,
    start_app: String,
    database: OpenStore,
    bankid: Arc<dyn BankId>,
    mailer: Option<Arc<dyn Mailer>>,
    sms: Option<Arc<dyn SmsSender>>,
    clock: Arc<dyn Clock>,
    limits: Limits,
    demo: Option<Arc<Demo>>,
    keeper: Keeper,
}

impl House {
    async fn open_until_asked_to_stop(self, listener: TcpListener) -> Result<(), Failure> {
        let services = Services {
            store: self.database.store.clone(),
            bankid: self.bankid,
            register: Arc::new(ImportedRegister::new(self.database.import.clone())),
            mailer: self.mailer,
            sms: self.sms,
            clock: self.clock,
            rng: Arc::new(SystemRng),
            rules: self.config.rules,
            sessions: self.config.sessions,
            staff_names: self.config.access_log.staff_names,
            request: None,
        };
        let news = News::default();
        let router = http::router(http::Parts {
            services: services.clone(),
            database: self.database.clone(),
            site: Arc::new(site(self.origin, self.start_app)),
            files: self.config.site,
            client_ip_header: self.config.client_ip_header,
            limits: self.limits,
            news: news.clone(),
            demo: self.demo,
        });
        let pruning = tokio::spawn(jobs::prune(services.clone()));
        let sending = SENDERS.map(|()| tokio::spawn(jobs::send_notices(services.clone())));
        let birthdays = tokio::spawn(jobs::tell_of_birthdays(services.clone()));
        let reminders = tokio::spawn(jobs::remind_of_visits(services.clone()));
        let exceptions = tokio::spawn(jobs::tell_of_exceptions(services.clone()));
        let sealing = Sealing::new(&services, self.keeper.clone());
        let sealing = Arc::new(Mutex::new(sealing));
        let sealing_job = tokio::spawn(jobs::seal_log(services.clone(), sealing.clone()));
        let log_pruning = tokio::spawn(jobs::prune_log(services.clone(), self.keeper));
        let telling = tokio::spawn(news.clone().run(services.clone()));
        let stop = async move {
            asked_to_stop().await;
            news.close();
        };
        serve_until(listener, router, stop).await?;
        pruning.abort();
        for sending in sending {
            sending.abort();
        }
        birthdays.abort();
        reminders.abort();
        exceptions.abort();
        telling.abort();
        log_pruning.abort();
        sealing_job.abort();
        jobs::finish_log(&services, &sealing).await;
        self.database.close().await;
        Ok(())
    }
}

/// The demo makes what vouches for its access log itself.
fn demo_keeper(config: &Config) -> Result<Keeper, Failure> {
    CheckpointFolder::open(config.access_log.checkpoints()).map_err(|error| {
        let folder = config.access_log.checkpoints().display();
        Failure::line(format!(
            "access_log.checkpoints: {folder} can't be used: {error}"
        ))
    })?;
    clients::make_log_key(config)?;
    clients::log_keeper(config)
}

/// What the server knows of itself. Cookies are for HTTPS only, but on plain localhost.
pub fn site(origin: String, start_app: String) -> Site {
    let secure = origin.starts_with("https:");
    let (session_cookie, browser_cookie) = if secure {
        ("__Host-agera", "__Host-agera-start")
    } else {
        ("agera", "agera-start")
    };
    Site {
        origin,
        start_app,
        session_cookie,
        browser_cookie,
        secure,
    }
}

/// Serves until `stop`, then lets the requests under way finish, for a while.
pub async fn serve_until(
    listener: TcpListener,
    router: axum::Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Failure> {
    // A small packet must not wait for the next one: a page that is written in parts would take
    // 40 ms instead of less than one.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "a connection has no TCP_NODELAY");
        }
    });
    let (stopping, stopped) = oneshot::channel();
    let server = axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(async move {
        stop.await;
        tracing::info!("stopping");
        // The other end waits for this as long as the server runs.
        let _ = stopping.send(());
    });
    let too_late = async {
        // An error says that the server has ended, and with it the wait.
        let _ = stopped.await;
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        ended = server.into_future() => ended.map_err(Failure::line),
        () = too_late => {
            tracing::warn!("some requests were cut off");
            Ok(())
        }
    }
}

async fn listen(config: &Config) -> Result<TcpListener, Failure> {
    let address = config.address;
    TcpListener::bind(address).await.map_err(|error| {
        let why = match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                "another program uses it; stop that one, or set AGERA_ADDRESS to another port"
                    .to_owned()
            }
            std::io::ErrorKind::AddrNotAvailable => {
                "it is not an address of this machine; set AGERA_ADDRESS".to_owned()
            }
            std::io::ErrorKind::PermissionDenied => {
                "this user may not use that port; set AGERA_ADDRESS to one above 1023".to_owned()
            }
            other => other.to_string(),
        };
        Failure::line(format!("can't listen on {address}: {why}"))
    })
}

fn local_address(listener: &TcpListener) -> Result<SocketAddr, Failure> {
    listener.local_addr().map_err(Failure::line)
}

/// Our address as browsers see it.
fn origin(config: &Config, address: SocketAddr) -> String {
    let usual = || format!("http://localhost:{}", address.port());
    config.origin.clone().unwrap_or_else(usual)
}

#[expect(
    clippy::print_stdout,
    reason = "this is what the command says to the person"
)]
fn say(line: &str) {
    println!("{line}");
}

/// Ctrl-C, or the system's polite request to end.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Where no signal can be heard, the process is ended from outside.
    let _ = tokio::signal::ctrl_c().await;
}
