//! Writing to a clinic, and the clinic's cases.

use std::sync::Arc;

use domain::access::Area;
use domain::case::{CaseFilter, CaseState};
use domain::contact::OnlineService;
use domain::id::{LinkId, MessageId, StaffId, ThreadId, UnitId};
use domain::inbox::Author;
use domain::message::{NewMessage, Reply};
use domain::person::Person;
use domain::staff::Role;
use service::access::staff::{act_at_desk, act_on_case, at_desk, read_case};
use service::access::{Purpose, Subject, act};
use service::ports::store::{
    CaseAnswer, CaseChange, CaseInFull, Changed, LogEntry, Sent, StaffRow, ThreadChange, UnitRow,
};
use tokio::task::JoinSet;

use crate::people::child;
use crate::world::{World, at, now};

/// A guardian with a child, and a unit with two who work there and one who works elsewhere.
#[derive(Clone)]
pub struct House {
    pub world: Arc<World>,
    pub guardian: Person,
    pub link: LinkId,
    pub unit: UnitId,
    pub elsewhere: UnitId,
    pub staff: Vec<(Person, StaffId)>,
}

impl House {
    pub async fn new(world: Arc<World>) -> Self {
        let (guardian, _, link) = world.family(0).await;
        Self::around(&world, &guardian, link).await
    }

    /// A unit for a family that is there.
    pub async fn around(world: &Arc<World>, guardian: &Person, link: LinkId) -> Self {
        let (world, guardian) = (world.clone(), guardian.clone());
        let mut seed = world.clinic(&["Barnhälsan", "Provtagningen"]);
        let (unit, elsewhere) = (seed.units[0].id, seed.units[1].id);
        let mut staff = Vec::new();
        for (nth, unit) in [(1, unit), (2, unit), (3, elsewhere)] {
            let person = world.guardian(nth, &[]).await;
            let row = StaffRow {
                id: StaffId(world.id()),
                person: person.id,
                title: "sjuksköterska".to_owned(),
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
            link,
            unit,
            elsewhere,
            staff,
        }
    }

    /// A message with this key, and an answer to it.
    pub async fn answer_once(&self, key: u128) {
        self.send(key).await;
        let answered = self.change(0, key, &self.answer(0, 1, key + 1_000)).await;
        assert_eq!(answered, Changed::Done);
    }

    /// A message of the guardian's with this key.
    pub async fn send(&self, key: u128) -> Sent {
        self.send_as(&self.guardian, Subject::Child(self.link), key)
            .await
    }

    /// The same unit, for another guardian or another child.
    pub fn of(&self, guardian: &Person, link: LinkId) -> Self {
        Self {
            guardian: guardian.clone(),
            link,
            ..self.clone()
        }
    }

    pub async fn send_as(&self, actor: &Person, subject: Subject, key: u128) -> Sent {
        let message = NewMessage {
            thread: ThreadId(uuid(key)),
            subject: "Hosta".to_owned(),
            text: "Hej".to_owned(),
        };
        let first = MessageId(self.world.id());
        let acting = self.world.acting(actor, subject).await;
        let sent = self
            .world
            .store()
            .start_thread(acting, self.unit, &message, first, &[]);
        sent.await.unwrap()
    }

    /// A further message of the guardian's, with this key.
    pub async fn reply(&self, thread: u128, key: u128) -> Sent {
        let reply = Reply {
            message: MessageId(uuid(key)),
            text: "Mer".to_owned(),
        };
        let acting = self
            .world
            .acting(&self.guardian, Subject::Child(self.link))
            .await;
        let thread = ThreadId(uuid(thread));
        self.world
            .store()
            .reply(acting, thread, &reply, &[])
            .await
            .unwrap()
    }

    pub async fn case(&self, thread: u128) -> CaseInFull {
        let session = self.world.session(&self.staff[0].0);
        let thread = ThreadId(uuid(thread));
        let reading = read_case(
            &self.world.services,
            &session,
            self.unit,
            thread,
            "test.read",
        );
        let reading = reading.await.unwrap();
        self.world.store().case(&reading).await.unwrap().unwrap()
    }

    pub async fn change(&self, who: usize, thread: u128, change: &CaseChange) -> Changed {
        let session = self.world.session(&self.staff[who].0);
        let thread = ThreadId(uuid(thread));
        let services = &self.world.services;
        let acting = act_on_case(services, &session, self.unit, thread, "test.act").await;
        let store = self.world.store();
        store.change_case(acting.unwrap(), change).await.unwrap()
    }

    pub fn take(&self, who: usize, version: u32) -> CaseChange {
        CaseChange {
            version,
            state: CaseState::Taken,
            assignee: Some(self.staff[who].1),
            answer: None,
        }
    }

    pub fn answer(&self, who: usize, version: u32, key: u128) -> CaseChange {
        CaseChange {
            version,
            state: CaseState::Waiting,
            assignee: Some(self.staff[who].1),
            answer: Some(CaseAnswer {
                message: MessageId(uuid(key)),
                signed: "Eva Ek, sjuksköterska".to_owned(),
                text: "Svar".to_owned(),
                files: Vec::new(),
            }),
        }
    }

    pub async fn listed(&self, who: usize, filter: CaseFilter) -> Vec<u128> {
        let session = self.world.session(&self.staff[who].0);
        let unit = if who == 2 { self.elsewhere } else { self.unit };
        let desk = at_desk(&self.world.services, &session, unit, "test.list").await;
        let desk = desk.unwrap();
        let rows = self.world.store().cases(&desk, filter, None, 100);
        let rows = rows.await.unwrap();
        rows.iter()
            .map(|row| row.cursor.thread.0.as_u128())
            .collect()
    }

    /// Staff closes the case, of which this version is known.
    pub async fn close(&self, thread: u128, version: u32) {
        let done = CaseChange {
            state: CaseState::Done,
            ..self.take(0, version)
        };
        assert_eq!(self.change(0, thread, &done).await, Changed::Done);
    }

    pub async fn count(&self, what: &str) -> i64 {
        self.world.database.count(what).await
    }

    /// The log's entry for what the operator does.
    fn operator(&self, person: &Person) -> LogEntry {
        let rng = self.world.services.rng.as_ref();
        service::staff::by_operator(rng, now(), person.id, "test.operator")
    }
}

pub fn uuid(key: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(key)
}

/// R-E5; what is sent twice with one key is there once.
pub async fn a_message_opens_a_case_once(world: Arc<World>) {
    let house = House::new(world).await;
    for _ in 0..3 {
        assert_eq!(house.send(7).await, Sent::Done);
    }
    assert_eq!(house.count("threads").await, 1);
    assert_eq!(house.count("messages").await, 1);
    assert_eq!(house.world.acts().await, 1, "one act, one entry");
    let case = house.case(7).await;
    assert_eq!((case.row.state, case.version), (CaseState::New, 1));
    assert!(case.row.by_guardian, "R-C2");
    assert_eq!(case.guardian, Some(house.guardian.display_name()));
    assert_eq!(
        case.messages[0].author,
        Author::Guardian(house.guardian.display_name()),
        "R-G10"
    );
}

pub async fn the_same_key_at_once_is_one_thread(world: Arc<World>) {
    let house = Arc::new(House::new(world).await);
    let mut sends = JoinSet::new();
    for _ in 0..20 {
        let house = house.clone();
        sends.spawn(async move { house.send(7).await });
    }
    let sent = sends.join_all().await;
    assert_eq!(sent, [Sent::Done; 20]);
    assert_eq!(house.count("messages").await, 1);
}

pub async fn anothers_key_is_not_found(world: Arc<World>) {
    let house = House::new(world).await;
    assert_eq!(house.send(7).await, Sent::Done);
    let stranger = house.world.guardian(4, &[]).await;
    let sent = house.send_as(&stranger, Subject::Myself, 7).await;
    assert_eq!(sent, Sent::NotFound);
    let sent = house.send_as(&house.guardian, Subject::Myself, 7).await;
    assert_eq!(sent, Sent::NotFound, "one's own is not the child's");
    assert_eq!(house.reply(7, 8).await, Sent::Done);
    assert_eq!(house.reply(7, 8).await, Sent::Done);
    assert_eq!(house.reply(6, 9).await, Sent::NotFound, "no such thread");
    assert_eq!(house.count("messages").await, 2);
}

/// R-E7.
pub async fn what_is_not_offered_is_refused(world: Arc<World>) {
    let house = House::new(world).await;
    assert_eq!(house.send(7).await, Sent::Done);
    let session = house.world.session(&house.staff[0].0);
    let services = &house.world.services;
    let acting = act_at_desk(services, &session, house.unit, "test.offers", true).await;
    let offers = [OnlineService::Renewal, OnlineService::Booking];
    let store = house.world.store();
    store
        .set_offers(acting.unwrap(), &offers, &[])
        .await
        .unwrap();
    let unit = store.unit(house.unit).await.unwrap().unwrap();
    assert_eq!(
        unit.offers,
        [OnlineService::Booking, OnlineService::Renewal]
    );
    let refused = Sent::NotOffered(OnlineService::Message);
    assert_eq!(house.send(8).await, refused);
    assert_eq!(house.reply(7, 9).await, refused);
    assert_eq!(house.count("messages").await, 1);
    let entry = "access_log WHERE action = 'test.offers' AND capacity = 'staff' \
                 AND unit IS NOT NULL";
    assert_eq!(house.count(entry).await, 1);
}

/// Of those who act on one version at once, one is first; the others are told.
pub async fn of_two_who_act_at_once_one_is_first(world: Arc<World>) {
    let house = Arc::new(House::new(world).await);
    house.send(7).await;
    let mut acts = JoinSet::new();
    for nth in 0..16_u128 {
        let house = house.clone();
        acts.spawn(async move {
            let who = usize::from(nth % 2 == 1);
            house.change(who, 7, &house.answer(who, 1, 100 + nth)).await
        });
    }
    let changed = acts.join_all().await;
    let done = changed.iter().filter(|changed| **changed == Changed::Done);
    assert_eq!(done.count(), 1, "{changed:?}");
    assert!(!changed.contains(&Changed::NotFound));
    assert_eq!(house.count("messages WHERE author = 'staff'").await, 1);
    assert_eq!(house.case(7).await.version, 2);
    assert_eq!(house.world.acts().await, 2, "the sending, and one answer");
}

pub async fn an_answer_sent_again_is_one(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    // By the version of the page that was open, and by the one that it may show since.
    for version in [1, 1, 2] {
        let answer = house.answer(0, version, 50);
        assert_eq!(house.change(0, 7, &answer).await, Changed::Done);
    }
    assert_eq!(
        house.change(1, 7, &house.answer(1, 1, 51)).await,
        Changed::Conflict
    );
    let case = house.case(7).await;
    assert_eq!((case.messages.len(), case.version), (2, 2));
    assert_eq!((case.row.state, case.mine), (CaseState::Waiting, true));
}

/// R-C2: the clinic sees whether its answer was read; the guardian sees the same of its message.
pub async fn each_side_sees_what_the_other_has_read(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    assert_eq!(
        house.case(7).await.messages[0].read,
        None,
        "reading alone is no act"
    );
    house.change(0, 7, &house.take(0, 1)).await;
    assert!(house.case(7).await.messages[0].read.is_some());
    house.world.a_second_passes();
    house.change(0, 7, &house.answer(0, 2, 50)).await;
    assert_eq!(house.case(7).await.messages[1].read, None);

    let subject = Subject::Child(house.link);
    let thread = ThreadId(uuid(7));
    let acting = house.world.acting(&house.guardian, subject).await;
    let store = house.world.store();
    let read = store
        .change_thread(acting, thread, ThreadChange::Read)
        .await;
    assert!(read.unwrap());
    assert_eq!(house.case(7).await.messages[1].read, Some(at(1).into()));
}

/// A further message wakes a case: for the one who has it, or for anyone.
pub async fn a_further_message_wakes_the_case(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    house.reply(7, 8).await;
    assert_eq!(house.listed(0, CaseFilter::New).await, [7]);
    house.change(0, 7, &house.answer(0, 2, 50)).await;
    assert_eq!(house.listed(0, CaseFilter::Waiting).await, [7]);
    house.reply(7, 9).await;
    assert_eq!(house.listed(0, CaseFilter::Mine).await, [7]);
    assert_eq!(house.listed(1, CaseFilter::Others).await, [7]);
    let done = CaseChange {
        state: CaseState::Done,
        ..house.take(0, 4)
    };
    assert_eq!(house.change(0, 7, &done).await, Changed::Done);
    assert_eq!(house.listed(1, CaseFilter::Done).await, [7]);
}

/// R-C1: a unit's cases are its own.
pub async fn a_unit_sees_its_own_cases_only(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    house.send(8).await;
    assert_eq!(house.listed(0, CaseFilter::New).await, [7, 8]);
    assert!(house.listed(2, CaseFilter::New).await.is_empty());
    let session = house.world.session(&house.staff[2].0);
    let services = &house.world.services;
    let thread = ThreadId(uuid(7));
    for unit in [house.unit, house.elsewhere] {
        let reading = read_case(services, &session, unit, thread, "test.read").await;
        assert!(reading.is_err(), "another unit's");
    }
    assert_eq!(
        house.change(0, 7, &house.take(2, 1)).await,
        Changed::NotFound,
        "it can't be handed over to one who works elsewhere"
    );
}

pub async fn an_act_whose_log_fails_is_undone(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    let session = house.world.session(&house.staff[0].0);
    let thread = ThreadId(uuid(7));
    let services = &house.world.services;
    let acting = act_on_case(services, &session, house.unit, thread, "test.act").await;
    let subject = Subject::Child(house.link);
    let purpose = Purpose::new(Area::Contact, "test.act");
    let session = house.world.session(&house.guardian);
    let sending = act(services, &session, subject, purpose).await.unwrap();
    house.world.break_log().await;
    let store = house.world.store();
    let answer = house.answer(0, 1, 50);
    assert!(store.change_case(acting.unwrap(), &answer).await.is_err());
    let reply = Reply {
        message: MessageId(uuid(60)),
        text: "Mer".to_owned(),
    };
    assert!(store.reply(sending, thread, &reply, &[]).await.is_err());
    house.world.mend_log().await;
    assert_eq!(house.count("messages").await, 1);
    assert_eq!(house.case(7).await.version, 1);
}

/// Whoever shows an inbox or a work list hears that it has changed.
pub async fn changes_are_noted_with_what_changed(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    let store = house.world.store();
    let child = store.person_by_number(child(0)).await.unwrap().unwrap();
    let versions = async || {
        let changes = store.changes_since(now(), 100).await.unwrap();
        let of = |topic| {
            let change = changes.iter().find(|change| change.topic == topic);
            change.map_or(0, |change| change.version)
        };
        [of(child.id.0), of(house.unit.0), of(house.elsewhere.0)]
    };
    assert_eq!(versions().await, [1, 1, 0]);
    house.reply(7, 8).await;
    house.change(0, 7, &house.answer(0, 2, 50)).await;
    assert_eq!(versions().await, [3, 3, 0]);
}

pub async fn a_unit_is_found_by_how_its_words_begin(world: Arc<World>) {
    let mut seed = world.clinic(&["Barnhälsan Öst", "BVC"]);
    seed.units.push(UnitRow {
        offers: Vec::new(),
        name: "Ögonmottagningen".to_owned(),
        ..seed.units[0].clone()
    });
    seed.units[2].id = UnitId(world.id());
    world.open.import.seed(&seed).await.unwrap();
    let found = async |word: &str| {
        let units = world.store().units(word, 10).await.unwrap();
        let mut names: Vec<_> = units.into_iter().map(|unit| unit.name).collect();
        names.sort();
        names.dedup();
        names
    };
    assert_eq!(found("barn").await, ["Barnhälsan Öst"]);
    assert_eq!(found("ö").await, ["Barnhälsan Öst", "Ögonmottagningen"]);
    assert_eq!(found("ögonm").await, ["Ögonmottagningen"]);
    assert_eq!(found("ugglan").await.len(), 3, "by the clinic's name");
    assert!(found("mottagningen").await.is_empty(), "only beginnings");
    assert!(found("%").await.is_empty());
}

/// What one who has left had is anyone's again, and a further message comes to all.
pub async fn the_cases_of_one_who_has_left_are_anyones(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    house.change(0, 7, &house.take(0, 1)).await;
    let (person, _) = &house.staff[0];
    let store = house.world.store();
    assert!(
        store
            .remove_staff(person.id, house.unit, &house.operator(person))
            .await
            .unwrap()
    );
    assert_eq!(house.listed(1, CaseFilter::New).await, [7]);
    house.reply(7, 8).await;
    assert_eq!(house.listed(1, CaseFilter::New).await, [7]);
}

/// Both sides act on one thread again and again at once: nobody waits for the other in vain.
pub async fn both_sides_at_once_never_fail(world: Arc<World>) {
    let house = Arc::new(House::new(world).await);
    house.send(7).await;
    let mut acts = JoinSet::new();
    for nth in 0..40_u128 {
        let house = house.clone();
        acts.spawn(async move {
            if nth % 2 == 0 {
                assert_eq!(house.reply(7, 200 + nth).await, Sent::Done);
            } else {
                let version = house.case(7).await.version;
                house
                    .change(0, 7, &house.answer(0, version, 300 + nth))
                    .await;
            }
        });
    }
    acts.join_all().await;
    assert_eq!(house.count("messages WHERE author = 'guardian'").await, 21);
}

/// Work at a unit begins and ends; the id as staff stays.
pub async fn staff_come_and_go(world: Arc<World>) {
    let house = House::new(world).await;
    let store = house.world.store();
    let (person, id) = &house.staff[0];
    let row = StaffRow {
        id: StaffId(house.world.id()),
        person: person.id,
        title: "barnmorska".to_owned(),
        unit: house.elsewhere,
        role: Role::Member,
    };
    let entry = house.operator(person);
    store.add_staff(&row, &entry).await.unwrap();
    let desk = store
        .desk(person.id, house.elsewhere)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((desk.staff, desk.role), (*id, Role::Member));
    assert_eq!(store.workplaces(person.id).await.unwrap().len(), 2);
    assert!(
        store
            .remove_staff(person.id, house.unit, &house.operator(person))
            .await
            .unwrap()
    );
    assert!(
        !store
            .remove_staff(person.id, house.unit, &house.operator(person))
            .await
            .unwrap()
    );
    assert_eq!(store.desk(person.id, house.unit).await.unwrap(), None);
    let told = "access_log WHERE capacity = 'operator' AND action = 'test.operator'";
    assert_eq!(
        house.count(told).await,
        2,
        "what was done, and not what was not"
    );
    assert!(
        store
            .workplaces(house.guardian.id)
            .await
            .unwrap()
            .is_empty()
    );
}
