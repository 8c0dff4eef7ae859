//! Waiting for the BankID app: what to do now, the code to scan, and how long there is.

use domain::login::{Device, Hint, LoginState, Qr};
use leptos::prelude::*;

use crate::component::icon::{Icon, IconName};
use crate::place::log_in_address;
use crate::text;

/// For how many seconds we wait in all.
const PATIENCE: u16 = 180;
/// The light border that a reader needs around the code, in modules (ISO/IEC 18004).
const QUIET: u16 = 4;

/// What changes while one waits.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Waiting {
    hint: Hint,
    qr: Option<Qr>,
    start_app: Option<String>,
    seconds_left: u16,
}

impl Waiting {
    /// What the state says, if it is one of waiting.
    pub(super) fn of(state: &LoginState) -> Option<Self> {
        match state {
            LoginState::Waiting {
                hint,
                qr,
                start_app,
                seconds_left,
                ..
            } => Some(Self {
                hint: *hint,
                qr: qr.clone(),
                start_app: start_app.clone(),
                seconds_left: *seconds_left,
            }),
            _ => None,
        }
    }
}

impl Default for Waiting {
    fn default() -> Self {
        Self {
            hint: Hint::UnderWay,
            qr: None,
            start_app: None,
            seconds_left: 0,
        }
    }
}

/// Waiting for the BankID app.
#[component]
pub(super) fn WaitingView(
    /// Where the app is.
    device: Device,
    /// What changes.
    waiting: Memo<Waiting>,
    /// Whether we were reached the last time.
    reachable: RwSignal<bool>,
    /// Where to go afterwards: a path of ours, or empty.
    return_to: String,
) -> impl IntoView {
    let hint = Memo::new(move |_| waiting.with(|waiting| waiting.hint));
    let here = log_in_address(&return_to, false);
    let starts = Memo::new(move |_| waiting.with(|waiting| waiting.start_app.clone()));
    let opener = move || {
        let address = starts.get().filter(|_| hint.get() == Hint::StartApp);
        address.map(|address| {
            view! {
                <a class="button button-large" href=address rel="external">
                    <Icon name=IconName::Key/>
                    "Öppna BankID"
                </a>
            }
            .into_any()
        })
    };
    view! {
        <section class="waiting" aria-labelledby="vantar">
            <h2 id="vantar">{move || text::waiting_title(hint.get(), device)}</h2>
            <p class="waiting-hint" role="status">
                {move || text::hint(hint.get(), device)}
                {move || (!reachable.get()).then_some(" Vi når inte tjänsten just nu, och försöker igen.")}
            </p>
            <Code waiting device/>
            {opener}
            <TimeLeft waiting/>
            <form method="post" action="/logga-in/avbryt">
                <input type="hidden" name="vidare" value=return_to/>
                <button type="submit" class="button button-quiet">
                    "Avbryt"
                </button>
            </form>
        </section>
        <Troubles device/>
        <p class="waiting-again">
            "Händer inget? "
            <a href=here rel="external">
                "Uppdatera sidan"
            </a>
        </p>
        {without_script()}
    }
    .into_any()
}

/// Asks again where no script does. In the browser the element is known, not what is in it: with
/// script that is no elements, but text.
fn without_script() -> impl IntoView {
    #[cfg(feature = "ssr")]
    let again = view! {
        <noscript>
            <meta http-equiv="refresh" content="2"/>
        </noscript>
    }
    .into_any();
    #[cfg(not(feature = "ssr"))]
    let again = view! { <noscript></noscript> }.into_any();
    again
}

/// The code of this second, for another device; where the app has it, that it does.
#[component]
fn Code(waiting: Memo<Waiting>, device: Device) -> impl IntoView {
    let there = Memo::new(move |_| waiting.with(|waiting| waiting.qr.is_some()));
    let view_box = move || {
        waiting.with(|waiting| {
            let side = waiting.qr.as_ref().map_or(0, |qr| qr.size) + 2 * QUIET;
            format!("-{QUIET} -{QUIET} {side} {side}")
        })
    };
    let path = move || {
        waiting.with(|waiting| {
            let path = waiting.qr.as_ref().map(|qr| qr.path.clone());
            path.unwrap_or_default()
        })
    };
    move || {
        if device == Device::This {
            return ().into_any();
        }
        if !there.get() {
            return view! {
                <span class="waiting-app">
                    <Icon name=IconName::Mobile/>
                </span>
            }
            .into_any();
        }
        view! {
            <svg
                class="qr"
                role="img"
                aria-label="QR-kod att skanna med BankID-appen"
                viewBox=view_box
                shape-rendering="crispEdges"
            >
                <path d=path></path>
            </svg>
        }
        .into_any()
    }
}

/// How long there is: a ring for the eye, and in words.
#[component]
fn TimeLeft(waiting: Memo<Waiting>) -> impl IntoView {
    let seconds = move || waiting.with(|waiting| waiting.seconds_left);
    // The ring is as long as the patience, so that what is gone of both is the same number.
    let gone = move || PATIENCE.saturating_sub(seconds()).to_string();
    view! {
        <p class="time-left">
            <svg class="ring" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
                <circle class="ring-whole" cx="20" cy="20" r="16"></circle>
                <circle
                    class="ring-left"
                    cx="20"
                    cy="20"
                    r="16"
                    pathLength=PATIENCE.to_string()
                    stroke-dasharray=PATIENCE.to_string()
                    stroke-dashoffset=gone
                ></circle>
            </svg>
            <span class="figures">
                {move || format!("{} kvar", text::span(u32::from(seconds())))}
            </span>
        </p>
    }
    .into_any()
}

#[component]
fn Troubles(device: Device) -> impl IntoView {
    let where_it_is = match device {
        Device::This => "Finns ditt BankID på en annan enhet? Avbryt och välj en annan enhet.",
        Device::Other => {
            "Koden byts hela tiden och går inte att fotografera. Håll telefonen så att hela koden syns, och höj ljuset på skärmen."
        }
    };
    view! {
        <div class="answers">
            <details class="answer">
                <summary>"Hjälp, det fungerar inte"</summary>
                <div class="answer-text">
                    <ul>
                        <li>"Kontrollera att BankID-appen är installerad och uppdaterad."</li>
                        <li>{where_it_is}</li>
                        <li>"Är ditt BankID spärrat eller för gammalt hjälper din bank dig."</li>
                        <li>"Är det bråttom når du vården på telefon 1177."</li>
                    </ul>
                </div>
            </details>
        </div>
    }
    .into_any()
}
