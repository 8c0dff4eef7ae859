//! BankID orders under way.

use async_trait::async_trait;
use domain::id::{OrderId, PersonId};
use jiff::Timestamp;

use super::StoreResult;

/// BankID orders under way. They outlive the node that started them.
#[async_trait]
pub trait LoginOrders: Send + Sync {
    /// Keeps a new order, replacing the browser's earlier one.
    async fn create_order(&self, order: &OrderRow) -> StoreResult<()>;

    /// The order of this browser (SHA-256 of its pre-log-in token).
    async fn order(&self, browser_hash: &[u8; 32]) -> StoreResult<Option<OrderRow>>;

    /// Notes what the last collect said, and who it turned out to be if it is complete.
    async fn note_collected(
        &self,
        id: OrderId,
        state: &str,
        person: Option<PersonId>,
        at: Timestamp,
    ) -> StoreResult<()>;

    /// Deletes the order; `true` if it was there. Whoever gets `true` may use its result: exactly
    /// one of several.
    async fn take_order(&self, id: OrderId) -> StoreResult<bool>;

    /// Deletes orders first started before `before`.
    async fn prune_orders(&self, before: Timestamp) -> StoreResult<u64>;
}

/// A BankID order as we keep it.
#[derive(Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// Our id.
    pub id: OrderId,
    /// SHA-256 of the pre-log-in token of the browser that started it.
    pub browser_hash: [u8; 32],
    /// BankID's reference.
    pub order_ref: String,
    /// Starts the app on this device.
    pub auto_start_token: String,
    /// The public part of the QR code.
    pub qr_start_token: String,
    /// The secret part of the QR code.
    pub qr_start_secret: String,
    /// Whether it was started for this device (and not another one with a QR code).
    pub same_device: bool,
    /// The one-time word in the return address; empty for another device.
    pub nonce: String,
    /// The address of the browser that started it.
    pub ip: String,
    /// Our address as that browser sees it, such as `https://ombud.example`.
    pub origin: String,
    /// Where to go after logging in: a path of ours.
    pub return_to: String,
    /// When the user asked to log in; silent restarts keep it.
    pub first_started: Timestamp,
    /// When this very order was started: what the QR code counts from.
    pub started: Timestamp,
    /// What the last collect said: a hint's word.
    pub state: String,
    /// When the last collect was.
    pub collected: Timestamp,
    /// Who it turned out to be, once the order is complete and the person may log in.
    pub person: Option<PersonId>,
}
