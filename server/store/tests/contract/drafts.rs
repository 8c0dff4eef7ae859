//! What is being written and not sent yet.

use std::sync::Arc;

use domain::contact::OnlineService;
use domain::draft::{DraftPlace, DraftSummary, NewDraft};
use domain::id::ThreadId;
use domain::message::FormKey;
use domain::person::Person;
use jiff::SignedDuration;
use service::access::Subject;
use service::access::staff::act_at_desk;
use service::ports::store::{Kept, Sent};
use tokio::task::JoinSet;

use crate::errands::{House, uuid};
use crate::people;
use crate::world::{World, at, now};

fn text(key: u128, text: &str) -> NewDraft {
    NewDraft {
        key: FormKey(uuid(key)),
        subject: "Hosta".to_owned(),
        text: text.to_owned(),
        seen: 0,
    }
}

impl House {
    fn child(&self) -> Subject {
        Subject::Child(self.link)
    }

    fn new_message(&self) -> DraftPlace {
        DraftPlace::Unit(self.unit)
    }

    async fn keep(&self, place: DraftPlace, draft: &NewDraft) -> Kept {
        let acting = self.world.acting(&self.guardian, self.child()).await;
        let kept = self.world.store().keep_draft(acting, place, draft).await;
        kept.unwrap()
    }

    async fn forget(&self, place: DraftPlace) {
        let acting = self.world.acting(&self.guardian, self.child()).await;
        let forgotten = self.world.store().forget_draft(acting, place).await;
        forgotten.unwrap();
    }

    /// The text of what somebody is writing there.
    async fn begun(&self, actor: &Person, subject: Subject, place: DraftPlace) -> Option<String> {
        let acting = self.world.acting(actor, subject).await;
        let draft = self.world.store().draft(&acting, place).await.unwrap();
        draft.map(|draft| draft.text)
    }

    async fn own(&self, place: DraftPlace) -> Option<String> {
        self.begun(&self.guardian, self.child(), place).await
    }

    async fn version(&self, place: DraftPlace) -> u32 {
        let acting = self.world.acting(&self.guardian, self.child()).await;
        let draft = self.world.store().draft(&acting, place).await.unwrap();
        draft.unwrap().version
    }

    async fn all_begun(&self) -> Vec<DraftSummary> {
        let acting = self.world.acting(&self.guardian, self.child()).await;
        self.world.store().drafts(&acting, 10).await.unwrap()
    }

    async fn drafts(&self) -> i64 {
        self.world.database.count("drafts").await
    }
}

/// Neither the other guardian, nor the child itself, nor the same writer about somebody else.
pub async fn a_draft_is_its_writers_only(world: Arc<World>) {
    let house = House::new(world).await;
    let place = house.new_message();
    assert_eq!(house.keep(place, &text(7, "Han hostar")).await, Kept::Kept);
    assert_eq!(house.own(place).await.as_deref(), Some("Han hostar"));

    let other = house.world.guardian(4, &[people::child(0)]).await;
    let link = Subject::Child(house.world.add(&other, people::child(0)).await);
    assert_eq!(house.begun(&other, link, place).await, None);
    let acting = house.world.acting(&other, link).await;
    let listed = house.world.store().drafts(&acting, 10).await.unwrap();
    assert_eq!(listed, []);
    let myself = house.begun(&house.guardian, Subject::Myself, place).await;
    assert_eq!(myself, None);
    let elsewhere = DraftPlace::Unit(house.elsewhere);
    assert_eq!(house.own(elsewhere).await, None);

    // What others do there does not touch it.
    let acting = house.world.acting(&other, link).await;
    let store = house.world.store();
    store.forget_draft(acting, place).await.unwrap();
    assert_eq!(house.own(place).await.as_deref(), Some("Han hostar"));
}

pub async fn a_draft_is_begun_once_however_often_it_is_kept(world: Arc<World>) {
    let house = House::new(world).await;
    let place = house.new_message();
    for written in ["H", "Ha", "Han"] {
        house.world.a_second_passes();
        assert_eq!(house.keep(place, &text(7, written)).await, Kept::Kept);
    }
    assert_eq!(house.own(place).await.as_deref(), Some("Han"));
    assert_eq!((house.drafts().await, house.world.acts().await), (1, 1));
    let listed = house.all_begun().await;
    assert_eq!(listed[0].saved, at(3).into(), "when it was kept last");

    house.forget(place).await;
    assert_eq!((house.drafts().await, house.world.acts().await), (0, 2));
    house.forget(place).await;
    assert_eq!(house.world.acts().await, 2, "there was nothing to forget");
}

/// Two tabs, or a phone and a computer: the one that was opened before the other wrote keeps nothing.
pub async fn the_newer_of_two_drafts_stays(world: Arc<World>) {
    let house = House::new(world).await;
    let place = house.new_message();
    assert_eq!(house.keep(place, &text(7, "Han")).await, Kept::Kept);
    let shown = house.version(place).await;
    let other = |text_now| NewDraft {
        seen: shown,
        ..text(8, text_now)
    };
    assert_eq!(house.keep(place, &text(7, "Han ho")).await, Kept::Kept);
    assert_eq!(house.keep(place, &other("Hon")).await, Kept::Newer);
    assert_eq!(house.keep(place, &other("")).await, Kept::Newer);
    assert_eq!(house.own(place).await.as_deref(), Some("Han ho"));

    // The page is loaded anew there, and then the first tab is the older one.
    let reloaded = |text_now| NewDraft {
        seen: shown + 1,
        ..text(9, text_now)
    };
    assert_eq!(house.version(place).await, shown + 1);
    for written in ["Han hostar", "Han hostar mycket"] {
        assert_eq!(house.keep(place, &reloaded(written)).await, Kept::Kept);
    }
    assert_eq!(house.keep(place, &text(7, "Han hos")).await, Kept::Newer);
    let newest = house.own(place).await;
    assert_eq!(newest.as_deref(), Some("Han hostar mycket"));

    // What is not there any more is not newer than anything.
    house.forget(place).await;
    assert_eq!(house.keep(place, &text(7, "Han hos")).await, Kept::Kept);
}

pub async fn what_is_empty_is_forgotten(world: Arc<World>) {
    let house = House::new(world).await;
    let empty = NewDraft {
        subject: String::new(),
        ..text(7, "")
    };
    let place = house.new_message();
    assert_eq!(house.keep(place, &empty).await, Kept::Nothing);
    house.keep(place, &text(7, "Han")).await;
    assert_eq!(house.keep(place, &empty).await, Kept::Nothing);
    assert_eq!(house.drafts().await, 0);
}

/// With the transaction that sends it; and what is kept late does not bring it back.
pub async fn sending_forgets_it(world: Arc<World>) {
    let house = House::new(world).await;
    let (message, reply) = (house.new_message(), DraftPlace::Thread(ThreadId(uuid(7))));
    house.keep(message, &text(7, "Han hostar")).await;
    assert_eq!(house.send(7).await, Sent::Done);
    assert_eq!(house.own(message).await, None);
    assert_eq!(house.keep(message, &text(7, "Han")).await, Kept::Nothing);

    house.keep(reply, &text(8, "Mer")).await;
    house.keep(message, &text(9, "En annan fråga")).await;
    assert_eq!(house.reply(7, 8).await, Sent::Done);
    assert_eq!(house.own(reply).await, None);
    assert_eq!(house.keep(reply, &text(8, "Me")).await, Kept::Nothing);
    let other = house.own(message).await;
    assert_eq!(other.as_deref(), Some("En annan fråga"), "it is not sent");
}

pub async fn what_is_not_sent_stays(world: Arc<World>) {
    let house = House::new(world).await;
    let place = house.new_message();
    house.keep(place, &text(7, "Han hostar")).await;
    let acting = house.world.acting(&house.guardian, house.child()).await;
    house.world.break_log().await;
    let message = domain::message::NewMessage {
        thread: ThreadId(uuid(7)),
        subject: "Hosta".to_owned(),
        text: "Han hostar".to_owned(),
    };
    let first = domain::id::MessageId(house.world.id());
    let store = house.world.store();
    let sent = store.start_thread(acting, house.unit, &message, first, &[]);
    assert!(sent.await.is_err());
    house.world.mend_log().await;
    assert_eq!(house.own(place).await.as_deref(), Some("Han hostar"));
}

/// The page keeps by itself while one presses the button: whichever comes first, nothing is left.
pub async fn keeping_and_sending_at_once_leaves_no_draft(world: Arc<World>) {
    let house = Arc::new(House::new(world).await);
    let mut acts = JoinSet::new();
    for key in 1..=20_u128 {
        for nth in 0..4 {
            let house = house.clone();
            acts.spawn(async move {
                if nth == 2 {
                    assert_eq!(house.send(key).await, Sent::Done);
                } else {
                    house.keep(house.new_message(), &text(key, "Han")).await;
                }
            });
        }
    }
    acts.join_all().await;
    assert_eq!(house.drafts().await, 0);
    assert_eq!(house.world.database.count("threads").await, 20);
}

pub async fn only_what_could_be_sent_is_kept(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    let stranger = house.world.guardian(4, &[]).await;
    let (own, others) = (ThreadId(uuid(7)), ThreadId(uuid(8)));
    house.send_as(&stranger, Subject::Myself, 8).await;
    let none = DraftPlace::Thread(others);
    assert_eq!(house.keep(none, &text(9, "Mer")).await, Kept::NotFound);
    let places = [house.new_message(), DraftPlace::Thread(own)];
    for (place, key) in places.into_iter().zip([10, 11]) {
        assert_eq!(house.keep(place, &text(key, "Mer")).await, Kept::Kept);
    }
    assert_eq!(house.all_begun().await.len(), 2);

    // R-E7.
    let session = house.world.session(&house.staff[0].0);
    let services = &house.world.services;
    let acting = act_at_desk(services, &session, house.unit, "test.offers", true).await;
    let store = house.world.store();
    let offers = [OnlineService::Booking];
    let offered = store.set_offers(acting.unwrap(), &offers, &[]);
    offered.await.unwrap();
    for place in places {
        assert_eq!(house.keep(place, &text(12, "Mer")).await, Kept::NotOffered);
    }
    assert_eq!(
        house.all_begun().await,
        [],
        "nothing leads to a closed door"
    );
}

pub async fn drafts_are_listed_newest_first(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    let thread = DraftPlace::Thread(ThreadId(uuid(7)));
    let untitled = NewDraft {
        subject: String::new(),
        ..text(9, "Hej")
    };
    house.keep(house.new_message(), &untitled).await;
    house.world.a_second_passes();
    house.keep(thread, &text(8, "Mer")).await;

    let listed = house.all_begun().await;
    let listed: Vec<_> = listed
        .iter()
        .map(|draft| (draft.place, draft.unit.as_str(), draft.subject.as_str()))
        .collect();
    assert_eq!(
        listed,
        [
            (thread, "Barnhälsan", "Hosta"),
            (house.new_message(), "Barnhälsan", ""),
        ]
    );
}

pub async fn old_drafts_are_pruned(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    house.keep(house.new_message(), &text(9, "Hej")).await;
    house.world.pass(SignedDuration::from_hours(29 * 24));
    let thread = DraftPlace::Thread(ThreadId(uuid(7)));
    house.keep(thread, &text(8, "Mer")).await;
    let services = &house.world.services;
    assert_eq!(service::drafts::prune(services).await.unwrap(), 0);
    house.world.pass(SignedDuration::from_hours(24 + 1));
    assert_eq!(service::drafts::prune(services).await.unwrap(), 1);
    assert_eq!(house.own(thread).await.as_deref(), Some("Mer"));
    let store = house.world.store();
    assert_eq!(store.prune_drafts(now()).await.unwrap(), 0);
}

/// Invariant 3.
pub async fn a_draft_whose_log_fails_is_undone(world: Arc<World>) {
    let house = House::new(world).await;
    let acting = house.world.acting(&house.guardian, house.child()).await;
    house.world.break_log().await;
    let (place, draft) = (house.new_message(), text(7, "Hej"));
    let store = house.world.store();
    let kept = store.keep_draft(acting, place, &draft).await;
    assert!(kept.is_err());
    assert_eq!(house.drafts().await, 0);
}
