//! A person's inbox: its threads, unread first.

use domain::family::Whom;
use domain::form::InboxForm;
use domain::inbox::{InboxPage as Threads, ThreadSummary};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::inbox::read_inbox;
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::pager::Pager;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_who, with_query};
use crate::text::count::{messages, unread_short};
use crate::text::genitive::title_of;

/// What the list can be filtered by: the word in the address, and its name.
const FILTERS: [(&str, &str); 3] = [("", "Alla"), ("olasta", "Olästa"), ("arkiv", "Arkiv")];

lazy_page!(
    /// A person's inbox.
    INBOX_PAGE = inbox_page, inbox
);

fn inbox_page() -> AnyView {
    let who = use_who();
    let query = use_query_map();
    let form = Memo::new(move |_| {
        query.with(|query| InboxForm {
            visa: query.get("visa").unwrap_or_default(),
            efter: query.get("efter").unwrap_or_default(),
        })
    });
    let inbox = Fetched::new(
        move || (who.get(), form.get()),
        |(who, form)| read_inbox(who, form),
    );
    view! {
        <Load of=inbox let:found>
            <Inbox whom=found.0 threads=found.1 form=form.get_untracked()/>
        </Load>
    }
    .into_any()
}

#[component]
fn Inbox(whom: Whom, threads: Threads, form: InboxForm) -> impl IntoView {
    let path = Area::Inbox.at(&whom);
    let mut title = title_of(&whom, "Min inkorg", "inkorg");
    if let Some(unread) = unread_short(threads.unread) {
        title = format!("{title} ({unread})");
    }
    let list = if threads.threads.is_empty() {
        nothing(&form, &path)
    } else {
        let rows = threads.threads.into_iter().map(|thread| row(thread, &path));
        view! { <ul class="threads" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <NameBand whom area=Area::Inbox/>
        <Page title>
            <Filters path=path.clone() chosen=form.visa.clone()/>
            {list}
            <Pager
                path
                filter=vec![("visa", form.visa)]
                further=!form.efter.is_empty()
                next=threads.next
            />
        </Page>
    }
    .into_any()
}

#[component]
fn Filters(path: String, chosen: String) -> impl IntoView {
    let link = |(word, name): (&'static str, &'static str)| {
        let href = with_query(&path, &[("visa", word)]);
        let current = (word == chosen).then_some("page");
        view! { <li><a href=href aria-current=current>{name}</a></li> }.into_any()
    };
    view! {
        <nav class="filters" aria-label="Visa i inkorgen">
            <ul role="list">{FILTERS.map(link).collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn row(thread: ThreadSummary, path: &str) -> AnyView {
    let href = format!("{path}/{}", thread.id);
    let when = format!("{} kl. {}", thread.newest.day.long(), thread.newest.clock());
    let unread = thread.unread.then(|| {
        view! {
            <span class="thread-unread">
                <Icon name=IconName::Unread/>
                "Oläst"
            </span>
        }
        .into_any()
    });
    view! {
        <li class="thread" data-unread=thread.unread.then_some("")>
            <a class="thread-link" href=href>
                <span class="thread-head">
                    {unread}
                    <span class="thread-subject">{thread.subject}</span>
                </span>
                <span class="thread-unit">{thread.unit}</span>
                <span class="thread-facts">
                    <time datetime=thread.newest.iso()>{when}</time>
                    <span class="thread-count">{messages(thread.messages)}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

/// What stands where no thread is, for each filter.
fn nothing(form: &InboxForm, path: &str) -> AnyView {
    let start = path.to_owned();
    let all = view! { <p><a href=start>"Visa alla meddelanden"</a></p> }.into_any();
    match form.visa.as_str() {
        _ if !form.efter.is_empty() => view! {
            <Empty icon=IconName::Inbox title="Här finns inga fler meddelanden">{all}</Empty>
        }
        .into_any(),
        "olasta" => view! {
            <Empty icon=IconName::Read title="Du har läst allt">{all}</Empty>
        }
        .into_any(),
        "arkiv" => view! {
            <Empty icon=IconName::Archive title="Arkivet är tomt">
                <p>"Hit kommer meddelanden som du arkiverar. De finns kvar tills du tar tillbaka dem."</p>
                {all}
            </Empty>
        }
        .into_any(),
        _ => view! {
            <Empty icon=IconName::Inbox title="Inkorgen är tom">
                <p>"Hit kommer meddelanden från mottagningar."</p>
            </Empty>
        }
        .into_any(),
    }
}
