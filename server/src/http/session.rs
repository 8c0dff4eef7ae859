//! Who asks: reads the cookies, and puts what the app needs to know into the request.

use std::sync::Arc;

use app::server::context::{RequestContext, Site};
use app::server::log_in;
use axum::extract::{Request, State};
use axum::http::{HeaderName, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use service::Services;

use super::cookies::cookie;
use super::log::RequestId;
use super::{Parts, client};

/// What a page asks for by itself must not prolong the session.
const BY_ITSELF: [&str; 2] = ["/api/session/left", super::news::PATH];

/// What the layer needs.
#[derive(Clone)]
pub(super) struct Gate(Arc<Inner>);

struct Inner {
    services: Services,
    site: Arc<Site>,
    client_ip_header: Option<HeaderName>,
    demo: bool,
}

impl Gate {
    pub(super) fn new(parts: &Parts) -> Self {
        Self(Arc::new(Inner {
            services: parts.services.clone(),
            site: parts.site.clone(),
            client_ip_header: parts.client_ip_header.clone(),
            demo: parts.demo.is_some(),
        }))
    }
}

/// Finds the session and goes on; where it can't be found out, answers calmly that it can't.
pub(super) async fn enter(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let gate = &gate.0;
    let token = cookie(request.headers(), gate.site.session_cookie).map(str::to_owned);
    let browser = cookie(request.headers(), gate.site.browser_cookie).map(str::to_owned);
    let touch = !is_by_itself(&request);
    let session = match &token {
        Some(token) => service::session::current(&gate.services, token, touch).await,
        None => Ok(None),
    };
    let session = match session {
        Ok(session) => session,
        Err(fault) => {
            tracing::error!(%fault, "the session can't be read");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    if session.is_none() && needs_session(&request) {
        let page = request
            .uri()
            .path_and_query()
            .map_or("/mig", |page| page.as_str());
        let ended = token.is_some();
        let response = log_in::go_there(page, ended).into_response();
        // That it has ended is said once, not each time somebody comes back.
        return if ended {
            log_in::forget_session(response, &gate.site)
        } else {
            response
        };
    }
    if request.uri().path().starts_with("/api/") {
        // Else a server function would answer a browser's form by sending it elsewhere.
        request.headers_mut().remove(header::ACCEPT);
        request.headers_mut().remove(header::REFERER);
    }
    let request_id = request.extensions().get::<RequestId>();
    let services = Services {
        request: request_id.map(|id| id.0.clone()),
        ..gate.services.clone()
    };
    let context = RequestContext {
        services,
        session,
        browser,
        ip: client::ip(&request, gate.client_ip_header.as_ref()),
        site: gate.site.clone(),
        demo: gate.demo,
    };
    request.extensions_mut().insert(context);
    next.run(request).await
}

/// Whether a page asks by itself, with nobody doing anything: its timer, its ear for news, and what
/// it asks for anew because of them.
fn is_by_itself(request: &Request) -> bool {
    let (path, query) = (request.uri().path(), request.uri().query());
    let live = query.is_some_and(|query| query.split('&').any(|part| part == "live=true"));
    BY_ITSELF.contains(&path) || (live && path.starts_with("/api/"))
}

/// Whether the page is somebody's. Forms see to it themselves; with a slash at the end it is no
/// page yet.
fn needs_session(request: &Request) -> bool {
    let path = request.uri().path();
    let below = |root: &str| {
        let rest = path.strip_prefix(root);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    reads
        && !path.ends_with('/')
        && ["/mig", "/ombud", "/mottagning", "/huvudman"]
            .into_iter()
            .any(below)
}
