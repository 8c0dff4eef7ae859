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

/// How it stands.
pub(crate) fn state(one: &ApplicationSummary) -> String {
    let asks_child = one.kind == ApplicationKind::GuardianReads;
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

/// What happens next, where something does.
pub(crate) fn next(one: &Application) -> Option<String> {
    let (summary, party) = (&one.summary, one.party);
    let unit = &summary.unit;
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
        (State::Applied | State::Consented | State::Declined | State::Noted, _) => {
            format!("{unit} beslutar. Det kan ta några veckor. Beslutet står här.")
        }
        (State::Approved, Party::Applicant) => {
            "Du läser det som mottagningen har skrivit, och inget annat i journalen.".to_owned()
        }
        _ => return None,
    })
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
pub(crate) fn step(act: Option<Act>) -> &'static str {
    match act {
        None => "Ansökan skickad",
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
            assert!(is_calm(button(*act)) && is_calm(step(Some(*act))));
            assert!(done(act.word()).is_some_and(is_calm));
        }
        assert!(Why::ALL.iter().all(|one| is_calm(why(*one))));
        assert!(Grounds::ALL.iter().all(|one| is_calm(grounds(*one))));
        assert_eq!(done("annat"), None);
    }
}
