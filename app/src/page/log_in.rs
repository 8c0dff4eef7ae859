//! Logging in with BankID (R-L1): here, or on another device.

mod choice;
mod waiting;

use domain::login::{Device, LoginFailure, LoginState};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use self::choice::{Banner, Choice};
use self::waiting::{Waiting, WaitingView};
use crate::api::log_in::poll_log_in;
use crate::browser;
use crate::component::alert::{Alert, AlertKind};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::log_in_address;
use crate::text;

lazy_page!(
    /// Logging in.
    LOG_IN_PAGE = log_in_page, door
);

fn log_in_page() -> AnyView {
    let nonce = part("nonce");
    let asked = nonce.clone();
    let order = Fetched::new(move || asked.clone(), poll_log_in);
    view! {
        <Load of=order let:state>
            <Order state nonce=nonce.clone()/>
        </Load>
    }
    .into_any()
}

/// What the address says, as it is when the page comes.
fn part(name: &str) -> String {
    let query = use_query_map();
    query
        .with_untracked(|query| query.get(name))
        .unwrap_or_default()
}

/// How far one has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Choice,
    Waiting(Device),
    Identified,
    Failed(LoginFailure),
}

impl Stage {
    fn of(state: &LoginState) -> Self {
        match state {
            LoginState::Idle => Self::Choice,
            LoginState::Waiting { device, .. } => Self::Waiting(*device),
            LoginState::Identified => Self::Identified,
            LoginState::Failed(failure) => Self::Failed(*failure),
        }
    }
}

/// This browser's order, from its choice to its end.
#[component]
fn Order(
    /// How it stood when the page came.
    state: LoginState,
    /// The word from the return address, or empty.
    nonce: String,
) -> impl IntoView {
    let to_open = app_to_open(&state, &part("oppna"));
    let return_to = part("vidare");
    let here = log_in_address(&return_to, false);
    let state = RwSignal::new(state);
    let reachable = RwSignal::new(true);
    let stage = Memo::new(move |_| state.with(Stage::of));
    Effect::new(move || {
        if let Some(address) = to_open.as_deref().filter(|_| browser::touched()) {
            // Once: whoever comes back here, or looks again, has the app open already.
            browser::rename_page(&here);
            browser::leave_for(address);
        }
        spawn_local(follow(state, reachable, nonce.clone()));
    });
    let shown = move || match stage.get() {
        Stage::Choice => {
            let return_to = return_to.clone();
            view! {
                <Banner/>
                <Choice return_to/>
            }
            .into_any()
        }
        Stage::Waiting(device) => {
            let waiting = Memo::new(move |before: Option<&Waiting>| {
                let now = state.with(Waiting::of);
                now.or_else(|| before.cloned()).unwrap_or_default()
            });
            let return_to = return_to.clone();
            view! { <WaitingView device waiting reachable return_to/> }.into_any()
        }
        Stage::Identified => view! { <Identified/> }.into_any(),
        Stage::Failed(failure) => {
            let (title, body) = text::login_failure(failure);
            let return_to = return_to.clone();
            view! {
                <Alert kind=AlertKind::Error title>
                    <p>{body}</p>
                </Alert>
                <Choice return_to/>
            }
            .into_any()
        }
    };
    view! {
        <div class="log-in">
            <Page title="Logga in".to_owned()>{shown}</Page>
        </div>
    }
    .into_any()
}

/// The address that opens the app, if the order waits for this device and the page is to open it
/// (`?oppna=1`).
fn app_to_open(state: &LoginState, open: &str) -> Option<String> {
    match state {
        LoginState::Waiting { start_app, .. } if !open.is_empty() => start_app.clone(),
        _ => None,
    }
}

/// Asks each second how the order stands, one question at a time, and none while nobody looks.
async fn follow(state: RwSignal<LoginState>, reachable: RwSignal<bool>, nonce: String) {
    loop {
        browser::sleep(1_000).await;
        let waits = state.try_with_untracked(|state| matches!(state, LoginState::Waiting { .. }));
        if waits != Some(true) {
            return;
        }
        if browser::hidden() {
            continue;
        }
        let answer = poll_log_in(nonce.clone()).await;
        // A lost answer is no lost order: it is asked for again.
        if reachable.try_set(answer.is_ok()).is_some() {
            return;
        }
        if let Ok(now) = answer
            && state.try_set(now).is_some()
        {
            return;
        }
    }
}

/// Identified: one press from the session. The script presses by itself.
#[component]
fn Identified() -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    Effect::new(move || {
        if let Some(form) = form.get() {
            // Refused only for a form that is not in the page; then the button is not either.
            let _ = form.request_submit();
        }
    });
    view! {
        <Alert kind=AlertKind::Success title="Du är legitimerad">
            <p>"Nu loggas du in."</p>
        </Alert>
        <form method="post" action="/logga-in/klar" node_ref=form>
            <button type="submit" class="button button-large">
                "Fortsätt"
            </button>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::login::Hint;

    #[test]
    fn the_app_is_opened_where_the_address_says_so() {
        let waiting = LoginState::Waiting {
            device: Device::This,
            hint: Hint::StartApp,
            qr: None,
            start_app: Some("bankid:///?autostarttoken=x".to_owned()),
            seconds_left: 179,
        };
        assert!(app_to_open(&waiting, "1").is_some());
        assert!(app_to_open(&waiting, "").is_none());
        assert!(app_to_open(&LoginState::Idle, "1").is_none());
    }
}
