//! A person's inbox: its threads, unread first.

pub(crate) mod beside;
mod drafts;
mod listing;

use domain::family::Whom;
use domain::inbox::{InboxForm, InboxPage as Threads};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use self::drafts::begun;
use self::listing::Listing;
use crate::api::inbox::read_inbox;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::fetched::Fetched;
use crate::news::on_news;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_who};
use crate::text::count::unread_short;
use crate::text::genitive::title_of;

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
            typ: query.get("typ").unwrap_or_default(),
            sok: query.get("sok").unwrap_or_default(),
            efter: query.get("efter").unwrap_or_default(),
        })
    });
    let inbox = Fetched::new(
        move || (who.get(), form.get()),
        |(who, form)| read_inbox(who, form, false),
    );
    // What the list was asked for, and how it is now, once it has changed.
    let newer = RwSignal::new(None);
    Effect::new(move || {
        who.track();
        form.track();
        // Nothing is drawn anew where there is nothing newer: that would take the focus along.
        if newer.with_untracked(Option::is_some) {
            newer.set(None);
        }
    });
    let again = Callback::new(move |()| {
        spawn_local(async move {
            // The page may be gone by now; then nothing follows.
            let asked = || who.try_get_untracked().zip(form.try_get_untracked());
            let Some((whose, what)) = asked() else {
                return;
            };
            let found = read_inbox(whose.clone(), what.clone(), true).await;
            if let Ok((_, threads)) = found
                && asked() == Some((whose, what))
            {
                newer.try_set(Some(threads));
            }
        });
    });
    on_news(Memo::new(move |_| format!("om={}", who.get())), again);
    view! {
        <Load of=inbox let:found>
            {
                let form = form.get_untracked();
                move || {
                    let threads = newer.get().unwrap_or_else(|| found.1.clone());
                    view! { <Inbox whom=found.0.clone() threads form=form.clone()/> }.into_any()
                }
            }
        </Load>
    }
    .into_any()
}

#[component]
fn Inbox(whom: Whom, threads: Threads, form: InboxForm) -> impl IntoView {
    let path = Area::Inbox.at(&whom);
    let title = title(&whom, threads.unread);
    let begun = begun(&threads.drafts, &whom);
    view! {
        <div class="mailbox">
            <NameBand whom area=Area::Inbox/>
            <Page title>
                {begun}
                <Listing path threads form/>
            </Page>
            <p class="mailbox-none">
                <Icon name=IconName::Inbox/>
                <span>"Välj ett meddelande, så visas det här."</span>
            </p>
        </div>
    }
    .into_any()
}

/// "Vilgots inkorg (3 olästa)".
fn title(whom: &Whom, unread: u32) -> String {
    let title = title_of(whom, "Min inkorg", "inkorg");
    match unread_short(unread) {
        Some(unread) => format!("{title} ({unread})"),
        None => title,
    }
}
