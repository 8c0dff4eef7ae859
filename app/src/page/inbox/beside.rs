//! The inbox beside one of its threads, where there is room for both.

use domain::family::Whom;
use domain::inbox::{InboxForm, InboxPage as Threads};
use leptos::html;
use leptos::prelude::*;

use super::listing::Listing;
use super::title;
use crate::api::inbox::read_inbox;
use crate::browser;
use crate::fetched::{Fetched, Meanwhile};
use crate::place::Area;

/// The inbox beside an open thread. It is fetched by the browser, and only where there is room: a
/// phone does not ask for what it does not show.
#[component]
pub(crate) fn Beside(
    /// Whose inbox.
    who: Memo<String>,
    /// The thread that is open.
    open: Memo<String>,
    /// What the list is filtered by, as it stands in the address.
    filter: Memo<String>,
    /// Grows when something has been done with a thread.
    done: RwSignal<u32>,
) -> impl IntoView {
    let wide = browser::use_wide();
    move || wide.get().then(|| list(who, open, filter, done))
}

fn list(
    who: Memo<String>,
    open: Memo<String>,
    filter: Memo<String>,
    done: RwSignal<u32>,
) -> AnyView {
    let inbox = Fetched::new(
        move || (who.get(), filter.get(), done.get()),
        |(who, visa, _)| async move {
            let form = InboxForm {
                visa,
                ..InboxForm::default()
            };
            // Asked for with the thread, or because something has been done or has changed.
            let found = read_inbox(who, form.clone(), true).await;
            found.map(|(whom, threads)| (whom, threads, form))
        },
    );
    let shown = inbox.shown(Meanwhile::Before, move |found| match found {
        Ok((whom, threads, form)) => view! { <List whom threads form open/> }.into_any(),
        // The thread's own page tells what is wrong.
        Err(_) => ().into_any(),
    });
    view! { <div class="mailbox-list no-print">{shown}</div> }.into_any()
}

#[component]
fn List(whom: Whom, threads: Threads, form: InboxForm, open: Memo<String>) -> impl IntoView {
    let path = Area::Inbox.at(&whom);
    let title = title(&whom, threads.unread);
    let label = title.clone();
    let list = NodeRef::<html::Section>::new();
    Effect::new(move || {
        let Some(list) = list.get() else {
            return;
        };
        // In the next frame it stands in the page and has a height.
        request_animation_frame(move || {
            let row = browser::part_of(&list, ".thread-link[aria-current]");
            if let (Some(row), Some(scroller)) = (row, list.parent_element()) {
                browser::scroll_to(&row, &scroller);
            }
        });
    });
    view! {
        <section class="mailbox-column" aria-label=label node_ref=list>
            <h2>{title}</h2>
            <Listing path threads form open/>
        </section>
    }
    .into_any()
}
