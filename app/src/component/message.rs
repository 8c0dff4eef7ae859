//! A message of a thread, as either side sees it.

use domain::attachment::Attachment;
use domain::inbox::{Author, Message, MessageEvent};
use domain::moment::Moment;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use crate::text::file;

/// Which side looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The person whose inbox it is, or its guardian.
    Person,
    /// The clinic.
    Clinic,
}

/// A message of the thread at this address. One's own side's tells whether the other has read it
/// (R-C2).
pub(crate) fn shown(message: Message, side: Side, thread: &str) -> AnyView {
    let (from, name, note) = match message.author {
        Author::Staff(name) => ("staff", name, None),
        Author::Guardian(name) => ("guardian", name, Some("vårdnadshavare")),
        Author::OtherGuardian => ("guardian", "Den andra vårdnadshavaren".to_owned(), None),
        Author::Unnamed => ("guardian", "Någon med behörighet".to_owned(), None),
        Author::Subject(name) => ("subject", name, None),
    };
    // What the store does not tell (R-G7).
    let name = if name.is_empty() {
        "Namnet är skyddat".to_owned()
    } else {
        name
    };
    let read = message.read.map(Moment::long);
    let receipt = match (side, from == "staff", read) {
        (Side::Person, false, Some(read)) => Some(format!("Läst av mottagningen {read}")),
        (Side::Clinic, true, Some(read)) => Some(format!("Läst {read}")),
        (Side::Clinic, true, None) => Some("Inte läst än".to_owned()),
        (Side::Person, ..) | (Side::Clinic, false, _) => None,
    };
    let event = message.event.map(told);
    let body = (!message.body.is_empty()).then_some(message.body);
    let files = (!message.files.is_empty()).then(|| files(message.files, thread));
    view! {
        <li>
            <article class="message" data-from=from>
                <header class="message-head">
                    <h2 class="message-author">
                        {name}
                        {note.map(|note| view! { <span class="message-note">{format!(", {note}")}</span> }.into_any())}
                    </h2>
                    <time datetime=message.written.iso()>{message.written.long()}</time>
                </header>
                {event.map(|event| view! { <p class="message-event">{event}</p> }.into_any())}
                {body.map(|body| view! { <p class="message-body">{body}</p> }.into_any())}
                {files}
                {receipt.map(|receipt| view! { <p class="message-read">{receipt}</p> }.into_any())}
            </article>
        </li>
    }
    .into_any()
}

/// The files that go with a message. They are saved, never shown within a page of ours.
fn files(files: Vec<Attachment>, thread: &str) -> AnyView {
    let row = |attachment: Attachment| {
        let address = format!("{thread}/bilaga/{}", attachment.id);
        let note = format!(
            "{}, {}",
            file::kind(attachment.kind),
            file::size(attachment.size.into())
        );
        view! {
            <li>
                // The browser itself fetches it; the router knows no such page.
                <a href=address rel="external" class="file">
                    <Icon name=IconName::File/>
                    <span class="file-name">{attachment.name.to_string()}</span>
                    <span class="file-note">{note}</span>
                </a>
            </li>
        }
        .into_any()
    };
    let rows = files.into_iter().map(row).collect_view();
    view! {
        <ul class="files" role="list" aria-label="Bilagor">
            {rows}
        </ul>
    }
    .into_any()
}

/// What happened, in words.
fn told(event: MessageEvent) -> String {
    match event {
        MessageEvent::Booked(at) => format!("Bokade tiden {}.", at.long()),
        MessageEvent::Offered(at) => format!("Ger tiden {}.", at.long()),
        MessageEvent::Moved(at) => format!("Bokade om till {}.", at.long()),
        MessageEvent::Cancelled(at) => format!("Avbokade tiden {}.", at.long()),
        MessageEvent::RenewalAsked => "Bad om förnyelse av recept.".to_owned(),
        MessageEvent::RenewalDecided => "Har tagit ställning till recepten.".to_owned(),
        MessageEvent::CertificateOrdered => "Beställde ett intyg.".to_owned(),
        MessageEvent::CertificateIssued => "Intyget är utfärdat.".to_owned(),
        MessageEvent::CertificateDeclined => "Intyget utfärdas inte.".to_owned(),
        MessageEvent::TakenBack => "Tog tillbaka ärendet.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::attachment::{AttachmentKind, FileName};
    use domain::moment::Day;

    // What a person wrote is text, whatever it looks like, and keeps its lines.
    #[test]
    fn a_message_is_text_with_its_lines() {
        let day = Day {
            year: 2026,
            month: 11,
            day: 24,
            weekday: 2,
        };
        let written = Moment {
            day,
            hour: 9,
            minute: 30,
        };
        let told = Message {
            id: "019a9fe26b2073c5a1d30d2f3b1c4e5f".parse().unwrap(),
            author: Author::Guardian("Alva Berg".to_owned()),
            written,
            event: None,
            body: "Hej\n<b>igen</b>".to_owned(),
            files: vec![Attachment {
                id: "019a9fe26b2073c5a1d30d2f3b1c4e60".parse().unwrap(),
                name: FileName::clean("<i>utslag</i>.png", AttachmentKind::Png),
                kind: AttachmentKind::Png,
                size: 348_160,
            }],
            read: Some(written),
        };
        let html = Owner::new().with(|| shown(told, Side::Person, "/mig/inkorg/1").to_html());

        assert!(html.contains("Hej\n&lt;b&gt;igen&lt;/b&gt;"), "{html}");
        assert!(html.contains("vårdnadshavare"), "{html}");
        assert!(
            html.contains("Läst av mottagningen tisdag 24 november"),
            "{html}"
        );
        assert!(html.contains("tisdag 24 november 2026 kl. 09.30"), "{html}");
        let link = "/mig/inkorg/1/bilaga/019a9fe26b2073c5a1d30d2f3b1c4e60";
        assert!(
            html.contains(link) && html.contains("bild, 340 kB"),
            "{html}"
        );
        assert!(!html.contains("<i>"), "{html}");
    }
}
