//! What goes on when a child turns 13 (B2).

use std::sync::Arc;

use domain::access::Area;
use domain::age;
use domain::future::Fate;
use jiff::ToSpan;
use service::access::Subject;
use service::future::road_map;
use service::ports::register::RegisterRecord;
use service::ports::store::Booked;

use crate::bookings::Clinic;
use crate::errands::House;
use crate::people;
use crate::world::{World, at, now};

/// Those of the subject, answered or not, the one that last changed first.
pub async fn open_cases_are_those_that_are_not_closed(world: Arc<World>) {
    let (guardian, _, link) = world.family(0).await;
    let house = House::around(&world, &guardian, link).await;
    house.send(1).await;
    world.a_second_passes();
    house.answer_once(2).await;
    house.send(3).await;
    house.close(3, 1).await;
    let (other, _, other_link) = world.family(4).await;

    let open = async |actor, subject| {
        let reading = world.reading(actor, subject, Area::Overview).await;
        world.store().open_cases(&reading).await.unwrap()
    };
    let cases = open(&guardian, Subject::Child(link)).await;
    let threads = cases.iter().map(|case| case.thread.0.as_u128());
    assert_eq!(threads.collect::<Vec<_>>(), [2, 1]);
    let answered = cases.iter().map(|case| case.answered);
    assert_eq!(answered.collect::<Vec<_>>(), [true, false]);
    assert_eq!(
        (cases[0].subject.as_str(), cases[0].unit.as_str()),
        ("Hosta", "Barnhälsan")
    );
    assert_eq!(cases[0].changed, at(1).into());
    assert_eq!(open(&other, Subject::Child(other_link)).await, []);
    assert_eq!(open(&guardian, Subject::Myself).await, []);
}

/// R-G4: what becomes of each booking; one that is cancelled goes on no more, and a booking is told once,
/// not as a case too.
pub async fn bookings_are_told_with_what_becomes_of_them(world: Arc<World>) {
    const DAY: i64 = 86_400;
    let (guardian, _, link) = world.family(0).await;
    let house = House::around(&world, &guardian, link).await;
    house.send(1).await;
    let clinic = Clinic::around(&world, &guardian, link, 5).await;
    for (key, days) in [(7, 10), (8, 9), (9, 11), (10, 20)] {
        let slot = clinic.open_at(key, days * DAY).await;
        assert_eq!(clinic.book(key, slot).await, Booked::Done);
    }
    assert_eq!(clinic.cancel(9, 90).await, Booked::Done);
    let turns = age::today(now()).checked_add(10.days()).unwrap();
    let born = turns.checked_sub(13.years()).unwrap();
    let child = people::record(people::child(0));
    world.keep(&RegisterRecord { born, ..child }).await;

    let session = world.session(&guardian);
    let road = road_map(&world.services, &session, link).await.unwrap();
    let visits = road.visits.iter();
    let visits: Vec<_> = visits
        .map(|visit| (visit.booking.id.0.as_u128(), visit.fate))
        .collect();
    assert_eq!(
        visits,
        [(8, Fate::Guardians), (7, Fate::Childs), (10, Fate::Childs)]
    );
    // The one that was cancelled is the unit's to look at still.
    let cases = road.cases.iter().map(|case| case.thread.0.as_u128());
    assert_eq!(cases.collect::<Vec<_>>(), [9, 1]);
}
