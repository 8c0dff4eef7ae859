use std::collections::HashSet;
use std::sync::Arc;

use domain::access::Area;
use domain::id::{LinkId, ThreadId};
use domain::inbox::Author;
use service::access::Subject;
use service::ports::store::SeedThread;

use crate::people::child;
use crate::world::World;

/// R-G2: adding is done once.
pub async fn adding_twice_gives_the_same_link(world: Arc<World>) {
    let (guardian, child, link) = world.family(0).await;
    assert_eq!(world.add(&guardian, child.number).await, link);
    assert_eq!(world.store().links(guardian.id).await.unwrap().len(), 1);
    let logged = world
        .database
        .count("access_log WHERE action = 'child.add'")
        .await;
    assert_eq!(logged, 2, "the second time is an act too");

    // The other guardian has a link of its own.
    let other = world.guardian(1, &[child.number]).await;
    assert_ne!(world.add(&other, child.number).await, link);
}

pub async fn adding_at_once_gives_one_link(world: Arc<World>) {
    let guardian = world.guardian(0, &[child(0)]).await;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let (world, guardian) = (world.clone(), guardian.clone());
            tokio::spawn(async move { world.add(&guardian, child(0)).await })
        })
        .collect();
    let mut links = HashSet::new();
    for task in tasks {
        links.insert(task.await.unwrap());
    }
    assert_eq!(links.len(), 1);
    assert_eq!(world.database.count("links").await, 1);
    assert_eq!(
        world
            .database
            .count("access_log WHERE action = 'child.add'")
            .await,
        20
    );
}

pub async fn children_added_at_once_have_different_colours(world: Arc<World>) {
    let numbers: Vec<_> = (0..8).map(child).collect();
    let guardian = world.guardian(0, &numbers).await;
    let tasks: Vec<_> = numbers
        .into_iter()
        .map(|number| {
            let (world, guardian) = (world.clone(), guardian.clone());
            tokio::spawn(async move { world.add(&guardian, number).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let links = world.store().links(guardian.id).await.unwrap();
    let colours: HashSet<_> = links.iter().map(|facts| facts.colour).collect();
    assert_eq!(colours, (0..8).collect());
}

pub async fn a_free_colour_is_used_again(world: Arc<World>) {
    let numbers: Vec<_> = (0..4).map(child).collect();
    let guardian = world.guardian(0, &numbers).await;
    let mut links = Vec::new();
    for number in &numbers[..3] {
        world.a_second_passes();
        links.push(world.add(&guardian, *number).await);
    }
    let acting = world.acting(&guardian, Subject::Child(links[1])).await;
    world.store().remove_link(acting).await.unwrap();
    world.a_second_passes();
    world.add(&guardian, numbers[3]).await;
    let kept = world.store().links(guardian.id).await.unwrap();
    assert_eq!(
        kept.iter().map(|facts| facts.colour).collect::<Vec<_>>(),
        [0, 2, 1]
    );
}

pub async fn a_removed_child_can_be_added_again(world: Arc<World>) {
    let (guardian, child, link) = world.family(0).await;
    let other = world.guardian(1, &[child.number]).await;
    let kept = world.add(&other, child.number).await;

    let acting = world.acting(&guardian, Subject::Child(link)).await;
    world.store().remove_link(acting).await.unwrap();
    assert_eq!(world.store().links(guardian.id).await.unwrap(), []);
    let others = world.store().links(other.id).await.unwrap();
    assert_eq!(others.len(), 1);
    assert_eq!(others[0].link, kept);
    assert_eq!(world.acts().await, 1);
    assert_ne!(world.add(&guardian, child.number).await, link);
}

pub async fn unread_counts_what_is_not_archived(world: Arc<World>) {
    let (guardian, child, link) = world.family(0).await;
    let mut seed = world.clinic(&["Barnhälsan"]);
    for (unread, archived) in [(true, false), (true, false), (true, true), (false, false)] {
        for person in [child.id, guardian.id] {
            seed.threads.push(SeedThread {
                id: ThreadId(world.id()),
                person,
                unit: seed.units[0].id,
                subject: "Vaccination".to_owned(),
                unread: unread && person == child.id,
                archived,
                messages: vec![world.message(Author::Staff("Eva, sköterska".to_owned()), 1)],
            });
        }
    }
    world.open.import.seed(&seed).await.unwrap();
    for (subject, unread) in [(Subject::Child(link), 2), (Subject::Myself, 0)] {
        let reading = world.reading(&guardian, subject, Area::Overview).await;
        assert_eq!(world.store().unread(&reading).await.unwrap(), unread);
    }
}

/// Invariant 3: an errand and its log entry are written together.
pub async fn an_act_whose_log_fails_is_undone(world: Arc<World>) {
    let numbers = [child(0), child(1)];
    let guardian = world.guardian(0, &numbers).await;
    let link = world.add(&guardian, numbers[0]).await;
    let adding = world.acting(&guardian, Subject::Child(link)).await;
    let removing = world.acting(&guardian, Subject::Child(link)).await;

    world.break_log().await;
    assert_eq!(world.try_add(&guardian, numbers[1]).await, None);
    let new_id = LinkId(world.id());
    assert!(world.store().add_link(adding, new_id).await.is_err());
    assert!(world.store().remove_link(removing).await.is_err());
    world.mend_log().await;

    let links = world.store().links(guardian.id).await.unwrap();
    assert_eq!(
        links.iter().map(|facts| facts.link).collect::<Vec<_>>(),
        [link]
    );
    assert_eq!(world.acts().await, 0);
}
