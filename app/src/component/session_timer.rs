//! The end of the session: told in the footer, and in good time in a dialog.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use crate::api::session::{TimeLeft, session_left, stay};
use crate::api::viewer::LoggedIn;
use crate::api::{ApiCode, ApiError};
use crate::browser;
use crate::place::log_in_address;
use crate::text;

/// How many seconds before the end the dialog comes.
const WARNING: u32 = 120;
/// How often the clock is looked at while there is time left, and how often the server is asked
/// while the dialog stands there: another tab may have prolonged the session.
const STEP: u32 = 5;

/// The end of the session. Tells when it comes, warns before it, and leaves for the log-in page
/// when it has come.
#[component]
pub(crate) fn SessionTimer(
    /// Who is logged in.
    person: LoggedIn,
) -> impl IntoView {
    let clock = Clock {
        time: RwSignal::new(TimeLeft {
            ends: person.ends,
            seconds: person.seconds_left,
            can_stay: true,
        }),
        address: use_location().pathname,
    };
    let dialog = NodeRef::<html::Dialog>::new();
    let warn = Memo::new(move |_| clock.time.with(|time| time.seconds <= WARNING));
    Effect::new(move || {
        let (Some(dialog), warn) = (dialog.get(), warn.get()) else {
            return;
        };
        if !warn {
            dialog.close();
        } else if !dialog.open() {
            // Refused only for a dialog that is not in the page, and then nobody can see it.
            let _ = dialog.show_modal();
        }
    });
    Effect::new(move || spawn_local(clock.run()));
    let can_stay = move || clock.time.with(|time| time.can_stay);
    view! {
        <p class="session-end">
            "Du loggas ut kl. "
            <time datetime=move || clock.time.with(|time| time.ends.iso())>
                {move || clock.time.with(|time| time.ends.clock())}
            </time>
            " om du inte gör något."
        </p>
        <dialog class="dialog" node_ref=dialog aria-labelledby="snart-ut" aria-describedby="snart-ut-text">
            <h2 id="snart-ut">"Du loggas snart ut"</h2>
            <p id="snart-ut-text">
                "Du loggas ut om "
                <strong class="figures">
                    {move || clock.time.with(|time| text::span(time.seconds))}
                </strong>
                {move || {
                    if can_stay() {
                        ", för att ingen annan ska se dina uppgifter."
                    } else {
                        ". Du har varit inloggad så länge som går, och behöver sedan logga in igen."
                    }
                }}
            </p>
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    hidden=move || !can_stay()
                    on:click=move |_| {
                        spawn_local(async move { clock.told(stay().await) });
                    }
                >
                    "Fortsätt vara inloggad"
                </button>
                <form method="post" action="/logga-ut">
                    <button type="submit" class="button button-quiet">
                        "Logga ut"
                    </button>
                </form>
            </div>
        </dialog>
    }
    .into_any()
}

/// How much time is left, as far as this tab knows.
#[derive(Clone, Copy)]
struct Clock {
    time: RwSignal<TimeLeft>,
    address: Memo<String>,
}

impl Clock {
    /// Counts down while the page stands, and asks the server when it may know better: other
    /// requests and other tabs prolong the session, and a sleeping computer stops our count.
    async fn run(self) {
        let mut was = (false, self.address.get_untracked());
        while let Some(time) = self.time.try_get_untracked() {
            let step = if time.seconds > WARNING + STEP {
                STEP
            } else {
                1
            };
            browser::sleep(step * 1_000).await;
            let (Some(before), Some(address)) = (
                self.time.try_get_untracked(),
                self.address.try_get_untracked(),
            ) else {
                return;
            };
            let left = before.seconds.saturating_sub(step);
            self.time.update(|time| time.seconds = left);
            let is = (browser::hidden(), address);
            let has_come_back = was.0 && !is.0;
            let late = left <= WARNING && left.is_multiple_of(STEP);
            if has_come_back || was.1 != is.1 || late {
                self.told(session_left().await);
            }
            was = is;
        }
    }

    /// What the server says. With no answer the count goes on.
    fn told(self, answer: Result<TimeLeft, ApiError>) {
        match answer {
            Ok(time) => {
                // The page may be gone by now.
                let _ = self.time.try_set(time);
            }
            Err(error) if error.code == ApiCode::LoggedOut => {
                let location = window().location();
                let here = [location.pathname(), location.search()].map(Result::unwrap_or_default);
                browser::leave_for(&log_in_address(&here.concat(), true));
            }
            Err(_) => {}
        }
    }
}
