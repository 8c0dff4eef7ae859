use std::sync::Arc;

use domain::access::{Area, Capacity, PublicReason};
use domain::id::LogId;
use service::access::{AccessError, Purpose, Subject, read};
use service::ports::store::LogEntry;

use crate::people::{child, record};
use crate::world::{World, now};

pub async fn entries_are_kept_whole(world: Arc<World>) {
    let actor = world.guardian(0, &[child(0)]).await;
    let subject = world
        .store()
        .person_by_number(child(0))
        .await
        .unwrap()
        .unwrap();
    let allowed = LogEntry {
        id: LogId(world.id()),
        at: now(),
        actor: actor.id,
        subject: subject.id,
        capacity: Some(Capacity::Guardian),
        action: "journal.entry",
        object: Some(world.id()),
        rule: "R-J2",
        unit: None,
        refused: None,
        request: None,
    };
    let own = LogEntry {
        id: LogId(world.id()),
        subject: actor.id,
        capacity: Some(Capacity::Myself),
        object: None,
        ..allowed.clone()
    };
    let refused = LogEntry {
        id: LogId(world.id()),
        capacity: None,
        rule: "R-G4",
        refused: Some("guardian_ended"),
        ..allowed.clone()
    };
    for entry in [&allowed, &own, &refused] {
        world.store().append(entry).await.unwrap();
    }
    let micros = now().as_microsecond();
    let common = format!("access_log WHERE at = {micros} AND action = 'journal.entry'");
    for which in [
        "capacity = 'guardian' AND rule = 'R-J2' AND refused IS NULL AND object IS NOT NULL \
         AND actor <> subject",
        "capacity = 'self' AND object IS NULL AND actor = subject",
        "capacity IS NULL AND rule = 'R-G4' AND refused = 'guardian_ended'",
    ] {
        assert_eq!(
            world.database.count(&format!("{common} AND {which}")).await,
            1,
            "{which}"
        );
    }
    assert!(
        world.store().append(&allowed).await.is_err(),
        "an id is written once"
    );
}

/// Of 200 that come at once all are there; one with a used id fails, and spoils no other.
pub async fn entries_at_once_are_all_kept(world: Arc<World>) {
    let actor = world.guardian(0, &[]).await;
    let entry = |id| LogEntry {
        id: LogId(id),
        at: now(),
        actor: actor.id,
        subject: actor.id,
        capacity: Some(Capacity::Myself),
        action: "many.at.once",
        object: None,
        rule: "R-L9",
        unit: None,
        refused: None,
        request: None,
    };
    let used = entry(world.id());
    world.store().append(&used).await.unwrap();
    let mut appends = tokio::task::JoinSet::new();
    for _ in 0..200 {
        let (world, entry) = (world.clone(), entry(world.id()));
        appends.spawn(async move { world.store().append(&entry).await.is_ok() });
    }
    let one = world.clone();
    appends.spawn(async move { one.store().append(&used).await.is_ok() });
    let outcomes = appends.join_all().await;
    assert_eq!(outcomes.iter().filter(|written| **written).count(), 200);
    let kept = world
        .database
        .count("access_log WHERE action = 'many.at.once'")
        .await;
    assert_eq!(kept, 201);
}

/// What a refusal leaves is its private face; the user gets the public one.
pub async fn refusals_are_logged(world: Arc<World>) {
    world.keep(&record(child(0))).await;
    let stranger = world.guardian(0, &[]).await;
    assert_eq!(world.try_add(&stranger, child(0)).await, None);
    let refused = "access_log WHERE refused = 'no_custody' AND rule = 'R-G1' AND capacity IS NULL";
    assert_eq!(world.database.count(refused).await, 1);

    let young = world
        .store()
        .person_by_number(child(0))
        .await
        .unwrap()
        .unwrap();
    let purpose = Purpose::new(Area::Inbox, "test.read");
    let session = world.session(&young);
    let answer = read(&world.services, &session, Subject::Myself, purpose).await;
    assert!(matches!(
        answer,
        Err(AccessError::Refused(PublicReason::TooYoung { .. }))
    ));
    let refused = "access_log WHERE refused = 'actor_too_young' AND rule = 'R-L10'";
    assert_eq!(world.database.count(refused).await, 1);
}

/// R-J11: if the log can't be written, nothing is shown.
pub async fn nothing_is_read_when_the_log_fails(world: Arc<World>) {
    let (guardian, _, link) = world.family(0).await;
    world.break_log().await;
    let purpose = Purpose::new(Area::Journal, "test.read");
    let session = world.session(&guardian);
    let answer = read(&world.services, &session, Subject::Child(link), purpose).await;
    assert!(matches!(answer, Err(AccessError::Fault(_))));
}
