//! BankID's hints as our own, and as words in the store.

use domain::login::{Hint, LoginFailure};

use crate::ports::bankid::{FailedHint, PendingHint};

const HINTS: [(Hint, &str); 6] = [
    (Hint::StartApp, "start_app"),
    (Hint::Searching, "searching"),
    (Hint::EnterCode, "enter_code"),
    (Hint::ScanIdCard, "scan_id_card"),
    (Hint::ConfirmCall, "confirm_call"),
    (Hint::UnderWay, "under_way"),
];

/// The word for a hint in the store.
pub(super) fn hint_word(hint: Hint) -> &'static str {
    HINTS
        .iter()
        .find(|(known, _)| *known == hint)
        .map_or("under_way", |(_, word)| word)
}

/// The hint with this word.
pub(super) fn hint_from(word: &str) -> Hint {
    HINTS
        .iter()
        .find(|(_, known)| *known == word)
        .map_or(Hint::UnderWay, |(hint, _)| *hint)
}

/// What the user should do, from what BankID says of a pending order.
pub(super) fn hint_of(pending: PendingHint) -> Hint {
    match pending {
        PendingHint::OutstandingTransaction | PendingHint::NoClient => Hint::StartApp,
        PendingHint::Started => Hint::Searching,
        PendingHint::UserMrtd => Hint::ScanIdCard,
        PendingHint::UserCallConfirm => Hint::ConfirmCall,
        PendingHint::UserSign => Hint::EnterCode,
        PendingHint::Other => Hint::UnderWay,
    }
}

/// Why it is over, from what BankID says of a failed order.
pub(super) fn failure_of(failed: FailedHint) -> LoginFailure {
    match failed {
        FailedHint::ExpiredTransaction => LoginFailure::Expired,
        FailedHint::CertificateErr => LoginFailure::Certificate,
        FailedHint::UserCancel => LoginFailure::UserCancelled,
        FailedHint::Cancelled => LoginFailure::Replaced,
        FailedHint::StartFailed => LoginFailure::NotStarted,
        FailedHint::UserDeclinedCall => LoginFailure::CallDeclined,
        FailedHint::Other => LoginFailure::Unknown,
    }
}
