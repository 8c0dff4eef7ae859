//! The headers that every answer carries.

use app::server::headers::PLAIN_POLICY;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

/// What every answer carries, whatever it is. The page's own `Content-Security-Policy`, with its
/// nonce, is set by the app; every other answer has [`PLAIN_POLICY`].
///
/// `Referrer-Policy` is not `no-referrer`: under that, browsers send `Origin: null` with forms.
pub const SECURITY_HEADERS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// For a year: browsers come back over HTTPS only.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Sets the headers. `secure`: whether our address is an https one.
#[expect(clippy::unused_async, reason = "a middleware is async")]
pub(super) async fn protect(secure: bool, mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in SECURITY_HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(PLAIN_POLICY));
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    response
}

/// For what concerns one person: no cache keeps it, not even the browser's.
pub(super) async fn never_store(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
