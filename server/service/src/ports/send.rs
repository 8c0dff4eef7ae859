//! What can go wrong when something is sent out of the house.

/// Why a message was not, or perhaps not, sent. The texts are for the operator's log only: none
/// holds an address, a number or what the outside party wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The address, the number or the message itself is refused for good: don't try again.
    #[error("refused: {0}")]
    Refused(String),
    /// Nothing was sent, and the message is not at fault: try again later.
    #[error("not now: {0}")]
    Later(String),
    /// The connection broke, or nobody answered, once the message was on its way: it may have been
    /// sent, and whoever tries again may send it twice.
    #[error("perhaps sent: {0}")]
    Unknown(String),
}
