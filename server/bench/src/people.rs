//! The seeded guardian of three children, logged in many times over.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use domain::access::Assurance;
use domain::form::{AddChildForm, Theme};
use domain::id::SessionId;
use domain::rules::RuleSet;
use service::Services;
use service::links::Links;
use service::ports::bankid::{AuthRequest, BankId, BankIdError, Collected, Order};
use service::ports::chance::{new_id, new_token};
use service::ports::store::SessionRow;
use service::rules::Rules;
use service::session::{Policy, Session};
use sha2::{Digest, Sha256};
use store::{ImportedRegister, OpenStore};

use crate::Fallible;
use crate::house::database;
use crate::machine::Machine;

/// How many sessions the memory is measured with.
pub(crate) const SESSIONS: usize = 10_000;

/// Adds the guardian's children and logs the guardian in so many times, straight into the folder's
/// database; gives the sessions' tokens. The server must not run.
pub(crate) async fn log_in(folder: &Path, how_many: usize) -> Fallible<Vec<String>> {
    let database = store::open(&database(folder)).await?;
    let services = services(&database);
    let seeded = database
        .import
        .seeded_at()
        .await?
        .ok_or("the demo has not seeded anything")?;
    let demo = seed::demo(seeded)?;
    let mut guardians = demo.register.iter();
    let guardian = guardians.find(|record| record.guardian_of.len() == 3);
    let guardian = guardian.ok_or("the demo has no guardian of three children")?;
    let person = database.store.person_by_number(guardian.number).await?;
    let person = person.ok_or("the guardian has not been seeded")?;

    let now = services.clock.now();
    let row = |id| SessionRow {
        id: SessionId(id),
        person: person.id,
        assurance: Assurance::High,
        created: now,
        used: now,
    };
    let mut tokens = Vec::with_capacity(how_many);
    for _ in 0..how_many {
        let token = new_token(&Machine);
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        database
            .store
            .create_session(&row(new_id(&Machine, now)), &hash)
            .await?;
        tokens.push(token);
    }
    let session = Session {
        id: SessionId(new_id(&Machine, now)),
        person: person.clone(),
        assurance: Assurance::High,
        theme: Theme::Auto,
        staff: false,
        shows_new: None,
        ends: jiff::Timestamp::MAX,
        ends_at_last: jiff::Timestamp::MAX,
        links: Links::default(),
    };
    for custody in &guardian.guardian_of {
        let form = AddChildForm {
            personnummer: custody.child.digits(),
        };
        service::family::add_child(&services, &session, &form).await?;
    }
    database.close().await;
    Ok(tokens)
}

pub(crate) fn services(database: &OpenStore) -> Services {
    Services {
        store: database.store.clone(),
        bankid: Arc::new(NoBankId),
        register: Arc::new(ImportedRegister::new(database.import.clone())),
        mailer: None,
        sms: None,
        clock: Arc::new(Machine),
        rng: Arc::new(Machine),
        rules: Rules::always(RuleSet::default()),
        sessions: Policy::default(),
        staff_names: false,
        request: None,
    }
}

/// Nobody logs in by BankID here.
struct NoBankId;

fn unavailable<T>() -> Result<T, BankIdError> {
    Err(BankIdError::Unavailable(
        "not part of the benchmark".to_owned(),
    ))
}

#[async_trait]
impl BankId for NoBankId {
    async fn auth(&self, _: AuthRequest) -> Result<Order, BankIdError> {
        unavailable()
    }

    async fn collect(&self, _: &str) -> Result<Collected, BankIdError> {
        unavailable()
    }

    async fn cancel(&self, _: &str) -> Result<(), BankIdError> {
        unavailable()
    }
}
