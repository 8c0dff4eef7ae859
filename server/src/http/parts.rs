//! What the addresses of files are about: who asks, and about whom.

use std::collections::HashMap;
use std::str::FromStr;

use app::server::context::RequestContext;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use service::access::{AccessError, Subject};
use service::session::Session;

/// The parts of an address, by name.
pub(super) type Parts = HashMap<String, String>;

/// Who asks. Who is not logged in has been sent away before.
pub(super) fn session(context: &RequestContext) -> Result<&Session, AccessError> {
    context.session.as_ref().ok_or(AccessError::NotFound)
}

/// Whom the address is about.
pub(super) fn subject(parts: &Parts) -> Result<Subject, AccessError> {
    if parts.contains_key("link") {
        id(parts, "link").map(Subject::Child)
    } else {
        Ok(Subject::Myself)
    }
}

/// An identifier of the address; what is none is not found.
pub(super) fn id<T: FromStr>(parts: &Parts, name: &str) -> Result<T, AccessError> {
    let text = parts.get(name).map_or("", String::as_str);
    text.parse().map_err(|_| AccessError::NotFound)
}

/// Why there is no file. `what` can't be given, for the operator's log.
pub(super) fn no_file(error: AccessError, what: &'static str) -> Response {
    let status = match error {
        AccessError::NotFound => StatusCode::NOT_FOUND,
        AccessError::Refused(_) => StatusCode::FORBIDDEN,
        AccessError::Fault(fault) => {
            tracing::error!(%fault, what, "a file can't be given");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    status.into_response()
}
