//! The rules of the operator's region: whoever needs them asks for those of now, so that a change
//! takes effect on its day, at local midnight, without a restart.

use std::sync::Arc;

use domain::age;
use domain::rules::{Edition, Region, RuleBook, RuleSet};
use jiff::Timestamp;

use crate::Services;

/// The rule book, and the region that we serve.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Every rule set.
    pub book: Arc<RuleBook>,
    /// The region whose rules hold here.
    pub region: Region,
}

impl Rules {
    /// These rules, always.
    pub fn always(rules: RuleSet) -> Self {
        Self {
            book: Arc::new(RuleBook::always(rules)),
            region: Region::anywhere(),
        }
    }

    /// The rules that hold at an instant.
    pub fn at(&self, now: Timestamp) -> &RuleSet {
        self.book.at(&self.region, age::today(now))
    }

    /// The same, with their sources.
    pub fn edition_at(&self, now: Timestamp) -> &Edition {
        self.book.edition(&self.region, age::today(now))
    }
}

impl Services {
    /// The rules that hold now.
    pub fn rules_now(&self) -> &RuleSet {
        self.rules.at(self.clock.now())
    }
}
