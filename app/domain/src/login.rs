//! Logging in with BankID, as pages show it.

use serde::{Deserialize, Serialize};

use crate::access::PublicReason;

/// Where the BankID app is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// On the device that shows the page.
    This,
    /// On another one, which scans a QR code.
    Other,
}

/// How logging in stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginState {
    /// Nothing has been started in this browser, or it is long over.
    Idle,
    /// Waiting for the app.
    Waiting {
        /// Where the app is.
        device: Device,
        /// What the user should do now.
        hint: Hint,
        /// The QR code of this second as an SVG image's path data, for another device.
        qr: Option<Qr>,
        /// The address that starts the app, for this device.
        start_app: Option<String>,
        /// How many seconds are left before we give up (of 180).
        seconds_left: u16,
    },
    /// Identified, and allowed in: one POST away from a session.
    Identified,
    /// Over.
    Failed(LoginFailure),
}

/// A QR code to draw: a square of `size` × `size` modules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qr {
    /// Modules on a side, without the quiet zone.
    pub size: u16,
    /// The dark modules as SVG path data in module units.
    pub path: String,
}

/// What the user should do now. Our own words for BankID's recommended messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// Start the app, or scan the code (RFA1, RFA13).
    StartApp,
    /// The app is looking for a BankID; there may be none on the device (RFA14, RFA15).
    Searching,
    /// Write the code and choose identify (RFA9).
    EnterCode,
    /// Scan the passport or ID card (RFA23).
    ScanIdCard,
    /// Say whether someone is on the phone.
    ConfirmCall,
    /// Under way (RFA21).
    UnderWay,
}

/// Why logging in is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginFailure {
    /// The user said no in the app (RFA6).
    UserCancelled,
    /// A newer order replaced it (RFA3).
    Replaced,
    /// The app did not answer in time (RFA8).
    Expired,
    /// No app was started for three minutes (RFA17).
    NotStarted,
    /// The BankID is blocked or too old (RFA16).
    Certificate,
    /// The user said that someone is on the phone.
    CallDeclined,
    /// An order for this person runs already; it has been cancelled (RFA4).
    AlreadyInProgress,
    /// BankID does not answer (RFA5).
    BankIdUnavailable,
    /// The population register does not answer.
    RegisterUnavailable,
    /// The order was started by another device than the one that identified (same-device flow).
    OtherDevice,
    /// The number is a coordination or reserve number (R-L8).
    NoPersonnummer,
    /// This person may not log in.
    Refused(PublicReason),
    /// Unknown (RFA22).
    Unknown,
}
