//! Lines and boxes to write in, in a [`SendForm`](super::send_form::SendForm).

use leptos::prelude::*;

use super::sending::use_sending;

/// A line to write in, in a form. Keeps what was typed.
#[component]
pub(crate) fn Line(
    /// The field's name; also the id that an error summary links to.
    name: &'static str,
    /// What to write.
    #[prop(into)]
    label: String,
    /// How to write it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What stands there at first.
    #[prop(optional, into)]
    value: Option<String>,
    /// What the browser may fill in: `off`, or a token of HTML's.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Which keyboard a phone shows: `text`, `numeric`, `email`, `tel`.
    #[prop(default = "text")]
    inputmode: &'static str,
    /// How many characters are expected: the field's width.
    #[prop(default = 40)]
    size: u32,
) -> impl IntoView {
    let sending = use_sending();
    let error = sending.error(name);
    let described = described(name, hint.is_some(), error);
    let value = sending.typed(name).or(value);
    let id = sending.id(name);
    view! {
        <div class="field" data-wrong=move || error.get().is_some().then_some("")>
            <label for=id.clone()>{label}</label>
            <Notes name hint error/>
            <input
                type="text"
                id=id
                name=name
                size=size
                autocomplete=autocomplete
                inputmode=inputmode
                aria-describedby=described
                aria-invalid=move || error.get().is_some().then_some("true")
                value=value
            />
        </div>
    }
    .into_any()
}

/// A box to write in, in a form. Keeps what was typed.
#[component]
pub(crate) fn Lines(
    /// The field's name; also the id that an error summary links to.
    #[prop(into)]
    name: String,
    /// What to write.
    #[prop(into)]
    label: String,
    /// How to write it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What stands there at first.
    #[prop(optional, into)]
    value: Option<String>,
    /// How high it is at first.
    #[prop(default = 8)]
    rows: u32,
) -> impl IntoView {
    let sending = use_sending();
    let error = sending.error(name.clone());
    let described = described(&name, hint.is_some(), error);
    let value = sending.typed(&name).or(value).unwrap_or_default();
    let id = sending.id(&name);
    view! {
        <div class="field" data-wrong=move || error.get().is_some().then_some("")>
            <label for=id.clone()>{label}</label>
            <Notes name=name.clone() hint error/>
            <textarea
                id=id
                name=name
                rows=rows
                autocomplete="off"
                aria-describedby=described
                aria-invalid=move || error.get().is_some().then_some("true")
            >
                {written(value)}
            </textarea>
        </div>
    }
    .into_any()
}

/// What stands in a box to write in. The library writes it into the document as it is, so on the
/// server what HTML would understand is escaped; the browser sets it as text.
fn written(text: String) -> String {
    #[cfg(not(feature = "hydrate"))]
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    text
}

/// The hint and the error of a field.
#[component]
pub(crate) fn Notes(
    #[prop(into)] name: String,
    hint: Option<String>,
    error: Signal<Option<&'static str>>,
) -> impl IntoView {
    use super::icon::{Icon, IconName};

    let id = use_sending().id(&name);
    let hint = hint.map(|hint| {
        view! { <p class="field-hint" id=format!("{id}-ledtext")>{hint}</p> }.into_any()
    });
    view! {
        {hint}
        <p class="field-error" id=format!("{id}-fel") hidden=move || error.get().is_none()>
            <Icon name=IconName::Warning/>
            <span>{move || error.get()}</span>
        </p>
    }
    .into_any()
}

/// The ids of what describes a field.
pub(crate) fn described(
    name: &str,
    hint: bool,
    error: Signal<Option<&'static str>>,
) -> Signal<Option<String>> {
    let id = use_sending().id(name);
    Signal::derive(move || {
        let hint = hint.then(|| format!("{id}-ledtext"));
        let error = error.get().map(|_| format!("{id}-fel"));
        let ids: Vec<_> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::sending::Sending;

    // What somebody typed is text, whatever it looks like.
    #[test]
    fn what_was_typed_does_not_end_the_box() {
        let html = Owner::new().with(|| {
            provide_context(Sending::new(None, String::new()));
            let value = "</textarea><b>&lt;".to_owned();
            view! { <Lines name="text" label="Text" value/> }.to_html()
        });

        assert!(
            html.contains("&lt;/textarea&gt;&lt;b&gt;&amp;lt;"),
            "{html}"
        );
        assert!(!html.contains("<b>"), "{html}");
    }
}
