//! Writing more in a thread.

use domain::family::Whom;
use domain::form::{FieldErrors, Typed};
use domain::message::{NewMessage, Reply, ReplyDesk};
use leptos::prelude::*;

use crate::component::drafting::{self, DraftNote, Drafting};
use crate::component::files::Files;
use crate::component::inputs::Lines;
use crate::component::send_form::{Key, SendButton, SendForm};

/// What is wrong with what is typed.
fn check(typed: &Typed) -> FieldErrors {
    Reply::read(typed).err().unwrap_or_default()
}

/// The form to write in it.
#[component]
pub(super) fn ReplyForm(
    whom: Whom,
    /// The thread's address.
    action: String,
    desk: ReplyDesk,
    /// What has just been done with a draft.
    drafted: Option<String>,
    /// Called when it is sent.
    replied: Callback<()>,
    /// Called when the draft is thrown away.
    thrown: Callback<String>,
) -> impl IntoView {
    let ReplyDesk { key, draft, .. } = desk;
    let throwing = RwSignal::new(0);
    let note = draft.clone().map(|draft| {
        let action = action.clone();
        view! { <DraftNote draft action thrown=throwing done=thrown/> }.into_any()
    });
    let text = draft.as_ref().map(|draft| draft.text.clone());
    let text = text.unwrap_or_default();
    let keeps = action.clone();
    let send = match whom {
        Whom::Myself(_) => "Skicka".to_owned(),
        Whom::Child(child) => format!("Skicka för {}", child.short),
    };
    let done = Callback::new(move |_| replied.run(()));
    view! {
        <section class="reply no-print" aria-labelledby="svara">
            <h2 id="svara">"Skriv mer"</h2>
            {drafting::told(drafted.as_deref())}
            {note}
            <SendForm action check=check done files=true>
                <input type="hidden" name="gor" value="svara"/>
                <Key key/>
                <Lines name=NewMessage::TEXT label="Ditt meddelande" value=text rows=5/>
                <Files/>
                <p class="actions">
                    <SendButton label=send/>
                </p>
                <Drafting action=keeps draft thrown=throwing/>
            </SendForm>
        </section>
    }
    .into_any()
}
