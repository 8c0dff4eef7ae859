//! Checkpoints of the chains: lines of a file outside the database, each signed.
//!
//! A line is a JSON object whose last member is the signature of what stands before it, so it is
//! checked as it was written. Each has the number and the hash of the line before it: one that is
//! taken out is missed.

use std::fmt::Display;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::chain::{ChainId, Hash, Standing};
use super::key::{PublicKey, SigningKey};

#[cfg(test)]
mod tests;

/// What comes before the signature.
const SIGNATURE: &str = ",\"signature\":\"";

/// What a line tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Of what kind.
    pub kind: Kind,
    /// Of which chain.
    pub chain: ChainId,
    /// Up to where.
    pub standing: Standing,
    /// When.
    pub at: Timestamp,
}

/// What is told of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It has come so far.
    Head,
    /// It is pruned up to there: it begins after that.
    Cut,
}

#[derive(Serialize, Deserialize)]
struct Line {
    number: u64,
    #[serde(with = "as_text")]
    previous: Hash,
    kind: Kind,
    chain: ChainId,
    place: i64,
    #[serde(with = "as_text")]
    hash: Hash,
    #[serde(with = "as_text")]
    at: Timestamp,
}

mod as_text {
    use super::{Deserialize, Deserializer, Display, FromStr, Serializer};

    pub(super) fn serialize<T: Display, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'a, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr,
        T::Err: Display,
        D: Deserializer<'a>,
    {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The lines that tell this, after a file that ends so.
pub fn lines(key: &SigningKey, end: &str, told: &[Statement]) -> Vec<String> {
    let last = end
        .lines()
        .rev()
        .find_map(|line| Some((read(line)?.number, Hash::of(line.as_bytes()))));
    let (mut number, mut previous) = last.unwrap_or((0, Hash::NONE));
    let mut lines = Vec::new();
    for statement in told {
        number += 1;
        let line = write(key, number, previous, statement);
        previous = Hash::of(line.as_bytes());
        lines.push(line);
    }
    lines
}

fn write(key: &SigningKey, number: u64, previous: Hash, told: &Statement) -> String {
    let line = Line {
        number,
        previous,
        kind: told.kind,
        chain: told.chain,
        place: told.standing.place,
        hash: told.standing.hash,
        at: told.at,
    };
    let text = serde_json::to_string(&line).expect("a line holds nothing but texts and numbers");
    let signature = key.sign(text.as_bytes());
    let open = text.strip_suffix('}').unwrap_or(&text);
    format!("{open}{SIGNATURE}{signature}\"}}")
}

/// A line that was finished, whoever signed it.
fn read(line: &str) -> Option<Line> {
    let (open, rest) = line.rsplit_once(SIGNATURE)?;
    rest.strip_suffix("\"}")?;
    serde_json::from_str(&format!("{open}}}")).ok()
}

/// The line, where one of the keys has signed it.
fn read_signed(line: &str, keys: &[PublicKey]) -> Option<Line> {
    let (open, rest) = line.rsplit_once(SIGNATURE)?;
    let signature = rest.strip_suffix("\"}")?;
    let text = format!("{open}}}");
    let signed = keys
        .iter()
        .any(|key| key.signed(text.as_bytes(), signature));
    signed.then(|| serde_json::from_str(&text).ok())?
}

/// What is wrong with a file of checkpoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BadLine {
    /// The line is not as it was signed.
    BadSignature,
    /// Lines before this one are missing, or have been changed.
    LinesMissing,
}

/// What a file says, and what is wrong with it: the lines, counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// What it says, by lines that have been signed.
    pub told: Vec<Statement>,
    /// What is wrong.
    pub wrong: Vec<(usize, BadLine)>,
}

/// Reads a file of checkpoints. One line that was not finished, because the server was killed,
/// does no harm: the next one follows on the one before it.
pub fn check(text: &str, keys: &[PublicKey]) -> Checked {
    let mut checked = Checked::default();
    let mut last = (0, Hash::NONE);
    let mut bad = None;
    for (nth, line) in text.lines().enumerate() {
        let nth = nth + 1;
        let Some(read) = read_signed(line, keys) else {
            bad = bad.or(Some(nth));
            continue;
        };
        let bad = bad.take();
        if (read.number, read.previous) != (last.0 + 1, last.1) {
            checked.wrong.push(match bad {
                Some(bad) => (bad, BadLine::BadSignature),
                None => (nth, BadLine::LinesMissing),
            });
        }
        last = (read.number, Hash::of(line.as_bytes()));
        checked.told.push(Statement {
            kind: read.kind,
            chain: read.chain,
            standing: Standing {
                place: read.place,
                hash: read.hash,
            },
            at: read.at,
        });
    }
    if let Some(bad) = bad {
        checked.wrong.push((bad, BadLine::BadSignature));
    }
    checked
}
