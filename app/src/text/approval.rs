//! What is said of approving people with a protected identity (R-G8).

use domain::approval::{ApprovalEnd, ApprovalReason, ApprovalState, Term};
use domain::moment::Day;

/// Why somebody is approved.
pub(crate) fn reason(reason: ApprovalReason) -> &'static str {
    match reason {
        ApprovalReason::Patient => "Är patient hos oss",
        ApprovalReason::AskedAtVisit => "Bad om det vid ett besök",
        ApprovalReason::AskedByPhone => "Bad om det på telefon, och vi kontrollerade vem det var",
        ApprovalReason::Other => "Annat, som står i journalen",
    }
}

/// Why an approval is ended.
pub(crate) fn end_reason(reason: ApprovalEnd) -> &'static str {
    match reason {
        ApprovalEnd::Asked => "Personen bad om det",
        ApprovalEnd::Left => "Är inte patient hos oss längre",
        ApprovalEnd::Mistake => "Det var ett misstag",
        ApprovalEnd::Other => "Annat, som står i journalen",
    }
}

/// How long an approval holds, and how it stands.
pub(crate) fn state(state: &ApprovalState, term: Term<Day>) -> String {
    match (state, term) {
        (ApprovalState::Ended { by, at, reason }, _) => {
            let why = reason.map_or("Skälet går inte att läsa", end_reason);
            format!("Avslutat {} av {by}. {why}.", at.day.long())
        }
        (ApprovalState::Over, Term::Until(day)) => format!("Slutade gälla efter {}.", day.long()),
        (ApprovalState::Over, Term::Review(_)) => "Gäller inte längre.".to_owned(),
        (ApprovalState::Due, Term::Review(day)) => format!(
            "Gäller. Skulle ses över {}: avsluta det, eller säg när det ska ses över igen.",
            day.long()
        ),
        (_, Term::Until(day)) => format!("Gäller till och med {}.", day.long()),
        (_, Term::Review(day)) => format!("Gäller tills vidare. Ska ses över {}.", day.long()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_calm;

    const DAY: Day = Day {
        year: 2027,
        month: 11,
        day: 22,
        weekday: 1,
    };

    #[test]
    fn each_reason_has_a_calm_text() {
        let reasons = ApprovalReason::ALL.map(reason);
        let ends = ApprovalEnd::ALL.map(end_reason);
        assert!(reasons.iter().chain(&ends).all(|text| is_calm(text)));
    }

    // R-C3: an end or a review date, and who ended it and why.
    #[test]
    fn how_long_it_holds_is_told_with_its_day() {
        let ended = ApprovalState::Ended {
            by: "Karin Lundh".to_owned(),
            at: "2027-11-22T09:30".to_owned().try_into().unwrap(),
            reason: Some(ApprovalEnd::Left),
        };
        let all = [
            (ApprovalState::Holds, Term::Until(DAY)),
            (ApprovalState::Holds, Term::Review(DAY)),
            (ApprovalState::Due, Term::Review(DAY)),
            (ApprovalState::Over, Term::Until(DAY)),
            (ended, Term::Review(DAY)),
        ];
        let mut told = Vec::new();
        for (state, term) in all {
            let text = super::state(&state, term);
            assert!(
                is_calm(&text) && text.contains("22 november 2027"),
                "{text}"
            );
            told.push(text);
        }
        told.dedup();
        assert_eq!(told.len(), 5);
        assert!(told[4].contains("Karin Lundh"));
    }
}
