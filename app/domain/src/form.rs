//! Validation of every form: `Form → Result<Valid, FieldErrors>` with typed codes. The browser
//! calls it as the user leaves a field, the server calls the same one on what was sent.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::attachment::AttachmentError;
use crate::hidden::Hidden;
use crate::notice::{EmailError, MobileError};
use crate::personnummer::{NumberError, Personnummer};

#[cfg(test)]
mod tests;

/// How many rows a page of a list has.
pub const PAGE_SIZE: usize = 50;

/// A field that did not pass, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the form.
    pub field: String,
    /// Why.
    pub code: FieldCode,
}

/// Why a field did not pass. The text for it lives in the catalogue of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldCode {
    /// Nothing was filled in.
    Empty,
    /// Not the shape of a personnummer (R-I1).
    NumberShape,
    /// The date in it does not exist (R-I1).
    NumberDate,
    /// The date in it is in the future (R-I1).
    NumberFuture,
    /// The check digit is wrong: a slip of the finger (R-I1).
    NumberChecksum,
    /// A coordination number (R-I3).
    NumberCoordination,
    /// It looks like a reserve number (R-I4).
    NumberReserve,
    /// The population register knows nobody with this number.
    NumberUnknown,
    /// A person whose identity is not protected, where only a protected one is approved (R-G8).
    NumberOpen,
    /// Somebody who is approved already (R-G8).
    NumberApproved,
    /// One's own number, where a child's is asked for.
    NumberOwn,
    /// No e-mail address was filled in.
    EmailEmpty,
    /// Not the shape of an e-mail address.
    EmailShape,
    /// An e-mail address with letters beyond a–z, which can't be sent to.
    EmailLetters,
    /// An e-mail address that is too long for any server.
    EmailLong,
    /// No mobile number was filled in.
    MobileEmpty,
    /// Not the shape of a Swedish mobile number.
    MobileShape,
    /// A number of another country.
    MobileForeign,
    /// A Swedish number, but of no mobile phone.
    MobileSeries,
    /// Not one of the choices.
    Choice,
    /// More characters than the field takes.
    TooLong,
    /// Not the code that was sent.
    CodeWrong,
    /// The code is too old, or has been tried too often.
    CodeOver,
    /// Not a time of the day.
    Clock,
    /// A time that has passed.
    Past,
    /// Not a number, or one that is too small or too large.
    Number,
    /// Not a day of the calendar.
    Day,
    /// A day that has passed.
    DayPast,
    /// A day that is too far away.
    DayTooLate,
    /// A child whose guardian one is oneself, where one decides about its guardians.
    OwnChild,
    /// A child that is too old for it.
    TooOld,
    /// Somebody who is kept out already.
    BlockedAlready,
    /// A time at which the same person is met already.
    TimesClash,
    /// Something that can't be renewed, or not any more.
    NotRenewable,
    /// Something that has to be decided first.
    Undecided,
    /// One more than there may be.
    TooMany,
    /// A child under 13, whose journal its guardian reads already (R-J2).
    StillOmbud,
    /// A child that reads its journal itself, from 16 on (R-J4).
    ReadsItself,
    /// Something that one has applied for already, and that waits.
    AlreadyApplied,
    /// A file that can't go with a message.
    Attachment(AttachmentError),
}

impl From<AttachmentError> for FieldCode {
    fn from(error: AttachmentError) -> Self {
        Self::Attachment(error)
    }
}

impl From<NumberError> for FieldCode {
    fn from(error: NumberError) -> Self {
        match error {
            NumberError::Empty => Self::Empty,
            NumberError::Shape => Self::NumberShape,
            NumberError::Date => Self::NumberDate,
            NumberError::Future => Self::NumberFuture,
            NumberError::Checksum => Self::NumberChecksum,
            NumberError::Coordination => Self::NumberCoordination,
            NumberError::Reserve => Self::NumberReserve,
        }
    }
}

impl From<EmailError> for FieldCode {
    fn from(error: EmailError) -> Self {
        match error {
            EmailError::Empty => Self::EmailEmpty,
            EmailError::Shape => Self::EmailShape,
            EmailError::Letters => Self::EmailLetters,
            EmailError::Long => Self::EmailLong,
        }
    }
}

impl From<MobileError> for FieldCode {
    fn from(error: MobileError) -> Self {
        match error {
            MobileError::Empty => Self::MobileEmpty,
            MobileError::Shape => Self::MobileShape,
            MobileError::Foreign => Self::MobileForeign,
            MobileError::Series => Self::MobileSeries,
        }
    }
}

/// What did not pass in a form, in the order of its fields.
pub type FieldErrors = Vec<FieldError>;

/// One field that did not pass.
pub fn wrong(field: &str, code: FieldCode) -> FieldErrors {
    vec![FieldError {
        field: field.to_owned(),
        code,
    }]
}

/// A form as it was typed: the fields' names and values, in their order.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// What was typed in the field; nothing where there is no such field.
    pub fn get(&self, field: &str) -> &str {
        let found = self.0.iter().find(|(name, _)| name == field);
        found.map_or("", |(_, value)| value)
    }

    /// Makes this what was typed in the field.
    pub fn set(&mut self, field: &str, value: String) {
        self.0.retain(|(name, _)| name != field);
        self.0.push((field.to_owned(), value));
    }

    /// All that was chosen in a field that may be chosen in several times.
    pub fn all(&self, field: &str) -> Vec<&str> {
        let chosen = self.0.iter().filter(|(name, _)| name == field);
        chosen.map(|(_, value)| value.as_str()).collect()
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|(name, _)| (name, Hidden));
        f.debug_map().entries(names).finish()
    }
}

/// Reads a form field by field: every field is looked at, so that all that is wrong is told at
/// once.
#[derive(Debug)]
pub struct Reader<'a> {
    typed: &'a Typed,
    errors: FieldErrors,
}

impl<'a> Reader<'a> {
    /// Reads this form.
    pub fn new(typed: &'a Typed) -> Self {
        Self {
            typed,
            errors: FieldErrors::new(),
        }
    }

    /// A text of one line that must be there, without spaces around it.
    pub fn line(&mut self, field: &str, longest: usize) -> String {
        let text = self.text(field, longest);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A text that must be there; line breaks stay.
    pub fn text(&mut self, field: &str, longest: usize) -> String {
        let text = self.maybe_text(field, longest);
        if text.is_empty() {
            self.wrong(field, FieldCode::Empty);
        }
        text
    }

    /// A text that may be missing; line breaks stay.
    pub fn maybe_text(&mut self, field: &str, longest: usize) -> String {
        // Browsers send line breaks as CR LF. Other control characters nobody types.
        let text: String = self.typed.get(field).replace("\r\n", "\n");
        let text: String = text
            .chars()
            .filter(|letter| *letter == '\n' || *letter == '\t' || !letter.is_control())
            .collect();
        let text = text.trim().to_owned();
        if text.chars().count() > longest {
            self.wrong(field, FieldCode::TooLong);
        }
        text
    }

    /// A value that `read` understands; what it does not is none of the choices.
    pub fn choice<T>(&mut self, field: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let found = read(self.typed.get(field));
        if found.is_none() {
            self.wrong(field, FieldCode::Choice);
        }
        found
    }

    /// What stands in the field, as it stands there.
    pub fn raw(&self, field: &str) -> &'a str {
        self.typed.get(field)
    }

    /// All that was chosen in the field.
    pub fn all(&self, field: &str) -> Vec<&'a str> {
        self.typed.all(field)
    }

    /// Notes that a field did not pass.
    pub fn wrong(&mut self, field: &str, code: FieldCode) {
        self.errors.extend(wrong(field, code));
    }

    /// What was read, if every field passed.
    pub fn done<T>(self, read: impl FnOnce() -> Option<T>) -> Result<T, FieldErrors> {
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        read().ok_or_else(|| wrong("", FieldCode::Choice))
    }
}

/// The form "Lägg till barn": as typed, and hidden in debug output.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddChildForm {
    /// The child's personnummer, as typed.
    pub personnummer: String,
}

impl AddChildForm {
    /// The field's name.
    pub const PERSONNUMMER: &'static str = "personnummer";

    /// The number, or what is wrong with it, on the Swedish date `today`.
    pub fn validate(&self, today: Date) -> Result<Personnummer, FieldErrors> {
        Personnummer::parse(&self.personnummer, today)
            .map_err(|error| wrong(Self::PERSONNUMMER, error.into()))
    }
}

impl fmt::Debug for AddChildForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddChildForm")
            .field(Self::PERSONNUMMER, &Hidden)
            .finish()
    }
}

/// How the pages look: one's own setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the device.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The word for it in forms, in the database and in `data-theme`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }
}

/// The form "Inställningar": as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsForm {
    /// A theme's word.
    pub tema: String,
}

impl SettingsForm {
    /// The theme.
    pub fn validate(&self) -> Result<Theme, FieldErrors> {
        Theme::from_word(&self.tema).ok_or_else(|| wrong("tema", FieldCode::Choice))
    }
}
