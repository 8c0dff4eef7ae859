//! The server functions: thin. The session comes in, a use case runs, its answer goes out.
//!
//! Each has a fixed address, so that it is the same on every node and in every build, and each is
//! a public endpoint: it takes the session itself, and the use case takes the access decision.

#![expect(
    missing_docs,
    reason = "the macro makes a struct of each function's arguments; the function says it"
)]

pub mod applications;
pub mod blocks;
pub mod booking;
pub mod certificates;
pub mod contact;
pub mod desk;
mod error;
pub mod family;
pub mod future;
pub mod inbox;
pub mod journal;
mod json;
pub mod log;
pub mod log_in;
pub mod prescriptions;
pub mod principal;
pub mod session;
pub mod settings;
pub mod viewer;

pub use error::{ApiCode, ApiError, SentBefore};
pub use json::Json;
