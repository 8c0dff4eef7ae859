use std::sync::Arc;

use store::OpenError;

use crate::world::World;

pub async fn it_answers(world: Arc<World>) {
    world.store().ping().await.unwrap();
    world.open.close().await;
    assert!(world.store().ping().await.is_err());
}

pub async fn migrations_are_counted(world: Arc<World>) {
    assert_eq!(world.open.pending_migrations().await.unwrap(), 0);
    world.open.migrate().await.unwrap();
    let known = world.database.count("_sqlx_migrations").await;
    world.database.execute("DROP TABLE _sqlx_migrations").await;
    let pending = world.open.pending_migrations().await.unwrap();
    assert_eq!(i64::try_from(pending).unwrap(), known);
}

pub async fn a_newer_database_is_refused(world: Arc<World>) {
    let newer = "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1";
    world.database.execute(newer).await;
    let error = world.open.migrate().await.unwrap_err();
    assert!(matches!(error, OpenError::Newer(9999)), "{error}");
}

/// What is developed at the same time need not be finished in the order of its numbers.
pub async fn a_migration_that_comes_with_a_lower_number_is_applied(world: Arc<World>) {
    let before = "DROP TABLE drafts; DELETE FROM _sqlx_migrations WHERE version = 9";
    world.database.execute(before).await;
    assert_eq!(world.open.pending_migrations().await.unwrap(), 1);
    world.open.migrate().await.unwrap();
    assert_eq!(world.open.pending_migrations().await.unwrap(), 0);
    assert_eq!(world.database.count("drafts").await, 0);
}

/// Nodes that are started together each see to the tables first. Only PostgreSQL has nodes: an
/// SQLite file belongs to one server.
pub async fn nodes_that_migrate_at_once_wait_for_each_other(world: Arc<World>) {
    let empty = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
    world.database.execute(empty).await;
    let mut nodes = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let url = world.database.url.clone();
        nodes.spawn(async move {
            let open = store::open(&url).await.unwrap();
            open.migrate().await.unwrap();
            let pending = open.pending_migrations().await.unwrap();
            open.close().await;
            pending
        });
    }
    assert_eq!(nodes.join_all().await, [0; 4]);
}
