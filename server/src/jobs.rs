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
        if let Err(fault) = service::notices::prune(&services).await {
            tracing::warn!(%fault, "old notices could not be deleted");
        }
    }
}

/// How long one rests when nothing is due.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Sends what is due, until it is dropped. It may be dropped, or the process killed, at any point:
/// what was taken is due again after a while.
pub async fn send_notices(services: Services) {
    loop {
        match service::notices::send_due(&services).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(fault) => tracing::warn!(%fault, "notices could not be sent"),
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
