//! One line for each request: the method, the route's pattern, the status and the time that it
//! took. Never the address itself: it holds identifiers of links and threads.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use service::ports::chance::Rng;
use tracing::Instrument as _;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// A request's number: in the log, in the answer's header, and on the page that tells of an
/// incident.
#[derive(Clone, Debug)]
pub(super) struct RequestId(pub(super) Arc<str>);

/// Numbers the request, and logs it once it is answered.
pub(super) async fn note(
    State(rng): State<Arc<dyn Rng>>,
    mut request: Request,
    next: Next,
) -> Response {
    let mut random = [0; 6];
    rng.fill(&mut random);
    let id: Arc<str> = hex::encode(random).into();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let begun = now();
    let span = tracing::info_span!("request", id = %id);
    let mut response = next.run(request).instrument(span.clone()).await;
    let _inside = span.enter();
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    let status = response.status().as_u16();
    let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    match route {
        "/healthz" | "/readyz" => tracing::debug!(%method, route, status, ms, "answered"),
        _ => tracing::info!(%method, route, status, ms, "answered"),
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long an answer took is measured, not decided by; no rule sees it"
)]
fn now() -> Instant {
    Instant::now()
}
