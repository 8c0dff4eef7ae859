//! Custody as it is relied on: asked of the register anew once it is too old (R-G6).

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use domain::access::{Area, PublicReason};
use domain::form::AddChildForm;
use domain::id::LinkId;
use domain::person::{Person, Protection};
use domain::personnummer::Personnummer;
use jiff::SignedDuration;
use service::access::{self, AccessError, Purpose, Subject};
use service::family::{self, AddChildError};
use service::ports::register::{PopulationRegister, RegisterError, RegisterRecord};
use service::{Services, ports};

use crate::people;
use crate::world::{World, now};

/// The imported register, as one that can be out of reach and counts how often it is asked.
struct Register {
    inner: Arc<dyn ports::register::PopulationRegister>,
    down: AtomicBool,
    /// Whom it does not answer about, if there is one.
    silent_about: Mutex<Option<Personnummer>>,
    asked: AtomicUsize,
}

#[async_trait]
impl PopulationRegister for Register {
    async fn look_up(&self, number: Personnummer) -> Result<Option<RegisterRecord>, RegisterError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let silent = *self.silent_about.lock().unwrap() == Some(number);
        if silent || self.down.load(Ordering::Relaxed) {
            return Err(RegisterError::Unavailable("out of reach".to_owned()));
        }
        self.inner.look_up(number).await
    }
}

/// A guardian with a linked child, and the register that tells of them.
struct House {
    world: Arc<World>,
    services: Services,
    register: Arc<Register>,
    guardian: Person,
    child: Person,
    link: LinkId,
}

impl House {
    async fn new(world: Arc<World>) -> Self {
        let (guardian, child, link) = world.family(0).await;
        let register = Arc::new(Register {
            inner: world.services.register.clone(),
            down: AtomicBool::new(false),
            silent_about: Mutex::default(),
            asked: AtomicUsize::new(0),
        });
        Self {
            services: Services {
                register: register.clone(),
                ..world.services.clone()
            },
            world,
            register,
            guardian,
            child,
            link,
        }
    }

    /// The register tells this from now on.
    async fn tells(&self, record: RegisterRecord) {
        let import = &self.world.open.import;
        import.import_register(&[record], now()).await.unwrap();
    }

    fn hours_pass(&self, hours: i64) {
        self.world.pass(SignedDuration::from_hours(hours));
    }

    fn is_down(&self, down: bool) {
        self.register.down.store(down, Ordering::Relaxed);
    }

    /// How often the register has been asked since the last time.
    fn asked(&self) -> usize {
        self.register.asked.swap(0, Ordering::Relaxed)
    }

    /// A request of its own.
    async fn enter(&self) -> Result<(), AccessError> {
        let session = self.world.session(&self.guardian);
        let purpose = Purpose::new(Area::Inbox, "test.enter");
        let subject = Subject::Child(self.link);
        let entered = access::read(&self.services, &session, subject, purpose).await;
        entered.map(drop)
    }

    async fn add(&self, child: Personnummer) -> Result<LinkId, AddChildError> {
        let form = AddChildForm {
            personnummer: child.digits(),
        };
        let session = self.world.session(&self.guardian);
        family::add_child(&self.services, &session, &form).await
    }

    async fn refused(&self, word: &str) -> i64 {
        let entries = format!("access_log WHERE refused = '{word}'");
        self.world.database.count(&entries).await
    }
}

/// For 24 hours the answer is relied on, and nobody is asked; then both are, the guardian and the
/// child.
pub async fn an_answer_is_relied_on_for_a_day(world: Arc<World>) {
    let house = House::new(world).await;
    house.hours_pass(24);
    house.enter().await.unwrap();
    assert_eq!(house.asked(), 0, "not older than 24 hours");
    house.world.a_second_passes();
    house.enter().await.unwrap();
    assert_eq!(house.asked(), 2);
    house.enter().await.unwrap();
    assert_eq!(house.asked(), 0, "the new answer is kept");
}

/// Out of reach: what is known is relied on as long as it may be; then refused, and told why.
pub async fn a_register_out_of_reach_closes_after_a_day(world: Arc<World>) {
    let house = House::new(world).await;
    house.is_down(true);
    house.hours_pass(24);
    house.enter().await.unwrap();
    house.world.a_second_passes();
    let refused = house.enter().await;
    assert!(matches!(
        refused,
        Err(AccessError::Refused(PublicReason::RegisterUnavailable))
    ));
    assert_eq!(house.refused("custody_unknown").await, 1);
    // Adding needs an answer of now, however fresh the last one is.
    let refused = house.add(house.child.number).await;
    assert!(matches!(
        refused,
        Err(AddChildError::Refused(PublicReason::RegisterUnavailable))
    ));
    house.is_down(false);
    house.enter().await.unwrap();
}

/// R-G7: the guardian's own answer is not enough. As long as nobody tells of the child, it is as old
/// as the last one about it.
pub async fn an_answer_about_the_guardian_alone_closes(world: Arc<World>) {
    let house = House::new(world).await;
    house
        .tells(RegisterRecord {
            protection: Protection::Confidential,
            ..people::record(house.child.number)
        })
        .await;
    let silent_about = |number| *house.register.silent_about.lock().unwrap() = number;
    silent_about(Some(house.child.number));
    house.hours_pass(25);
    for _ in 0..2 {
        let refused = house.enter().await;
        assert!(
            matches!(
                refused,
                Err(AccessError::Refused(PublicReason::RegisterUnavailable))
            ),
            "{refused:?}"
        );
    }
    assert_eq!(house.refused("custody_unknown").await, 2);
    silent_about(None);
    assert!(matches!(house.enter().await, Err(AccessError::NotFound)));
}

/// R-G1: a number that the register knows nobody by is nobody's child, also where a guardian's record
/// has it.
pub async fn a_child_that_nobody_knows_cannot_be_added(world: Arc<World>) {
    let house = House::new(world).await;
    let unknown = people::child(1);
    let both = [house.child.number, unknown];
    house.tells(people::guardian(0, &both)).await;
    let refused = house.add(unknown).await;
    assert!(
        matches!(
            refused,
            Err(AddChildError::Refused(PublicReason::CannotBeAdded))
        ),
        "{refused:?}"
    );
}

/// Custody that has ended closes at the next check, and the child is as if it had never been there.
/// What the guardian may do while the answer is fresh is not more than R-G6 says.
pub async fn custody_that_has_ended_closes(world: Arc<World>) {
    let house = House::new(world).await;
    house.tells(people::guardian(0, &[])).await;
    house.enter().await.unwrap();
    house.hours_pass(25);
    assert!(matches!(house.enter().await, Err(AccessError::NotFound)));
    assert_eq!(house.refused("no_custody").await, 1);
    let again = house.add(house.child.number).await;
    assert!(matches!(
        again,
        Err(AddChildError::Refused(PublicReason::CannotBeAdded))
    ));
    // The register gives it back: the link is there.
    house
        .tells(people::guardian(0, &[house.child.number]))
        .await;
    house.hours_pass(25);
    house.enter().await.unwrap();
}

/// Custody whose last day is known ends with that day, whenever the register was asked.
pub async fn custody_ends_with_its_last_day(world: Arc<World>) {
    let house = House::new(world).await;
    let until = Some("2024-05-15".parse().unwrap());
    house
        .tells(RegisterRecord {
            guardian_of: vec![people::custody(house.child.number, until)],
            ..people::guardian(0, &[])
        })
        .await;
    // It is the 14th, 10.30 in Sweden.
    house.hours_pass(25);
    house.enter().await.unwrap();
    house.hours_pass(12);
    house.enter().await.unwrap();
    house.hours_pass(1);
    assert!(matches!(house.enter().await, Err(AccessError::NotFound)));
}

/// Custody that is new is there as soon as it is asked for.
pub async fn new_custody_is_known_at_once(world: Arc<World>) {
    let house = House::new(world).await;
    let second = people::child(1);
    house.tells(people::record(second)).await;
    assert!(matches!(
        house.add(second).await,
        Err(AddChildError::Refused(PublicReason::CannotBeAdded))
    ));
    let both = [house.child.number, second];
    house.tells(people::guardian(0, &both)).await;
    house.add(second).await.unwrap();
}

/// R-G7: an identity that becomes protected, the child's or the guardian's, closes at the next
/// check; the register tells no relations then.
pub async fn an_identity_that_becomes_protected_closes(world: Arc<World>) {
    let house = House::new(world).await;
    house
        .tells(RegisterRecord {
            protection: Protection::Confidential,
            ..people::record(house.child.number)
        })
        .await;
    house.enter().await.unwrap();
    house.hours_pass(25);
    assert!(matches!(house.enter().await, Err(AccessError::NotFound)));
    assert_eq!(house.refused("subject_protected").await, 1);
    let again = house.add(house.child.number).await;
    assert!(matches!(
        again,
        Err(AddChildError::Refused(PublicReason::CannotBeAdded))
    ));
}
