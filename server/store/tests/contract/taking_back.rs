//! Taking back what was sent and nobody at the clinic has begun with.

use std::sync::Arc;

use domain::access::Area;
use domain::case::{CaseFilter, CaseState};
use domain::contact::OnlineService;
use domain::id::{MessageId, ThreadId};
use domain::inbox::{Author, MessageEvent};
use domain::person::{Person, Protection};
use domain::taking_back::{TakingBack, WhyNot};
use service::access::Subject;
use service::ports::register::RegisterRecord;
use service::ports::store::{CaseChange, Changed, SeedRows, SeedThread, Sent, TookBack};
use tokio::task::JoinSet;

use crate::errands::{House, uuid};
use crate::people;
use crate::world::{World, now};

impl House {
    /// The guardian takes a thread back, with this key.
    async fn take_back(&self, thread: u128, key: u128) -> TookBack {
        let subject = Subject::Child(self.link);
        self.take_back_as(&self.guardian, subject, thread, key)
            .await
    }

    async fn take_back_as(
        &self,
        actor: &Person,
        subject: Subject,
        thread: u128,
        key: u128,
    ) -> TookBack {
        let acting = self.world.acting(actor, subject).await;
        let (thread, message) = (ThreadId(uuid(thread)), MessageId(uuid(key)));
        let store = self.world.store();
        store.take_back(acting, thread, message).await.unwrap()
    }

    /// Who a guardian is told took it back.
    async fn told(&self) -> Vec<(Author, Option<MessageEvent>)> {
        let messages = self.thread(7).await.messages.into_iter();
        messages
            .map(|message| (message.author, message.event))
            .collect()
    }
}

/// Sent again it is done once; and it is done with one entry of the log, and known to both sides.
pub async fn what_is_new_is_taken_back_once(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    assert_eq!(house.thread(7).await.taking_back, TakingBack::Open);
    house.world.a_second_passes();
    for _ in 0..3 {
        assert_eq!(house.take_back(7, 50).await, TookBack::Done);
    }
    assert_eq!(house.take_back(7, 51).await, TookBack::Done, "another tab");

    let thread = house.thread(7).await;
    assert!(thread.taking_back.is_done());
    let name = house.guardian.display_name();
    let taken_back = (Author::Guardian(name), Some(MessageEvent::TakenBack));
    assert_eq!(house.told().await[1..], [taken_back]);
    assert_eq!(thread.messages[0].body, "Hej", "what was written stays");
    assert!(!thread.unread, "it is no news for who reads it");
    let case = house.case(7).await;
    assert_eq!((case.row.state, case.version), (CaseState::Done, 2));
    assert!(case.row.taken_back);
    assert!(house.listed(0, CaseFilter::New).await.is_empty());
    assert_eq!(house.listed(0, CaseFilter::Done).await, [7]);
    assert_eq!(house.world.acts().await, 2, "sending, and taking back");
    let store = house.world.store();
    for topic in [house.unit.0, case.row.person.id.0] {
        let change = store.change(topic).await.unwrap().unwrap();
        assert_eq!(change.version, 2);
    }
    let notices = house.count("outbox").await;
    assert_eq!(notices, 0);
}

/// One of the unit's staff takes a case at the moment in which it is taken back: one of them has done
/// it, and the other is told.
pub async fn of_taking_and_taking_back_at_once_one_is_done(world: Arc<World>) {
    let house = Arc::new(House::new(world).await);
    for key in 0..16_u128 {
        house.send(100 + key).await;
        let mut acts = JoinSet::new();
        for nth in 0..6_u128 {
            let house = house.clone();
            acts.spawn(async move {
                // Each other one begins first.
                if (nth + key) % 2 == 0 {
                    let back = house.take_back(100 + key, 1_000 + 10 * key + nth).await;
                    (true, back == TookBack::Done)
                } else {
                    let taken = house.change(0, 100 + key, &house.take(0, 1)).await;
                    assert!(matches!(taken, Changed::Done | Changed::Conflict));
                    (false, taken == Changed::Done)
                }
            });
        }
        let acts = acts.join_all().await;
        let taken = acts.iter().filter(|act| **act == (false, true)).count();
        let back = acts.iter().filter(|act| **act == (true, true)).count();
        let case = house.case(100 + key).await;
        assert_eq!(case.version, 2, "one act was done");
        if case.row.taken_back {
            // All three who take it back want the same.
            assert_eq!((taken, back, case.row.state), (0, 3, CaseState::Done));
        } else {
            assert_eq!((taken, back, case.row.state), (1, 0, CaseState::Taken));
        }
        let messages = 1 + usize::from(case.row.taken_back);
        assert_eq!(case.messages.len(), messages);
    }
}

pub async fn what_somebody_has_begun_with_stays(world: Arc<World>) {
    let house = House::new(world).await;
    let not = |why| TookBack::Not(why);
    house.send(7).await;
    house.change(0, 7, &house.take(0, 1)).await;
    assert_eq!(house.take_back(7, 50).await, not(WhyNot::Begun));
    let stands = house.thread(7).await.taking_back;
    assert_eq!(stands, TakingBack::Not(WhyNot::Begun));
    // Put back unanswered, it is new.
    let release = CaseChange {
        state: CaseState::New,
        assignee: None,
        ..house.take(0, 2)
    };
    house.change(0, 7, &release).await;
    assert_eq!(house.take_back(7, 50).await, TookBack::Done);

    house.send(8).await;
    house.change(0, 8, &house.answer(0, 1, 60)).await;
    assert_eq!(house.take_back(8, 51).await, not(WhyNot::Answered));
    assert_eq!(house.reply(8, 61).await, Sent::Done);
    assert_eq!(house.take_back(8, 51).await, not(WhyNot::Answered));
    house.send(9).await;
    house.close(9, 1).await;
    assert_eq!(house.take_back(9, 52).await, not(WhyNot::Closed));
    assert_eq!(house.count("messages WHERE event = 'taken-back'").await, 1);
    assert_eq!(house.count("cases WHERE taken_back").await, 1);

    // Who has it open is told, whatever is done with it.
    for change in [house.take(0, 3), house.answer(0, 3, 70)] {
        assert_eq!(house.change(0, 7, &change).await, Changed::Conflict);
    }
}

/// Both may act for the child; another guardian is told of it without a name (feature B7).
pub async fn either_guardian_takes_it_back(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    let number = people::child(0);
    let other = house.world.guardian(4, &[number]).await;
    let link = house.world.add(&other, number).await;
    let others = house.of(&other, link);
    house.world.a_second_passes();
    assert_eq!(others.take_back(7, 50).await, TookBack::Done);
    let event = Some(MessageEvent::TakenBack);
    let own = Author::Guardian(other.display_name());
    assert_eq!(others.told().await[1], (own, event));
    assert_eq!(house.told().await[1], (Author::OtherGuardian, event));
    let entries = "access_log WHERE action = 'test.act' AND capacity = 'guardian'";
    assert_eq!(house.count(entries).await, 2, "R-G10: each for itself");
}

/// R-G7: that it was taken back stays, for it is the child's; by whom is not told.
pub async fn of_a_protected_guardian_nothing_is_told(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    assert_eq!(house.take_back(7, 50).await, TookBack::Done);
    let number = people::child(0);
    let other = house.world.guardian(4, &[number]).await;
    let link = house.world.add(&other, number).await;
    let record = RegisterRecord {
        protection: Protection::Confidential,
        ..people::guardian(0, &[number])
    };
    house.world.keep(&record).await;
    let thread = house.of(&other, link).thread(7).await;
    assert!(thread.taking_back.is_done());
    let told: Vec<_> = thread
        .messages
        .into_iter()
        .map(|message| (message.author, message.event, message.body))
        .collect();
    let event = Some(MessageEvent::TakenBack);
    assert_eq!(told, [(Author::Unnamed, event, String::new())]);
}

pub async fn what_is_written_in_again_is_new(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    assert_eq!(house.take_back(7, 50).await, TookBack::Done);
    assert_eq!(house.reply(7, 60).await, Sent::Done);
    let case = house.case(7).await;
    assert_eq!(case.row.state, CaseState::New);
    assert!(!case.row.taken_back);
    // The form that was sent before, once more: that was done then.
    assert_eq!(house.take_back(7, 50).await, TookBack::Done);
    assert_eq!(house.case(7).await.row.state, CaseState::New);
    assert_eq!(house.thread(7).await.taking_back, TakingBack::Open);
    assert_eq!(house.take_back(7, 51).await, TookBack::Done);
    assert_eq!(house.case(7).await.row.state, CaseState::Done);
    // Staff can open it again.
    let version = house.case(7).await.version;
    let opened = house.change(0, 7, &house.take(0, version)).await;
    assert_eq!(opened, Changed::Done);
    assert!(!house.case(7).await.row.taken_back);
}

pub async fn what_others_have_sent_is_not_there(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    let stranger = house.world.guardian(4, &[]).await;
    for actor in [&stranger, &house.guardian] {
        let own = Subject::Myself;
        let back = house.take_back_as(actor, own, 7, 50).await;
        assert_eq!(back, TookBack::NotFound);
        let acting = house.world.acting(actor, own).await;
        let store = house.world.store();
        let kind = store.errand_kind(&acting, ThreadId(uuid(7))).await;
        assert_eq!(kind.unwrap(), None);
    }
    let subject = Subject::Child(house.link);
    let acting = house.world.acting(&house.guardian, subject).await;
    let store = house.world.store();
    let kind = store.errand_kind(&acting, ThreadId(uuid(7))).await;
    assert_eq!(kind.unwrap(), Some(OnlineService::Message));
    assert_eq!(
        house.take_back(8, 50).await,
        TookBack::NotFound,
        "no thread"
    );
    house.reply(7, 60).await;
    assert_eq!(house.take_back(7, 60).await, TookBack::NotFound, "a key");
    assert_eq!(house.case(7).await.version, 2);
}

/// What the clinic wrote first is nobody's to take back, though nobody has answered what was said to it.
pub async fn what_the_clinic_began_is_not_taken_back(world: Arc<World>) {
    let house = House::new(world).await;
    let world = &house.world;
    let child = world.store().person_by_number(people::child(0)).await;
    let seed = SeedRows {
        at: now(),
        threads: vec![SeedThread {
            id: ThreadId(uuid(7)),
            person: child.unwrap().unwrap().id,
            unit: house.unit,
            subject: "Provsvar".to_owned(),
            unread: false,
            archived: false,
            messages: vec![world.message(Author::Staff("Eva Ek".to_owned()), -60)],
        }],
        ..SeedRows::default()
    };
    world.open.import.seed(&seed).await.unwrap();
    let not = TookBack::Not(WhyNot::NotSent);
    assert_eq!(house.take_back(7, 50).await, not);
    assert_eq!(house.reply(7, 60).await, Sent::Done);
    assert_eq!(house.take_back(7, 50).await, not);
    assert_eq!(house.count("messages").await, 2);
}

pub async fn a_taking_back_whose_log_fails_is_undone(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    let subject = Subject::Child(house.link);
    let acting = house.world.acting(&house.guardian, subject).await;
    house.world.break_log().await;
    let (thread, message) = (ThreadId(uuid(7)), MessageId(uuid(50)));
    let back = house.world.store().take_back(acting, thread, message).await;
    assert!(back.is_err());
    house.world.mend_log().await;
    assert_eq!(house.count("messages").await, 1);
    let case = house.case(7).await;
    assert_eq!((case.row.state, case.version), (CaseState::New, 1));

    let reading = house.world.reading(&house.guardian, subject, Area::Inbox);
    let store = house.world.store();
    let thread = store.thread(&reading.await, thread).await.unwrap();
    assert_eq!(thread.unwrap().taking_back, TakingBack::Open);
}
