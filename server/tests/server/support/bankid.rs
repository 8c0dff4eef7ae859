//! BankID, played by a few lines.

use std::sync::Mutex;

use async_trait::async_trait;
use service::ports::bankid::{
    AuthRequest, BankId, BankIdError, Collected, Completion, Order, PendingHint,
};

/// A BankID that identifies whom it is told to.
#[derive(Default)]
pub struct FakeBankId {
    who: Mutex<Option<String>>,
}

#[async_trait]
impl BankId for FakeBankId {
    async fn auth(&self, _: AuthRequest) -> Result<Order, BankIdError> {
        Ok(Order {
            order_ref: "order".to_owned(),
            auto_start_token: "auto".to_owned(),
            qr_start_token: "token".to_owned(),
            qr_start_secret: "secret".to_owned(),
        })
    }

    async fn collect(&self, _: &str) -> Result<Collected, BankIdError> {
        Ok(match self.who.lock().unwrap().clone() {
            None => Collected::Pending(PendingHint::OutstandingTransaction),
            Some(personal_number) => Collected::Complete(Completion {
                personal_number,
                given_name: "Test".to_owned(),
                surname: "Person".to_owned(),
                device_ip: "192.0.2.1".to_owned(),
            }),
        })
    }

    async fn cancel(&self, _: &str) -> Result<(), BankIdError> {
        Ok(())
    }
}

impl FakeBankId {
    /// From now on it says of every order that this person identified itself; none: that nobody
    /// has yet.
    pub fn identify(&self, number: Option<&str>) {
        *self.who.lock().unwrap() = number.map(str::to_owned);
    }
}
