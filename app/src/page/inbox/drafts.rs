//! What one has begun to write and not sent: the way back to it, for one who closed the page.

use domain::draft::{DraftPlace, DraftSummary};
use domain::family::Whom;
use leptos::prelude::*;

use crate::component::icon::{Icon, IconName};
use crate::place::Area;

/// The drafts, if there are any, each leading to its form.
pub(super) fn begun(drafts: &[DraftSummary], whom: &Whom) -> Option<AnyView> {
    if drafts.is_empty() {
        return None;
    }
    let title = format!("Utkast ({})", drafts.len());
    let rows = drafts.iter().map(|draft| row(draft, whom)).collect_view();
    let view = view! {
        <section class="no-print" aria-labelledby="utkasten">
            <h2 id="utkasten">{title}</h2>
            <ul class="doors" role="list">
                {rows}
            </ul>
        </section>
    };
    Some(view.into_any())
}

fn row(draft: &DraftSummary, whom: &Whom) -> AnyView {
    let href = match draft.place {
        DraftPlace::Unit(unit) => format!("{}/{unit}/meddelande", Area::Contact.at(whom)),
        DraftPlace::Thread(thread) => format!("{}/{thread}#svara", Area::Inbox.at(whom)),
    };
    let title = match draft.subject.as_str() {
        "" => "Nytt meddelande",
        subject => subject,
    };
    let title = title.to_owned();
    let note = format!("Till {}. Sparat {}", draft.unit, draft.saved.long());
    view! {
        <li>
            <a class="door" href=href>
                <Icon name=IconName::Journal/>
                <span class="door-text">
                    <span class="door-title">{title}</span>
                    <span class="door-note">{note}</span>
                </span>
                <Icon name=IconName::Forward/>
            </a>
        </li>
    }
    .into_any()
}
