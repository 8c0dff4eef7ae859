use std::sync::Arc;

use domain::id::OrderId;
use service::ports::store::OrderRow;

use crate::world::{World, at, now};

fn order(world: &World, browser: u8) -> OrderRow {
    OrderRow {
        id: OrderId(world.id()),
        browser_hash: [browser; 32],
        order_ref: "131daac9-16c6-4618-beb0-365768f37288".to_owned(),
        auto_start_token: "auto".to_owned(),
        qr_start_token: "public".to_owned(),
        qr_start_secret: "secret".to_owned(),
        same_device: true,
        nonce: "nonce".to_owned(),
        ip: "2001:db8::1".to_owned(),
        origin: "https://ombud.example".to_owned(),
        return_to: "/mig/inkorg".to_owned(),
        first_started: now(),
        started: at(30),
        state: "start_app".to_owned(),
        collected: at(31),
        person: None,
    }
}

// `OrderRow` holds secrets and so has no debug output: no `assert_eq!`.
async fn stands(world: &World, browser: u8, expected: &OrderRow) -> bool {
    world.store().order(&[browser; 32]).await.unwrap().as_ref() == Some(expected)
}

async fn is_gone(world: &World, browser: u8) -> bool {
    world.store().order(&[browser; 32]).await.unwrap().is_none()
}

pub async fn an_order_is_its_browsers(world: Arc<World>) {
    let (mine, yours) = (
        order(&world, 1),
        OrderRow {
            same_device: false,
            ..order(&world, 2)
        },
    );
    world.store().create_order(&mine).await.unwrap();
    world.store().create_order(&yours).await.unwrap();
    assert!(stands(&world, 1, &mine).await);
    assert!(stands(&world, 2, &yours).await);
    assert!(is_gone(&world, 3).await);
}

pub async fn a_new_order_replaces_the_old_one(world: Arc<World>) {
    let person = world.guardian(0, &[]).await;
    let old = OrderRow {
        person: Some(person.id),
        ..order(&world, 1)
    };
    world.store().create_order(&old).await.unwrap();
    assert!(stands(&world, 1, &old).await);
    let new = OrderRow {
        id: OrderId(world.id()),
        browser_hash: [1; 32],
        order_ref: "another".to_owned(),
        auto_start_token: "auto 2".to_owned(),
        qr_start_token: "public 2".to_owned(),
        qr_start_secret: "secret 2".to_owned(),
        same_device: false,
        nonce: String::new(),
        ip: "192.0.2.1".to_owned(),
        origin: "https://ombud.example:8443".to_owned(),
        return_to: "/mig".to_owned(),
        first_started: at(100),
        started: at(101),
        state: String::new(),
        collected: at(102),
        person: None,
    };
    world.store().create_order(&new).await.unwrap();
    assert!(stands(&world, 1, &new).await);
    assert!(!world.store().take_order(old.id).await.unwrap());
}

pub async fn what_was_collected_is_noted(world: Arc<World>) {
    let person = world.guardian(0, &[]).await;
    let started = order(&world, 1);
    world.store().create_order(&started).await.unwrap();
    world
        .store()
        .note_collected(started.id, "enter_code", None, at(33))
        .await
        .unwrap();
    let noted = OrderRow {
        state: "enter_code".to_owned(),
        collected: at(33),
        ..started.clone()
    };
    assert!(stands(&world, 1, &noted).await);

    world
        .store()
        .note_collected(started.id, "identified", Some(person.id), at(35))
        .await
        .unwrap();
    let complete = OrderRow {
        state: "identified".to_owned(),
        collected: at(35),
        person: Some(person.id),
        ..started.clone()
    };
    assert!(stands(&world, 1, &complete).await);
    // A slower collect does not undo it.
    world
        .store()
        .note_collected(started.id, "enter_code", None, at(36))
        .await
        .unwrap();
    assert!(stands(&world, 1, &complete).await);
}

pub async fn an_order_is_taken_once(world: Arc<World>) {
    let order = order(&world, 1);
    world.store().create_order(&order).await.unwrap();
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let (world, id) = (world.clone(), order.id);
            tokio::spawn(async move { world.store().take_order(id).await.unwrap() })
        })
        .collect();
    let mut winners = 0;
    for task in tasks {
        winners += u32::from(task.await.unwrap());
    }
    assert_eq!(winners, 1);
    assert!(is_gone(&world, 1).await);
}

pub async fn old_orders_are_pruned(world: Arc<World>) {
    for (browser, first_started) in [(1, at(10)), (2, at(20))] {
        let order = OrderRow {
            first_started,
            ..order(&world, browser)
        };
        world.store().create_order(&order).await.unwrap();
    }
    assert_eq!(world.store().prune_orders(at(20)).await.unwrap(), 1);
    assert!(is_gone(&world, 1).await);
    assert!(!is_gone(&world, 2).await);
}
