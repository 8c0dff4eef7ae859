//! A unit's work list.

use domain::case::{CaseFilter, CaseSummary, WorkList, WorkListForm};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::desk::read_work_list;
use crate::component::alert::{Alert, AlertKind};
use crate::component::empty::Empty;
use crate::component::error_view::ErrorView;
use crate::component::icon::{Icon, IconName};
use crate::component::page::Page;
use crate::component::pager::Pager;
use crate::fetched::{Fetched, Meanwhile};
use crate::news::on_news;
use crate::page::lazy::lazy_page;
use crate::place::{use_part, with_query};
use crate::text::case::{case_filter, case_stands, errand_kind};

lazy_page!(
    /// A unit's work list.
    WORK_LIST_PAGE = work_list_page, desk
);

fn work_list_page() -> AnyView {
    let unit = use_part("unit");
    let query = use_query_map();
    let form = Memo::new(move |_| {
        query.with(|query| WorkListForm {
            visa: query.get("visa").unwrap_or_default(),
            efter: query.get("efter").unwrap_or_default(),
        })
    });
    // Whether the page asks by itself.
    let live = StoredValue::new(false);
    let list = Fetched::new(
        move || (unit.get(), form.get()),
        move |(unit, form)| {
            let live = live.try_update_value(std::mem::take).unwrap_or_default();
            read_work_list(unit, form, live)
        },
    );
    // Said once, and not again with each change of the list.
    let done = StoredValue::new(query.with_untracked(|query| query.get("gjort")));
    let again = Callback::new(move |()| {
        live.set_value(true);
        list.refetch();
    });
    on_news(Memo::new(move |_| format!("enhet={}", unit.get())), again);
    // What was there stays while it is asked for anew.
    list.shown(Meanwhile::Before, move |list| match list {
        Ok(list) => view! { <Cases list form=form.get_untracked() done=done.try_update_value(Option::take).flatten()/> }.into_any(),
        Err(error) => view! { <ErrorView error/> }.into_any(),
    })
}

#[component]
fn Cases(
    list: WorkList,
    form: WorkListForm,
    /// What has just been done.
    done: Option<String>,
) -> impl IntoView {
    let path = format!("/mottagning/{}", list.unit);
    let done = done.and_then(|word| match word.as_str() {
        "slappt" => Some("Ärendet är tillbaka bland de nya"),
        "lamnat" => Some("Ärendet är överlämnat"),
        _ => None,
    });
    let done = done
        .map(|title| view! { <Alert kind=AlertKind::Success title answers_form=true/> }.into_any());
    let rows = if list.cases.is_empty() {
        nothing(&form)
    } else {
        let rows = list.cases.into_iter().map(|case| row(case, &path));
        view! { <ul class="threads cases" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <Page title=list.name>
            {done}
            <Filters path=path.clone() chosen=form.visa.clone() counts=list.counts/>
            {rows}
            <Pager
                path=path.clone()
                filter=vec![("visa", form.visa)]
                further=!form.efter.is_empty()
                next=list.next
            />
            <p class="desk-ways">
                <a href=format!("{path}/tider")>"Tider"</a>
                <a href=format!("{path}/ansokningar")>"Ansökningar om att läsa journal"</a>
                <a href=format!("{path}/mallar")>"Mallar för svar"</a>
                <a href=format!("{path}/sparrar")>"Spärrar"</a>
                <a href=format!("{path}/godkanda")>"Godkända med skyddade personuppgifter"</a>
                <a href=format!("{path}/tjanster")>"Det här erbjuder vi på nätet"</a>
                <a href="/mottagning">"Mina enheter"</a>
            </p>
        </Page>
    }
    .into_any()
}

#[component]
fn Filters(path: String, chosen: String, counts: [u32; 4]) -> impl IntoView {
    let counts = counts.into_iter().map(Some).chain([None]);
    let link = |((filter, word), count): ((CaseFilter, &'static str), Option<u32>)| {
        let href = with_query(&path, &[("visa", word)]);
        let current = (word == chosen).then_some("page");
        let name = match count {
            Some(count) if count > 0 => format!("{} ({count})", case_filter(filter)),
            _ => case_filter(filter).to_owned(),
        };
        view! { <li><a href=href aria-current=current>{name}</a></li> }.into_any()
    };
    let links: Vec<_> = CaseFilter::ALL.into_iter().zip(counts).map(link).collect();
    view! {
        <nav class="filters" aria-label="Visa ärenden">
            <ul role="list">{links}</ul>
        </nav>
    }
    .into_any()
}

fn row(case: CaseSummary, path: &str) -> AnyView {
    let href = format!("{path}/arende/{}", case.id);
    let by = if case.by_guardian {
        "från vårdnadshavare"
    } else {
        ""
    };
    let state = case_stands(&case);
    let protected = case.protected.then(is_protected);
    view! {
        <li class="thread">
            <a class="thread-link" href=href>
                <span class="thread-head">
                    <span class="thread-subject">{case.subject}</span>
                </span>
                <span class="thread-unit">
                    {case.person} {(!by.is_empty()).then(|| format!(" ({by})"))} {protected}
                </span>
                <span class="thread-facts">
                    <time datetime=case.changed.iso()>
                        {format!("{} kl. {}", case.changed.day.long(), case.changed.clock())}
                    </time>
                    <span>{format!("{} · {state}", errand_kind(case.kind))}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

fn nothing(form: &WorkListForm) -> AnyView {
    let title = match form.visa.as_str() {
        "" => "Inga nya ärenden",
        "mina" => "Du har inga ärenden",
        "andras" => "Ingen annan har något ärende",
        "vantar" => "Inget väntar på svar",
        _ => "Här finns inga ärenden",
    };
    view! {
        <Empty icon=IconName::Check title=title>
            <p>"Det som kommer in visas här, det äldsta först."</p>
        </Empty>
    }
    .into_any()
}

/// The mark of one whose identity is protected (R-G7).
pub(super) fn is_protected() -> AnyView {
    view! {
        " "
        <span class="protected-mark">
            <Icon name=IconName::Lock/>
            <span>"Skyddade personuppgifter"</span>
        </span>
    }
    .into_any()
}

/// The way back to a unit's work list.
pub(super) fn back(unit: &str) -> AnyView {
    view! {
        <p class="back no-print">
            <a href=format!("/mottagning/{unit}")>
                <Icon name=IconName::Back/>
                <span>"Till ärendena"</span>
            </a>
        </p>
    }
    .into_any()
}
