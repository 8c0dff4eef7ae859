//! What goes on when a child turns 13 (B2).

use std::sync::Arc;

use domain::access::Area;
use service::access::Subject;

use crate::errands::House;
use crate::world::{World, at};

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
