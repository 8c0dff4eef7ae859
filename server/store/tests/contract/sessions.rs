use std::sync::Arc;

use domain::access::Assurance;
use domain::form::Theme;
use domain::id::{PersonId, SessionId};
use domain::person::Person;
use service::access::Subject;
use service::ports::store::{SessionExtras, SessionRow};

use crate::world::{World, at, now};

async fn begin(world: &World, person: PersonId, token: u8, used: i64) -> SessionRow {
    let row = SessionRow {
        id: SessionId(world.id()),
        person,
        assurance: Assurance::High,
        created: now(),
        used: at(used),
    };
    world
        .store()
        .create_session(&row, &[token; 32])
        .await
        .unwrap();
    row
}

fn dressed(theme: Theme) -> SessionExtras {
    SessionExtras {
        theme,
        staff: false,
        shows_new: None,
    }
}

async fn find(world: &World, token: u8) -> Option<(SessionRow, Person, SessionExtras)> {
    world.store().session(&[token; 32]).await.unwrap()
}

pub async fn a_session_with_its_person_and_theme(world: Arc<World>) {
    let person = world.guardian(0, &[]).await;
    let high = begin(&world, person.id, 1, 5).await;
    let low = SessionRow {
        id: SessionId(world.id()),
        assurance: Assurance::Low,
        ..high.clone()
    };
    world.store().create_session(&low, &[2; 32]).await.unwrap();
    assert_eq!(
        find(&world, 1).await,
        Some((high.clone(), person.clone(), dressed(Theme::Auto)))
    );

    let acting = world.acting(&person, Subject::Myself).await;
    world.store().set_theme(acting, Theme::Dark).await.unwrap();
    assert_eq!(
        find(&world, 1).await,
        Some((high, person.clone(), dressed(Theme::Dark)))
    );
    assert_eq!(
        find(&world, 2).await,
        Some((low, person, dressed(Theme::Dark)))
    );
    assert_eq!(find(&world, 3).await, None);
}

pub async fn a_session_is_touched_and_ended(world: Arc<World>) {
    let person = world.guardian(0, &[]).await;
    let row = begin(&world, person.id, 1, 0).await;
    world.store().touch_session(row.id, at(60)).await.unwrap();
    assert_eq!(
        find(&world, 1).await.unwrap().0,
        SessionRow {
            used: at(60),
            ..row.clone()
        }
    );
    // Of two requests at once the later one counts.
    world.store().touch_session(row.id, at(30)).await.unwrap();
    assert_eq!(find(&world, 1).await.unwrap().0.used, at(60));

    world.store().end_session(row.id).await.unwrap();
    assert_eq!(find(&world, 1).await, None);
    world.store().end_session(row.id).await.unwrap();
    world.store().touch_session(row.id, at(90)).await.unwrap();
    assert_eq!(find(&world, 1).await, None);
}

pub async fn a_person_ends_all_of_its_own(world: Arc<World>) {
    let (one, other) = (world.guardian(0, &[]).await, world.guardian(1, &[]).await);
    begin(&world, one.id, 1, 0).await;
    begin(&world, one.id, 2, 0).await;
    begin(&world, other.id, 3, 0).await;
    assert_eq!(world.store().end_sessions(one.id).await.unwrap(), 2);
    assert_eq!(world.store().end_sessions(one.id).await.unwrap(), 0);
    assert_eq!(find(&world, 1).await, None);
    assert!(find(&world, 3).await.is_some());
}

pub async fn old_sessions_are_pruned(world: Arc<World>) {
    let person = world.guardian(0, &[]).await;
    for (token, used) in [(1, 10), (2, 20), (3, 30)] {
        begin(&world, person.id, token, used).await;
    }
    assert_eq!(
        world.store().prune_sessions(at(20), now()).await.unwrap(),
        1
    );
    assert_eq!(find(&world, 1).await, None);
    assert!(find(&world, 2).await.is_some());
    assert_eq!(world.store().prune_sessions(now(), at(1)).await.unwrap(), 2);
    assert_eq!(find(&world, 3).await, None);
}

pub async fn a_token_opens_one_session_only(world: Arc<World>) {
    let person = world.guardian(0, &[]).await;
    let row = begin(&world, person.id, 1, 0).await;
    let again = SessionRow {
        id: SessionId(world.id()),
        ..row.clone()
    };
    assert!(
        world
            .store()
            .create_session(&again, &[1; 32])
            .await
            .is_err()
    );
    assert_eq!(find(&world, 1).await.unwrap().0, row);
}
