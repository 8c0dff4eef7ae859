//! What care principals, clinics and units decide about people: its kinds. What a decision makes of
//! them stands in [`access`](crate::access).

use serde::{Deserialize, Serialize};

/// What has been decided about somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RulingKind {
    /// A guardian is kept out (R-J7, R-G9).
    Block,
    /// Exception A: a guardian reads the unit's part of the journal of a child from 13 to 15 (R-J5).
    GuardianReads,
    /// Exception B: a child from 13 to 15 reads the unit's part of its own journal (R-J6).
    ChildReads,
    /// One with a protected identity contacts the clinic (R-G8).
    Approval,
}

impl RulingKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Block,
        Self::GuardianReads,
        Self::ChildReads,
        Self::Approval,
    ];

    /// The word for it in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::GuardianReads => "guardian-reads",
            Self::ChildReads => "child-reads",
            Self::Approval => "approval",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_read_from_its_word() {
        for kind in RulingKind::ALL {
            assert_eq!(RulingKind::from_word(kind.word()), Some(kind));
        }
        assert_eq!(RulingKind::from_word("exception"), None);
    }
}
