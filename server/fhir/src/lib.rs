//! FHIR R4 in: a Bundle is read as entries of the journal, and every part of it is accounted for.
//!
//! Pure: no I/O, no clock. What a care system sends is JSON that we did not write, so it is read with
//! a few small readers that know what they look for (`node`), mark what they have read, and report
//! what nobody read: nothing vanishes. Why there is no generated model of FHIR stands in
//! `docs/decisions/0018-fhir-in.md`.
//!
//! ```text
//! bytes ─▶ json ─▶ bundle ─▶ resource/* (patient · place · when · coded · standing) ─▶ Reading
//! ```
//!
//! Specification: <https://hl7.org/fhir/R4/>; Swedish identifiers and security labels: HL7 Sweden's base
//! profiles 1.1.0.

mod attachment;
mod bundle;
mod coded;
mod html;
mod incoming;
mod json;
mod key;
mod labels;
mod narrative;
mod node;
mod outcome;
mod patient;
mod place;
mod references;
mod report;
mod resource;
mod standing;
mod when;

pub use bundle::read;
pub use incoming::{BundleKind, Fate, Identifier, Incoming, Item, Reading, SourceKey};
pub use outcome::{Told, answer, outcome, refusal};
pub use report::{Code, Finding, Refusal, Severity};

/// The content type of FHIR as JSON.
pub const CONTENT_TYPE: &str = "application/fhir+json";
