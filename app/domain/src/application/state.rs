//! How an application stands, and what may be done with it by whom (R-J5, R-J6, R-C3).

use jiff::civil::Date;

use super::{ApplicationKind, words};

words! {
    /// How an application stands.
    State {
        /// It waits: for the child's consent or a doctor's note, or for the unit (R-J6).
        Applied = "applied",
        /// The child has consented.
        Consented = "consented",
        /// The child has said no.
        Declined = "declined",
        /// A doctor's note says that the child can't consent.
        Noted = "noted",
        /// The unit has approved it.
        Approved = "approved",
        /// The unit has denied it.
        Denied = "denied",
        /// The applicant has withdrawn it before it was decided.
        Withdrawn = "withdrawn",
        /// The unit has taken its approval back.
        Revoked = "revoked",
        /// The child has taken its consent back.
        TakenBack = "taken-back",
        /// Its time is over. Never kept: it follows from the date.
        Expired = "expired",
    }
}

words! {
    /// What is done with an application.
    Act {
        /// The child consents.
        Consent = "samtyck",
        /// The child says no.
        Decline = "saga-nej",
        /// The child takes its consent back, once it is approved.
        TakeBack = "ta-tillbaka-samtycke",
        /// The applicant withdraws it.
        Withdraw = "aterkalla",
        /// Staff records a doctor's note that the child can't consent.
        Note = "utlatande",
        /// It is approved.
        Approve = "godkann",
        /// It is denied.
        Deny = "avsla",
        /// The approval is taken back.
        Revoke = "upphav",
    }
}

words! {
    /// As what somebody has to do with an application.
    Party {
        /// Who made it: a guardian, or the child itself (R-J6).
        Applicant = "applicant",
        /// The child whose journal it is about, where another made it.
        Child = "child",
        /// One who works at the unit.
        Member = "member",
        /// One in charge there.
        InCharge = "in-charge",
    }
}

/// Why an act is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// Others do that.
    NotTheirs,
    /// Those in charge do that.
    NotInCharge,
    /// Neither has the child consented, nor is there a doctor's note (R-J5).
    NoConsent,
    /// It does not stand so any more, or never does.
    NotNow,
}

impl State {
    /// Whether it waits to be decided.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Applied | Self::Consented | Self::Declined | Self::Noted
        )
    }

    /// How what is kept as this stands today: an approval ends with its last day, and whatever has
    /// not ended by then when the child is `grown` (R-J5).
    #[must_use]
    pub fn on(self, today: Date, until: Option<Date>, grown: Date) -> Self {
        let over = match self {
            Self::Approved => until.is_none_or(|last| last < today) || grown <= today,
            state => state.is_open() && grown <= today,
        };
        if over { Self::Expired } else { self }
    }
}

/// How an application stands after the act of this party.
pub fn after(
    kind: ApplicationKind,
    state: State,
    act: Act,
    party: Party,
) -> Result<State, NotDone> {
    let asks_child = kind == ApplicationKind::GuardianReads;
    match act {
        Act::Consent | Act::Decline | Act::TakeBack if party != Party::Child || !asks_child => {
            return Err(NotDone::NotTheirs);
        }
        Act::Withdraw if party != Party::Applicant => return Err(NotDone::NotTheirs),
        Act::Note | Act::Approve | Act::Deny | Act::Revoke
            if !matches!(party, Party::Member | Party::InCharge) =>
        {
            return Err(NotDone::NotTheirs);
        }
        Act::Approve | Act::Deny | Act::Revoke if party != Party::InCharge => {
            return Err(NotDone::NotInCharge);
        }
        _ => {}
    }
    match (act, state) {
        (Act::Consent, State::Applied | State::Declined | State::Noted) => Ok(State::Consented),
        (Act::Decline, State::Applied | State::Consented | State::Noted) => Ok(State::Declined),
        // It can't be said of a child that has answered.
        (Act::Note, State::Applied) if asks_child => Ok(State::Noted),
        (Act::Withdraw, state) if state.is_open() => Ok(State::Withdrawn),
        (Act::Approve, State::Consented | State::Noted) if asks_child => Ok(State::Approved),
        (Act::Approve, State::Applied | State::Declined) if asks_child => Err(NotDone::NoConsent),
        (Act::Approve, State::Applied) => Ok(State::Approved),
        (Act::Deny, state) if state.is_open() => Ok(State::Denied),
        (Act::TakeBack, State::Approved) => Ok(State::TakenBack),
        (Act::Revoke, State::Approved) => Ok(State::Revoked),
        _ => Err(NotDone::NotNow),
    }
}
