//! What the database holds in the end, read past the store, against what people were told.

mod rows;

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::mailboxes::Mailboxes;
use super::people::{Errand, Kind, Told};
use super::town::Town;
use rows::Rows;

/// How long what is done at once may wait for its turn to write, in microseconds.
const AT_ONCE: i64 = 1_000_000;

/// Everything that an errand leaves behind.
pub struct Books {
    threads: HashMap<Uuid, Thread>,
    messages: Vec<Message>,
    /// Thread and version.
    cases: Vec<(Uuid, usize)>,
    /// Action, object, instant.
    log: HashMap<(String, Uuid, i64), usize>,
    outbox: Vec<Notice>,
}

struct Thread {
    person: Uuid,
    /// How many messages it says that it has.
    messages: usize,
}

struct Message {
    id: Uuid,
    thread: Uuid,
    written: i64,
    text: String,
}

struct Notice {
    id: Uuid,
    reader: Uuid,
    subject: Uuid,
    state: String,
    /// How often it was taken to be sent.
    attempts: usize,
    created: i64,
}

impl Kind {
    /// The word in the access log.
    fn action(self) -> &'static str {
        match self {
            Self::Start => "message.start",
            Self::Reply => "message.reply",
            Self::Answer => "cases.answer",
        }
    }
}

impl Books {
    pub async fn open(url: &str) -> Self {
        let mut rows = Rows::of(url).await;
        let threads = rows
            .read("SELECT #id, #person, messages FROM threads")
            .await;
        let messages = rows
            .read("SELECT #id, #thread, written, body FROM messages")
            .await;
        let cases = rows.read("SELECT #thread, version FROM cases").await;
        let entries = "SELECT action, #object, at FROM access_log
            WHERE refused IS NULL AND action IN ('message.start', 'message.reply', 'cases.answer')";
        let entries = rows.read(entries).await;
        let outbox = "SELECT #id, #reader, #subject, state, attempts, created FROM outbox
            WHERE kind = 'news'";
        let outbox = rows.read(outbox).await;
        let mut log = HashMap::new();
        for row in &entries {
            *log.entry((row.text(0), row.id(1), row.number(2)))
                .or_default() += 1;
        }
        Self {
            threads: threads
                .iter()
                .map(|row| {
                    let (person, messages) = (row.id(1), row.count(2));
                    (row.id(0), Thread { person, messages })
                })
                .collect(),
            messages: messages
                .iter()
                .map(|row| Message {
                    id: row.id(0),
                    thread: row.id(1),
                    written: row.number(2),
                    text: row.text(3),
                })
                .collect(),
            cases: cases.iter().map(|row| (row.id(0), row.count(1))).collect(),
            log,
            outbox: outbox
                .iter()
                .map(|row| Notice {
                    id: row.id(0),
                    reader: row.id(1),
                    subject: row.id(2),
                    state: row.text(3),
                    attempts: row.count(4),
                    created: row.number(5),
                })
                .collect(),
        }
    }

    /// Everything that is not as it must be.
    pub fn check(&self, town: &Town, told: &Told, mailboxes: &Mailboxes) -> Vec<String> {
        let mut wrong = Vec::new();
        self.check_errands(told, &mut wrong);
        self.check_wholes(&mut wrong);
        self.check_sent(mailboxes, &mut wrong);
        self.check_heard(town, told, mailboxes, &mut wrong);
        wrong
    }

    /// What is there was sent by somebody, and is there once, with its entry in the log; what was
    /// acknowledged is there.
    fn check_errands(&self, told: &Told, wrong: &mut Vec<String>) {
        let sent = sent(told);
        let mut there = HashSet::new();
        for message in &self.messages {
            let Some(errand) = sent.get(message.text.as_str()) else {
                wrong.push(format!("nobody sent {}", message.text));
                continue;
            };
            if !there.insert(message.text.as_str()) {
                wrong.push(format!("{:?} {} is there twice", errand.kind, message.text));
            }
            let as_sent = match errand.kind {
                Kind::Start => message.thread == errand.key,
                Kind::Reply | Kind::Answer => {
                    (message.thread, message.id) == (errand.thread, errand.key)
                }
            };
            if !as_sent {
                wrong.push(format!("{} is not where it was sent", message.text));
            }
            let action = errand.kind.action().to_owned();
            let entry = (action, message.thread, message.written);
            let entries = self.log.get(&entry).copied().unwrap_or_default();
            if entries != 1 {
                wrong.push(format!("{} has {entries} entries in the log", message.text));
            }
        }
        let entries: usize = self.log.values().sum();
        if entries != self.messages.len() {
            let messages = self.messages.len();
            wrong.push(format!(
                "{messages} messages, and {entries} entries in the log"
            ));
        }
        for errand in told.errands.iter().filter(|errand| errand.acknowledged) {
            if !there.contains(errand.text.as_str()) {
                wrong.push(format!("{:?} {} is lost", errand.kind, errand.text));
            }
        }
    }

    /// Nothing is there by half: a thread has its messages, and a case that knows of each.
    fn check_wholes(&self, wrong: &mut Vec<String>) {
        let mut messages: HashMap<Uuid, usize> = HashMap::new();
        for message in &self.messages {
            *messages.entry(message.thread).or_default() += 1;
        }
        let cases: HashMap<_, _> = self.cases.iter().copied().collect();
        if cases.len() != self.cases.len() || cases.len() != self.threads.len() {
            wrong.push("there is not one case for each thread".to_owned());
        }
        for (id, thread) in &self.threads {
            let counts = [messages.get(id), Some(&thread.messages), cases.get(id)];
            if counts.iter().any(|count| *count != counts[0]) || counts[0].is_none() {
                wrong.push(format!(
                    "thread {id}: messages, its count of them, its case's version: {counts:?}"
                ));
            }
        }
    }

    /// What is noted as sent has come: once for each time that it was taken, at most.
    fn check_sent(&self, mailboxes: &Mailboxes, wrong: &mut Vec<String>) {
        for notice in &self.outbox {
            let came = mailboxes.came().get(&notice.id).map_or(0, Vec::len);
            let (state, attempts) = (&notice.state, notice.attempts);
            if state != "sent" || came == 0 || came > attempts {
                wrong.push(format!(
                    "a notice is {state}; it was taken {attempts} times, and came {came} times"
                ));
            }
        }
    }

    /// Of each answer the child's guardian was told: by a mail of its own, or by one that waited
    /// already when the answer came, and came afterwards.
    fn check_heard(
        &self,
        town: &Town,
        told: &Told,
        mailboxes: &Mailboxes,
        wrong: &mut Vec<String>,
    ) {
        let sent = sent(told);
        for message in &self.messages {
            let kind = sent.get(message.text.as_str()).map(|errand| errand.kind);
            let child = self
                .threads
                .get(&message.thread)
                .map(|thread| thread.person);
            let guardian = town.guardians.iter().find(|one| Some(one.child.0) == child);
            let (Some(Kind::Answer), Some(guardian)) = (kind, guardian) else {
                continue;
            };
            let (reader, subject) = (guardian.person.0, guardian.child.0);
            let own = Uuid::new_v5(
                &message.id,
                format!("{}email", reader.as_simple()).as_bytes(),
            );
            let tells = |notice: &Notice| {
                let came = mailboxes.came().get(&notice.id).into_iter().flatten();
                let last = came.map(|at| at.as_microsecond()).max();
                // Both times were taken before their turn to write came: of two at once, the one that
                // was written first may have begun last.
                let waited = notice.created <= message.written + AT_ONCE;
                (notice.reader, notice.subject) == (reader, subject)
                    && (notice.id == own || waited && last >= Some(message.written))
            };
            if !self.outbox.iter().any(tells) {
                wrong.push(format!("nobody was told of {}", message.text));
            }
        }
    }

    /// What a report says.
    pub fn figures(&self, told: &Told, mailboxes: &Mailboxes) -> String {
        let there: HashMap<_, _> = self
            .messages
            .iter()
            .map(|message| (message.text.as_str(), message.written))
            .collect();
        let done = |errand: &&Errand| there.contains_key(errand.text.as_str());
        let of = |wanted: &dyn Fn(&&Errand) -> bool| told.errands.iter().filter(wanted).count();
        let again = |errand: &&Errand| errand.acknowledged && !errand.unanswered.is_empty();
        let before = |errand: &&Errand| {
            let written = there.get(errand.text.as_str());
            written.is_some_and(|written| *written < errand.last_sent.as_microsecond())
        };
        let lives = told.errands.iter().flat_map(|errand| &errand.unanswered);
        let came = |notice: &Notice| mailboxes.came().get(&notice.id).map_or(0, Vec::len);
        let twice = self.outbox.iter().filter(|notice| came(notice) > 1).count();
        let taken_again = self
            .outbox
            .iter()
            .filter(|notice| notice.attempts > 1)
            .count();
        format!(
            "{} errands acknowledged, and all there once; {} lives ended with some unanswered; {} \
             sent again, of which {} had been done the first time; {} given up, of which {} had been \
             done; {} notices, {} taken again after a kill, {} came more than once",
            of(&|errand| errand.acknowledged),
            lives.collect::<HashSet<_>>().len(),
            of(&again),
            of(&|errand| again(errand) && before(errand)),
            of(&|errand| !errand.acknowledged),
            of(&|errand| !errand.acknowledged && done(errand)),
            self.outbox.len(),
            taken_again,
            twice,
        )
    }
}

fn sent(told: &Told) -> HashMap<&str, &Errand> {
    let errands = told.errands.iter();
    errands
        .map(|errand| (errand.text.as_str(), errand))
        .collect()
}
