//! Threads: written one by one, or as a series of messages of one kind.

use domain::inbox::Author;
use domain::person::PersonName;
use domain::personnummer::Personnummer;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;

use crate::content::Scene;
use crate::error::SeedError;
use crate::when::When;

/// A thread with its times known.
pub struct DemoThread {
    pub person: Personnummer,
    /// The unit's key.
    pub unit: String,
    pub subject: String,
    pub unread: bool,
    pub archived: bool,
    /// Author, time and text, oldest first.
    pub messages: Vec<(Author, Timestamp, String)>,
}

/// A thread as a file writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    unit: String,
    subject: String,
    #[serde(default)]
    unread: bool,
    #[serde(default)]
    archived: bool,
    message: Vec<Message>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    /// Staff, by key; or else
    staff: Option<String>,
    /// a person, by key: the guardian, or the inbox's own.
    by: Option<String>,
    when: When,
    text: String,
}

/// Messages of one kind, each a thread of its own: `{1}` in subject and text is an item's first
/// word, and so on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    unit: String,
    staff: String,
    subject: String,
    text: String,
    each: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    when: When,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    unread: bool,
    #[serde(default)]
    archived: bool,
}

impl Written {
    pub fn resolve(&self, scene: &Scene<'_>) -> Result<DemoThread, SeedError> {
        let row = &self.subject;
        let mut messages: Vec<(Author, Timestamp, String)> = Vec::new();
        for message in &self.message {
            let author = match (&message.staff, &message.by) {
                (Some(staff), None) => Author::Staff(scene.staff(row, &self.unit, staff)?),
                (None, Some(key)) => self.person(scene, key)?,
                _ => return Err(scene.wrong(row, "a message has one author")),
            };
            let mut written = scene.when(row, message.when)?;
            // Two days of one weekend both become the Friday before it; the order stays.
            if let Some((_, previous, _)) = messages.last()
                && written <= *previous
            {
                written = previous.saturating_add(20.minutes()).unwrap_or(*previous);
            }
            let text = scene.fill(row, &message.text, &[], written)?;
            messages.push((author, written, text));
        }
        if messages.is_empty() {
            return Err(scene.wrong(row, "a thread has a message"));
        }
        Ok(DemoThread {
            person: scene.whose.record.number,
            unit: self.unit.clone(),
            subject: self.subject.clone(),
            unread: self.unread,
            archived: self.archived,
            messages,
        })
    }

    fn person(&self, scene: &Scene<'_>, key: &str) -> Result<Author, SeedError> {
        let name = scene
            .people
            .get(key)
            .and_then(|person| person.name.as_ref())
            .map(PersonName::full)
            .ok_or_else(|| scene.wrong(&self.subject, "no such author, or one without a name"))?;
        let own = key == scene.whose.key;
        Ok(if own {
            Author::Subject(name)
        } else {
            Author::Guardian(name)
        })
    }
}

impl Series {
    pub fn resolve(&self, scene: &Scene<'_>) -> Result<Vec<DemoThread>, SeedError> {
        let author = scene.staff(&self.subject, &self.unit, &self.staff)?;
        let thread = |item: &Item| {
            let written = scene.when(&self.subject, item.when)?;
            let fill = |text: &str| scene.fill(&self.subject, text, &item.words, written);
            Ok(DemoThread {
                person: scene.whose.record.number,
                unit: self.unit.clone(),
                subject: fill(&self.subject)?,
                unread: item.unread,
                archived: item.archived,
                messages: vec![(Author::Staff(author.clone()), written, fill(&self.text)?)],
            })
        };
        self.each.iter().map(thread).collect()
    }
}
