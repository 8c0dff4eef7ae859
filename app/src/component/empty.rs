//! Where nothing is yet.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// Where nothing is yet: says what will come here, and offers the first thing to do.
#[component]
pub(crate) fn Empty(
    /// A drawing of what will come.
    icon: IconName,
    /// That there is nothing.
    #[prop(into)]
    title: String,
    /// What will come, and the first thing to do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-icon">
                <Icon name=icon/>
            </span>
            <h2 class="empty-title">{title}</h2>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
