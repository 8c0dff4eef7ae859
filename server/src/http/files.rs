//! The built site's files, compressed beforehand, and how long browsers may keep them.

use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tower_http::services::ServeDir;

use crate::config::BuiltSite;

/// For a file whose name changes with its content.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For every other one: kept, but asked about each time.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The length of a hash in a file's name: 128 bits in base64.
const HASH: usize = 22;

/// The files; what is none of them goes to `fallback`.
pub(super) fn service(site: &BuiltSite, fallback: Router) -> Router {
    let Some(folder) = &site.folder else {
        return fallback;
    };
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false)
        .call_fallback_on_method_not_allowed(true)
        .fallback(fallback);
    Router::new().fallback_service(files).layer(from_fn(keep))
}

async fn keep(request: Request, next: Next) -> Response<Body> {
    let forever = is_forever(request.uri().path());
    let mut response = next.run(request).await;
    let found = matches!(
        response.status(),
        StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED
    );
    let headers = response.headers_mut();
    if found {
        // Which of the three forms it is depends on what the browser can read.
        let by_encoding = HeaderValue::from_static("accept-encoding");
        headers.insert(header::VARY, by_encoding);
    }
    if found && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(
            header::CACHE_CONTROL,
            if forever { FOREVER } else { ASK_AGAIN },
        );
    }
    response
}

/// Whether the name has a hash of what is in the file. The entry script has one too, but of what
/// it was before the build wrote the other files' names into it: it must be asked about, or a
/// browser would go on with the last release's parts.
fn is_forever(path: &str) -> bool {
    let Some(name) = path.strip_prefix("/pkg/") else {
        return false;
    };
    let is_hash = |part: &str| {
        let of_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        part.len() == HASH && part.bytes().all(of_base64) && part.bytes().any(|byte| byte != b'_')
    };
    let is_script = Path::new(name).extension().is_some_and(|kind| kind == "js");
    let entry_script = name.starts_with("agera-ombud.") && is_script;
    name.split('.').any(is_hash) && !entry_script
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_change_with_the_content_are_kept_forever() {
        let table = [
            ("/pkg/agera-ombud.tYcDQbZUdL8NfTJ4dhZeVw.wasm", true),
            ("/pkg/agera-ombud.tYcDQbZUdL8NfTJ4dhZeVw.css", true),
            ("/pkg/chunk_3_journal.tYcDQbZUdL8NfTJ4dhZeVw.wasm", true),
            ("/pkg/__wasm_split.tYcDQbZUdL8NfTJ4dhZeVw.js", true),
            ("/pkg/agera-ombud.tYcDQbZUdL8NfTJ4dhZeVw.js", false),
            ("/pkg/agera-ombud.wasm", false),
            ("/pkg/__wasm_split.______________________.js", false),
            ("/icon.svg", false),
            ("/tYcDQbZUdL8NfTJ4dhZeVw.svg", false),
            ("/manifest.webmanifest", false),
        ];
        for (path, forever) in table {
            assert_eq!(is_forever(path), forever, "{path}");
        }
    }
}
