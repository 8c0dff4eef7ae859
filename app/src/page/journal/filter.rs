//! Filtering the journal by kind and unit.

use domain::inbox::LONGEST_SEARCH;
use domain::journal::{EntryKind, JournalForm, UnitName};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::place::with_query;
use crate::text::kind::kinds;

/// The list that was last changed by hand: it keeps the focus when the page comes anew.
#[derive(Clone, Copy, Default)]
pub(super) struct Touched(StoredValue<Option<&'static str>>);

/// Filtering by kind and unit: a form of its own; with script each change goes at once.
#[component]
pub(super) fn Filter(
    /// The journal's address.
    path: String,
    /// What is chosen.
    form: JournalForm,
    /// The units to choose from.
    units: Vec<UnitName>,
    /// The list that was last changed.
    touched: Touched,
) -> impl IntoView {
    let (kind, unit) = (
        NodeRef::<html::Select>::new(),
        NodeRef::<html::Select>::new(),
    );
    Effect::new(move || {
        let list = match touched.0.get_value() {
            Some("typ") => kind.get(),
            Some("enhet") => unit.get(),
            _ => None,
        };
        if let Some(list) = list {
            touched.0.set_value(None);
            // An element of our own can always take the focus.
            let _ = list.focus();
        }
    });
    let navigate = use_navigate();
    let (address, searched) = (path.clone(), form.sok.clone());
    let go = move |name: &'static str| {
        let (Some(kind), Some(unit)) = (kind.get_untracked(), unit.get_untracked()) else {
            return;
        };
        touched.0.set_value(Some(name));
        let query = [
            ("typ", kind.value()),
            ("enhet", unit.value()),
            ("sok", searched.clone()),
        ];
        let query = query
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&with_query(&address, &query), options);
    };
    let (go_kind, go_unit) = (go.clone(), go);
    let kinds = EntryKind::ALL
        .map(|kind| option(kind.slug().to_owned(), kinds(kind).to_owned(), &form.typ));
    let units: Vec<_> = units
        .into_iter()
        .map(|unit| option(unit.id.to_string(), unit.name, &form.enhet))
        .collect();
    view! {
        <form class="journal-filter no-print" method="get" action=path>
            <div class="field">
                <label for="typ">"Visa"</label>
                <select id="typ" name="typ" node_ref=kind on:change=move |_| go_kind("typ")>
                    <option value="">"Allt"</option>
                    {kinds.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="enhet">"Från"</label>
                <select id="enhet" name="enhet" node_ref=unit on:change=move |_| go_unit("enhet")>
                    <option value="">"Alla enheter"</option>
                    {units}
                </select>
            </div>
            <div class="field">
                <label for="sok">"Sök ord"</label>
                <input
                    type="search"
                    id="sok"
                    name="sok"
                    maxlength=LONGEST_SEARCH
                    autocomplete="off"
                    value=form.sok
                />
            </div>
            <button class="button button-quiet">"Filtrera"</button>
        </form>
    }
    .into_any()
}

fn option(value: String, name: String, chosen: &str) -> AnyView {
    let selected = value == chosen;
    view! { <option value=value selected=selected>{name}</option> }.into_any()
}
