//! What the pages ask of the browser itself. On the server nothing here is called.

use leptos::prelude::{document, window};

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
