//! What is wrong with a field.

use domain::attachment::AttachmentError;
use domain::form::FieldCode;

/// What is wrong with a field, and how to write it right.
pub(crate) fn field_code(code: FieldCode) -> &'static str {
    match code {
        FieldCode::Empty => "Skriv barnets personnummer.",
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
        FieldCode::NumberOwn => "Det här är ditt eget personnummer. Skriv barnets personnummer.",
        FieldCode::Choice => "Välj ett av alternativen.",
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
            FieldCode::NumberOwn,
            FieldCode::Choice,
        ];
        let attachments = AttachmentError::ALL.map(FieldCode::Attachment);
        let codes = [&codes[..], &attachments].concat();
        let mut texts: Vec<_> = codes.iter().copied().map(field_code).collect();
        assert!(texts.iter().all(|text| is_calm(text)));
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), codes.len());
    }

    #[test]
    fn the_limits_of_files_are_said_as_they_are() {
        let many = format!("högst {MAX_FILES} filer");
        let large = format!("högst {} MB", MAX_BYTES / (1024 * 1024));
        assert!(attachment(AttachmentError::TooMany).contains(&many));
        assert!(attachment(AttachmentError::TooLarge).contains(&large));
    }
}
