//! What an order is known by.

use uuid::Builder;

/// The references of one order: each a random UUID, as BankID's are.
#[derive(Clone)]
pub(super) struct Tokens {
    pub(super) order_ref: String,
    pub(super) auto_start: String,
    pub(super) qr_start: String,
    pub(super) qr_secret: String,
}

impl Tokens {
    /// Four that nobody can guess.
    pub(super) fn random() -> Self {
        Self {
            order_ref: uuid(),
            auto_start: uuid(),
            qr_start: uuid(),
            qr_secret: uuid(),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "nothing depends on which tokens these are"
)]
fn uuid() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the operating system has random numbers");
    Builder::from_random_bytes(bytes).into_uuid().to_string()
}
