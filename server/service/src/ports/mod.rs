//! What the use cases need from the outside: implemented by `store`, `adapters` and `server`.

pub mod bankid;
pub mod chance;
pub mod clock;
pub mod register;
pub mod store;
