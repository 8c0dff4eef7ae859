//! What the app's pages say.

use axum::response::Html;

use super::TestPerson;
use super::hints::{FailedHint, PendingHint};
use super::markdown;
use super::orders::{Order, Person, Purpose, Refusal, Stand};
use super::page::{escape, page};
use super::qr::ScanError;

/// Orders to open, a field for the QR code's text, and the switch for outages.
pub(super) fn home<'a>(waiting: impl Iterator<Item = &'a Order>, party: &str) -> Html<String> {
    let orders: Vec<String> = waiting
        .map(|order| {
            let token = escape(&order.tokens.auto_start);
            let what = title(order, party);
            format!(
                "<li><form method=\"post\" action=\"/app/oppna\">\
                 <button name=\"order\" value=\"{token}\">{}\
                 <span>Börjad {} UTC</span></button></form></li>",
                escape(&what),
                order.created.strftime("%H:%M:%S"),
            )
        })
        .collect();
    let list = match orders.as_slice() {
        [] => "<li>Ingen väntar just nu.</li>".to_owned(),
        some => some.concat(),
    };
    let content = format!(
        "<p>Den här sidan spelar BankID-appen på en telefon. Ingen legitimeras på riktigt.</p>\
         <h2>Skanna QR-koden</h2>\
         <form method=\"post\" action=\"/app/skanna\">\
         <label for=\"qr\">QR-kodens text</label>\
         <p class=\"quiet\" id=\"qr-hint\">Klistra in texten inom fem sekunder.</p>\
         <textarea id=\"qr\" name=\"qr\" rows=\"3\" required autocomplete=\"off\" \
         spellcheck=\"false\" aria-describedby=\"qr-hint\"></textarea>\
         <button class=\"main\">Skanna</button></form>\
         <h2>Eller öppna utan att skanna</h2><ul class=\"plain\">{list}</ul>\
         <p><a href=\"/app\">Uppdatera listan</a></p>\
         <details><summary>Simulera en driftstörning</summary>\
         <form method=\"post\" action=\"/app/driftstorning\">\
         <label for=\"trouble\">BankID svarar med</label>\
         <select id=\"trouble\" name=\"trouble\"><option value=\"\">Som vanligt</option>\
         <option value=\"maintenance\">Underhåll (503)</option>\
         <option value=\"internalError\">Internt fel (500)</option>\
         <option value=\"requestTimeout\">För långsamt (408)</option>\
         <option value=\"unauthorized\">Inte behörig (401)</option></select>\
         <button>Byt</button></form></details>"
    );
    page("Vad vill du göra?", &content)
}

/// Who the app's user is.
pub(super) fn choose_person(order: &Order, persons: &[TestPerson], party: &str) -> Html<String> {
    let list: Vec<String> = persons
        .iter()
        .map(|person| {
            format!(
                "<li><button name=\"person\" value=\"{}\">{} {}<span>{}</span></button></li>",
                escape(&person.personnummer),
                escape(&person.given),
                escape(&person.surname),
                escape(&described(person)),
            )
        })
        .collect();
    let form = format!(
        "<form method=\"post\" action=\"/app/person\">\
         <input type=\"hidden\" name=\"order\" value=\"{}\">",
        escape(&order.tokens.auto_start)
    );
    let content = format!(
        "{shown}<h2>Vem är du?</h2>{form}<ul class=\"plain\">{list}</ul></form>\
         <details><summary>Ett annat testnummer</summary>{form}\
         <label for=\"number\">Nummer, 12 siffror</label>\
         <p class=\"quiet\" id=\"number-hint\">Bara Skatteverkets testnummer.</p>\
         <input id=\"number\" name=\"person\" required inputmode=\"numeric\" \
         autocomplete=\"off\" aria-describedby=\"number-hint\">\
         <label for=\"given\">Förnamn</label>\
         <input id=\"given\" name=\"given\" value=\"Test\" autocomplete=\"off\">\
         <label for=\"surname\">Efternamn</label>\
         <input id=\"surname\" name=\"surname\" value=\"Testsson\" autocomplete=\"off\">\
         <button class=\"main\">Fortsätt</button></form></details>",
        list = list.concat(),
        shown = shown(order),
    );
    page(&title(order, party), &content)
}

/// Approve, or one of the many ways not to.
pub(super) fn answer(order: &Order, person: &Person, device_ip: &str, party: &str) -> Html<String> {
    let button = |value: &str, class: &str, text: &str| {
        format!("<button name=\"answer\" value=\"{value}\"{class}>{text}</button>")
    };
    let approve = match order.wanted.purpose {
        Purpose::Identify => "Legitimera",
        Purpose::Sign => "Skriv under",
    };
    let others: String = FAILURES
        .iter()
        .chain(&WAITS)
        .map(|(value, text)| button(value, "", text))
        .collect();
    let content = format!(
        "{shown}<p>Du är <strong>{given} {surname}</strong>, {number}.</p>\
         <p class=\"quiet\">I den riktiga appen skriver du din säkerhetskod här.</p>\
         <form method=\"post\" action=\"/app/svar\">\
         <input type=\"hidden\" name=\"order\" value=\"{token}\">{approve}{cancel}\
         <details><summary>Fler svar</summary>\
         <label for=\"device_ip\">Enhetens IP-adress</label>\
         <input id=\"device_ip\" name=\"device_ip\" value=\"{ip}\" autocomplete=\"off\">\
         {others}</details></form>",
        shown = shown(order),
        given = escape(&person.given),
        surname = escape(&person.surname),
        number = escape(&dashed(&person.number)),
        token = escape(&order.tokens.auto_start),
        approve = button("approve", " class=\"main\"", approve),
        cancel = button("userCancel", " class=\"no\"", "Avbryt"),
        ip = escape(device_ip),
    );
    page(&title(order, party), &content)
}

const FAILURES: [(&str, &str); 5] = [
    ("userDeclinedCall", "Säg att någon ringer"),
    ("certificateErr", "BankID är spärrat"),
    ("expiredTransaction", "Låt tiden gå ut"),
    ("startFailed", "Appen startade inte"),
    ("cancelled", "Ersatt av en nyare legitimering"),
];

const WAITS: [(&str, &str); 6] = [
    ("outstandingTransaction", "Vänta: appen är inte startad"),
    ("noClient", "Vänta: ingen app har hämtat ärendet"),
    ("started", "Vänta: appen söker efter ett BankID"),
    ("userMrtd", "Vänta: läs in pass eller id-kort"),
    ("userCallConfirm", "Vänta: pratar du med någon i telefon?"),
    ("userSign", "Vänta: skriv säkerhetskoden"),
];

/// How it ended.
pub(super) fn over(order: &Order, party: &str) -> Html<String> {
    let (title, text) = match order.stand {
        Stand::Complete { .. } => match order.wanted.purpose {
            Purpose::Identify => ("Klart", "Du har legitimerat dig."),
            Purpose::Sign => ("Klart", "Du har skrivit under."),
        },
        Stand::Failed(FailedHint::UserCancel) => ("Avbrutet", "Du avbröt."),
        Stand::Failed(FailedHint::Cancelled) => ("Avbrutet", "En nyare legitimering tog över."),
        Stand::Failed(FailedHint::ExpiredTransaction) => ("För sent", "Tiden gick ut."),
        Stand::Failed(FailedHint::StartFailed) => {
            ("För sent", "Appen startades inte inom 30 sekunder.")
        }
        Stand::Failed(FailedHint::CertificateErr) => ("Spärrat", "Ditt BankID är spärrat."),
        Stand::Failed(FailedHint::UserDeclinedCall) => (
            "Avbrutet",
            "Du sa att någon ringer, så legitimeringen stoppades.",
        ),
        Stand::Pending(_) => ("Vänta", "Ärendet väntar."),
    };
    let content = format!(
        "<p>{text}</p><p>Gå tillbaka till {}.</p><p><a href=\"/app\">Till appens start</a></p>",
        escape(party)
    );
    page(title, &content)
}

/// Why the app cannot go on.
pub(super) fn refused(refusal: Refusal) -> Html<String> {
    let (title, text) = match refusal {
        Refusal::Gone => (
            "Ärendet är över",
            "Det har avbrutits, blivit för gammalt eller redan besvarats. Gå tillbaka till \
             sidan där du började och försök igen.",
        ),
        Refusal::OtherPerson => (
            "Fel person",
            "Ärendet gäller någon annan. Gå tillbaka och välj rätt person.",
        ),
        Refusal::Nobody => ("Välj en person", "Gå tillbaka och välj vem du är."),
    };
    problem(title, text)
}

/// Why a QR code is refused.
pub(super) fn not_scanned(error: &ScanError) -> Html<String> {
    match error {
        ScanError::NotACode => problem(
            "Det är ingen BankID-kod",
            "Texten ska börja med bankid och ha fyra delar med punkt emellan.",
        ),
        ScanError::NoOrder => refused(Refusal::Gone),
        ScanError::TooOld => problem(
            "QR-koden är för gammal",
            "En kod gäller i fem sekunder. Skanna den som visas nu.",
        ),
        ScanError::Forged => problem(
            "QR-koden stämmer inte",
            "Koden kommer inte från ärendet den säger. Skanna den som visas nu.",
        ),
    }
}

/// Anything else that went wrong.
pub(super) fn problem(title: &str, text: &str) -> Html<String> {
    let content = format!(
        "<p>{}</p><p><a href=\"/app\">Till appens start</a></p>",
        escape(text)
    );
    page(title, &content)
}

/// The pending hint of a form's value.
pub(super) fn pending_hint(value: &str) -> Option<PendingHint> {
    serde_json::from_value(value.into()).ok()
}

/// The failure of a form's value.
pub(super) fn failed_hint(value: &str) -> Option<FailedHint> {
    serde_json::from_value(value.into()).ok()
}

fn title(order: &Order, party: &str) -> String {
    match order.wanted.purpose {
        Purpose::Identify => format!("Legitimera dig hos {party}"),
        Purpose::Sign => format!("Skriv under hos {party}"),
    }
}

fn shown(order: &Order) -> String {
    let Some(text) = &order.wanted.visible else {
        return String::new();
    };
    let html = if order.wanted.markdown {
        markdown::to_html(text)
    } else {
        format!("<p>{}</p>", escape(text).replace('\n', "<br>"))
    };
    format!("<div class=\"shown\">{html}</div>")
}

fn described(person: &TestPerson) -> String {
    let number = dashed(&person.personnummer);
    if person.note.is_empty() {
        number
    } else {
        format!("{number} · {}", person.note)
    }
}

/// As people write it: `ÅÅÅÅMMDD-NNNN`.
fn dashed(number: &str) -> String {
    match number.split_at_checked(8) {
        Some((date, rest)) => format!("{date}-{rest}"),
        None => number.to_owned(),
    }
}
