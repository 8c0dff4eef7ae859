//! The one error that crosses the wire.

use domain::access::PublicReason;
use domain::form::FieldError;
use domain::message::FormKey;
use domain::taking_back::WhyNot;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use super::json::JsonText;

/// Why a server function did not give what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// What kind of failure it is; the text for it lives in the catalogue.
    pub code: ApiCode,
    /// The fields that did not pass, for [`ApiCode::Fields`].
    #[serde(default)]
    pub fields: Vec<FieldError>,
    /// A number to quote, for [`ApiCode::Fault`].
    #[serde(default)]
    pub incident: Option<String>,
    /// What was sent instead, for [`ApiCode::SentOther`].
    #[serde(default)]
    pub before: Option<SentBefore>,
}

/// What a form has sent before, with something else in it than now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBefore {
    /// The address where it stands.
    pub at: String,
    /// The form's key from now on: what it holds now can be sent with that.
    pub key: FormKey,
}

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiCode {
    /// No such thing, or not yours.
    NotFound,
    /// Nobody is logged in, or not any more.
    LoggedOut,
    /// Refused, and why.
    Refused(PublicReason),
    /// Some fields did not pass.
    Fields,
    /// Another has changed it since; nothing was done.
    Conflict,
    /// What was written has been gone on with elsewhere; that stays.
    NewerDraft,
    /// The form was sent before with something else in it; what it holds now was not sent.
    SentOther,
    /// The errand can't be taken back, or not any more; nothing was done.
    NotBack(WhyNot),
    /// Too many tries; wait this many seconds.
    TooMany(u32),
    /// The request can't be understood.
    BadRequest,
    /// Something failed on our side.
    Fault,
    /// The server could not be reached: said by the browser.
    Unreachable,
}

impl ApiCode {
    /// The HTTP status that goes with it.
    pub fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::LoggedOut => 401,
            Self::Refused(PublicReason::RegisterUnavailable) | Self::Unreachable => 503,
            Self::Refused(_) => 403,
            Self::Conflict | Self::NewerDraft | Self::SentOther | Self::NotBack(_) => 409,
            Self::Fields => 422,
            Self::TooMany(_) => 429,
            Self::BadRequest => 400,
            Self::Fault => 500,
        }
    }
}

impl From<ApiCode> for ApiError {
    fn from(code: ApiCode) -> Self {
        Self {
            code,
            fields: Vec::new(),
            incident: None,
            before: None,
        }
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => ApiCode::Unreachable,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => ApiCode::BadRequest,
            _ => ApiCode::Fault,
        }
        .into()
    }
}
