//! The outside parties of Agera ombud: one client each, behind the ports of `service`.

pub mod bankid;
pub mod mail;
pub mod sms;

mod local;
mod tls;

pub use tls::TrustError;
