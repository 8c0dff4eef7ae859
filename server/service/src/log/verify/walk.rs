//! Walking one chain from its beginning, or from a checkpoint, to its end.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{ChainReport, Known, PAGE, What, Wrong, made};
use crate::Fault;
use crate::log::chain::{Break, Broken, ChainId, Hash, Link, Standing, follow};
use crate::log::checkpoint::{Kind, Statement};
use crate::ports::store::{ChainHead, Store};

/// An entry is sealed a second after it was written, as a rule; in no longer than this, whatever
/// transactions take and clocks say.
const LATEST: SignedDuration = SignedDuration::from_hours(24);

/// Checkpoints come at least every hour while entries are written: over so long a time no chain grows
/// without one, unless somebody sees to it.
const UNVOUCHED: SignedDuration = SignedDuration::from_hours(2);

/// Looks at one chain.
pub(super) async fn walk(
    store: &dyn Store,
    known: &Known,
    chain: ChainId,
    from: Option<Timestamp>,
) -> Result<ChainReport, Fault> {
    let cut = known.cut(chain);
    let head = known.head(chain);
    let start = start(known, chain, cut, from);
    let mut report = ChainReport {
        chain,
        name: head.and_then(|head| head.name.clone()),
        after: start.place,
        right: 0,
        vouched: 0,
        pruned: cut.place,
        pruned_until: head.and_then(|head| head.cut_until),
        wrong: None,
    };
    let signed = |told: &Statement| told.kind == Kind::Cut && told.standing == cut;
    if cut.place > 0 && !known.told(chain).any(signed) {
        report.wrong = Some(Wrong {
            what: What::CutUnsigned,
            place: cut.place.saturating_add(1),
            to_place: cut.place.saturating_add(1),
            entry: None,
            at: report.pruned_until,
        });
        return Ok(report);
    }
    report.wrong = backdated(known, chain);
    if report.wrong.is_some() {
        return Ok(report);
    }
    let mut walk = Walk {
        standing: start,
        agreed: start.place,
        vouchers: vouchers(known, chain, start.place),
        rewritten: None,
        since: None,
    };
    report.wrong = walk.until_the_end(store, chain).await?;
    report.right = walk.standing.place.saturating_sub(start.place);
    report.vouched = walk.agreed;
    let last = known.told(chain).max_by_key(|told| told.standing.place);
    if report.wrong.is_none() {
        let next = walk.standing.place.saturating_add(1);
        report.wrong = match last {
            Some(last) if last.standing.place >= next => Some(Wrong {
                what: What::CutOff,
                place: next,
                to_place: last.standing.place,
                entry: None,
                at: Some(last.at),
            }),
            None if next > 1 => Some(Wrong {
                what: What::NoCheckpoint,
                place: 1,
                to_place: walk.standing.place,
                entry: None,
                at: None,
            }),
            _ => walk.unvouched(),
        };
    }
    Ok(report)
}

/// What was pruned as older than the time at which a checkpoint says that the chain was not so long
/// yet: those entries were put in the place of others, to be pruned.
fn backdated(known: &Known, chain: ChainId) -> Option<Wrong> {
    let mut told: Vec<_> = known.told(chain).collect();
    told.sort_by_key(|told| (told.standing.place, told.kind == Kind::Head));
    let mut latest: Option<&Statement> = None;
    for told in told {
        match told.kind {
            Kind::Head => latest = latest.filter(|before| before.at >= told.at).or(Some(told)),
            Kind::Cut => {
                let before = latest.filter(|before| before.at.duration_since(told.at) > LATEST);
                if let Some(before) = before {
                    return Some(Wrong {
                        what: What::Backdated,
                        place: before.standing.place.saturating_add(1),
                        to_place: told.standing.place,
                        entry: None,
                        at: Some(told.at),
                    });
                }
            }
        }
    }
    None
}

/// Where to begin: at the cut, or at the last checkpoint before this time.
fn start(known: &Known, chain: ChainId, cut: Standing, from: Option<Timestamp>) -> Standing {
    let Some(from) = from else {
        return cut;
    };
    known
        .told(chain)
        .filter(|told| told.kind == Kind::Head && told.at < from)
        .map(|told| told.standing)
        .filter(|standing| standing.place > cut.place)
        .max_by_key(|standing| standing.place)
        .unwrap_or(cut)
}

/// What is vouched for, by place, from this one.
fn vouchers(known: &Known, chain: ChainId, from: i64) -> BTreeMap<i64, Vec<Hash>> {
    let mut vouchers: BTreeMap<i64, Vec<Hash>> = BTreeMap::new();
    for told in known.told(chain).map(|told| told.standing) {
        if told.place >= from {
            vouchers.entry(told.place).or_default().push(told.hash);
        }
    }
    vouchers
}

struct Walk {
    standing: Standing,
    /// The last place for which a checkpoint vouches.
    agreed: i64,
    vouchers: BTreeMap<i64, Vec<Hash>>,
    /// The first place where a checkpoint has another hash.
    rewritten: Option<i64>,
    /// When the first and the last of the entries were written for which no checkpoint vouches yet.
    since: Option<(Timestamp, Timestamp)>,
}

impl Walk {
    async fn until_the_end(
        &mut self,
        store: &dyn Store,
        chain: ChainId,
    ) -> Result<Option<Wrong>, Fault> {
        // Two signed lines may already contradict each other where it begins.
        self.compare(self.standing);
        loop {
            let Some(links) = page(store, chain, self.standing.place).await? else {
                let place = self.standing.place.saturating_add(1);
                return Ok(Some(at_place(What::Unreadable, place)));
            };
            if links.is_empty() {
                match self.compare_with_head(store, chain).await? {
                    End::Further => continue,
                    End::Here(wrong) => return Ok(wrong),
                }
            }
            let mut seen = Vec::with_capacity(links.len());
            let followed = follow(chain, self.standing, &links, |standing| seen.push(standing));
            for (standing, link) in seen.into_iter().zip(&links) {
                self.compare(standing);
                if let Some(place) = self.rewritten {
                    return Ok(Some(Wrong {
                        to_place: place,
                        ..at_place(What::Rewritten, self.agreed.saturating_add(1))
                    }));
                }
                self.standing = standing;
                self.since = match made(link.entry) {
                    _ if self.agreed == standing.place => None,
                    Some(at) => Some((self.since.map_or(at, |(first, _)| first), at)),
                    None => self.since,
                };
            }
            if let Err(found) = followed {
                return Ok(Some(broken(found, &links)));
            }
        }
    }

    fn compare(&mut self, standing: Standing) {
        let Some(told) = self.vouchers.get(&standing.place) else {
            return;
        };
        if told.iter().all(|hash| *hash == standing.hash) {
            self.agreed = standing.place;
        } else {
            self.rewritten.get_or_insert(standing.place);
        }
    }

    /// That the chain has grown for too long with no checkpoint.
    fn unvouched(&self) -> Option<Wrong> {
        let (first, last) = self.since?;
        (last.duration_since(first) > UNVOUCHED).then(|| Wrong {
            to_place: self.standing.place,
            at: Some(first),
            ..at_place(What::NoCheckpoint, self.agreed.saturating_add(1))
        })
    }

    /// Nothing follows any more: whether the database thinks so too.
    async fn compare_with_head(&self, store: &dyn Store, chain: ChainId) -> Result<End, Fault> {
        let head = head_now(store, chain).await?;
        let here = self.standing;
        let wrong = match head.map(|head| head.head) {
            Some(head) if head.place > here.place => {
                if !store.chain_page(chain, here.place, 1).await?.is_empty() {
                    return Ok(End::Further);
                }
                Some(Wrong {
                    to_place: head.place,
                    ..at_place(What::CutOff, here.place.saturating_add(1))
                })
            }
            Some(head) if head == here => None,
            None if here.place == 0 => None,
            Some(_) | None => Some(at_place(What::HeadChanged, here.place)),
        };
        Ok(End::Here(wrong))
    }
}

enum End {
    /// The chain has grown.
    Further,
    /// It ends here, and this is wrong with that.
    Here(Option<Wrong>),
}

async fn head_now(store: &dyn Store, chain: ChainId) -> Result<Option<ChainHead>, Fault> {
    let heads = store.chain_heads().await?;
    Ok(heads.into_iter().find(|head| head.chain == chain))
}

/// A page of the chain; nothing where the next entry can't be read.
async fn page(store: &dyn Store, chain: ChainId, after: i64) -> Result<Option<Vec<Link>>, Fault> {
    if let Ok(links) = store.chain_page(chain, after, PAGE).await {
        return Ok(Some(links));
    }
    // One that can't be read must not hide which: one by one.
    let one = store.chain_page(chain, after, 1).await;
    if one.is_err() {
        store.ping().await?;
    }
    Ok(one.ok())
}

fn at_place(what: What, place: i64) -> Wrong {
    Wrong {
        what,
        place,
        to_place: place,
        entry: None,
        at: None,
    }
}

fn broken(found: Break, links: &[Link]) -> Wrong {
    let what = match found.what {
        Broken::Edited => What::Edited,
        Broken::Swapped => What::Swapped,
        Broken::Missing => What::Missing,
    };
    // Its own time may be what was changed; its id has the time too.
    let kept = links.iter().find(|link| link.place == found.place);
    let at = kept.and_then(|link| link.kept.as_ref()).map(|kept| kept.at);
    let at = at.and_then(|at| Timestamp::from_microsecond(at).ok());
    Wrong {
        entry: found.entry,
        at: found.entry.and_then(|id: Uuid| made(id)).or(at),
        ..at_place(what, found.place)
    }
}
