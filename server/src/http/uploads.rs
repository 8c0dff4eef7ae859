//! Forms that files may come with. They have more room and more time than others, and not many of
//! them are read at once: each is held in memory until it is kept.

use std::sync::Arc;
use std::time::Duration;

use app::server::context::RequestContext;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::attachment::{MAX_BYTES, MAX_FILES};
use futures::StreamExt;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// One file more than a message may have: who sends one too many, or one too large, is told so on
/// the form, with what was typed.
pub(super) const LARGEST: usize = (MAX_FILES + 1) * MAX_BYTES;
/// For all the files of a message over a slow line.
pub(super) const LONGEST: Duration = Duration::from_mins(10);
/// A line that is silent for so long is broken.
pub(super) const LONGEST_SILENCE: Duration = Duration::from_secs(30);

/// So many are read at once: what comes and what is kept of it are in memory, twice [`LARGEST`] each.
const AT_ONCE: usize = 6;
/// So long one waits for others' to be read.
const PATIENCE: Duration = Duration::from_secs(20);

/// The room for forms with files.
#[derive(Clone)]
pub(super) struct Room(Arc<Semaphore>);

impl Default for Room {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// Lets a form with files in once there is room for it. Stands within the session.
pub(super) async fn enter(State(room): State<Room>, request: Request, next: Next) -> Response {
    if !comes_in_parts(&request) {
        return next.run(request).await;
    }
    let context = request.extensions().get::<RequestContext>();
    if context.is_none_or(|context| context.session.is_none()) {
        return next.run(emptied(request).await).await;
    }
    if let Ok(Ok(_place)) = timeout(PATIENCE, room.0.acquire()).await {
        next.run(request).await
    } else {
        tracing::warn!("too many forms with files at once");
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    }
}

fn comes_in_parts(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/"))
}

/// The same request, with nothing in its form. What comes is read to its end, because a browser that
/// is answered before it has sent all may see a broken connection instead of the answer.
async fn emptied(request: Request) -> Request {
    let (mut parts, body) = request.into_parts();
    let mut content = body.into_data_stream();
    while let Some(Ok(_)) = content.next().await {}
    let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
    parts.headers.insert(header::CONTENT_TYPE, kind);
    parts.headers.remove(header::CONTENT_LENGTH);
    Request::from_parts(parts, Body::empty())
}
