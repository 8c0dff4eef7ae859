//! What the decision needs to know of a unit.

use serde::{Deserialize, Serialize};

use crate::id::{ClinicId, UnitId};
use crate::rules::RuleSet;

/// What kind of care a unit gives, where the rules tell kinds apart (R-J8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitCategory {
    /// Any that is none of the others.
    #[default]
    General,
    /// Child and adolescent psychiatry (*BUP*).
    ChildPsychiatry,
    /// A youth clinic (*ungdomsmottagning*).
    YouthClinic,
}

impl UnitCategory {
    /// Every category.
    pub const ALL: [Self; 3] = [Self::General, Self::ChildPsychiatry, Self::YouthClinic];

    /// The word for it, in rule sets.
    pub fn word(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::ChildPsychiatry => "child_psychiatry",
            Self::YouthClinic => "youth_clinic",
        }
    }

    /// The category with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|category| category.word() == word)
    }
}

/// What the decision needs to know of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitFacts {
    /// Which it is.
    pub unit: UnitId,
    /// The clinic that it belongs to.
    pub clinic: ClinicId,
    /// What kind of care it gives.
    pub category: UnitCategory,
    /// Whether its own journal is withheld from online reading, whatever its category (R-J8).
    pub withheld: bool,
}

impl UnitFacts {
    /// Whether nobody reads its journal online (R-J8).
    pub(super) fn is_withheld(&self, rules: &RuleSet) -> bool {
        self.withheld || rules.withheld.contains(&self.category)
    }
}
