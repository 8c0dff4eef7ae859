//! stub

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

/// stub
pub(crate) struct JournalPage;

#[lazy_route]
impl LazyRoute for JournalPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <h1>"JournalPage"</h1> }.into_any()
    }
}

/// stub
pub(crate) struct JournalServicesPage;

#[lazy_route]
impl LazyRoute for JournalServicesPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <h1>"JournalServicesPage"</h1> }.into_any()
    }
}

/// stub
pub(crate) struct JournalStartPage;

#[lazy_route]
impl LazyRoute for JournalStartPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <h1>"JournalStartPage"</h1> }.into_any()
    }
}
