//! What is new or not signed, and the choice to see it (R-J10).

use domain::journal::NewEntries;
use leptos::prelude::*;

use crate::component::send_form::{SendButton, SendForm};

/// Why one may want to wait.
pub(crate) const WHY_WAIT: &str = "Det kan vara svårt att tolka nya uppgifter, till exempel \
    provsvar, innan du har talat med vården. En uppgift som inte är signerad kan komma att ändras.";

/// Tells of what is held back or shown, with a way to change it; nothing where there is none.
pub(super) fn told(
    journal: String,
    (new, days): (u32, u16),
    shows: bool,
    chosen: Callback<String>,
) -> Option<AnyView> {
    if new == 0 {
        return None;
    }
    let (title, body, act, label) = if shows {
        (
            "Nya uppgifter visas".to_owned(),
            "De visas tills du loggar ut, eller väljer att dölja dem.".to_owned(),
            NewEntries::Hide,
            "Dölj nya uppgifter",
        )
    } else {
        (
            held(new, days),
            WHY_WAIT.to_owned(),
            NewEntries::Show,
            "Visa dem den här gången",
        )
    };
    let choice = choice(journal, act, label, chosen);
    Some(
        view! {
            <section class="new-entries no-print" aria-labelledby="nya-uppgifter">
                <h2 id="nya-uppgifter">{title}</h2>
                <p>{body}</p>
                {choice}
            </section>
        }
        .into_any(),
    )
}

/// The button.
pub(crate) fn choice(
    action: String,
    act: NewEntries,
    label: &'static str,
    chosen: Callback<String>,
) -> AnyView {
    let inner = move || {
        view! {
            <input type="hidden" name=NewEntries::ACT value=act.word()/>
            <SendButton label class="button button-quiet"/>
        }
        .into_any()
    };
    view! {
        <SendForm action name="nya" done=chosen class="actions">
            {inner()}
        </SendForm>
    }
    .into_any()
}

fn held(new: u32, days: u16) -> String {
    if new == 1 {
        format!("1 uppgift är nyare än {days} dagar eller inte signerad, och visas inte")
    } else {
        format!("{new} uppgifter är nyare än {days} dagar eller inte signerade, och visas inte")
    }
}
