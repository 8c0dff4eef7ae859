//! A person's journal, and the two pages before it (R-J1): Journaltjänster → Journalen → Starta
//! tjänsten.

mod door;
mod filter;
mod timeline;

use domain::family::Whom;
use domain::form::JournalForm;
use domain::journal::JournalPage as Entries;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::journal::read_journal;
use crate::component::badge::Badge;
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::pager::Pager;
use crate::context::with_viewer;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_who, who_of};
use crate::text::genitive::{belonging, title_of};

pub(crate) use door::{JOURNAL_SERVICES_PAGE, JOURNAL_START_PAGE};
use filter::{Filter, Touched};
use timeline::Timeline;

lazy_page!(
    /// A person's journal.
    JOURNAL_PAGE = journal_page, journal
);

fn journal_page() -> AnyView {
    let (who, query) = (use_who(), use_query_map());
    let form = Memo::new(move |_| {
        query.with(|query| JournalForm {
            typ: query.get("typ").unwrap_or_default(),
            enhet: query.get("enhet").unwrap_or_default(),
            efter: query.get("efter").unwrap_or_default(),
        })
    });
    let journal = Fetched::new(
        move || (who.get(), form.get()),
        |(who, form)| read_journal(who, form),
    );
    let touched = Touched::default();
    view! {
        <Load of=journal let:found>
            <Journal whom=found.0 entries=found.1 form=form.get_untracked() touched/>
        </Load>
    }
    .into_any()
}

#[component]
fn Journal(whom: Whom, entries: Entries, form: JournalForm, touched: Touched) -> impl IntoView {
    let path = Area::Journal.at(&whom);
    let title = title_of(&whom, "Min journal", "journal");
    let who = who_of(&whom);
    let further = !form.efter.is_empty();
    let filter = vec![("typ", form.typ.clone()), ("enhet", form.enhet.clone())];
    let filtered = further || filter.iter().any(|(_, value)| !value.is_empty());
    // No entries at all: nothing to filter.
    let choices = (!entries.units.is_empty())
        .then(|| view! { <Filter path=path.clone() form units=entries.units touched/> }.into_any());
    view! {
        <NameBand whom area=Area::Journal/>
        <Page title>
            <SwitchJournal who/>
            {choices}
            <Timeline entries=entries.entries path=path.clone() filtered/>
            <Pager path filter further next=entries.next/>
        </Page>
    }
    .into_any()
}

/// **Växla journal** (R-J1): one's own journal and each child's.
#[component]
fn SwitchJournal(who: String) -> impl IntoView {
    let links = with_viewer(move |viewer| {
        let Some(person) = viewer.person else {
            return ().into_any();
        };
        let own = link("mig", &who, person.name, None);
        let children = person.children.into_iter().map(|child| {
            let other = child.link.to_string();
            link(&other, &who, child.short, Some(child.colour))
        });
        let links: Vec<_> = std::iter::once(own).chain(children).collect();
        view! { <ul role="list">{links}</ul> }.into_any()
    });
    view! {
        <nav class="switch-journal" aria-labelledby="vaxla-journal">
            <h2 id="vaxla-journal">"Växla journal"</h2>
            {links}
        </nav>
    }
    .into_any()
}

/// The way to somebody's journal: to one's own without a colour.
fn link(other: &str, who: &str, name: String, colour: Option<u8>) -> AnyView {
    let label = match colour {
        None => "Min journal".to_owned(),
        Some(_) => belonging(&name, "journal"),
    };
    let here = (other == who).then_some("page");
    view! {
        <li>
            <a href=Area::Journal.of(other) aria-current=here>
                <Badge name colour/>
                <span>{label}</span>
            </a>
        </li>
    }
    .into_any()
}
