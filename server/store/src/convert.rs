//! Between what the database holds and what the domain knows. What can't be read is an error that
//! tells the kind of thing and never its content.

use domain::access::Assurance;
use domain::case::CaseState;
use domain::certificate::{CertificateKind, OrderState};
use domain::contact::OnlineService;
use domain::inbox::{Author, MessageEvent};
use domain::notice::{Address, Channel};
use domain::person::{PersonName, Protection, Residence};
use domain::personnummer::Personnummer;
use domain::prescription::RenewalState;
use jiff::Timestamp;
use jiff::civil::Date;
use service::ports::store::{NoticeKind, StoreError, StoreResult};

/// The driver's error for the operator's log: its message only, not the row that caused it.
pub(crate) fn failed(error: sqlx::Error) -> StoreError {
    StoreError(one_line(&error))
}

/// An error as one line. A database's error is its own message, without the driver's preamble and
/// without the detail, where PostgreSQL puts the row's content.
pub(crate) fn one_line(error: &sqlx::Error) -> String {
    let text = match error {
        sqlx::Error::Database(database) => database.message().to_owned(),
        other => other.to_string(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The database holds something that we never wrote.
pub(crate) fn unreadable(what: &str) -> StoreError {
    StoreError(format!("the database holds {what} that can't be read"))
}

/// Something that we were given can't be written.
pub(crate) fn unwritable(what: &str) -> StoreError {
    StoreError(format!("{what} can't be written to the database"))
}

/// An instant as kept: microseconds since 1970-01-01 UTC.
pub(crate) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

pub(crate) fn instant(micros: i64) -> StoreResult<Timestamp> {
    Timestamp::from_microsecond(micros).map_err(|_| unreadable("an instant"))
}

pub(crate) fn date(text: &str) -> StoreResult<Date> {
    text.parse().map_err(|_| unreadable("a date"))
}

pub(crate) fn maybe_date(text: Option<&str>) -> StoreResult<Option<Date>> {
    text.map(date).transpose()
}

pub(crate) fn number(digits: &str) -> StoreResult<Personnummer> {
    Personnummer::from_digits(digits).map_err(|_| unreadable("a personnummer"))
}

pub(crate) fn name(given: Option<String>, family: Option<String>) -> Option<PersonName> {
    given
        .zip(family)
        .map(|(given, family)| PersonName { given, family })
}

/// The rows that may be asked for at once, as the database counts them.
pub(crate) fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// What to sort a Swedish name by: å, ä, ö last and in this order, whatever its letters' case.
/// The engines' own orders differ, from each other and between installations.
pub(crate) fn swedish_order(name: &str) -> String {
    let place = |letter| match letter {
        'å' => '\u{e4}',
        'ä' => '\u{e5}',
        'ö' => '\u{e6}',
        other => other,
    };
    name.chars()
        .flat_map(char::to_lowercase)
        .map(place)
        .collect()
}

/// An enumeration that is kept as words.
pub(crate) trait Word: Copy + PartialEq + 'static {
    /// Every value with its word.
    const WORDS: &[(Self, &str)];

    fn word(self) -> &'static str {
        let known = Self::WORDS.iter().find(|(value, _)| *value == self);
        known.map(|(_, word)| *word).unwrap_or_default()
    }

    fn read(word: &str) -> StoreResult<Self> {
        let known = Self::WORDS.iter().find(|(_, known)| *known == word);
        known
            .map(|(value, _)| *value)
            .ok_or_else(|| unreadable("a word"))
    }
}

impl Word for Protection {
    const WORDS: &[(Self, &str)] = &[
        (Self::Open, "open"),
        (Self::Confidential, "confidential"),
        (Self::ProtectedRecord, "protected_record"),
    ];
}

impl Word for Residence {
    const WORDS: &[(Self, &str)] = &[
        (Self::Registered, "registered"),
        (Self::Emigrated, "emigrated"),
        (Self::Deregistered, "deregistered"),
        (Self::Dead, "dead"),
    ];
}

impl Word for Assurance {
    const WORDS: &[(Self, &str)] = &[(Self::Low, "low"), (Self::High, "high")];
}

impl Word for CaseState {
    const WORDS: &[(Self, &str)] = &[
        (Self::New, "new"),
        (Self::Taken, "taken"),
        (Self::Waiting, "waiting"),
        (Self::Done, "done"),
    ];
}

impl Word for RenewalState {
    const WORDS: &[(Self, &str)] = &[
        (Self::Asked, "asked"),
        (Self::Approved, "approved"),
        (Self::Declined, "declined"),
        (Self::TakenBack, "taken-back"),
    ];
}

impl Word for OrderState {
    const WORDS: &[(Self, &str)] = &[
        (Self::Ordered, "ordered"),
        (Self::Issued, "issued"),
        (Self::Declined, "declined"),
        (Self::TakenBack, "taken-back"),
    ];
}

impl Word for NoticeKind {
    const WORDS: &[(Self, &str)] = &[
        (Self::News, "news"),
        (Self::Code, "code"),
        (Self::Birthday, "birthday"),
        (Self::Reminder, "reminder"),
    ];
}

/// A notice's address, as it is kept.
pub(crate) fn address(channel: &str, text: &str) -> StoreResult<Address> {
    let channel = Channel::from_word(channel).ok_or_else(|| unreadable("a channel"))?;
    Address::parse(channel, text).map_err(|_| unreadable("an address"))
}

/// An author as kept: the word for its kind, and the name.
pub(crate) fn author_words(author: &Author) -> (&'static str, &str) {
    match author {
        Author::Staff(name) => ("staff", name),
        Author::Guardian(name) => ("guardian", name),
        Author::OtherGuardian | Author::Unnamed => ("guardian", ""),
        Author::Subject(name) => ("subject", name),
    }
}

pub(crate) fn author(word: &str, name: String) -> StoreResult<Author> {
    match word {
        "staff" => Ok(Author::Staff(name)),
        "guardian" => Ok(Author::Guardian(name)),
        "subject" => Ok(Author::Subject(name)),
        _ => Err(unreadable("an author")),
    }
}

/// What kind of errand it is.
pub(crate) fn errand_kind(word: &str) -> StoreResult<OnlineService> {
    OnlineService::from_word(word).ok_or_else(|| unreadable("a kind of errand"))
}

/// What a certificate certifies.
pub(crate) fn certificate_kind(word: &str) -> StoreResult<CertificateKind> {
    CertificateKind::from_word(word).ok_or_else(|| unreadable("a kind of certificate"))
}

/// What happened, as kept: its word, and the time that it is about.
pub(crate) fn event(word: &str, about: Option<i64>) -> StoreResult<MessageEvent> {
    let about = || {
        let about = about.ok_or_else(|| unreadable("an event without its time"))?;
        Ok(instant(about)?.into())
    };
    Ok(match word {
        "booked" => MessageEvent::Booked(about()?),
        "offered" => MessageEvent::Offered(about()?),
        "moved" => MessageEvent::Moved(about()?),
        "cancelled" => MessageEvent::Cancelled(about()?),
        "renewal-asked" => MessageEvent::RenewalAsked,
        "renewal-decided" => MessageEvent::RenewalDecided,
        "certificate-ordered" => MessageEvent::CertificateOrdered,
        "certificate-issued" => MessageEvent::CertificateIssued,
        "certificate-declined" => MessageEvent::CertificateDeclined,
        "taken-back" => MessageEvent::TakenBack,
        _ => return Err(unreadable("an event")),
    })
}
