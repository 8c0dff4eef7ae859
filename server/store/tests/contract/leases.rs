//! Jobs that run on one node at a time.

use std::sync::Arc;

use jiff::SignedDuration;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::world::{World, at};

const JOB: &str = "test";
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

async fn take(world: &World, holder: Uuid, seconds: i64) -> bool {
    let now = at(seconds);
    let taken = world.store().take_lease(JOB, holder, now, MINUTE).await;
    taken.unwrap()
}

pub async fn one_at_a_time(world: Arc<World>) {
    let mut nodes = JoinSet::new();
    for _ in 0..16 {
        let (world, holder) = (world.clone(), world.id());
        nodes.spawn(async move { (take(&world, holder, 0).await, holder) });
    }
    let nodes = nodes.join_all().await;
    let mut taken = nodes.iter().filter(|(taken, _)| *taken);
    let (_, holder) = *taken.next().unwrap();
    assert!(taken.next().is_none(), "{nodes:?}");

    let other = world.id();
    assert!(take(&world, holder, 30).await, "held for longer");
    assert!(!take(&world, other, 89).await);
    let elsewhere = world.store().take_lease("other", other, at(89), MINUTE);
    assert!(elsewhere.await.unwrap(), "another job");
    assert!(take(&world, other, 90).await, "the one who held it is gone");
    assert!(!take(&world, holder, 91).await);

    world.store().end_lease(JOB, holder).await.unwrap();
    assert!(!take(&world, holder, 92).await, "it was another's to give");
    world.store().end_lease(JOB, other).await.unwrap();
    assert!(take(&world, holder, 93).await);
}

pub async fn a_clock_that_was_wrong_holds_nobody_up(world: Arc<World>) {
    let (wrong, right) = (world.id(), world.id());
    assert!(take(&world, wrong, 86_400).await);
    assert!(take(&world, right, 0).await);
    assert!(
        !take(&world, wrong, -60).await,
        "one that is a little behind waits"
    );
}
