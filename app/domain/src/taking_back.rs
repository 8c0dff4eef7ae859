//! Taking back what was sent and nobody at the clinic has begun with: an order of a certificate
//! (R-E4), a request for renewal (R-E3), a new case by message (R-E5).
//!
//! Either guardian of a child may take back what the other has sent: both may act for the child, and
//! an errand is the child's, not its sender's (R-E5). So who sent it is no part of the rule.

use serde::{Deserialize, Serialize};

use crate::access::Area;
use crate::case::CaseState;
use crate::contact::OnlineService;
use crate::form::{FieldErrors, Reader, Typed};
use crate::id::MessageId;
use crate::message::FormKey;

/// The word for it in forms.
pub const ACT: &str = "ta-tillbaka";

/// How an errand stands, as far as taking it back goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What kind of errand it is.
    pub kind: OnlineService,
    /// How the unit's case stands.
    pub state: CaseState,
    /// Whether the person, or a guardian, sent it; else the clinic began it.
    pub sent: bool,
    /// Whether staff has written in it.
    pub answered: bool,
    /// Whether it was closed by being taken back.
    pub taken_back: bool,
}

/// Whether an errand can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakingBack {
    /// It can.
    Open,
    /// It can't.
    Not(WhyNot),
}

/// Why an errand can't be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// It is a booking: that is cancelled (R-E2).
    Booking,
    /// The clinic began it.
    NotSent,
    /// Somebody at the unit has taken it.
    Begun,
    /// The unit has answered.
    Answered,
    /// The unit has closed it.
    Closed,
    /// It is taken back already.
    Already,
    /// The reader may not send such an errand now, so not take it back either.
    MayNotSend,
}

impl TakingBack {
    /// Whether it can be taken back.
    pub fn is_open(self) -> bool {
        self == Self::Open
    }

    /// Whether it has been.
    pub fn is_done(self) -> bool {
        self == Self::Not(WhyNot::Already)
    }
}

/// Whether an errand that stands so can be taken back: while it is new, which nobody at the unit has
/// taken, answered, decided or closed. What somebody took and put back unanswered is new again.
pub fn taking_back(errand: Standing) -> TakingBack {
    let why = match errand {
        Standing {
            kind: OnlineService::Booking,
            ..
        } => WhyNot::Booking,
        Standing { sent: false, .. } => WhyNot::NotSent,
        Standing {
            state: CaseState::Done,
            taken_back: true,
            ..
        } => WhyNot::Already,
        Standing {
            state: CaseState::Done,
            ..
        } => WhyNot::Closed,
        Standing {
            state: CaseState::Waiting,
            ..
        }
        | Standing { answered: true, .. } => WhyNot::Answered,
        Standing {
            state: CaseState::Taken,
            ..
        } => WhyNot::Begun,
        Standing {
            state: CaseState::New,
            ..
        } => return TakingBack::Open,
    };
    TakingBack::Not(why)
}

/// Who may send an errand of this kind may take it back: the area is the same.
pub fn area_of(kind: OnlineService) -> Area {
    match kind {
        OnlineService::Renewal => Area::Prescriptions,
        OnlineService::Message | OnlineService::Booking | OnlineService::Certificate => {
            Area::Contact
        }
    }
}

/// The form that takes an errand back: the key of the message that tells of it.
pub fn read(typed: &Typed) -> Result<MessageId, FieldErrors> {
    let mut form = Reader::new(typed);
    let key = form.choice(FormKey::FIELD, FormKey::read);
    form.done(|| Some(MessageId(key?.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn standing(state: CaseState) -> Standing {
        Standing {
            kind: OnlineService::Message,
            state,
            sent: true,
            answered: false,
            taken_back: false,
        }
    }

    const KINDS: [OnlineService; 3] = [
        OnlineService::Message,
        OnlineService::Renewal,
        OnlineService::Certificate,
    ];

    // State, answered, taken back.
    #[rstest]
    #[case(CaseState::New, false, false, None)]
    #[case::a_taken_back_one_that_was_written_in_again(CaseState::New, false, true, None)]
    #[case::one_who_answered_it_has_left(CaseState::New, true, false, Some(WhyNot::Answered))]
    #[case(CaseState::Taken, false, false, Some(WhyNot::Begun))]
    #[case(CaseState::Taken, true, false, Some(WhyNot::Answered))]
    #[case(CaseState::Waiting, false, false, Some(WhyNot::Answered))]
    #[case(CaseState::Waiting, true, false, Some(WhyNot::Answered))]
    #[case::without_a_word(CaseState::Done, false, false, Some(WhyNot::Closed))]
    #[case::decided(CaseState::Done, true, false, Some(WhyNot::Closed))]
    #[case(CaseState::Done, false, true, Some(WhyNot::Already))]
    fn what_is_new_can_be_taken_back(
        #[case] state: CaseState,
        #[case] answered: bool,
        #[case] taken_back: bool,
        #[case] why_not: Option<WhyNot>,
    ) {
        for kind in KINDS {
            let errand = Standing {
                kind,
                answered,
                taken_back,
                ..standing(state)
            };
            let expected = why_not.map_or(TakingBack::Open, TakingBack::Not);
            assert_eq!(super::taking_back(errand), expected, "{kind:?}");
        }
    }

    #[test]
    fn what_the_clinic_began_and_what_is_booked_is_not_taken_back() {
        for state in CaseState::ALL {
            let begun = Standing {
                sent: false,
                ..standing(state)
            };
            let booking = Standing {
                kind: OnlineService::Booking,
                ..standing(state)
            };
            assert_eq!(taking_back(begun), TakingBack::Not(WhyNot::NotSent));
            assert_eq!(taking_back(booking), TakingBack::Not(WhyNot::Booking));
        }
    }

    // R-L6: a password session renews nothing, and takes no request for renewal back.
    #[test]
    fn the_area_is_that_of_sending() {
        assert_eq!(area_of(OnlineService::Renewal), Area::Prescriptions);
        assert_eq!(area_of(OnlineService::Message), Area::Contact);
        assert_eq!(area_of(OnlineService::Certificate), Area::Contact);
    }

    #[test]
    fn its_form_needs_a_key() {
        let key = "019a9fe26b2073c5a1d30d2f3b1c4e5f";
        let form = |key: &str| Typed(vec![("nyckel".to_owned(), key.to_owned())]);
        assert_eq!(read(&form(key)).unwrap().to_string(), key);
        assert!(read(&form("")).is_err());
    }
}
