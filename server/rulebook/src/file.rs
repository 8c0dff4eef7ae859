//! One file: its keys, their lines, and what is wrong with it.

use std::collections::BTreeMap;

use domain::rules::{Edition, Key, Region, RegionTexts, RuleSet};
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::keys::{HEAD, VALUES};
use crate::value;

/// A rule set, and where its days stand.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) edition: Edition,
    from_line: usize,
    until_line: usize,
}

impl Found {
    /// Where `valid_from` stands.
    pub(crate) fn at_from(&self) -> String {
        format!("{}:{}", self.edition.file, self.from_line)
    }

    /// Where `valid_until` stands.
    pub(crate) fn at_until(&self) -> String {
        format!("{}:{}", self.edition.file, self.until_line)
    }
}

/// Reads a file's text; `name` is for the lines that say what is wrong.
pub(crate) fn read(name: &str, text: &str) -> Result<Found, Vec<String>> {
    let table = DeTable::parse(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        vec![format!(
            "{name}:{}: {}",
            line_at(text, start),
            error.message()
        )]
    })?;
    let mut page = Page {
        name,
        text,
        head: BTreeMap::new(),
        values: BTreeMap::new(),
        problems: Vec::new(),
    };
    page.sort(table.get_ref());
    let found = page.understand();
    match found {
        Some(found) if page.problems.is_empty() => Ok(found),
        _ => Err(page.problems),
    }
}

/// A value as it is written.
struct Written<'t> {
    /// The line of its name.
    line: usize,
    value: &'t Spanned<DeValue<'t>>,
}

/// A file that is being read.
struct Page<'t> {
    name: &'t str,
    text: &'t str,
    head: BTreeMap<Key, Written<'t>>,
    /// Each value that is met, with its source.
    values: BTreeMap<Key, (Option<Written<'t>>, String)>,
    problems: Vec<String>,
}

impl<'t> Page<'t> {
    /// Puts everything that is written under its key, and says what has none.
    fn sort(&mut self, table: &'t DeTable<'t>) {
        for (key, value) in table {
            let line = line_at(self.text, key.span().start);
            let name = key.get_ref().as_ref();
            match value.get_ref() {
                DeValue::Table(texts) if name == "texts" => {
                    for (key, value) in texts {
                        let line = line_at(self.text, key.span().start);
                        self.put(&format!("texts.{}", key.get_ref()), line, value);
                    }
                }
                _ => self.put(name, line, value),
            }
        }
    }

    fn put(&mut self, name: &str, line: usize, value: &'t Spanned<DeValue<'t>>) {
        if let Some(key) = HEAD.into_iter().find(|key| *key == name) {
            self.head.insert(key, Written { line, value });
            return;
        }
        let Some(key) = VALUES.into_iter().find(|key| *key == name) else {
            let all: Vec<_> = HEAD.iter().chain(&VALUES).copied().collect();
            self.wrong(
                line,
                &format!(
                    "{name}: there is no such value; there are: {}",
                    all.join(", ")
                ),
            );
            return;
        };
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong(
                line,
                &format!("{key}: write it as [{key}], with value and source"),
            );
            return;
        };
        self.put_value(key, line, table);
    }

    /// A value with its source.
    fn put_value(&mut self, key: Key, line: usize, table: &'t DeTable<'t>) {
        let (mut found, mut source) = (None, None);
        for (name, value) in table {
            let line = line_at(self.text, name.span().start);
            match name.get_ref().as_ref() {
                "value" => found = Some(Written { line, value }),
                "source" => source = Some(self.source(key, line, value.get_ref())),
                other => self.wrong(
                    line,
                    &format!("{key}.{other}: there is no such key; write value and source"),
                ),
            }
        }
        if found.is_none() {
            self.wrong(line, &format!("{key}: value is missing"));
        }
        if source.is_none() {
            self.wrong(
                line,
                &format!("{key}: source is missing: write where the value comes from"),
            );
        }
        self.values.insert(key, (found, source.unwrap_or_default()));
    }

    fn source(&mut self, key: Key, line: usize, value: &DeValue<'_>) -> String {
        let text = value::text(value);
        match &text {
            None => self.wrong(line, &format!("{key}: write the source as a text")),
            Some(text) if text.trim().is_empty() => self.wrong(
                line,
                &format!("{key}: source is empty: write where the value comes from"),
            ),
            Some(_) => {}
        }
        text.unwrap_or_default()
    }

    /// The rule set; `None` where it is not whole.
    fn understand(&mut self) -> Option<Found> {
        let region = self.region();
        let from = self.day("valid_from");
        let until = self.day("valid_until");
        if !self.head.contains_key("valid_from") {
            self.wrong(
                1,
                "valid_from is missing: write the first day, such as 2026-01-01",
            );
        }
        let rules = self.rules();
        let (region, from, rules) = (region?, from?, rules?);
        for problem in rules.problems() {
            let written = self.values.get(problem.key);
            let written = written.and_then(|(written, _)| written.as_ref());
            let line = written.map_or(1, |at| at.line);
            self.wrong(line, &format!("{}: {}", problem.key, problem.what));
        }
        let sources = self.values.iter();
        let sources = sources.map(|(key, (_, source))| (*key, source.clone()));
        Some(Found {
            from_line: self.head_line("valid_from"),
            until_line: self.head_line("valid_until"),
            edition: Edition {
                region,
                from,
                until,
                rules,
                sources: sources.collect(),
                file: self.name.to_owned(),
            },
        })
    }

    fn head_line(&self, key: Key) -> usize {
        self.head.get(key).map_or(1, |at| at.line)
    }

    fn region(&mut self) -> Option<Region> {
        let Some(written) = self.head.get("region") else {
            self.wrong(
                1,
                "region is missing: write for example region = \"kronoberg\"",
            );
            return None;
        };
        let line = written.line;
        let region = value::text(written.value.get_ref()).unwrap_or_default();
        let region = region.parse::<Region>();
        region
            .map_err(|what| self.wrong(line, &format!("region: {what}")))
            .ok()
    }

    fn day(&mut self, key: Key) -> Option<Date> {
        let written = self.head.get(key)?;
        let line = written.line;
        let day = value::day(written.value.get_ref());
        if day.is_none() {
            self.wrong(line, &format!("{key}: write a day, such as 2026-01-01"));
        }
        day
    }

    fn rules(&mut self) -> Option<RuleSet> {
        // All of them first, so that everything that is wrong is told at once.
        let own_login_age = self.take("own_login_age", value::number, value::NUMBER);
        let own_journal_age = self.take("own_journal_age", value::number, value::NUMBER);
        let leap_day = self.take("leap_day", value::leap_day, value::LEAP_DAY);
        let custody_hours = self.take("custody_hours", value::number, value::NUMBER);
        let notice_days = self.take("notice_days", value::three, value::THREE);
        let password_areas = self.take("password_areas", value::areas, value::AREAS);
        let contact = self.take("protected_contact", value::contact, value::CONTACT);
        let new_entry_days = self.take("new_entry_days", value::number, value::NUMBER);
        let withheld = self.take("withheld", value::categories, value::CATEGORIES);
        let guardian_exceptions = self.take("guardian_exceptions", value::switch, value::SWITCH);
        let child_exceptions = self.take("child_exceptions", value::switch, value::SWITCH);
        let name = self.take("texts.name", value::text, value::TEXT);
        let journal = self.take("texts.journal", value::text, value::TEXT);
        let ask = self.take("texts.contact", value::text, value::TEXT);
        Some(RuleSet {
            own_login_age: own_login_age?,
            own_journal_age: own_journal_age?,
            leap_day: leap_day?,
            custody_hours: custody_hours?,
            notice_days: notice_days?,
            password_areas: password_areas?,
            protected_contact: contact?,
            new_entry_days: new_entry_days?,
            withheld: withheld?,
            guardian_exceptions: guardian_exceptions?,
            child_exceptions: child_exceptions?,
            texts: RegionTexts {
                name: name?.into(),
                journal: journal?.into(),
                contact: ask?.into(),
            },
        })
    }

    /// A value, understood; where it is missing or not understood, that is kept as a problem.
    fn take<T>(
        &mut self,
        key: Key,
        understand: impl FnOnce(&DeValue<'_>) -> Option<T>,
        what: &str,
    ) -> Option<T> {
        let Some((written, _)) = self.values.get(key) else {
            self.wrong(
                1,
                &format!("{key} is missing: add [{key}], with value and source"),
            );
            return None;
        };
        // One that is met without its value has been told of already.
        let Written { line, value } = written.as_ref()?;
        let line = *line;
        let value = understand(value.get_ref());
        if value.is_none() {
            self.wrong(line, &format!("{key}: {what}"));
        }
        value
    }

    fn wrong(&mut self, line: usize, what: &str) {
        self.problems.push(format!("{}:{line}: {what}", self.name));
    }
}

fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
