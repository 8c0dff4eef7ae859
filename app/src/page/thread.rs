//! One thread: its messages, and putting it in order.

mod acts;
mod back;
mod receipt;
mod reply;

use domain::contact::OnlineService;
use domain::draft::NewDraft;
use domain::family::Whom;
use domain::inbox::Thread;
use domain::message::ReplyDesk;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use self::acts::{Acts, Order, failed};
use self::back::{Back, told};
use self::receipt::receipt;
use self::reply::ReplyForm;
use crate::api::inbox::{ThreadAct, change_thread, read_thread};
use crate::component::asked;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::message::{Side, shown};
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::phone::PhoneLink;
use crate::component::why_closed::WhyClosed;
use crate::fetched::Fetched;
use crate::news::on_news;
use crate::page::inbox::beside::Beside;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_part, use_who, who_of, with_query};
use crate::text::genitive::{belonging, title_of};
use crate::text::refusal;

lazy_page!(
    /// One thread.
    THREAD_PAGE = thread_page, inbox
);

fn thread_page() -> AnyView {
    let (who, thread) = (use_who(), use_part("thread"));
    let found = Fetched::new(
        move || (who.get(), thread.get()),
        |(who, thread)| read_thread(who, thread, false),
    );
    let query = use_query_map();
    let filter = Memo::new(move |_| query.with(|query| query.get("visa").unwrap_or_default()));
    let said = move || query.with_untracked(|query| query.get("skickat"));
    // The thread that one has just written in.
    let written = RwSignal::new(None);
    // The thread whose errand one has just taken back.
    let taken = RwSignal::new(None);
    // What has just been done with the draft of an answer, and in which thread.
    let word = query.with_untracked(|query| query.get(NewDraft::ACT));
    let drafted = RwSignal::new(word.map(|word| (thread.get_untracked(), word)));
    let drafted_here = move || {
        let drafted = drafted.get_untracked();
        let here = drafted.filter(|(of, _)| *of == thread.get_untracked());
        here.map(|(_, word)| word)
    };
    let replied = Callback::new(move |()| {
        written.set(Some(thread.get_untracked()));
        taken.set(None);
        drafted.set(None);
        found.refetch();
    });
    let took = Callback::new(move |_| {
        taken.set(Some(thread.get_untracked()));
        written.set(None);
        found.refetch();
    });
    // What one has just sent to come here, or done here.
    let done_here = move || {
        let here = Some(thread.get_untracked());
        if taken.get_untracked() == here {
            Some("tillbaka".to_owned())
        } else if written.get_untracked() == here {
            Some(String::new())
        } else {
            said()
        }
    };
    let thrown = Callback::new(move |_| {
        drafted.set(Some((thread.get_untracked(), "borttaget".to_owned())));
        written.set(None);
        found.refetch();
    });
    let acts = RwSignal::new(0);
    // Grows when there may be something new in it.
    let fresh = RwSignal::new(0_u32);
    let again = Callback::new(move |()| {
        fresh.update(|fresh| *fresh += 1);
        acts.update(|acts| *acts += 1);
    });
    on_news(Memo::new(move |_| format!("om={}", who.get())), again);
    let done = Callback::new(move |act| {
        acts.update(|acts| *acts += 1);
        if act == ThreadAct::Restore {
            found.refetch();
        }
    });
    view! {
        <div class="mailbox">
            <Load of=found let:found>
                <Messages
                    whom=found.0
                    thread=found.1
                    desk=found.2
                    said=done_here()
                    drafted=drafted_here()
                    replied
                    took
                    thrown
                    fresh
                    filter=filter.get_untracked()
                    heard=done
                />
            </Load>
            <Beside who open=thread filter done=acts/>
        </div>
    }
    .into_any()
}

#[component]
fn Messages(
    whom: Whom,
    thread: Thread,
    /// What the form needs to write in it.
    desk: ReplyDesk,
    /// What one has just sent to come here, or done here, if anything: a word of the address.
    said: Option<String>,
    /// What one has just done with a draft in it.
    drafted: Option<String>,
    /// Called when one has written.
    replied: Callback<()>,
    /// Called when one has taken the errand back.
    took: Callback<String>,
    /// Called when the draft is thrown away.
    thrown: Callback<String>,
    /// Grows when there may be something new in the thread.
    fresh: RwSignal<u32>,
    /// What the list is filtered by that leads here.
    filter: String,
    /// Called when something has been done with the thread.
    heard: Callback<ThreadAct>,
) -> impl IntoView {
    let path = Area::Inbox.at(&whom);
    // What has been brought back from the archive stands there no more.
    let filter = Some(filter).filter(|filter| thread.archived || filter != "arkiv");
    let filter = filter.unwrap_or_default();
    let inbox = with_query(&path, &[("visa", &filter)]);
    // A subject tells of somebody's health: not in the tab.
    let tab = format!(
        "{}: ett meddelande",
        title_of(&whom, "Min inkorg", "inkorg")
    );
    let back = match &whom {
        _ if filter == "arkiv" => "Till arkivet".to_owned(),
        Whom::Myself(_) => "Till min inkorg".to_owned(),
        Whom::Child(child) => format!("Till {}", belonging(&child.short, "inkorg")),
    };
    let unread = RwSignal::new(thread.unread);
    let leave = use_navigate();
    let here = inbox.clone();
    let done = move |act| {
        heard.run(act);
        match act {
            ThreadAct::Read => unread.set(false),
            ThreadAct::Restore => {}
            ThreadAct::Unread | ThreadAct::Archive => leave(&here, NavigateOptions::default()),
        }
    };
    let order = Order {
        who: who_of(&whom),
        thread: thread.id.to_string(),
        inbox: path.clone(),
        pending: RwSignal::new(false),
        failed: RwSignal::new(false),
        done: Callback::new(done),
    };
    // To open is to read: told once, as an act of its own. Without script there is a button.
    let opened = order.clone();
    Effect::new(move || {
        if unread.get() {
            let opened = opened.clone();
            spawn_local(async move {
                let sent = change_thread(opened.who, opened.thread, ThreadAct::Read).await;
                // The page may be gone by now; then nothing follows.
                if sent.is_ok() && unread.try_set(false).is_none() {
                    heard.try_run(ThreadAct::Read);
                }
            });
        }
    });
    let failed = failed(order.failed);
    let receipt = said.and_then(|word| receipt(&word, &thread.unit, &whom, thread.taking_back));
    let take_back = Back {
        action: format!("{path}/{}", thread.id),
        whom: whom.clone(),
        key: desk.back,
        writes: thread.open,
        taken: took,
    };
    let reply = thread.open.then(|| {
        let action = format!("{path}/{}", thread.id);
        view! { <ReplyForm whom=whom.clone() action desk drafted replied thrown/> }.into_any()
    });
    let closed = thread.closed.map(|why| {
        view! {
            <section class="closed-part no-print" aria-labelledby="stangt">
                <h2 id="stangt">{refusal(why).title}</h2>
                <WhyClosed why folded=true/>
            </section>
        }
        .into_any()
    });
    let booking = (thread.kind == OnlineService::Booking).then(|| {
        let href = format!("{}/{}", Area::Bookings.at(&whom), thread.id);
        view! {
            <p class="actions no-print">
                <a class="button button-quiet" href=href>
                    <Icon name=IconName::Calendar/>
                    "Visa bokningen"
                </a>
            </p>
        }
        .into_any()
    });
    let place =
        view! { <Clinic unit=thread.unit clinic=thread.clinic phone=thread.phone/> }.into_any();
    let now = RwSignal::new(thread.messages);
    let asks = RwSignal::new(thread.asked);
    let stands = RwSignal::new(thread.taking_back);
    let (kind, about, shut) = (thread.kind, whom.clone(), thread.closed);
    let asks_for = move || asked::of_thread(asks.get(), kind, &about, shut);
    let address = format!("{path}/{}", thread.id);
    let asked = (order.who.clone(), order.thread.clone());
    Effect::new(move |before: Option<u32>| {
        let turn = fresh.get();
        if before.is_some_and(|before| before != turn) {
            let (who, thread) = asked.clone();
            spawn_local(async move {
                // The page may be gone by now; then nothing follows.
                if let Ok((_, thread, _)) = read_thread(who, thread, true).await {
                    // Marked as unread elsewhere is not read here; what is new is.
                    let known = now.try_with_untracked(Vec::len);
                    if known.is_some_and(|known| known < thread.messages.len()) {
                        unread.try_set(thread.unread);
                    }
                    now.try_set(thread.messages);
                    asks.try_set(thread.asked);
                    // Drawn anew only where it is another: one may be about to press its button.
                    if stands.try_get_untracked() != Some(thread.taking_back) {
                        stands.try_set(thread.taking_back);
                    }
                }
            });
        }
        turn
    });
    let messages = move || {
        let messages = now.get().into_iter();
        let shown = |message| shown(message, Side::Person, &address);
        messages.map(shown).collect_view()
    };
    let told_back = told(stands, now);
    view! {
        <NameBand whom area=Area::Inbox/>
        <Page title=thread.subject tab>
            <p class="back no-print">
                <a href=inbox>
                    <Icon name=IconName::Back/>
                    <span>{back}</span>
                </a>
            </p>
            {receipt}
            {failed}
            {told_back}
            {place}
            {booking}
            {asks_for}
            <ol class="messages" role="list">{messages}</ol>
            {reply}
            {closed}
            {move || take_back.shown(stands.get())}
            <Acts order unread archived=thread.archived/>
        </Page>
    }
    .into_any()
}

#[component]
fn Clinic(unit: String, clinic: String, phone: String) -> impl IntoView {
    let clinic =
        (clinic != unit).then(|| view! { <span class="thread-clinic">{clinic}</span> }.into_any());
    view! {
        <p class="thread-place">
            <span class="thread-unit">{unit}</span>
            {clinic}
            <PhoneLink phone/>
        </p>
    }
    .into_any()
}
