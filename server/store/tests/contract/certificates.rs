//! Certificates: ordered by a guardian (R-E4), read by their own person only (R-E6).

use std::sync::Arc;

use domain::access::Area;
use domain::case::CaseState;
use domain::certificate::{CertificateKind, NewOrder, OrderState};
use domain::contact::OnlineService;
use domain::id::{CertificateId, LinkId, MessageId, StaffId, ThreadId, UnitId};
use domain::person::Person;
use domain::staff::Role;
use service::access::Subject;
use service::access::staff::{act_at_desk, act_on_case, read_case};
use service::ports::store::{
    CaseAnswer, CaseChange, Changed, Issued, SeedCertificate, Sent, StaffRow, TookBack,
};
use tokio::task::JoinSet;

use crate::world::{World, at};

/// A guardian with a child, and a unit with two who work there.
struct House {
    world: Arc<World>,
    guardian: Person,
    child: Person,
    link: LinkId,
    unit: UnitId,
    staff: Vec<(Person, StaffId)>,
}

impl House {
    async fn new(world: Arc<World>) -> Self {
        let (guardian, child, link) = world.family(0).await;
        let mut seed = world.clinic(&["Barnhälsan"]);
        let unit = seed.units[0].id;
        let mut staff = Vec::new();
        for nth in [1, 2] {
            let person = world.guardian(nth, &[]).await;
            let row = StaffRow {
                id: StaffId(world.id()),
                person: person.id,
                title: "läkare".to_owned(),
                unit,
                role: Role::InCharge,
            };
            staff.push((person, row.id));
            seed.staff.push(row);
        }
        world.open.import.seed(&seed).await.unwrap();
        Self {
            world,
            guardian,
            child,
            link,
            unit,
            staff,
        }
    }

    async fn order(&self, key: u128, kind: CertificateKind) -> Sent {
        self.order_for(Subject::Child(self.link), key, kind).await
    }

    async fn order_for(&self, subject: Subject, key: u128, kind: CertificateKind) -> Sent {
        let order = NewOrder {
            thread: ThreadId(uuid(key)),
            kind,
            purpose: "Till förskolan".to_owned(),
            needed_by: "2024-06-01".parse().ok(),
            text: String::new(),
        };
        let first = MessageId(self.world.id());
        let acting = self.world.acting(&self.guardian, subject).await;
        let store = self.world.store();
        store
            .order_certificate(acting, self.unit, &order, "Intyg: till förskolan", first)
            .await
            .unwrap()
    }

    fn change(&self, who: usize, version: u32, key: u128) -> CaseChange {
        CaseChange {
            version,
            state: CaseState::Done,
            assignee: Some(self.staff[who].1),
            answer: Some(CaseAnswer {
                message: MessageId(uuid(key)),
                signed: "Eva Ek, läkare".to_owned(),
                text: "Det kommer med posten.".to_owned(),
                files: Vec::new(),
            }),
        }
    }

    async fn decide(&self, who: usize, thread: u128, change: &CaseChange, issue: bool) -> Changed {
        let session = self.world.session(&self.staff[who].0);
        let services = &self.world.services;
        let thread = ThreadId(uuid(thread));
        let acting = act_on_case(services, &session, self.unit, thread, "test.decide").await;
        let (store, acting) = (self.world.store(), acting.unwrap());
        if issue {
            let answer = change.answer.as_ref().unwrap();
            let issued = Issued {
                id: CertificateId(answer.message.0),
                issuer: answer.signed.clone(),
                text: "Får inte äta nötter.".to_owned(),
            };
            let done = store.issue_certificate(acting, change, &issued).await;
            done.unwrap()
        } else {
            store.decline_certificate(acting, change).await.unwrap()
        }
    }

    /// How the order stands, as its staff sees it.
    async fn state(&self, thread: u128) -> OrderState {
        let session = self.world.session(&self.staff[0].0);
        let services = &self.world.services;
        let thread = ThreadId(uuid(thread));
        let reading = read_case(services, &session, self.unit, thread, "test.read").await;
        let order = self.world.store().case_order(&reading.unwrap()).await;
        order.unwrap().unwrap().state
    }

    async fn count(&self, what: &str) -> i64 {
        self.world.database.count(what).await
    }
}

fn uuid(key: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(key)
}

pub async fn an_order_with_one_key_is_one(world: Arc<World>) {
    let house = Arc::new(House::new(world).await);
    let mut orders = JoinSet::new();
    for _ in 0..12 {
        let house = house.clone();
        orders.spawn(async move { house.order(7, CertificateKind::SchoolMeals).await });
    }
    assert_eq!(orders.join_all().await, [Sent::Done; 12]);
    assert_eq!(house.count("certificate_orders").await, 1);
    assert_eq!(house.count("cases WHERE kind = 'certificate'").await, 1);
    assert_eq!(house.world.acts().await, 1, "one act, one entry");
    let sent = house.order_for(Subject::Myself, 7, CertificateKind::Other);
    assert_eq!(sent.await, Sent::NotFound, "the key is the child's thread");

    let subject = Subject::Child(house.link);
    let reading = house.world.reading(&house.guardian, subject, Area::Inbox);
    let (reading, store) = (reading.await, house.world.store());
    let thread = ThreadId(uuid(7));
    let order = store.certificate_order(&reading, thread).await.unwrap();
    let order = order.unwrap();
    assert_eq!(order.kind, CertificateKind::SchoolMeals);
    assert_eq!(order.purpose, "Till förskolan");
    assert_eq!(order.needed_by.unwrap().iso(), "2024-06-01");
    assert_eq!(order.state, OrderState::Ordered);
    let own = house
        .world
        .reading(&house.guardian, Subject::Myself, Area::Inbox);
    let others = store.certificate_order(&own.await, thread).await;
    assert_eq!(others.unwrap(), None, "it is not the guardian's own");
}

/// R-E7; what is not said is all of them.
pub async fn only_what_the_unit_issues_is_ordered(world: Arc<World>) {
    let house = House::new(world).await;
    let store = house.world.store();
    let mut kinds = store.certificate_kinds(house.unit).await.unwrap();
    kinds.sort();
    assert_eq!(kinds, CertificateKind::ALL);
    let session = house.world.session(&house.staff[0].0);
    let services = &house.world.services;
    let refused = Sent::NotOffered(OnlineService::Certificate);
    let all = OnlineService::ALL;
    let chosen: [(&[OnlineService], &[CertificateKind], Sent); 3] = [
        (&all, &[CertificateKind::Absence], refused),
        (&[], &[CertificateKind::Other], refused),
        (&all, &[CertificateKind::Other], Sent::Done),
    ];
    for (key, (offers, kinds, expected)) in (7..).zip(chosen) {
        let acting = act_at_desk(services, &session, house.unit, "test.offers", true).await;
        let set = store.set_offers(acting.unwrap(), offers, kinds).await;
        set.unwrap();
        let issued = store.certificate_kinds(house.unit).await.unwrap();
        assert_eq!(issued, kinds);
        assert_eq!(house.order(key, CertificateKind::Other).await, expected);
    }
    assert_eq!(house.count("threads").await, 1);
}

/// R-E6: the second wall. The first is the decision, which gives a guardian no proof for the area.
pub async fn a_guardian_has_no_certificate_whatever_its_proof(world: Arc<World>) {
    let house = House::new(world).await;
    house.order(7, CertificateKind::SchoolMeals).await;
    let issued = house.decide(0, 7, &house.change(0, 1, 50), true).await;
    assert_eq!(issued, Changed::Done);
    assert_eq!(house.state(7).await, OrderState::Issued);
    let kept = "certificates c JOIN threads t ON t.id = c.thread AND t.person = c.person";
    assert_eq!(house.count(kept).await, 1);
    let store = house.world.store();
    let certificate = CertificateId(uuid(50));
    for area in Area::ALL {
        if [Area::AddChild, Area::Certificates].contains(&area) {
            continue;
        }
        let subject = Subject::Child(house.link);
        let reading = house.world.reading(&house.guardian, subject, area).await;
        assert_eq!(store.certificates(&reading).await.unwrap(), []);
        let one = store.certificate(&reading, certificate).await.unwrap();
        assert_eq!(one, None, "{area:?}");
        if let Some(thread) = store.thread(&reading, ThreadId(uuid(7))).await.unwrap() {
            let said = format!("{:?}", thread.messages);
            assert!(!said.contains("nötter"), "{said}");
        }
    }
    // The child is in the house of its own: nobody else's proof is about it.
    assert_ne!(house.child.id, house.guardian.id);
    let own = house
        .world
        .reading(&house.guardian, Subject::Myself, Area::Certificates)
        .await;
    assert_eq!(store.certificate(&own, certificate).await.unwrap(), None);
}

pub async fn ones_own_come_newest_first(world: Arc<World>) {
    let house = House::new(world).await;
    let person = house.guardian.id;
    let certificate = |seconds: i64| SeedCertificate {
        id: CertificateId(house.world.id()),
        person,
        unit: house.unit,
        kind: CertificateKind::Vaccination,
        issued: at(seconds),
        issuer: "Eva Ek, läkare".to_owned(),
        text: format!("Intyg {seconds}"),
    };
    let mut seed = house.world.clinic(&[]);
    seed.certificates = [-30, -10, -20].map(certificate).into();
    house.world.open.import.seed(&seed).await.unwrap();
    let reading = house
        .world
        .reading(&house.guardian, Subject::Myself, Area::Certificates)
        .await;
    let store = house.world.store();
    let listed = store.certificates(&reading).await.unwrap();
    let ids: Vec<_> = listed.iter().map(|one| one.id).collect();
    let expected = [1, 2, 0].map(|place: usize| seed.certificates[place].id);
    assert_eq!(ids, expected);
    let one = store.certificate(&reading, ids[0]).await.unwrap().unwrap();
    assert_eq!(one.text, "Intyg -10");
    assert_eq!(one.person, house.guardian.display_name());
    assert_eq!(one.number, house.guardian.number.to_string());
    assert_eq!(one.summary, listed[0]);
}

pub async fn of_two_who_decide_at_once_one_is_first(world: Arc<World>) {
    let house = Arc::new(House::new(world).await);
    house.order(7, CertificateKind::Absence).await;
    let mut acts = JoinSet::new();
    for nth in 0..16_u128 {
        let house = house.clone();
        acts.spawn(async move {
            let who = usize::from(nth % 2 == 1);
            let change = house.change(who, 1, 100 + nth);
            (who, house.decide(who, 7, &change, who == 0).await)
        });
    }
    let decided = acts.join_all().await;
    let done = decided.iter().filter(|(_, what)| *what == Changed::Done);
    let done: Vec<_> = done.map(|(who, _)| *who).collect();
    assert_eq!(done.len(), 1, "{decided:?}");
    let issued = i64::from(done[0] == 0);
    assert_eq!(house.count("certificates").await, issued, "the first one's");
    let expected = [OrderState::Issued, OrderState::Declined][done[0]];
    assert_eq!(house.state(7).await, expected);
    assert_eq!(house.count("messages WHERE author = 'staff'").await, 1);
}

pub async fn what_is_decided_is_not_decided_again(world: Arc<World>) {
    let house = House::new(world).await;
    house.order(7, CertificateKind::Absence).await;
    let change = house.change(0, 1, 50);
    for _ in 0..3 {
        let decided = house.decide(0, 7, &change, true).await;
        assert_eq!(decided, Changed::Done, "sent again it is done once");
    }
    let again = house.decide(1, 7, &house.change(1, 2, 51), false).await;
    assert_eq!(again, Changed::Conflict);
    assert_eq!(house.count("certificates").await, 1);
    assert_eq!(house.state(7).await, OrderState::Issued);
    assert_eq!(house.count("messages").await, 2);
}

pub async fn what_is_taken_back_is_not_issued(world: Arc<World>) {
    let house = House::new(world).await;
    house.order(7, CertificateKind::Absence).await;
    let subject = Subject::Child(house.link);
    let acting = house.world.acting(&house.guardian, subject).await;
    let (store, message) = (house.world.store(), MessageId(uuid(40)));
    let back = store.take_back(acting, ThreadId(uuid(7)), message).await;
    assert_eq!(back.unwrap(), TookBack::Done);
    assert_eq!(house.state(7).await, OrderState::TakenBack);
    // By the version that was open, and by the one that there is now.
    for (version, issue) in [(1, true), (1, false), (2, true), (2, false)] {
        let change = house.change(0, version, 50);
        let decided = house.decide(0, 7, &change, issue).await;
        assert_eq!(decided, Changed::Conflict);
    }
    assert_eq!(house.count("certificates").await, 0);
    assert_eq!(house.count("messages").await, 2);
    let sent = house.order(7, CertificateKind::Absence).await;
    assert_eq!(sent, Sent::Done, "it was sent then");
    assert_eq!(house.state(7).await, OrderState::TakenBack);
    let sent = house.order(8, CertificateKind::Absence).await;
    assert_eq!(
        (sent, house.state(8).await),
        (Sent::Done, OrderState::Ordered)
    );
}

pub async fn another_order_with_the_same_key_is_not_as_if_sent(world: Arc<World>) {
    let house = House::new(world).await;
    house.order(7, CertificateKind::Absence).await;
    let order = NewOrder {
        thread: ThreadId(uuid(7)),
        kind: CertificateKind::Absence,
        purpose: "Till förskolan".to_owned(),
        needed_by: "2024-06-01".parse().ok(),
        text: String::new(),
    };
    let others = [
        NewOrder {
            kind: CertificateKind::Other,
            ..order.clone()
        },
        NewOrder {
            purpose: "Till skolan".to_owned(),
            ..order.clone()
        },
        NewOrder {
            needed_by: None,
            ..order.clone()
        },
        NewOrder {
            text: "Hej".to_owned(),
            ..order.clone()
        },
    ];
    let told = others.map(|order| (order, Sent::Other(ThreadId(uuid(7)))));
    for (order, told) in told.into_iter().chain([(order, Sent::Done)]) {
        let subject = Subject::Child(house.link);
        let acting = house.world.acting(&house.guardian, subject).await;
        let (store, first) = (house.world.store(), MessageId(house.world.id()));
        let named = "Intyg: till förskolan";
        let sent = store.order_certificate(acting, house.unit, &order, named, first);
        assert_eq!(sent.await.unwrap(), told, "{order:?}");
    }
    assert_eq!(house.count("certificate_orders").await, 1);
    assert_eq!(house.count("messages").await, 1);
}

pub async fn another_certificate_with_the_same_key_is_not_as_if_sent(world: Arc<World>) {
    let house = House::new(world).await;
    house.order(7, CertificateKind::Absence).await;
    let change = house.change(0, 1, 50);
    assert_eq!(house.decide(0, 7, &change, true).await, Changed::Done);
    let refused = house.decide(0, 7, &change, false).await;
    assert_eq!(refused, Changed::SentOther, "it is issued");
    let session = house.world.session(&house.staff[0].0);
    let (services, thread) = (&house.world.services, ThreadId(uuid(7)));
    let acting = act_on_case(services, &session, house.unit, thread, "test.decide").await;
    let other = Issued {
        id: CertificateId(uuid(50)),
        issuer: "Eva Ek, läkare".to_owned(),
        text: "Får äta nötter.".to_owned(),
    };
    let store = house.world.store();
    let told = store.issue_certificate(acting.unwrap(), &change, &other);
    assert_eq!(told.await.unwrap(), Changed::SentOther);
    assert_eq!(house.count("certificates").await, 1);
}
