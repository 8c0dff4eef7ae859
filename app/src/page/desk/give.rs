//! Giving the person of a case a time.

use domain::booking::Time;
use domain::message::FormKey;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::api::booking::read_times_to_give;
use crate::component::alert::{Alert, AlertKind};
use crate::component::choose::Choose;
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::inputs::Lines;
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::use_part;
use crate::text::booking::visit;
use crate::text::genitive::capitalised;

lazy_page!(
    /// Giving the person of a case a time.
    GIVE_PAGE = give_page, desk
);

fn give_page() -> AnyView {
    let (unit, thread) = (use_part("unit"), use_part("thread"));
    let found = Fetched::new(
        move || (unit.get(), thread.get()),
        |(unit, thread)| read_times_to_give(unit, thread),
    );
    let query = use_query_map();
    let taken = move || query.with_untracked(|query| query.get_str("upptagen").is_some());
    let case = move || {
        format!(
            "/mottagning/{}/arende/{}",
            unit.get_untracked(),
            thread.get_untracked()
        )
    };
    let navigate = use_navigate();
    let went = Callback::new(move |to: String| {
        let stays = to.contains("upptagen=");
        navigate(&to, NavigateOptions::default());
        if stays {
            found.refetch();
        }
    });
    view! {
        <Load of=found let:found>
            <Give case=case() name=found.0 times=found.1 key=found.2 taken=taken() went/>
        </Load>
    }
    .into_any()
}

#[component]
fn Give(
    /// The case's address.
    case: String,
    name: String,
    times: Vec<Time>,
    key: FormKey,
    /// Whether another was first.
    taken: bool,
    /// Called with where the form leads.
    went: Callback<String>,
) -> impl IntoView {
    let taken = taken.then(|| {
        view! {
            <Alert kind=AlertKind::Error title="Tiden är inte ledig längre" answers_form=true>
                <p>"Någon annan hann före, så inget är bokat. Välj en annan tid."</p>
            </Alert>
        }
        .into_any()
    });
    let body = if times.is_empty() {
        view! {
            <Empty icon=IconName::Calendar title="Det finns inga lediga tider">
                <p>"Öppna tider först, på sidan Tider."</p>
            </Empty>
        }
        .into_any()
    } else {
        form(format!("{case}/kalla"), &name, times, key, went)
    };
    view! {
        <Page title=format!("Ge {name} en tid") tab="Ge en tid">
            <p class="back">
                <a href=case>
                    <Icon name=IconName::Back/>
                    <span>"Till ärendet"</span>
                </a>
            </p>
            {taken}
            {body}
        </Page>
    }
    .into_any()
}

fn form(
    action: String,
    name: &str,
    times: Vec<Time>,
    key: FormKey,
    went: Callback<String>,
) -> AnyView {
    let option = |time: Time| {
        let text = format!("{}: {}", capitalised(&time.at.long()), visit(&time));
        (time.slot.to_string(), text)
    };
    let options: Vec<_> = times.into_iter().map(option).collect();
    let label = format!("Ge {name} tiden");
    let inner = move || {
        view! {
            <Key key/>
            <Choose name="tid" label="Tid" options/>
            <Lines
                name="text"
                label="Meddelande"
                hint="Du behöver inte skriva något. Tiden syns ändå i inkorgen och bland tiderna."
                rows=4
            />
            <p class="actions">
                <SendButton label/>
            </p>
        }
        .into_any()
    };
    view! { <SendForm action done=went>{inner()}</SendForm> }.into_any()
}
