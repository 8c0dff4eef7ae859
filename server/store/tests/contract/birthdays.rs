//! Telling guardians that a child's 13th birthday is near (R-G5).

use std::sync::Arc;

use domain::age::{self, LeapDay};
use domain::person::{Person, Protection};
use domain::rules::RuleSet;
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use service::access::Subject;
use service::outbox::{prune, send_due};
use service::ports::register::RegisterRecord;
use service::ports::send::SendError;
use service::ports::store::{BirthdayRow, Booked};
use service::rules::Rules;
use service::{Services, birthdays};
use tokio::task::JoinSet;

use crate::bookings::Clinic;
use crate::notices::House;
use crate::people;
use crate::world::{World, now};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A guardian who has done an errand for its child, and hears of it.
struct Family {
    house: House,
    /// The day on which the child turns 13.
    turns: Date,
}

impl Family {
    /// The child turns 13 in so many days.
    async fn in_days(world: Arc<World>, days: i32) -> Self {
        let family = Self::without_errand(world, days).await;
        family.house.clinic.send(1).await;
        family
    }

    async fn without_errand(world: Arc<World>, days: i32) -> Self {
        let house = House::confirmed(world).await;
        let turns = age::today(now()).checked_add(days.days()).unwrap();
        let born = turns.checked_sub(13.years()).unwrap();
        let family = Self { house, turns };
        family.born_on(born).await;
        family
    }

    /// The register gives the child another birth date (R-I5).
    async fn born_on(&self, born: Date) {
        let child = people::record(people::child(0));
        self.house
            .world
            .keep(&RegisterRecord { born, ..child })
            .await;
    }

    async fn child(&self) -> Person {
        let store = self.house.world.store();
        let child = store.person_by_number(people::child(0)).await;
        child.unwrap().unwrap()
    }

    fn days_left(&self) -> i32 {
        let today = age::today(self.house.services.clock.now());
        today.until(self.turns).unwrap().get_days()
    }

    /// So many days pass; nothing runs meanwhile.
    fn pass_days(&self, days: i32) {
        self.house.world.pass(DAY * days);
    }

    /// The job and the sending, as they run all day; gives how many notices came of it.
    async fn a_day(&self) -> usize {
        self.a_day_of(&self.house.services).await
    }

    async fn a_day_of(&self, services: &Services) -> usize {
        let before = self.house.came().len();
        for _ in 0..2 {
            assert!(birthdays::tell(services).await.unwrap().is_some());
            while send_due(services).await.unwrap() > 0 {}
            prune(services).await.unwrap();
        }
        self.house.came().len() - before
    }

    /// With how many days left a notice comes, while the days pass until after the birthday.
    async fn told_from_now_on(&self) -> Vec<i32> {
        let mut told = Vec::new();
        while self.days_left() > -3 {
            let came = self.a_day().await;
            told.extend(std::iter::repeat_n(self.days_left(), came));
            self.pass_days(1);
        }
        told
    }

    async fn noted(&self) -> i64 {
        self.house.world.database.count("birthday_notices").await
    }

    async fn dropped(&self) -> i64 {
        let dropped = "outbox WHERE state = 'dropped'";
        self.house.world.database.count(dropped).await
    }
}

/// R-G5, and R-E8: what comes has no content. The outbox forgets what it has sent long before the
/// 30th day; that changes nothing.
pub async fn each_notice_comes_once_and_on_its_day(world: Arc<World>) {
    let family = Family::in_days(world, 92).await;
    assert_eq!(family.told_from_now_on().await, [90, 30, 7]);
    assert_eq!(
        family.house.came().last().unwrap(),
        "Något ändras snart i det du gör som ombud. Logga in för att läsa."
    );
    assert_eq!(family.noted().await, 3);
}

/// A server that was down is late, but says no more of 90 days when it is time for 30.
pub async fn a_day_that_was_missed_is_made_up_for(world: Arc<World>) {
    let family = Family::in_days(world, 91).await;
    assert_eq!(family.a_day().await, 0, "91 days");
    family.pass_days(3);
    assert_eq!((family.days_left(), family.a_day().await), (88, 1));
    family.pass_days(60);
    assert_eq!((family.days_left(), family.a_day().await), (28, 1));
    family.pass_days(27);
    assert_eq!((family.days_left(), family.a_day().await), (1, 1));
    family.pass_days(1);
    assert_eq!((family.days_left(), family.a_day().await), (0, 0));

    assert_eq!(family.noted().await, 3);
}

/// R-I6, for either setting: the day before 90 days are left, that day, the eve and the birthday.
pub async fn the_leap_born_are_told_before_their_day(world: Arc<World>) {
    let family = Family::in_days(world, 91).await;
    let born: Date = "2012-02-29".parse().unwrap();
    family.born_on(born).await;
    let with = |leap_day| Services {
        rules: Rules::always(RuleSet {
            leap_day,
            ..RuleSet::default()
        }),
        ..family.house.services.clone()
    };
    let (feb28, mar1) = (with(LeapDay::Feb28), with(LeapDay::Mar1));
    let until = |day: &str| {
        let day: Date = day.parse().unwrap();
        let left = age::today(family.house.services.clock.now()).until(day);
        family.pass_days(left.unwrap().get_days());
    };
    until("2024-11-29");
    assert_eq!(family.a_day_of(&feb28).await, 0);
    until("2024-11-30");
    assert_eq!(family.a_day_of(&mar1).await, 0);
    assert_eq!(
        family.a_day_of(&feb28).await,
        1,
        "90 days before 28 February"
    );
    until("2024-12-01");
    assert_eq!(family.a_day_of(&mar1).await, 0, "told already");
    until("2025-02-27");
    assert_eq!(family.a_day_of(&feb28).await, 1);
    until("2025-02-28");
    assert_eq!(family.a_day_of(&feb28).await, 0, "the birthday");
}

/// With the lease, and without it.
pub async fn nodes_at_once_tell_once(world: Arc<World>) {
    let family = Family::in_days(world, 30).await;
    let row = BirthdayRow {
        reader: family.house.guardian.id,
        subject: family.child().await.id,
        link: family.house.link,
        born: family.child().await.born,
    };
    let mut nodes = JoinSet::new();
    for _ in 0..8 {
        let services = family.house.services.clone();
        nodes.spawn(async move { birthdays::tell(&services).await.unwrap().unwrap_or(0) });
        let store = family.house.services.store.clone();
        nodes.spawn(async move {
            let told = store.tell_birthday(&row, 30, now(), now()).await;
            usize::from(told.unwrap())
        });
    }
    let told: usize = nodes.join_all().await.into_iter().sum();
    assert_eq!(told, 1);
    let waiting = "outbox WHERE kind = 'birthday'";
    assert_eq!(family.house.world.database.count(waiting).await, 1);
}

/// Killed with the lease in its hand: another goes on when it has ended.
pub async fn a_node_that_is_killed_holds_nobody_up(world: Arc<World>) {
    let family = Family::in_days(world, 30).await;
    let (store, killed) = (family.house.world.store(), family.house.world.id());
    let five = SignedDuration::from_mins(5);
    let taken = store.take_lease("birthdays", killed, now(), five).await;
    assert!(taken.unwrap());
    let services = &family.house.services;
    assert_eq!(birthdays::tell(services).await.unwrap(), None);
    family.house.world.pass(five);
    assert_eq!(birthdays::tell(services).await.unwrap(), Some(1));
    assert_eq!(
        birthdays::tell(services).await.unwrap(),
        Some(0),
        "and gives it back"
    );
}

/// "… who has ever logged in and done an errand for the child." A first errand that comes late is told
/// of late.
pub async fn without_an_errand_one_hears_nothing(world: Arc<World>) {
    let family = Family::without_errand(world, 60).await;
    assert_eq!((family.a_day().await, family.noted().await), (0, 0));
    // One's own errand is none for the child.
    let guardian = &family.house.guardian;
    let clinic = &family.house.clinic;
    clinic.send_as(guardian, Subject::Myself, 5).await;
    assert_eq!((family.a_day().await, family.noted().await), (0, 0));
    family.pass_days(1);
    family.house.clinic.send(1).await;
    assert_eq!(family.told_from_now_on().await, [59, 30, 7]);
}

/// A booking is an errand too, and so is to have cancelled one that the clinic gave.
pub async fn a_booking_is_an_errand(world: Arc<World>) {
    let family = Family::without_errand(world, 30).await;
    let house = &family.house;
    let clinic = Clinic::around(&house.world, &house.guardian, house.link, 5).await;
    assert_eq!(family.a_day().await, 0);
    let slot = clinic.open_at(1, 7 * 24 * 3_600).await;
    assert_eq!(clinic.book(7, slot).await, Booked::Done);
    assert_eq!(family.a_day().await, 1);
}

/// The wish not to hear of it is kept; one who wishes it again in time is told.
pub async fn one_who_does_not_want_to_hear_is_not_told(world: Arc<World>) {
    let family = Family::in_days(world, 30).await;
    family.house.choose(&["answer"]).await.unwrap();
    assert_eq!((family.a_day().await, family.noted().await), (0, 0));
    family.house.choose(&["birthday"]).await.unwrap();
    assert_eq!((family.a_day().await, family.noted().await), (1, 1));
}

/// Another guardian of the same child, whose only errand is a further message in the thread.
pub async fn each_guardian_hears_for_itself(world: Arc<World>) {
    let family = Family::in_days(world, 30).await;
    let world = &family.house.world;
    let other = world.guardian(7, &[people::child(0)]).await;
    // Keeping the family anew made the child as old as its number.
    let born = family.turns.checked_sub(13.years()).unwrap();
    family.born_on(born).await;
    let link = world.add(&other, people::child(0)).await;
    let house = House {
        clinic: family.house.clinic.of(&other, link),
        guardian: other,
        link,
        ..family.house.clone()
    };
    house.ask().await.unwrap();
    while send_due(&house.services).await.unwrap() > 0 {}
    house.confirm(&house.code()).await.unwrap();
    assert_eq!(family.a_day().await, 1, "the one who has done an errand");
    house.clinic.reply(1, 2).await;
    assert_eq!(family.a_day().await, 1, "and now the other");
    assert_eq!(family.noted().await, 2);
}

/// Nothing is noted, so that an address that comes in time is told.
pub async fn without_an_address_nothing_is_noted(world: Arc<World>) {
    let family = Family::in_days(world, 30).await;
    let house = &family.house;
    house.ask().await.unwrap();
    assert_eq!(
        birthdays::tell(&house.services).await.unwrap(),
        Some(0),
        "it is not confirmed"
    );
    let row = BirthdayRow {
        reader: house.guardian.id,
        subject: family.child().await.id,
        link: house.link,
        born: family.child().await.born,
    };
    let store = house.world.store();
    assert!(!store.tell_birthday(&row, 30, now(), now()).await.unwrap());
    assert_eq!(family.noted().await, 0);
    while send_due(&house.services).await.unwrap() > 0 {}
    house.confirm(&house.code()).await.unwrap();
    assert_eq!(family.a_day().await, 1);
}

/// R-G4, R-G6, R-G7: decided when it is sent, with the facts of then.
pub async fn who_is_ombud_no_more_hears_nothing(world: Arc<World>) {
    let family = Family::in_days(world, 30).await;
    let (house, world) = (&family.house, &family.house.world);
    let born = family.child().await.born;
    let child = people::record(people::child(0));
    let guardian = people::guardian(0, &[child.number]);
    let protected = |record: &RegisterRecord| RegisterRecord {
        protection: Protection::ProtectedRecord,
        ..record.clone()
    };
    let child = RegisterRecord { born, ..child };
    let before = house.came().len();
    // What the register says of each once it has been written, and not been sent yet.
    let told = [
        (child.clone(), people::guardian(0, &[])),
        (protected(&child), guardian.clone()),
        (child.clone(), protected(&guardian)),
    ];
    for (told_of_child, told_of_guardian) in told {
        let tell = birthdays::tell(&house.services).await;
        assert_eq!(tell.unwrap(), Some(1));
        world.keep(&told_of_child).await;
        world.keep(&told_of_guardian).await;
        assert_eq!(send_due(&house.services).await.unwrap(), 1);
        assert_eq!(
            (house.came().len() - before, family.dropped().await),
            (0, 1)
        );
        // As if it had never been told.
        let forget = "DELETE FROM birthday_notices; DELETE FROM outbox";
        world.database.execute(forget).await;
        world.keep(&child).await;
        world.keep(&guardian).await;
    }

    // One who has taken the child off the list is not even looked for.
    let session = world.session(&house.guardian);
    service::family::remove_child(&house.services, &session, house.link)
        .await
        .unwrap();
    let tell = birthdays::tell(&house.services).await;
    assert_eq!((tell.unwrap(), family.noted().await), (Some(0), 0));
}

/// Midnight begins the day, and nine in the morning the sending; on the birthday nothing is sent.
pub async fn nobody_is_woken_at_night(world: Arc<World>) {
    // It is 10.30 in Sweden; in fourteen hours it is half past midnight.
    let family = Family::in_days(world, 31).await;
    let house = &family.house;
    birthdays::tell(&house.services).await.unwrap();
    while send_due(&house.services).await.unwrap() > 0 {}
    house.world.pass(SignedDuration::from_hours(14));
    assert_eq!(family.days_left(), 30);
    assert_eq!(birthdays::tell(&house.services).await.unwrap(), Some(1));
    house.world.pass(SignedDuration::from_mins(8 * 60 + 29));
    assert_eq!(send_due(&house.services).await.unwrap(), 0, "8.59");
    house.world.pass(SignedDuration::from_mins(1));
    assert_eq!(send_due(&house.services).await.unwrap(), 1, "9.00");

    // Late on the eve, when the last notice is late too: the morning is too late.
    family.pass_days(29);
    house.world.pass(SignedDuration::from_hours(14));
    assert_eq!(family.days_left(), 1);
    let before = house.came().len();
    assert_eq!(birthdays::tell(&house.services).await.unwrap(), Some(1));
    assert_eq!(send_due(&house.services).await.unwrap(), 0, "23.00");
    house.world.pass(SignedDuration::from_hours(10));
    assert_eq!(send_due(&house.services).await.unwrap(), 1);
    assert_eq!(house.came().len(), before, "it is the birthday");
}

/// While the gateway is away over the day of the next notice, one tells of both once it is back.
pub async fn one_that_waits_is_not_followed_by_another(world: Arc<World>) {
    let family = Family::in_days(world, 31).await;
    let house = &family.house;
    let before = house.came().len();
    *house.phones.trouble.lock().unwrap() = Some(SendError::Later("busy".to_owned()));
    for _ in 0..2 {
        birthdays::tell(&house.services).await.unwrap();
        send_due(&house.services).await.unwrap();
        family.pass_days(1);
    }
    *house.phones.trouble.lock().unwrap() = None;
    while send_due(&house.services).await.unwrap() > 0 {}
    assert_eq!((house.came().len() - before, family.noted().await), (1, 2));
}

/// Several born on one day, by pages of any size: nobody is left out, and nobody comes twice.
pub async fn many_are_told_page_by_page(world: Arc<World>) {
    let family = Family::in_days(world, 30).await;
    let (house, first) = (&family.house, family.child().await.born);
    let mut links = vec![house.link];
    for nth in 1..7_u8 {
        let children: Vec<_> = (0..=nth).map(|nth| people::child(nth.into())).collect();
        let child = people::record(people::child(nth.into()));
        house.world.keep(&people::guardian(0, &children)).await;
        house.world.keep(&child).await;
        let link = house.world.add(&house.guardian, child.number).await;
        let one = House {
            link,
            ..house.clone()
        };
        one.ask().await.unwrap();
        while send_due(&one.services).await.unwrap() > 0 {}
        one.confirm(&one.code()).await.unwrap();
        let born = first.checked_add(i32::from(nth % 3).days()).unwrap();
        house.world.keep(&RegisterRecord { born, ..child }).await;
        links.push(link);
    }
    let births = first..=first.checked_add(2.days()).unwrap();
    for page in [1, 2, 3, 100] {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let rows = house
                .world
                .store()
                .untold_birthdays(&births, 30, after, page);
            let rows = rows.await.unwrap();
            let Some(last) = rows.last() else { break };
            after = Some((last.born, last.link));
            found.extend(rows.iter().map(|row| row.link));
        }
        assert_eq!(found.len(), links.len(), "by pages of {page}");
        assert!(links.iter().all(|link| found.contains(link)));
    }
}
