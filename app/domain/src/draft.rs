//! What is being written and not sent yet: kept for the one who writes it, and shown to nobody else.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::form::{FieldErrors, Reader, Typed};
use crate::hidden::Hidden;
use crate::id::{ThreadId, UnitId};
use crate::message::{FormKey, LONGEST_SUBJECT, LONGEST_TEXT, NewMessage};
use crate::moment::Moment;

/// Where something is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftPlace {
    /// A new message to a unit.
    Unit(UnitId),
    /// A further message in a thread.
    Thread(ThreadId),
}

/// A draft, as it is shown again in its form. Hidden in debug output.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is about; empty in a thread.
    pub subject: String,
    /// The text.
    pub text: String,
    /// When it was kept.
    pub saved: Moment,
    /// Grows each time that it is kept: from 1.
    pub version: u32,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Draft").field(&Hidden).finish()
    }
}

/// A draft as it stands in the list of the inbox.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSummary {
    /// Where it is written.
    pub place: DraftPlace,
    /// To which unit, by name.
    pub unit: String,
    /// What it is about, or what its thread is about; it may be empty.
    pub subject: String,
    /// When it was kept.
    pub saved: Moment,
}

impl fmt::Debug for DraftSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DraftSummary").field(&self.place).finish()
    }
}

/// A draft to be kept. Hidden in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct NewDraft {
    /// The key of the form: once something has been sent with it, there is nothing to keep.
    pub key: FormKey,
    /// What it is about.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The version of the draft that the form was shown with; 0: there was none. What another form
    /// has kept since then is newer, and stays.
    pub seen: u32,
}

impl NewDraft {
    /// The field that says that the form is to be kept, or its draft to be forgotten.
    pub const ACT: &'static str = "utkast";
    /// To keep it.
    pub const KEEP: &'static str = "spara";
    /// To forget it.
    pub const FORGET: &'static str = "ta-bort";
    /// The field of the version that the form was shown with.
    pub const SEEN: &'static str = "version";

    /// Reads the form, whatever of it is filled in. As long as what may be sent, and no longer.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let subject = form.maybe_text(NewMessage::SUBJECT, LONGEST_SUBJECT);
        let text = form.maybe_text(NewMessage::TEXT, LONGEST_TEXT);
        let key = form.choice(FormKey::FIELD, FormKey::read);
        let seen = form.raw(Self::SEEN).parse().unwrap_or_default();
        form.done(|| {
            Some(Self {
                key: key?,
                subject,
                text,
                seen,
            })
        })
    }

    /// Whether nothing is written in it.
    pub fn is_empty(&self) -> bool {
        self.subject.is_empty() && self.text.is_empty()
    }
}

impl fmt::Debug for NewDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("NewDraft").field(&Hidden).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::FieldCode;
    use rstest::rstest;

    const KEY: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";

    fn typed(fields: &[(&str, &str)]) -> Typed {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Typed(fields.iter().map(own).collect())
    }

    #[test]
    fn half_a_message_can_be_kept() {
        let half = NewDraft::read(&typed(&[("text", " Hej\r\nigen "), ("nyckel", KEY)])).unwrap();
        assert_eq!(
            (half.subject.as_str(), half.text.as_str()),
            ("", "Hej\nigen")
        );
        assert!(!half.is_empty());
        assert_eq!(half.seen, 0, "there was none");
        for (version, seen) in [("3", 3), ("", 0), ("-1", 0), ("three", 0)] {
            let fields = [("text", "Hej"), ("nyckel", KEY), ("version", version)];
            assert_eq!(NewDraft::read(&typed(&fields)).unwrap().seen, seen);
        }

        let empty = NewDraft::read(&typed(&[("amne", " "), ("nyckel", KEY)])).unwrap();
        assert!(empty.is_empty());
        assert!(
            NewDraft::read(&typed(&[("text", "Hej")])).is_err(),
            "no key"
        );
    }

    #[rstest]
    #[case::a_text("text", LONGEST_TEXT)]
    #[case::a_subject("amne", LONGEST_SUBJECT)]
    fn what_is_too_long_to_be_sent_is_too_long_to_be_kept(
        #[case] field: &str,
        #[case] longest: usize,
    ) {
        for (length, passes) in [(longest, true), (longest + 1, false)] {
            let long = "å".repeat(length);
            let read = NewDraft::read(&typed(&[(field, long.as_str()), ("nyckel", KEY)]));
            let codes = read.err().unwrap_or_default();
            let codes: Vec<_> = codes.iter().map(|wrong| wrong.code).collect();
            let expected = if passes {
                vec![]
            } else {
                vec![FieldCode::TooLong]
            };
            assert_eq!(codes, expected, "{length}");
        }
    }

    #[test]
    fn debug_output_hides_what_is_written() {
        let draft = NewDraft::read(&typed(&[("text", "Hosta"), ("nyckel", KEY)])).unwrap();
        assert_eq!(format!("{draft:?}"), "NewDraft(…)");
    }
}
