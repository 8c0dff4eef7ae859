//! Reminding of visits (B6).

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::age;
use domain::form::Typed;
use domain::id::SlotId;
use domain::person::Person;
use jiff::{SignedDuration, ToSpan};
use service::access::Subject;
use service::notices::change;
use service::outbox::prune;
use service::ports::register::RegisterRecord;
use service::ports::store::Booked;
use service::{birthdays, reminders};
use tokio::task::JoinSet;

use crate::bookings::Clinic;
use crate::notices::House;
use crate::people;
use crate::world::{World, at, now};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// It is 10.30 in Sweden, and so it is when the visit begins.
const VISIT: i64 = 7 * DAY;
const REMINDER: &str = "Du har en påminnelse. Logga in för att läsa.";

/// A guardian who hears of its child, and a clinic.
struct Home {
    house: House,
    clinic: Clinic,
}

impl Home {
    async fn new(world: Arc<World>) -> Self {
        let house = House::confirmed(world).await;
        let clinic = Clinic::around(&house.world, &house.guardian, house.link, 5).await;
        Self { house, clinic }
    }

    /// With a booking that begins then.
    async fn booked(world: Arc<World>, seconds: i64) -> (Self, SlotId) {
        let home = Self::new(world).await;
        let slot = home.clinic.open_at(1, seconds).await;
        assert_eq!(home.clinic.book(7, slot).await, Booked::Done);
        (home, slot)
    }

    /// The clock moves on until then.
    fn until(&self, seconds: i64) {
        let passed = self.house.services.clock.now().duration_since(now());
        let seconds = SignedDuration::from_secs(seconds - passed.as_secs());
        self.house.world.pass(seconds);
    }

    async fn write(&self) -> usize {
        let written = reminders::remind(&self.house.services).await;
        written.unwrap().expect("nobody else is at it")
    }

    /// The job and the sending, as they run all day; gives how many reminders came.
    async fn run(&self) -> usize {
        let mut came = 0;
        for _ in 0..2 {
            self.write().await;
            came += self.house.sent().await;
            prune(&self.house.services).await.unwrap();
        }
        came
    }

    async fn count(&self, what: &str) -> i64 {
        self.house.world.database.count(what).await
    }

    /// The child turns 13 so many days from the beginning.
    async fn turns_13(&self, days: i64) {
        let turns = age::today(now()).checked_add(days.days()).unwrap();
        let born = turns.checked_sub(13.years()).unwrap();
        let child = people::record(people::child(0));
        self.house
            .world
            .keep(&RegisterRecord { born, ..child })
            .await;
    }
}

pub async fn a_visit_is_reminded_of_once_on_the_day_before(world: Arc<World>) {
    let (home, _) = Home::booked(world, VISIT).await;
    let mut came = Vec::new();
    for hours in [0, 48, 143, 144, 145, 150, 167, 168, 192] {
        home.until(hours * HOUR);
        came.extend(std::iter::repeat_n(hours, home.run().await));
    }
    assert_eq!(came, [6 * 24]);
    assert_eq!(home.house.came().last().unwrap(), REMINDER);
    assert_eq!(home.count("visit_reminders").await, 1);
}

/// Before it is written, and between writing and sending.
pub async fn what_is_cancelled_is_not_reminded_of(world: Arc<World>) {
    let (home, _) = Home::booked(world, VISIT).await;
    let second = home.clinic.open_at(2, VISIT + 2 * HOUR).await;
    home.clinic.book(8, second).await;
    home.clinic.cancel(8, 80).await;
    home.until(6 * DAY);
    assert_eq!(home.write().await, 1);
    home.house.choose(&["reminder"]).await.unwrap();
    assert_eq!(home.clinic.cancel_for_unit(7, 70).await, Booked::Done);
    assert_eq!(home.house.sent().await, 0);
    assert_eq!(home.count("outbox WHERE state = 'dropped'").await, 1);
    home.until(VISIT);
    assert_eq!(
        (home.run().await, home.count("visit_reminders").await),
        (0, 1)
    );
}

/// A visit at 22.30: it is reminded of at 19 on the day before, and may be moved after that.
pub async fn one_that_is_moved_has_its_own_reminder(world: Arc<World>) {
    let (home, _) = Home::booked(world, VISIT + 12 * HOUR).await;
    let later = home.clinic.open_at(2, 2 * VISIT).await;
    let last = home.clinic.open_at(3, 3 * VISIT).await;
    let seven = 6 * DAY + 8 * HOUR + HOUR / 2;
    home.until(seven - 1);
    assert_eq!(home.run().await, 0);
    home.until(seven);
    assert_eq!(home.run().await, 1);
    assert_eq!(home.clinic.move_to(7, later, 70).await, Booked::Done);
    home.until(2 * VISIT - DAY - 1);
    assert_eq!(home.run().await, 0, "of the time that it was");
    home.until(2 * VISIT - DAY);
    assert_eq!(home.run().await, 1, "of the time that it is");

    // Written, moved, and only then sent.
    assert_eq!(home.clinic.book(8, last).await, Booked::Done);
    home.until(3 * VISIT - DAY);
    assert_eq!(home.write().await, 1);
    let moved = "UPDATE bookings SET starts = starts + 1000000 WHERE cancelled = false";
    home.house.world.database.execute(moved).await;
    assert_eq!(home.house.sent().await, 0);
    assert_eq!(home.count("outbox WHERE state = 'dropped'").await, 1);
}

/// R-G4: decided when it is sent. On the eve of its birthday the guardian may still read.
pub async fn who_is_ombud_no_more_is_not_reminded(world: Arc<World>) {
    let (home, _) = Home::booked(world, VISIT).await;
    home.turns_13(6).await;
    home.until(6 * DAY);
    assert_eq!((home.write().await, home.house.sent().await), (1, 0));
    assert_eq!(home.count("outbox WHERE state = 'dropped'").await, 1);
    let forget = "DELETE FROM visit_reminders; DELETE FROM outbox";
    home.house.world.database.execute(forget).await;
    home.turns_13(7).await;
    assert_eq!((home.write().await, home.house.sent().await), (1, 1));

    // Written on the eve, and put off until the day by the reader's own quiet hours.
    home.house.world.database.execute(forget).await;
    home.house.quiet("10", "00.00").await;
    assert_eq!((home.write().await, home.house.sent().await), (1, 0));
    home.until(VISIT - 90 * 60);
    assert_eq!(home.house.sent().await, 0, "9.00 on the birthday");
    assert_eq!(home.count("outbox WHERE state = 'dropped'").await, 1);
}

pub async fn ones_own_visit_is_reminded_of(world: Arc<World>) {
    let home = Home::new(world).await;
    let house = &home.house;
    let slot = home.clinic.open_at(1, VISIT).await;
    let acting = house.world.acting(&house.guardian, Subject::Myself).await;
    assert_eq!(home.clinic.book_as(acting, 7, slot).await, Booked::Done);
    let own = async |fields: [(&str, &str); 3]| {
        let typed = Typed(
            fields
                .map(|(name, value)| (name.into(), value.into()))
                .into(),
        );
        let session = house.world.session(&house.guardian);
        let done = change(&house.services, &session, Subject::Myself, &typed);
        done.await.unwrap();
    };
    own([
        ("gor", "adress"),
        ("kanal", "sms"),
        ("mobil", "070-174 06 05"),
    ])
    .await;
    house.sent().await;
    let code = house.code();
    own([("gor", "bekrafta"), ("kanal", "sms"), ("kod_sms", &code)]).await;
    home.until(6 * DAY);
    assert_eq!(
        home.run().await,
        1,
        "at one's own address, and not at the child's"
    );
}

pub async fn nodes_at_once_remind_once(world: Arc<World>) {
    let (home, _) = Home::booked(world, VISIT).await;
    home.until(6 * DAY);
    let mut nodes = JoinSet::new();
    for _ in 0..8 {
        let services = home.house.services.clone();
        nodes.spawn(async move { reminders::remind(&services).await.unwrap().unwrap_or(0) });
        let services = home.house.services.clone();
        nodes.spawn(async move {
            // As if it had no lease.
            let (store, now) = (&services.store, services.clock.now());
            let visits = store
                .visits_ahead((now, None), at(VISIT), 10)
                .await
                .unwrap();
            let mut written = 0;
            for visit in visits {
                written += usize::from(store.remind(&visit, now, now).await.unwrap());
            }
            written
        });
    }
    let written: usize = nodes.join_all().await.into_iter().sum();
    assert_eq!(
        (written, home.count("outbox WHERE kind = 'reminder'").await),
        (1, 1)
    );
}

/// Killed with the lease in its hand, and killed while it sends.
pub async fn a_node_that_is_killed_holds_nobody_up(world: Arc<World>) {
    let (home, _) = Home::booked(world, VISIT).await;
    let (house, store) = (&home.house, home.house.world.store());
    home.until(6 * DAY);
    let five = SignedDuration::from_mins(5);
    let now = house.services.clock.now();
    let taken = store.take_lease("reminders", house.world.id(), now, five);
    assert!(taken.await.unwrap());
    assert_eq!(reminders::remind(&house.services).await.unwrap(), None);
    house.world.pass(five);
    assert_eq!(home.write().await, 1);
    let now = house.services.clock.now();
    let until = now + SignedDuration::from_secs(90);
    assert_eq!(store.take_due(now, until, 1).await.unwrap().len(), 1);
    assert_eq!(home.run().await, 0);
    house.world.pass(SignedDuration::from_secs(90));
    assert_eq!(home.run().await, 1);
    assert_eq!(home.run().await, 0);
}

pub async fn quiet_hours_and_choices_hold(world: Arc<World>) {
    let (home, _) = Home::booked(world, VISIT).await;
    home.house.choose(&["answer"]).await.unwrap();
    home.until(6 * DAY);
    assert_eq!(
        (home.write().await, home.count("visit_reminders").await),
        (0, 0)
    );
    home.house.choose(&["reminder"]).await.unwrap();
    home.house.quiet("10", "12").await;
    assert_eq!((home.write().await, home.house.sent().await), (1, 0));
    home.until(6 * DAY + 89 * 60);
    assert_eq!(home.run().await, 0, "11.59");
    home.until(6 * DAY + 90 * 60);
    assert_eq!(home.run().await, 1, "12.00");
}

/// Who books for tomorrow knows of it.
pub async fn what_was_settled_late_is_known(world: Arc<World>) {
    let home = Home::new(world).await;
    let slot = home.clinic.open_at(1, VISIT).await;
    home.until(6 * DAY + 1);
    assert_eq!(home.clinic.book(7, slot).await, Booked::Done);
    for hours in [0, 1, 9, 21, 23] {
        home.until(6 * DAY + 1 + hours * HOUR);
        assert_eq!(home.run().await, 0, "{hours}");
    }
}

pub async fn many_are_found_page_by_page(world: Arc<World>) {
    let home = Home::new(world).await;
    for nth in 0..5_u8 {
        let (key, after) = (u128::from(nth) + 1, i64::from(nth / 2) * HOUR);
        let slot = home.clinic.open_from_now(key, VISIT + after).await;
        assert_eq!(home.clinic.book(key, slot).await, Booked::Done);
    }
    let store = home.house.world.store();
    for page in [1, 2, 3, 100] {
        let (mut found, mut after) = (BTreeSet::new(), (now(), None));
        loop {
            let rows = store
                .visits_ahead(after, at(2 * VISIT), page)
                .await
                .unwrap();
            let Some(last) = rows.last() else { break };
            after = (last.starts, Some(last.thread));
            let new = rows.iter().filter(|row| found.insert(row.thread.0)).count();
            assert_eq!(new, rows.len(), "nobody comes twice");
        }
        assert_eq!(found.len(), 5, "by pages of {page}");
    }
}

/// R-E8: whatever happens, what goes out is one of four texts, and names nobody and no clinic.
pub async fn what_is_sent_says_nothing(world: Arc<World>) {
    let (home, _) = Home::booked(world, VISIT).await;
    let house = &home.house;
    let other: Person = house.other(7).await.guardian;
    let all = [
        "answer",
        "booking",
        "reminder",
        "decision",
        "other-guardian",
        "birthday",
    ];
    house.choose(&all).await.unwrap();
    home.turns_13(30).await;
    house.clinic.answer_once(100).await;
    house.sent().await;
    birthdays::tell(&house.services).await.unwrap();
    home.until(6 * DAY);
    home.run().await;
    home.clinic.cancel_for_unit(7, 70).await;
    house.sent().await;
    let mut texts: BTreeSet<String> = house.came().into_iter().collect();
    texts.retain(|text| !text.starts_with("Din kod är "));
    let expected = [
        "Du har en påminnelse. Logga in för att läsa.",
        "Du har ett nytt meddelande. Logga in för att läsa.",
        "Något ändras snart i det du gör som ombud. Logga in för att läsa.",
    ];
    assert_eq!(texts.iter().collect::<Vec<_>>(), expected);
    let names = [house.guardian.display_name(), other.display_name()];
    let secret = [
        "Hosta",
        "Svar",
        "Sjukdom",
        "Läkarbesök",
        "Barnhälsan",
        "Ugglan",
        "Ek",
    ];
    for text in house.came() {
        let tells = |word: &str| text.contains(word);
        assert!(!names.iter().any(|name| tells(name)), "{text}");
        assert!(!secret.iter().any(|word| tells(word)), "{text}");
    }
}
