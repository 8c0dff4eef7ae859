//! The outside parties of Agera ombud: one client each, behind the ports of `service`.

pub mod bankid;
