//! A server on an empty database, with a clock to move and a BankID that does what it is told.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use agera_ombud::config::{BuiltSite, Limits};
use agera_ombud::http::{Parts, router};
use agera_ombud::ports::SystemRng;
use agera_ombud::run::site;
use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::access::Assurance;
use domain::id::{PersonId, SessionId};
use domain::person::{PersonName, Protection, Residence};
use domain::personnummer::Personnummer;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use service::Services;
use service::ports::bankid::{
    AuthRequest, BankId, BankIdError, Collected, Completion, Order, PendingHint,
};
use service::ports::chance::{new_id, new_token};
use service::ports::clock::Clock;
use service::ports::register::{CustodyRecord, RegisterRecord};
use service::ports::store::SessionRow;
use service::session::Policy;
use sha2::{Digest, Sha256};
use store::{ImportedRegister, OpenStore};
use tempfile::TempDir;
use tower::ServiceExt;

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

/// A BankID that identifies whom it is told to.
#[derive(Default)]
pub struct FakeBankId {
    who: Mutex<Option<String>>,
}

#[async_trait]
impl BankId for FakeBankId {
    async fn auth(&self, _: AuthRequest) -> Result<Order, BankIdError> {
        Ok(Order {
            order_ref: "order".to_owned(),
            auto_start_token: "auto".to_owned(),
            qr_start_token: "token".to_owned(),
            qr_start_secret: "secret".to_owned(),
        })
    }

    async fn collect(&self, _: &str) -> Result<Collected, BankIdError> {
        Ok(match self.who.lock().unwrap().clone() {
            None => Collected::Pending(PendingHint::OutstandingTransaction),
            Some(personal_number) => Collected::Complete(Completion {
                personal_number,
                given_name: "Test".to_owned(),
                surname: "Person".to_owned(),
                device_ip: "192.0.2.1".to_owned(),
            }),
        })
    }

    async fn cancel(&self, _: &str) -> Result<(), BankIdError> {
        Ok(())
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
        let clock = Arc::new(StillClock(Mutex::new(at("2026-11-21T12:00:00Z"))));
        let bankid = Arc::new(FakeBankId::default());
        let services = Services {
            store: database.store.clone(),
            bankid: bankid.clone(),
            register: Arc::new(ImportedRegister::new(database.import.clone())),
            clock: clock.clone(),
            rng: Arc::new(SystemRng),
            rules: domain::rules::RuleSet::default(),
            sessions: Policy::default(),
        };
        let router = router(Parts {
            services: services.clone(),
            database: database.clone(),
            site: Arc::new(site(setting.origin.to_owned(), "bankid:///?".to_owned())),
            files: setting.files,
            client_ip_header: None,
            limits: setting.limits,
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
        *self.clock.0.lock().unwrap() += time;
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
        let now = self.now();
        let token = new_token(&SystemRng);
        let row = SessionRow {
            id: SessionId(new_id(&SystemRng, now)),
            person,
            assurance: Assurance::High,
            created: now,
            used: now,
        };
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        self.services
            .store
            .create_session(&row, &hash)
            .await
            .unwrap();
        let mut browser = self.browser();
        browser.cookies.insert("__Host-agera".to_owned(), token);
        browser
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
        }
    }

    /// From now on BankID says of every order that this person identified itself.
    pub fn identify_next(&self, number: &str) {
        *self.bankid.who.lock().unwrap() = Some(number.to_owned());
    }

    /// Goes through BankID with the browser; gives the last answer.
    pub async fn log_in(&self, browser: &mut Browser, number: &str) -> Answer {
        let started = browser.post("/logga-in", "enhet=other").await;
        assert_eq!(started.location(), "/logga-in");
        self.identify_next(number);
        self.pass(SignedDuration::from_secs(2));
        let polled = browser.post("/api/log-in/poll", "nonce=").await;
        *self.bankid.who.lock().unwrap() = None;
        assert_eq!(polled.text(), "\"identified\"");
        browser.post("/logga-in/klar", "").await
    }
}

/// A browser with its cookies.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path)).await
    }

    /// Sends a form from a page of ours.
    pub async fn post(&mut self, path: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send_with(request, form.to_owned()).await
    }

    pub async fn send(&mut self, request: axum::http::request::Builder) -> Answer {
        self.send_with(request, String::new()).await
    }

    pub async fn send_with(
        &mut self,
        request: axum::http::request::Builder,
        body: String,
    ) -> Answer {
        let mut request = request.body(Body::from(body)).unwrap();
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            let cookies = cookies.join("; ").parse().unwrap();
            request.headers_mut().insert(header::COOKIE, cookies);
        }
        let peer = SocketAddr::from((BROWSER, 50_000));
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        };
        for cookie in answer.set_cookies() {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// The session's cookie.
    pub fn token(&self) -> Option<&str> {
        let session = ["__Host-agera", "agera"];
        session
            .iter()
            .find_map(|name| self.cookies.get(*name))
            .map(String::as_str)
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn set_cookies(&self) -> Vec<String> {
        let cookies = self.headers.get_all(header::SET_COOKIE).iter();
        cookies
            .map(|value| value.to_str().unwrap().to_owned())
            .collect()
    }

    /// The nonce in the page's policy.
    pub fn nonce(&self) -> Option<String> {
        let policy = self.header("content-security-policy");
        let (_, rest) = policy.split_once("'nonce-")?;
        rest.split_once('\'').map(|(nonce, _)| nonce.to_owned())
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
