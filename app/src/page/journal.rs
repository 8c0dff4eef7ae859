//! A person's journal, and the two pages before it (R-J1): Journaltjänster → Journalen → Starta
//! tjänsten.

mod door;
mod filter;
pub(crate) mod new;
mod timeline;

use domain::access::PublicReason;
use domain::family::Whom;
use domain::journal::{JournalForm, JournalPage as Entries, UnitName};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::journal::read_journal;
use crate::component::badge::Badge;
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::pager::Pager;
use crate::component::why_closed::WhyClosed;
use crate::context::with_viewer;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, log_of, use_who, who_of};
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
            sok: query.get("sok").unwrap_or_default(),
            efter: query.get("efter").unwrap_or_default(),
        })
    });
    let journal = Fetched::new(
        move || (who.get(), form.get()),
        |(who, form)| read_journal(who, form),
    );
    let touched = Touched::default();
    let chosen = Callback::new(move |_| journal.refetch());
    view! {
        <Load of=journal let:found>
            <Journal whom=found.0 entries=found.1 form=form.get_untracked() touched chosen/>
        </Load>
    }
    .into_any()
}

#[component]
fn Journal(
    whom: Whom,
    entries: Entries,
    form: JournalForm,
    touched: Touched,
    /// Called when the reader has chosen whether to see what is new.
    chosen: Callback<String>,
) -> impl IntoView {
    let path = Area::Journal.at(&whom);
    let title = title_of(&whom, "Min journal", "journal");
    let who = who_of(&whom);
    let log = log_of(&who);
    let further = !form.efter.is_empty();
    let filter = vec![
        ("typ", form.typ.clone()),
        ("enhet", form.enhet.clone()),
        ("sok", form.sok.clone()),
    ];
    let filtered = further || filter.iter().any(|(_, value)| !value.is_empty());
    // No entries at all: nothing to filter.
    let choices = (!entries.units.is_empty())
        .then(|| view! { <Filter path=path.clone() form units=entries.units touched/> }.into_any());
    // Where all is held back, the list says nothing of its own.
    let held = entries.new > 0 && !entries.shows_new;
    let timeline = (!entries.entries.is_empty() || filtered || !held).then(|| {
        let path = path.clone();
        view! { <Timeline entries=entries.entries path filtered/> }.into_any()
    });
    let withheld = withheld(entries.withheld);
    let told = new::told(
        path.clone(),
        (entries.new, entries.new_days),
        entries.shows_new,
        chosen,
    );
    view! {
        <NameBand whom area=Area::Journal/>
        <Page title>
            <SwitchJournal who/>
            <p class="no-print">
                <a href=log>"Vem har läst?"</a>
            </p>
            {choices}
            {told}
            {withheld}
            {timeline}
            <Pager path filter further next=entries.next/>
        </Page>
    }
    .into_any()
}

/// Which units' parts are not read online (R-J8).
fn withheld(units: Vec<UnitName>) -> Option<AnyView> {
    let names: Vec<_> = units.into_iter().map(|unit| unit.name).collect();
    let names = match &names[..] {
        [] => return None,
        [one] => one.clone(),
        [others @ .., last] => format!("{} och {last}", others.join(", ")),
    };
    Some(
        view! {
            <div class="closed-part">
                <p>{format!("Journalen vid {names} kan inte läsas via nätet.")}</p>
                <WhyClosed why=PublicReason::JournalNotOnline folded=true/>
            </div>
        }
        .into_any(),
    )
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
