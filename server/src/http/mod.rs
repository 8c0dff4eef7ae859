//! HTTP: which answer stands at which address, and what is around every answer.
//!
//! From the outside in: log, security headers, error pages, panics, time limit, size limit,
//! forgery protection; then, for pages, server functions and forms only: compression, session,
//! limits on tries. Forms that files may come with have limits of their own.

mod attachments;
mod calendar;
mod client;
mod cookies;
mod download;
mod errors;
mod fhir;
mod files;
mod forgery;
mod headers;
mod health;
mod limits;
mod log;
mod news;
mod page;
mod parts;
mod readings;
mod session;
mod uploads;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use app::server::context::Site;
use app::{App, shell};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderName, Method, Request, StatusCode};
use axum::middleware::{from_fn_with_state, map_request, map_response};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get};
use leptos::config::LeptosOptions;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use service::Services;
use store::OpenStore;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use crate::config::{BuiltSite, Limits};
use crate::demo::Demo;
use crate::news::News;

pub use download::download_headers;
pub use headers::SECURITY_HEADERS;
pub use page::{Page, escape};

/// No form of ours without files is larger.
const LARGEST_BODY: usize = 64 * 1024;
/// Longer than BankID or the register may take.
const LONGEST_ANSWER: Duration = Duration::from_secs(30);

/// How hard pages are compressed: the inbox of 50 threads weighs 7.9 kB, and 9.5 with the fastest way.
const PAGES_QUALITY: CompressionLevel = CompressionLevel::Precise(4);

/// What the server's own routes are, beside the app's pages, server functions and forms.
pub const OWN_ROUTES: [&str; 11] = [
    "/healthz",
    "/readyz",
    news::PATH,
    calendar::PATHS[0],
    calendar::PATHS[1],
    readings::PATHS[0],
    readings::PATHS[1],
    "/api/{*rest}",
    attachments::PATHS[0],
    attachments::PATHS[1],
    attachments::PATHS[2],
];

/// What of the server's own changes something.
pub const OWN_POSTS: [&str; 1] = [fhir::PATH];

/// What the router needs.
pub struct Parts {
    /// The use cases' needs.
    pub services: Services,
    /// The database, for `/readyz`.
    pub database: OpenStore,
    /// What the server knows of itself.
    pub site: Arc<Site>,
    /// The built site.
    pub files: BuiltSite,
    /// The header in which a trusted proxy tells the browser's address.
    pub client_ip_header: Option<HeaderName>,
    /// How often something may be tried.
    pub limits: Limits,
    /// What has changed.
    pub news: News,
    /// The demo, where this is one.
    pub demo: Option<Arc<Demo>>,
}

/// The app's pages. Found out once in a process, before the first router: while Leptos does so,
/// every page that is being written anywhere in the process waits for its data in vain.
pub fn pages() -> Vec<AxumRouteListing> {
    static PAGES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    PAGES.get_or_init(|| generate_route_list(App)).clone()
}

/// Every route with everything around it.
pub fn router(parts: Parts) -> Router {
    let options = parts.files.leptos();
    let pages_look = Page::new(parts.files.style());
    let secure = parts.site.secure;
    let origin: Arc<str> = parts.site.origin.as_str().into();
    let limits = limits::Limits::new(parts.limits, parts.services.clock.clone());
    // Not within the protection against forgery: a token stands in no cookie, so no page can make a
    // browser send one.
    let care_systems = fhir::routes(
        parts.services.clone(),
        limits.clone(),
        parts.client_ip_header.clone(),
    )
    .layer(RequestBodyTimeoutLayer::new(uploads::LONGEST_SILENCE))
    .layer(time_limit(fhir::LONGEST));
    let session = session::Gate::new(&parts);
    let health = health::routes(parts.database);
    let demo = parts
        .demo
        .map(|demo| crate::demo::page::routes(demo, pages_look.clone()));

    let uncompressed = ServiceBuilder::new()
        .layer(map_response(headers::never_store))
        .layer(map_response(errors::trust_code))
        .layer(from_fn_with_state(session, session::enter))
        .layer(from_fn_with_state(limits, limits::check));
    let with_session = ServiceBuilder::new()
        .layer(CompressionLayer::new().quality(PAGES_QUALITY))
        .layer(uncompressed.clone());
    let (forms, with_files) = app::server::posts::routes();
    let with_files = with_files
        .with_state(options.clone())
        .layer(from_fn_with_state(uploads::Room::default(), uploads::enter))
        .layer(with_session.clone())
        .layer(from_fn_with_state(origin.clone(), forgery::refuse))
        .layer(RequestBodyTimeoutLayer::new(uploads::LONGEST_SILENCE))
        .layer(RequestBodyLimitLayer::new(uploads::LARGEST))
        .layer(time_limit(uploads::LONGEST));
    // Photos and PDFs are compressed already.
    let files = attachments::routes()
        .with_state(options.clone())
        .layer(uncompressed);
    let not_found = Router::new()
        .fallback(not_found)
        .with_state(options.clone())
        .layer(with_session.clone());
    let document = {
        let options = options.clone();
        move || shell(options.clone())
    };
    Router::new()
        .leptos_routes(&options, pages(), document)
        .merge(forms)
        .route(news::PATH, get(news::hear).with_state(parts.news))
        .route(calendar::PATHS[0], get(calendar::give))
        .route(calendar::PATHS[1], get(calendar::give))
        .route(readings::PATHS[0], get(readings::give))
        .route(readings::PATHS[1], get(readings::give))
        .route("/api/{*rest}", any(async || StatusCode::NOT_FOUND))
        .with_state(options)
        .layer(map_request(head_as_get))
        .merge(demo.unwrap_or_default())
        .layer(with_session)
        .merge(files)
        .merge(health)
        .fallback_service(files::service(&parts.files, not_found))
        .layer(from_fn_with_state(origin, forgery::refuse))
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(time_limit(LONGEST_ANSWER))
        .merge(with_files)
        .merge(care_systems)
        .layer(
            ServiceBuilder::new()
                .layer(from_fn_with_state(parts.services.rng, log::note))
                .layer(map_response(move |response| {
                    headers::protect(secure, response)
                }))
                .layer(from_fn_with_state(pages_look, errors::dress))
                .layer(CatchPanicLayer::custom(errors::panicked)),
        )
}

fn time_limit(longest: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, longest)
}

/// HEAD is answered as GET (RFC 9110 §9.3.2), but for the body, which axum drops: the library of the
/// server functions finds them by the very method that they were asked by.
async fn head_as_get(mut request: Request<Body>) -> Request<Body> {
    if *request.method() == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    request
}

/// An address that has no page: the app says so itself.
async fn not_found(State(options): State<LeptosOptions>, request: Request<Body>) -> Response {
    let uri = request.uri();
    let path = uri.path();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::NOT_FOUND.into_response();
    }
    if let Some(trimmed) = path.strip_suffix('/')
        && !trimmed.is_empty()
        && !trimmed.starts_with("//")
        && !trimmed.ends_with('/')
    {
        let query = uri.query().map(|query| format!("?{query}"));
        return Redirect::permanent(&format!("{trimmed}{}", query.unwrap_or_default()))
            .into_response();
    }
    let render = leptos_axum::render_app_async(move || shell(options.clone()));
    let mut response = render(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}
