//! The API's words, and what they mean to us.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use service::ports::bankid::{
    AuthRequest, BankIdError, Collected, Completion, FailedHint, Order, PendingHint,
};

/// Characters of base64 that `/auth` takes.
const VISIBLE_LIMIT: usize = 1_500;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AuthBody<'a> {
    end_user_ip: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_visible_data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_visible_data_format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_url: Option<&'a str>,
}

impl<'a> AuthBody<'a> {
    /// Refuses a text that BankID would refuse, without asking.
    pub(super) fn new(request: &'a AuthRequest) -> Result<Self, BankIdError> {
        let visible = Some(STANDARD.encode(&request.visible)).filter(|data| !data.is_empty());
        if visible
            .as_ref()
            .is_some_and(|data| data.len() > VISIBLE_LIMIT)
        {
            return Err(BankIdError::Refused(
                "the text to show is over 1,500 characters of base64".to_owned(),
            ));
        }
        Ok(Self {
            end_user_ip: request.end_user_ip.to_string(),
            user_visible_data_format: visible.as_ref().map(|_| "simpleMarkdownV1"),
            user_visible_data: visible,
            return_url: request.return_url.as_deref(),
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OrderBody<'a> {
    pub(super) order_ref: &'a str,
}

/// The answer of `/auth`.
pub(super) fn order(answer: Value) -> Result<Order, BankIdError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer {
        order_ref: String,
        auto_start_token: String,
        qr_start_token: String,
        qr_start_secret: String,
    }
    let answer: Answer = read(answer, "an order lacks a member")?;
    Ok(Order {
        order_ref: answer.order_ref,
        auto_start_token: answer.auto_start_token,
        qr_start_token: answer.qr_start_token,
        qr_start_secret: answer.qr_start_secret,
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CollectAnswer {
    status: String,
    #[serde(default)]
    hint_code: String,
    completion_data: Option<CompletionData>,
}

#[derive(Deserialize)]
struct CompletionData {
    user: User,
    device: Device,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    personal_number: String,
    given_name: String,
    surname: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Device {
    ip_address: String,
}

/// The answer of `/collect`.
pub(super) fn collected(answer: Value) -> Result<Collected, BankIdError> {
    let answer: CollectAnswer = read(answer, "a collected order lacks a member")?;
    match (answer.status.as_str(), answer.completion_data) {
        ("pending", _) => Ok(Collected::Pending(pending(&answer.hint_code))),
        ("failed", _) => Ok(Collected::Failed(failed(&answer.hint_code))),
        ("complete", Some(CompletionData { user, device })) => {
            Ok(Collected::Complete(Completion {
                personal_number: user.personal_number,
                given_name: user.given_name,
                surname: user.surname,
                device_ip: device.ip_address,
            }))
        }
        ("complete", None) => Err(unreadable("a completed order says of nobody")),
        _ => Err(unreadable("an order with an unknown status")),
    }
}

fn pending(hint: &str) -> PendingHint {
    match hint {
        "outstandingTransaction" => PendingHint::OutstandingTransaction,
        "noClient" => PendingHint::NoClient,
        "started" => PendingHint::Started,
        "userMrtd" => PendingHint::UserMrtd,
        "userCallConfirm" => PendingHint::UserCallConfirm,
        "userSign" => PendingHint::UserSign,
        _ => PendingHint::Other,
    }
}

fn failed(hint: &str) -> FailedHint {
    match hint {
        "expiredTransaction" => FailedHint::ExpiredTransaction,
        "certificateErr" => FailedHint::CertificateErr,
        "userCancel" => FailedHint::UserCancel,
        "cancelled" => FailedHint::Cancelled,
        "startFailed" => FailedHint::StartFailed,
        "userDeclinedCall" => FailedHint::UserDeclinedCall,
        _ => FailedHint::Other,
    }
}

/// What an answer with another status than 200 means. Only codes that we know are repeated:
/// anything else could hold anything.
pub(super) fn refusal(status: u16, body: &[u8]) -> BankIdError {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Refusal {
        error_code: String,
        #[serde(default)]
        details: String,
    }
    let refusal: Option<Refusal> = serde_json::from_slice(body).ok();
    let (code, details) = match &refusal {
        Some(refusal) => (refusal.error_code.as_str(), refusal.details.as_str()),
        None => ("", ""),
    };
    match (code, status) {
        ("alreadyInProgress", _) => BankIdError::AlreadyInProgress,
        ("notFound", _) => BankIdError::NotFound,
        // BankID itself says so of an order that it no longer knows.
        ("invalidParameters", _) if details.starts_with("No such order") => BankIdError::NotFound,
        ("invalidParameters" | "unauthorized" | "methodNotAllowed" | "unsupportedMediaType", _) => {
            BankIdError::Refused(code.to_owned())
        }
        ("requestTimeout" | "internalError" | "maintenance", _) => {
            BankIdError::Unavailable(code.to_owned())
        }
        (_, 408 | 429 | 500..) => BankIdError::Unavailable(format!("HTTP {status}")),
        (_, 400..) if refusal.is_some() => BankIdError::Refused(format!("HTTP {status}")),
        _ => unreadable(&format!("HTTP {status} without an error code")),
    }
}

fn read<T: for<'de> Deserialize<'de>>(answer: Value, otherwise: &str) -> Result<T, BankIdError> {
    serde_json::from_value(answer).map_err(|_| unreadable(otherwise))
}

fn unreadable(what: &str) -> BankIdError {
    BankIdError::Unreadable(what.to_owned())
}

#[cfg(test)]
mod tests;
