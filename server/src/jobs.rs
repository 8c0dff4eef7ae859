//! What the server does by itself.

use std::time::Duration;

use service::Services;

/// How often what is over is deleted.
const PRUNE_EVERY: Duration = Duration::from_mins(5);

/// Deletes old sessions and orders now and then, until it is dropped.
pub async fn prune(services: Services) {
    let mut turns = tokio::time::interval(PRUNE_EVERY);
    loop {
        turns.tick().await;
        if let Err(fault) = service::session::prune(&services).await {
            tracing::warn!(%fault, "old sessions could not be deleted");
        }
    }
}
