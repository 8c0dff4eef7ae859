//! What the pages ask of the browser itself. On the server nothing here is called.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

/// Waits. A page that is hidden may wait longer.
pub(crate) async fn sleep(milliseconds: u32) {
    #[cfg(feature = "hydrate")]
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = milliseconds;
        std::future::pending::<()>().await;
    }
}

/// Whether nobody sees the page now: another tab is in front of it, or the phone sleeps.
pub(crate) fn hidden() -> bool {
    document().hidden()
}

/// Leaves for an address, with a new page.
pub(crate) fn leave_for(address: &str) {
    // A browser refuses only what is no address at all, and then staying is right.
    let _ = window().location().set_href(address);
}

/// Gives the page that is shown another address, with nothing asked for: for what has been done and
/// is not to be done again.
pub(crate) fn rename_page(address: &str) {
    let history = window().history();
    // Refused only for another site's address, which this is not.
    let _ = history.map(|history| {
        history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address))
    });
}

/// Whether the device is pointed at with a finger: a phone or a tablet.
pub(crate) fn touched() -> bool {
    let query = window().match_media("(hover: none) and (pointer: coarse)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// The program shows this page, and the router hears when the visitor goes back: the document need
/// not any more.
pub(crate) fn hear_going_back() {
    window().set_onpopstate(None);
}

/// Whether there is room for two columns; never before the program runs, for the server can't know.
pub(crate) fn use_wide() -> ReadSignal<bool> {
    let (wide, set_wide) = signal(false);
    let measure = move || {
        let query = window().match_media("(min-width: 64rem)");
        let now = query.ok().flatten().is_some_and(|query| query.matches());
        if wide.get_untracked() != now {
            set_wide.set(now);
        }
    };
    Effect::new(move || {
        measure();
        let resized = window_event_listener(ev::resize, move |_| measure());
        on_cleanup(move || resized.remove());
    });
    wide
}

/// Scrolls what scrolls by itself until this part of it is in sight.
pub(crate) fn scroll_to(part: &HtmlElement, scroller: &Element) {
    let (top, height) = (part.offset_top(), scroller.client_height());
    let seen = scroller.scroll_top()..scroller.scroll_top() + height - part.offset_height();
    if !seen.contains(&top) {
        scroller.set_scroll_top(top - height / 3);
    }
}

/// The first part of an element that a selector finds.
pub(crate) fn part_of(element: &Element, selector: &str) -> Option<HtmlElement> {
    let part = element.query_selector(selector).ok().flatten();
    part.and_then(|part| part.dyn_into().ok())
}
