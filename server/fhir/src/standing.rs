//! Whether a resource's status makes it a signed entry, an unsigned one, or one that is not shown.

use crate::node::Node;
use crate::report::{Code, Stop};

/// What a status means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is an entry, signed.
    Signed,
    /// It is an entry, not signed (R-J10).
    Unsigned,
    /// It is not shown, and taken away if it was: in error, cancelled, replaced.
    Withdrawn,
    /// It tells of what was not done: as an entry it could be misread.
    NotDone,
}

use Standing::{NotDone, Signed, Unsigned, Withdrawn};

/// A resource's statuses.
pub(crate) type Table = &'static [(&'static str, Standing)];

/// `Observation.status`.
pub(crate) const OBSERVATION: Table = &[
    ("final", Signed),
    ("amended", Signed),
    ("corrected", Signed),
    ("registered", Unsigned),
    ("preliminary", Unsigned),
    ("unknown", Unsigned),
    ("cancelled", Withdrawn),
    ("entered-in-error", Withdrawn),
];

/// `DiagnosticReport.status`.
pub(crate) const REPORT: Table = &[
    ("final", Signed),
    ("amended", Signed),
    ("corrected", Signed),
    ("appended", Signed),
    ("registered", Unsigned),
    ("partial", Unsigned),
    ("preliminary", Unsigned),
    ("unknown", Unsigned),
    ("cancelled", Withdrawn),
    ("entered-in-error", Withdrawn),
];

/// `DocumentReference.status`.
pub(crate) const DOCUMENT: Table = &[
    ("current", Signed),
    ("superseded", Withdrawn),
    ("entered-in-error", Withdrawn),
];

/// `DocumentReference.docStatus`: the document's own.
pub(crate) const DOCUMENT_OWN: Table = &[
    ("final", Signed),
    ("amended", Signed),
    ("preliminary", Unsigned),
    ("entered-in-error", Withdrawn),
];

/// `Condition.verificationStatus`.
pub(crate) const CONDITION: Table = &[
    ("confirmed", Signed),
    ("unconfirmed", Unsigned),
    ("provisional", Unsigned),
    ("differential", Unsigned),
    ("refuted", Withdrawn),
    ("entered-in-error", Withdrawn),
];

/// `Immunization.status`.
pub(crate) const IMMUNIZATION: Table = &[
    ("completed", Signed),
    ("not-done", NotDone),
    ("entered-in-error", Withdrawn),
];

/// `MedicationRequest.status`.
pub(crate) const MEDICATION: Table = &[
    ("active", Signed),
    ("on-hold", Signed),
    ("completed", Signed),
    ("stopped", Signed),
    ("cancelled", Withdrawn),
    ("draft", Unsigned),
    ("unknown", Unsigned),
    ("entered-in-error", Withdrawn),
];

/// `Encounter.status`.
pub(crate) const ENCOUNTER: Table = &[
    ("finished", Signed),
    ("planned", Unsigned),
    ("arrived", Unsigned),
    ("triaged", Unsigned),
    ("in-progress", Unsigned),
    ("onleave", Unsigned),
    ("unknown", Unsigned),
    ("cancelled", Withdrawn),
    ("entered-in-error", Withdrawn),
];

/// `Appointment.status`. A visit that is booked is not signed by anybody; it is certain all the same.
pub(crate) const APPOINTMENT: Table = &[
    ("booked", Signed),
    ("arrived", Signed),
    ("checked-in", Signed),
    ("fulfilled", Signed),
    ("proposed", Unsigned),
    ("pending", Unsigned),
    ("waitlist", Unsigned),
    ("noshow", Withdrawn),
    ("cancelled", Withdrawn),
    ("entered-in-error", Withdrawn),
];

/// What a word of a table means; one that is not there is not guessed at.
pub(crate) fn of(table: Table, word: &str, place: &str) -> Result<Standing, Stop> {
    let known = table.iter().find(|(known, _)| *known == word);
    known.map(|(_, standing)| *standing).ok_or_else(|| {
        let why = "it is a status that is not known here";
        Stop::not_taken(Code::NotSupported, place, why)
    })
}

/// What a resource's own status means; it must have one.
pub(crate) fn read(node: &Node<'_>, table: Table) -> Result<Standing, Stop> {
    of(table, node.needed("status")?, &node.at("status"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value sets of FHIR R4, each word of them.
    #[test]
    fn every_status_of_fhir_is_known() {
        let all = [
            (
                OBSERVATION,
                "registered preliminary final amended corrected cancelled entered-in-error unknown",
            ),
            (
                REPORT,
                "registered partial preliminary final amended corrected appended cancelled \
                 entered-in-error unknown",
            ),
            (DOCUMENT, "current superseded entered-in-error"),
            (DOCUMENT_OWN, "preliminary final amended entered-in-error"),
            (
                CONDITION,
                "unconfirmed provisional differential confirmed refuted entered-in-error",
            ),
            (IMMUNIZATION, "completed entered-in-error not-done"),
            (
                MEDICATION,
                "active on-hold cancelled completed entered-in-error stopped draft unknown",
            ),
            (
                ENCOUNTER,
                "planned arrived triaged in-progress onleave finished cancelled entered-in-error \
                 unknown",
            ),
            (
                APPOINTMENT,
                "proposed pending booked arrived fulfilled cancelled noshow entered-in-error \
                 checked-in waitlist",
            ),
        ];
        for (table, words) in all {
            let words: Vec<_> = words.split_whitespace().collect();
            assert_eq!(words.len(), table.len());
            for word in words {
                assert!(of(table, word, "X").is_ok(), "{word}");
            }
            assert_eq!(
                of(table, "entered-in-error", "X").ok(),
                entered_in_error(table)
            );
            assert!(of(table, "signed", "X").is_err());
            assert!(of(table, "Final", "X").is_err(), "FHIR's codes heed case");
        }
    }

    /// What is in error is never shown.
    fn entered_in_error(table: Table) -> Option<Standing> {
        let has = table.iter().any(|(word, _)| *word == "entered-in-error");
        has.then_some(Withdrawn)
    }
}
