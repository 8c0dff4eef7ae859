//! What verifying the log has found.

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::log::chain::ChainId;
use crate::log::checkpoint::BadLine;

/// What verifying the log has found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Each chain.
    pub chains: Vec<ChainReport>,
    /// Entries in no chain.
    pub loose: Loose,
    /// Entries that are not sealed yet.
    pub waiting: Waiting,
    /// So many checkpoints were read whose signature is right.
    pub checkpoints: usize,
    /// What is wrong with the files of checkpoints.
    pub files: Vec<BadFile>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_right(&self) -> bool {
        self.chains.iter().all(|chain| chain.wrong.is_none())
            && self.loose.count == 0
            && self.waiting.gone == 0
            && self.files.is_empty()
    }

    /// How many sealed entries are right.
    pub fn right(&self) -> i64 {
        self.chains.iter().map(|chain| chain.right).sum()
    }
}

/// What has been found of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChainReport {
    /// The chain; nil: the service's own.
    pub chain: ChainId,
    /// The care principal's name.
    pub name: Option<String>,
    /// The place after which it was looked at.
    pub after: i64,
    /// So many entries are right, from there.
    pub right: i64,
    /// Up to which place checkpoints vouch for it.
    pub vouched: i64,
    /// So many entries have been pruned.
    pub pruned: i64,
    /// When the last of them was written.
    #[serde(serialize_with = "as_text")]
    pub pruned_until: Option<Timestamp>,
    /// The first entry that is wrong.
    pub wrong: Option<Wrong>,
}

/// The first entry that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// What is wrong.
    pub what: What,
    /// Its place.
    pub place: i64,
    /// The last place that it may be, where that can't be told.
    pub to_place: i64,
    /// Its id, where one is known.
    pub entry: Option<Uuid>,
    /// When it was written, as far as can be known.
    #[serde(serialize_with = "as_text")]
    pub at: Option<Timestamp>,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It, or its hash, has been changed.
    Edited,
    /// Another one stands in its place.
    Swapped,
    /// It is gone.
    Missing,
    /// It and all after it are gone.
    CutOff,
    /// The chain has been made anew: it is not the one that a checkpoint vouches for.
    Rewritten,
    /// It can't be read.
    Unreadable,
    /// The chain's end is not where the database notes it.
    HeadChanged,
    /// Entries before it were pruned, and no signed line says so.
    CutUnsigned,
    /// It was pruned as older than it can be: a checkpoint tells of the entry before it as younger.
    Backdated,
    /// No checkpoint vouches for the chain, or for what it has grown by over a long time.
    NoCheckpoint,
}

/// Entries that are in no chain and do not wait for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Loose {
    /// How many.
    pub count: u64,
    /// The first by id.
    pub first: Option<Uuid>,
    /// When it was written.
    #[serde(serialize_with = "as_text")]
    pub at: Option<Timestamp>,
}

/// Entries that are not sealed yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// How many.
    pub count: u64,
    /// When the first of them was written: long ago only where nothing seals.
    #[serde(serialize_with = "as_text")]
    pub since: Option<Timestamp>,
    /// So many that waited are gone or have been changed.
    pub gone: u64,
    /// The first of those.
    pub first_gone: Option<Uuid>,
}

/// What is wrong with a file of checkpoints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BadFile {
    /// Its name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: BadLine,
}

#[expect(clippy::ref_option, reason = "serde hands it over so")]
fn as_text<S: Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => serializer.collect_str(at),
        None => serializer.serialize_none(),
    }
}
