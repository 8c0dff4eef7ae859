//! The chains of the access log: sealing, checkpoints, pruning (R-J11). What becomes of changes
//! stands in `log_changes`.

use std::sync::Arc;

use domain::access::Area;
use jiff::SignedDuration;
use service::access::{AccessError, Purpose, Subject, read};
use service::log::chain::{ChainId, Standing};
use service::log::verify::What;
use service::log::{Policy, prune};
use service::ports::store::Sealed;
use sqlx::{Connection as _, raw_sql};
use tokio::task::JoinSet;

use crate::log_house::{LogHouse, PRINCIPAL};
use crate::world::World;

pub async fn entries_get_their_places_by_time_and_chain(world: Arc<World>) {
    let house = LogHouse::new(world).await;
    let before = house.order(ChainId::SERVICE).await.len();
    let (third, first) = (house.append(3, true).await, house.append(1, true).await);
    let (own, second) = (house.append(0, false).await, house.append(2, true).await);

    assert_eq!(house.seal().await, 4);

    assert_eq!(house.order(house.chain).await, [first, second, third]);
    assert_eq!(house.order(ChainId::SERVICE).await[before..], [own]);
    assert_eq!(house.world.database.count("log_unsealed").await, 0);
    let report = house.verify().await;
    assert!(report.is_right(), "{report:#?}");
    let principal = report.chains.iter().find(|one| one.chain == house.chain);
    let principal = principal.unwrap();
    assert_eq!(principal.name.as_deref(), Some(PRINCIPAL));
    assert_eq!((principal.right, principal.vouched), (3, 3));
    assert_eq!(house.seal().await, 0, "nothing waits");
}

/// Committed later than others, and written before them: a transaction that took its time.
pub async fn one_that_is_committed_late_is_sealed(world: Arc<World>) {
    let house = LogHouse::new(world).await;
    let database = &house.world.database;
    let (late, id) = (house.entry(-30, true), house.world.id().simple());
    let (at, actor) = (late.at.as_microsecond(), late.actor.0);
    let open = if database.is_sqlite() {
        None
    } else {
        let mut connection = database.postgres().await;
        let insert = format!(
            "BEGIN; INSERT INTO access_log (id, at, actor, subject, capacity, action, rule) \
             VALUES ('{id}', {at}, '{actor}', '{actor}', 'self', 'test.late', 'R-C1'); \
             INSERT INTO log_unsealed (at, entry) VALUES ({at}, '{id}')"
        );
        let insert = raw_sql(sqlx::AssertSqlSafe(insert));
        insert.execute(&mut connection).await.unwrap();
        Some(connection)
    };
    house.append(0, true).await;
    assert_eq!(house.seal().await, 1);
    match open {
        Some(mut connection) => {
            raw_sql("COMMIT").execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
        None => house.world.store().append(&late).await.unwrap(),
    }
    assert_eq!(house.seal().await, 1);
    assert_eq!(house.world.database.count("log_unsealed").await, 0);
    assert!(house.verify().await.is_right());
}

/// Nodes whose leases have ended, or whose clocks are wrong: what one has sealed the other doesn't.
pub async fn of_two_that_seal_at_once_one_does(world: Arc<World>) {
    let house = LogHouse::new(world).await;
    for round in 0..10 {
        let ids = [house.append(0, true).await, house.append(1, true).await];
        let heads = house.world.store().chain_heads().await.unwrap();
        let before = heads.iter().find(|head| head.chain == house.chain);
        let before = before.map_or(Standing::START, |head| head.head);
        let (mut after, mut entries) = (before, Vec::new());
        for (chain, entry) in house.world.store().unsealed(10).await.unwrap() {
            after = after.then(chain, &entry);
            entries.push((entry.id, entry.at, after.hash));
        }
        let sealed = Sealed {
            chain: house.chain,
            before,
            after,
            entries,
        };
        let mut nodes = JoinSet::new();
        for _ in 0..4 {
            let (world, sealed) = (house.world.clone(), sealed.clone());
            nodes.spawn(async move { world.store().seal(&[sealed]).await.unwrap() });
        }
        let done = nodes.join_all().await;
        assert_eq!(done.iter().filter(|done| **done).count(), 1, "{done:?}");
        let order = house.order(house.chain).await;
        assert_eq!(order[2 * round..], ids);
    }
    house.seal().await;
    assert!(house.verify().await.is_right());
}

/// Many write while several nodes seal: one chain without a gap, and nothing is left.
pub async fn nothing_is_lost_while_many_write_and_seal(world: Arc<World>) {
    let house = LogHouse::new(world).await;
    let mut tasks = JoinSet::new();
    for nth in 0..4 {
        let writer = house.clone();
        tasks.spawn(async move {
            for later in 0..50 {
                writer.append(later, later % 3 != nth % 3).await;
            }
        });
        let services = house.world.services.clone();
        let mut node = house.node();
        tasks.spawn(async move {
            for _ in 0..30 {
                // Each gives the lease back, so that all have their turns.
                node.finish(&services).await.unwrap();
                tokio::task::yield_now().await;
            }
        });
    }
    tasks.join_all().await;
    house.seal().await;
    let report = house.verify().await;
    assert!(report.is_right(), "{report:#?}");
    assert!(report.right() >= 200);
    assert_eq!(report.waiting.count, 0);
}

/// R-J11: an entry that could not be sealed later is not written, and then nothing is shown.
pub async fn nothing_is_read_when_an_entry_cannot_wait(world: Arc<World>) {
    let (guardian, _, link) = world.family(0).await;
    let away = "ALTER TABLE log_unsealed RENAME TO log_unsealed_away";
    world.database.execute(away).await;
    let before = world.database.count("access_log").await;
    let purpose = Purpose::new(Area::Journal, "test.read");
    let session = world.session(&guardian);
    let answer = read(&world.services, &session, Subject::Child(link), purpose).await;
    assert!(matches!(answer, Err(AccessError::Fault(_))));
    assert_eq!(world.database.count("access_log").await, before);
}

pub async fn checkpoints_come_by_time_and_by_number(world: Arc<World>) {
    let mut house = LogHouse::new(world).await;
    house.keeper.policy = Policy {
        entries: 3,
        ..Policy::default()
    };
    let services = house.world.services.clone();
    let lines = || house.paper.0.lock().unwrap().lines().count();
    let mut node = house.node();
    let before = lines();
    house.append(0, true).await;
    node.turn(&services).await.unwrap();
    assert_eq!(lines(), before + 1, "a chain's first");
    for expected in [1, 1, 2, 2] {
        house.append(0, true).await;
        node.turn(&services).await.unwrap();
        assert_eq!(lines(), before + expected, "every three entries");
    }
    house.world.pass(Policy::default().every);
    node.turn(&services).await.unwrap();
    assert_eq!(lines(), before + 3, "after five minutes");
    house.world.pass(Policy::default().every);
    node.turn(&services).await.unwrap();
    assert_eq!(lines(), before + 3, "nothing has changed");
    assert!(house.verify().await.is_right());

    house.append(0, true).await;
    assert_eq!(node.turn(&services).await.unwrap(), 1);
    house.append(0, true).await;
    let other = house.node().turn(&services).await.unwrap();
    assert_eq!(other, 0, "one node at a time");
    assert_eq!(node.turn(&services).await.unwrap(), 1);
}

pub async fn what_is_old_is_deleted_and_the_rest_is_right(world: Arc<World>) {
    let house = LogHouse::new(world).await;
    let services = &house.world.services;
    for later in 0..450 {
        house.append(later, later % 10 != 0).await;
    }
    house.seal().await;
    let old = house.world.database.count("access_log").await;
    let start = services.clock.now();
    // Five years and two days of at least 365 days each.
    house
        .world
        .pass(SignedDuration::from_hours(24 * (5 * 365 + 1)));
    assert_eq!(
        prune(services, &house.keeper).await.unwrap(),
        0,
        "not five years"
    );
    house.world.pass(SignedDuration::from_hours(24 * 3));
    let young = house.append(0, true).await;
    house.append(1, false).await;
    house.seal().await;

    let pruned = prune(services, &house.keeper).await.unwrap();

    assert_eq!(i64::try_from(pruned).unwrap(), old);
    assert_eq!(house.world.database.count("access_log").await, 2);
    assert_eq!(house.world.database.count("log_chain").await, 2);
    let report = house.verify().await;
    assert!(report.is_right(), "{report:#?}");
    let chain = report.chains.iter().find(|one| one.chain == house.chain);
    let chain = chain.unwrap();
    assert_eq!((chain.right, chain.pruned), (1, 405));
    let until = start + SignedDuration::from_secs(449);
    assert_eq!(chain.pruned_until, Some(until));
    assert_eq!(house.order(house.chain).await, [young]);

    assert_eq!(prune(services, &house.keeper).await.unwrap(), 0);
    house.append(2, true).await;
    house.seal().await;
    assert!(house.verify().await.is_right(), "it goes on");
}

/// What has been changed is not deleted as if nothing had been.
pub async fn what_is_not_right_is_not_pruned(world: Arc<World>) {
    let house = LogHouse::new(world).await;
    for later in 0..5 {
        house.append(later, true).await;
    }
    house.seal().await;
    house.world.pass(SignedDuration::from_hours(24 * 366 * 6));
    let change = "UPDATE access_log SET rule = 'R-J2' WHERE action = 'test.log'";
    house.world.database.execute(change).await;
    let pruned = prune(&house.world.services, &house.keeper).await;
    assert!(matches!(pruned, Err(service::Fault::LogBroken)));
    let left = house
        .world
        .database
        .count("access_log WHERE action = 'test.log'");
    assert_eq!(left.await, 5);
}

/// Others put in the place of all, as if they were old enough to be pruned: the service prunes them
/// and signs that, but its checkpoints tell that the chain was young.
pub async fn what_is_put_in_to_be_pruned_is_found(world: Arc<World>) {
    let house = LogHouse::new(world).await;
    for later in 0..3 {
        house.append(later, true).await;
    }
    house.seal().await;
    for table in ["log_chain", "log_heads", "log_unsealed", "access_log"] {
        let database = &house.world.database;
        database.execute(&format!("DELETE FROM {table}")).await;
    }
    for later in 0..5 {
        house.append(later - 6 * 366 * 24 * 3600, true).await;
    }
    house.seal().await;
    let pruned = prune(&house.world.services, &house.keeper).await;
    assert_eq!(pruned.unwrap(), 5);

    let report = house.verify().await;
    let chain = report.chains.iter().find(|one| one.chain == house.chain);
    let wrong = chain.unwrap().wrong.unwrap();
    assert_eq!(
        (wrong.what, wrong.place, wrong.to_place),
        (What::Backdated, 4, 5)
    );
}

/// One who writes to the database can make the service believe that checkpoints have been written.
pub async fn a_chain_that_grows_without_checkpoints_is_told(world: Arc<World>) {
    let house = LogHouse::new(world).await;
    house.append(0, true).await;
    house.seal().await;
    let pretend = "UPDATE log_heads SET checked = 1000";
    house.world.database.execute(pretend).await;
    let services = &house.world.services;
    for wrong in [false, false, true] {
        house.append(0, true).await;
        let sealed = house.node().finish(services).await;
        assert_eq!(sealed.unwrap(), 1);
        let report = house.verify().await;
        let chain = report.chains.iter().find(|one| one.chain == house.chain);
        let found = chain.unwrap().wrong.map(|wrong| (wrong.what, wrong.place));
        assert_eq!(found, wrong.then_some((What::NoCheckpoint, 2)));
        house.world.pass(SignedDuration::from_mins(70));
    }
}

/// Where nothing seals, one who looks sees for how long.
pub async fn what_waits_is_told_with_its_time(world: Arc<World>) {
    let house = LogHouse::new(world).await;
    assert_eq!(house.verify().await.waiting.since, None);
    let first = house.entry(0, true);
    house.world.store().append(&first).await.unwrap();
    house.append(60, true).await;
    let waiting = house.verify().await.waiting;
    assert_eq!((waiting.count, waiting.since), (2, Some(first.at)));
}

/// Only what was written since is looked at, from the checkpoint before.
pub async fn it_can_be_looked_at_from_a_day(world: Arc<World>) {
    let house = LogHouse::new(world).await;
    house.append(0, true).await;
    house.seal().await;
    house.world.pass(SignedDuration::from_hours(24));
    let from = house.world.services.clock.now();
    house.append(0, true).await;
    house.append(1, true).await;
    house.seal().await;
    let report = house.verify_from(Some(from)).await;
    assert!(report.is_right(), "{report:#?}");
    let chain = report.chains.iter().find(|one| one.chain == house.chain);
    let chain = chain.unwrap();
    assert_eq!((chain.after, chain.right), (1, 2));
}
