//! Files that go with messages, given out to who may read the message. That they are read is in the
//! log before a byte leaves.

use app::server::context::RequestContext;
use app::shell;
use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, FromRef, Path, State};
use axum::http::{Request, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::config::LeptosOptions;
use service::access::AccessError;
use service::ports::store::AttachmentRow;

use super::download::download_headers;
use super::parts::{Parts, id, no_file, session, subject};

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
    Path(parts): Path<Parts>,
    uri: Uri,
) -> Response {
    match read(&context, &parts).await {
        Ok(row) => (download_headers(&row.name, row.kind), row.content).into_response(),
        Err(AccessError::Refused(_)) => say_why(options, context, &uri).await,
        Err(error) => no_file(error, "an attachment"),
    }
}

async fn read(context: &RequestContext, parts: &Parts) -> Result<AttachmentRow, AccessError> {
    let (services, session) = (&context.services, session(context)?);
    let (thread, file) = (id(parts, "thread")?, id(parts, "attachment")?);
    if parts.contains_key("unit") {
        let unit = id(parts, "unit")?;
        return service::cases::attachment(services, session, unit, thread, file).await;
    }
    service::inbox::attachment(services, session, subject(parts)?, thread, file).await
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
