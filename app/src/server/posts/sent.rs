//! A form that came, and its answer: for the browser itself the page to go to, or the same page
//! with what was typed and what is wrong with it; for our own script the same as JSON.

use std::collections::HashMap;
use std::str::FromStr;

use axum::RequestExt;
use axum::extract::{
    DefaultBodyLimit, Extension, Form, FromRef, FromRequest, Multipart, Path, Request,
};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::form::Typed;
use domain::id::ThreadId;
use leptos::prelude::LeptosOptions;
use service::access::Subject;
use service::attachment::Files;
use service::session::Session;

use super::{log_in, parts, show_again};
use crate::api::{ApiCode, ApiError, SentBefore};
use crate::context::{Posted, Went};
use crate::server::context::{Failure, RequestContext, error_of};

/// A form that came. It is sent to the address of its own page.
pub(super) struct Sent {
    options: LeptosOptions,
    context: RequestContext,
    page: String,
    /// Whether our own script sent it.
    scripted: bool,
    parts: HashMap<String, String>,
    /// What was typed.
    pub typed: Typed,
    /// The files that came with it.
    files: Files,
}

impl<S> FromRequest<S> for Sent
where
    LeptosOptions: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = Response;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Response> {
        let Extension(context) = request
            .extract_parts::<Extension<RequestContext>>()
            .await
            .map_err(IntoResponse::into_response)?;
        let Path(parts) = request
            .extract_parts::<Path<HashMap<String, String>>>()
            .await
            .map_err(IntoResponse::into_response)?;
        let accepted = request.headers().get(header::ACCEPT);
        let scripted = accepted.is_some_and(|accepted| accepted == "application/json");
        // With its query: the page is shown again as it was.
        let page = request.uri().path_and_query();
        let page = page.map_or_else(|| "/".to_owned(), ToString::to_string);
        let (typed, files) = if in_parts(&request) {
            // How much may come, the route says.
            DefaultBodyLimit::disable().apply(&mut request);
            let form = request.extract::<Multipart, _>().await;
            let form = form.map_err(IntoResponse::into_response)?;
            parts::read(form).await?
        } else {
            DefaultBodyLimit::max(parts::LONGEST_TEXT).apply(&mut request);
            let form = request.extract::<Form<Typed>, _>().await;
            let Form(typed) = form.map_err(IntoResponse::into_response)?;
            (typed, Ok(Vec::new()))
        };
        Ok(Self {
            options: LeptosOptions::from_ref(state),
            context,
            page,
            scripted,
            parts,
            typed,
            files,
        })
    }
}

/// Whether the form comes in parts, as one with files does.
fn in_parts(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

impl Sent {
    /// The files that came with it: once.
    pub fn take_files(&mut self) -> Files {
        std::mem::replace(&mut self.files, Ok(Vec::new()))
    }

    /// The use cases' needs.
    pub fn services(&self) -> &service::Services {
        &self.context.services
    }

    /// The session, or [`ApiCode::LoggedOut`].
    pub fn session(&self) -> Result<&Session, ApiError> {
        let session = self.context.session.as_ref();
        session.ok_or_else(|| ApiCode::LoggedOut.into())
    }

    /// An identifier of the address; what is none is not found.
    pub fn id<T: FromStr>(&self, part: &str) -> Result<T, ApiError> {
        let text = self.parts.get(part).map_or("", String::as_str);
        text.parse().map_err(|_| ApiCode::NotFound.into())
    }

    /// Whom the address is about.
    pub fn subject(&self) -> Result<Subject, ApiError> {
        if self.parts.contains_key("link") {
            self.id("link").map(Subject::Child)
        } else {
            Ok(Subject::Myself)
        }
    }

    /// The pages of the one whom the address is about: `/mig`, or `/ombud/{link}`.
    pub fn base(&self) -> String {
        match self.parts.get("link") {
            Some(link) => format!("/ombud/{link}"),
            None => "/mig".to_owned(),
        }
    }

    /// What became of a use case that failed.
    pub fn fail(&self, failure: impl Into<Failure>) -> ApiError {
        let failure = failure.into();
        let before = match failure {
            Failure::SentOther(thread) => Some(self.before(thread)),
            _ => None,
        };
        ApiError {
            before,
            ..error_of(failure, &self.context)
        }
    }

    /// Where it stands what the form sent before: in this thread, or on the form's own page; and
    /// the key with which it can send what it holds now.
    fn before(&self, thread: Option<ThreadId>) -> SentBefore {
        let at = match thread {
            Some(thread) => format!("{}/inkorg/{thread}", self.base()),
            None => self.page.clone(),
        };
        let key = service::errand::new_key(self.services());
        SentBefore { at, key }
    }

    /// The answer: where to go, or why not.
    pub async fn answer(self, done: Result<String, ApiError>) -> Response {
        match done {
            Ok(to) if self.scripted => axum::Json(Went { to }).into_response(),
            Ok(to) => log_in::go(&to).into_response(),
            Err(error) if self.scripted => {
                let status = StatusCode::from_u16(error.code.status());
                let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                (status, axum::Json(error)).into_response()
            }
            Err(error) => {
                let posted = Posted {
                    typed: self.typed.0,
                    error,
                };
                show_again(self.options, self.context, &self.page, posted).await
            }
        }
    }

    /// The same page, with what was typed as it is now: nothing was done, and nothing is wrong.
    pub async fn again(self) -> Response {
        if self.scripted {
            return axum::Json(Went { to: self.page }).into_response();
        }
        let posted = Posted {
            typed: self.typed.0,
            error: ApiCode::Fields.into(),
        };
        show_again(self.options, self.context, &self.page, posted).await
    }
}
