//! Who lives here: guardians with a child each who want to hear of its inbox, and a clinic.

use std::net::SocketAddr;
use std::sync::Arc;

use adapters::mail::{Encryption, MailClient, MailConfig};
use agera_ombud::ports::{SystemClock, SystemRng};
use domain::access::{Assurance, UnitCategory};
use domain::age;
use domain::contact::OnlineService;
use domain::id::{ClinicId, PersonId, SessionId, StaffId, UnitId};
use domain::notice::Email;
use domain::staff::Role;
use jiff::{SignedDuration, ToSpan};
use service::Services;
use service::ports::chance::{new_id, new_token};
use service::ports::clock::Clock;
use service::ports::register::RegisterRecord;
use service::ports::store::{ClinicRow, SeedRows, SessionRow, StaffRow, UnitRow};
use service::session::Policy;
use sha2::{Digest, Sha256};
use store::{ImportedRegister, OpenStore};
use uuid::Uuid;

use super::house::House;
use super::mailboxes::Mailboxes;
use super::wire;
use crate::support::{FakeBankId, StillClock, person};

/// A guardian, the child, and where the guardian hears of it.
const FAMILIES: [(&str, &str, &str); 3] = [
    ("198201012393", "202301022386", "ett@hem.example"),
    ("198210182385", "202301042384", "tva@hem.example"),
    ("198308042384", "202301062382", "tre@hem.example"),
];
const STAFF: [&str; 2] = ["198405202394", "198503072384"];

pub struct Guardian {
    pub person: PersonId,
    pub child: PersonId,
    /// The session.
    pub cookie: String,
    /// The child's address, `/ombud/…`.
    pub base: String,
    address: &'static str,
    number: &'static str,
}

pub struct Town {
    pub guardians: Vec<Guardian>,
    /// The sessions of those who work at the unit.
    pub staff: Vec<String>,
    pub unit: String,
}

impl Town {
    /// In an empty database: the register, the clinic, and everybody logged in.
    pub async fn found(url: &str) -> Self {
        let database = store::open(url).await.unwrap();
        database.migrate().await.unwrap();
        let mut guardians = Vec::new();
        for (number, child, address) in FAMILIES {
            let child_record = RegisterRecord {
                // Whenever this runs, it is a child (R-I5).
                born: age::today(SystemClock.now()) - 5.years(),
                ..person(child, "Barn", &[])
            };
            let record = person(number, "Ombud", &[child]);
            let child_id = known(&database, &child_record).await;
            let person = known(&database, &record).await;
            guardians.push(Guardian {
                person,
                child: child_id,
                cookie: log_in(&database, person).await,
                base: String::new(),
                address,
                number: child,
            });
        }
        let mut workers = Vec::new();
        for number in STAFF {
            workers.push(known(&database, &person(number, "Vård", &[])).await);
        }
        let rows = clinic(&workers);
        let unit = rows.units[0].id.to_string();
        database.import.seed(&rows).await.unwrap();
        let mut staff = Vec::new();
        for worker in workers {
            staff.push(log_in(&database, worker).await);
        }
        database.close().await;
        Self {
            guardians,
            staff,
            unit,
        }
    }

    /// Each guardian adds the child, and confirms where news go, by the pages' own forms.
    pub async fn move_in(mut self, house: &House, mailboxes: &mut Mailboxes) -> Self {
        let server = house.address();
        for guardian in &mut self.guardians {
            let cookie = &guardian.cookie;
            let send = async |path: &str, form: &str| {
                let answer = wire::post(server, path, cookie, form).await.unwrap();
                assert_eq!(answer.status, 303, "{path}: {}", answer.body);
                answer.location
            };
            let form = format!("personnummer={}", guardian.number);
            let went = send("/mig/lagg-till-barn", &form).await;
            let base = went.strip_suffix("?ny=1").expect(&went).to_owned();
            let settings = format!("{base}/installningar");
            let form = format!("gor=adress&kanal=email&epost={}", guardian.address);
            send(&settings, &form).await;
            let code = mailboxes.code(guardian.address).await;
            let form = format!("gor=bekrafta&kanal=email&kod_epost={code}");
            send(&settings, &form).await;
            guardian.base = base;
        }
        mailboxes.collect();
        self
    }
}

/// Puts the person into the register, and asks it, as logging in does.
async fn known(database: &OpenStore, record: &RegisterRecord) -> PersonId {
    let now = SystemClock.now();
    let records = std::slice::from_ref(record);
    database.import.import_register(records, now).await.unwrap();
    let id = PersonId(new_id(&SystemRng, now));
    let kept = database.store.keep_register_answer(id, record, now).await;
    kept.unwrap()
}

/// A session, without the way through BankID.
async fn log_in(database: &OpenStore, person: PersonId) -> String {
    let now = SystemClock.now();
    let token = new_token(&SystemRng);
    let row = SessionRow {
        id: SessionId(new_id(&SystemRng, now)),
        person,
        assurance: Assurance::High,
        created: now,
        used: now,
    };
    let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
    database.store.create_session(&row, &hash).await.unwrap();
    token
}

fn clinic(workers: &[PersonId]) -> SeedRows {
    let at = SystemClock.now();
    let id = || new_id(&SystemRng, at);
    let (clinic, unit) = (ClinicId(id()), UnitId(id()));
    let staff = |person: &PersonId| StaffRow {
        id: StaffId(id()),
        person: *person,
        title: "sjuksköterska".to_owned(),
        unit,
        role: Role::Member,
    };
    SeedRows {
        at,
        clinics: vec![ClinicRow {
            id: clinic,
            name: "Ugglan".to_owned(),
            phone: "0470-58 80 00".to_owned(),
            principal: None,
        }],
        units: vec![UnitRow {
            id: unit,
            clinic,
            name: "Ugglan".to_owned(),
            offers: OnlineService::ALL.to_vec(),
            category: UnitCategory::General,
            certificates: Vec::new(),
        }],
        staff: workers.iter().map(staff).collect(),
        ..SeedRows::default()
    }
}

/// What a node that lives does later: sends all that waits, also what the killed ones had taken.
pub async fn send_what_waits(url: &str, smtp: SocketAddr) {
    let database = store::open(url).await.unwrap();
    let clock = Arc::new(StillClock::at(SystemClock.now()));
    let from = Email::parse("no-reply@ombud.example").unwrap();
    let mut mail = MailConfig::new(smtp.ip().to_string(), smtp.port(), from);
    mail.encryption = Encryption::None;
    let services = Services {
        store: database.store.clone(),
        bankid: Arc::new(FakeBankId::default()),
        register: Arc::new(ImportedRegister::new(database.import.clone())),
        mailer: Some(Arc::new(MailClient::new(mail).unwrap())),
        sms: None,
        clock: clock.clone(),
        rng: Arc::new(SystemRng),
        rules: service::rules::Rules::always(domain::rules::RuleSet::default()),
        sessions: Policy::default(),
        staff_names: false,
        request: None,
    };
    // Twice as long as a node may keep what it has taken.
    clock.pass(SignedDuration::from_mins(3));
    while service::outbox::send_due(&services).await.unwrap() > 0 {}
    database.close().await;
}

/// A key, as a form carries it.
pub fn new_key() -> Uuid {
    new_id(&SystemRng, SystemClock.now())
}
