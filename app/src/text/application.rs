//! What applications for an exception say.

use domain::application::{
    Act, Application, ApplicationKind, ApplicationSummary, Grounds, Party, State, Why,
};

/// What is applied for, as a heading: for the child whose journal it is, for others.
pub(crate) fn heading(one: &ApplicationSummary, party: Party) -> String {
    match (one.kind, party) {
        (ApplicationKind::ChildReads, Party::Applicant | Party::Child) => {
            format!("Du vill läsa din journal vid {}", one.unit)
        }
        (ApplicationKind::ChildReads, _) => format!("{} vill läsa sin journal", one.child),
        (ApplicationKind::GuardianReads, Party::Child) => {
            format!("{} vill läsa din journal vid {}", one.applicant, one.unit)
        }
        (ApplicationKind::GuardianReads, Party::Applicant) => {
            format!("Du vill läsa journal för {} vid {}", one.child, one.unit)
        }
        (ApplicationKind::GuardianReads, _) => {
            format!("{} vill läsa journal för {}", one.applicant, one.child)
        }
    }
}

/// How it stands: in the child's own words to the child, where it is asked.
pub(crate) fn state(one: &ApplicationSummary, party: Party) -> String {
    let asks_child = one.kind == ApplicationKind::GuardianReads;
    if party == Party::Child
        && let Some(text) = childs_state(one.state)
    {
        return text.to_owned();
    }
    match (one.state, one.until) {
        (State::Applied, _) if asks_child => "Väntar på barnets svar".to_owned(),
        (State::Applied | State::Noted, _) => "Väntar på mottagningens beslut".to_owned(),
        (State::Consented, _) => "Barnet har samtyckt. Väntar på mottagningens beslut".to_owned(),
        (State::Declined, _) => "Barnet har sagt nej. Väntar på mottagningens beslut".to_owned(),
        (State::Approved, Some(until)) => format!("Beviljad till och med {}", until.long()),
        (State::Approved, None) => "Beviljad".to_owned(),
        (State::Denied, _) => "Avslagen".to_owned(),
        (State::Withdrawn, _) => "Återkallad".to_owned(),
        (State::Revoked, _) => "Upphävd av mottagningen".to_owned(),
        (State::TakenBack, _) => "Barnet har tagit tillbaka sitt samtycke".to_owned(),
        (State::Expired, _) => "Har gått ut".to_owned(),
    }
}

/// How it stands with the child itself, where that is what matters.
fn childs_state(state: State) -> Option<&'static str> {
    Some(match state {
        State::Applied => "Väntar på ditt svar",
        State::Consented => "Du har samtyckt. Väntar på mottagningens beslut",
        State::Declined => "Du har sagt nej. Väntar på mottagningens beslut",
        State::TakenBack => "Du har tagit tillbaka ditt samtycke",
        _ => return None,
    })
}

/// What happens next, where something does.
pub(crate) fn next(one: &Application) -> Option<String> {
    let (summary, party) = (&one.summary, one.party);
    let unit = &summary.unit;
    if matches!(party, Party::Member | Party::InCharge) {
        return units_next(summary).map(str::to_owned);
    }
    Some(match (summary.state, party) {
        (State::Applied, Party::Child) => {
            format!(
                "Säger du ja, bestämmer {unit} om ansökan. Säger du nej, får den inte beviljas."
            )
        }
        (State::Applied, Party::Applicant) if summary.kind == ApplicationKind::GuardianReads => {
            format!(
                "Barnet loggar in själv och svarar. Sedan beslutar {unit}. Det kan ta några veckor."
            )
        }
        (State::Declined, Party::Applicant) => {
            format!("{unit} kan inte bevilja ansökan så länge barnet säger nej.")
        }
        (State::Declined, Party::Child) => {
            format!("{unit} kan inte bevilja ansökan så länge du säger nej. Du kan ändra dig.")
        }
        (State::Applied | State::Consented | State::Declined | State::Noted, _) => {
            format!("{unit} beslutar. Det kan ta några veckor. Beslutet står här.")
        }
        (State::Approved, Party::Applicant) => {
            "Du läser det som mottagningen har skrivit, och inget annat i journalen.".to_owned()
        }
        _ => return None,
    })
}

/// What has to happen before the unit can approve it (R-J5).
fn units_next(one: &ApplicationSummary) -> Option<&'static str> {
    let asks_child = one.kind == ApplicationKind::GuardianReads;
    match one.state {
        State::Applied if asks_child => Some(
            "Ansökan kan beviljas när barnet har samtyckt, eller när ett läkarutlåtande säger att \
             barnet inte kan samtycka.",
        ),
        State::Declined => Some("Ansökan kan inte beviljas så länge barnet säger nej."),
        _ => None,
    }
}

/// The way to a new one, where one may apply again.
pub(crate) fn again(one: &ApplicationSummary) -> &'static str {
    match (one.state, one.kind) {
        (State::Approved | State::Expired, ApplicationKind::GuardianReads) => {
            "Vill du läsa längre behöver du ansöka på nytt."
        }
        (State::Approved | State::Expired, ApplicationKind::ChildReads) => {
            "Vill du läsa längre behöver du be om det på nytt."
        }
        _ => "Har något ändrats kan du ansöka igen.",
    }
}

/// Why it is applied for, as it is chosen.
pub(crate) fn why(why: Why) -> &'static str {
    match why {
        Why::Treatment => "För att kunna hjälpa barnet med behandlingen",
        Why::ChildsWish => "Barnet vill det",
        Why::CannotSelf => "Barnet kan inte själv ta del av sin vård",
        Why::Understand => "För att förstå min vård",
        Why::OwnTreatment => "För att sköta min behandling själv",
        Why::Other => "Annat",
    }
}

/// Why it was decided as it was.
pub(crate) fn grounds(grounds: Grounds) -> &'static str {
    match grounds {
        Grounds::Needed => "Det behövs för barnets vård",
        Grounds::ChildsWish => "Barnet vill det, och det är bra för barnet",
        Grounds::CannotSelf => "Barnet kan inte själv ta del av sin vård",
        Grounds::Mature => "Barnet är moget nog att läsa själv",
        Grounds::NoConsent => "Barnet har inte samtyckt",
        Grounds::NotGood => "Det bedöms inte vara bra för barnet",
        Grounds::NotNeeded => "Det behövs inte för barnets vård",
        Grounds::NotMature => "Barnet behöver stöd för att läsa",
        Grounds::Mistake => "Beslutet togs av misstag",
    }
}

/// What was done, in the history; nothing: it was sent.
pub(crate) fn step(act: Option<Act>, party: Party) -> &'static str {
    match act {
        None => "Ansökan skickad",
        Some(Act::Consent) if party == Party::Child => "Du samtyckte",
        Some(Act::Decline) if party == Party::Child => "Du sade nej",
        Some(Act::TakeBack) if party == Party::Child => "Du tog tillbaka samtycket",
        Some(Act::Consent) => "Barnet samtyckte",
        Some(Act::Decline) => "Barnet sade nej",
        Some(Act::TakeBack) => "Barnet tog tillbaka samtycket",
        Some(Act::Withdraw) => "Ansökan återkallad",
        Some(Act::Note) => "Läkarutlåtande antecknat: barnet kan inte samtycka",
        Some(Act::Approve) => "Ansökan beviljad",
        Some(Act::Deny) => "Ansökan avslagen",
        Some(Act::Revoke) => "Beslutet upphävt",
    }
}

/// The button.
pub(crate) fn button(act: Act) -> &'static str {
    match act {
        Act::Consent => "Ja, jag samtycker",
        Act::Decline => "Nej, jag samtycker inte",
        Act::TakeBack => "Ta tillbaka samtycket",
        Act::Withdraw => "Återkalla ansökan",
        Act::Note => "Spara läkarutlåtandet",
        Act::Approve => "Bevilja ansökan",
        Act::Deny => "Avslå ansökan",
        Act::Revoke => "Upphäv beslutet",
    }
}

/// What the page says once it is done.
pub(crate) fn done(word: &str) -> Option<&'static str> {
    Some(match Act::from_word(word)? {
        Act::Consent => "Du har samtyckt",
        Act::Decline => "Du har sagt nej",
        Act::TakeBack => "Samtycket är tillbakataget",
        Act::Withdraw => "Ansökan är återkallad",
        Act::Note => "Läkarutlåtandet är antecknat",
        Act::Approve => "Ansökan är beviljad",
        Act::Deny => "Ansökan är avslagen",
        Act::Revoke => "Beslutet är upphävt",
    })
}

/// What a button means, beside it.
pub(crate) fn means(act: Act, one: &ApplicationSummary) -> Option<String> {
    Some(match act {
        Act::Consent => format!(
            "Säger du ja får {} läsa det som {} har skrivit om dig, om mottagningen också säger ja. \
             Inget annat. Du kan ändra dig när som helst.",
            one.applicant, one.unit
        ),
        Act::Decline => format!(
            "Du behöver inte säga varför. {} får veta att du har sagt nej.",
            one.applicant
        ),
        Act::TakeBack => format!("Då slutar {} att kunna läsa genast.", one.applicant),
        Act::Revoke => "Läsningen slutar genast.".to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_calm;

    #[test]
    fn every_text_is_calm() {
        for act in Act::ALL {
            assert!(is_calm(button(*act)));
            let steps = Party::ALL.iter().map(|party| step(Some(*act), *party));
            assert!(steps.into_iter().all(is_calm));
            assert!(done(act.word()).is_some_and(is_calm));
        }
        assert!(Why::ALL.iter().all(|one| is_calm(why(*one))));
        assert!(Grounds::ALL.iter().all(|one| is_calm(grounds(*one))));
        assert_eq!(done("annat"), None);
    }

    fn summary(kind: ApplicationKind, state: State) -> ApplicationSummary {
        ApplicationSummary {
            id: ID.parse().unwrap(),
            kind,
            applicant: "Åsa Öberg".to_owned(),
            child: "Leo Öberg".to_owned(),
            unit: "Barnhälsan".to_owned(),
            state,
            until: None,
            changed: "2026-11-24T09:30".to_owned().try_into().unwrap(),
        }
    }

    const ID: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";

    // The child is spoken to as itself, not of as "the child".
    #[test]
    fn a_child_is_told_what_it_has_said_itself() {
        for state in State::ALL {
            let one = summary(ApplicationKind::GuardianReads, *state);
            let text = super::state(&one, Party::Child);
            assert!(is_calm(&text) && !text.contains("arnet"), "{text}");
        }
        let steps = Act::ALL.iter().take(3);
        let mut steps = steps.map(|act| step(Some(*act), Party::Child));
        assert!(steps.all(|text| text.starts_with("Du ")));
    }

    // R-J5: a unit is told what an approval waits for; of its own decision it needs no word.
    #[test]
    fn a_unit_is_told_what_an_approval_waits_for() {
        for (kind, state, told) in [
            (ApplicationKind::GuardianReads, State::Applied, true),
            (ApplicationKind::GuardianReads, State::Declined, true),
            (ApplicationKind::GuardianReads, State::Consented, false),
            (ApplicationKind::GuardianReads, State::Noted, false),
            (ApplicationKind::ChildReads, State::Applied, false),
        ] {
            let text = units_next(&summary(kind, state));
            assert_eq!(text.is_some_and(is_calm), told, "{kind:?} {state:?}");
        }
    }
}
