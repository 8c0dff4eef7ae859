//! What the gateway's answer, or its silence, means. In our own words, because a library's and the
//! gateway's may hold the number.

use serde::Deserialize;
use service::ports::send::SendError;

/// What was answered with status 200.
pub(super) fn taken(body: &[u8]) -> Result<(), SendError> {
    #[derive(Deserialize)]
    struct Answer {
        id: String,
        #[serde(default)]
        status: String,
    }
    match serde_json::from_slice::<Answer>(body) {
        Ok(answer) if answer.id.is_empty() => Err(unreadable()),
        Ok(answer) if answer.status == "failed" => Err(SendError::Refused(
            "the gateway says that the message failed".to_owned(),
        )),
        Ok(_) => Ok(()),
        Err(_) => Err(unreadable()),
    }
}

/// Somebody said 200, but not in the gateway's words.
fn unreadable() -> SendError {
    SendError::Unknown("the answer is not the gateway's".to_owned())
}

/// What any other status means. What is wrong with us (the login, an empty account, the address of
/// the API) is for the operator to mend, and the message waits.
pub(super) fn refusal(status: u16) -> SendError {
    let said = format!("the gateway answered HTTP {status}");
    match status {
        401 => SendError::Later(format!("{said}: the user or the password is wrong")),
        402 | 403 => SendError::Later(format!("{said}: the account may be empty or closed")),
        404 | 405 | 407 | 408 | 425 | 429 => SendError::Later(said),
        400..=499 => SendError::Refused(said),
        // What stands in front of the gateway does not know what became of the message behind it.
        502 | 504 => SendError::Unknown(said),
        _ => SendError::Later(said),
    }
}

/// There was no whole answer.
pub(super) fn unreachable(error: &reqwest::Error) -> SendError {
    if error.is_connect() {
        let how = if error.is_timeout() {
            "no connection in time"
        } else {
            "no connection"
        };
        return SendError::Later(how.to_owned());
    }
    let how = if error.is_timeout() {
        "no answer in time"
    } else {
        "the connection broke"
    };
    SendError::Unknown(how.to_owned())
}
