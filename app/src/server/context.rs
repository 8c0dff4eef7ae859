//! What a server function takes from the request: services, session, identifiers; and how a use
//! case's failure becomes an answer.

use std::net::IpAddr;
use std::sync::Arc;

use domain::form::FieldErrors;
use domain::id::{LinkId, ThreadId};
use domain::taking_back::WhyNot;
use http::StatusCode;
use http::request::Parts;
use jiff::Timestamp;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::access::{AccessError, Subject};
use service::booking::BookingError;
use service::cases::CaseError;
use service::errand::SendError;
use service::family::AddChildError;
use service::inbox::ListError;
use service::notices::NoticeError;
use service::ports::chance::new_id;
use service::principals::ChangeError;
use service::session::Session;
use service::settings::SaveError;
use service::taking_back::TakeBackError;
use service::{Fault, Services};

use crate::api::{ApiCode, ApiError};

/// What the server's middleware found out about a request; it stands in the request's extensions.
#[derive(Clone)]
pub struct RequestContext {
    /// The use cases' needs.
    pub services: Services,
    /// The session, if somebody is logged in.
    pub session: Option<Session>,
    /// The token of the browser before it logs in, if it has one.
    pub browser: Option<String>,
    /// The browser's address.
    pub ip: IpAddr,
    /// What no request changes.
    pub site: Arc<Site>,
    /// Whether this is the demo.
    pub demo: bool,
}

/// What the server knows of itself.
#[derive(Clone, Debug)]
pub struct Site {
    /// Our address as browsers see it: `https://ombud.example`.
    pub origin: String,
    /// What the BankID app is started with, before its query: `bankid:///?`.
    pub start_app: String,
    /// The name of the session's cookie.
    pub session_cookie: &'static str,
    /// The name of the cookie before logging in.
    pub browser_cookie: &'static str,
    /// Whether cookies are for HTTPS only: always, but on plain localhost.
    pub secure: bool,
}

/// The request's context, or a fault if the middleware did not run.
pub(crate) fn request() -> Result<RequestContext, ApiError> {
    use_context::<Parts>()
        .and_then(|parts| parts.extensions.get::<RequestContext>().cloned())
        .ok_or_else(|| ApiError::from(ApiCode::Fault))
}

/// The session, if somebody is logged in.
pub(crate) fn optional_session() -> Result<Option<Session>, ApiError> {
    Ok(request()?.session)
}

/// The session, or [`ApiCode::LoggedOut`].
pub(crate) fn session() -> Result<Session, ApiError> {
    optional_session()?.ok_or_else(|| answer(ApiCode::LoggedOut.into()))
}

/// The time.
pub(crate) fn now(services: &Services) -> Timestamp {
    services.clock.now()
}

/// Reads an identifier; what is none is not found.
pub(crate) fn id<T: std::str::FromStr>(text: &str) -> Result<T, ApiError> {
    text.parse().map_err(|_| answer(ApiCode::NotFound.into()))
}

/// Reads whom an address is about: `mig`, or a child's link.
pub(crate) fn subject(who: &str) -> Result<Subject, ApiError> {
    match who {
        "mig" => Ok(Subject::Myself),
        link => id::<LinkId>(link).map(Subject::Child),
    }
}

/// What became of a use case that failed: the answer, with its status set on the response.
pub(crate) fn fail(failure: impl Into<Failure>) -> ApiError {
    answer(match request() {
        Ok(context) => error_of(failure, &context),
        Err(error) => error,
    })
}

/// What became of a use case that failed: the answer. A fault is noted for the operator, and gets
/// a number for the user to quote.
pub(crate) fn error_of(failure: impl Into<Failure>, context: &RequestContext) -> ApiError {
    match failure.into() {
        Failure::Access(AccessError::NotFound) => ApiCode::NotFound.into(),
        Failure::Access(AccessError::Refused(why)) => ApiCode::Refused(why).into(),
        Failure::Access(AccessError::Fault(fault)) => {
            let id = new_id(context.services.rng.as_ref(), now(&context.services)).simple();
            let incident = id.to_string().split_off(24);
            tracing::error!(%fault, incident, "a request failed");
            ApiError {
                incident: Some(incident),
                ..ApiCode::Fault.into()
            }
        }
        Failure::Fields(fields) => ApiError {
            fields,
            ..ApiCode::Fields.into()
        },
        Failure::Conflict => ApiCode::Conflict.into(),
        Failure::NewerDraft => ApiCode::NewerDraft.into(),
        Failure::SentOther(_) => ApiCode::SentOther.into(),
        Failure::NotBack(why) => ApiCode::NotBack(why).into(),
        Failure::TooMany(seconds) => ApiCode::TooMany(seconds).into(),
    }
}

/// A use case's failure, whichever use case it was.
pub(crate) enum Failure {
    /// No proof, or something failed.
    Access(AccessError),
    /// A form did not pass.
    Fields(FieldErrors),
    /// Another was first.
    Conflict,
    /// Another form has kept a draft since.
    NewerDraft,
    /// The form was sent before with something else in it: in this thread, or on its own page.
    SentOther(Option<ThreadId>),
    /// An errand can't be taken back.
    NotBack(WhyNot),
    /// Too often; so many seconds to wait.
    TooMany(u32),
}

impl From<AccessError> for Failure {
    fn from(error: AccessError) -> Self {
        Self::Access(error)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Access(fault.into())
    }
}

impl From<ListError> for Failure {
    fn from(error: ListError) -> Self {
        match error {
            ListError::Fields(fields) => Self::Fields(fields),
            ListError::Access(error) => Self::Access(error),
        }
    }
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::Fields(fields) => Self::Fields(fields),
            SaveError::Access(error) => Self::Access(error),
        }
    }
}

impl From<SendError> for Failure {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Fields(fields) => Self::Fields(fields),
            SendError::NewerDraft => Self::NewerDraft,
            SendError::SentOther(thread) => Self::SentOther(Some(thread)),
            SendError::Access(error) => Self::Access(error),
        }
    }
}

impl From<NoticeError> for Failure {
    fn from(error: NoticeError) -> Self {
        match error {
            NoticeError::Fields(fields) => Self::Fields(fields),
            NoticeError::TooMany(seconds) => Self::TooMany(seconds),
            NoticeError::Access(error) => Self::Access(error),
        }
    }
}

impl From<BookingError> for Failure {
    fn from(error: BookingError) -> Self {
        match error {
            BookingError::Fields(fields) => Self::Fields(fields),
            BookingError::Taken => Self::Conflict,
            BookingError::Access(error) => Self::Access(error),
        }
    }
}

impl From<CaseError> for Failure {
    fn from(error: CaseError) -> Self {
        match error {
            CaseError::Fields(fields) => Self::Fields(fields),
            CaseError::Conflict => Self::Conflict,
            CaseError::SentOther => Self::SentOther(None),
            CaseError::Access(error) => Self::Access(error),
        }
    }
}

impl From<TakeBackError> for Failure {
    fn from(error: TakeBackError) -> Self {
        match error {
            TakeBackError::Fields(fields) => Self::Fields(fields),
            TakeBackError::Not(why) => Self::NotBack(why),
            TakeBackError::Access(error) => Self::Access(error),
        }
    }
}

impl From<ChangeError> for Failure {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Fields(fields) => Self::Fields(fields),
            ChangeError::Access(error) => Self::Access(error),
        }
    }
}

impl From<AddChildError> for Failure {
    fn from(error: AddChildError) -> Self {
        match error {
            AddChildError::Fields(fields) => Self::Fields(fields),
            AddChildError::Refused(why) => Self::Access(AccessError::Refused(why)),
            AddChildError::Fault(fault) => fault.into(),
        }
    }
}

/// Sets the answer's status: of the server function, or of the page that called it.
pub(crate) fn answer(error: ApiError) -> ApiError {
    if let Some(response) = use_context::<ResponseOptions>()
        && let Ok(status) = StatusCode::from_u16(error.code.status())
    {
        response.set_status(status);
    }
    error
}
