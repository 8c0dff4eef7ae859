//! Putting one of the unit's texts into the answer that one writes.

use domain::case::CaseForm;
use domain::template::Template;
use leptos::html;
use leptos::prelude::*;

use crate::browser;
use crate::component::inputs::{Notes, described};
use crate::component::sending::use_sending;

/// The templates to choose from, in the form for an answer. With script the text is put after what is
/// written; without, the server shows the form again with it.
pub(super) fn insert(templates: Vec<Template>) -> Option<AnyView> {
    if templates.is_empty() {
        return None;
    }
    let sending = use_sending();
    let field = Template::CHOSEN;
    let error = sending.error(field);
    let described = described(field, false, error);
    let before = sending.typed(field).unwrap_or_default();
    let options: Vec<_> = templates
        .iter()
        .map(|template| {
            let id = template.id.to_string();
            let selected = id == before;
            view! { <option value=id selected=selected>{template.name.clone()}</option> }.into_any()
        })
        .collect();
    let choice = NodeRef::<html::Select>::new();
    let put = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let Some(choice) = choice.get_untracked() else {
            return;
        };
        let chosen = choice.value();
        let found = templates.iter().find(|one| one.id.to_string() == chosen);
        let box_id = sending.id(CaseForm::TEXT);
        match found.zip(browser::typed_in(&box_id)) {
            Some((template, written)) => {
                browser::write_in(&box_id, &template.put_after(&written));
                sending.forgive(CaseForm::TEXT);
                sending.forgive(field);
            }
            None => {
                // Nothing is chosen yet. A list of ours can always take the focus.
                let _ = choice.focus();
            }
        }
    };
    let view = view! {
        <div class="field" data-wrong=move || error.get().is_some().then_some("")>
            <label for=sending.id(field)>"Mall"</label>
            <Notes name=field hint=None error/>
            <p class="template-choice">
                <select
                    id=sending.id(field)
                    name=field
                    autocomplete="off"
                    aria-describedby=described
                    aria-invalid=move || error.get().is_some().then_some("true")
                    node_ref=choice
                >
                    <option value="">"Välj en mall"</option>
                    {options}
                </select>
                <button
                    type="submit"
                    class="button button-quiet"
                    name=CaseForm::ACT
                    value=Template::INSERT
                    on:click=put
                >
                    "Infoga"
                </button>
            </p>
        </div>
    };
    Some(view.into_any())
}
