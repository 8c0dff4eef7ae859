//! A person's inbox: threads of messages with care units (R-E5).

mod asked;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::access::PublicReason;
use crate::attachment::Attachment;
use crate::certificate::{CertificateOrder, OrderState};
use crate::contact::OnlineService;
use crate::draft::DraftSummary;
use crate::hidden::Hidden;
use crate::id::{MessageId, ThreadId};
use crate::moment::Moment;
use crate::prescription::{RenewalItem, RenewalState};
use crate::taking_back::TakingBack;

pub use self::asked::{InboxAsked, InboxFilter, InboxForm, LONGEST_SEARCH};

/// A page of the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxPage {
    /// At most [`crate::form::PAGE_SIZE`] threads.
    pub threads: Vec<ThreadSummary>,
    /// Where the next page starts, if there is one: opaque to the browser.
    pub next: Option<String>,
    /// Whether a search has found more than these.
    pub more: bool,
    /// How many threads are unread in all (archived ones not counted).
    pub unread: u32,
    /// What the reader itself is writing and has not sent, newest first; on the first page only.
    pub drafts: Vec<DraftSummary>,
}

/// A thread as it stands in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadSummary {
    /// The thread.
    pub id: ThreadId,
    /// What kind of errand it is.
    pub kind: OnlineService,
    /// What it is about.
    pub subject: String,
    /// The care unit's name.
    pub unit: String,
    /// When its newest message was written.
    pub newest: Moment,
    /// How many messages it has.
    pub messages: u32,
    /// Whether it has something unread.
    pub unread: bool,
    /// Whether it has been put away.
    pub archived: bool,
}

/// A thread with its messages, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// The thread.
    pub id: ThreadId,
    /// What kind of errand it is.
    pub kind: OnlineService,
    /// What it is about.
    pub subject: String,
    /// The care unit's name.
    pub unit: String,
    /// The clinic's name.
    pub clinic: String,
    /// The clinic's phone number, as one dials it.
    pub phone: String,
    /// Whether it has something unread.
    pub unread: bool,
    /// Whether it has been put away.
    pub archived: bool,
    /// Whether one can write in it: whether the unit takes messages online (R-E7).
    pub open: bool,
    /// Why one may not write in it, though the unit takes messages (R-G8).
    pub closed: Option<PublicReason>,
    /// Whether it can be taken back, or has been.
    pub taking_back: TakingBack,
    /// What is asked for, and how it stands; nothing where the reader may not see it, or where the
    /// messages say all.
    pub asked: Option<Asked>,
    /// The messages, oldest first.
    pub messages: Vec<Message>,
}

/// What an errand asks for beside its messages, and how that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// These prescriptions are to be renewed (R-E3), by the medicines' names.
    Renewal(Vec<RenewalItem>),
    /// A certificate is to be issued (R-E4).
    Certificate(CertificateOrder),
}

impl Asked {
    /// Whether the unit has something to decide still.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Renewal(items) => items.iter().any(|item| item.state == RenewalState::Asked),
            Self::Certificate(order) => order.state == OrderState::Ordered,
        }
    }
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The message.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// When it was written.
    pub written: Moment,
    /// What happened in the errand, where it tells of more than its text.
    pub event: Option<MessageEvent>,
    /// The text: plain, with line breaks; it may be empty beside an event.
    pub body: String,
    /// The files that go with it, in the order in which they were chosen.
    pub files: Vec<Attachment>,
    /// When the other side first read it, if it has (R-C2).
    pub read: Option<Moment>,
}

/// What happened in an errand. The thread tells it in words; nothing of it is written as text, so
/// that it can be told in any language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageEvent {
    /// A time was booked: when it is (R-E1).
    Booked(Moment),
    /// The clinic offers a time: when it is.
    Offered(Moment),
    /// The booking was moved: to when (R-E2).
    Moved(Moment),
    /// The booking was cancelled: when it was to be (R-E2).
    Cancelled(Moment),
    /// Prescriptions are asked to be renewed (R-E3).
    RenewalAsked,
    /// That was decided, for each of them.
    RenewalDecided,
    /// A certificate was ordered (R-E4).
    CertificateOrdered,
    /// It is issued; a guardian does not see it here (R-E6).
    CertificateIssued,
    /// It will not be issued.
    CertificateDeclined,
    /// The errand was taken back before the clinic had begun with it.
    TakenBack,
}

/// Who wrote a message. The name is hidden in debug output.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// Staff of the unit: name and role, as they sign.
    Staff(String),
    /// A guardian, for the child (R-G10): by name.
    Guardian(String),
    /// The child's other guardian, as a guardian is told of it: by nothing (feature B7).
    OtherGuardian,
    /// Somebody who may: not even that it was a guardian (feature B7, R-G7).
    Unnamed,
    /// The person itself: by name.
    Subject(String),
}

impl fmt::Debug for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self {
            Self::OtherGuardian => return f.write_str("OtherGuardian"),
            Self::Unnamed => return f.write_str("Unnamed"),
            Self::Staff(_) => "Staff",
            Self::Guardian(_) => "Guardian",
            Self::Subject(_) => "Subject",
        };
        f.debug_tuple(kind).field(&Hidden).finish()
    }
}

/// How a guardian is told of something that a guardian of the child wrote or did (feature B7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsTold {
    /// As it is.
    Whole,
    /// That the other guardian did it: neither its name nor its words.
    OtherGuardian,
    /// That it happened, and nothing of whom.
    Happened,
    /// Not at all.
    Silent,
}

impl AsTold {
    /// `own`: the reader's own. `happened`: something happened with the errand, such as a booking;
    /// else it is a message. `hidden`: the one who did it has a protected identity by now (R-G7), or
    /// is blocked from the child and something happened by it (R-J7). What
    /// happened then stays, for it is the child's; what was written may tell who and where.
    pub fn of(own: bool, happened: bool, hidden: bool) -> Self {
        match (own, happened, hidden) {
            (true, ..) | (false, false, false) => Self::Whole,
            (false, true, false) => Self::OtherGuardian,
            (false, true, true) => Self::Happened,
            (false, false, true) => Self::Silent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    // B7, R-G7. Own, happened, hidden.
    #[rstest]
    #[case(true, false, false, AsTold::Whole)]
    #[case(true, true, false, AsTold::Whole)]
    #[case(true, false, true, AsTold::Whole)]
    #[case(true, true, true, AsTold::Whole)]
    #[case(false, false, false, AsTold::Whole)]
    #[case(false, true, false, AsTold::OtherGuardian)]
    #[case(false, true, true, AsTold::Happened)]
    #[case(false, false, true, AsTold::Silent)]
    fn what_a_guardian_is_told_of_another(
        #[case] own: bool,
        #[case] happened: bool,
        #[case] hidden: bool,
        #[case] told: AsTold,
    ) {
        assert_eq!(AsTold::of(own, happened, hidden), told);
    }

    #[test]
    fn debug_output_hides_who_wrote() {
        assert_eq!(
            format!("{:?}", Author::Guardian("Alva Berg".to_owned())),
            "Guardian(…)"
        );
    }
}
