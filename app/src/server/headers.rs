//! What a browser may do with a page of ours.

use http::{HeaderValue, header};
use leptos::nonce::use_nonce;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// The policy of every answer that runs no script.
pub const PLAIN_POLICY: &str = "default-src 'self'; script-src 'none'; object-src 'none'; \
    base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// Sets the policy of the page that is being written: only the scripts that carry this answer's
/// nonce run, and what they load.
pub(crate) fn protect_page() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else {
        return;
    };
    if let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce)) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

fn page_policy(nonce: &str) -> String {
    // The development server tells the page over a socket of its own that it has been rebuilt.
    let socket = if std::env::var_os("LEPTOS_WATCH").is_some() {
        "; connect-src 'self' ws:"
    } else {
        ""
    };
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'strict-dynamic' \
         'wasm-unsafe-eval'; style-src 'self'; object-src 'none'; base-uri 'none'; \
         frame-ancestors 'none'; form-action 'self'{socket}"
    )
}
