//! `/healthz`: the process runs. `/readyz`: it can do its work.

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use store::OpenStore;

/// The two routes.
pub(super) fn routes(database: OpenStore) -> Router {
    Router::new()
        .route("/healthz", get(|| async { answer(StatusCode::OK, "ok") }))
        .route("/readyz", get(ready))
        .with_state(database)
}

async fn ready(State(database): State<OpenStore>) -> impl IntoResponse {
    if let Err(error) = database.store.ping().await {
        tracing::warn!(%error, "not ready: the database does not answer");
        return answer(
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer",
        );
    }
    match database.pending_migrations().await {
        Ok(0) => answer(StatusCode::OK, "ready"),
        Ok(_) => answer(StatusCode::SERVICE_UNAVAILABLE, "migrations are pending"),
        Err(error) => {
            tracing::warn!(%error, "not ready: the migrations can't be read");
            answer(
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer",
            )
        }
    }
}

fn answer(status: StatusCode, text: &'static str) -> impl IntoResponse {
    (status, [(header::CACHE_CONTROL, "no-store")], text)
}
