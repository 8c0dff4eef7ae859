//! An address that leads nowhere.

use leptos::prelude::*;

use crate::api::ApiCode;
use crate::component::error_view::ErrorView;

/// An address that leads nowhere: the same answer as for what is not one's own.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    view! { <ErrorView error=ApiCode::NotFound.into()/> }.into_any()
}
