//! Protection against forged requests: what changes something must come from a page of ours.
//!
//! Browsers say where a request comes from in `Sec-Fetch-Site` (Fetch Metadata, all current
//! ones) and, for every method but GET and HEAD, in `Origin` (RFC 6454 §7). No page can forge
//! either. The session's cookie is SameSite=Lax besides.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const FETCH_SITE: &str = "sec-fetch-site";

/// Refuses what would change something and does not come from us. GET and HEAD change nothing.
pub(super) async fn refuse(
    State(origin): State<Arc<str>>,
    request: Request,
    next: Next,
) -> Response {
    if is_ours(request.method(), request.headers(), &origin) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

/// Whether the request may go on. Where neither header says where it comes from, it may not:
/// every browser that we support sends one of them.
fn is_ours(method: &Method, headers: &HeaderMap, origin: &str) -> bool {
    if matches!(*method, Method::GET | Method::HEAD) {
        return true;
    }
    match headers.get(FETCH_SITE) {
        // `none`: the user's own doing, such as loading the page again.
        Some(site) => site == "same-origin" || site == "none",
        None => headers
            .get(header::ORIGIN)
            .is_some_and(|from| from == origin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://ombud.example";

    fn verdicts(site: Option<&str>, origin: Option<&str>) -> Vec<bool> {
        let mut headers = HeaderMap::new();
        if let Some(site) = site {
            headers.insert(FETCH_SITE, site.parse().unwrap());
        }
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        [
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
            Method::OPTIONS,
        ]
        .iter()
        .map(|method| is_ours(method, &headers, OURS))
        .collect()
    }

    #[test]
    fn what_changes_something_must_come_from_us() {
        let table = [
            (Some("same-origin"), None, true),
            (Some("same-origin"), Some(OURS), true),
            (Some("none"), None, true),
            (Some("same-site"), Some(OURS), false),
            (Some("cross-site"), Some(OURS), false),
            (Some("cross-site"), None, false),
            (Some("nonsense"), None, false),
            (None, Some(OURS), true),
            (None, Some("https://ombud.example:8443"), false),
            (None, Some("http://ombud.example"), false),
            (None, Some("https://evil.example"), false),
            (None, Some("https://ombud.example.evil.example"), false),
            (None, Some("null"), false),
            (None, None, false),
        ];
        for (site, origin, expected) in table {
            assert_eq!(verdicts(site, origin), [expected; 5], "{site:?} {origin:?}");
        }
    }

    #[test]
    fn reading_is_open_to_links_from_anywhere() {
        let mut headers = HeaderMap::new();
        headers.insert(FETCH_SITE, "cross-site".parse().unwrap());

        assert!(is_ours(&Method::GET, &headers, OURS));
        assert!(is_ours(&Method::HEAD, &headers, OURS));
    }
}
