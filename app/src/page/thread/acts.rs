//! Putting a thread in order: read or unread, archived or not.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::inbox::{ThreadAct, change_thread};
use crate::component::alert::{Alert, AlertKind};
use crate::component::icon::{Icon, IconName};
use crate::component::print::PrintButton;

/// What an act needs to know.
#[derive(Clone)]
pub(super) struct Order {
    /// Whose inbox it is in.
    pub who: String,
    /// Which one.
    pub thread: String,
    /// The inbox's address.
    pub inbox: String,
    /// Whether an act is on its way.
    pub pending: RwSignal<bool>,
    /// Whether the last one did not get through.
    pub failed: RwSignal<bool>,
    /// What follows once one is done.
    pub done: Callback<ThreadAct>,
}

impl Order {
    /// Sends an act, unless one is on its way.
    fn send(&self, act: ThreadAct) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        let order = self.clone();
        spawn_local(async move {
            let told = change_thread(order.who, order.thread, act).await;
            // The page may be gone by now; then nothing follows.
            order.pending.try_set(false);
            order.failed.try_set(told.is_err());
            if told.is_ok() {
                order.done.try_run(act);
            }
        });
    }
}

/// That the last act did not get through, where it did not.
pub(super) fn failed(failed: RwSignal<bool>) -> AnyView {
    let told = move || {
        failed.get().then(|| {
            view! {
                <Alert kind=AlertKind::Error title="Det gick inte att ändra">
                    <p>"Försök igen om en stund. Meddelandet är som det var."</p>
                </Alert>
            }
            .into_any()
        })
    };
    told.into_any()
}

/// What one can do with the thread: a form, for where no script runs.
#[component]
pub(super) fn Acts(order: Order, unread: RwSignal<bool>, archived: bool) -> impl IntoView {
    let action = format!("{}/{}", order.inbox, order.thread);
    let mark = {
        let order = order.clone();
        move || {
            if unread.get() {
                act(&order, ThreadAct::Read)
            } else {
                act(&order, ThreadAct::Unread)
            }
        }
    };
    let put = if archived {
        act(&order, ThreadAct::Restore)
    } else {
        act(&order, ThreadAct::Archive)
    };
    view! {
        <form method="post" action=action class="actions no-print">
            {mark}
            {put}
            <PrintButton/>
        </form>
    }
    .into_any()
}

/// A button that sends the form; with script the act alone goes, and the page stays.
fn act(order: &Order, act: ThreadAct) -> AnyView {
    let (word, label, icon) = match act {
        ThreadAct::Read => ("read", "Markera som läst", IconName::Read),
        ThreadAct::Unread => ("unread", "Markera som oläst", IconName::Unread),
        ThreadAct::Archive => ("archive", "Arkivera", IconName::Archive),
        ThreadAct::Restore => ("restore", "Flytta till inkorgen", IconName::Inbox),
    };
    let order = order.clone();
    let pending = order.pending;
    view! {
        <button
            name="gor"
            value=word
            class="button button-quiet"
            aria-disabled=move || pending.get().then_some("true")
            on:click=move |event| {
                event.prevent_default();
                order.send(act);
            }
        >
            <Icon name=icon/>
            <span>{label}</span>
        </button>
    }
    .into_any()
}
