//! A server on an empty database, with a clock to move and a BankID that does what it is told.

mod bankid;
mod browser;

use std::sync::{Arc, Mutex};

use agera_ombud::config::{BuiltSite, Limits};
use agera_ombud::http::{Parts, router};
use agera_ombud::news::News;
use agera_ombud::ports::SystemRng;
use agera_ombud::run::site;
use axum::Router;
use domain::access::Assurance;
use domain::id::{PersonId, SessionId};
use domain::person::{PersonName, Protection, Residence};
use domain::personnummer::Personnummer;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use service::Services;
use service::ports::chance::{new_id, new_token};
use service::ports::clock::Clock;
use service::ports::register::{CustodyRecord, RegisterRecord};
use service::ports::store::SessionRow;
use service::session::Policy;
use sha2::{Digest, Sha256};
use store::{ImportedRegister, OpenStore};
use tempfile::TempDir;

pub use bankid::FakeBankId;
pub use browser::{Answer, Browser, in_parts};

/// A photo that tells where and with what it was taken.
pub const PHOTO: &[u8] = include_bytes!("../../../testdata/files/foto-med-plats.jpg");
/// A document of one page.
pub const PAGE: &[u8] = include_bytes!("../../../testdata/files/rad.pdf");

/// The address that browsers see.
pub const ORIGIN: &str = "https://ombud.example";
/// The browser's own address.
pub const BROWSER: [u8; 4] = [192, 0, 2, 1];

/// A clock that stands still until it is moved.
pub struct StillClock(Mutex<Timestamp>);

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

impl StillClock {
    /// One that stands at this instant.
    pub fn at(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves it on.
    pub fn pass(&self, time: SignedDuration) {
        *self.0.lock().unwrap() += time;
    }
}

/// How a world differs from the usual one.
pub struct Setting {
    pub origin: &'static str,
    pub limits: Limits,
    pub files: BuiltSite,
    pub migrated: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            origin: ORIGIN,
            limits: Limits {
                child_tries: 10_000,
                log_ins: 10_000,
            },
            files: BuiltSite::default(),
            migrated: true,
        }
    }
}

/// A server and what is around it.
pub struct World {
    pub router: Router,
    pub services: Services,
    pub database: OpenStore,
    pub bankid: Arc<FakeBankId>,
    clock: Arc<StillClock>,
    _folder: TempDir,
}

impl World {
    pub async fn new() -> Self {
        Self::with(Setting::default()).await
    }

    pub async fn with(setting: Setting) -> Self {
        let _ = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::WARN)
            .with_writer(std::io::stderr)
            .try_init();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        let database = store::open(&url).await.unwrap();
        if setting.migrated {
            database.migrate().await.unwrap();
        }
        let clock = Arc::new(StillClock::at(at("2026-11-21T12:00:00Z")));
        let bankid = Arc::new(FakeBankId::default());
        let services = Services {
            store: database.store.clone(),
            bankid: bankid.clone(),
            register: Arc::new(ImportedRegister::new(database.import.clone())),
            mailer: None,
            sms: None,
            clock: clock.clone(),
            rng: Arc::new(SystemRng),
            rules: service::rules::Rules::always(domain::rules::RuleSet::default()),
            sessions: Policy::default(),
            staff_names: false,
            request: None,
        };
        let router = router(Parts {
            services: services.clone(),
            database: database.clone(),
            site: Arc::new(site(setting.origin.to_owned(), "bankid:///?".to_owned())),
            files: setting.files,
            client_ip_header: None,
            limits: setting.limits,
            news: closed_news(),
            demo: None,
        });
        Self {
            router,
            services,
            database,
            bankid,
            clock,
            _folder: folder,
        }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn pass(&self, time: SignedDuration) {
        self.clock.pass(time);
    }

    pub fn move_to(&self, now: &str) {
        *self.clock.0.lock().unwrap() = at(now);
    }

    /// Puts the people into the register.
    pub async fn register(&self, records: &[RegisterRecord]) {
        self.database
            .import
            .import_register(records, self.now())
            .await
            .unwrap();
    }

    /// Asks the register about the person, as logging in does; gives its id.
    pub async fn look_up(&self, record: &RegisterRecord) -> PersonId {
        let told = self.now();
        let id = PersonId(new_id(&SystemRng, told));
        self.services
            .store
            .keep_register_answer(id, record, told)
            .await
            .unwrap()
    }

    /// A browser in which the person is logged in, without the way through BankID.
    pub async fn logged_in(&self, person: PersonId) -> Browser {
        self.logged_in_with(person, Assurance::High).await
    }

    /// The same, as surely as this.
    pub async fn logged_in_with(&self, person: PersonId, assurance: Assurance) -> Browser {
        let now = self.now();
        let token = new_token(&SystemRng);
        let row = SessionRow {
            id: SessionId(new_id(&SystemRng, now)),
            person,
            assurance,
            created: now,
            used: now,
        };
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        self.services
            .store
            .create_session(&row, &hash)
            .await
            .unwrap();
        self.browser().with_session(token)
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// From now on BankID says of every order that this person identified itself.
    pub fn identify_next(&self, number: &str) {
        self.bankid.identify(Some(number));
    }

    /// Goes through BankID with the browser; gives the last answer.
    pub async fn log_in(&self, browser: &mut Browser, number: &str) -> Answer {
        let started = browser.post("/logga-in", "enhet=other").await;
        assert_eq!(started.location(), "/logga-in");
        self.identify_next(number);
        self.pass(SignedDuration::from_secs(2));
        let polled = browser.post("/api/log-in/poll", "nonce=").await;
        self.bankid.identify(None);
        assert_eq!(polled.text(), "\"identified\"");
        browser.post("/logga-in/klar", "").await
    }
}

/// An instant.
pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A test person's number.
pub fn number(digits: &str) -> Personnummer {
    let known = include_str!("../../../testdata/personnummer.txt");
    assert!(
        known.lines().any(|line| line == digits),
        "not a test person"
    );
    Personnummer::from_digits(digits).unwrap()
}

/// A person in the register, with nothing special.
pub fn person(digits: &str, given: &str, guardian_of: &[&str]) -> RegisterRecord {
    let custody = |child: &&str| CustodyRecord {
        child: number(child),
        until: None,
    };
    let number = number(digits);
    RegisterRecord {
        number,
        born: number.date().unwrap_or(Date::MIN),
        name: Some(PersonName {
            given: given.to_owned(),
            family: "Prov".to_owned(),
        }),
        protection: Protection::Open,
        residence: Residence::Registered,
        guardian_of: guardian_of.iter().map(custody).collect(),
    }
}

/// Who listens hears how it stands, and then that it is over: answers come to an end here.
fn closed_news() -> News {
    let news = News::default();
    news.close();
    news
}
