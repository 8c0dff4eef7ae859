//! Errors have screens too: an error that says nothing readable is dressed as a page, or for a
//! server function as an answer that the browser's half understands.

use std::any::Any;

use app::api::{ApiCode, ApiError};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::fhir;
use super::log::RequestId;
use super::page::Page;

/// No error of a server function is longer.
const LONGEST_ERROR: usize = 64 * 1024;

/// Dresses an error that is not dressed yet.
pub(super) async fn dress(State(page): State<Page>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let (api, plain) = (
        path.starts_with("/api/"),
        matches!(path, "/healthz" | "/readyz"),
    );
    let path_is_fhir = path == fhir::PATH;
    let id = request.extensions().get::<RequestId>().cloned();
    let response = next.run(request).await;
    let status = response.status();
    if plain || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let incident = id
        .filter(|_| status.is_server_error())
        .map(|id| id.0.to_string());
    if path_is_fhir && matches!(kind(response.headers()), Kind::Other) {
        let allow = response.headers().get(header::ALLOW).cloned();
        let mut dressed = fhir::fault(status, incident.as_deref());
        if let Some(allow) = allow {
            dressed.headers_mut().insert(header::ALLOW, allow);
        }
        return dressed;
    }
    match (api, kind(response.headers())) {
        (_, Kind::Json) | (false, Kind::Html) => response,
        (true, _) => for_script(status, wait(&response), incident),
        (false, Kind::Other) => page.error(status, wait(&response), incident.as_deref()),
    }
}

/// A panic is an error like another; where it was is logged by [`crate::logging`].
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

enum Kind {
    Html,
    Json,
    Other,
}

fn kind(headers: &HeaderMap) -> Kind {
    let kind = headers.get(header::CONTENT_TYPE);
    match kind.and_then(|kind| kind.to_str().ok()) {
        Some(kind) if kind.starts_with("text/html") => Kind::Html,
        Some(kind)
            if kind.starts_with("application/json") || kind.starts_with(::fhir::CONTENT_TYPE) =>
        {
            Kind::Json
        }
        _ => Kind::Other,
    }
}

fn wait(response: &Response) -> u32 {
    let wait = response.headers().get(header::RETRY_AFTER);
    wait.and_then(|wait| wait.to_str().ok()?.parse().ok())
        .unwrap_or(60)
}

fn for_script(status: StatusCode, wait: u32, incident: Option<String>) -> Response {
    let code = match status {
        StatusCode::NOT_FOUND => ApiCode::NotFound,
        StatusCode::TOO_MANY_REQUESTS => ApiCode::TooMany(wait),
        _ if status.is_server_error() => ApiCode::Fault,
        _ => ApiCode::BadRequest,
    };
    let error = ApiError {
        incident,
        ..code.into()
    };
    let mut response = (status, axum::Json(error)).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("no-store"),
    );
    if status == StatusCode::TOO_MANY_REQUESTS {
        headers.insert(header::RETRY_AFTER, wait.into());
    }
    response
}

/// A server function whose arguments could not be read answers 500 by itself; the code in its
/// body knows better. Stands inside the compression, which the body must not have met yet.
pub(super) async fn trust_code(response: Response) -> Response {
    let is_json = matches!(kind(response.headers()), Kind::Json);
    if !is_json || response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LONGEST_ERROR).await else {
        return parts.status.into_response();
    };
    if let Ok(error) = serde_json::from_slice::<ApiError>(&body)
        && let Ok(status) = StatusCode::from_u16(error.code.status())
    {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(body))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use service::ports::chance::Rng;
    use tower::{ServiceBuilder, ServiceExt};
    use tower_http::catch_panic::CatchPanicLayer;

    use super::*;
    use crate::http::log;
    use crate::ports::SystemRng;

    async fn ask(path: &str) -> (StatusCode, String, String) {
        let rng: Arc<dyn Rng> = Arc::new(SystemRng);
        let router = Router::new()
            .route(
                "/panic",
                get(async || -> &'static str { panic!("198503152392") }),
            )
            .route(
                "/api/panic",
                get(async || -> &'static str { panic!("198503152392") }),
            )
            .route("/fine", get(async || "fine"))
            .layer(
                ServiceBuilder::new()
                    .layer(from_fn_with_state(rng, log::note))
                    .layer(from_fn_with_state(Page::new("/s.css".to_owned()), dress))
                    .layer(CatchPanicLayer::custom(panicked)),
            );
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let id = response.headers()["x-request-id"]
            .to_str()
            .unwrap()
            .to_owned();
        let status = response.status();
        let body = to_bytes(response.into_body(), LONGEST_ERROR).await.unwrap();
        (status, id, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_is_a_page_with_a_number_to_quote_and_says_nothing_else() {
        let (status, id, page) = ask("/panic").await;

        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(
            page.contains("Något gick fel") && page.contains(&id),
            "{page}"
        );
        assert!(!page.contains("198503152392"));
    }

    #[tokio::test]
    async fn a_panic_in_a_server_function_is_a_code_with_a_number_to_quote() {
        let (status, id, body) = ask("/api/panic").await;

        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        let error: ApiError = serde_json::from_str(&body).unwrap();
        assert_eq!((error.code, error.incident), (ApiCode::Fault, Some(id)));
    }

    #[tokio::test]
    async fn what_went_well_is_left_alone() {
        let (status, _, body) = ask("/fine").await;

        assert_eq!((status, body.as_str()), (StatusCode::OK, "fine"));
    }
}
