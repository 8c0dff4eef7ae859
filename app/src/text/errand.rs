//! Prescriptions and certificates, in words.

use domain::certificate::{CertificateKind, OrderState};
use domain::inbox::{Author, Message, MessageEvent};
use domain::prescription::RenewalState;
use domain::taking_back::WhyNot;

/// What a certificate certifies.
pub(crate) fn certificate_kind(kind: CertificateKind) -> &'static str {
    match kind {
        CertificateKind::Absence => "Frånvaro från förskola eller skola",
        CertificateKind::SchoolMeals => "Specialkost i förskola eller skola",
        CertificateKind::Vaccination => "Vaccinationer inför en resa",
        CertificateKind::Other => "Annat intyg om hälsa",
    }
}

/// How an order of a certificate stands.
pub(crate) fn order_state(state: OrderState) -> &'static str {
    match state {
        OrderState::Ordered => "Beställt",
        OrderState::Issued => "Utfärdat",
        OrderState::Declined => "Utfärdas inte",
        OrderState::TakenBack => "Beställningen är tillbakatagen",
    }
}

/// How it stands with a prescription that was asked to be renewed.
pub(crate) fn renewal_state(state: RenewalState) -> &'static str {
    match state {
        RenewalState::Asked => "Väntar på svar",
        RenewalState::Approved => "Förnyat",
        RenewalState::Declined => "Förnyas inte",
        RenewalState::TakenBack => "Begäran är tillbakatagen",
    }
}

/// "Inga uttag kvar", "1 uttag kvar", "3 uttag kvar".
pub(crate) fn left(withdrawals: u8) -> String {
    match withdrawals {
        0 => "Inga uttag kvar".to_owned(),
        some => format!("{some} uttag kvar"),
    }
}

/// What one who has changed one's mind can do instead of taking an errand back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// Write in it.
    Write,
    /// Call: the unit takes no messages here.
    Call,
    /// The one or the other.
    Either,
}

/// Why an errand can't be taken back, and what to do instead.
pub(crate) fn not_back(why: WhyNot, then: Then) -> String {
    let why = match why {
        WhyNot::Booking => return "En bokad tid avbokar du under Tider.".to_owned(),
        WhyNot::NotSent => return "Det är mottagningen som har skrivit till dig här.".to_owned(),
        WhyNot::Already => return "Det är redan tillbakataget.".to_owned(),
        WhyNot::Begun => "Mottagningen har börjat med ärendet.",
        WhyNot::Answered => "Mottagningen har svarat i ärendet.",
        WhyNot::Closed => "Mottagningen är klar med ärendet.",
        WhyNot::MayNotSend => "Du kan inte skicka sådana ärenden här.",
    };
    let then = match then {
        Then::Write => "Skriv i ärendet om du har ändrat dig.",
        Then::Call => "Ring mottagningen om du har ändrat dig.",
        Then::Either => "Skriv i ärendet eller ring mottagningen om du har ändrat dig.",
    };
    format!("{why} {then}")
}

/// That an errand was taken back, by whom and when, as its messages tell; of another guardian without
/// its name (feature B7), and of one whose identity is protected nothing at all (R-G7).
pub(crate) fn taken_back(messages: &[Message]) -> Option<String> {
    let mut newest = messages.iter().rev();
    let told = newest.find(|message| message.event == Some(MessageEvent::TakenBack))?;
    let by = match &told.author {
        Author::Guardian(name) | Author::Subject(name) | Author::Staff(name) => {
            format!(" av {name}")
        }
        Author::OtherGuardian => " av den andra vårdnadshavaren".to_owned(),
        Author::Unnamed => String::new(),
    };
    Some(format!(
        "Ärendet togs tillbaka{by} {}.",
        told.written.long()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_calm;
    use domain::moment::{Day, Moment};

    // Feature B7, R-G7.
    #[test]
    fn who_took_it_back_is_told_as_far_as_it_may_be() {
        let day = Day {
            year: 2026,
            month: 11,
            day: 24,
            weekday: 2,
        };
        let message = |author, event| Message {
            id: "019a9fe26b2073c5a1d30d2f3b1c4e5f".parse().unwrap(),
            author,
            written: Moment {
                day,
                hour: 9,
                minute: 30,
            },
            event,
            body: String::new(),
            files: Vec::new(),
            read: None,
        };
        let name = || "Alva Berg".to_owned();
        let when = "tisdag 24 november 2026 kl. 09.30.";
        let table = [
            (Author::Guardian(name()), " av Alva Berg"),
            (Author::Subject(name()), " av Alva Berg"),
            (Author::OtherGuardian, " av den andra vårdnadshavaren"),
            (Author::Unnamed, ""),
        ];
        for (author, by) in table {
            let event = Some(MessageEvent::TakenBack);
            let messages = [
                message(Author::Guardian(name()), None),
                message(author, event),
                message(Author::OtherGuardian, None),
            ];
            let told = taken_back(&messages).unwrap();
            assert_eq!(told, format!("Ärendet togs tillbaka{by} {when}"));
        }
        assert_eq!(taken_back(&[message(Author::Unnamed, None)]), None);
    }

    #[test]
    fn why_not_says_what_to_do_instead() {
        let reasons = [
            WhyNot::Booking,
            WhyNot::NotSent,
            WhyNot::Begun,
            WhyNot::Answered,
            WhyNot::Closed,
            WhyNot::Already,
            WhyNot::MayNotSend,
        ];
        for why in reasons {
            for then in [Then::Write, Then::Call, Then::Either] {
                assert!(is_calm(&not_back(why, then)));
            }
        }
        assert_eq!(
            not_back(WhyNot::Begun, Then::Write),
            "Mottagningen har börjat med ärendet. Skriv i ärendet om du har ändrat dig."
        );
    }

    #[test]
    fn every_kind_and_state_has_a_calm_text_of_its_own() {
        let mut texts = CertificateKind::ALL.map(certificate_kind).to_vec();
        let orders = [
            OrderState::Ordered,
            OrderState::Issued,
            OrderState::Declined,
            OrderState::TakenBack,
        ];
        texts.extend(orders.map(order_state));
        let renewals = [
            RenewalState::Asked,
            RenewalState::Approved,
            RenewalState::Declined,
            RenewalState::TakenBack,
        ];
        texts.extend(renewals.map(renewal_state));
        assert!(texts.iter().all(|text| is_calm(text)));
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), count);
    }

    #[test]
    fn withdrawals_are_told_as_a_swede_says_them() {
        assert_eq!(
            [0, 1, 3].map(left),
            ["Inga uttag kvar", "1 uttag kvar", "3 uttag kvar"]
        );
    }
}
