//! The access log as the person reads it whom it concerns: "Vem har läst?" (R-J11).

use serde::{Deserialize, Serialize};

use crate::form::{FieldCode, FieldErrors, wrong};
use crate::moment::Moment;

/// A page of the log, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    /// At most [`crate::form::PAGE_SIZE`] entries.
    pub rows: Vec<LogRow>,
    /// Where the next page starts, if there is one: opaque to the browser.
    pub next: Option<String>,
}

/// Somebody was shown something, or did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRow {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: LogActor,
    /// What: a fixed word, such as `journal.entry`.
    pub action: String,
}

/// Who it was, as far as the reader of the log is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogActor {
    /// The reader of the log.
    Yourself,
    /// A guardian, by name (B9): told to the child itself.
    Guardian(String),
    /// A guardian whose name is not told: the other one (B7), or one with a protected identity.
    SomeGuardian,
    /// The child itself.
    Child,
    /// Staff of this unit.
    Unit(String),
    /// Staff of this unit, by name: where the operator has chosen to tell names.
    Staff {
        /// The unit's name.
        unit: String,
        /// The name.
        name: String,
    },
    /// Staff whose unit is not known any more, or a care principal's.
    Care,
    /// Whoever runs the service.
    Operator,
}

/// What the log is asked for: as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LogForm {
    /// `""`, `vard` or `ombud`.
    pub vem: String,
    /// Where the page starts; empty for the first.
    pub efter: String,
}

/// Whose entries are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFilter {
    /// Everybody's.
    #[default]
    All,
    /// Those of care, and of whoever runs the service.
    Care,
    /// Those of the person itself and of its guardians.
    Guardians,
}

impl LogForm {
    /// The filter.
    pub fn validate(&self) -> Result<LogFilter, FieldErrors> {
        match self.vem.as_str() {
            "" => Ok(LogFilter::All),
            "vard" => Ok(LogFilter::Care),
            "ombud" => Ok(LogFilter::Guardians),
            _ => Err(wrong("vem", FieldCode::Choice)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", Ok(LogFilter::All))]
    #[case("vard", Ok(LogFilter::Care))]
    #[case("ombud", Ok(LogFilter::Guardians))]
    #[case("alla", Err(wrong("vem", FieldCode::Choice)))]
    fn the_filter_is_read(#[case] who: &str, #[case] filter: Result<LogFilter, FieldErrors>) {
        let form = LogForm {
            vem: who.to_owned(),
            ..LogForm::default()
        };

        assert_eq!(form.validate(), filter);
    }
}
