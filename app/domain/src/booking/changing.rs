//! Changing times that nobody has booked: one, or it and those after it that were opened with it.

use jiff::civil::{DateTime, Time as Clock};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::opening::{LONGEST, LONGEST_TITLE, OpenForm, allowed, clock, number};
use super::{Allowed, Time, VisitKind};
use crate::age;
use crate::form::{FieldCode, FieldErrors, Reader, Typed, wrong};
use crate::message::FormKey;

/// A time that can be changed or closed, as the unit's staff sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeDesk {
    /// The time.
    pub time: Time,
    /// What one may do with a booking.
    pub allowed: Allowed,
    /// Whom one meets, by key; empty: whoever works.
    pub with: String,
    /// Those who can be met, by key and name.
    pub people: Vec<(String, String)>,
    /// How many later ones were opened with it, and are free too.
    pub later: usize,
    /// The form's key.
    pub key: FormKey,
}

/// Which times a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// This one only.
    One,
    /// It, and the later ones that were opened with it.
    Series,
}

impl Scope {
    /// The field.
    pub const FIELD: &'static str = "galler";

    /// The word for it in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::One => "en",
            Self::Series => "serie",
        }
    }

    /// Reads it.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let scope = form.choice(Self::FIELD, Self::from_word);
        form.done(|| scope)
    }

    fn from_word(word: &str) -> Option<Self> {
        let all = [Self::One, Self::Series];
        all.into_iter().find(|scope| scope.word() == word)
    }
}

/// How times are to be, in the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeForm {
    /// The form's key.
    pub key: FormKey,
    /// Which times.
    pub scope: Scope,
    /// How one meets.
    pub kind: VisitKind,
    /// What it is, in the unit's words.
    pub title: String,
    /// Whom one meets, by key; empty: whoever works.
    pub with: String,
    /// What one may do with a booking.
    pub allowed: Allowed,
    /// How long each lasts, in minutes.
    pub minutes: u16,
    /// When the first begins, on its day.
    from: Clock,
}

impl ChangeForm {
    /// Reads the form; its fields are those of [`OpenForm`].
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let kind = form.choice(OpenForm::KIND, VisitKind::from_word);
        let title = form.line(OpenForm::TITLE, LONGEST_TITLE);
        let with = form.raw(OpenForm::WITH).to_owned();
        let from = clock(&mut form);
        let minutes = number(&mut form, OpenForm::MINUTES, 5, LONGEST);
        let allowed = allowed(&mut form);
        let scope = form.choice(Scope::FIELD, Scope::from_word);
        let key = form.choice(FormKey::FIELD, FormKey::read);
        form.done(|| {
            Some(Self {
                key: key?,
                scope: scope?,
                kind: kind?,
                title,
                with,
                allowed: allowed?,
                minutes: minutes?,
                from: from?,
            })
        })
    }

    /// When times begin and end that began then: the first at the clock of the form, on its own day;
    /// the others are moved as much, on the Swedish clock. They must lie after `now`.
    pub fn moved(
        &self,
        began: &[Timestamp],
        now: Timestamp,
    ) -> Result<Vec<(Timestamp, Timestamp)>, FieldErrors> {
        let clock = |at: &Timestamp| at.to_zoned(age::zone()).datetime();
        let first = began.first().map(clock).unwrap_or_default();
        let by = DateTime::from_parts(first.date(), self.from).duration_since(first);
        let length = SignedDuration::from_mins(self.minutes.into());
        let times = began.iter().map(|at| {
            let starts = clock(at).checked_add(by).ok()?;
            let starts = starts.to_zoned(age::zone()).ok()?.timestamp();
            Some((starts, starts.checked_add(length).ok()?))
        });
        let times: Option<Vec<_>> = times.collect();
        times
            .filter(|times| times.iter().all(|(starts, _)| *starts > now))
            .ok_or_else(|| wrong(OpenForm::FROM, FieldCode::Past))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn form(from: &str, changed: &[(&str, &str)]) -> Result<ChangeForm, FieldErrors> {
        let mut fields = [
            ("typ", "besok"),
            ("rubrik", "Läkarbesök"),
            ("hos", ""),
            ("fran", from),
            ("minuter", "20"),
            ("far", "avboka"),
            ("timmar", "24"),
            ("galler", "serie"),
            ("nyckel", "0190c8a0a0007000800000000000abcd"),
        ];
        for (name, value) in changed {
            let field = fields.iter_mut().find(|field| field.0 == *name);
            field.unwrap().1 = value;
        }
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        ChangeForm::read(&Typed(fields.map(own).to_vec()))
    }

    #[test]
    fn all_are_moved_as_much_as_the_first_on_the_swedish_clock() {
        // 10.00 and 10.30 on the last day of summer time, 10.00 a week later.
        let began = [
            at("2026-10-24T08:00:00Z"),
            at("2026-10-24T08:30:00Z"),
            at("2026-10-31T09:00:00Z"),
        ];
        let form = form("9.45", &[]).unwrap();
        let moved = form.moved(&began, at("2026-10-01T00:00:00Z")).unwrap();
        assert_eq!(
            moved,
            [
                (at("2026-10-24T07:45:00Z"), at("2026-10-24T08:05:00Z")),
                (at("2026-10-24T08:15:00Z"), at("2026-10-24T08:35:00Z")),
                (at("2026-10-31T08:45:00Z"), at("2026-10-31T09:05:00Z")),
            ]
        );
    }

    #[test]
    fn none_may_be_moved_into_the_past() {
        let began = [at("2026-10-24T08:00:00Z")];
        let moved = |from: &str, now| form(from, &[]).unwrap().moved(&began, at(now));
        let past = wrong(OpenForm::FROM, FieldCode::Past);
        assert_eq!(moved("09.45", "2026-10-24T07:45:00Z"), Err(past));
        assert!(moved("09.45", "2026-10-24T07:44:59Z").is_ok());
    }

    #[test]
    fn what_is_not_filled_in_is_told() {
        for (field, value) in [
            ("typ", "annat"),
            ("rubrik", ""),
            ("fran", "25.00"),
            ("minuter", "0"),
            ("timmar", "x"),
            ("galler", ""),
            ("nyckel", ""),
        ] {
            let errors = form("10.00", &[(field, value)]).unwrap_err();
            let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
            assert_eq!(fields, [field]);
        }
    }
}
