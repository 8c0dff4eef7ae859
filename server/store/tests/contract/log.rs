use std::sync::Arc;

use domain::access::{Area, Capacity, PublicReason};
use domain::id::{LogId, UnitId};
use domain::log::{LogActor, LogForm};
use domain::person::{Person, Protection};
use jiff::SignedDuration;
use service::Services;
use service::access::{AccessError, Purpose, Subject, read};
use service::ports::register::RegisterRecord;
use service::ports::store::LogEntry;
use service::readings::{list, whole};

use crate::people::{self, child, record};
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

/// Notes that somebody did something that concerns the subject; nothing: it was refused.
async fn noted(
    world: &World,
    actor: &Person,
    subject: &Person,
    (capacity, unit): (Option<Capacity>, Option<UnitId>),
    action: &'static str,
) {
    world.a_second_passes();
    let about = actor.id != subject.id || capacity != Some(Capacity::Staff);
    let entry = LogEntry {
        id: LogId(world.id()),
        at: world.services.clock.now(),
        actor: actor.id,
        subject: subject.id,
        capacity,
        action,
        object: about.then(|| world.id()),
        rule: "R-C1",
        unit,
        refused: capacity.is_none().then_some("no_custody"),
        request: None,
    };
    world.store().append(&entry).await.unwrap();
}

/// The log as somebody reads it, but for the readings of the log: who, and what.
async fn told(
    world: &World,
    reader: &Person,
    subject: Subject,
    who: &str,
) -> Vec<(LogActor, String)> {
    let form = LogForm {
        vem: who.to_owned(),
        ..LogForm::default()
    };
    let session = world.session(reader);
    let found = list(&world.services, &session, subject, &form).await;
    let rows = found.unwrap().1.rows.into_iter();
    let rows = rows.filter(|row| row.action.starts_with("case") || row.action.starts_with("jour"));
    rows.map(|row| (row.by, row.action)).collect()
}

/// R-J11, B9: the guardian of a young child, and from 16 the child itself.
pub async fn the_log_is_read_by_whom_it_concerns(world: Arc<World>) {
    let (guardian, young, link) = world.family(0).await;
    let other = world.guardian(4, &[child(0)]).await;
    let nurse = world.guardian(5, &[]).await;
    let seed = world.clinic(&["Barnhälsan"]);
    let unit = (Some(Capacity::Staff), Some(seed.units[0].id));
    world.open.import.seed(&seed).await.unwrap();
    let as_guardian = (Some(Capacity::Guardian), None);
    noted(&world, &nurse, &young, unit, "cases.case").await;
    noted(&world, &guardian, &young, as_guardian, "journal.entry").await;
    noted(&world, &other, &young, as_guardian, "journal.list").await;
    noted(&world, &nurse, &young, (None, None), "journal.refused").await;
    noted(&world, &nurse, &nurse, unit, "cases.templates").await;

    let care = (
        LogActor::Unit("Barnhälsan".to_owned()),
        "cases.case".to_owned(),
    );
    let (own, others) = ("journal.entry".to_owned(), "journal.list".to_owned());
    let child_of = Subject::Child(link);
    let all = told(&world, &guardian, child_of, "").await;
    let expected = [
        (LogActor::SomeGuardian, others.clone()),
        (LogActor::Yourself, own.clone()),
        care.clone(),
    ];
    assert_eq!(all, expected, "newest first, and nothing that was refused");
    let filtered = told(&world, &guardian, child_of, "vard").await;
    assert_eq!(filtered, expected[2..]);
    let filtered = told(&world, &guardian, child_of, "ombud").await;
    assert_eq!(filtered, expected[..2]);
    let nurses = told(&world, &nurse, Subject::Myself, "").await;
    assert_eq!(nurses, [], "about nobody, or about others");
    let read = "access_log WHERE action = 'log.list' AND subject <> actor";
    assert_eq!(world.database.count(read).await, 3, "and that was read");

    // As a file: all of it.
    let session = world.session(&guardian);
    let file = whole(&world.services, &session, child_of).await.unwrap();
    assert_eq!(
        file.iter().filter(|row| row.action == "log.list").count(),
        3
    );

    // The names of staff, where the operator tells them (R-J11).
    let services = Services {
        staff_names: true,
        ..world.services.clone()
    };
    let file = whole(&services, &session, child_of).await.unwrap();
    let nurses = LogActor::Staff {
        unit: "Barnhälsan".to_owned(),
        name: nurse.display_name(),
    };
    assert!(file.iter().any(|row| row.by == nurses));
    let file = whole(&world.services, &session, child_of).await.unwrap();
    assert!(file.iter().any(|row| row.by == care.0));
    assert!(file.iter().all(|row| row.by != nurses));

    // Ten years later the guardian is none any more, and the child sees who read.
    world.pass(SignedDuration::from_hours(10 * 366 * 24));
    let form = LogForm::default();
    let closed = list(&world.services, &session, child_of, &form).await;
    assert!(closed.is_err());
    let all = told(&world, &young, Subject::Myself, "").await;
    let named = |person: &Person, action| (LogActor::Guardian(person.display_name()), action);
    assert_eq!(all, [named(&other, others), named(&guardian, own), care]);
}

/// B7, R-G7: to another guardian; the child hears that there was one, and not who.
pub async fn of_a_protected_guardian_the_log_tells_nothing(world: Arc<World>) {
    let (_, young, _) = world.family(0).await;
    let other = world.guardian(4, &[child(0)]).await;
    let link = Subject::Child(world.add(&other, child(0)).await);
    let hidden = people::guardian(0, &[child(0)]);
    let guardian = world.keep(&hidden).await;
    let as_guardian = (Some(Capacity::Guardian), None);
    noted(&world, &guardian, &young, as_guardian, "journal.entry").await;
    let read = "journal.entry".to_owned();
    let seen = told(&world, &other, link, "").await;
    assert_eq!(seen, [(LogActor::SomeGuardian, read.clone())]);
    let protection = Protection::Confidential;
    world
        .keep(&RegisterRecord {
            protection,
            ..hidden
        })
        .await;
    assert_eq!(told(&world, &other, link, "").await, []);

    world.pass(SignedDuration::from_hours(10 * 366 * 24));
    let seen = told(&world, &young, Subject::Myself, "").await;
    assert_eq!(seen, [(LogActor::SomeGuardian, read)]);
}
