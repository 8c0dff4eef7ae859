//! A unit's blocks (R-J7).

use std::sync::Arc;

use domain::access::Area;
use domain::draft::{DraftPlace, NewDraft};
use domain::id::{PersonId, RulingId, ThreadId};
use domain::inbox::Author;
use domain::message::FormKey;
use domain::person::Person;
use domain::ruling::RulingKind;
use jiff::civil::Date;
use service::access::Subject;
use service::access::staff::{AtDesk, PersonActing, act_on_person, at_desk, read_case};
use service::ports::store::{Kept, NewRuling, RulingRow};

use crate::errands::{House, uuid};
use crate::notices;
use crate::people::{self, child, custody};
use crate::world::World;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

impl House {
    async fn the_child(&self) -> Person {
        let child = self.world.store().person_by_number(child(0)).await;
        child.unwrap().unwrap()
    }

    async fn about(&self, child: PersonId) -> PersonActing {
        let (services, session) = (&self.world.services, self.world.session(&self.staff[0].0));
        let unit = self.unit;
        let acting = act_on_person(services, &session, unit, child, None, "test.rule", true);
        acting.await.unwrap()
    }

    fn block(key: u128, guardian: &Person, child: &Person) -> NewRuling {
        NewRuling {
            id: RulingId(uuid(key)),
            kind: RulingKind::Block,
            actor: guardian.id,
            subject: child.id,
            from: day("2024-05-14"),
            until: None,
            review_on: Some(day("2024-08-14")),
            reason: "harm",
        }
    }

    /// The guardian is kept from the child.
    async fn keep_out(&self, key: u128) {
        let child = self.the_child().await;
        let block = Self::block(key, &self.guardian, &child);
        let acting = self.about(child.id).await;
        let made = self.world.store().make_ruling(acting, &block).await;
        made.unwrap();
    }

    async fn end(&self, key: u128) -> bool {
        let acting = self.about(self.the_child().await.id).await;
        let store = self.world.store();
        let ended = store.end_ruling(acting, RulingId(uuid(key)), "over").await;
        ended.unwrap()
    }

    async fn desk(&self, who: usize) -> AtDesk {
        let unit = if who == 2 { self.elsewhere } else { self.unit };
        let session = self.world.session(&self.staff[who].0);
        let desk = at_desk(&self.world.services, &session, unit, "test.look").await;
        desk.unwrap()
    }

    async fn holding(&self, who: usize) -> Vec<RulingRow> {
        let desk = self.desk(who).await;
        let rows = self.world.store().holding_blocks(&desk).await;
        rows.unwrap()
    }

    async fn links(&self) -> usize {
        let links = self.world.store().links(self.guardian.id).await;
        links.unwrap().len()
    }

    async fn write_draft(&self, guardian: &Person, subject: Subject) -> Kept {
        let draft = NewDraft {
            key: FormKey(self.world.id()),
            subject: "Hosta".to_owned(),
            text: "Han hostar".to_owned(),
            seen: 0,
        };
        let acting = self.world.acting(guardian, subject).await;
        let place = DraftPlace::Unit(self.unit);
        let kept = self.world.store().keep_draft(acting, place, &draft).await;
        kept.unwrap()
    }
}

/// R-G9: the child leaves the list, and what was begun about it is gone; what others have stays.
pub async fn a_block_takes_the_link_and_what_was_begun(world: Arc<World>) {
    let house = House::new(world).await;
    let other = house.world.guardian(4, &[child(0)]).await;
    let others = Subject::Child(house.world.add(&other, child(0)).await);
    let own = Subject::Child(house.link);
    for (guardian, subject) in [
        (&house.guardian, own),
        (&house.guardian, Subject::Myself),
        (&other, others),
    ] {
        assert_eq!(house.write_draft(guardian, subject).await, Kept::Kept);
    }
    assert_eq!((house.links().await, house.count("drafts").await), (1, 3));

    house.keep_out(7).await;
    house.keep_out(7).await;
    assert_eq!((house.links().await, house.count("drafts").await), (0, 2));
    assert_eq!(house.count("rulings").await, 1, "sent twice is once");
    let logged = "access_log WHERE action = 'test.rule'";
    assert_eq!(house.count(logged).await, 1);
    assert_eq!(house.world.store().links(other.id).await.unwrap().len(), 1);
    // R-G9: nor is it added again, until the block is ended.
    assert_eq!(house.world.try_add(&house.guardian, child(0)).await, None);
    assert!(house.end(7).await);
    assert!(!house.end(7).await, "by another");
    let again = house.world.try_add(&house.guardian, child(0)).await;
    assert!(again.is_some_and(|again| again != house.link));
}

/// R-G9: whatever waits to be sent to it, and whatever comes after.
pub async fn who_is_blocked_hears_nothing(world: Arc<World>) {
    let house = notices::House::confirmed(world).await;
    let other = house.other(4).await;
    house.clinic.answer_once(1).await;
    let waiting = "outbox WHERE state = 'waiting'";
    assert_eq!(house.world.database.count(waiting).await, 2, "for each");
    house.clinic.keep_out(7).await;
    assert_eq!(house.sent().await, 1, "the other guardian's");
    let dropped = "outbox WHERE state = 'dropped'";
    assert_eq!(house.world.database.count(dropped).await, 1);
    other.clinic.answer_once(2).await;
    assert_eq!(other.sent().await, 1);
    assert_eq!(house.world.database.count(dropped).await, 2);
}

pub async fn a_unit_sees_its_own_blocks_only(world: Arc<World>) {
    let house = House::new(world).await;
    house.keep_out(7).await;
    let rows = house.holding(1).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].id, RulingId(uuid(7)));
    assert_eq!(
        (&rows[0].actor, &rows[0].subject),
        (&house.guardian, &house.the_child().await)
    );
    assert!(house.holding(2).await.is_empty());

    let due = async |who: usize, today: &str| {
        let (desk, store) = (house.desk(who).await, house.world.store());
        store.blocks_due(&desk, day(today)).await.unwrap()
    };
    assert_eq!(due(0, "2024-08-13").await, 0);
    assert_eq!(due(0, "2024-08-14").await, 1, "on its day");
    assert_eq!(due(2, "2024-08-14").await, 0);

    let ended = async |who: usize| {
        let (desk, store) = (house.desk(who).await, house.world.store());
        store.ended_blocks(&desk).await.unwrap()
    };
    assert!(ended(0).await.is_empty());
    assert!(house.end(7).await);
    assert!(house.holding(0).await.is_empty());
    assert_eq!(due(0, "2024-08-14").await, 0);
    let rows = ended(0).await;
    assert_eq!(rows.len(), 1);
    let reason = rows[0].end.as_ref().map(|end| end.reason.as_str());
    assert_eq!(reason, Some("over"));
    assert!(ended(2).await.is_empty());
}

/// R-G9: who is a guardian of the child as well, or is kept out itself, finds nothing at work.
pub async fn whom_a_block_concerns_is_not_shown_it_at_work(world: Arc<World>) {
    let house = House::new(world).await;
    house.keep_out(7).await;
    let seen = async |who: usize| {
        let (desk, store) = (house.desk(who).await, house.world.store());
        let due = store.blocks_due(&desk, day("2024-08-14")).await.unwrap();
        let ended = store.ended_blocks(&desk).await.unwrap().len();
        (house.holding(who).await.len(), due, ended)
    };
    assert_eq!((seen(0).await, seen(1).await), ((1, 1, 0), (1, 1, 0)));
    let guardian = people::guardian(2, &[child(0)]);
    house.world.keep(&guardian).await;
    assert_eq!((seen(0).await, seen(1).await), ((1, 1, 0), (0, 0, 0)));
    assert!(house.end(7).await);
    assert_eq!((seen(0).await, seen(1).await), ((0, 0, 1), (0, 0, 0)));
}

/// Of two who look at it again at once the second is told.
pub async fn a_review_is_put_off_once(world: Arc<World>) {
    let house = House::new(world).await;
    house.keep_out(7).await;
    let child = house.the_child().await.id;
    let keep = async |seen: &str, on: &str| {
        let acting = house.about(child).await;
        let (store, block) = (house.world.store(), RulingId(uuid(7)));
        store
            .keep_block(acting, block, day(seen), day(on))
            .await
            .unwrap()
    };
    assert!(keep("2024-08-14", "2024-11-14").await);
    assert!(!keep("2024-08-14", "2025-01-14").await);
    assert_eq!(house.holding(0).await[0].review_on, Some(day("2024-11-14")));
    assert!(house.end(7).await);
    assert!(!keep("2024-11-14", "2025-01-14").await, "it is over");
    let logged = "access_log WHERE action = 'test.rule'";
    assert_eq!(house.count(logged).await, 3, "what was not done is no act");
}

/// R-G1, R-G6: those whom the register has been asked about, while they have custody.
pub async fn guardians_are_found_by_the_childs_number(world: Arc<World>) {
    let house = House::new(world).await;
    let last = Some(day("2024-05-31"));
    let other = house.world.keep(&people::guardian(4, &[])).await;
    let guardian_of = vec![custody(child(0), last), custody(child(1), None)];
    let record = service::ports::register::RegisterRecord {
        guardian_of,
        ..people::guardian(4, &[])
    };
    house.world.keep(&record).await;
    let found = async |number, today: &str| {
        let (desk, store) = (house.desk(0).await, house.world.store());
        let found = store.guardians_of(&desk, number, day(today)).await.unwrap();
        let mut found: Vec<_> = found.iter().map(|person| person.id).collect();
        found.sort_unstable();
        found
    };
    let mut both = vec![house.guardian.id, other.id];
    both.sort_unstable();
    assert_eq!(found(child(0), "2024-05-31").await, both);
    assert_eq!(found(child(0), "2024-06-01").await, [house.guardian.id]);
    assert_eq!(found(child(1), "2024-06-01").await, [other.id]);
    assert_eq!(found(child(2), "2024-06-01").await, []);
}

/// R-C2, B10.
pub async fn the_guardian_of_a_case_is_known(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    house.send_as(&house.guardian, Subject::Myself, 8).await;
    let opened_by = async |thread: u128| {
        let session = house.world.session(&house.staff[0].0);
        let thread = ThreadId(uuid(thread));
        let services = &house.world.services;
        let reading = read_case(services, &session, house.unit, thread, "test.read").await;
        let store = house.world.store();
        store.case_guardian(&reading.unwrap()).await.unwrap()
    };
    assert_eq!(opened_by(7).await, Some((house.guardian.clone(), false)));
    assert_eq!(opened_by(8).await, None, "for itself");
    house.keep_out(9).await;
    assert_eq!(opened_by(7).await, Some((house.guardian.clone(), true)));
    assert!(house.end(9).await);
    assert_eq!(opened_by(7).await, Some((house.guardian.clone(), false)));
}

/// B7: that something was done stays, for it is the child's; by whom is not told to the other guardian.
pub async fn no_note_tells_of_one_who_is_blocked(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    let happened = "UPDATE messages SET event = 'certificate-ordered'";
    house.world.database.execute(happened).await;
    let other = house.world.guardian(4, &[child(0)]).await;
    let others = Subject::Child(house.world.add(&other, child(0)).await);
    let told = async || {
        let reading = house.world.reading(&other, others, Area::Inbox).await;
        let store = house.world.store();
        let found = store.thread(&reading, ThreadId(uuid(7))).await.unwrap();
        let mut messages = found.unwrap().messages.into_iter();
        messages.next().map(|message| message.author)
    };
    assert_eq!(told().await, Some(Author::OtherGuardian));
    house.keep_out(9).await;
    assert_eq!(told().await, Some(Author::Unnamed));
    assert!(house.end(9).await);
    assert_eq!(told().await, Some(Author::OtherGuardian));
}

/// Invariant 3.
pub async fn a_block_whose_log_fails_is_undone(world: Arc<World>) {
    let house = House::new(world).await;
    let own = Subject::Child(house.link);
    assert_eq!(house.write_draft(&house.guardian, own).await, Kept::Kept);
    let child = house.the_child().await;
    let block = House::block(7, &house.guardian, &child);
    let acting = house.about(child.id).await;
    house.world.break_log().await;
    let store = house.world.store();
    assert!(store.make_ruling(acting, &block).await.is_err());
    house.world.mend_log().await;
    assert_eq!((house.links().await, house.count("drafts").await), (1, 1));
    assert_eq!(house.count("rulings").await, 0);

    house.keep_out(7).await;
    let (seen, on) = (day("2024-08-14"), day("2024-11-14"));
    let acting = house.about(child.id).await;
    house.world.break_log().await;
    let kept = store.keep_block(acting, block.id, seen, on).await;
    assert!(kept.is_err());
    house.world.mend_log().await;
    assert_eq!(house.holding(0).await[0].review_on, Some(seen));
}
