//! Writing to a clinic (R-E5).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::contact::UnitOffer;
use crate::draft::Draft;
use crate::form::{FieldErrors, Reader, Typed};
use crate::id::{MessageId, ThreadId};

/// How long a subject may be, in characters.
pub const LONGEST_SUBJECT: usize = 80;
/// How long a message may be, in characters.
pub const LONGEST_TEXT: usize = 4_000;

/// A key that a form carries, made with it: what is sent twice with one key is done once. It
/// becomes the id of what is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FormKey(#[serde(with = "uuid::serde::simple")] pub Uuid);

impl FormKey {
    /// The field's name.
    pub const FIELD: &'static str = "nyckel";

    /// The key that a form came with.
    pub fn read(text: &str) -> Option<Self> {
        let written = text.len() == 32;
        Uuid::try_parse(text).ok().filter(|_| written).map(Self)
    }

    /// As it stands in the form.
    pub fn text(self) -> String {
        self.0.as_simple().to_string()
    }
}

/// What the form for a new message needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageDesk {
    /// To whom.
    pub unit: UnitOffer,
    /// The form's key.
    pub key: FormKey,
    /// What the writer has begun there.
    pub draft: Option<Draft>,
}

/// What the form for a further message needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyDesk {
    /// The form's key.
    pub key: FormKey,
    /// The key of the form that takes the errand back.
    pub back: FormKey,
    /// What the writer has begun there.
    pub draft: Option<Draft>,
}

/// A new message to a unit, as it may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// The thread to be.
    pub thread: ThreadId,
    /// What it is about: one line.
    pub subject: String,
    /// The text.
    pub text: String,
}

impl NewMessage {
    /// The subject's field.
    pub const SUBJECT: &'static str = "amne";
    /// The text's field.
    pub const TEXT: &'static str = "text";

    /// Reads the form.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let subject = form.line(Self::SUBJECT, LONGEST_SUBJECT);
        let text = form.text(Self::TEXT, LONGEST_TEXT);
        let key = form.choice(FormKey::FIELD, FormKey::read);
        form.done(|| {
            Some(Self {
                thread: ThreadId(key?.0),
                subject,
                text,
            })
        })
    }
}

/// A further message in a thread, as it may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The message to be.
    pub message: MessageId,
    /// The text.
    pub text: String,
}

impl Reply {
    /// Reads the form.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let text = form.text(NewMessage::TEXT, LONGEST_TEXT);
        let key = form.choice(FormKey::FIELD, FormKey::read);
        form.done(|| {
            Some(Self {
                message: MessageId(key?.0),
                text,
            })
        })
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

    fn codes(result: Result<NewMessage, FieldErrors>) -> Vec<(String, FieldCode)> {
        let errors = result.err().unwrap_or_default();
        errors
            .into_iter()
            .map(|wrong| (wrong.field, wrong.code))
            .collect()
    }

    #[test]
    fn what_is_typed_is_kept_but_for_what_nobody_means() {
        let form = typed(&[
            ("amne", "  Hosta\u{0} på\n nätterna "),
            ("text", "\r\nHej\r\n\r\n– Sara\u{7}\n"),
            ("nyckel", KEY),
        ]);

        let message = NewMessage::read(&form).unwrap();

        assert_eq!(message.subject, "Hosta på nätterna");
        assert_eq!(message.text, "Hej\n\n– Sara");
        assert_eq!(message.thread.to_string(), KEY);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let long = "å".repeat(LONGEST_SUBJECT + 1);
        let form = typed(&[("amne", long.as_str()), ("text", " \n ")]);

        assert_eq!(
            codes(NewMessage::read(&form)),
            [
                ("amne".to_owned(), FieldCode::TooLong),
                ("text".to_owned(), FieldCode::Empty),
                ("nyckel".to_owned(), FieldCode::Choice),
            ]
        );
    }

    #[rstest]
    #[case::as_long_as_may_be(LONGEST_TEXT, true)]
    #[case::one_more(LONGEST_TEXT + 1, false)]
    fn lengths_are_counted_in_characters(#[case] length: usize, #[case] passes: bool) {
        let text = "ö".repeat(length);
        let form = typed(&[("text", text.as_str()), ("nyckel", KEY)]);

        assert_eq!(Reply::read(&form).is_ok(), passes);
    }

    #[rstest]
    #[case::empty("")]
    #[case::hyphens("019a9fe2-6b20-73c5-a1d3-0d2f3b1c4e5f")]
    #[case::braces("{19a9fe26b2073c5a1d30d2f3b1c4e5f}")]
    #[case::words("inte en nyckel alls, 32 tecken..")]
    fn what_is_no_key_is_refused(#[case] key: &str) {
        assert_eq!(FormKey::read(key), None);
    }
}
