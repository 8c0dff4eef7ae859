//! What has changed, told to all who listen on this node. Every node asks the database once a
//! second, whoever changed it there, so that it does not matter which node did.

use std::collections::HashMap;
use std::time::Duration;

use jiff::SignedDuration;
use service::Services;
use service::ports::store::Change;
use tokio::sync::{broadcast, watch};
use uuid::Uuid;

/// How often the database is asked.
const EVERY: Duration = Duration::from_secs(1);
/// How far back it is asked: other nodes' clocks and slow commits may be behind.
const BACK: SignedDuration = SignedDuration::from_secs(15);
/// More than this changes nowhere in that time.
const MOST: usize = 10_000;
/// One who listens and is further behind asks anew.
const BEHIND: usize = 1_024;

/// Where one can listen. Cheap to clone.
#[derive(Clone)]
pub struct News {
    changed: broadcast::Sender<Uuid>,
    open: watch::Sender<bool>,
}

impl Default for News {
    fn default() -> Self {
        Self {
            changed: broadcast::Sender::new(BEHIND),
            open: watch::Sender::new(true),
        }
    }
}

impl News {
    /// Hears the topics that change from now on.
    pub fn listen(&self) -> broadcast::Receiver<Uuid> {
        self.changed.subscribe()
    }

    /// Hears when the server is about to stop: who listens must not hold it up.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.open.subscribe()
    }

    /// Ends all listening.
    pub fn close(&self) {
        self.open.send_replace(false);
    }

    /// Asks the database again and again, until it is dropped.
    pub async fn run(self, services: Services) {
        let mut turns = tokio::time::interval(EVERY);
        turns.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut known = HashMap::new();
        loop {
            turns.tick().await;
            if self.changed.receiver_count() == 0 {
                continue;
            }
            let now = services.clock.now();
            let since = now.saturating_sub(BACK).unwrap_or(now);
            match services.store.changes_since(since, MOST).await {
                Ok(changes) => self.tell(&mut known, &changes),
                Err(error) => tracing::warn!(%error, "what has changed can't be read"),
            }
        }
    }

    /// Tells of what is not known yet, and knows it then.
    fn tell(&self, known: &mut HashMap<Uuid, u32>, changes: &[Change]) {
        for change in changes {
            if known.get(&change.topic) != Some(&change.version) {
                // Nobody may be listening any more.
                let _ = self.changed.send(change.topic);
            }
        }
        *known = changes
            .iter()
            .map(|change| (change.topic, change.version))
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    #[test]
    fn each_change_is_told_once() {
        let news = News::default();
        let mut heard = news.listen();
        let mut known = HashMap::new();
        let change = |topic, version| Change {
            topic: Uuid::from_u128(topic),
            version,
            at: Timestamp::UNIX_EPOCH,
        };
        let mut told = |changes: &[Change]| {
            news.tell(&mut known, changes);
            let mut told = Vec::new();
            while let Ok(topic) = heard.try_recv() {
                told.push(topic.as_u128());
            }
            told
        };
        assert_eq!(told(&[change(1, 1), change(2, 7)]), [1, 2]);
        assert_eq!(told(&[change(1, 1), change(2, 7)]), []);
        assert_eq!(told(&[change(2, 8)]), [2]);
        assert_eq!(told(&[change(2, 8), change(1, 2)]), [1]);
    }
}
