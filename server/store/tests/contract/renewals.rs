//! Prescriptions, and renewing them (R-E3).

use std::sync::Arc;

use domain::access::{Area, Assurance};
use domain::age;
use domain::case::CaseState;
use domain::contact::OnlineService;
use domain::family::ChildState;
use domain::id::{LinkId, MessageId, PrescriptionId, StaffId, ThreadId, UnitId};
use domain::inbox::MessageEvent;
use domain::person::Person;
use domain::prescription::{Decision, Medicine, NewRenewal, RenewalState, renewed_until};
use domain::staff::Role;
use jiff::ToSpan;
use jiff::civil::Date;
use service::access::staff::{act_at_desk, act_on_case, read_case};
use service::access::{Purpose, Subject, act};
use service::family;
use service::ports::store::{
    CaseAnswer, CaseChange, Changed, PrescriptionRow, RenewalSent, SeedPrescription, StaffRow,
    TookBack,
};
use service::session::Session;
use tokio::task::JoinSet;

use crate::world::{World, now};

/// A guardian with a child that has three prescriptions from one unit and one from another; the
/// third of the first unit's ended long ago.
struct House {
    world: Arc<World>,
    guardian: Person,
    link: LinkId,
    units: [UnitId; 2],
    staff: Vec<(Person, StaffId)>,
    prescriptions: [PrescriptionId; 4],
}

/// Who acts on a case: the first or the second who works at the unit.
const BOTH: [usize; 2] = [0, 1];

fn today() -> Date {
    age::today(now())
}

impl House {
    async fn new(world: Arc<World>) -> Self {
        let (guardian, child, link) = world.family(0).await;
        let mut seed = world.clinic(&["Barnhälsan", "Vårdcentralen"]);
        let units = [seed.units[0].id, seed.units[1].id];
        let mut staff = Vec::new();
        for nth in [1, 2] {
            let person = world.guardian(nth, &[]).await;
            let row = StaffRow {
                id: StaffId(world.id()),
                person: person.id,
                title: "läkare".to_owned(),
                unit: units[0],
                role: Role::InCharge,
            };
            staff.push((person, row.id));
            seed.staff.push(row);
        }
        let lasting = today() + 30.days();
        let over = today() - 13.months();
        let rows = [
            (units[0], "Aerius", lasting),
            (units[0], "Flutide", today() - 2.months()),
            (units[0], "Kåvepenin", over),
            (units[1], "Movicol", lasting),
        ];
        let mut prescriptions = [PrescriptionId(uuid::Uuid::nil()); 4];
        for (place, (unit, name, valid_until)) in rows.into_iter().enumerate() {
            let id = PrescriptionId(world.id());
            prescriptions[place] = id;
            seed.prescriptions.push(SeedPrescription {
                id,
                person: child.id,
                unit,
                medicine: Medicine {
                    name: name.to_owned(),
                    strength: "50 mikrogram".to_owned(),
                    form: "spray".to_owned(),
                    dosage: "1 puff".to_owned(),
                },
                prescribed: valid_until - 12.months(),
                valid_until,
                left: 1,
            });
        }
        world.open.import.seed(&seed).await.unwrap();
        Self {
            world,
            guardian,
            link,
            units,
            staff,
            prescriptions,
        }
    }

    /// What is asked for: prescriptions by their places, of the first unit.
    fn form(&self, key: u128, places: &[usize]) -> NewRenewal {
        let chosen = places.iter().map(|place| self.prescriptions[*place]);
        let mut prescriptions: Vec<_> = chosen.collect();
        prescriptions.sort_unstable();
        NewRenewal {
            thread: ThreadId(uuid(key)),
            unit: self.units[0],
            prescriptions,
            text: "Slut på fredag".to_owned(),
        }
    }

    async fn ask(&self, key: u128, places: &[usize]) -> RenewalSent {
        self.ask_as(
            &self.guardian,
            Subject::Child(self.link),
            &self.form(key, places),
        )
        .await
    }

    async fn ask_as(&self, actor: &Person, subject: Subject, form: &NewRenewal) -> RenewalSent {
        let first = MessageId(self.world.id());
        let acting = self.world.acting(actor, subject).await;
        let store = self.world.store();
        store
            .ask_renewal(acting, form, "Förnyelse", first)
            .await
            .unwrap()
    }

    /// The prescriptions, in the order in which they were made.
    async fn listed(&self) -> Vec<PrescriptionRow> {
        let subject = Subject::Child(self.link);
        let reading = self
            .world
            .reading(&self.guardian, subject, Area::Prescriptions)
            .await;
        let mut rows = self.world.store().prescriptions(&reading).await.unwrap();
        let place = |row: &PrescriptionRow| self.prescriptions.iter().position(|id| *id == row.id);
        rows.sort_by_key(place);
        rows
    }

    fn change(&self, who: usize, version: u32, key: u128) -> CaseChange {
        CaseChange {
            version,
            state: CaseState::Done,
            assignee: Some(self.staff[who].1),
            answer: Some(CaseAnswer {
                message: MessageId(uuid(key)),
                signed: "Eva Ek, läkare".to_owned(),
                text: String::new(),
                files: Vec::new(),
            }),
        }
    }

    async fn decide(
        &self,
        who: usize,
        thread: u128,
        change: &CaseChange,
        decisions: &[(PrescriptionId, Decision)],
    ) -> Changed {
        let session = self.world.session(&self.staff[who].0);
        let services = &self.world.services;
        let thread = ThreadId(uuid(thread));
        let acting = act_on_case(services, &session, self.units[0], thread, "test.decide").await;
        let store = self.world.store();
        store
            .decide_renewal(acting.unwrap(), change, decisions)
            .await
            .unwrap()
    }

    /// How what a case asks for stands: as its staff and as the guardian see it.
    async fn states(&self, thread: u128) -> Vec<(String, RenewalState)> {
        let session = self.world.session(&self.staff[0].0);
        let thread = ThreadId(uuid(thread));
        let services = &self.world.services;
        let reading = read_case(services, &session, self.units[0], thread, "test.read").await;
        let store = self.world.store();
        let mut clinics = store.case_renewal(&reading.unwrap()).await.unwrap();
        let subject = Subject::Child(self.link);
        let reading = self
            .world
            .reading(&self.guardian, subject, Area::Prescriptions)
            .await;
        let mut guardians = store.renewal(&reading, thread).await.unwrap();
        clinics.sort_by_key(|item| item.prescription);
        guardians.sort_by_key(|item| item.prescription);
        assert_eq!(clinics, guardians);
        let told = clinics
            .into_iter()
            .map(|item| (item.medicine.name, item.state));
        told.collect()
    }

    async fn count(&self, what: &str) -> i64 {
        self.world.database.count(what).await
    }
}

fn uuid(key: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(key)
}

pub async fn asking_with_one_key_is_asking_once(world: Arc<World>) {
    let house = Arc::new(House::new(world).await);
    let mut asks = JoinSet::new();
    for _ in 0..12 {
        let house = house.clone();
        asks.spawn(async move { house.ask(7, &[0, 1]).await });
    }
    assert_eq!(asks.join_all().await, [RenewalSent::Done; 12]);
    assert_eq!(house.count("threads").await, 1);
    assert_eq!(house.count("renewal_items").await, 2);
    assert_eq!(house.count("cases WHERE kind = 'renewal'").await, 1);
    assert_eq!(house.world.acts().await, 1, "one act, one entry");
    let asked = [
        ("Aerius".to_owned(), RenewalState::Asked),
        ("Flutide".to_owned(), RenewalState::Asked),
    ];
    assert_eq!(house.states(7).await, asked);
}

pub async fn a_prescription_is_asked_for_once_at_a_time(world: Arc<World>) {
    let house = House::new(world).await;
    assert_eq!(house.ask(7, &[0]).await, RenewalSent::Done);
    let last = house.listed().await.remove(0).last.unwrap();
    assert_eq!((last.thread.0, last.state), (uuid(7), RenewalState::Asked));
    assert_eq!(house.ask(8, &[0, 1]).await, RenewalSent::NotRenewable);
    assert_eq!(house.count("threads").await, 1, "all or nothing");
    assert_eq!(house.listed().await[1].last, None);
    assert_eq!(house.ask(8, &[1]).await, RenewalSent::Done);
}

pub async fn of_those_who_ask_at_once_one_does(world: Arc<World>) {
    let house = Arc::new(House::new(world).await);
    let mut asks = JoinSet::new();
    for nth in 0..12_u128 {
        let house = house.clone();
        let places: &[usize] = if nth % 2 == 0 { &[0, 1] } else { &[1, 0] };
        asks.spawn(async move { house.ask(100 + nth, places).await });
    }
    let asked = asks.join_all().await;
    let done = asked.iter().filter(|sent| **sent == RenewalSent::Done);
    assert_eq!(done.count(), 1, "{asked:?}");
    assert!(!asked.contains(&RenewalSent::NotFound));
    assert_eq!(house.count("renewal_items").await, 2);
    assert_eq!(house.count("threads").await, 1);
}

/// Another person's, another unit's, and another's key.
pub async fn what_is_not_ones_own_or_of_the_unit_is_not_found(world: Arc<World>) {
    let house = House::new(world).await;
    assert_eq!(house.ask(7, &[0, 3]).await, RenewalSent::NotFound, "unit");
    let stranger = house.world.guardian(4, &[]).await;
    for actor in [&stranger, &house.guardian] {
        let form = house.form(8, &[0]);
        let sent = house.ask_as(actor, Subject::Myself, &form).await;
        assert_eq!(sent, RenewalSent::NotFound, "person");
    }
    let mut elsewhere = house.form(9, &[0]);
    elsewhere.unit = house.units[1];
    let subject = Subject::Child(house.link);
    let sent = house.ask_as(&house.guardian, subject, &elsewhere);
    assert_eq!(sent.await, RenewalSent::NotFound, "prescribed by another");
    assert_eq!(house.count("threads").await, 0);
    assert_eq!(house.ask(7, &[0]).await, RenewalSent::Done);
    let form = house.form(7, &[0]);
    let sent = house.ask_as(&stranger, Subject::Myself, &form).await;
    assert_eq!(sent, RenewalSent::NotFound, "another's key");
}

pub async fn what_ended_long_ago_is_refused(world: Arc<World>) {
    let house = House::new(world).await;
    assert_eq!(house.ask(7, &[1, 2]).await, RenewalSent::NotRenewable);
    assert_eq!(house.count("threads").await, 0);
    assert_eq!(
        house.ask(7, &[1]).await,
        RenewalSent::Done,
        "two months ago"
    );
}

/// R-E7.
pub async fn what_is_not_offered_is_refused(world: Arc<World>) {
    let house = House::new(world).await;
    let session = house.world.session(&house.staff[0].0);
    let services = &house.world.services;
    let acting = act_at_desk(services, &session, house.units[0], "test.offers", true).await;
    let store = house.world.store();
    store
        .set_offers(acting.unwrap(), &[OnlineService::Message], &[])
        .await
        .unwrap();
    assert_eq!(house.ask(7, &[0]).await, RenewalSent::NotOffered);
    let kinds = store.certificate_kinds(house.units[0]).await.unwrap();
    assert!(kinds.is_empty());
}

pub async fn what_is_approved_is_renewed_and_what_is_declined_is_not(world: Arc<World>) {
    let house = House::new(world).await;
    house.ask(7, &[0, 1]).await;
    let before = house.listed().await;
    let decisions = [
        (
            house.prescriptions[0],
            Decision::Decline("Kom hit.".to_owned()),
        ),
        (house.prescriptions[1], Decision::Approve),
    ];
    let change = house.change(0, 1, 50);
    house.world.a_second_passes();
    for _ in 0..3 {
        let decided = house.decide(0, 7, &change, &decisions).await;
        assert_eq!(decided, Changed::Done, "sent again it is done once");
    }
    let states = house.states(7).await;
    assert_eq!(states[0].1, RenewalState::Declined);
    assert_eq!(states[1].1, RenewalState::Approved);
    let after = house.listed().await;
    assert_eq!(after[0].valid_until, before[0].valid_until);
    assert_eq!(after[0].last.as_ref().unwrap().reason, "Kom hit.");
    assert_eq!(after[1].valid_until, renewed_until(today()));
    assert_eq!((after[1].prescribed, after[1].left), (today(), 4));
    assert_eq!(after[2..], before[2..], "the others are as they were");

    let subject = Subject::Child(house.link);
    let reading = house
        .world
        .reading(&house.guardian, subject, Area::Inbox)
        .await;
    let store = house.world.store();
    let thread = store.thread(&reading, ThreadId(uuid(7))).await.unwrap();
    let thread = thread.unwrap();
    assert!(thread.unread);
    let events: Vec<_> = thread
        .messages
        .iter()
        .map(|message| message.event)
        .collect();
    let expected = [MessageEvent::RenewalAsked, MessageEvent::RenewalDecided];
    assert_eq!(events, expected.map(Some));
    assert_eq!(house.ask(8, &[0, 1]).await, RenewalSent::Done, "again");
}

/// B4: how many wait stands on the home page, for each person its own; and nothing of it in a session
/// that may not see prescriptions (R-L6).
pub async fn what_waits_stands_on_the_home_page(world: Arc<World>) {
    let house = House::new(world).await;
    house.ask(7, &[0, 1]).await;
    let waiting = async |assurance| {
        let session = Session {
            assurance,
            ..house.world.session(&house.guardian)
        };
        let home = family::home(&house.world.services, &session).await.unwrap();
        let ChildState::Open { renewals, .. } = home.children[0].state else {
            panic!("the child is open");
        };
        (home.renewals, renewals)
    };
    assert_eq!(waiting(Assurance::High).await, (0, 2));
    assert_eq!(waiting(Assurance::Low).await, (0, 0));
    let both = [
        (house.prescriptions[0], Decision::Approve),
        (house.prescriptions[1], Decision::Approve),
    ];
    let decided = house.decide(0, 7, &house.change(0, 1, 50), &both).await;
    assert_eq!(decided, Changed::Done);
    assert_eq!(waiting(Assurance::High).await, (0, 0));
}

/// A case is not closed over somebody's head.
pub async fn a_case_closes_when_all_is_decided(world: Arc<World>) {
    let house = House::new(world).await;
    house.ask(7, &[0, 1]).await;
    let session = house.world.session(&house.staff[0].0);
    let services = &house.world.services;
    let store = house.world.store();
    let close = async |version| {
        let thread = ThreadId(uuid(7));
        let unit = house.units[0];
        let acting = act_on_case(services, &session, unit, thread, "test.close").await;
        let change = house.change(0, version, 60);
        store.change_case(acting.unwrap(), &change).await.unwrap()
    };
    assert_eq!(close(1).await, Changed::Undecided);
    let one = [(house.prescriptions[0], Decision::Approve)];
    let change = house.change(0, 1, 50);
    assert_eq!(house.decide(0, 7, &change, &one).await, Changed::Undecided);
    let foreign = [
        (house.prescriptions[0], Decision::Approve),
        (house.prescriptions[3], Decision::Approve),
    ];
    let decided = house.decide(0, 7, &change, &foreign).await;
    assert_eq!(decided, Changed::Conflict, "nobody asked for it");
    assert_eq!(house.count("messages").await, 1, "nothing was done");
    let both = [
        (house.prescriptions[0], Decision::Approve),
        (house.prescriptions[1], Decision::Approve),
    ];
    assert_eq!(house.decide(0, 7, &change, &both).await, Changed::Done);
    assert_eq!(close(2).await, Changed::Done);
}

pub async fn of_two_who_decide_at_once_one_is_first(world: Arc<World>) {
    let house = Arc::new(House::new(world).await);
    house.ask(7, &[1]).await;
    let mut acts = JoinSet::new();
    for nth in 0..16_u128 {
        let house = house.clone();
        acts.spawn(async move {
            let who = BOTH[usize::from(nth % 2 == 1)];
            let decision = if who == 0 {
                Decision::Approve
            } else {
                Decision::Decline("Nej.".to_owned())
            };
            let decisions = [(house.prescriptions[1], decision)];
            let change = house.change(who, 1, 100 + nth);
            (who, house.decide(who, 7, &change, &decisions).await)
        });
    }
    let decided = acts.join_all().await;
    let done = decided.iter().filter(|(_, what)| *what == Changed::Done);
    let done: Vec<_> = done.map(|(who, _)| *who).collect();
    assert_eq!(done.len(), 1, "{decided:?}");
    let lost = decided
        .iter()
        .filter(|(_, what)| *what == Changed::Conflict);
    assert_eq!(lost.count(), 15);
    let expected = [RenewalState::Approved, RenewalState::Declined][done[0]];
    assert_eq!(house.states(7).await[0].1, expected, "the first one's");
    assert_eq!(house.count("messages WHERE author = 'staff'").await, 1);
    let entries = house.count("access_log WHERE action = 'test.decide'").await;
    assert_eq!(entries, 1);
}

/// R-G10: who acted and for whom, on both sides.
pub async fn both_who_acted_are_in_the_log(world: Arc<World>) {
    let house = House::new(world).await;
    house.ask(7, &[0]).await;
    let decisions = [(house.prescriptions[0], Decision::Approve)];
    house
        .decide(1, 7, &house.change(1, 1, 50), &decisions)
        .await;
    let asked = "access_log l JOIN threads t ON t.person = l.subject \
                 WHERE l.action = 'test.act' AND l.capacity = 'guardian' AND l.actor <> l.subject";
    assert_eq!(house.count(asked).await, 1);
    let decided = "access_log l JOIN threads t ON t.person = l.subject AND t.unit = l.unit \
                   WHERE l.action = 'test.decide' AND l.capacity = 'staff' AND l.actor <> l.subject";
    assert_eq!(house.count(decided).await, 1);
}

pub async fn an_act_whose_log_fails_is_undone(world: Arc<World>) {
    let house = House::new(world).await;
    house.ask(7, &[0]).await;
    let services = &house.world.services;
    let session = house.world.session(&house.staff[0].0);
    let (unit, thread) = (house.units[0], ThreadId(uuid(7)));
    let deciding = act_on_case(services, &session, unit, thread, "test.decide").await;
    let session = house.world.session(&house.guardian);
    let purpose = Purpose::new(Area::Prescriptions, "test.act");
    let asking = act(services, &session, Subject::Child(house.link), purpose).await;
    house.world.break_log().await;
    let store = house.world.store();
    let decisions = [(house.prescriptions[0], Decision::Approve)];
    let change = house.change(0, 1, 50);
    let decided = store.decide_renewal(deciding.unwrap(), &change, &decisions);
    assert!(decided.await.is_err());
    let form = house.form(8, &[1]);
    let first = MessageId(house.world.id());
    let asked = store.ask_renewal(asking.unwrap(), &form, "Förnyelse", first);
    assert!(asked.await.is_err());
    house.world.mend_log().await;
    assert_eq!(house.states(7).await[0].1, RenewalState::Asked);
    assert_eq!(house.count("renewal_items").await, 1);
    assert_eq!(house.count("messages").await, 1);
}

/// Taken back, it is as if it had not been asked for, also where something was decided before; and
/// nothing of it is decided any more.
pub async fn what_is_taken_back_can_be_asked_for_again(world: Arc<World>) {
    let house = House::new(world).await;
    house.ask(6, &[0]).await;
    let declined = [(
        house.prescriptions[0],
        Decision::Decline("Kom hit.".to_owned()),
    )];
    house.decide(0, 6, &house.change(0, 1, 50), &declined).await;
    house.world.a_second_passes();
    house.ask(7, &[0, 1]).await;
    let subject = Subject::Child(house.link);
    let acting = house.world.acting(&house.guardian, subject).await;
    let (store, message) = (house.world.store(), MessageId(uuid(51)));
    let back = store.take_back(acting, ThreadId(uuid(7)), message).await;
    assert_eq!(back.unwrap(), TookBack::Done);

    let states = house.states(7).await;
    assert!(
        states
            .iter()
            .all(|(_, state)| *state == RenewalState::TakenBack)
    );
    let listed = house.listed().await;
    let last = listed[0].last.as_ref().unwrap();
    assert_eq!((last.thread.0, last.reason.as_str()), (uuid(6), "Kom hit."));
    assert_eq!(listed[1].last, None);
    let both = [
        (house.prescriptions[0], Decision::Approve),
        (house.prescriptions[1], Decision::Approve),
    ];
    for version in [1, 2] {
        let change = house.change(0, version, 60);
        assert_eq!(
            house.decide(0, 7, &change, &both).await,
            Changed::Conflict,
            "nothing is asked for any more"
        );
    }
    assert_eq!(house.listed().await, listed);
    // The form that asked, once more: it was sent then.
    assert_eq!(house.ask(7, &[0, 1]).await, RenewalSent::Done);
    assert_eq!(house.listed().await, listed);
    assert_eq!(house.ask(8, &[0, 1]).await, RenewalSent::Done, "again");
}

pub async fn another_choice_with_the_same_key_is_not_as_if_sent(world: Arc<World>) {
    let house = House::new(world).await;
    assert_eq!(house.ask(7, &[0]).await, RenewalSent::Done);
    for places in [&[1][..], &[0, 1]] {
        assert_eq!(house.ask(7, places).await, RenewalSent::Other);
    }
    let other = NewRenewal {
        text: "Slut i morgon".to_owned(),
        ..house.form(7, &[0])
    };
    let subject = Subject::Child(house.link);
    let sent = house.ask_as(&house.guardian, subject, &other).await;
    assert_eq!(sent, RenewalSent::Other);
    assert_eq!(house.ask(7, &[0]).await, RenewalSent::Done);
    assert_eq!(house.count("renewal_items").await, 1);
    assert_eq!(house.count("messages").await, 1);
}

pub async fn another_decision_with_the_same_key_is_not_as_if_sent(world: Arc<World>) {
    let house = House::new(world).await;
    house.ask(7, &[0, 1]).await;
    let [first, second] = [house.prescriptions[0], house.prescriptions[1]];
    let no = |why: &str| Decision::Decline(why.to_owned());
    let decided = [(first, Decision::Approve), (second, no("Kom hit."))];
    let change = house.change(0, 1, 50);
    let done = house.decide(0, 7, &change, &decided).await;
    assert_eq!(done, Changed::Done);
    let others = [
        [(first, Decision::Approve), (second, Decision::Approve)],
        [(first, Decision::Approve), (second, no("Ring."))],
        [(first, no("Kom hit.")), (second, no("Kom hit."))],
    ];
    for other in others {
        let told = house.decide(0, 7, &change, &other).await;
        assert_eq!(told, Changed::SentOther, "{other:?}");
    }
    let again = house.decide(0, 7, &change, &decided).await;
    assert_eq!(again, Changed::Done);
    let states: Vec<_> = house.states(7).await.into_iter().map(|one| one.1).collect();
    assert_eq!(states, [RenewalState::Approved, RenewalState::Declined]);
}
