use std::sync::Arc;

use domain::id::PersonId;
use domain::person::{PersonName, Protection, Residence};
use jiff::civil::date;
use service::ports::register::RegisterRecord;
use service::ports::store::{CustodyAnswer, Decided, LinkFacts};

use crate::people::{child, custody, guardian, record};
use crate::world::{World, at, now};

pub async fn a_person_is_found_by_number_and_by_id(world: Arc<World>) {
    let person = world.keep(&record(child(0))).await;
    assert_eq!(person.number, child(0));
    assert_eq!(person.display_name(), "Åsa Öberg");
    let by_number = world.store().person_by_number(child(0)).await.unwrap();
    assert_eq!(by_number, Some(person.clone()));
    assert_eq!(world.store().person(person.id).await.unwrap(), Some(person));

    assert_eq!(
        world.store().person_by_number(child(1)).await.unwrap(),
        None
    );
    assert_eq!(
        world.store().person(PersonId(world.id())).await.unwrap(),
        None
    );
}

pub async fn every_word_is_kept(world: Arc<World>) {
    use Protection::{Confidential, Open, ProtectedRecord};
    use Residence::{Dead, Deregistered, Emigrated, Registered};
    for protection in [Open, Confidential, ProtectedRecord] {
        for residence in [Registered, Emigrated, Deregistered, Dead] {
            let told = RegisterRecord {
                protection,
                residence,
                ..record(child(0))
            };
            let person = world.keep(&told).await;
            assert_eq!(
                (person.protection, person.residence),
                (protection, residence)
            );
        }
    }
}

/// R-I7, and R-I5: the birth date is the register's.
pub async fn a_newborn_has_no_name(world: Arc<World>) {
    let born = date(2018, 2, 28);
    let newborn = RegisterRecord {
        name: None,
        born,
        ..record(child(0))
    };
    let person = world.keep(&newborn).await;
    assert_eq!((person.name, person.born), (None, born));
}

pub async fn a_new_answer_replaces_the_old_one(world: Arc<World>) {
    let old = world.keep(&guardian(0, &[child(0), child(1)])).await;
    let name = Some(PersonName {
        given: "Åsa".to_owned(),
        family: "Ek".to_owned(),
    });
    let answer = RegisterRecord {
        name: name.clone(),
        ..guardian(0, &[child(1)])
    };
    let id = PersonId(world.id());
    let kept = world
        .store()
        .keep_register_answer(id, &answer, at(60))
        .await
        .unwrap();
    assert_eq!(kept, old.id, "a known person keeps its id");
    assert_eq!(
        world.store().person(old.id).await.unwrap().unwrap().name,
        name
    );

    let none = CustodyAnswer {
        held: None,
        told: at(60),
    };
    assert_eq!(
        world.store().custody(old.id, child(0)).await.unwrap(),
        Some(none)
    );
    let held = CustodyAnswer {
        held: Some(custody(child(1), None)),
        told: at(60),
    };
    assert_eq!(
        world.store().custody(old.id, child(1)).await.unwrap(),
        Some(held)
    );
}

pub async fn the_same_person_kept_at_once_is_one(world: Arc<World>) {
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let world = world.clone();
            tokio::spawn(async move { world.keep(&guardian(0, &[child(0), child(1)])).await.id })
        })
        .collect();
    let mut ids = Vec::new();
    for task in tasks {
        ids.push(task.await.unwrap());
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    assert_eq!(world.database.count("persons").await, 1);
    assert_eq!(world.database.count("custody").await, 2);
}

/// R-G1, R-G6: custody comes from the guardian's record, with the time of that answer.
pub async fn custody_is_as_the_register_told_of_the_guardian(world: Arc<World>) {
    let last_day = date(2024, 5, 31);
    let guardian_of = vec![custody(child(0), None), custody(child(1), Some(last_day))];
    let guardian = world
        .keep(&RegisterRecord {
            guardian_of,
            ..guardian(0, &[])
        })
        .await;
    for (number, held) in [
        (child(0), Some(custody(child(0), None))),
        (child(1), Some(custody(child(1), Some(last_day)))),
        (child(2), None),
    ] {
        let answer = world.store().custody(guardian.id, number).await.unwrap();
        assert_eq!(answer, Some(CustodyAnswer { held, told: now() }));
    }
    let nobody = PersonId(world.id());
    assert_eq!(world.store().custody(nobody, child(0)).await.unwrap(), None);
}

/// R-G9: a guardian's links are hers alone. R-G6: when custody ends, they say so.
pub async fn a_link_is_its_guardians_only(world: Arc<World>) {
    let (guardian, child, link) = world.family(0).await;
    let (other, _, others) = world.family(1).await;

    let links = async |of: PersonId| world.store().links(of).await.unwrap();
    let custody = CustodyAnswer {
        held: Some(custody(child.number, None)),
        told: now(),
    };
    let facts = LinkFacts {
        link,
        child: child.clone(),
        custody,
        colour: 0,
        decided: Decided::default(),
    };
    assert_eq!(links(guardian.id).await, std::slice::from_ref(&facts));
    let of_other: Vec<_> = links(other.id)
        .await
        .iter()
        .map(|facts| facts.link)
        .collect();
    assert_eq!(of_other, [others]);
    assert_eq!(links(child.id).await, []);

    let answer = crate::people::guardian(0, &[]);
    let id = PersonId(world.id());
    world
        .store()
        .keep_register_answer(id, &answer, at(9))
        .await
        .unwrap();
    // Told as long ago as of the child.
    let custody = |told| CustodyAnswer { held: None, told };
    let facts = |told| LinkFacts {
        custody: custody(told),
        ..facts.clone()
    };
    assert_eq!(links(guardian.id).await, [facts(now())]);
    let told = crate::people::record(child.number);
    let id = PersonId(world.id());
    let store = world.store();
    store.keep_register_answer(id, &told, at(9)).await.unwrap();
    assert_eq!(links(guardian.id).await, [facts(at(9))]);
    let answer = store.custody(guardian.id, child.number).await;
    assert_eq!(answer.unwrap(), Some(custody(at(9))));
}

pub async fn links_come_oldest_first(world: Arc<World>) {
    let numbers = [child(2), child(0), child(1)];
    let guardian = world.guardian(0, &numbers).await;
    let mut added = Vec::new();
    for number in numbers {
        world.a_second_passes();
        added.push(world.add(&guardian, number).await);
    }
    let (_, stranger, _) = world.family(3).await;

    let links = world.store().links(guardian.id).await.unwrap();
    assert_eq!(
        links.iter().map(|facts| facts.link).collect::<Vec<_>>(),
        added
    );
    assert_eq!(
        links
            .iter()
            .map(|facts| facts.child.number)
            .collect::<Vec<_>>(),
        numbers
    );
    assert_eq!(world.store().links(stranger.id).await.unwrap(), []);
}
