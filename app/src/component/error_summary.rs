//! All that did not pass in a form, above it.

use leptos::html;
use leptos::prelude::*;

/// All that did not pass in a form: takes the focus when it comes, and leads to each field. Each
/// error is the field's name and its text.
#[component]
pub(crate) fn ErrorSummary(
    /// The fields' names, and what is wrong with each.
    #[prop(into)]
    errors: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(summary) = summary.get()
            && errors.with(|errors| !errors.is_empty())
        {
            // An element of our own can always take the focus.
            let _ = summary.focus();
        }
    });
    let list = move || {
        let to_link = |(field, text): (String, String)| {
            // The browser itself moves the focus to the field; the router would only scroll there.
            view! { <li><a href=format!("#{field}") rel="external">{text}</a></li> }.into_any()
        };
        errors.get().into_iter().map(to_link).collect_view()
    };
    view! {
        <div
            class="error-summary"
            role="alert"
            tabindex="-1"
            node_ref=summary
            hidden=move || errors.with(Vec::is_empty)
        >
            <h2>"Något behöver rättas"</h2>
            <ul>{list}</ul>
        </div>
    }
    .into_any()
}
