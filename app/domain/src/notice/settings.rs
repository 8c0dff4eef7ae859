//! A reader's settings for news of a person's inbox, and the forms that change them (R-E8, B6).

use std::fmt;

use jiff::civil::{Time, time};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Email, MobileNumber, NoticeChoices, NoticeEvent};
use crate::age::zone;
use crate::form::{FieldCode, FieldErrors, Reader, Typed, wrong};
use crate::hidden::Hidden;

/// How many digits a code has.
pub const CODE_DIGITS: usize = 6;

/// By what news reach a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// SMS.
    Sms,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 2] = [Self::Email, Self::Sms];

    /// The word for it in forms and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    /// The channel with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|channel| channel.word() == word)
    }
}

/// An address of either channel. Hidden in debug output.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// An e-mail address.
    Email(Email),
    /// A mobile number.
    Mobile(MobileNumber),
}

impl Address {
    /// Its channel.
    pub fn channel(&self) -> Channel {
        match self {
            Self::Email(_) => Channel::Email,
            Self::Mobile(_) => Channel::Sms,
        }
    }

    /// As it is kept and sent to: the address, or E.164.
    pub fn kept(&self) -> String {
        match self {
            Self::Email(email) => email.as_str().to_owned(),
            Self::Mobile(number) => number.e164(),
        }
    }

    /// As it is shown.
    pub fn shown(&self) -> String {
        match self {
            Self::Email(email) => email.as_str().to_owned(),
            Self::Mobile(number) => number.to_string(),
        }
    }

    /// Reads what was typed for a channel, or kept of it.
    pub fn parse(channel: Channel, text: &str) -> Result<Self, FieldCode> {
        match channel {
            Channel::Email => Ok(Self::Email(Email::parse(text)?)),
            Channel::Sms => Ok(Self::Mobile(MobileNumber::parse(text)?)),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple(self.channel().word()).field(&Hidden).finish()
    }
}

/// How news of one person's inbox reach one reader by one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeSetting {
    /// The channel.
    pub channel: Channel,
    /// Where to, as it is shown; nothing: not by this channel.
    pub address: Option<String>,
    /// How it stands.
    pub state: AddressState,
    /// What is told by this channel.
    pub events: Vec<NoticeEvent>,
}

/// How an address stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressState {
    /// There is none.
    None,
    /// A code has been sent; it has not been typed yet.
    Unconfirmed,
    /// News go there.
    Confirmed,
    /// The last that was sent there, a code or news, could not be delivered.
    Failed,
}

/// A change of a reader's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeChange {
    /// Wants news there; a code is sent first.
    Address(Address),
    /// Has received the code.
    Confirm(Channel, String),
    /// Wants no more of them.
    Remove(Channel),
    /// Chooses what to hear of.
    Choose(NoticeChoices),
}

impl NoticeChange {
    /// The button's field.
    pub const ACT: &'static str = "gor";
    /// The channel's field.
    pub const CHANNEL: &'static str = "kanal";
    /// The e-mail address's field.
    pub const EMAIL: &'static str = "epost";
    /// The mobile number's field.
    pub const MOBILE: &'static str = "mobil";
    /// The field of the code that came by e-mail.
    pub const EMAIL_CODE: &'static str = "kod_epost";
    /// The field of the code that came by SMS.
    pub const SMS_CODE: &'static str = "kod_sms";

    /// The address's field of a channel.
    pub fn field(channel: Channel) -> &'static str {
        match channel {
            Channel::Email => Self::EMAIL,
            Channel::Sms => Self::MOBILE,
        }
    }

    /// The code's field of a channel.
    pub fn code_field(channel: Channel) -> &'static str {
        match channel {
            Channel::Email => Self::EMAIL_CODE,
            Channel::Sms => Self::SMS_CODE,
        }
    }

    /// Reads the form.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        if typed.get(Self::ACT) == NoticeChoices::ACT {
            return NoticeChoices::read(typed).map(Self::Choose);
        }
        let mut form = Reader::new(typed);
        let channel = form.choice(Self::CHANNEL, Channel::from_word);
        match (form.raw(Self::ACT), channel) {
            ("adress", Some(channel)) => {
                let field = Self::field(channel);
                Address::parse(channel, form.raw(field))
                    .map(Self::Address)
                    .map_err(|code| wrong(field, code))
            }
            ("bekrafta", Some(channel)) => {
                let field = Self::code_field(channel);
                let typed = form.raw(field);
                let code: String = typed.chars().filter(char::is_ascii_digit).collect();
                match code.len() {
                    0 => form.wrong(field, FieldCode::Empty),
                    CODE_DIGITS => {}
                    _ => form.wrong(field, FieldCode::CodeWrong),
                }
                form.done(|| Some(Self::Confirm(channel, code)))
            }
            ("ta-bort", Some(channel)) => form.done(|| Some(Self::Remove(channel))),
            _ => {
                form.wrong(Self::ACT, FieldCode::Choice);
                form.done(|| None)
            }
        }
    }
}

/// When a reader wants to hear nothing: from one minute of the Swedish day up to another. Over
/// midnight where the first is later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// The first minute of quiet, 0–1439.
    pub from: u16,
    /// The first minute that is quiet no more, 0–1439.
    pub to: u16,
}

impl QuietHours {
    /// The field of when it begins.
    pub const FROM: &'static str = "tyst_fran";
    /// The field of when it ends.
    pub const TO: &'static str = "tyst_till";

    /// Reads the form: two times, or nothing for none.
    pub fn read(typed: &Typed) -> Result<Option<Self>, FieldErrors> {
        let mut form = Reader::new(typed);
        let (from, to) = (form.raw(Self::FROM).trim(), form.raw(Self::TO).trim());
        if from.is_empty() && to.is_empty() {
            return Ok(None);
        }
        let mut minute = |field, text: &str| {
            let minute = minute_of(text);
            if minute.is_none() {
                form.wrong(field, FieldCode::Clock);
            }
            minute
        };
        let (from, to) = (minute(Self::FROM, from), minute(Self::TO, to));
        form.done(|| {
            Some(Some(Self {
                from: from?,
                to: to?,
            }))
        })
    }

    /// A minute as it stands in a form: `21:30`.
    pub fn clock(minute: u16) -> String {
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }

    /// When news of now may be sent: now, or when it is quiet no more.
    pub fn due(self, now: Timestamp) -> Timestamp {
        let local = zone().to_datetime(now);
        let minute = i32::from(local.hour()) * 60 + i32::from(local.minute());
        let (from, to) = (i32::from(self.from), i32::from(self.to));
        let quiet = if from <= to {
            (from..to).contains(&minute)
        } else {
            minute >= from || minute < to
        };
        if !quiet {
            return now;
        }
        let clock = |part: u16| i8::try_from(part).unwrap_or_default();
        let ends: Time = time(clock(self.to / 60), clock(self.to % 60), 0, 0);
        let today = local.date();
        let day = if minute < to {
            Some(today)
        } else {
            today.checked_add(1.day()).ok()
        };
        let end = day.and_then(|day| zone().to_timestamp(day.to_datetime(ends)).ok());
        end.map_or(now, |end| end.max(now))
    }
}

/// `21:30`, `21.30` or `2130`.
fn minute_of(text: &str) -> Option<u16> {
    let digits: String = text
        .chars()
        .filter(|letter| !":. ".contains(*letter))
        .collect();
    let all_digits = digits.chars().all(|digit| digit.is_ascii_digit());
    let number: u16 = digits.parse().ok().filter(|_| all_digits)?;
    let (hour, minute) = match digits.len() {
        1 | 2 => (number, 0),
        3 | 4 => (number / 100, number % 100),
        _ => return None,
    };
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdata::at;
    use proptest::prelude::*;
    use rstest::rstest;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Typed(fields.iter().map(own).collect())
    }

    // In November a Swedish clock is an hour ahead of UTC.
    #[rstest]
    #[case::before("2026-11-21T19:59:59Z", "2026-11-21T19:59:59Z")]
    #[case::begins("2026-11-21T20:00:00Z", "2026-11-22T06:00:00Z")]
    #[case::at_night("2026-11-22T02:30:00Z", "2026-11-22T06:00:00Z")]
    #[case::ends("2026-11-22T06:00:00Z", "2026-11-22T06:00:00Z")]
    fn quiet_over_midnight(#[case] now: &str, #[case] due: &str) {
        let quiet = QuietHours {
            from: 21 * 60,
            to: 7 * 60,
        };

        assert_eq!(quiet.due(at(now)), at(due));
    }

    // On 25 October 2026 the clock goes back at 3.
    #[test]
    fn quiet_in_the_night_when_the_clock_goes_back() {
        let quiet = QuietHours {
            from: 60,
            to: 5 * 60,
        };

        assert_eq!(
            quiet.due(at("2026-10-25T00:30:00Z")),
            at("2026-10-25T04:00:00Z")
        );
    }

    #[test]
    fn the_same_minute_twice_is_no_quiet() {
        let now = at("2026-11-21T12:00:00Z");

        assert_eq!(QuietHours { from: 780, to: 780 }.due(now), now);
    }

    proptest! {
        #[test]
        fn what_is_due_is_never_earlier_and_never_quiet(
            from in 0_u16..1440, to in 0_u16..1440, seconds in 1_700_000_000_i64..1_900_000_000,
        ) {
            let quiet = QuietHours { from, to };
            let now = Timestamp::from_second(seconds).unwrap();
            let due = quiet.due(now);
            prop_assert!(due >= now);
            prop_assert!(due.duration_since(now).as_hours() <= 25);
            prop_assert_eq!(quiet.due(due), due);
        }
    }

    #[rstest]
    #[case("21:30", Some(1290))]
    #[case("21.30", Some(1290))]
    #[case("2130", Some(1290))]
    #[case("7", Some(420))]
    #[case("00:00", Some(0))]
    #[case("24:00", None)]
    #[case("21:60", None)]
    #[case("kväll", None)]
    #[case("", None)]
    fn a_time_is_read_as_people_write_it(#[case] text: &str, #[case] minute: Option<u16>) {
        assert_eq!(minute_of(text), minute);
    }

    #[test]
    fn each_act_reads_its_own_fields() {
        let address = typed(&[("gor", "adress"), ("kanal", "sms"), ("mobil", "0701234567")]);
        let Ok(NoticeChange::Address(address)) = NoticeChange::read(&address) else {
            panic!("an address");
        };
        assert_eq!(
            (address.kept(), address.shown()),
            ("+46701234567".to_owned(), "070-123 45 67".to_owned())
        );
        let confirm = typed(&[
            ("gor", "bekrafta"),
            ("kanal", "email"),
            ("kod_epost", "123 456"),
        ]);
        assert_eq!(
            NoticeChange::read(&confirm),
            Ok(NoticeChange::Confirm(Channel::Email, "123456".to_owned()))
        );
        for wrong in [
            typed(&[("gor", "adress"), ("kanal", "sms"), ("mobil", "112")]),
            typed(&[("gor", "bekrafta"), ("kanal", "sms"), ("kod_sms", "12345")]),
            typed(&[
                ("gor", "bekrafta"),
                ("kanal", "brev"),
                ("kod_sms", "123456"),
            ]),
            typed(&[("gor", "nej"), ("kanal", "sms")]),
        ] {
            assert!(NoticeChange::read(&wrong).is_err(), "{wrong:?}");
        }
    }
}
