//! What a reader hears of by which channel (R-E8, B6).

use serde::{Deserialize, Serialize};

use super::{Channel, NoticeChange};
use crate::form::{FieldCode, FieldErrors, Reader, Typed};

/// Something that a reader may hear of. What is sent is the same for all of them but the last two
/// and the reminder, and never says which it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeEvent {
    /// The clinic has written or answered.
    Answer,
    /// The clinic has given, moved or cancelled a booking.
    Booking,
    /// A visit is tomorrow.
    Reminder,
    /// The clinic has decided on prescriptions or on a certificate.
    Decision,
    /// Another guardian of the child has done something for it.
    OtherGuardian,
    /// The child's 13th birthday is near (R-G5).
    Birthday,
}

impl NoticeEvent {
    /// Every event, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Answer,
        Self::Booking,
        Self::Reminder,
        Self::Decision,
        Self::OtherGuardian,
        Self::Birthday,
    ];

    /// The word for it in forms and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Booking => "booking",
            Self::Reminder => "reminder",
            Self::Decision => "decision",
            Self::OtherGuardian => "other-guardian",
            Self::Birthday => "birthday",
        }
    }

    /// The event with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.word() == word)
    }

    /// Whether there is such a thing to hear of: about a child, or of one's own inbox.
    pub fn is_of(self, child: bool) -> bool {
        match self {
            Self::Answer | Self::Booking | Self::Reminder | Self::Decision => true,
            Self::OtherGuardian | Self::Birthday => child,
        }
    }

    /// Whether it is told: as the reader has chosen, and else as it is for everybody. What the
    /// clinic does and what has a date is told (R-E8, R-G5). What the other guardian does is not
    /// news of the clinic, and tells of that guardian (B7): only one who asks hears of it.
    pub fn is_told(self, chosen: Option<bool>) -> bool {
        chosen.unwrap_or(self != Self::OtherGuardian)
    }
}

/// What a reader wants to hear of, by each channel that the form has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeChoices(pub Vec<(Channel, Vec<NoticeEvent>)>);

impl NoticeChoices {
    /// What the button's field says.
    pub const ACT: &'static str = "val";

    /// The events' field of a channel: chosen in once for each.
    pub fn field(channel: Channel) -> &'static str {
        match channel {
            Channel::Email => "besked_epost",
            Channel::Sms => "besked_sms",
        }
    }

    /// Reads the form: it names its channels, for a channel with no box ticked sends nothing else.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let named = form.all(NoticeChange::CHANNEL);
        if named.is_empty() || named.iter().any(|word| Channel::from_word(word).is_none()) {
            form.wrong(NoticeChange::CHANNEL, FieldCode::Choice);
        }
        let mut choices = Vec::new();
        for channel in Channel::ALL {
            if !named.contains(&channel.word()) {
                continue;
            }
            let ticked = form.all(Self::field(channel));
            if ticked
                .iter()
                .any(|word| NoticeEvent::from_word(word).is_none())
            {
                form.wrong(Self::field(channel), FieldCode::Choice);
            }
            let is_ticked = |event: &NoticeEvent| ticked.contains(&event.word());
            let events = NoticeEvent::ALL.into_iter().filter(is_ticked).collect();
            choices.push((channel, events));
        }
        form.done(|| Some(Self(choices)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn read(fields: &[(&str, &str)]) -> Result<NoticeChoices, FieldErrors> {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        NoticeChoices::read(&Typed(fields.iter().map(own).collect()))
    }

    // R-E8, R-G5, B6, B7: by event: where nothing is chosen, where it is, where it is not; about a
    // child, of one's own inbox.
    #[rstest]
    #[case(NoticeEvent::Answer, [true, true, false], [true, true])]
    #[case(NoticeEvent::Booking, [true, true, false], [true, true])]
    #[case(NoticeEvent::Reminder, [true, true, false], [true, true])]
    #[case(NoticeEvent::Decision, [true, true, false], [true, true])]
    #[case(NoticeEvent::OtherGuardian, [false, true, false], [true, false])]
    #[case(NoticeEvent::Birthday, [true, true, false], [true, false])]
    fn what_is_told(#[case] event: NoticeEvent, #[case] told: [bool; 3], #[case] of: [bool; 2]) {
        assert_eq!(
            [None, Some(true), Some(false)].map(|chosen| event.is_told(chosen)),
            told
        );
        assert_eq!([true, false].map(|child| event.is_of(child)), of);
        assert_eq!(NoticeEvent::from_word(event.word()), Some(event));
    }

    #[test]
    fn each_channel_of_the_form_has_its_own() {
        let choices = read(&[
            ("kanal", "email"),
            ("besked_epost", "birthday"),
            ("besked_epost", "answer"),
            ("kanal", "sms"),
        ]);

        let expected = vec![
            (
                Channel::Email,
                vec![NoticeEvent::Answer, NoticeEvent::Birthday],
            ),
            (Channel::Sms, Vec::new()),
        ];
        assert_eq!(choices, Ok(NoticeChoices(expected)));
    }

    #[test]
    fn a_channel_that_the_form_has_not_stays_as_it_is() {
        let choices = read(&[("kanal", "sms"), ("besked_epost", "answer")]);

        assert_eq!(choices, Ok(NoticeChoices(vec![(Channel::Sms, Vec::new())])));
    }

    #[rstest]
    #[case::no_channel(&[("besked_sms", "answer")], "kanal")]
    #[case::another_channel(&[("kanal", "brev")], "kanal")]
    #[case::no_event(&[("kanal", "sms"), ("besked_sms", "allt")], "besked_sms")]
    fn what_is_none_of_the_choices_is_told_at_its_field(
        #[case] fields: &[(&str, &str)],
        #[case] field: &str,
    ) {
        let errors = read(fields).unwrap_err();

        assert_eq!((errors.len(), errors[0].field.as_str()), (1, field));
        assert_eq!(errors[0].code, FieldCode::Choice);
    }
}
