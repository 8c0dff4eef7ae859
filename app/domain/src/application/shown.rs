//! Applications as they are shown: in lists, in the form for a new one, and whole.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Act, ApplicationKind, Grounds, Note, Party, State, Why};
use crate::contact::UnitOffer;
use crate::hidden::Hidden;
use crate::id::{ApplicationId, UnitId};
use crate::message::FormKey;
use crate::moment::{Day, Moment};

/// An application as lists have it. The names are hidden in debug output.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationSummary {
    /// The application.
    pub id: ApplicationId,
    /// What is applied for.
    pub kind: ApplicationKind,
    /// Who applies, by name.
    pub applicant: String,
    /// Whose journal, by name.
    pub child: String,
    /// Which unit's part of it, by name.
    pub unit: String,
    /// How it stands today.
    pub state: State,
    /// The last day, where it is approved.
    pub until: Option<Day>,
    /// When something last happened with it.
    pub changed: Moment,
}

impl fmt::Debug for ApplicationSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApplicationSummary")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("people", &Hidden)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// The applications of one who is logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applications {
    /// Those that one has made, newest first.
    pub own: Vec<ApplicationSummary>,
    /// Those in which others ask to read of one's journal, newest first.
    pub asked: Vec<ApplicationSummary>,
    /// What one could apply for, by one's age.
    pub kind: ApplicationKind,
}

/// What the form for a new application needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationDesk {
    /// What one could apply for, by one's age.
    pub kind: ApplicationKind,
    /// Whether the region has such exceptions at all.
    pub offered: bool,
    /// The units that the search finds; nothing searched for: those that a child knows.
    pub units: Vec<UnitOffer>,
    /// The form's key.
    pub key: FormKey,
}

/// A unit's applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitApplications {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Those that wait to be decided, oldest first.
    pub waiting: Vec<ApplicationSummary>,
    /// The others, newest first.
    pub decided: Vec<ApplicationSummary>,
}

/// Something that was done with an application.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What; nothing: it was sent.
    pub act: Option<Act>,
    /// When.
    pub at: Moment,
    /// By whom, as far as the reader is told.
    pub by: String,
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Step").field(&self.act).finish()
    }
}

/// An application with all that its reader may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// As in the list.
    pub summary: ApplicationSummary,
    /// As what one reads it.
    pub party: Party,
    /// The child's personnummer as it is shown: for staff.
    pub number: Option<String>,
    /// Why it is applied for.
    pub why: Why,
    /// The applicant's own words, where the reader is told them; they may be empty.
    pub words: String,
    /// The doctor's note, for staff.
    pub note: Option<Note>,
    /// Why it was decided as it was.
    pub grounds: Option<Grounds>,
    /// What the unit writes to the applicant.
    pub answer: String,
    /// What was done with it, oldest first.
    pub steps: Vec<Step>,
    /// What the reader may do with it now.
    pub acts: Vec<Act>,
    /// Whether the reader made it, and may make another: it does not wait, and the child is not grown.
    pub again: bool,
    /// The last day that may be chosen, and the one that is proposed: for staff.
    pub last: Day,
    /// The one that is proposed.
    pub proposed: Day,
    /// Its version: an act is refused where it has grown.
    pub version: u32,
}
