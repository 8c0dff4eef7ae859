//! All rule sets, by region and time: which one holds on a day.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::{Key, RuleSet};

/// A region, by the word for it in rule sets: `kronoberg`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(String);

impl Region {
    /// The region whose rules hold where no other has rules of its own.
    pub fn anywhere() -> Self {
        Self("default".to_owned())
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Region {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
        if !text.is_empty() && text.bytes().all(letters) {
            Ok(Self(text.to_owned()))
        } else {
            Err("write the region in small letters from a to z, such as kronoberg")
        }
    }
}

/// A rule set, and for whom and when it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The region.
    pub region: Region,
    /// The first day.
    pub from: Date,
    /// The last day, if it has one.
    pub until: Option<Date>,
    /// The rules.
    pub rules: RuleSet,
    /// Where each value comes from.
    pub sources: BTreeMap<Key, String>,
    /// What it stands in, for people.
    pub file: String,
}

/// Why rule sets make no book. The numbers are places in the list that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookProblem {
    /// Nothing holds where a region has no rules of its own.
    NoDefault,
    /// It ends before it begins.
    Backwards(usize),
    /// Two of one region hold on the same day; the second begins too early.
    Overlap(usize, usize),
    /// On the days between two of one region none holds; the second begins too late.
    Gap(usize, usize),
    /// It is the last of its region, and has a last day: none holds from then on.
    Ends(usize),
}

/// All rule sets: from a region's first on, one holds on each day, and only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleBook {
    anywhere: Chain,
    regions: BTreeMap<Region, Chain>,
}

/// The rule sets of one region, each beginning on the day after the one before ends.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Chain {
    first: Edition,
    later: Vec<Edition>,
}

impl Chain {
    /// The one that holds on this day; before the first has begun, the first.
    fn at(&self, today: Date) -> &Edition {
        let mut begun = self.later.iter().rev();
        begun
            .find(|edition| edition.from <= today)
            .unwrap_or(&self.first)
    }
}

impl RuleBook {
    /// The book of these rule sets, in any order.
    ///
    /// # Errors
    /// Everything that is in the way.
    pub fn new(editions: Vec<Edition>) -> Result<Self, Vec<BookProblem>> {
        let problems = problems(&editions);
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut regions: BTreeMap<Region, Vec<Edition>> = BTreeMap::new();
        for edition in editions {
            let region = edition.region.clone();
            regions.entry(region).or_default().push(edition);
        }
        let mut regions: BTreeMap<Region, Chain> = regions
            .into_iter()
            .map(|(region, editions)| (region, chain(editions)))
            .collect();
        let anywhere = regions.remove(&Region::anywhere());
        let anywhere = anywhere.ok_or_else(|| vec![BookProblem::NoDefault])?;
        Ok(Self { anywhere, regions })
    }

    /// A book in which these rules hold always and everywhere.
    pub fn always(rules: RuleSet) -> Self {
        Self {
            anywhere: Chain {
                first: Edition {
                    region: Region::anywhere(),
                    from: Date::MIN,
                    until: None,
                    rules,
                    sources: BTreeMap::new(),
                    file: "always".to_owned(),
                },
                later: Vec::new(),
            },
            regions: BTreeMap::new(),
        }
    }

    /// The rules that hold in the region on this day, in Swedish time. Before a region's first rule
    /// set has begun, those hold that hold anywhere.
    pub fn at(&self, region: &Region, today: Date) -> &RuleSet {
        &self.edition(region, today).rules
    }

    /// The same, with its sources.
    pub fn edition(&self, region: &Region, today: Date) -> &Edition {
        let own = self.regions.get(region);
        own.filter(|chain| chain.first.from <= today)
            .unwrap_or(&self.anywhere)
            .at(today)
    }

    /// The day from which another rule set holds in the region, after this day.
    pub fn next_edition(&self, region: &Region, today: Date) -> Option<Date> {
        let now = self.edition(region, today);
        let chains = [Some(&self.anywhere), self.regions.get(region)];
        let editions = chains.into_iter().flatten();
        let editions = editions.flat_map(|chain| std::iter::once(&chain.first).chain(&chain.later));
        let days = editions.map(|edition| edition.from);
        days.filter(|day| *day > today)
            .filter(|day| self.edition(region, *day) != now)
            .min()
    }

    /// Every rule set.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        let chains = std::iter::once(&self.anywhere).chain(self.regions.values());
        chains.flat_map(|chain| std::iter::once(&chain.first).chain(&chain.later))
    }

    /// The regions that have rules of their own.
    pub fn regions(&self) -> impl Iterator<Item = &Region> {
        self.regions.keys()
    }

    /// Whether the region has rules of its own, or is the one of all others.
    pub fn knows(&self, region: &Region) -> bool {
        *region == Region::anywhere() || self.regions.contains_key(region)
    }
}

/// Everything that keeps the rule sets from being a book.
fn problems(editions: &[Edition]) -> Vec<BookProblem> {
    let mut problems = Vec::new();
    let mut regions: BTreeMap<&Region, Vec<usize>> = BTreeMap::new();
    for (place, edition) in editions.iter().enumerate() {
        if edition.until.is_some_and(|last| last < edition.from) {
            problems.push(BookProblem::Backwards(place));
        }
        regions.entry(&edition.region).or_default().push(place);
    }
    if !regions.contains_key(&Region::anywhere()) {
        problems.push(BookProblem::NoDefault);
    }
    for places in regions.values_mut() {
        places.sort_by_key(|place| editions[*place].from);
        for pair in places.windows(2) {
            let &[one, next] = pair else { continue };
            // The day after the last; where there is none, the one before holds for ever.
            let over = editions[one].until.and_then(|last| last.tomorrow().ok());
            let begins = editions[next].from;
            if over.is_none_or(|over| begins < over) {
                problems.push(BookProblem::Overlap(one, next));
            } else if over.is_some_and(|over| over < begins) {
                problems.push(BookProblem::Gap(one, next));
            }
        }
        if let Some(last) = places.last()
            && editions[*last].until.is_some()
        {
            problems.push(BookProblem::Ends(*last));
        }
    }
    problems
}

/// One region's rule sets, in the order in which they hold: there is at least one.
fn chain(mut editions: Vec<Edition>) -> Chain {
    editions.sort_by_key(|edition| edition.from);
    let first = editions.remove(0);
    Chain {
        first,
        later: editions,
    }
}
