//! What the log tells of what was read and done.

use domain::log::LogActor;

/// Who it was.
pub(crate) fn actor(by: &LogActor) -> String {
    match by {
        LogActor::Yourself => "Du".to_owned(),
        LogActor::Guardian(name) => format!("{name}, vårdnadshavare"),
        LogActor::SomeGuardian => "En annan vårdnadshavare".to_owned(),
        LogActor::Child => "Barnet självt".to_owned(),
        LogActor::Unit(unit) => unit.clone(),
        LogActor::Staff { unit, name } => format!("{name}, {unit}"),
        LogActor::Care => "Vården".to_owned(),
        LogActor::Operator => "Den som sköter tjänsten".to_owned(),
    }
}

/// What was read or done, by its word.
pub(crate) fn action(word: &str) -> &'static str {
    match word {
        "journal.list" => "Läste listan i journalen",
        "journal.entry" | "journal.trend" => "Läste en del av journalen",
        "journal.door" => "Öppnade sidan före journalen",
        "log.list" => "Läste den här loggen",
        "log.file" => "Hämtade den här loggen som fil",
        "inbox.list" | "home.child" => "Såg vad som finns i inkorgen",
        "inbox.thread" | "cases.case" | "cases.template" | "cases.sign" => "Läste ett ärende",
        "inbox.attachment" | "cases.attachment" => "Öppnade en bifogad fil",
        "inbox.archive" | "inbox.restore" | "inbox.read" | "inbox.unread" => "Ordnade i inkorgen",
        "cases.list" => "Såg ärendet i mottagningens lista",
        "cases.answer" => "Svarade i ett ärende",
        "cases.decide-renewal" => "Beslutade om recept",
        "cases.issue-certificate" => "Utfärdade ett intyg",
        "cases.decline-certificate" => "Avslog en beställning av intyg",
        word if word.starts_with("cases.") => "Ändrade hur ett ärende står",
        "times.week" => "Såg bokningen i mottagningens tider",
        "times.give" => "Gav en tid",
        "times.cancel" | "booking.cancel" => "Avbokade en tid",
        "booking.book" => "Bokade en tid",
        "booking.move" => "Bokade om en tid",
        word if word.starts_with("times.") || word.starts_with("booking.") => "Såg tider",
        "certificate.order" => "Beställde ett intyg",
        word if word.starts_with("certificate") => "Såg intyg",
        "renewal.ask" => "Bad om att förnya recept",
        word if word.starts_with("prescriptions.") || word.starts_with("renewal.") => "Såg recept",
        "message.start" | "message.reply" => "Skrev ett meddelande",
        word if word.starts_with("message.") || word.starts_with("draft.") => {
            "Skrev på ett meddelande"
        }
        word if word.starts_with("blocks.") => "Såg eller ändrade vem som har tillgång",
        "approvals.add" => "Godkände kontakt på nätet",
        "approvals.end" => "Avslutade ett godkännande av kontakt på nätet",
        "approvals.review" => "Såg över ett godkännande av kontakt på nätet",
        word if word.starts_with("approvals.") => "Såg vilka som är godkända för kontakt på nätet",
        "explain.case" => "Såg varför något är öppet eller stängt",
        "errand.take-back" => "Tog tillbaka ett ärende",
        "applications.apply" => "Ansökte om att läsa journalen",
        "applications.consent" => "Samtyckte till en ansökan om att läsa journalen",
        "applications.decline" => "Sade nej till en ansökan om att läsa journalen",
        "applications.take-back" => "Tog tillbaka samtycket till att läsa journalen",
        "applications.withdraw" => "Återkallade en ansökan om att läsa journalen",
        "applications.note" => "Antecknade ett läkarutlåtande om en ansökan",
        "applications.approve" => "Beviljade en ansökan om att läsa journalen",
        "applications.deny" => "Avslog en ansökan om att läsa journalen",
        "applications.revoke" => "Upphävde ett beslut om att läsa journalen",
        word if word.starts_with("applications.") => "Såg en ansökan om att läsa journalen",
        "child.add" => "Lade till barnet",
        "child.remove" => "Tog bort barnet",
        word if word.starts_with("notices.") || word.starts_with("settings.") => {
            "Såg eller ändrade inställningar"
        }
        word if word.starts_with("contact.") => "Letade efter en mottagning",
        "fhir.import" | "operator.journal-import" => "Förde in uppgifter från vården",
        "future.read" => "Såg vad som ändras framöver",
        _ => "Såg uppgifter",
    }
}
