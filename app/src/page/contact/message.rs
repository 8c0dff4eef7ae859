//! Writing a new message to a unit (R-E5).

use domain::family::Whom;
use domain::form::{FieldErrors, Typed};
use domain::message::{LONGEST_SUBJECT, MessageDesk, NewMessage};
use leptos::prelude::*;

use crate::api::contact::read_message_desk;
use crate::component::files::Files;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::phone::PhoneLink;
use crate::component::send_form::{Key, Line, Lines, SendButton, SendForm};
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
    view! {
        <Load of=desk let:found>
            <Desk whom=found.0 desk=found.1/>
        </Load>
    }
    .into_any()
}

/// What is wrong with what is typed.
fn check(typed: &Typed) -> FieldErrors {
    NewMessage::read(typed).err().unwrap_or_default()
}

#[component]
fn Desk(whom: Whom, desk: MessageDesk) -> impl IntoView {
    let MessageDesk { unit, key } = desk;
    let back = format!("{}/{}", Area::Contact.at(&whom), unit.unit);
    let action = format!("{back}/meddelande");
    let (title, send) = match &whom {
        Whom::Myself(_) => ("Skriv ett meddelande".to_owned(), "Skicka".to_owned()),
        Whom::Child(child) => (
            format!("Skriv om {}", child.short),
            format!("Skicka för {}", child.short),
        ),
    };
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
                {format!("Ditt meddelande går till {name}. Svaret kommer i inkorgen. Är det bråttom, ring ")}
                <PhoneLink phone=unit.phone/> " eller 1177."
            </p>
            <SendForm action check=check files=true>
                <Key key/>
                <Line
                    name=NewMessage::SUBJECT
                    label="Vad gäller det?"
                    hint=format!("Några ord, högst {LONGEST_SUBJECT} tecken.")
                />
                <Lines
                    name=NewMessage::TEXT
                    label="Ditt meddelande"
                    hint="Beskriv hur det är och hur länge det har pågått."
                />
                <Files/>
                <p class="actions">
                    <SendButton label=send/>
                    <a class="button button-quiet" href=back>
                        "Avbryt"
                    </a>
                </p>
            </SendForm>
        </Page>
    }
    .into_any()
}
