//! Times, and who gets them (R-E1, R-E2).

use std::sync::Arc;

use domain::access::Area;
use domain::booking::opening::OpenForm;
use domain::booking::{Allowed, VisitKind};
use domain::draft::{DraftPlace, NewDraft};
use domain::id::{LinkId, MessageId, SlotId, StaffId, ThreadId, UnitId};
use domain::inbox::{Author, InboxAsked, InboxForm, MessageEvent};
use domain::message::{FormKey, NewMessage};
use domain::person::{Person, Protection};
use domain::staff::Role;
use jiff::{SignedDuration, Timestamp};
use service::access::staff::{AtDeskActing, act_at_desk, act_on_case, at_desk};
use service::access::{Acting, Reading, Subject};
use service::ports::register::RegisterRecord;
use service::ports::store::{
    Booked, BookingRow, DeskSlotRow, NewBooking, NewOffer, NewTimes, Replaced, StaffRow, Wanted,
};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::people;
use crate::world::{World, at, now};

/// The times begin a week from now, half an hour after each other.
const WEEK: i64 = 7 * 86_400;

/// A family, and a unit where somebody opens times.
pub struct Clinic {
    world: Arc<World>,
    guardian: Person,
    link: LinkId,
    unit: UnitId,
    staff: Person,
    staff_id: StaffId,
}

impl Clinic {
    async fn new(world: Arc<World>) -> Self {
        let (guardian, _, link) = world.family(0).await;
        Self::around(&world, &guardian, link, 1).await
    }

    /// A unit for a family that is there; the `nth` person works at it.
    pub async fn around(world: &Arc<World>, guardian: &Person, link: LinkId, nth: usize) -> Self {
        let (world, guardian) = (world.clone(), guardian.clone());
        let staff = world.guardian(nth, &[]).await;
        let mut seed = world.clinic(&["Barnhälsan"]);
        let unit = seed.units[0].id;
        let staff_id = StaffId(world.id());
        seed.staff.push(StaffRow {
            id: staff_id,
            person: staff.id,
            title: "sjuksköterska".to_owned(),
            unit,
            role: Role::Member,
        });
        world.open.import.seed(&seed).await.unwrap();
        Self {
            world,
            guardian,
            link,
            unit,
            staff,
            staff_id,
        }
    }

    /// Opens so many times in a row; they may be changed until a day before.
    async fn open(&self, count: i64) -> Vec<SlotId> {
        let opened = self.try_open(1, count, Some(self.staff_id)).await;
        assert_eq!(opened, usize::try_from(count).unwrap());
        let rows = self.shown().await;
        rows.iter().map(|row| row.slot.slot).collect()
    }

    async fn try_open(&self, key: u128, count: i64, with: Option<StaffId>) -> usize {
        self.open_from(key, WEEK, count, with).await
    }

    /// Opens one time, so many seconds from the beginning.
    pub async fn open_at(&self, key: u128, seconds: i64) -> SlotId {
        assert_eq!(self.open_from(key, seconds, 1, None).await, 1);
        let rows = self.shown().await;
        let row = rows.iter().find(|row| row.slot.starts == at(seconds));
        row.unwrap().slot.slot
    }

    /// The same, beside others at the same time.
    pub async fn open_from_now(&self, key: u128, seconds: i64) -> SlotId {
        let before: Vec<_> = self.shown().await;
        assert_eq!(self.open_from(key, seconds, 1, None).await, 1);
        let rows = self.shown().await;
        let known = |slot: SlotId| before.iter().any(|row| row.slot.slot == slot);
        let row = rows.iter().find(|row| !known(row.slot.slot));
        row.unwrap().slot.slot
    }

    async fn open_from(&self, key: u128, from: i64, count: i64, with: Option<StaffId>) -> usize {
        let times = (0..count).map(|nth| {
            let starts = at(from + nth * 1_800);
            (starts, starts + SignedDuration::from_mins(30))
        });
        let form = OpenForm {
            key: FormKey(Uuid::from_u128(key)),
            kind: VisitKind::Visit,
            title: "Läkarbesök".to_owned(),
            with: String::new(),
            allowed: Allowed {
                cancel: true,
                rebook: true,
                hours: 24,
            },
            times: times.collect(),
        };
        let session = self.world.session(&self.staff);
        let services = &self.world.services;
        let acting = act_at_desk(services, &session, self.unit, "test.open", false).await;
        let store = self.world.store();
        store
            .open_times(acting.unwrap(), &form, with)
            .await
            .unwrap()
    }

    /// What the unit's staff sees.
    async fn shown(&self) -> Vec<DeskSlotRow> {
        let session = self.world.session(&self.staff);
        let desk = at_desk(&self.world.services, &session, self.unit, "test.times").await;
        let store = self.world.store();
        store
            .desk_times(&desk.unwrap(), at(0), at(10 * WEEK), 1_000)
            .await
            .unwrap()
    }

    fn child(&self) -> Subject {
        Subject::Child(self.link)
    }

    async fn at_desk(&self) -> AtDeskActing {
        let session = self.world.session(&self.staff);
        let services = &self.world.services;
        let acting = act_at_desk(services, &session, self.unit, "test.change", false).await;
        acting.unwrap()
    }

    async fn acting(&self) -> Acting {
        self.world.acting(&self.guardian, self.child()).await
    }

    async fn reading(&self) -> Reading {
        let child = self.child();
        self.world.reading(&self.guardian, child, Area::Inbox).await
    }

    pub async fn book(&self, key: u128, slot: SlotId) -> Booked {
        self.book_as(self.acting().await, key, slot).await
    }

    pub async fn book_as(&self, acting: Acting, key: u128, slot: SlotId) -> Booked {
        let booking = NewBooking {
            thread: thread(key),
            unit: self.unit,
            slot,
            first: MessageId(self.world.id()),
            text: "Hostar".to_owned(),
        };
        self.world.store().book(acting, &booking).await.unwrap()
    }

    pub async fn move_to(&self, key: u128, slot: SlotId, message: u128) -> Booked {
        let message = MessageId(Uuid::from_u128(message));
        let acting = self.acting().await;
        let store = self.world.store();
        let moved = store.move_booking(acting, thread(key), slot, message);
        moved.await.unwrap()
    }

    pub async fn cancel(&self, key: u128, message: u128) -> Booked {
        let message = MessageId(Uuid::from_u128(message));
        let acting = self.acting().await;
        let store = self.world.store();
        store.cancel(acting, thread(key), message).await.unwrap()
    }

    /// The clinic cancels the booking.
    pub async fn cancel_for_unit(&self, key: u128, message: u128) -> Booked {
        let session = self.world.session(&self.staff);
        let services = &self.world.services;
        let case = act_on_case(services, &session, self.unit, thread(key), "test.cancel").await;
        let message = MessageId(Uuid::from_u128(message));
        let store = self.world.store();
        store
            .cancel_for_unit(case.unwrap(), message, "Eva Ek", "Sjukdom")
            .await
            .unwrap()
    }

    async fn booking(&self, key: u128) -> Option<BookingRow> {
        let reading = self.reading().await;
        let store = self.world.store();
        store.booking(&reading, thread(key)).await.unwrap()
    }

    async fn free(&self) -> Vec<SlotId> {
        self.free_for(&self.guardian, self.child()).await
    }

    async fn free_for(&self, actor: &Person, subject: Subject) -> Vec<SlotId> {
        let reading = self.world.reading(actor, subject, Area::Contact).await;
        let wanted = self.wanted();
        let rows = self.world.store().free_times(&reading, &wanted, 100).await;
        rows.unwrap().iter().map(|row| row.slot).collect()
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            unit: self.unit,
            from: self.now(),
            until: Timestamp::MAX,
            kind: None,
            with: None,
            now: self.now(),
        }
    }

    fn now(&self) -> Timestamp {
        self.world.services.clock.now()
    }

    async fn count(&self, what: &str) -> i64 {
        self.world.database.count(what).await
    }

    /// What must hold whatever has happened: a time and its booking point at each other.
    async fn is_sound(&self) {
        let lost = "bookings b LEFT JOIN slots s ON s.booking = b.thread AND s.id = b.slot \
                    WHERE b.cancelled = false AND s.id IS NULL";
        assert_eq!(self.count(lost).await, 0, "a booking without its time");
        let kept = "slots s LEFT JOIN bookings b ON b.thread = s.booking AND b.slot = s.id \
                    AND b.cancelled = false WHERE s.booking IS NOT NULL AND b.thread IS NULL";
        assert_eq!(self.count(kept).await, 0, "a time without its booking");
        let threads = "cases k LEFT JOIN bookings b ON b.thread = k.thread \
                       WHERE k.kind = 'booking' AND b.thread IS NULL";
        assert_eq!(self.count(threads).await, 0, "an errand without a booking");
    }
}

fn thread(key: u128) -> ThreadId {
    ThreadId(Uuid::from_u128(key))
}

pub async fn a_time_is_booked_once_and_seen_by_both_sides(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let slots = clinic.open(2).await;
    assert_eq!(clinic.free().await, slots);
    for _ in 0..3 {
        assert_eq!(clinic.book(7, slots[0]).await, Booked::Done);
    }

    assert_eq!(clinic.count("bookings").await, 1);
    assert_eq!(clinic.count("messages").await, 1);
    assert_eq!(clinic.world.acts().await, 1, "one act, one entry");
    assert_eq!(clinic.free().await, slots[1..]);
    let booked = clinic.booking(7).await.unwrap();
    assert_eq!(booked.slot.starts, at(WEEK));
    let with = Some(format!("{}, sjuksköterska", clinic.staff.display_name()));
    assert_eq!((booked.slot.with, booked.cancelled), (with, false));
    let shown = clinic.shown().await;
    let child = people::child(0);
    let store = clinic.world.store();
    let child = store.person_by_number(child).await.unwrap().unwrap();
    assert_eq!(
        shown[0].booked,
        Some((thread(7), child.id, child.display_name()))
    );
    assert_eq!(shown[1].booked, None);
    clinic.is_sound().await;
}

/// R-E1: of two hundred who want one time at once, one gets it, and nothing is left of the others.
pub async fn of_two_hundred_at_once_one_gets_it(world: Arc<World>) {
    let clinic = Arc::new(Clinic::new(world).await);
    let slot = clinic.open(1).await[0];
    let mut strangers = Vec::new();
    for nth in 2..6 {
        strangers.push(clinic.world.guardian(nth, &[]).await);
    }
    let mut tries = JoinSet::new();
    for nth in 0..200_u128 {
        let clinic = clinic.clone();
        let own = strangers[usize::try_from(nth % 4).unwrap()].clone();
        tries.spawn(async move {
            let acting = if nth % 5 == 0 {
                clinic.acting().await
            } else {
                clinic.world.acting(&own, Subject::Myself).await
            };
            clinic.book_as(acting, 100 + nth, slot).await
        });
    }
    let booked = tries.join_all().await;

    let done = booked.iter().filter(|booked| **booked == Booked::Done);
    assert_eq!(done.count(), 1);
    let taken = booked.iter().filter(|booked| **booked == Booked::Taken);
    assert_eq!(taken.count(), 199);
    assert_eq!(clinic.count("bookings").await, 1);
    assert_eq!(clinic.count("threads").await, 1);
    assert_eq!(clinic.count("messages").await, 1);
    assert_eq!(clinic.world.acts().await, 1, "one act, one entry");
    clinic.is_sound().await;
}

/// A time that is kept for one is nobody else's until then.
pub async fn a_time_is_kept_while_one_makes_up_ones_mind(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let slots = clinic.open(2).await;
    let stranger = clinic.world.guardian(2, &[]).await;
    let store = clinic.world.store();
    let hold = async |slot| {
        let until = clinic.now() + SignedDuration::from_mins(10);
        let acting = clinic.acting().await;
        store.hold(acting, clinic.unit, slot, until).await.unwrap()
    };
    assert_eq!(hold(slots[0]).await, Booked::Done);
    assert_eq!(clinic.free().await, slots, "free to the one it is kept for");
    let theirs = async || clinic.free_for(&stranger, Subject::Myself).await;
    assert_eq!(theirs().await, slots[1..]);
    let acting = clinic.world.acting(&stranger, Subject::Myself).await;
    assert_eq!(clinic.book_as(acting, 8, slots[0]).await, Booked::Taken);
    assert_eq!(hold(slots[1]).await, Booked::Done);
    assert_eq!(theirs().await, slots[..1], "one keeps one at once");
    store.let_go(clinic.acting().await).await.unwrap();
    assert_eq!(theirs().await, slots);
    assert_eq!(hold(slots[0]).await, Booked::Done);
    clinic.world.pass(SignedDuration::from_mins(10));
    assert_eq!(theirs().await, slots, "it ends by itself");
    let acting = clinic.world.acting(&stranger, Subject::Myself).await;
    assert_eq!(clinic.book_as(acting, 9, slots[0]).await, Booked::Done);
    assert_eq!(clinic.book(7, slots[0]).await, Booked::Taken);
    clinic.is_sound().await;
}

/// R-E2: before the cut-off; the time is then free for others.
pub async fn a_booking_is_cancelled_before_its_cut_off(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let slots = clinic.open(2).await;
    clinic.book(7, slots[0]).await;
    clinic.book(8, slots[1]).await;
    for _ in 0..2 {
        assert_eq!(clinic.cancel(7, 70).await, Booked::Done);
    }
    assert_eq!(clinic.cancel(6, 60).await, Booked::NotFound);
    assert!(clinic.booking(7).await.unwrap().cancelled);
    assert_eq!(clinic.free().await, slots[..1]);
    assert_eq!(clinic.move_to(7, slots[0], 71).await, Booked::NotAllowed);
    assert_eq!(clinic.book(9, slots[0]).await, Booked::Done);
    clinic.is_sound().await;
    // A day before it begins is too late.
    let left = SignedDuration::from_secs(WEEK - 86_400 + 1_800);
    clinic.world.pass(left);
    assert_eq!(clinic.cancel(8, 80).await, Booked::NotAllowed);
    assert_eq!(clinic.move_to(8, slots[0], 81).await, Booked::NotAllowed);
    assert_eq!(clinic.count("bookings WHERE cancelled = false").await, 2);
}

pub async fn a_booking_is_moved_once(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let slots = clinic.open(3).await;
    clinic.book(7, slots[0]).await;
    clinic.book(8, slots[1]).await;
    assert_eq!(clinic.move_to(7, slots[1], 70).await, Booked::Taken);
    assert_eq!(clinic.booking(7).await.unwrap().slot.slot, slots[0]);
    for _ in 0..2 {
        assert_eq!(clinic.move_to(7, slots[2], 71).await, Booked::Done);
    }
    assert_eq!(clinic.booking(7).await.unwrap().slot.slot, slots[2]);
    assert_eq!(clinic.free().await, slots[..1]);
    assert_eq!(clinic.count("messages").await, 3);
    clinic.is_sound().await;
}

/// Whatever many do with a few times at once, no time has two bookings, and none is lost.
pub async fn many_changes_at_once_leave_it_sound(world: Arc<World>) {
    let clinic = Arc::new(Clinic::new(world).await);
    let slots = clinic.open(6).await;
    for (key, slot) in (1..).zip(&slots[..4]) {
        assert_eq!(clinic.book(key, *slot).await, Booked::Done);
    }
    let mut changes = JoinSet::new();
    for nth in 0..60_u128 {
        let (clinic, slots) = (clinic.clone(), slots.clone());
        changes.spawn(async move {
            let slot = slots[usize::try_from(nth * 7 % 6).unwrap()];
            match nth % 5 {
                0 => drop(clinic.book(100 + nth, slot).await),
                1 => drop(clinic.cancel(1 + nth % 4, 1_000 + nth).await),
                _ => drop(clinic.move_to(1 + nth % 4, slot, 2_000 + nth).await),
            }
        });
    }
    changes.join_all().await;
    clinic.is_sound().await;
    let twice = "(SELECT slot FROM bookings WHERE cancelled = false \
                 GROUP BY slot HAVING count(*) > 1) AS twice";
    assert_eq!(clinic.count(twice).await, 0);
}

/// Opening again with the same key opens nothing more; where the same person is met already, no
/// time is opened.
pub async fn times_are_opened_once_and_do_not_overlap(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let with = Some(clinic.staff_id);
    assert_eq!(clinic.try_open(1, 3, with).await, 3);
    assert_eq!(clinic.try_open(1, 3, with).await, 3, "sent again");
    assert_eq!(clinic.shown().await.len(), 3);
    assert_eq!(
        clinic.try_open(2, 4, with).await,
        1,
        "only the last is free"
    );
    assert_eq!(clinic.try_open(2, 4, with).await, 1, "sent again");
    assert_eq!(clinic.try_open(3, 2, None).await, 2, "with whoever works");
    let shown = clinic.shown().await;
    assert_eq!(shown.len(), 6);
    let slot = shown[0].slot.slot;
    clinic.book(7, slot).await;
    let close = async |slot| {
        let store = clinic.world.store();
        let slots = [slot];
        let closed = store.close_times(clinic.at_desk().await, &slots);
        closed.await.unwrap()
    };
    assert_eq!(close(slot).await, 0, "it is booked");
    assert_eq!(close(shown[1].slot.slot).await, 1);
    assert_eq!(close(SlotId(clinic.world.id())).await, 0, "there is none");
    assert_eq!(clinic.shown().await.len(), 5);
    assert_eq!(clinic.book(8, shown[1].slot.slot).await, Booked::Taken);
}

/// Times that were opened together are changed together, but for those that are booked, or about to
/// be; who had chosen an old one is told that it is gone.
pub async fn times_are_changed_together_while_they_are_free(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let slots = clinic.open(5).await;
    let free = async |slot| {
        let session = clinic.world.session(&clinic.staff);
        let desk = at_desk(&clinic.world.services, &session, clinic.unit, "test.times").await;
        let store = clinic.world.store();
        store.free_time(&desk.unwrap(), slot).await.unwrap()
    };
    let first = free(slots[0]).await.unwrap();
    assert_eq!(first.staff, Some(clinic.staff_id));
    let later: Vec<_> = first.later.iter().map(|(slot, _)| *slot).collect();
    assert_eq!(later, slots[1..]);
    assert_eq!(
        free(slots[3]).await.unwrap().later.len(),
        1,
        "later ones only"
    );

    clinic.book(7, slots[1]).await;
    assert_eq!(free(slots[1]).await, None, "it is booked");
    assert_eq!(free(slots[0]).await.unwrap().later.len(), 3);
    let store = clinic.world.store();
    let until = clinic.now() + SignedDuration::from_mins(10);
    let hold = store.hold(clinic.acting().await, clinic.unit, slots[4], until);
    assert_eq!(hold.await.unwrap(), Booked::Done);
    assert_eq!(
        free(slots[0]).await.unwrap().later.len(),
        3,
        "it can be closed"
    );
    let later = |hours: i64, slot: usize| {
        let starts = at(WEEK + hours * 3_600 + i64::try_from(slot).unwrap() * 1_800);
        (slots[slot], starts, starts + SignedDuration::from_mins(30))
    };
    let new = NewTimes {
        key: FormKey(Uuid::from_u128(9)),
        kind: VisitKind::Phone,
        title: "Samtal".to_owned(),
        with: Some(clinic.staff_id),
        allowed: Allowed::default(),
        times: vec![later(1, 0)],
    };
    let replaced = store
        .replace_times(clinic.at_desk().await, &new)
        .await
        .unwrap();
    assert_eq!(replaced, Replaced::Clash, "another time is there");
    assert_eq!(clinic.shown().await.len(), 5, "and nothing is done");

    let all = NewTimes {
        times: [0, 1, 2, 3, 4].map(|slot| later(3, slot)).to_vec(),
        ..new
    };
    for _ in 0..2 {
        let replaced = store
            .replace_times(clinic.at_desk().await, &all)
            .await
            .unwrap();
        assert_eq!(
            replaced,
            Replaced::Done(3),
            "but the booked and the held one"
        );
    }
    let shown = clinic.shown().await;
    assert_eq!(shown.len(), 5);
    let changed: Vec<_> = shown
        .iter()
        .filter(|row| row.slot.title == "Samtal")
        .collect();
    assert_eq!(changed.len(), 3);
    assert!(changed.iter().all(|row| !slots.contains(&row.slot.slot)));
    assert_eq!(clinic.book(8, slots[0]).await, Booked::Taken, "it is gone");
    assert_eq!(clinic.book(8, changed[0].slot.slot).await, Booked::Done);

    let slots: Vec<_> = shown.iter().map(|row| row.slot.slot).collect();
    let closed = store
        .close_times(clinic.at_desk().await, &slots)
        .await
        .unwrap();
    assert_eq!(closed, 3, "but for those that are booked");
    assert_eq!(clinic.shown().await.len(), 2);
}

/// Families who choose one time after another, and staff who changes all of them: nobody waits for ever,
/// and the database has nobody to break off.
pub async fn choosing_and_changing_at_once_ends(world: Arc<World>) {
    let clinic = Arc::new(Clinic::new(world).await);
    let slots = clinic.open(4).await;
    let mut acts = JoinSet::new();
    for nth in 0..40_usize {
        let (clinic, mut slots) = (clinic.clone(), slots.clone());
        acts.spawn(async move {
            let store = clinic.world.store();
            if nth % 2 == 0 {
                let until = clinic.now() + SignedDuration::from_mins(10);
                let slot = slots[nth / 2 % 4];
                let held = store.hold(clinic.acting().await, clinic.unit, slot, until);
                held.await.unwrap();
            } else {
                slots.rotate_left(nth / 2 % 4);
                let closed = store.close_times(clinic.at_desk().await, &slots[..2]);
                closed.await.unwrap();
            }
        });
    }
    acts.join_all().await;
    assert_eq!(clinic.shown().await.len(), 0, "all are closed");
}

/// The clinic gives a time to the person of a case, and takes it back; each is told.
pub async fn a_unit_gives_a_time_and_cancels_it(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let slots = clinic.open(2).await;
    clinic.book(7, slots[0]).await;
    let services = &clinic.world.services;
    let store = clinic.world.store();
    let at_case = async |key| {
        let session = clinic.world.session(&clinic.staff);
        let case = act_on_case(services, &session, clinic.unit, thread(key), "test.give");
        case.await.unwrap()
    };
    let offer = NewOffer {
        thread: thread(8),
        slot: slots[1],
        first: MessageId(Uuid::from_u128(80)),
        signed: "Eva Ek, sjuksköterska".to_owned(),
        text: "Välkommen".to_owned(),
    };
    for _ in 0..2 {
        let given = store.offer_time(at_case(7).await, &offer).await;
        assert_eq!(given.unwrap(), Booked::Done);
    }
    let again = NewOffer {
        thread: thread(9),
        ..offer
    };
    let given = store.offer_time(at_case(7).await, &again).await;
    assert_eq!(given.unwrap(), Booked::Taken);
    clinic.is_sound().await;
    let reading = clinic.reading().await;
    let told = store.thread(&reading, thread(8)).await.unwrap().unwrap();
    assert!(told.unread);
    let starts = at(WEEK + 1_800);
    assert_eq!(
        told.messages[0].event,
        Some(MessageEvent::Offered(starts.into()))
    );
    let message = MessageId(Uuid::from_u128(81));
    for _ in 0..2 {
        let case = at_case(8).await;
        let cancelled = store.cancel_for_unit(case, message, "Eva Ek", "Sjukdom");
        assert_eq!(cancelled.await.unwrap(), Booked::Done);
    }
    assert!(clinic.booking(8).await.unwrap().cancelled);
    let told = store.thread(&reading, thread(8)).await.unwrap().unwrap();
    assert_eq!(told.messages.len(), 2);
    assert_eq!(told.messages[1].body, "Sjukdom");
    clinic.is_sound().await;
}

/// Of a visit that has begun nothing is cancelled; of one that is cancelled, nothing more is done,
/// whoever cancelled it, and the person is told once.
pub async fn a_unit_cancels_what_is_to_come_and_only_once(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let slots = clinic.open(3).await;
    for (key, slot) in [7, 8, 9].into_iter().zip(slots) {
        clinic.book(key, slot).await;
    }
    assert_eq!(clinic.cancel(7, 70).await, Booked::Done);
    assert_eq!(
        clinic.cancel_for_unit(7, 71).await,
        Booked::Taken,
        "by the guardian"
    );
    assert_eq!(clinic.cancel_for_unit(8, 80).await, Booked::Done);
    assert_eq!(
        clinic.cancel_for_unit(8, 80).await,
        Booked::Done,
        "sent again"
    );
    assert_eq!(
        clinic.cancel_for_unit(8, 81).await,
        Booked::Taken,
        "by the clinic"
    );
    let events = "messages WHERE event = 'cancelled'";
    assert_eq!(clinic.count(events).await, 2);
    clinic
        .world
        .pass(SignedDuration::from_secs(WEEK + 2 * 1_800));
    assert_eq!(
        clinic.cancel_for_unit(9, 90).await,
        Booked::NotAllowed,
        "it begins"
    );
    assert!(!clinic.booking(9).await.unwrap().cancelled);
    assert_eq!(clinic.count(events).await, 2);
    clinic.is_sound().await;
}

/// Feature B7: that the other guardian booked, and neither its name nor its words.
pub async fn the_other_guardian_is_told_without_name_and_words(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let slot = clinic.open(1).await[0];
    clinic.book(7, slot).await;
    let number = people::child(0);
    let other = clinic.world.guardian(3, &[number]).await;
    let link = clinic.world.add(&other, number).await;
    let store = clinic.world.store();
    let author = async |actor: &Person, subject| {
        let reading = clinic.world.reading(actor, subject, Area::Inbox).await;
        let found = store.thread(&reading, thread(7)).await.unwrap().unwrap();
        let first = found.messages.into_iter().next().unwrap();
        (first.author, first.body)
    };
    assert_eq!(
        author(&other, Subject::Child(link)).await,
        (Author::OtherGuardian, String::new())
    );
    let name = clinic.guardian.display_name();
    assert_eq!(
        author(&clinic.guardian, clinic.child()).await,
        (Author::Guardian(name), "Hostar".to_owned())
    );
}

/// Feature B7, R-G7: once the one who booked has a protected identity, another guardian is told that
/// a time was booked, and nothing of by whom; what was written is not there, not even for a search.
pub async fn of_a_protected_guardian_nothing_is_told(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let slot = clinic.open(1).await[0];
    clinic.book(7, slot).await;
    let (world, number) = (&clinic.world, people::child(0));
    let store = world.store();
    let message = NewMessage {
        thread: thread(8),
        subject: "Hosta".to_owned(),
        text: "Vi har flyttat".to_owned(),
    };
    let first = MessageId(Uuid::from_u128(80));
    let sent = store.start_thread(clinic.acting().await, clinic.unit, &message, first, &[]);
    sent.await.unwrap();
    let other = world.guardian(3, &[number]).await;
    let link = world.add(&other, number).await;
    let draft = NewDraft {
        key: FormKey(Uuid::from_u128(99)),
        subject: String::new(),
        text: "Tack".to_owned(),
        seen: 0,
    };
    let acting = world.acting(&other, Subject::Child(link)).await;
    let kept = store.keep_draft(acting, DraftPlace::Thread(thread(8)), &draft);
    kept.await.unwrap();
    let told = async || {
        let reading = world
            .reading(&other, Subject::Child(link), Area::Inbox)
            .await;
        let mut told = Vec::new();
        for key in [7, 8] {
            let found = store.thread(&reading, thread(key)).await.unwrap().unwrap();
            let messages = found.messages.into_iter();
            told.extend(messages.map(|message| (message.author, message.body)));
        }
        let asked = InboxForm {
            sok: "flyttat".to_owned(),
            ..InboxForm::default()
        };
        let asked = asked.validate().unwrap();
        let found = store.search_threads(&reading, &asked, 10).await.unwrap();
        let booking = store.booking(&reading, thread(7)).await.unwrap().unwrap();
        let all = InboxAsked::default();
        let listed = store.threads(&reading, &all, None, 10).await.unwrap();
        let mut subjects: Vec<_> = listed.into_iter().map(|row| row.subject).collect();
        let cases = store.open_cases(&reading).await.unwrap();
        subjects.extend(cases.into_iter().map(|case| case.subject));
        let opened = store.thread(&reading, thread(8)).await.unwrap().unwrap();
        subjects.push(opened.subject);
        let acting = world.acting(&other, Subject::Child(link)).await;
        let drafts = store.drafts(&acting, 10).await.unwrap();
        assert_eq!(drafts.len(), 1);
        subjects.extend(drafts.into_iter().map(|draft| draft.subject));
        let named = subjects.iter().any(|subject| subject.contains("Hosta"));
        (told, (found.len(), named), booking.hidden)
    };
    let name = clinic.guardian.display_name();
    let open = (
        vec![
            (Author::OtherGuardian, String::new()),
            (Author::Guardian(name), "Vi har flyttat".to_owned()),
        ],
        (1, true),
        false,
    );
    assert_eq!(told().await, open);
    for protection in [Protection::Confidential, Protection::ProtectedRecord] {
        let record = people::guardian(0, &[number]);
        world
            .keep(&RegisterRecord {
                protection,
                ..record
            })
            .await;
        let nothing = (0, false);
        let hidden = (vec![(Author::Unnamed, String::new())], nothing, true);
        assert_eq!(told().await, hidden);
    }
    world.keep(&people::guardian(0, &[number])).await;
    assert_eq!(told().await, open);
}

/// Nobody else's booking is there, whatever is asked for.
pub async fn bookings_of_others_are_not_there(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let slots = clinic.open(2).await;
    clinic.book(7, slots[0]).await;
    let stranger = clinic.world.guardian(2, &[]).await;
    let store = clinic.world.store();
    let own = Subject::Myself;
    let reading = clinic.world.reading(&stranger, own, Area::Inbox).await;
    assert_eq!(store.booking(&reading, thread(7)).await.unwrap(), None);
    let coming = store.bookings_to_come(&reading, now(), 10).await.unwrap();
    assert!(coming.is_empty());
    let message = MessageId(Uuid::from_u128(70));
    let acting = clinic.world.acting(&stranger, own).await;
    let cancelled = store.cancel(acting, thread(7), message).await.unwrap();
    assert_eq!(cancelled, Booked::NotFound);
    let acting = clinic.world.acting(&stranger, own).await;
    let moved = store.move_booking(acting, thread(7), slots[1], message);
    assert_eq!(moved.await.unwrap(), Booked::NotFound);
    let acting = clinic.world.acting(&stranger, own).await;
    assert_eq!(
        clinic.book_as(acting, 7, slots[1]).await,
        Booked::NotFound,
        "another's key"
    );
}

pub async fn a_booking_whose_log_fails_is_undone(world: Arc<World>) {
    let clinic = Clinic::new(world).await;
    let slots = clinic.open(2).await;
    clinic.book(7, slots[0]).await;
    let acting = [
        clinic.acting().await,
        clinic.acting().await,
        clinic.acting().await,
    ];
    let [book, cancel, shift] = acting;
    clinic.world.break_log().await;
    let store = clinic.world.store();
    let booking = NewBooking {
        thread: thread(8),
        unit: clinic.unit,
        slot: slots[1],
        first: MessageId(clinic.world.id()),
        text: String::new(),
    };
    let message = MessageId(Uuid::from_u128(70));
    assert!(store.book(book, &booking).await.is_err());
    assert!(store.cancel(cancel, thread(7), message).await.is_err());
    let moved = store.move_booking(shift, thread(7), slots[1], message);
    assert!(moved.await.is_err());
    clinic.world.mend_log().await;
    assert_eq!(clinic.count("messages").await, 1);
    assert_eq!(clinic.booking(7).await.unwrap().slot.slot, slots[0]);
    clinic.is_sound().await;
}
