//! Reads the file and the environment into one value for each key, and remembers where it stood.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Sources;
use super::keys::{IN_RULE_SETS, KEYS, Key, find};
use crate::failure::Failure;

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In an environment variable.
    Environment(&'static str),
    /// In the file.
    File {
        /// The file's name as it was given.
        name: String,
        /// The line, from 1.
        line: usize,
    },
    /// Nowhere: the default.
    Default,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Environment(variable) => f.write_str(variable),
            Self::File { name, line } => write!(f, "{name}, line {line}"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A value as it was written.
struct Found {
    text: String,
    place: Place,
}

/// A value as it is used.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) key: &'static Key,
    pub(super) text: Option<String>,
    pub(super) place: Place,
}

/// Gives the values one by one, and collects what is wrong.
pub(super) struct Reader {
    found: BTreeMap<&'static str, Found>,
    pub(super) problems: Vec<String>,
    pub(super) shown: Vec<Shown>,
}

impl Reader {
    /// Reads the file and the environment.
    pub(super) fn open(sources: &Sources<'_>) -> Result<Self, Failure> {
        let mut reader = Self {
            found: BTreeMap::new(),
            problems: Vec::new(),
            shown: Vec::new(),
        };
        if let Some(path) = &sources.file {
            let text = std::fs::read_to_string(path).map_err(|error| {
                Failure::line(format!(
                    "the configuration file {} can't be read: {}",
                    path.display(),
                    crate::files::why(&error)
                ))
            })?;
            reader.read_file(path, &text)?;
        }
        for key in &KEYS {
            let value = (sources.environment)(key.env);
            if let Some(text) = value.filter(|text| !text.is_empty()) {
                let place = Place::Environment(key.env);
                reader.found.insert(key.path, Found { text, place });
            }
        }
        for (path, variable) in IN_RULE_SETS {
            let value = (sources.environment)(variable);
            if value.is_some_and(|text| !text.is_empty()) {
                reader.has_moved(path, &Place::Environment(variable));
            }
        }
        Ok(reader)
    }

    fn read_file(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let name = path.display().to_string();
        let file = DeTable::parse(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let line = line_at(text, start);
            Failure::line(format!("{name}, line {line}: {}", error.message()))
        })?;
        let lines = |at: usize| Place::File {
            name: name.clone(),
            line: line_at(text, at),
        };
        for (key, value) in file.get_ref() {
            if let DeValue::Table(section) = value.get_ref() {
                for (inner, value) in section {
                    let path = format!("{}.{}", key.get_ref(), inner.get_ref());
                    self.put(&path, value, lines(inner.span().start));
                }
            } else {
                self.put(key.get_ref(), value, lines(key.span().start));
            }
        }
        Ok(())
    }

    fn put(&mut self, path: &str, value: &Spanned<DeValue<'_>>, place: Place) {
        if IN_RULE_SETS.iter().any(|(moved, _)| *moved == path) {
            self.has_moved(path, &place);
            return;
        }
        let Some(key) = find(path) else {
            let near = nearest(path);
            self.problems.push(format!(
                "{path} ({place}): there is no such key; did you mean {near}?"
            ));
            return;
        };
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Boolean(word) => word.to_string(),
            _ => {
                self.problems.push(format!(
                    "{path} ({place}): write one text or one whole number"
                ));
                return;
            }
        };
        self.found.insert(key.path, Found { text, place });
    }

    /// Says where a value of an earlier version stands now.
    fn has_moved(&mut self, path: &str, place: &Place) {
        let name = path.rsplit('.').next().unwrap_or_default();
        self.problems.push(format!(
            "{path} ({place}): this stands in a rule set now, with its source: `agera-ombud rules \
             show` prints the one in use; change [{name}] in a copy of it, and name the copy's \
             folder in rules.folder"
        ));
    }

    /// The value of a key, understood by `parse`, or `None` where there is none or it can't be
    /// understood; then the reason, what to write instead, is kept as a problem.
    pub(super) fn take<T>(
        &mut self,
        path: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let key = find(path).expect("every key that is taken stands in KEYS");
        let found = self.found.remove(key.path);
        let (text, place) = match found {
            Some(Found { text, place }) => (Some(text), place),
            None => (None, Place::Default),
        };
        let value = text.as_deref().map(|text| {
            parse(text).map_err(|what| {
                if key.secret {
                    format!("{path} ({place}): {what}")
                } else {
                    format!("{path} ({place}): {text:?} can't be used; {what}")
                }
            })
        });
        self.shown.push(Shown { key, text, place });
        match value {
            None => None,
            Some(Ok(value)) => Some(value),
            Some(Err(problem)) => {
                self.problems.push(problem);
                None
            }
        }
    }

    /// Shows this value for the key that was taken last, if it stood nowhere.
    pub(super) fn default_is(&mut self, text: impl fmt::Display) {
        if let Some(last) = self.shown.last_mut()
            && last.text.is_none()
        {
            last.text = Some(text.to_string());
        }
    }
}

fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The key that has most letters in common with what was written, in the same places from either
/// end: enough to find a slip of the finger.
fn nearest(path: &str) -> &'static str {
    let common = |key: &Key| {
        let front = path.bytes().zip(key.path.bytes());
        let back = path.bytes().rev().zip(key.path.bytes().rev());
        let front = front.take_while(|(a, b)| a == b).count();
        let back = back.take_while(|(a, b)| a == b).count();
        front + back
    };
    KEYS.iter()
        .max_by_key(|key| common(key))
        .map_or("", |key| key.path)
}
