//! What an inbox is asked for.

use serde::{Deserialize, Serialize};

use crate::contact::OnlineService;
use crate::form::{FieldCode, FieldErrors, wrong};
use crate::text::words;

/// How long a search may be, in characters.
pub const LONGEST_SEARCH: usize = 60;

/// Which threads to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InboxFilter {
    /// All that are not archived; unread first, then newest first.
    #[default]
    Current,
    /// Unread ones that are not archived.
    Unread,
    /// Archived ones.
    Archived,
}

/// What the inbox is asked for: as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InboxForm {
    /// `""`, `olasta` or `arkiv`.
    pub visa: String,
    /// A kind of errand, by its word; or empty for all.
    pub typ: String,
    /// Words to search for, in the archive too; or empty.
    pub sok: String,
    /// Where the page starts; empty for the first.
    pub efter: String,
}

/// What the inbox is asked for, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InboxAsked {
    /// Which threads.
    pub filter: InboxFilter,
    /// Only this kind.
    pub kind: Option<OnlineService>,
    /// Only those that have all these words, in small letters.
    pub words: Vec<String>,
}

impl InboxForm {
    /// What is asked for.
    pub fn validate(&self) -> Result<InboxAsked, FieldErrors> {
        let mut errors = FieldErrors::new();
        let filter = match self.visa.as_str() {
            "" => Some(InboxFilter::Current),
            "olasta" => Some(InboxFilter::Unread),
            "arkiv" => Some(InboxFilter::Archived),
            _ => None,
        };
        if filter.is_none() {
            errors.extend(wrong("visa", FieldCode::Choice));
        }
        let kind = match self.typ.as_str() {
            "" => None,
            word => {
                let kind = OnlineService::from_word(word);
                if kind.is_none() {
                    errors.extend(wrong("typ", FieldCode::Choice));
                }
                kind
            }
        };
        let search: String = self.sok.chars().take(LONGEST_SEARCH).collect();
        match filter {
            Some(filter) if errors.is_empty() => Ok(InboxAsked {
                filter,
                kind,
                words: words(&search),
            }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn form(visa: &str, typ: &str, sok: &str) -> InboxForm {
        InboxForm {
            visa: visa.to_owned(),
            typ: typ.to_owned(),
            sok: sok.to_owned(),
            efter: String::new(),
        }
    }

    #[rstest]
    #[case("", InboxFilter::Current)]
    #[case("olasta", InboxFilter::Unread)]
    #[case("arkiv", InboxFilter::Archived)]
    fn the_inbox_shows_what_the_address_says(#[case] visa: &str, #[case] filter: InboxFilter) {
        assert_eq!(form(visa, "", "").validate().unwrap().filter, filter);
    }

    #[rstest]
    #[case("OLASTA", "", "visa")]
    #[case("olästa", "", "visa")]
    #[case("arkiv ", "", "visa")]
    #[case("", "fika", "typ")]
    fn no_other_choice_of_the_inbox_passes(
        #[case] visa: &str,
        #[case] typ: &str,
        #[case] field: &str,
    ) {
        let errors = form(visa, typ, "").validate();

        assert_eq!(errors, Err(wrong(field, FieldCode::Choice)));
    }

    #[test]
    fn a_search_is_for_words_and_no_longer_than_one_types() {
        let long = form("", "booking", &"Å".repeat(LONGEST_SEARCH + 5));
        let asked = long.validate().unwrap();

        assert_eq!(asked.kind, Some(OnlineService::Booking));
        assert_eq!(asked.words, ["å".repeat(LONGEST_SEARCH)]);
        let asked = form("", "", " Hosta, på  NATTEN% ").validate().unwrap();
        assert_eq!(asked.words, ["hosta", "på", "natten"]);
    }

    #[test]
    fn an_address_without_a_query_is_the_first_page() {
        assert_eq!(
            serde_json::from_str::<InboxForm>("{}").unwrap(),
            InboxForm::default()
        );
    }
}
