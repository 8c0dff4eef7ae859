//! The chains of the access log, without I/O: what is hashed, and what is wrong with a sequence.
//!
//! ```text
//! hash(place) = SHA-256(DOMAIN ‖ chain ‖ place ‖ hash(place − 1) ‖ every column of the entry)
//! ```
//!
//! Each column goes in with its length before it, and one that has no value differs from an empty
//! one: no two entries are hashed as the same bytes.

use std::fmt;
use std::str::FromStr;

use domain::id::PrincipalId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

#[cfg(test)]
mod tests;

/// What these hashes are of, and in which form: nothing else that is hashed begins so.
const DOMAIN: &[u8] = b"agera-ombud access log 1\0";

/// A chain: a care principal's, or the service's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChainId(pub Uuid);

impl ChainId {
    /// Where entries stand that belong to no care principal's unit.
    pub const SERVICE: Self = Self(Uuid::nil());

    /// The care principal's chain; without one the service's own.
    pub fn of(principal: Option<PrincipalId>) -> Self {
        principal.map_or(Self::SERVICE, |principal| Self(principal.0))
    }
}

impl fmt::Display for ChainId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands before the first place of a chain.
    pub const NONE: Self = Self([0; 32]);

    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Self(bytes))
    }
}

/// An entry as it is kept: its columns, whatever they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEntry {
    /// Its id.
    pub id: Uuid,
    /// When: microseconds since 1970-01-01 UTC.
    pub at: i64,
    /// Who acted.
    pub actor: Uuid,
    /// Whom it concerns.
    pub subject: Uuid,
    /// As what.
    pub capacity: Option<String>,
    /// What was done or asked for.
    pub action: String,
    /// What it was about.
    pub object: Option<Uuid>,
    /// The rule that allowed or refused it.
    pub rule: String,
    /// Why it was refused.
    pub refused: Option<String>,
    /// The unit as whose staff.
    pub unit: Option<Uuid>,
    /// The request.
    pub request: Option<String>,
}

impl KeptEntry {
    fn put_into(&self, hash: &mut Sha256) {
        let mut put = |column: Option<&[u8]>| {
            // Longer than any value: no value.
            let length = column.map_or(u64::MAX, |bytes| bytes.len() as u64);
            hash.update(length.to_be_bytes());
            hash.update(column.unwrap_or_default());
        };
        put(Some(self.id.as_bytes()));
        put(Some(&self.at.to_be_bytes()));
        put(Some(self.actor.as_bytes()));
        put(Some(self.subject.as_bytes()));
        put(self.capacity.as_deref().map(str::as_bytes));
        put(Some(self.action.as_bytes()));
        put(self.object.as_ref().map(|object| &object.as_bytes()[..]));
        put(Some(self.rule.as_bytes()));
        put(self.refused.as_deref().map(str::as_bytes));
        put(self.unit.as_ref().map(|unit| &unit.as_bytes()[..]));
        put(self.request.as_deref().map(str::as_bytes));
    }
}

/// How far a chain has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The last place; 0 where there is none yet.
    pub place: i64,
    /// Its hash.
    pub hash: Hash,
}

impl Standing {
    /// Before the first entry.
    pub const START: Self = Self {
        place: 0,
        hash: Hash::NONE,
    };

    /// How the chain stands once this entry has the next place.
    #[must_use]
    pub fn then(self, chain: ChainId, entry: &KeptEntry) -> Self {
        let place = self.place.saturating_add(1);
        let mut hash = Sha256::new();
        hash.update(DOMAIN);
        hash.update(chain.0.as_bytes());
        hash.update(place.to_be_bytes());
        hash.update(self.hash.0);
        entry.put_into(&mut hash);
        Self {
            place,
            hash: Hash(hash.finalize().into()),
        }
    }
}

/// A place of a chain, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The place, from 1.
    pub place: i64,
    /// The entry's id.
    pub entry: Uuid,
    /// The hash.
    pub hash: Hash,
    /// The entry; none where it is gone.
    pub kept: Option<KeptEntry>,
}

/// What is wrong at a place of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Broken {
    /// The entry, or its hash, is not as it was.
    Edited,
    /// Another entry has its place.
    Swapped,
    /// The entry is gone, or the place.
    Missing,
}

/// The first place where a chain is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// What is wrong.
    pub what: Broken,
    /// Where.
    pub place: i64,
    /// Which entry stands there, if one does.
    pub entry: Option<Uuid>,
}

/// Follows links, in the order of their places, from where the chain stands. `seen` is told of each
/// place that is right.
pub fn follow(
    chain: ChainId,
    mut standing: Standing,
    links: &[Link],
    mut seen: impl FnMut(Standing),
) -> Result<Standing, Break> {
    for (nth, link) in links.iter().enumerate() {
        let place = standing.place.saturating_add(1);
        let broken = |what, entry| Break { what, place, entry };
        if link.place != place {
            return Err(broken(Broken::Missing, None));
        }
        let Some(kept) = &link.kept else {
            return Err(broken(Broken::Missing, Some(link.entry)));
        };
        let next = standing.then(chain, kept);
        if next.hash != link.hash {
            // Not wrong in itself where another of these links has what belongs here.
            let belongs = |other: &Link| {
                let hash = other.kept.as_ref();
                let hash = hash.map(|kept| standing.then(chain, kept).hash);
                hash.is_some_and(|hash| hash == link.hash || hash == other.hash)
            };
            let swapped = links.iter().skip(nth + 1).any(belongs);
            let what = if swapped {
                Broken::Swapped
            } else {
                Broken::Edited
            };
            return Err(broken(what, Some(link.entry)));
        }
        standing = next;
        seen(standing);
    }
    Ok(standing)
}
