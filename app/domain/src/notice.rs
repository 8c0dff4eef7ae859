//! Where news of an inbox goes (R-E8): an e-mail address or a Swedish mobile number. The notice
//! itself has no content.

mod email;
mod event;
mod mobile;
mod reminder;
mod settings;

#[cfg(test)]
mod tests;

pub use email::{Email, EmailError};
pub use event::{NoticeChoices, NoticeEvent};
pub use mobile::{MobileError, MobileNumber};
pub use reminder::{NIGHT, REMIND_HOURS, remind_at, reminder_due};
pub use settings::{
    Address, AddressState, CODE_DIGITS, Channel, NoticeChange, NoticeSetting, QuietHours,
};
