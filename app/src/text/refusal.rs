//! Why something is closed (feature B1, "Varför ser jag inte det här?"): by what, until when, and
//! whom to ask.

use domain::access::PublicReason;

/// Why something is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// It in a few words.
    pub title: &'static str,
    /// By what, and until when.
    pub body: String,
    /// What one can do, and whom to ask.
    pub next: &'static str,
}

/// Why something is closed. What must not be told apart (no custody, a protected child, an unknown
/// number; R-G7, R-G9) has one text.
#[expect(
    clippy::too_many_lines,
    reason = "a catalogue: one text for each reason, and nothing to follow"
)]
pub(crate) fn refusal(reason: PublicReason) -> Refusal {
    let (title, body, next) = match reason {
        PublicReason::NotRegistered => (
            "Du behöver vara folkbokförd i Sverige",
            "Enligt folkbokföringen är du inte folkbokförd i Sverige. Därför kan du inte logga in \
             eller vara ombud här."
                .to_owned(),
            "Stämmer det inte? Fråga Skatteverket. Du når vården på telefon 1177.",
        ),
        PublicReason::TooYoung { opens } => (
            "Din inloggning öppnar när du fyller 13",
            format!(
                "Du kan logga in själv från och med {}.",
                opens.with_weekday()
            ),
            "Till dess kan din vårdnadshavare sköta dina ärenden. Du kan också ringa 1177.",
        ),
        PublicReason::YourProtectedIdentity => (
            "Du kan inte vara ombud med skyddade personuppgifter",
            "Du har skyddade personuppgifter. Då visar folkbokföringen inte vilka barn du är \
             vårdnadshavare för, och du kan därför inte göra ett barns ärenden här. Det skyddar \
             både dig och barnet."
                .to_owned(),
            "Kontakta mottagningen direkt, eller ring 1177.",
        ),
        PublicReason::CannotBeAdded => (
            "Du kan inte vara ombud för barnet",
            "Vi kan inte se att du kan vara ombud för ett barn med det personnumret. Den som är \
             ombud behöver vara barnets vårdnadshavare enligt folkbokföringen, och varken barnet \
             eller vårdnadshavaren får ha skyddade personuppgifter."
                .to_owned(),
            "Kontrollera personnumret. Är du vårdnadshavare kan du fråga barnets mottagning eller \
             ringa 1177. Skatteverket svarar på frågor om folkbokföringen.",
        ),
        PublicReason::RegisterUnavailable => (
            "Folkbokföringen svarar inte just nu",
            "Vi behöver fråga folkbokföringen om du är vårdnadshavare, och får inget svar. Tills \
             vi vet säkert håller vi barnets uppgifter stängda."
                .to_owned(),
            "Försök igen om en stund. Är det bråttom, ring mottagningen eller 1177.",
        ),
        PublicReason::GuardianEnded { ended } => (
            "Barnet har fyllt 13 år",
            format!(
                "Barnet fyllde 13 år {}. Från den dagen loggar barnet in själv, och ingen \
                 vårdnadshavare kan göra barnets ärenden eller läsa journalen via nätet. Bokade tider \
                 och ärenden som pågår ligger kvar, och är barnets egna.",
                ended.with_weekday()
            ),
            "Barnet kan logga in med egen e-legitimation. Ni kan också kontakta mottagningen \
             tillsammans, eller ringa 1177.",
        ),
        PublicReason::OwnJournalClosed { opens } => (
            "Din journal öppnar när du fyller 16",
            format!(
                "Mellan 13 och 15 år är journalen stängd via nätet, både för dig och för dina \
                 vårdnadshavare. Du kan läsa den här från och med {}.",
                opens.with_weekday()
            ),
            "Vill du veta vad som står i journalen kan du fråga mottagningen. Du kan också ringa \
             1177.",
        ),
        PublicReason::JournalNotOnline => (
            "Den här journalen går inte att läsa på nätet",
            "Mottagningens journal visas inte på nätet. Det gäller alla, oavsett ålder."
                .to_owned(),
            "Vill du veta vad som står i journalen kan du fråga mottagningen. Du kan också ringa \
             1177.",
        ),
        PublicReason::BankIdNeeded => (
            "Logga in med BankID för att se det här",
            "Du är inloggad på ett sätt som inte räcker för recept, intyg och journal. De kräver \
             BankID, för att ingen annan ska kunna läsa dem."
                .to_owned(),
            "Logga ut och logga in igen med BankID.",
        ),
        PublicReason::NotForGuardians => (
            "Barnets intyg visas inte för vårdnadshavare",
            "Du kan beställa ett intyg åt barnet, men inte läsa det här. Mottagningen skriver till \
             dig hur du får intyget."
                .to_owned(),
            "Läs mottagningens svar i barnets inkorg, eller ring mottagningen.",
        ),
        PublicReason::ClinicMustApprove => (
            "Mottagningen behöver godkänna dig först",
            "Du har skyddade personuppgifter. Då kan du kontakta en mottagning här först när den \
             har lagt till ditt personnummer för hand. Det skyddar dina uppgifter."
                .to_owned(),
            "Ring mottagningen och be om att bli godkänd, eller ring 1177.",
        ),
        PublicReason::NotOffered => (
            "Mottagningen gör inte det här på nätet",
            "Varje mottagning bestämmer vad den erbjuder på nätet. Den här mottagningen tar inte \
             emot det här ärendet här."
                .to_owned(),
            "Ring mottagningen. Är det bråttom, ring 1177.",
        ),
        PublicReason::BookingClosed => (
            "Bokningen går inte att ändra här",
            "Mottagningen tillåter inte det för den här tiden, eller så är det för sent."
                .to_owned(),
            "Ring mottagningen om du inte kan komma, så kan någon annan få tiden.",
        ),
        PublicReason::NotInCharge => (
            "Det här gör den som är ansvarig för enheten",
            "Du arbetar på enheten, men det är någon annan som bestämmer över det här.".to_owned(),
            "Fråga den som är ansvarig för enheten.",
        ),
    };
    Refusal { title, body, next }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_calm;
    use domain::moment::Day;

    const DAY: Day = Day {
        year: 2026,
        month: 11,
        day: 24,
        weekday: 2,
    };

    const REASONS: [PublicReason; 11] = [
        PublicReason::NotRegistered,
        PublicReason::TooYoung { opens: DAY },
        PublicReason::YourProtectedIdentity,
        PublicReason::CannotBeAdded,
        PublicReason::RegisterUnavailable,
        PublicReason::GuardianEnded { ended: DAY },
        PublicReason::OwnJournalClosed { opens: DAY },
        PublicReason::JournalNotOnline,
        PublicReason::BankIdNeeded,
        PublicReason::NotForGuardians,
        PublicReason::BookingClosed,
    ];

    #[test]
    fn every_reason_says_why_and_what_next() {
        for reason in REASONS {
            let Refusal { title, body, next } = refusal(reason);
            assert!(is_calm(title) && is_calm(&body) && is_calm(next), "{title}");
        }
    }

    // B1: until which date.
    #[test]
    fn a_reason_with_a_date_tells_it() {
        for reason in [REASONS[1], REASONS[5], REASONS[6]] {
            assert!(refusal(reason).body.contains("tisdag 24 november 2026"));
        }
    }

    // R-G7, R-G9: the text for what must not be told apart does not say which it was.
    #[test]
    fn what_cannot_be_added_names_no_single_cause() {
        let Refusal { body, next, .. } = refusal(PublicReason::CannotBeAdded);
        for telling in ["spärr", "block", "har skyddade", "har fyllt"] {
            assert!(!body.contains(telling) && !next.contains(telling));
        }
    }
}
