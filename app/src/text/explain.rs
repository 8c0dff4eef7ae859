//! Why something is open or closed, as staff reads of it. The rules by number stand in
//! `docs/RULES.md`.

use domain::access::{Area, PublicReason};
use domain::explain::{Fact, Told};
use domain::moment::{Day, Moment};

/// What an area is called.
pub(crate) fn area(area: Area) -> &'static str {
    match area {
        Area::AddChild => "Lägga till barnet",
        Area::Overview => "Översikt",
        Area::Inbox => "Inkorg",
        Area::Journal => "Er del av journalen",
        Area::Settings => "Inställningar",
        Area::Contact => "Kontakt med er på nätet",
        Area::Prescriptions => "Recept från er",
        Area::Certificates => "Intyg",
    }
}

/// The answer, why, by which rule, and when it changes.
pub(crate) fn told(told: &Told) -> String {
    match told {
        Told::Open { rule, until } => {
            let until = until.map(|at| format!(" Det ändras {}.", at.long()));
            format!("Öppet. {} ({rule}){}", by(rule), until.unwrap_or_default())
        }
        Told::Closed { why, rule, until } => {
            let until = until.map(|at| format!(" Det ändras {}.", at.long()));
            let until = until.unwrap_or_default();
            format!("Stängt. {} ({rule}){until}", closed(*why))
        }
        Told::BlockedHere => "Stängt. Er enhet har spärrat vårdnadshavaren. (R-J7)".to_owned(),
        Told::Refused => {
            "Stängt. Varför visas inte här: det kan till exempel bero på folkbokföringen, eller på \
             något som en annan vårdgivare har beslutat."
                .to_owned()
        }
    }
}

/// What the rule lets.
fn by(rule: &str) -> &'static str {
    match rule {
        "R-L9" => "Den som har fyllt 13 år har egna sidor.",
        "R-G2" => "Vårdnadshavaren har lagt till barnet, som inte har fyllt 13 år.",
        "R-G8" => "Personen har skyddade personuppgifter, och mottagningen har godkänt den.",
        "R-J2" => "Vårdnadshavaren läser journalen för ett barn som inte har fyllt 13 år.",
        "R-J5" => "Er enhet har beslutat att vårdnadshavaren får läsa er del.",
        "R-J6" => "Er enhet har beslutat att barnet får läsa er del själv.",
        "R-J9" => "Den som har fyllt 16 år läser sin egen journal.",
        "R-E3" => "Recept visas och förnyas med BankID.",
        "R-E6" => "Intygen är personens egna.",
        _ => "Reglerna tillåter det.",
    }
}

/// Why it is closed, to one who is not the one that it is closed to.
fn closed(why: PublicReason) -> &'static str {
    match why {
        PublicReason::NotRegistered => "Den som frågar är inte folkbokförd i Sverige.",
        PublicReason::TooYoung { .. } => "Barnet kan inte logga in själv förrän det fyller 13 år.",
        PublicReason::RegisterUnavailable => {
            "Folkbokföringens svar om vårdnaden är för gammalt, och behöver hämtas på nytt."
        }
        PublicReason::GuardianEnded { .. } => {
            "Barnet har fyllt 13 år. Då slutar vårdnadshavarens åtkomst."
        }
        PublicReason::OwnJournalClosed { .. } => {
            "Mellan 13 och 15 år är journalen stängd, också för barnet självt."
        }
        PublicReason::JournalNotOnline => "Er journal visas inte på nätet, för någon.",
        PublicReason::BankIdNeeded => "Det behövs BankID.",
        PublicReason::NotForGuardians => "En vårdnadshavare ser inte barnets intyg.",
        PublicReason::ClinicMustApprove => {
            "Personen har skyddade personuppgifter, och mottagningen har inte godkänt den."
        }
        PublicReason::NotOffered => "Enheten erbjuder det inte på nätet.",
        PublicReason::BookingClosed => "Enheten tillåter det inte för bokningen.",
        // Not told here: the answer is then only that it is closed.
        PublicReason::YourProtectedIdentity
        | PublicReason::CannotBeAdded
        | PublicReason::NotInCharge => "Reglerna tillåter det inte.",
    }
}

/// Something that a decision was made of.
pub(crate) fn fact(fact: Fact) -> String {
    match fact {
        Fact::WithBankId => "Inloggad med BankID, antas det.".to_owned(),
        Fact::Born { day, years } => {
            format!(
                "Personen är född {} enligt folkbokföringen, och är {years} år.",
                day.long()
            )
        }
        Fact::Protected => "Personen har skyddade personuppgifter.".to_owned(),
        Fact::Guardian { told, until } => format!(
            "Vårdnadshavare enligt folkbokföringen{}. Den svarade {}.",
            last(until),
            told.long()
        ),
        Fact::Withheld => "Er journal är undantagen från läsning på nätet.".to_owned(),
        Fact::GuardianReads(until) => {
            format!("Ni låter vårdnadshavaren läsa er del{}.", last(until))
        }
        Fact::ChildReads(until) => format!("Ni låter barnet läsa er del själv{}.", last(until)),
        Fact::Approved(until) => format!("Ni har godkänt personen{}.", last(until)),
        Fact::Blocked => "Ni har spärrat vårdnadshavaren.".to_owned(),
    }
}

fn last(until: Option<Day>) -> String {
    until.map_or_else(String::new, |day| format!(", till och med {}", day.long()))
}

/// When it was decided, and by which rules.
pub(crate) fn by_rules(region: &str, from: Day, at: Moment) -> String {
    format!(
        "Så är det {}, med reglerna för {region} som gäller från {}.",
        at.long(),
        from.long()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_calm;
    use domain::explain::AREAS;

    fn moment() -> Moment {
        "2029-11-24T00:00".to_owned().try_into().unwrap()
    }

    // B1: the rule, why, and when it changes.
    #[test]
    fn an_answer_says_why_by_which_rule_and_until_when() {
        let open = told(&Told::Open {
            rule: "R-J2".to_owned(),
            until: Some(moment()),
        });
        let closed = told(&Told::Closed {
            why: PublicReason::OwnJournalClosed {
                opens: moment().day,
            },
            rule: "R-J3".to_owned(),
            until: Some(moment()),
        });
        for (text, rule) in [(&open, "(R-J2)"), (&closed, "(R-J3)")] {
            assert!(text.contains(rule) && is_calm(text), "{text}");
            assert!(text.contains("24 november 2029 kl. 00.00"), "{text}");
        }
        assert!(open.starts_with("Öppet.") && closed.starts_with("Stängt."));
    }

    // R-G7, R-G9: a refusal that is not told names no rule and no single cause.
    #[test]
    fn what_is_not_told_names_no_cause() {
        let text = told(&Told::Refused);
        assert!(is_calm(&text) && !text.contains("R-"), "{text}");
        for telling in ["spärr", "skydd"] {
            assert!(!text.contains(telling), "{text}");
        }
    }

    #[test]
    fn every_area_has_a_name() {
        let mut names = AREAS.map(area).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), AREAS.len());
    }
}
