//! The threads of an inbox, and what they are filtered by.

use domain::contact::OnlineService;
use domain::inbox::{InboxForm, InboxPage as Threads, LONGEST_SEARCH, ThreadSummary};
use leptos::prelude::*;

use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::pager::Pager;
use crate::place::with_query;
use crate::text::case::errand_kind;
use crate::text::count::messages;

/// What the list can be filtered by: the word in the address, and its name.
const FILTERS: [(&str, &str); 3] = [("", "Alla"), ("olasta", "Olästa"), ("arkiv", "Arkiv")];

/// The threads of an inbox, below what they can be filtered by.
#[component]
pub(super) fn Listing(
    /// The inbox's address.
    path: String,
    threads: Threads,
    /// What was asked for.
    form: InboxForm,
    /// The thread that is open beside the list.
    #[prop(optional)]
    open: Option<Memo<String>>,
) -> impl IntoView {
    let list = if threads.threads.is_empty() {
        nothing(&form, &path)
    } else {
        let row = |thread| row(thread, &path, &form.visa, open);
        let rows = threads.threads.into_iter().map(row).collect_view();
        view! { <ul class="threads" role="list">{rows}</ul> }.into_any()
    };
    let more = threads.more.then(|| {
        view! { <p>"Sökningen gav fler än så här. Sök på fler ord för att hitta rätt."</p> }
            .into_any()
    });
    view! {
        <Search path=path.clone() form=form.clone()/>
        <Filters path=path.clone() form=form.clone()/>
        {list}
        {more}
        <Pager
            path
            filter=vec![("visa", form.visa), ("typ", form.typ)]
            further=!form.efter.is_empty()
            next=threads.next
        />
    }
    .into_any()
}

/// Searching, and showing one kind of errand: a form of its own, folded until it is used.
#[component]
fn Search(path: String, form: InboxForm) -> impl IntoView {
    let used = !form.sok.is_empty() || !form.typ.is_empty();
    let option = |kind: OnlineService| {
        let selected = kind.word() == form.typ;
        view! {
            <option value=kind.word() selected=selected>
                {errand_kind(kind)}
            </option>
        }
        .into_any()
    };
    let kinds = OnlineService::ALL.map(option).collect_view();
    let all = used.then(|| {
        view! {
            <a class="button button-quiet" href=path.clone()>
                "Visa alla"
            </a>
        }
        .into_any()
    });
    view! {
        <details class="inbox-search no-print" open=used>
            <summary>
                <Icon name=IconName::Search/>
                "Sök i inkorgen"
            </summary>
            <form method="get" action=path.clone() role="search">
                <div class="field">
                    <label for="sok">"Ord"</label>
                    <input
                        type="search"
                        id="sok"
                        name="sok"
                        maxlength=LONGEST_SEARCH
                        autocomplete="off"
                        value=form.sok
                    />
                </div>
                <div class="field">
                    <label for="typ">"Vad det gäller"</label>
                    <select id="typ" name="typ">
                        <option value="">"Allt"</option>
                        {kinds}
                    </select>
                </div>
                <p class="actions">
                    <button class="button">"Sök"</button>
                    {all}
                </p>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Filters(path: String, form: InboxForm) -> impl IntoView {
    let searches = !form.sok.is_empty();
    let link = |(word, name): (&'static str, &'static str)| {
        let href = with_query(&path, &[("visa", word), ("typ", &form.typ)]);
        let current = (word == form.visa && !searches).then_some("page");
        view! { <li><a href=href aria-current=current>{name}</a></li> }.into_any()
    };
    view! {
        <nav class="filters" aria-label="Visa i inkorgen">
            <ul role="list">{FILTERS.map(link).collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn row(thread: ThreadSummary, path: &str, visa: &str, open: Option<Memo<String>>) -> AnyView {
    let id = thread.id.to_string();
    // The thread keeps the filter: it leads back to the same list.
    let href = with_query(&format!("{path}/{id}"), &[("visa", visa)]);
    let current = move || {
        open.is_some_and(|open| open.with(|open| *open == id))
            .then_some("page")
    };
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
    // A message is what one expects: only the others are named.
    let kind = (thread.kind != OnlineService::Message)
        .then(|| view! { <span>{errand_kind(thread.kind)}</span> }.into_any());
    view! {
        <li class="thread" data-unread=thread.unread.then_some("")>
            <a class="thread-link" href=href aria-current=current>
                <span class="thread-head">
                    {unread}
                    <span class="thread-subject">{thread.subject}</span>
                </span>
                <span class="thread-unit">{thread.unit}</span>
                <span class="thread-facts">
                    <time datetime=thread.newest.iso()>{when}</time>
                    {kind}
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
        _ if !form.sok.is_empty() || !form.typ.is_empty() => view! {
            <Empty icon=IconName::Search title="Inget hittades">
                <p>"Kontrollera stavningen, eller sök på början av ett ord."</p>
                {all}
            </Empty>
        }
        .into_any(),
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
