//! Looking whether the access log is as it was written (R-J11), and naming the first entry of each
//! chain that is not.

mod report;
mod walk;

use std::collections::BTreeSet;

use jiff::Timestamp;
use uuid::Uuid;

pub use report::{BadFile, ChainReport, Loose, Report, Waiting, What, Wrong};

use super::chain::{ChainId, Standing};
use super::checkpoint::{Kind, Statement, check};
use super::key::PublicKey;
use crate::Fault;
use crate::ports::checkpoints::CheckpointError;
use crate::ports::store::{ChainHead, Store};

/// So many entries are looked at at once.
const PAGE: usize = 500;

/// A file of checkpoints.
#[derive(Clone, Debug)]
pub struct CheckpointText {
    /// Its name, for the report.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// What the log is compared with.
pub struct Against<'a> {
    /// Reads the files of checkpoints, as they are now.
    pub files: &'a (dyn Fn() -> Result<Vec<CheckpointText>, CheckpointError> + Sync),
    /// Keys of which one must have signed each line.
    pub keys: &'a [PublicKey],
    /// Entries since then only, from the checkpoint before; none: all.
    pub from: Option<Timestamp>,
}

/// Looks at every entry. It may go on while others write.
pub async fn verify(store: &dyn Store, against: &Against<'_>) -> Result<Report, Fault> {
    let mut known = Known::read(store, against).await?;
    let mut report = Report {
        chains: Vec::new(),
        loose: Loose::default(),
        waiting: Waiting::default(),
        checkpoints: known.told.len(),
        files: known.wrong.clone(),
    };
    for chain in known.chains(store).await? {
        let mut found = walk::walk(store, &known, chain, against.from).await?;
        if found.wrong.is_some() {
            // What was pruned in the meantime is not missing, and what was vouched for since is right.
            known = Known::read(store, against).await?;
            found = walk::walk(store, &known, chain, against.from).await?;
        }
        report.chains.push(found);
    }
    look_for_loose(store, against.from, &mut report.loose).await?;
    look_at_waiting(store, &mut report.waiting).await?;
    Ok(report)
}

/// What is known of the chains before they are walked.
pub(super) struct Known {
    heads: Vec<ChainHead>,
    told: Vec<Statement>,
    wrong: Vec<BadFile>,
}

impl Known {
    /// The heads first: a line is written before its chain is cut, and after it has grown.
    async fn read(store: &dyn Store, against: &Against<'_>) -> Result<Self, Fault> {
        let heads = store.chain_heads().await?;
        let (mut told, mut wrong) = (Vec::new(), Vec::new());
        for file in (against.files)()? {
            let checked = check(&file.text, against.keys);
            told.extend(checked.told);
            wrong.extend(checked.wrong.into_iter().map(|(line, what)| BadFile {
                file: file.name.clone(),
                line,
                what,
            }));
        }
        Ok(Self { heads, told, wrong })
    }

    fn head(&self, chain: ChainId) -> Option<&ChainHead> {
        self.heads.iter().find(|head| head.chain == chain)
    }

    fn told(&self, chain: ChainId) -> impl Iterator<Item = &Statement> {
        self.told.iter().filter(move |told| told.chain == chain)
    }

    /// Where the chain begins: as the database says, or else as the last line about that.
    fn cut(&self, chain: ChainId) -> Standing {
        let by_line = || {
            let cuts = self.told(chain).filter(|told| told.kind == Kind::Cut);
            let last = cuts.max_by_key(|told| told.standing.place);
            last.map_or(Standing::START, |told| told.standing)
        };
        self.head(chain).map_or_else(by_line, |head| head.cut)
    }

    /// Every chain that anybody knows of.
    async fn chains(&self, store: &dyn Store) -> Result<BTreeSet<ChainId>, Fault> {
        let mut chains: BTreeSet<_> = self.heads.iter().map(|head| head.chain).collect();
        chains.extend(self.told.iter().map(|told| told.chain));
        let mut last = ChainId::SERVICE;
        chains.insert(last);
        while let Some(next) = store.chain_after(last).await? {
            chains.insert(next);
            last = next;
        }
        Ok(chains)
    }
}

/// Entries that are in no chain, and do not wait for one either.
async fn look_for_loose(
    store: &dyn Store,
    from: Option<Timestamp>,
    loose: &mut Loose,
) -> Result<(), Fault> {
    let mut after = from.map_or(Uuid::nil(), first_id);
    loop {
        let rows = store.log_page(after, PAGE).await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = last.id;
        for row in rows.iter().filter(|row| !row.sealed && !row.waits) {
            loose.count += 1;
            loose.first.get_or_insert(row.id);
            loose.at = loose.at.or(Timestamp::from_microsecond(row.at).ok());
        }
    }
}

async fn look_at_waiting(store: &dyn Store, waiting: &mut Waiting) -> Result<(), Fault> {
    let mut after = None;
    loop {
        let rows = store.waiting_page(after, PAGE).await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = Some((last.at, last.entry));
        for row in rows {
            if row.there {
                waiting.count += 1;
                waiting.since = waiting.since.or(Timestamp::from_microsecond(row.at).ok());
            } else {
                waiting.gone += 1;
                waiting.first_gone.get_or_insert(row.entry);
            }
        }
    }
}

/// The least id that is made then (UUID version 7).
fn first_id(at: Timestamp) -> Uuid {
    let millis = u128::try_from(at.as_millisecond()).unwrap_or_default();
    Uuid::from_u128(millis << 80)
}

/// When the id was made (UUID version 7).
pub(super) fn made(id: Uuid) -> Option<Timestamp> {
    let millis = i64::try_from(id.as_u128() >> 80).ok()?;
    let is_timed = id.get_version_num() == 7;
    Timestamp::from_millisecond(millis)
        .ok()
        .filter(|_| is_timed)
}
