//! Hearing that what a page shows has changed, so that it can be asked for again without a reload.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{self, Ear};

/// How long one waits where the server can't be listened to, in milliseconds.
const POLL: u32 = 30_000;

/// Calls `again` whenever what is asked for has changed: `about` is what `/nyheter` is asked for,
/// such as `om=mig`. Nobody listens while the page is hidden; what changed meanwhile is noticed
/// when it is seen again. Where nothing can be heard, `again` is called now and then instead.
pub(crate) fn on_news(about: Memo<String>, again: Callback<()>) {
    let seen = RwSignal::new(true);
    let tries = RwSignal::new(0_u32);
    // What was heard last, and of what.
    let known = StoredValue::new((String::new(), String::new()));
    Effect::new(move || {
        seen.set(!browser::hidden());
        let shown = window_event_listener(ev::visibilitychange, move |_| {
            seen.set(!browser::hidden());
        });
        on_cleanup(move || shown.remove());
    });
    Effect::new(move || {
        tries.track();
        if !seen.get() {
            return;
        }
        let about = about.get();
        let address = format!("/nyheter?{about}");
        let hear = move |told: String| {
            let version = told.trim_end_matches('*').to_owned();
            let new = known.try_update_value(|known| {
                let first = known.0 != about;
                let changed = !first && known.1 != version;
                *known = (about.clone(), version);
                changed || (first && told.ends_with('*'))
            });
            if new == Some(true) {
                again.try_run(());
            }
        };
        let fail = move || {
            spawn_local(async move {
                browser::sleep(POLL).await;
                // The page may be gone by now; then nothing follows.
                if tries.try_update(|tries| *tries += 1).is_some() {
                    again.try_run(());
                }
            });
        };
        // Lives as long as this run of the effect does.
        StoredValue::new_local(Ear::open(&address, hear, fail));
    });
}
