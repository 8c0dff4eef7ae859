//! The log as it is, and how it can be changed.

use std::fmt::Write as _;

use service::log::chain::{ChainId, Hash, KeptEntry, Link, Standing};
use service::log::verify::What;
use uuid::Uuid;

use super::{Chance, Change, Expected};
use crate::log_house::LogHouse;

/// So many kinds of changes there are.
pub(super) const KINDS: u64 = 28;

/// The log as it is.
pub(super) struct Scene {
    pub(super) sqlite: bool,
    pub(super) paper: String,
    chains: Vec<(ChainId, Vec<Link>)>,
}

/// Where something is changed.
struct Spot<'a> {
    chain: ChainId,
    links: &'a [Link],
    /// Which of them.
    nth: usize,
    /// Another one.
    other: usize,
    /// Neither the first nor behind the last: where the chain can be parted.
    cut: usize,
    /// An id that nothing has.
    new: Uuid,
}

impl Spot<'_> {
    fn link(&self) -> &Link {
        &self.links[self.nth]
    }

    fn other(&self) -> &Link {
        &self.links[self.other]
    }

    fn at(&self, what: What) -> Expected {
        Expected::Place(self.chain, self.link().place, Some(what))
    }

    fn first(&self, what: What) -> Expected {
        let first = self.link().place.min(self.other().place);
        Expected::Place(self.chain, first, Some(what))
    }

    fn after_cut(&self, what: What) -> Expected {
        Expected::Place(self.chain, self.links[self.cut].place, Some(what))
    }

    fn end(&self) -> Standing {
        standing(&self.links[self.links.len() - 1])
    }

    fn before(&self) -> Standing {
        let before = self.nth.checked_sub(1);
        before.map_or(Standing::START, |before| standing(&self.links[before]))
    }
}

impl Scene {
    pub(super) async fn of(house: &LogHouse) -> Self {
        let mut chains = Vec::new();
        for chain in [house.chain, ChainId::SERVICE] {
            let links = house.world.store().chain_page(chain, 0, 1_000).await;
            chains.push((chain, links.unwrap()));
        }
        Self {
            sqlite: house.world.database.is_sqlite(),
            chains,
            paper: house.paper.0.lock().unwrap().clone(),
        }
    }

    /// A change of this kind, somewhere.
    pub(super) fn change(&self, kind: u64, chance: &mut Chance) -> Change {
        let (chain, links) = chance.one_of(&self.chains);
        let nth = chance.below(links.len());
        let spot = Spot {
            chain: *chain,
            links,
            nth,
            other: (nth + 1 + chance.below(links.len() - 1)) % links.len(),
            cut: 1 + chance.below(links.len() - 1),
            new: Uuid::from_u128(chance.wide()),
        };
        let mut paper = self.paper.clone();
        let (sql, expected) = match kind {
            0..=10 => self.edit(kind, &spot, chance),
            11..=17 => self.replace(kind, &spot),
            18..=24 => self.reshape(kind, &spot),
            _ => (String::new(), on_paper(kind, &spot, &mut paper, chance)),
        };
        Change {
            sql,
            paper,
            expected,
        }
    }

    /// Another value in a column.
    fn edit(&self, kind: u64, spot: &Spot<'_>, chance: &mut Chance) -> (String, Expected) {
        let new = self.id(spot.new);
        let set = match kind {
            0 => format!("id = {new}"),
            1 => format!("at = at + {}", 1 + chance.below(1_000_000_000)),
            2 => format!("actor = {new}"),
            3 => format!("subject = {new}"),
            4 => {
                let word = chance.one_of(&["self", "guardian", "operator"]);
                format!("capacity = '{word}'")
            }
            5 => "action = 'test.lug'".to_owned(),
            6 => format!("object = {}", chance.one_of(&["NULL", new.as_str()])),
            7 => "rule = 'R-J2'".to_owned(),
            8 => "refused = 'no', capacity = NULL".to_owned(),
            9 => format!("unit = {new}"),
            _ => {
                let request = chance.one_of(&["NULL", "'a1b2c4'", "''"]);
                format!("request = {request}")
            }
        };
        let what = match kind {
            0 => What::Missing,
            _ => What::Edited,
        };
        let entry = self.id(spot.link().entry);
        let sql = format!("UPDATE access_log SET {set} WHERE id = {entry}");
        (sql, spot.at(what))
    }

    /// An entry or its place is taken out, put in, or exchanged for another.
    fn replace(&self, kind: u64, spot: &Spot<'_>) -> (String, Expected) {
        let (link, other) = (spot.link(), spot.other());
        let (entry, place) = (self.id(link.entry), link.place);
        let gone = format!("DELETE FROM access_log WHERE id = {entry}");
        let chain = self.id(spot.chain.0);
        let no_place = format!("DELETE FROM log_chain WHERE chain = {chain} AND place = {place}");
        let anyhow = Expected::Place(spot.chain, place, None);
        match kind {
            11 => (gone, spot.at(What::Missing)),
            12 => (no_place, anyhow),
            13 => (format!("{gone}; {no_place}"), anyhow),
            14 => {
                let put = |place: i64, entry: Uuid| {
                    let entry = self.id(entry);
                    format!(
                        "UPDATE log_chain SET entry = {entry}
                            WHERE chain = {chain} AND place = {place}"
                    )
                };
                let swap = [
                    put(place, spot.new),
                    put(other.place, link.entry),
                    put(place, other.entry),
                ];
                (swap.join(";"), spot.first(What::Swapped))
            }
            15 => {
                let put = |at: i64, id: Uuid| {
                    let id = self.id(id);
                    format!("UPDATE access_log SET at = {at} WHERE id = {id}")
                };
                let (here, there) = (kept(link).at, kept(other).at);
                let swap = [put(there, link.entry), put(here, other.entry)];
                (swap.join(";"), spot.first(What::Edited))
            }
            16 => (self.insert(spot), Expected::Loose(spot.new)),
            _ => {
                let forged = KeptEntry {
                    id: spot.new,
                    ..kept(link).clone()
                };
                let sql = format!(
                    "UPDATE log_chain SET place = place + 1000000
                        WHERE chain = {chain} AND place >= {place};
                     UPDATE log_chain SET place = place - 999999
                        WHERE chain = {chain} AND place > 1000000;
                     {};
                     INSERT INTO log_chain (chain, place, entry, hash)
                        VALUES ({chain}, {place}, {}, {});
                     UPDATE log_heads SET place = place + 1 WHERE chain = {chain}",
                    self.insert(spot),
                    self.id(spot.new),
                    self.hash(spot.before().then(spot.chain, &forged).hash),
                );
                (sql, Expected::Around(spot.chain, place))
            }
        }
    }

    /// The chain's hashes, its end or its beginning.
    fn reshape(&self, kind: u64, spot: &Spot<'_>) -> (String, Expected) {
        let (chain, place) = (self.id(spot.chain.0), spot.link().place);
        let (end, cut) = (spot.end(), standing(&spot.links[spot.cut - 1]));
        let lose = |which: &str| {
            format!(
                "DELETE FROM access_log WHERE id IN
                    (SELECT entry FROM log_chain WHERE chain = {chain} AND place {which});
                 DELETE FROM log_chain WHERE chain = {chain} AND place {which}"
            )
        };
        let tail = lose(&format!("> {}", cut.place));
        let other = Hash::of(spot.new.as_bytes());
        match kind {
            18 => {
                let head = self.set_head(spot.chain, cut);
                (format!("{tail}; {head}"), spot.after_cut(What::CutOff))
            }
            19 => (tail, spot.after_cut(What::CutOff)),
            20 => {
                let hash = self.hash(other);
                let sql = format!(
                    "UPDATE log_chain SET hash = {hash} WHERE chain = {chain} AND place = {place}"
                );
                (sql, spot.at(What::Edited))
            }
            21 => {
                let sql = self.set_head(spot.chain, Standing { hash: other, ..end });
                let expected = Expected::Place(spot.chain, end.place, Some(What::HeadChanged));
                (sql, expected)
            }
            22 => (self.rewrite(spot), Expected::Around(spot.chain, place)),
            23 => {
                let sql = format!(
                    "{}; UPDATE log_heads SET cut_place = {}, cut_hash = {}, cut_until = 0
                        WHERE chain = {chain}",
                    lose(&format!("<= {}", cut.place)),
                    cut.place,
                    self.hash(cut.hash)
                );
                (sql, spot.after_cut(What::CutUnsigned))
            }
            _ => {
                let sql = format!("DELETE FROM log_heads WHERE chain = {chain}");
                let expected = Expected::Place(spot.chain, end.place, Some(What::HeadChanged));
                (sql, expected)
            }
        }
    }

    fn id(&self, id: Uuid) -> String {
        if self.sqlite {
            format!("x'{}'", id.simple())
        } else {
            format!("'{id}'")
        }
    }

    fn hash(&self, hash: Hash) -> String {
        if self.sqlite {
            format!("x'{hash}'")
        } else {
            format!("'\\x{hash}'")
        }
    }

    /// Another entry that tells the same.
    fn insert(&self, spot: &Spot<'_>) -> String {
        let (new, entry) = (self.id(spot.new), self.id(spot.link().entry));
        let new = if self.sqlite {
            new
        } else {
            format!("{new}::uuid")
        };
        format!(
            "INSERT INTO access_log
                (id, at, actor, subject, capacity, action, object, rule, refused, unit, request)
                SELECT {new}, at, actor, subject, capacity, action, object, rule, refused, unit,
                    request
                FROM access_log WHERE id = {entry}"
        )
    }

    fn set_head(&self, chain: ChainId, to: Standing) -> String {
        format!(
            "UPDATE log_heads SET place = {}, hash = {} WHERE chain = {}",
            to.place,
            self.hash(to.hash),
            self.id(chain.0)
        )
    }

    /// An edit, and all that follows hashed anew: what only a checkpoint can tell.
    fn rewrite(&self, spot: &Spot<'_>) -> String {
        let (chain, entry) = (self.id(spot.chain.0), self.id(spot.link().entry));
        let mut sql = format!("UPDATE access_log SET rule = 'R-J2' WHERE id = {entry}");
        let mut end = spot.before();
        for (nth, link) in spot.links.iter().enumerate().skip(spot.nth) {
            let mut entry = kept(link).clone();
            if nth == spot.nth {
                "R-J2".clone_into(&mut entry.rule);
            }
            end = end.then(spot.chain, &entry);
            let (place, hash) = (end.place, self.hash(end.hash));
            let _ = write!(
                sql,
                "; UPDATE log_chain SET hash = {hash} WHERE chain = {chain} AND place = {place}"
            );
        }
        format!("{sql}; {}", self.set_head(spot.chain, end))
    }
}

/// A change of the checkpoints.
fn on_paper(kind: u64, spot: &Spot<'_>, paper: &mut String, chance: &mut Chance) -> Expected {
    match kind {
        25 => {
            let at = chance.below(paper.len());
            let line = paper[..at].matches('\n').count();
            let mut bytes = paper.clone().into_bytes();
            // Not the end of a line: that would be another line.
            let at = if bytes[at] == b'\n' { at - 1 } else { at };
            bytes[at] = if bytes[at] == b'7' { b'8' } else { b'7' };
            *paper = String::from_utf8(bytes).unwrap();
            Expected::Line(line + 1)
        }
        26 => {
            let mut lines: Vec<_> = paper.lines().collect();
            // Not the last: that nothing tells of.
            let line = chance.below(lines.len() - 1);
            lines.remove(line);
            *paper = lines.join("\n");
            Expected::Line(line + 1)
        }
        _ => {
            paper.clear();
            Expected::Place(spot.chain, 1, Some(What::NoCheckpoint))
        }
    }
}

fn kept(link: &Link) -> &KeptEntry {
    link.kept.as_ref().unwrap()
}

fn standing(link: &Link) -> Standing {
    Standing {
        place: link.place,
        hash: link.hash,
    }
}
