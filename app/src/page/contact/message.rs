//! Writing a new message to a unit (R-E5).

use domain::draft::NewDraft;
use domain::family::Whom;
use domain::form::{FieldErrors, Typed};
use domain::message::{LONGEST_SUBJECT, MessageDesk, NewMessage};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::contact::read_message_desk;
use crate::component::drafting::{self, DraftNote, Drafting};
use crate::component::files::Files;
use crate::component::icon::{Icon, IconName};
use crate::component::inputs::{Line, Lines};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::phone::PhoneLink;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_part, use_who};
use crate::text::genitive::tab_of;

lazy_page!(
    /// A new message to a unit.
    MESSAGE_PAGE = message_page, errand
);

fn message_page() -> AnyView {
    let (who, unit) = (use_who(), use_part("unit"));
    let desk = Fetched::new(
        move || (who.get(), unit.get()),
        |(who, unit)| read_message_desk(who, unit),
    );
    let query = use_query_map();
    // What has just been done with the draft.
    let said = RwSignal::new(query.with_untracked(|query| query.get(NewDraft::ACT)));
    let thrown = Callback::new(move |_| {
        said.set(Some("borttaget".to_owned()));
        desk.refetch();
    });
    view! {
        <Load of=desk let:found>
            <Desk whom=found.0 desk=found.1 said=said.get_untracked() thrown/>
        </Load>
    }
    .into_any()
}

/// What is wrong with what is typed.
fn check(typed: &Typed) -> FieldErrors {
    NewMessage::read(typed).err().unwrap_or_default()
}

#[component]
fn Desk(
    whom: Whom,
    desk: MessageDesk,
    /// What has just been done with the draft.
    said: Option<String>,
    /// Called when the draft is thrown away.
    thrown: Callback<String>,
) -> impl IntoView {
    let MessageDesk { unit, key, draft } = desk;
    let back = format!("{}/{}", Area::Contact.at(&whom), unit.unit);
    let action = format!("{back}/meddelande");
    let (title, send) = match &whom {
        Whom::Myself(_) => ("Skriv ett meddelande".to_owned(), "Skicka".to_owned()),
        Whom::Child(child) => (
            format!("Skriv om {}", child.short),
            format!("Skicka för {}", child.short),
        ),
    };
    let throwing = RwSignal::new(0);
    let note = draft.clone().map(|draft| {
        let action = action.clone();
        view! { <DraftNote draft action thrown=throwing done=thrown/> }.into_any()
    });
    let (subject, text) = match &draft {
        Some(draft) => (draft.subject.clone(), draft.text.clone()),
        None => Default::default(),
    };
    let keeps = action.clone();
    let name = unit.name.clone();
    let tab = tab_of(&whom, "ett nytt meddelande");
    view! {
        <NameBand whom area=Area::Contact/>
        <Page title tab>
            <p class="back">
                <a href=back.clone()>
                    <Icon name=IconName::Back/>
                    <span>{name.clone()}</span>
                </a>
            </p>
            <p>
                {format!("Ditt meddelande går till {name}. Svaret kommer i inkorgen. Du kan ta tillbaka ärendet tills mottagningen har börjat med det. Är det bråttom, ring ")}
                <PhoneLink phone=unit.phone/> " eller 1177."
            </p>
            {drafting::told(said.as_deref())}
            {note}
            <SendForm action check=check files=true>
                <Key key/>
                <Line
                    name=NewMessage::SUBJECT
                    label="Vad gäller det?"
                    hint=format!("Några ord, högst {LONGEST_SUBJECT} tecken.")
                    value=subject
                />
                <Lines
                    name=NewMessage::TEXT
                    label="Ditt meddelande"
                    hint="Beskriv hur det är och hur länge det har pågått."
                    value=text
                />
                <Files/>
                <p class="actions">
                    <SendButton label=send/>
                    <a class="button button-quiet" href=back>
                        "Avbryt"
                    </a>
                </p>
                <Drafting action=keeps draft thrown=throwing/>
            </SendForm>
        </Page>
    }
    .into_any()
}
