//! A store with the services on it, a clock that stands still, and helpers to get proofs.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use async_trait::async_trait;
use domain::access::{Area, Assurance, UnitCategory};
use domain::contact::OnlineService;
use domain::form::{AddChildForm, Theme};
use domain::id::{ClinicId, LinkId, MessageId, PersonId, SessionId, UnitId};
use domain::inbox::Author;
use domain::person::Person;
use domain::personnummer::Personnummer;
use domain::rules::RuleSet;
use jiff::{SignedDuration, Timestamp};
use service::access::journal::Opening;
use service::access::{Acting, Purpose, Reading, Subject};
use service::ports::bankid::{AuthRequest, BankId, BankIdError, Collected, Order};
use service::ports::chance::{Rng, new_id};
use service::ports::clock::Clock;
use service::ports::register::RegisterRecord;
use service::ports::store::{ClinicRow, SeedMessage, SeedRows, Store, UnitRow};
use service::rules::Rules;
use service::session::{Policy, Session};
use service::{Services, access, family};
use store::{ImportedRegister, OpenStore};
use uuid::Uuid;

use crate::database::{Database, Engine};
use crate::people;

/// A journal opened by a test: nothing is new.
pub const OPENING: Opening = Opening {
    action: "test.read",
    new_from: Timestamp::MAX,
};

pub struct World {
    pub database: Database,
    pub open: OpenStore,
    pub services: Services,
    clock: Arc<StandingClock>,
}

impl World {
    pub async fn new(engine: &Engine, template: &Database) -> Self {
        let database = engine.copy_of(template).await;
        let open = store::open(&database.url).await.unwrap();
        let clock = Arc::new(StandingClock::default());
        let services = Services {
            store: open.store.clone(),
            bankid: Arc::new(NoBankId),
            register: Arc::new(ImportedRegister::new(open.import.clone())),
            mailer: None,
            sms: None,
            clock: clock.clone(),
            rng: Arc::new(SeededRng::default()),
            rules: Rules::always(RuleSet::default()),
            sessions: Policy::default(),
            staff_names: false,
            request: None,
        };
        Self {
            database,
            open,
            services,
            clock,
        }
    }

    pub fn store(&self) -> &dyn Store {
        self.services.store.as_ref()
    }

    /// Moves the clock on by a second.
    pub fn a_second_passes(&self) {
        self.clock.0.fetch_add(1, Ordering::Relaxed);
    }

    /// Moves the clock on.
    pub fn pass(&self, time: SignedDuration) {
        self.clock.0.fetch_add(time.as_secs(), Ordering::Relaxed);
    }

    pub fn id(&self) -> Uuid {
        new_id(self.services.rng.as_ref(), now())
    }

    /// Imports the record, and keeps it as a person, as if it had just been looked up.
    pub async fn keep(&self, record: &RegisterRecord) -> Person {
        self.open
            .import
            .import_register(std::slice::from_ref(record), now())
            .await
            .unwrap();
        let id = PersonId(self.id());
        let id = self
            .store()
            .keep_register_answer(id, record, now())
            .await
            .unwrap();
        self.store().person(id).await.unwrap().unwrap()
    }

    /// A person logged in with BankID: a new request each time.
    pub fn session(&self, person: &Person) -> Session {
        Session {
            id: SessionId(self.id()),
            person: person.clone(),
            assurance: Assurance::High,
            theme: Theme::Auto,
            staff: false,
            shows_new: None,
            ends: at(1_200),
            ends_at_last: at(28_800),
            links: service::links::Links::default(),
        }
    }

    /// A guardian with custody of these children, none of them added.
    pub async fn guardian(&self, nth: usize, children: &[Personnummer]) -> Person {
        for child in children {
            self.keep(&people::record(*child)).await;
        }
        self.keep(&people::guardian(nth, children)).await
    }

    pub async fn try_add(&self, guardian: &Person, child: Personnummer) -> Option<LinkId> {
        let form = AddChildForm {
            personnummer: child.digits(),
        };
        family::add_child(&self.services, &self.session(guardian), &form)
            .await
            .ok()
    }

    pub async fn add(&self, guardian: &Person, child: Personnummer) -> LinkId {
        self.try_add(guardian, child).await.unwrap()
    }

    /// A guardian and its child, added.
    pub async fn family(&self, nth: usize) -> (Person, Person, LinkId) {
        let number = people::child(nth);
        let guardian = self.guardian(nth, &[number]).await;
        let link = self.add(&guardian, number).await;
        let child = self
            .store()
            .person_by_number(number)
            .await
            .unwrap()
            .unwrap();
        (guardian, child, link)
    }

    /// Proof for reading.
    pub async fn reading(&self, actor: &Person, subject: Subject, area: Area) -> Reading {
        let session = self.session(actor);
        if area == Area::Journal {
            let open = access::journal::read(&self.services, &session, subject, OPENING).await;
            return open.unwrap().reading;
        }
        let purpose = Purpose::new(area, "test.read");
        access::read(&self.services, &session, subject, purpose)
            .await
            .unwrap()
    }

    /// Proof for changing.
    pub async fn acting(&self, actor: &Person, subject: Subject) -> Acting {
        let purpose = Purpose::new(Area::Inbox, "test.act");
        access::act(&self.services, &self.session(actor), subject, purpose)
            .await
            .unwrap()
    }

    /// How many acts have been logged.
    pub async fn acts(&self) -> i64 {
        self.database
            .count("access_log WHERE action = 'test.act'")
            .await
    }

    /// From now on nothing can be logged.
    pub async fn break_log(&self) {
        self.database
            .execute("ALTER TABLE access_log RENAME TO access_log_away")
            .await;
    }

    pub async fn mend_log(&self) {
        self.database
            .execute("ALTER TABLE access_log_away RENAME TO access_log")
            .await;
    }

    /// A clinic with units of these names.
    pub fn clinic(&self, units: &[&str]) -> SeedRows {
        let clinic = ClinicId(self.id());
        let (name, phone) = (
            "Vårdcentralen Ugglan".to_owned(),
            "0470-58 80 00".to_owned(),
        );
        let unit = |name: &&str| UnitRow {
            id: UnitId(self.id()),
            clinic,
            name: (*name).to_owned(),
            offers: OnlineService::ALL.to_vec(),
            category: UnitCategory::General,
            certificates: Vec::new(),
        };
        SeedRows {
            clinics: vec![ClinicRow {
                id: clinic,
                name,
                phone,
                principal: None,
            }],
            units: units.iter().map(unit).collect(),
            ..SeedRows::default()
        }
    }

    pub fn message(&self, author: Author, seconds: i64) -> SeedMessage {
        let body = format!("Hej!\nSkrivet {seconds} s.");
        SeedMessage {
            id: MessageId(self.id()),
            author,
            written: at(seconds),
            body,
            files: Vec::new(),
        }
    }
}

/// The time at which the clock stands at first.
pub fn now() -> Timestamp {
    at(0)
}

/// So many seconds after [`now`].
pub fn at(seconds: i64) -> Timestamp {
    let now: Timestamp = "2024-05-14T08:30:00.123456Z".parse().unwrap();
    now + SignedDuration::from_secs(seconds)
}

/// Stands still until it is moved.
#[derive(Default)]
struct StandingClock(AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        at(self.0.load(Ordering::Relaxed))
    }
}

/// Numbers that differ, and are the same in every run (`SplitMix64`).
#[derive(Default)]
struct SeededRng(AtomicU64);

impl Rng for SeededRng {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let step = 0x9e37_79b9_7f4a_7c15;
            let state = self.0.fetch_add(step, Ordering::Relaxed).wrapping_add(step);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// The store needs no BankID.
struct NoBankId;

fn gone<T>() -> Result<T, BankIdError> {
    Err(BankIdError::Unavailable("none in this test".to_owned()))
}

#[async_trait]
impl BankId for NoBankId {
    async fn auth(&self, _: AuthRequest) -> Result<Order, BankIdError> {
        gone()
    }

    async fn collect(&self, _: &str) -> Result<Collected, BankIdError> {
        gone()
    }

    async fn cancel(&self, _: &str) -> Result<(), BankIdError> {
        gone()
    }
}
