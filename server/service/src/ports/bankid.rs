//! BankID's relying-party API, version 6.0, as far as we use it.

use std::net::IpAddr;

use async_trait::async_trait;

/// BankID.
#[async_trait]
pub trait BankId: Send + Sync {
    /// Starts an identification order (`/auth`).
    async fn auth(&self, request: AuthRequest) -> Result<Order, BankIdError>;
    /// Asks how the order stands (`/collect`). To be called every two seconds, not faster.
    async fn collect(&self, order_ref: &str) -> Result<Collected, BankIdError>;
    /// Ends the order (`/cancel`).
    async fn cancel(&self, order_ref: &str) -> Result<(), BankIdError>;
}

/// What an identification order is started with.
#[derive(Clone)]
pub struct AuthRequest {
    /// The user's address, as we see it.
    pub end_user_ip: IpAddr,
    /// What the app shows the user: plain text or simple Markdown, not yet encoded;
    /// at most 1,500 bytes once it is base64.
    pub visible: String,
    /// Where a phone's browser returns to afterwards; same-device flow only.
    pub return_url: Option<String>,
}

/// A started order.
#[derive(Clone, PartialEq, Eq)]
pub struct Order {
    /// BankID's reference, for `collect` and `cancel`.
    pub order_ref: String,
    /// Starts the app on this device.
    pub auto_start_token: String,
    /// The public part of the animated QR code.
    pub qr_start_token: String,
    /// The secret part of the animated QR code: never leaves the server.
    pub qr_start_secret: String,
}

/// How an order stands.
#[derive(Clone, PartialEq, Eq)]
pub enum Collected {
    /// Not done yet.
    Pending(PendingHint),
    /// It will never be done.
    Failed(FailedHint),
    /// Done.
    Complete(Completion),
}

/// Why an order is pending. An unknown hint is `Other`: treated by its status, never an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PendingHint {
    /// `outstandingTransaction`: waiting for the app to fetch the order.
    OutstandingTransaction,
    /// `noClient`: no app has fetched it yet.
    NoClient,
    /// `started`: an app runs, but has no usable BankID for it yet.
    Started,
    /// `userMrtd`: the app asks for the passport or ID card.
    UserMrtd,
    /// `userCallConfirm`: the app asks whether someone is on the phone.
    UserCallConfirm,
    /// `userSign`: the app asks for the code.
    UserSign,
    /// Anything else.
    Other,
}

/// Why an order failed. An unknown hint is `Other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailedHint {
    /// `expiredTransaction`.
    ExpiredTransaction,
    /// `certificateErr`: blocked or wrong.
    CertificateErr,
    /// `userCancel`: in the app.
    UserCancel,
    /// `cancelled`: by a newer order for the same person.
    Cancelled,
    /// `startFailed`: no app within 30 seconds; start a new order silently.
    StartFailed,
    /// `userDeclinedCall`.
    UserDeclinedCall,
    /// Anything else.
    Other,
}

/// What a completed order says of the user.
#[derive(Clone, PartialEq, Eq)]
pub struct Completion {
    /// 12 digits.
    pub personal_number: String,
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub surname: String,
    /// The device's address.
    pub device_ip: String,
}

/// What can go wrong with BankID.
#[derive(Debug, thiserror::Error)]
pub enum BankIdError {
    /// `alreadyInProgress`: an order for this person already runs.
    #[error("already in progress")]
    AlreadyInProgress,
    /// `invalidParameters`, `unauthorized` and the like: our mistake or our certificate.
    #[error("refused: {0}")]
    Refused(String),
    /// `notFound`: no such order.
    #[error("no such order")]
    NotFound,
    /// `maintenance`, `requestTimeout`, `internalError`, or the network: try again later.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// An answer that does not follow the protocol.
    #[error("unreadable answer: {0}")]
    Unreadable(String),
}
