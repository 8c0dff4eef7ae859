//! What the journal is asked for.

use serde::{Deserialize, Serialize};

use super::EntryKind;
use crate::form::{FieldCode, FieldErrors, wrong};
use crate::id::UnitId;
use crate::inbox::LONGEST_SEARCH;
use crate::text::words;

/// What the journal is asked for: as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct JournalForm {
    /// A kind's slug, or empty for all.
    pub typ: String,
    /// A unit's id, or empty for all.
    pub enhet: String,
    /// Words to search for; or empty.
    pub sok: String,
    /// Where the page starts; empty for the first.
    pub efter: String,
}

/// What the journal is asked for, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// Only this kind.
    pub kind: Option<EntryKind>,
    /// Only this unit.
    pub unit: Option<UnitId>,
    /// Only those that have all these words, in small letters.
    pub words: Vec<String>,
}

impl JournalForm {
    /// The filter.
    pub fn validate(&self) -> Result<JournalFilter, FieldErrors> {
        let mut errors = FieldErrors::new();
        let kind = match self.typ.as_str() {
            "" => None,
            slug => {
                let kind = EntryKind::from_slug(slug);
                if kind.is_none() {
                    errors.extend(wrong("typ", FieldCode::Choice));
                }
                kind
            }
        };
        let unit = match self.enhet.as_str() {
            "" => None,
            id => {
                let unit = id.parse().ok();
                if unit.is_none() {
                    errors.extend(wrong("enhet", FieldCode::Choice));
                }
                unit
            }
        };
        if errors.is_empty() {
            let search: String = self.sok.chars().take(LONGEST_SEARCH).collect();
            Ok(JournalFilter {
                kind,
                unit,
                words: words(&search),
            })
        } else {
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use uuid::Uuid;

    use super::*;

    fn journal(typ: &str, enhet: &str) -> Result<JournalFilter, FieldErrors> {
        JournalForm {
            typ: typ.to_owned(),
            enhet: enhet.to_owned(),
            ..JournalForm::default()
        }
        .validate()
    }

    #[test]
    fn the_journal_shows_all_unless_asked() {
        assert_eq!(journal("", ""), Ok(JournalFilter::default()));
    }

    #[test]
    fn every_kind_of_the_journal_can_be_asked_for() {
        for kind in EntryKind::ALL {
            assert_eq!(
                journal(kind.slug(), ""),
                Ok(JournalFilter {
                    kind: Some(kind),
                    ..JournalFilter::default()
                })
            );
        }
    }

    #[test]
    fn a_unit_of_the_journal_can_be_asked_for() {
        let unit = UnitId(Uuid::from_u128(7));

        let filter = journal("provsvar", &unit.to_string());

        assert_eq!(
            filter,
            Ok(JournalFilter {
                kind: Some(EntryKind::LabResult),
                unit: Some(unit),
                ..JournalFilter::default()
            })
        );
    }

    #[rstest]
    #[case::kind("intyg", "", "typ")]
    #[case::unit("", "bup", "enhet")]
    fn no_other_choice_of_the_journal_passes(
        #[case] typ: &str,
        #[case] enhet: &str,
        #[case] field: &str,
    ) {
        let errors = journal(typ, enhet).unwrap_err();
        assert_eq!(errors, wrong(field, FieldCode::Choice));
    }

    #[test]
    fn all_wrong_fields_are_told_in_the_forms_order() {
        let errors = journal("intyg", "bup").unwrap_err();

        assert_eq!(
            errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(),
            ["typ", "enhet"]
        );
    }

    #[test]
    fn an_address_without_a_query_is_the_first_page() {
        assert_eq!(
            serde_json::from_str::<JournalForm>("{}").unwrap(),
            JournalForm::default()
        );
    }

    #[test]
    fn a_search_is_for_words_and_no_longer_than_one_types() {
        let search = |sok: &str| {
            let form = JournalForm {
                sok: sok.to_owned(),
                ..JournalForm::default()
            };
            form.validate().unwrap().words
        };
        assert_eq!(search(" Hosta,  på natten"), ["hosta", "på", "natten"]);
        assert_eq!(
            search(&"Å".repeat(LONGEST_SEARCH + 5)),
            ["å".repeat(LONGEST_SEARCH)]
        );
    }
}
