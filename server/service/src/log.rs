//! The access log is tamper-evident (R-J11): every entry gets its place in a chain of hashes, and
//! signed checkpoints of the chains are kept outside the database.
//!
//! An entry is written with what it tells of, and waits there to be sealed. One node at a time seals
//! what waits, every second. See `docs/decisions/0016-log-chain.md`.

pub mod chain;
pub mod checkpoint;
pub mod key;
mod prune;
pub mod verify;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

pub use prune::prune;

use self::chain::Standing;
use self::checkpoint::{Kind, Statement};
use self::key::SigningKey;
use crate::ports::chance::new_id;
use crate::ports::checkpoints::CheckpointFile;
use crate::ports::store::{ChainHead, Sealed};
use crate::{Fault, Services};

/// The job's name.
const JOB: &str = "log";
/// How long a node has it without asking again.
const LEASE: SignedDuration = SignedDuration::from_mins(1);
/// It asks again when no more than this is left.
const RENEW: SignedDuration = SignedDuration::from_secs(30);
/// So many entries are sealed at once: others wait for as long as that takes where there is one
/// writer.
const BATCH: usize = 200;

/// How long entries are kept, and how often checkpoints are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Entries are kept for so many years.
    pub keep_years: u16,
    /// A checkpoint of what has changed, this long after the one before.
    pub every: SignedDuration,
    /// Or after so many entries.
    pub entries: i64,
}

impl Policy {
    /// No entry is kept for less (R-J11).
    pub const LEAST_YEARS: u16 = 5;
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            keep_years: Self::LEAST_YEARS,
            every: SignedDuration::from_mins(5),
            entries: 10_000,
        }
    }
}

/// What is needed to vouch for the log.
#[derive(Clone)]
pub struct Keeper {
    /// Signs.
    pub key: Arc<SigningKey>,
    /// Where checkpoints are kept.
    pub file: Arc<dyn CheckpointFile>,
    /// How often, and how long.
    pub policy: Policy,
}

impl Keeper {
    /// Writes this outside the database.
    async fn tell(&self, told: Vec<Statement>) -> Result<(), Fault> {
        let key = self.key.clone();
        let lines = move |end: &str| checkpoint::lines(&key, end, &told);
        Ok(self.file.add(Box::new(lines)).await?)
    }
}

/// A node's part in the sealing.
pub struct Sealing {
    keeper: Keeper,
    holder: Uuid,
    held: Option<Timestamp>,
}

impl Sealing {
    /// A node that has done nothing yet.
    pub fn new(services: &Services, keeper: Keeper) -> Self {
        Self {
            keeper,
            holder: new_id(services.rng.as_ref(), services.clock.now()),
            held: None,
        }
    }

    /// Seals all that waits, and writes the checkpoints that are due, unless another node is at it.
    pub async fn turn(&mut self, services: &Services) -> Result<usize, Fault> {
        self.seal_and_check(services, false).await
    }

    /// The same, with a checkpoint of every chain that has moved, and leaves the rest to others.
    pub async fn finish(&mut self, services: &Services) -> Result<usize, Fault> {
        let sealed = self.seal_and_check(services, true).await?;
        services.store.end_lease(JOB, self.holder).await?;
        self.held = None;
        Ok(sealed)
    }

    async fn seal_and_check(&mut self, services: &Services, all: bool) -> Result<usize, Fault> {
        let waits = !services.store.unsealed(1).await?.is_empty();
        if !waits && self.due(services, all).await?.is_empty() {
            return Ok(0);
        }
        let mut sealed = 0;
        loop {
            if !self.hold(services).await? {
                return Ok(sealed);
            }
            match seal_some(services).await? {
                0 => break,
                some => sealed += some,
            }
        }
        let due = self.due(services, all).await?;
        let at = services.clock.now();
        let statement = |head: &ChainHead| Statement {
            kind: Kind::Head,
            chain: head.chain,
            standing: head.head,
            at,
        };
        if !due.is_empty() {
            self.keeper
                .tell(due.iter().map(statement).collect())
                .await?;
        }
        for head in due {
            let (chain, place) = (head.chain, head.head.place);
            services.store.note_checkpoint(chain, place, at).await?;
        }
        Ok(sealed)
    }

    /// The chains of which a checkpoint is due: `all` that have moved, or those that have waited.
    async fn due(&self, services: &Services, all: bool) -> Result<Vec<ChainHead>, Fault> {
        let (now, policy) = (services.clock.now(), self.keeper.policy);
        let waited = |head: &ChainHead| {
            // A clock that has been put back must not keep it waiting.
            head.checked_at
                .is_none_or(|at| now < at || now.duration_since(at) >= policy.every)
        };
        let mut heads = services.store.chain_heads().await?;
        heads.retain(|head| {
            let moved = head.head.place.saturating_sub(head.checked);
            moved > 0 && (all || moved >= policy.entries || waited(head))
        });
        Ok(heads)
    }

    /// Takes the lease, or holds it for longer when it is about to end.
    async fn hold(&mut self, services: &Services) -> Result<bool, Fault> {
        let now = services.clock.now();
        let left = self.held.map(|until| until.duration_since(now));
        if left.is_some_and(|left| left > RENEW && left <= LEASE) {
            return Ok(true);
        }
        let store = &services.store;
        let taken = store.take_lease(JOB, self.holder, now, LEASE).await?;
        self.held = taken.then(|| now.saturating_add(LEASE).unwrap_or(Timestamp::MAX));
        Ok(taken)
    }
}

/// Seals some of what waits; gives how many, and 0 where nothing waits or another was faster.
async fn seal_some(services: &Services) -> Result<usize, Fault> {
    let waiting = services.store.unsealed(BATCH).await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let heads = services.store.chain_heads().await?;
    let mut sealed = BTreeMap::new();
    for (chain, entry) in &waiting {
        let sealed = sealed.entry(*chain).or_insert_with(|| {
            let head = heads.iter().find(|head| head.chain == *chain);
            let before = head.map_or(Standing::START, |head| head.head);
            Sealed {
                chain: *chain,
                before,
                after: before,
                entries: Vec::new(),
            }
        });
        sealed.after = sealed.after.then(*chain, entry);
        sealed.entries.push((entry.id, entry.at, sealed.after.hash));
    }
    let sealed: Vec<_> = sealed.into_values().collect();
    Ok(if services.store.seal(&sealed).await? {
        waiting.len()
    } else {
        0
    })
}
