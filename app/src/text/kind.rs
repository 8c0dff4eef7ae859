//! What the kinds of journal entries are called.

use domain::journal::EntryKind;

/// The kind, as it stands beside an entry.
pub(crate) fn kind(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Note => "Anteckning",
        EntryKind::Diagnosis => "Diagnos",
        EntryKind::Vaccination => "Vaccination",
        EntryKind::Growth => "Tillväxt",
        EntryKind::LabResult => "Provsvar",
        EntryKind::Medicine => "Läkemedel",
        EntryKind::Referral => "Remiss",
        EntryKind::Visit => "Besök",
    }
}

/// The kind in the plural, as a filter offers it.
pub(crate) fn kinds(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Note => "Anteckningar",
        EntryKind::Diagnosis => "Diagnoser",
        EntryKind::Vaccination => "Vaccinationer",
        EntryKind::Growth => "Tillväxt",
        EntryKind::LabResult => "Provsvar",
        EntryKind::Medicine => "Läkemedel",
        EntryKind::Referral => "Remisser",
        EntryKind::Visit => "Besök",
    }
}
