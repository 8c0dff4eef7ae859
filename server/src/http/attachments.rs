//! Files that go with messages, given out to who may read the message. That they are read is in the
//! log before a byte leaves.

use std::collections::HashMap;
use std::str::FromStr;

use app::server::context::RequestContext;
use app::shell;
use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, FromRef, Path, State};
use axum::http::{Request, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::config::LeptosOptions;
use service::access::{AccessError, Subject};
use service::ports::store::AttachmentRow;

use super::download::download_headers;

/// The addresses, as axum writes them: below the thread's or the case's own.
pub(super) const PATHS: [&str; 3] = [
    "/mig/inkorg/{thread}/bilaga/{attachment}",
    "/ombud/{link}/inkorg/{thread}/bilaga/{attachment}",
    "/mottagning/{unit}/arende/{thread}/bilaga/{attachment}",
];

/// The routes.
pub(super) fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    LeptosOptions: FromRef<S>,
{
    let [own, childs, case] = PATHS;
    Router::new()
        .route(own, get(attachment))
        .route(childs, get(attachment))
        .route(case, get(attachment))
}

async fn attachment(
    State(options): State<LeptosOptions>,
    Extension(context): Extension<RequestContext>,
    Path(parts): Path<HashMap<String, String>>,
    uri: Uri,
) -> Response {
    match read(&context, &parts).await {
        Ok(row) => (download_headers(&row.name, row.kind), row.content).into_response(),
        Err(AccessError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(AccessError::Refused(_)) => say_why(options, context, &uri).await,
        Err(AccessError::Fault(fault)) => {
            tracing::error!(%fault, "an attachment can't be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn read(
    context: &RequestContext,
    parts: &HashMap<String, String>,
) -> Result<AttachmentRow, AccessError> {
    let services = &context.services;
    // Who is not logged in has been sent away before.
    let session = context.session.as_ref().ok_or(AccessError::NotFound)?;
    let (thread, file) = (id(parts, "thread")?, id(parts, "attachment")?);
    if parts.contains_key("unit") {
        let unit = id(parts, "unit")?;
        return service::cases::attachment(services, session, unit, thread, file).await;
    }
    let subject = if parts.contains_key("link") {
        Subject::Child(id(parts, "link")?)
    } else {
        Subject::Myself
    };
    service::inbox::attachment(services, session, subject, thread, file).await
}

/// An identifier of the address; what is none is not found.
fn id<T: FromStr>(parts: &HashMap<String, String>, name: &str) -> Result<T, AccessError> {
    let text = parts.get(name).map_or("", String::as_str);
    text.parse().map_err(|_| AccessError::NotFound)
}

/// Why one may not: the thread's page says it, for it is refused as well.
async fn say_why(options: LeptosOptions, context: RequestContext, uri: &Uri) -> Response {
    let thread = uri.path().rsplit_once("/bilaga/").map(|(thread, _)| thread);
    let mut request = Request::new(Body::empty());
    // It came from a request's own address.
    *request.uri_mut() = thread.unwrap_or_default().parse().unwrap_or_default();
    request.extensions_mut().insert(context);
    let render = leptos_axum::render_app_async(move || shell(options.clone()));
    let mut response = render(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::FORBIDDEN;
    }
    response
}
