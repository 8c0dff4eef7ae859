//! Logging in: our own words for BankID's recommended messages.

use domain::login::{Device, Hint, LoginFailure};

use super::refusal;

/// What the user should do now (RFA1, RFA9, RFA13–RFA15, RFA21, RFA23).
pub(crate) fn hint(hint: Hint, device: Device) -> &'static str {
    match (hint, device) {
        (Hint::StartApp, Device::This) => "Starta BankID-appen på den här enheten.",
        (Hint::StartApp, Device::Other) => {
            "Öppna BankID-appen på din telefon, tryck på QR-ikonen och rikta kameran mot koden."
        }
        (Hint::Searching, Device::This) => {
            "Letar efter ditt BankID. Händer inget? Då finns det kanske inget BankID på den här \
             enheten. Avbryt och välj en annan enhet."
        }
        (Hint::Searching, Device::Other) => {
            "Appen är öppen och letar efter ditt BankID. Titta i telefonen."
        }
        (Hint::EnterCode, _) => "Legitimera dig i BankID-appen med din säkerhetskod.",
        (Hint::ScanIdCard, _) => {
            "Läs av ditt pass eller nationella id-kort i BankID-appen, och följ appens steg."
        }
        (Hint::ConfirmCall, _) => {
            "BankID-appen frågar om du pratar i telefon med någon. Svara i appen. Logga aldrig in \
             för att någon som ringer ber dig."
        }
        (Hint::UnderWay, _) => "Inloggningen pågår. Följ det som står i BankID-appen.",
    }
}

/// The heading while waiting.
pub(crate) fn waiting_title(hint: Hint, device: Device) -> &'static str {
    match (hint, device) {
        (Hint::StartApp, Device::Other) => "Skanna QR-koden",
        (Hint::StartApp, Device::This) => "Öppna BankID",
        _ => "Fortsätt i BankID-appen",
    }
}

/// Why logging in is over: a title, and what to do.
pub(crate) fn login_failure(failure: LoginFailure) -> (&'static str, String) {
    let (title, body) = match failure {
        LoginFailure::UserCancelled => (
            "Inloggningen avbröts",
            "Du avbröt i BankID-appen. Försök igen när du vill.",
        ),
        LoginFailure::Replaced => (
            "Inloggningen avbröts",
            "En nyare inloggning har tagit över. Var det inte du, byt säkerhetskod i BankID-appen \
             och kontakta din bank.",
        ),
        LoginFailure::Expired => (
            "Tiden tog slut",
            "Inloggningen blev inte klar i tid. Försök igen.",
        ),
        LoginFailure::NotStarted => (
            "BankID-appen startade inte",
            "Vi väntade i tre minuter. Kontrollera att BankID-appen är installerad och uppdaterad, \
             och försök igen.",
        ),
        LoginFailure::Certificate => (
            "Ditt BankID går inte att använda",
            "Det är spärrat, för gammalt eller saknas på enheten. Din bank hjälper dig att skaffa \
             ett nytt.",
        ),
        LoginFailure::CallDeclined => (
            "Inloggningen stoppades",
            "Du svarade att du pratar i telefon med någon. Lägg på och logga in själv, om det är \
             du som vill. Vården och banken ber dig aldrig att legitimera dig i ett samtal som du \
             inte har startat.",
        ),
        LoginFailure::AlreadyInProgress => (
            "En inloggning pågick redan",
            "Vi har avbrutit den, för säkerhets skull. Var det inte du som startade den ska du \
             inte legitimera dig. Annars kan du försöka igen.",
        ),
        LoginFailure::BankIdUnavailable => (
            "BankID svarar inte just nu",
            "Försök igen om en stund. Är det bråttom, ring mottagningen eller 1177.",
        ),
        LoginFailure::RegisterUnavailable => (
            "Folkbokföringen svarar inte just nu",
            "Vi behöver fråga folkbokföringen innan du loggas in. Försök igen om en stund.",
        ),
        LoginFailure::OtherDevice => (
            "Inloggningen kom från en annan enhet",
            "Inloggningen startades på en enhet och legitimerades på en annan. För din säkerhet \
             stoppade vi den. Försök igen, och välj en annan enhet om appen är där.",
        ),
        LoginFailure::NoPersonnummer => (
            "Du behöver ett personnummer",
            "Det går inte att logga in med samordningsnummer eller reservnummer. Du når vården på \
             telefon 1177.",
        ),
        LoginFailure::Refused(reason) => {
            let refusal = refusal(reason);
            return (refusal.title, refusal.paragraphs().join(" "));
        }
        LoginFailure::Unknown => (
            "Det gick inte att logga in",
            "Något oväntat hände. Försök igen. Fortsätter det, starta om BankID-appen.",
        ),
    };
    (title, body.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_calm;
    use domain::access::PublicReason;

    #[test]
    fn every_hint_has_a_calm_text_on_either_device() {
        let hints = [
            Hint::StartApp,
            Hint::Searching,
            Hint::EnterCode,
            Hint::ScanIdCard,
            Hint::ConfirmCall,
            Hint::UnderWay,
        ];
        for one in hints {
            for device in [Device::This, Device::Other] {
                assert!(is_calm(hint(one, device)));
                assert!(is_calm(waiting_title(one, device)));
            }
        }
    }

    #[test]
    fn every_failure_has_a_calm_text() {
        let failures = [
            LoginFailure::UserCancelled,
            LoginFailure::Replaced,
            LoginFailure::Expired,
            LoginFailure::NotStarted,
            LoginFailure::Certificate,
            LoginFailure::CallDeclined,
            LoginFailure::AlreadyInProgress,
            LoginFailure::BankIdUnavailable,
            LoginFailure::RegisterUnavailable,
            LoginFailure::OtherDevice,
            LoginFailure::NoPersonnummer,
            LoginFailure::Refused(PublicReason::NotRegistered),
            LoginFailure::Unknown,
        ];
        for failure in failures {
            let (title, body) = login_failure(failure);
            assert!(is_calm(title) && is_calm(&body), "{failure:?}");
        }
    }
}
