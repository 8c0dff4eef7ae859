//! A time that one has chosen: what it is, and booking it.

use domain::booking::{BookForm, HeldTime};
use domain::family::Whom;
use domain::form::{FieldErrors, Typed};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::one::facts;
use crate::api::booking::read_time;
use crate::component::alert::{Alert, AlertKind};
use crate::component::inputs::Lines;
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_part, use_who, with_query};
use crate::text::booking::changes;
use crate::text::genitive::tab_of;

lazy_page!(
    /// A time that one has chosen.
    TIME_PAGE = time_page, errand
);

fn time_page() -> AnyView {
    let (who, unit, slot) = (use_who(), use_part("unit"), use_part("slot"));
    let query = use_query_map();
    let moving = Memo::new(move |_| query.with(|query| query.get("bokning").unwrap_or_default()));
    let time = Fetched::new(
        move || (who.get(), unit.get(), slot.get(), moving.get()),
        |(who, unit, slot, moving)| read_time(who, unit, slot, moving),
    );
    let asked = move || {
        query.with_untracked(|query| Asked {
            kind: query.get("typ").unwrap_or_default(),
            with: query.get("hos").unwrap_or_default(),
        })
    };
    view! {
        <Load of=time let:found>
            <Confirm whom=found.0 held=found.1 asked=asked()/>
        </Load>
    }
    .into_any()
}

/// What the list of times was asked for: one comes back to it.
#[derive(Clone)]
struct Asked {
    kind: String,
    with: String,
}

impl Asked {
    fn fields(self) -> AnyView {
        view! {
            <input type="hidden" name="typ" value=self.kind/>
            <input type="hidden" name="hos" value=self.with/>
        }
        .into_any()
    }
}

/// What is wrong with what is typed.
fn check(typed: &Typed) -> FieldErrors {
    BookForm::read(typed).err().unwrap_or_default()
}

#[component]
fn Confirm(whom: Whom, held: HeldTime, asked: Asked) -> impl IntoView {
    let times = format!("{}/{}/tid", Area::Contact.at(&whom), held.unit.unit);
    let rebooks = held.moving.is_some();
    let (title, book) = match (&whom, rebooks) {
        (Whom::Myself(_), false) => ("Boka den här tiden".to_owned(), "Boka".to_owned()),
        (Whom::Myself(_), true) => (
            "Boka om till den här tiden".to_owned(),
            "Boka om".to_owned(),
        ),
        (Whom::Child(child), false) => (
            format!("Boka den här tiden åt {}", child.short),
            format!("Boka åt {}", child.short),
        ),
        (Whom::Child(child), true) => (
            format!("Boka om till den här tiden åt {}", child.short),
            format!("Boka om åt {}", child.short),
        ),
    };
    let tab = tab_of(&whom, "boka tid");
    let kept = held.until.map(|until| {
        let text = format!("Tiden hålls åt dig till kl. {}.", until.clock());
        view! { <p class="kept" role="status">{text}</p> }.into_any()
    });
    let instead = held.moving.as_ref().map(|booking| {
        let text = format!("Den ersätter tiden {}.", booking.time.at.long());
        view! { <p>{text}</p> }.into_any()
    });
    let ended = held.ended.map(|day| {
        let text = format!(
            "Tiden är efter {}, när du inte längre är ombud här. Då kan du varken se eller ändra \
             den här. Ring mottagningen om något ändras.",
            day.with_weekday()
        );
        view! {
            <Alert kind=AlertKind::Info title="Barnet har fyllt 13 då">
                <p>{text}</p>
            </Alert>
        }
        .into_any()
    });
    let rules = changes(held.cancel, held.rebook);
    let moved = held.moving.map(|booking| booking.id.to_string());
    // The query stays: a page that is shown again still knows what is to be moved, and from which list
    // one came.
    let action = with_query(
        &format!("{times}/{}", held.time.slot),
        &[
            (BookForm::MOVING, moved.as_deref().unwrap_or_default()),
            ("typ", &asked.kind),
            ("hos", &asked.with),
        ],
    );
    let week = held.time.at.day.iso();
    let (moving, key) = (moved.clone().unwrap_or_default(), held.key);
    let leave = LetGo {
        action: action.clone(),
        week: week.clone(),
        moving: moving.clone(),
        asked: asked.clone(),
    };
    let inner = move || {
        let words = (!rebooks).then(|| {
            view! {
                <Lines
                    name=BookForm::TEXT
                    label="Vad gäller besöket?"
                    hint="Du behöver inte skriva något. Det du skriver läser bara mottagningen."
                    rows=4
                />
            }
            .into_any()
        });
        view! {
            <Key key/>
            <input type="hidden" name="vecka" value=week/>
            <input type="hidden" name=BookForm::MOVING value=moving/>
            {asked.fields()}
            {words}
            <p class="actions">
                <SendButton label=book/>
            </p>
        }
        .into_any()
    };
    view! {
        <NameBand whom area=Area::Contact/>
        <Page title tab>
            {ended}
            {facts(&held.time, &held.unit.name)}
            {instead}
            <p>{rules}</p>
            {kept}
            <SendForm action check=check name="boka">
                {inner()}
            </SendForm>
            {leave.form()}
        </Page>
    }
    .into_any()
}

/// Choosing another time: this one is let go.
struct LetGo {
    action: String,
    week: String,
    moving: String,
    asked: Asked,
}

impl LetGo {
    fn form(self) -> AnyView {
        let Self {
            action,
            week,
            moving,
            asked,
        } = self;
        let inner = move || {
            view! {
                <input type="hidden" name="gor" value="slapp"/>
                <input type="hidden" name="vecka" value=week/>
                <input type="hidden" name=BookForm::MOVING value=moving/>
                {asked.fields()}
                <SendButton label="Välj en annan tid" class="button button-quiet"/>
            }
            .into_any()
        };
        view! {
            <SendForm action name="slapp" class="actions">
                {inner()}
            </SendForm>
        }
        .into_any()
    }
}
