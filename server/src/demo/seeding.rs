//! Filling an empty database with the demo's people.

use std::collections::HashMap;

use domain::id::PersonId;
use jiff::Timestamp;
use seed::Demo;
use service::ports::chance::{Rng, new_id};
use service::ports::store::StoreError;
use store::OpenStore;

use crate::failure::Failure;

/// The demo's people as they were when the database was seeded; seeds it if nothing has.
pub(super) async fn seed(
    database: &OpenStore,
    now: Timestamp,
    rng: &dyn Rng,
) -> Result<Demo, Failure> {
    let seeded = database.import.seeded_at().await.map_err(failed)?;
    let demo = seed::demo(seeded.unwrap_or(now)).map_err(Failure::line)?;
    if seeded.is_none() {
        fill(database, &demo, now, rng).await.map_err(failed)?;
    }
    Ok(demo)
}

async fn fill(
    database: &OpenStore,
    demo: &Demo,
    now: Timestamp,
    rng: &dyn Rng,
) -> Result<(), StoreError> {
    database.import.import_register(&demo.register, now).await?;
    let mut ids = HashMap::new();
    for record in &demo.register {
        let id = PersonId(new_id(rng, now));
        let id = database.store.keep_register_answer(id, record, now).await?;
        ids.insert(record.number, id);
    }
    let mut rows = seed::rows(
        demo,
        |number| ids.get(&number).copied(),
        |at| new_id(rng, at),
    );
    rows.at = now;
    database.import.seed(&rows).await
}

fn failed(error: StoreError) -> Failure {
    Failure::line(format!(
        "the demo's data can't be written to the database: {error}"
    ))
}
