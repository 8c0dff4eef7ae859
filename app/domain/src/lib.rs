//! The rules of Agera ombud, and nothing else: numbers and ages, who may do what, and the
//! validation of every form. Pure: no clock, no input or output, no framework. Compiled for the
//! browser and for the server, so that both say the same.
//!
//! Rule numbers (`R-G4`) are those of `docs/RULES.md`, at the root of the repository. Where a
//! rule's text leaves something open, the code says how it is read, beside the number.

pub mod access;
pub mod age;
pub mod application;
pub mod approval;
pub mod attachment;
pub mod block;
pub mod booking;
pub mod case;
pub mod certificate;
pub mod contact;
pub mod draft;
pub mod explain;
pub mod family;
pub mod form;
pub mod future;
pub mod id;
pub mod inbox;
pub mod journal;
pub mod log;
pub mod login;
pub mod message;
pub mod moment;
pub mod notice;
pub mod person;
pub mod personnummer;
pub mod prescription;
pub mod principal;
pub mod rules;
pub mod ruling;
pub mod staff;
pub mod taking_back;
pub mod template;
pub mod text;

mod hidden;
#[cfg(test)]
mod testdata;
