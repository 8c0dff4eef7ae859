//! What is wrong with a field.

use domain::attachment::AttachmentError;
use domain::form::{FieldCode, FieldError};

/// What is wrong with a field, and how to write it right.
pub(crate) fn field_text(wrong: &FieldError) -> &'static str {
    match (wrong.code, wrong.field.as_str()) {
        (FieldCode::Empty, "personnummer" | "barn-nummer") => "Skriv barnets personnummer.",
        (FieldCode::Empty, "personal-nummer" | "godkand-nummer") => "Skriv personens personnummer.",
        (FieldCode::NumberCoordination, "personal-nummer") => {
            "Det här är ett samordningsnummer. Bara den som har personnummer kan arbeta här."
        }
        (FieldCode::NumberReserve, "personal-nummer") => {
            "Det här ser ut som ett reservnummer. Bara den som har personnummer kan arbeta här."
        }
        (FieldCode::NumberCoordination, "barn-nummer") => {
            "Det här är ett samordningsnummer. Skriv barnets personnummer."
        }
        (FieldCode::NumberReserve, "barn-nummer") => {
            "Det här ser ut som ett reservnummer. Skriv barnets personnummer."
        }
        (FieldCode::NumberCoordination, "vh-nummer") => {
            "Det här är ett samordningsnummer. Bara den som har personnummer kan logga in här."
        }
        (FieldCode::NumberReserve, "vh-nummer") => {
            "Det här ser ut som ett reservnummer. Bara den som har personnummer kan logga in här."
        }
        (FieldCode::Choice, "vh-nummer") => {
            "Folkbokföringen visar inte att personen är vårdnadshavare för barnet."
        }
        (FieldCode::Empty, "vardnadshavare") => "Välj vem som ska spärras.",
        (FieldCode::Choice, "vardnadshavare") => {
            "Sök barnet igen. Den du valde är inte längre vårdnadshavare enligt folkbokföringen."
        }
        (FieldCode::Choice, "orsak") => "Välj varför.",
        (FieldCode::Empty, "granska") => "Välj när spärren ska granskas.",
        (FieldCode::Empty, "bekrafta") => "Kryssa i rutan om du vill spärra.",
        (FieldCode::NumberCoordination, "godkand-nummer") => {
            "Det här är ett samordningsnummer. Bara den som har personnummer kan godkännas."
        }
        (FieldCode::NumberReserve, "godkand-nummer") => {
            "Det här ser ut som ett reservnummer. Bara den som har personnummer kan godkännas."
        }
        (FieldCode::Choice, "skal-godkand") => "Välj varför personen godkänns.",
        (FieldCode::Choice, "skal-slut") => "Välj varför godkännandet avslutas.",
        (FieldCode::Choice, "sedan") => "Välj om godkännandet slutar eller ses över.",
        (FieldCode::DayTooLate, "till-dag") => "Dagen är för långt bort. Välj en dag inom två år.",
        (FieldCode::DayTooLate, "granska") => {
            "Dagen är för långt bort. Välj en dag inom tolv månader."
        }
        (FieldCode::DayTooLate, "till-och-med") => {
            "Dagen är för sen. Den sista dagen kan vara dagen före 16-årsdagen."
        }
        (FieldCode::DayPast, "till-dag") => "Välj en dag som kommer, tidigast i morgon.",
        (FieldCode::Empty, "enhet") => "Välj minst en mottagning.",
        (FieldCode::Choice, "enhet") => "Välj bland mottagningarna i listan.",
        (FieldCode::TooMany, "enhet") => "Välj högst tio mottagningar åt gången.",
        (FieldCode::Choice, "varfor") => "Välj varför du ansöker.",
        (FieldCode::Empty, "egna-ord") => "Skriv varför du ansöker.",
        (FieldCode::TooLong, "egna-ord" | "besked-sokande") => {
            "Texten är för lång. Skriv högst 1 000 tecken."
        }
        (FieldCode::Empty, "lakare") => "Skriv namnet på läkaren som har skrivit utlåtandet.",
        (FieldCode::Day, "utlatande-dag") => {
            "Skriv dagen då utlåtandet skrevs, i dag eller tidigare, som ÅÅÅÅ-MM-DD."
        }
        (FieldCode::Choice, "grund") => "Välj skälet till beslutet.",
        (FieldCode::Empty, "besked-sokande") => "Skriv ett besked till den som har ansökt.",
        (FieldCode::Empty, "amne") => "Skriv vad det gäller.",
        (FieldCode::Empty, "text") => "Skriv ditt meddelande.",
        (FieldCode::Empty, "ta_bort") => "Kryssa i rutan om du vill ta bort.",
        (FieldCode::Empty, "kod_epost" | "kod_sms") => "Skriv koden som du fick.",
        (FieldCode::Empty, "till") => "Välj vem som ska ta över.",
        (FieldCode::Empty, "recept") => "Välj minst ett recept.",
        (FieldCode::Choice, "sort") => "Välj vilket intyg det gäller.",
        (FieldCode::Empty, "syfte") => "Skriv vad intyget ska användas till.",
        (FieldCode::Empty, "intyg") => "Välj vilka intyg ni utfärdar.",
        (FieldCode::Empty, "intygstext") => "Skriv intyget.",
        (FieldCode::Empty, "besked") => "Skriv hur personen får intyget.",
        (FieldCode::Empty, "namn") => "Skriv vad mallen ska heta.",
        (FieldCode::Empty, "malltext") => "Skriv texten som ska stå i mallen.",
        (FieldCode::Choice, "mall") => "Välj en mall.",
        (FieldCode::TooLong, "namn") => "Namnet är för långt. Skriv högst 60 tecken.",
        (FieldCode::TooLong, "malltext") => {
            "Texten är för lång. Korta den, eller dela upp den på två mallar."
        }
        (FieldCode::Empty, "skal") => "Skriv varför intyget inte utfärdas.",
        (FieldCode::Empty, field) if field.starts_with("skal-") => {
            "Skriv varför receptet inte förnyas."
        }
        (FieldCode::Choice, field) if field.starts_with("beslut-") => {
            "Välj om receptet ska förnyas."
        }
        (FieldCode::TooLong, field) if field.starts_with("skal-") => {
            "Skälet är för långt. Skriv högst 300 tecken."
        }
        (FieldCode::TooLong, "syfte") => "Texten är för lång. Skriv högst 80 tecken.",
        (FieldCode::TooLong, "amne") => "Rubriken är för lång. Skriv högst 80 tecken.",
        (code, _) => field_code(code),
    }
}

/// What is wrong, whatever the field.
fn field_code(code: FieldCode) -> &'static str {
    match code {
        FieldCode::Empty => "Fyll i det här.",
        FieldCode::TooLong => {
            "Texten är för lång. Korta den, eller skriv resten i ett meddelande till."
        }
        FieldCode::NumberShape => {
            "Skriv personnumret med 10 eller 12 siffror, till exempel ÅÅÅÅMMDD-NNNN."
        }
        FieldCode::NumberDate => {
            "Datumet i personnumret finns inte. Kontrollera år, månad och dag."
        }
        FieldCode::NumberFuture => "Datumet i personnumret har inte varit än. Kontrollera året.",
        FieldCode::NumberChecksum => {
            "Personnumret stämmer inte. Kontrollera siffrorna, särskilt de fyra sista."
        }
        FieldCode::NumberCoordination => {
            "Det här är ett samordningsnummer. Bara barn med personnummer går att lägga till."
        }
        FieldCode::NumberReserve => {
            "Det här ser ut som ett reservnummer. Bara barn med personnummer går att lägga till."
        }
        FieldCode::NumberUnknown => "Folkbokföringen känner ingen med det numret.",
        FieldCode::NumberOpen => {
            "Personen har inga skyddade personuppgifter, och behöver inte godkännas för att \
             kontakta er här."
        }
        FieldCode::NumberApproved => "Personen är redan godkänd. Godkännandet står i listan.",
        FieldCode::NumberOwn => "Det här är ditt eget personnummer. Skriv barnets personnummer.",
        FieldCode::EmailEmpty => "Skriv en e-postadress.",
        FieldCode::EmailShape => "Skriv hela e-postadressen, till exempel namn@exempel.se.",
        FieldCode::EmailLetters => {
            "E-postadressen har bokstäver som inte går att skicka till, till exempel å, ä eller ö. \
             Kontrollera stavningen."
        }
        FieldCode::EmailLong => "E-postadressen är för lång. Kontrollera att den är rätt.",
        FieldCode::MobileEmpty => "Skriv ett mobilnummer.",
        FieldCode::MobileShape => "Skriv mobilnumret med 10 siffror, till exempel 070-123 45 67.",
        FieldCode::MobileForeign => {
            "Det här är ett utländskt nummer. Vi kan bara skicka sms till svenska mobilnummer."
        }
        FieldCode::MobileSeries => {
            "Det här är inget mobilnummer. Skriv ett som börjar med 070, 072, 073, 076 eller 079."
        }
        FieldCode::Choice => "Välj ett av alternativen.",
        FieldCode::CodeWrong => "Koden stämmer inte. Kontrollera de sex siffrorna.",
        FieldCode::CodeOver => "Koden gäller inte längre. Be om en ny.",
        FieldCode::Clock => "Skriv ett klockslag, till exempel 21.30.",
        FieldCode::Past => "Välj en tid som inte har varit.",
        FieldCode::Number => "Skriv ett tal. Hur stort det får vara står vid fältet.",
        FieldCode::Day => "Skriv ett datum som ÅÅÅÅ-MM-DD.",
        FieldCode::DayPast => "Dagen har redan varit. Välj i dag eller en dag som kommer.",
        FieldCode::DayTooLate => "Dagen är för långt bort. Välj en tidigare dag.",
        FieldCode::OwnChild => {
            "Du är själv vårdnadshavare för barnet. Be en kollega att ta ställning i stället."
        }
        FieldCode::TooOld => {
            "Barnet har fyllt 16 år. Då når vårdnadshavare inget här, så det finns inget att spärra."
        }
        FieldCode::BlockedAlready => "Ni har redan spärrat den här vårdnadshavaren.",
        FieldCode::TimesClash => {
            "Den som tar emot har redan en annan tid då. Välj ett annat klockslag, eller någon annan."
        }
        FieldCode::NotRenewable => {
            "Något av recepten går inte att förnya längre. Öppna sidan på nytt och se vilka som går."
        }
        FieldCode::Undecided => "Ta ställning till det som är begärt. Då blir ärendet klart.",
        FieldCode::TooMany => "Det finns redan så många som får plats. Ta bort någon först.",
        FieldCode::StillOmbud => {
            "Barnet är under 13 år. Du läser redan journalen som ombud och behöver inte ansöka. \
             Har du inte lagt till barnet, gör det först."
        }
        FieldCode::ReadsItself => {
            "Barnet har fyllt 16 år och läser själv sin journal. Då går det inte att ansöka."
        }
        FieldCode::AlreadyApplied => {
            "Du har redan en ansökan som väntar hos någon av mottagningarna. Se den bland dina \
             ansökningar."
        }
        FieldCode::Attachment(error) => attachment(error),
    }
}

/// Why a file can't go with a message, and what can be done.
fn attachment(error: AttachmentError) -> &'static str {
    match error {
        AttachmentError::TooMany => "Du kan skicka högst 5 filer. Ta bort någon av dem.",
        AttachmentError::Empty => "Filen är tom. Välj en annan fil.",
        AttachmentError::TooLarge => "Filen är för stor. Den får vara högst 10 MB.",
        AttachmentError::Kind => {
            "Den här sortens fil går inte att skicka. Välj en bild (JPG eller PNG) eller en PDF."
        }
        AttachmentError::Damaged => {
            "Filen går inte att läsa. Öppna den, spara den på nytt och välj den igen."
        }
        AttachmentError::TooManyPixels => {
            "Bilden är för stor att visa. Välj en bild med färre bildpunkter."
        }
        AttachmentError::Locked => {
            "PDF-filen är skyddad. Spara en kopia utan skydd och välj den i stället."
        }
        AttachmentError::Active => {
            "PDF-filen innehåller mer än sidor, till exempel skript eller andra filer. \
             Skriv ut den till en ny PDF och välj den i stället."
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::attachment::{MAX_BYTES, MAX_FILES};

    use super::*;
    use crate::text::is_calm;

    #[test]
    fn every_code_has_a_calm_text_of_its_own() {
        let codes = [
            FieldCode::Empty,
            FieldCode::NumberShape,
            FieldCode::NumberDate,
            FieldCode::NumberFuture,
            FieldCode::NumberChecksum,
            FieldCode::NumberCoordination,
            FieldCode::NumberReserve,
            FieldCode::NumberUnknown,
            FieldCode::NumberOpen,
            FieldCode::NumberApproved,
            FieldCode::NumberOwn,
            FieldCode::EmailEmpty,
            FieldCode::EmailShape,
            FieldCode::EmailLetters,
            FieldCode::EmailLong,
            FieldCode::MobileEmpty,
            FieldCode::MobileShape,
            FieldCode::MobileForeign,
            FieldCode::MobileSeries,
            FieldCode::Choice,
            FieldCode::TooLong,
            FieldCode::DayTooLate,
            FieldCode::OwnChild,
            FieldCode::TooOld,
            FieldCode::BlockedAlready,
            FieldCode::CodeWrong,
            FieldCode::CodeOver,
            FieldCode::Clock,
            FieldCode::Past,
            FieldCode::Number,
            FieldCode::Day,
            FieldCode::DayPast,
            FieldCode::NotRenewable,
            FieldCode::Undecided,
            FieldCode::TooMany,
            FieldCode::StillOmbud,
            FieldCode::ReadsItself,
            FieldCode::AlreadyApplied,
        ];
        let attachments = AttachmentError::ALL.map(FieldCode::Attachment);
        let codes = [&codes[..], &attachments].concat();
        let mut texts: Vec<_> = codes.iter().copied().map(field_code).collect();
        assert!(texts.iter().all(|text| is_calm(text)));
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), codes.len());
    }

    // The same number, in the form that adds a child and in the one that adds staff.
    #[test]
    fn of_staff_nothing_is_said_of_children() {
        let codes = [
            FieldCode::Empty,
            FieldCode::NumberCoordination,
            FieldCode::NumberReserve,
            FieldCode::NumberChecksum,
        ];
        for code in codes {
            let field = domain::principal::StaffChange::NUMBER.to_owned();
            let text = field_text(&FieldError { field, code });
            assert!(!text.to_lowercase().contains("barn"), "{text}");
            assert!(is_calm(text), "{text}");
        }
    }

    #[test]
    fn the_limits_of_files_are_said_as_they_are() {
        let many = format!("högst {MAX_FILES} filer");
        let large = format!("högst {} MB", MAX_BYTES / (1024 * 1024));
        assert!(attachment(AttachmentError::TooMany).contains(&many));
        assert!(attachment(AttachmentError::TooLarge).contains(&large));
    }
}
