//! stub

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// stub
pub(crate) struct EntryPage;

#[lazy_route]
impl LazyRoute for EntryPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <h1>"EntryPage"</h1> }.into_any()
    }
}
