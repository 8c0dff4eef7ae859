//! A line to write in.

use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// A line to write in, with its label, hint and error. Keeps what was typed.
#[component]
pub(crate) fn TextField(
    /// The field's name in the form; also the id that an error summary links to.
    name: &'static str,
    /// What to write.
    label: &'static str,
    /// How to write it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is in the field.
    value: RwSignal<String>,
    /// What is wrong with it, if anything is.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// When the field is left.
    #[prop(optional, into)]
    left: Option<Callback<()>>,
    /// What the browser may fill in: `off`, or a token of HTML's.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Which keyboard a phone shows: `text`, `numeric`.
    #[prop(default = "text")]
    inputmode: &'static str,
    /// How many characters are expected: the field's width.
    #[prop(default = 30)]
    size: u32,
) -> impl IntoView {
    let hint_id = format!("{name}-ledtext");
    let error_id = format!("{name}-fel");
    let described = {
        let (hint_id, error_id) = (hint.is_some().then(|| hint_id.clone()), error_id.clone());
        move || {
            let error = error.with(Option::is_some).then_some(error_id.as_str());
            let ids: Vec<&str> = hint_id.as_deref().into_iter().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    // The browser keeps what is in the field: what was typed before the script ran stands.
    let input = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(typed) = input.get().map(|input| input.value())
            && typed != value.get_untracked()
        {
            value.set(typed);
        }
    });
    view! {
        <div class="field" data-wrong=move || error.with(Option::is_some).then_some("")>
            <label for=name>{label}</label>
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> }.into_any())}
            <p class="field-error" id=error_id hidden=move || error.with(Option::is_none)>
                <Icon name=IconName::Warning/>
                <span>{move || error.get()}</span>
            </p>
            <input
                node_ref=input
                type="text"
                id=name
                name=name
                size=size
                autocomplete=autocomplete
                inputmode=inputmode
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=described
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                value=value.get_untracked()
                on:input=move |event| value.set(event_target_value(&event))
                on:blur=move |_| {
                    if let Some(left) = left {
                        left.run(());
                    }
                }
            />
        </div>
    }
    .into_any()
}
