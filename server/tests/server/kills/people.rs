//! What people do: guardians write, staff answers, and whoever gets no answer sends the same form
//! again, or gives up.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use agera_ombud::ports::SystemClock;
use jiff::Timestamp;
use service::ports::clock::Clock;
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::Chance;
use super::house::Life;
use super::town::{Town, new_key};
use super::wire::{self, Answer};

/// Each guardian writes in so many tabs at once.
const TABS: usize = 2;
/// Between two errands, in milliseconds.
const PAUSE: std::ops::Range<u64> = 1..40;
/// One in so many gives up where there was no answer.
const GIVES_UP: u64 = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A guardian's new message.
    Start,
    /// A guardian's further message.
    Reply,
    /// The clinic's answer.
    Answer,
}

/// Something that was sent, and what its sender knows of it.
pub struct Errand {
    pub kind: Kind,
    /// The form's key.
    pub key: Uuid,
    pub thread: Uuid,
    /// No other errand has this text.
    pub text: String,
    /// The server said that it is done.
    pub acknowledged: bool,
    /// In which lives it was sent without an answer.
    pub unanswered: Vec<u32>,
    /// When it was sent for the last time.
    pub last_sent: Timestamp,
}

/// What people can tell afterwards.
#[derive(Default)]
pub struct Told {
    pub errands: Vec<Errand>,
    /// Answers that nobody should get.
    pub wrong: Vec<String>,
}

pub struct Street {
    people: JoinSet<Told>,
    evening: Arc<AtomicBool>,
}

impl Street {
    /// Everybody begins.
    pub fn open(town: &Town, lives: watch::Receiver<Option<Life>>, chance: &mut Chance) -> Self {
        let evening = Arc::<AtomicBool>::default();
        let threads = Arc::<Mutex<Vec<Uuid>>>::default();
        let mut people = JoinSet::new();
        let mut person = |cookie: &str| Person {
            cookie: cookie.to_owned(),
            lives: lives.clone(),
            chance: chance.fork(),
            evening: Arc::clone(&evening),
            threads: Arc::clone(&threads),
            unit: town.unit.clone(),
            told: Told::default(),
        };
        for guardian in &town.guardians {
            for _ in 0..TABS {
                let tab = person(&guardian.cookie);
                people.spawn(tab.write_all_day(guardian.base.clone()));
            }
        }
        for cookie in &town.staff {
            people.spawn(person(cookie).answer_all_day());
        }
        Self { people, evening }
    }

    /// Everybody ends what is begun, and tells.
    pub async fn close(mut self) -> Told {
        self.evening.store(true, Ordering::SeqCst);
        let mut all = Told::default();
        while let Some(told) = self.people.join_next().await {
            let told = told.unwrap();
            all.errands.extend(told.errands);
            all.wrong.extend(told.wrong);
        }
        all
    }
}

struct Person {
    cookie: String,
    lives: watch::Receiver<Option<Life>>,
    chance: Chance,
    evening: Arc<AtomicBool>,
    /// Those that have come to the clinic.
    threads: Arc<Mutex<Vec<Uuid>>>,
    unit: String,
    told: Told,
}

impl Person {
    async fn write_all_day(mut self, base: String) -> Told {
        let mut own = Vec::new();
        while self.pause().await {
            let key = new_key();
            let start = own.is_empty() || self.chance.one_in(2);
            let (kind, thread) = if start {
                (Kind::Start, key)
            } else {
                (Kind::Reply, *self.chance.pick(&own))
            };
            let (nyckel, text) = (key.simple(), text_of(key));
            let (path, form) = if start {
                let path = format!("{base}/kontakta/{}/meddelande", self.unit);
                (path, format!("nyckel={nyckel}&amne=Fraga&text={text}"))
            } else {
                let path = format!("{base}/inkorg/{}", thread.simple());
                (path, format!("gor=svara&nyckel={nyckel}&text={text}"))
            };
            let mut errand = errand(kind, key, thread);
            while let Some(answer) = self.send(&mut errand, &path, &form).await {
                match answer {
                    Sent::Unanswered => {}
                    Sent::Answered(303) => {
                        errand.acknowledged = true;
                        if start {
                            own.push(thread);
                            self.threads.lock().unwrap().push(thread);
                        }
                        break;
                    }
                    Sent::Answered(status) => {
                        self.told
                            .wrong
                            .push(format!("{kind:?} was answered with {status}"));
                        break;
                    }
                }
            }
            self.told.errands.push(errand);
        }
        self.told
    }

    async fn answer_all_day(mut self) -> Told {
        while self.pause().await {
            let threads = self.threads.lock().unwrap().clone();
            // The newest, as a work list has them.
            let open = &threads[threads.len().saturating_sub(8)..];
            if open.is_empty() {
                continue;
            }
            let thread = *self.chance.pick(open);
            let mut errand = errand(Kind::Answer, new_key(), thread);
            let case = format!("/mottagning/{}/arende/{}", self.unit, thread.simple());
            let mut version = self.version(thread).await;
            while let Some(seen) = version {
                let form = format!(
                    "gor=svara&version={seen}&nyckel={}&text={}",
                    errand.key.simple(),
                    errand.text
                );
                match self.send(&mut errand, &case, &form).await {
                    None => break,
                    // The form as it stands, or the page as it has renewed itself.
                    Some(Sent::Unanswered) if self.chance.one_in(2) => {}
                    // Another was first: the same again, on what there is now.
                    Some(Sent::Unanswered | Sent::Answered(409)) => {
                        version = self.version(thread).await;
                    }
                    Some(Sent::Answered(303)) => {
                        errand.acknowledged = true;
                        break;
                    }
                    Some(Sent::Answered(status)) => {
                        let line = format!("an answer was answered with {status}");
                        self.told.wrong.push(line);
                        break;
                    }
                }
            }
            self.told.errands.push(errand);
        }
        self.told
    }

    /// The case's version, asked for until there is an answer.
    async fn version(&mut self, thread: Uuid) -> Option<u64> {
        let path = format!(
            "/api/desk/case?unit={}&thread={}",
            self.unit,
            thread.simple()
        );
        loop {
            let life = self.life();
            let Ok(answer) = wire::get(life.address, &path, &self.cookie).await else {
                self.wait_for_the_next(life).await;
                continue;
            };
            let case: serde_json::Value = serde_json::from_str(&answer.body).unwrap_or_default();
            let version = case["version"].as_u64();
            if version.is_none() {
                let told = format!("a case was answered with {}", answer.status);
                self.told.wrong.push(told);
            }
            return version;
        }
    }

    /// Sends it once; nothing, where there was no answer and one gives up.
    async fn send(&mut self, errand: &mut Errand, path: &str, form: &str) -> Option<Sent> {
        let life = self.life();
        errand.last_sent = SystemClock.now();
        let answer = wire::post(life.address, path, &self.cookie, form).await;
        if let Ok(Answer { status, .. }) = answer {
            return Some(Sent::Answered(status));
        }
        errand.unanswered.push(life.number);
        if self.chance.one_in(GIVES_UP) {
            return None;
        }
        self.wait_for_the_next(life).await;
        Some(Sent::Unanswered)
    }

    fn life(&self) -> Life {
        self.lives.borrow().expect("the server has been started")
    }

    async fn wait_for_the_next(&mut self, life: Life) {
        let later = |now: &Option<Life>| now.is_some_and(|now| now.number > life.number);
        self.lives
            .wait_for(later)
            .await
            .expect("it is started again");
    }

    /// Rests a little; `false` when the day is over.
    async fn pause(&mut self) -> bool {
        tokio::time::sleep(Duration::from_millis(self.chance.from(PAUSE))).await;
        !self.evening.load(Ordering::SeqCst)
    }
}

/// What came of one sending.
enum Sent {
    /// Nothing: nobody knows.
    Unanswered,
    /// This status.
    Answered(u16),
}

fn errand(kind: Kind, key: Uuid, thread: Uuid) -> Errand {
    Errand {
        kind,
        key,
        thread,
        text: text_of(key),
        acknowledged: false,
        unanswered: Vec::new(),
        last_sent: Timestamp::UNIX_EPOCH,
    }
}

fn text_of(key: Uuid) -> String {
    format!("om-{}", key.simple())
}
