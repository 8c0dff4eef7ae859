//! Why something is closed (feature B1, "Varför ser jag inte det här?"): by what, until when, and
//! whom to ask.

use domain::access::PublicReason;

/// Why something is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// It in a few words.
    pub title: &'static str,
    /// By what: the rule in plain words.
    pub body: String,
    /// When it changes, or changed; where time or what somebody does changes it.
    pub changes: Option<String>,
    /// What one can do.
    pub next: &'static str,
    /// Whom to ask.
    pub ask: Ask,
    /// The rule's number, in `docs/RULES.md`. What must not be told apart has one.
    pub rule: &'static str,
}

/// Whom to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Whom the region names, where it is about what is closed by the child's age.
    Region,
    /// These.
    Them(&'static str),
}

impl Ask {
    /// Whom, where it is not known what the region says.
    pub(crate) fn anywhere(self) -> &'static str {
        match self {
            Self::Region => "Fråga barnets mottagning, eller ring 1177.",
            Self::Them(whom) => whom,
        }
    }
}

impl Refusal {
    /// All of it in paragraphs, where it stands beside something else.
    pub(crate) fn paragraphs(self) -> Vec<String> {
        let (next, ask) = (self.next.to_owned(), self.ask.anywhere().to_owned());
        let first = [Some(self.body), self.changes];
        first.into_iter().flatten().chain([next, ask]).collect()
    }
}

const CLINIC: Ask = Ask::Them("Fråga mottagningen, eller ring 1177.");

/// Why something is closed. What must not be told apart (no custody, a protected child, a block, an
/// unknown number; R-G7, R-G9) has one text.
#[expect(
    clippy::too_many_lines,
    reason = "a catalogue: one text for each reason, and nothing to follow"
)]
pub(crate) fn refusal(reason: PublicReason) -> Refusal {
    match reason {
        PublicReason::NotRegistered => Refusal {
            title: "Du behöver vara folkbokförd i Sverige",
            body: "Enligt folkbokföringen är du inte folkbokförd i Sverige. Därför kan du inte \
                   logga in eller vara ombud här."
                .to_owned(),
            changes: None,
            next: "Stämmer det inte? Fråga Skatteverket.",
            ask: Ask::Them("Du når vården på telefon 1177."),
            rule: "R-L5",
        },
        PublicReason::TooYoung { opens } => Refusal {
            title: "Din inloggning öppnar när du fyller 13",
            body: "Man loggar in själv från den dag man fyller 13 år.".to_owned(),
            changes: Some(format!(
                "Du kan logga in själv från och med {}.",
                opens.with_weekday()
            )),
            next: "Till dess kan din vårdnadshavare sköta dina ärenden.",
            ask: Ask::Them("Du når vården på telefon 1177."),
            rule: "R-L10",
        },
        PublicReason::YourProtectedIdentity => Refusal {
            title: "Du kan inte vara ombud med skyddade personuppgifter",
            body: "Du har skyddade personuppgifter. Då visar folkbokföringen inte vilka barn du \
                   är vårdnadshavare för, och du kan därför inte göra ett barns ärenden här. Det \
                   skyddar både dig och barnet."
                .to_owned(),
            changes: None,
            next: "Kontakta barnets mottagning direkt.",
            ask: CLINIC,
            rule: "R-G7",
        },
        PublicReason::CannotBeAdded => Refusal {
            title: "Du kan inte vara ombud för barnet",
            body: "Vi kan inte se att du kan vara ombud för ett barn med det personnumret. Den \
                   som är ombud behöver vara barnets vårdnadshavare enligt folkbokföringen, och \
                   varken barnet eller vårdnadshavaren får ha skyddade personuppgifter."
                .to_owned(),
            changes: None,
            next: "Kontrollera personnumret. Skatteverket svarar på frågor om folkbokföringen.",
            ask: Ask::Region,
            rule: "R-G1",
        },
        PublicReason::RegisterUnavailable => Refusal {
            title: "Folkbokföringen svarar inte just nu",
            body: "Vi behöver fråga folkbokföringen om du är vårdnadshavare, och får inget svar. \
                   Tills vi vet säkert håller vi barnets uppgifter stängda."
                .to_owned(),
            changes: Some("Det öppnar när folkbokföringen svarar igen.".to_owned()),
            next: "Försök igen om en stund.",
            ask: Ask::Them("Är det bråttom, ring mottagningen eller 1177."),
            rule: "R-G6",
        },
        PublicReason::GuardianEnded { ended } => Refusal {
            title: "Barnet har fyllt 13 år",
            body: "Den som har fyllt 13 år loggar in själv. Då kan ingen vårdnadshavare göra \
                   barnets ärenden eller läsa journalen via nätet. Bokade tider och ärenden som \
                   pågår ligger kvar, och är barnets egna."
                .to_owned(),
            changes: Some(format!("Barnet fyllde 13 år {}.", ended.with_weekday())),
            next: "Barnet kan logga in med egen e-legitimation. Ni kan också kontakta \
                   mottagningen tillsammans.",
            ask: Ask::Region,
            rule: "R-G4",
        },
        PublicReason::OwnJournalClosed { opens } => Refusal {
            title: "Din journal öppnar när du fyller 16",
            body: "Mellan 13 och 15 år är journalen stängd via nätet, både för dig och för dina \
                   vårdnadshavare."
                .to_owned(),
            changes: Some(format!(
                "Du kan läsa den här från och med {}.",
                opens.with_weekday()
            )),
            next: "Vill du veta vad som står i journalen kan du fråga mottagningen.",
            ask: Ask::Region,
            rule: "R-J3",
        },
        PublicReason::JournalNotOnline => Refusal {
            title: "Den här journalen går inte att läsa på nätet",
            body: "Mottagningens journal visas inte på nätet. Det gäller alla, oavsett ålder."
                .to_owned(),
            changes: None,
            next: "Vill du veta vad som står i journalen kan du fråga mottagningen.",
            ask: CLINIC,
            rule: "R-J8",
        },
        PublicReason::BankIdNeeded => Refusal {
            title: "Logga in med BankID för att se det här",
            body: "Du är inloggad på ett sätt som inte räcker för recept, intyg och journal. De \
                   kräver BankID, för att ingen annan ska kunna läsa dem."
                .to_owned(),
            changes: Some("Det öppnar när du är inloggad med BankID.".to_owned()),
            next: "Logga ut och logga in igen med BankID.",
            ask: Ask::Them(
                "Har du inget BankID kan du fråga din bank, eller ringa 1177 om vården.",
            ),
            rule: "R-L6",
        },
        PublicReason::NotForGuardians => Refusal {
            title: "Barnets intyg visas inte för vårdnadshavare",
            body: "Du kan beställa ett intyg åt barnet, men inte läsa det här. Mottagningen \
                   skriver till dig hur du får intyget."
                .to_owned(),
            changes: None,
            next: "Läs mottagningens svar i barnets inkorg.",
            ask: CLINIC,
            rule: "R-E6",
        },
        PublicReason::ClinicMustApprove => Refusal {
            title: "Mottagningen behöver godkänna dig först",
            body: "Du har skyddade personuppgifter. Då kan du kontakta en mottagning här först \
                   när den har lagt till ditt personnummer för hand. Det skyddar dina uppgifter."
                .to_owned(),
            changes: Some("Det öppnar när mottagningen har godkänt dig.".to_owned()),
            next: "Ring mottagningen och be om att bli godkänd.",
            ask: CLINIC,
            rule: "R-G8",
        },
        PublicReason::NotOffered => Refusal {
            title: "Mottagningen gör inte det här på nätet",
            body: "Varje mottagning bestämmer vad den erbjuder på nätet. Den här mottagningen tar \
                   inte emot det här ärendet här."
                .to_owned(),
            changes: None,
            next: "Ring mottagningen.",
            ask: Ask::Them("Är det bråttom, ring 1177."),
            rule: "R-E7",
        },
        PublicReason::BookingClosed => Refusal {
            title: "Bokningen går inte att ändra här",
            body: "Mottagningen tillåter inte det för den här tiden, eller så är det för sent."
                .to_owned(),
            changes: None,
            next: "Säg till om du inte kan komma, så kan någon annan få tiden.",
            ask: Ask::Them("Ring mottagningen."),
            rule: "R-E2",
        },
        PublicReason::NotInCharge => Refusal {
            title: "Det här gör den som är ansvarig för enheten",
            body: "Du arbetar på enheten, men det är någon annan som bestämmer över det här."
                .to_owned(),
            changes: None,
            next: "Be den som är ansvarig att göra det.",
            ask: Ask::Them("Fråga den som är ansvarig för enheten."),
            rule: "R-C1",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_calm;
    use domain::access::Reason;
    use domain::moment::Day;

    const DAY: Day = Day {
        year: 2026,
        month: 11,
        day: 24,
        weekday: 2,
    };
    const TOLD: &str = "tisdag 24 november 2026";

    /// Every reason, and whether it has a date.
    const REASONS: [(PublicReason, bool); 14] = [
        (PublicReason::NotRegistered, false),
        (PublicReason::TooYoung { opens: DAY }, true),
        (PublicReason::YourProtectedIdentity, false),
        (PublicReason::CannotBeAdded, false),
        (PublicReason::RegisterUnavailable, false),
        (PublicReason::GuardianEnded { ended: DAY }, true),
        (PublicReason::OwnJournalClosed { opens: DAY }, true),
        (PublicReason::JournalNotOnline, false),
        (PublicReason::BankIdNeeded, false),
        (PublicReason::NotForGuardians, false),
        (PublicReason::ClinicMustApprove, false),
        (PublicReason::NotOffered, false),
        (PublicReason::BookingClosed, false),
        (PublicReason::NotInCharge, false),
    ];

    /// Where it stands in the list: a reason that is not there does not compile.
    fn place(reason: PublicReason) -> usize {
        match reason {
            PublicReason::NotRegistered => 0,
            PublicReason::TooYoung { .. } => 1,
            PublicReason::YourProtectedIdentity => 2,
            PublicReason::CannotBeAdded => 3,
            PublicReason::RegisterUnavailable => 4,
            PublicReason::GuardianEnded { .. } => 5,
            PublicReason::OwnJournalClosed { .. } => 6,
            PublicReason::JournalNotOnline => 7,
            PublicReason::BankIdNeeded => 8,
            PublicReason::NotForGuardians => 9,
            PublicReason::ClinicMustApprove => 10,
            PublicReason::NotOffered => 11,
            PublicReason::BookingClosed => 12,
            PublicReason::NotInCharge => 13,
        }
    }

    // B1: the rule in plain words, the date on which it changes where there is one, whom to ask;
    // the rule's number only at the end.
    #[test]
    fn every_reason_says_why_until_when_and_whom_to_ask() {
        for (nth, (reason, dated)) in REASONS.into_iter().enumerate() {
            assert_eq!(place(reason), nth);
            let Refusal {
                title,
                body,
                changes,
                next,
                ask,
                rule,
            } = refusal(reason);
            let texts = [title, &body, next, ask.anywhere()];
            let texts = texts.into_iter().chain(changes.as_deref());
            for text in texts {
                assert!(is_calm(text) && !text.contains("R-"), "{title}: {text}");
            }
            let told = changes.is_some_and(|text| text.contains(TOLD));
            assert_eq!(told, dated, "{title}");
            let asks = ["fråga", "ring", "1177"];
            let whom = ask.anywhere().to_lowercase();
            assert!(asks.iter().any(|word| whom.contains(word)), "{title}");
            assert!(rule.starts_with("R-"), "{title}");
        }
    }

    // R-G7, R-G9: neither text, date nor number says which of them it was.
    #[test]
    fn what_cannot_be_added_names_no_single_cause() {
        let told = refusal(PublicReason::CannotBeAdded);
        let alike = [
            Reason::NoCustody,
            Reason::SubjectProtected,
            Reason::SubjectNotRegistered,
            Reason::Blocked,
            Reason::NotLinked,
        ];
        for reason in alike {
            assert_eq!(refusal(reason.public()), told);
        }
        assert_eq!((told.changes.as_ref(), told.rule), (None, "R-G1"));
        for text in told.paragraphs() {
            for telling in ["spärr", "block", "har skyddade", "har fyllt"] {
                assert!(!text.contains(telling), "{text}");
            }
        }
    }
}
