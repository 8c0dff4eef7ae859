//! Where news of an inbox goes (R-E8): an e-mail address or a Swedish mobile number. The notice
//! itself has no content.

mod email;
mod mobile;
mod settings;

#[cfg(test)]
mod tests;

pub use email::{Email, EmailError};
pub use mobile::{MobileError, MobileNumber};
pub use settings::{
    Address, AddressState, CODE_DIGITS, Channel, NoticeChange, NoticeSetting, QuietHours,
};
