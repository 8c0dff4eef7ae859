//! What the use cases need from the outside: implemented by `store`, `adapters` and `server`.

pub mod bankid;
pub mod chance;
pub mod checkpoints;
pub mod clock;
pub mod mail;
pub mod register;
pub mod send;
pub mod sms;
pub mod store;
