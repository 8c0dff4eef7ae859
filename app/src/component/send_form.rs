//! A form that the server takes at an address of ours. Without script the browser sends it, and
//! the server answers with a page. With script it is checked first, by the same function as on the
//! server; what is typed stays, and each error lands at its field.

use domain::attachment::{self, check_chosen, nth_of};
use domain::form::{FieldErrors, Typed};
use domain::message::FormKey;
use leptos::ev::{Event, FocusEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::alert::{Alert, AlertKind};
use super::error_summary::ErrorSummary;
use super::error_view::words;
use crate::api::{ApiCode, ApiError};
use crate::browser::files::Chosen;
use crate::context::{Posted, use_posted};
use crate::{browser, text};

/// The field that holds a form's name.
const NAME: &str = "formular";

/// What is wrong with what is typed: the same function as on the server.
pub(crate) type Check = fn(&Typed) -> FieldErrors;

/// How a form stands. Its fields find their errors here, and what was typed before.
#[derive(Clone, Copy)]
pub(crate) struct Sending {
    wrong: RwSignal<FieldErrors>,
    /// What was wrong when the form was sent, above it: only then, for it takes the focus.
    summary: RwSignal<FieldErrors>,
    /// What the server answered instead.
    refused: RwSignal<Option<ApiError>>,
    /// Whether it is on its way.
    pending: RwSignal<bool>,
    /// The files that are chosen.
    files: RwSignal<Vec<Chosen>>,
    /// What was typed, where the browser sent the form by itself.
    posted: StoredValue<Option<Posted>>,
    /// What the ids of its fields begin with.
    scope: StoredValue<String>,
    /// What hears what is typed, if anything does.
    heard: StoredValue<Option<Heard>>,
}

/// Called with what is typed each time that it changes; with nothing once it is sent.
type Heard = Callback<Option<Typed>>;

impl Sending {
    fn new(posted: Option<Posted>, scope: String) -> Self {
        let error = posted.as_ref().map(|posted| posted.error.clone());
        let fields = error.as_ref().map(|error| error.fields.clone());
        let fields = fields.unwrap_or_default();
        let again = |name: String| Chosen { name, bytes: None };
        let files = posted
            .iter()
            .flat_map(|posted| posted.all(attachment::FIELD));
        let files = files.map(again).collect();
        Self {
            wrong: RwSignal::new(fields.clone()),
            summary: RwSignal::new(fields),
            refused: RwSignal::new(error.filter(|error| error.code != ApiCode::Fields)),
            pending: RwSignal::new(false),
            files: RwSignal::new(files),
            posted: StoredValue::new(posted),
            scope: StoredValue::new(scope),
            heard: StoredValue::new(None),
        }
    }

    fn show(self, fields: FieldErrors, refused: Option<ApiError>) {
        self.refused.set(refused);
        self.wrong.set(fields.clone());
        self.summary.set(fields);
    }

    /// Once something is wrong, it is looked at again with each letter.
    fn look_again(self, event: &Event, check: Option<Check>) {
        if self.wrong.with_untracked(Vec::is_empty) {
            return;
        }
        let Some(form) = browser::form_around(event) else {
            return;
        };
        let now = checked(check, &form.typed());
        self.wrong.update(|wrong| {
            wrong.retain_mut(|wrong| {
                if is_about_files(&wrong.field) {
                    return true;
                }
                let still = now.iter().find(|now| now.field == wrong.field);
                still.map(|still| wrong.code = still.code).is_some()
            });
        });
    }

    /// What is left with something in it is looked at; what is empty may still be filled in.
    fn look_at_left(self, event: &Event, check: Option<Check>) {
        let form = browser::form_around(event);
        let Some((form, field)) = form.zip(browser::field_of(event)) else {
            return;
        };
        let typed = form.typed();
        if typed.get(&field).trim().is_empty() {
            return;
        }
        let mut now = checked(check, &typed);
        now.retain(|now| now.field == field);
        self.wrong.update(|wrong| {
            wrong.retain(|wrong| wrong.field != field);
            wrong.extend(now);
        });
    }

    /// Lets this hear what is typed.
    pub(crate) fn hear(self, heard: Heard) {
        self.heard.set_value(Some(heard));
    }

    fn tell(self, typed: impl FnOnce() -> Option<Typed>) {
        if let Some(heard) = self.heard.try_get_value().flatten() {
            heard.try_run(typed());
        }
    }

    /// Something else than typing has filled in the field: what was wrong with it is not any more.
    pub(crate) fn forgive(self, field: &str) {
        self.wrong
            .update(|wrong| wrong.retain(|wrong| wrong.field != field));
    }

    /// What is wrong with this field, in words.
    pub(crate) fn error(self, field: impl Into<String>) -> Signal<Option<&'static str>> {
        let field = field.into();
        Signal::derive(move || self.error_of(|wrong| wrong == field))
    }

    /// What is wrong with the `nth` of the files that are chosen, in words.
    pub(crate) fn file_error(self, nth: usize) -> Option<&'static str> {
        self.error_of(|wrong| nth_of(wrong) == Some(nth))
    }

    fn error_of(self, is_meant: impl Fn(&str) -> bool) -> Option<&'static str> {
        self.wrong.with(|wrong| {
            let wrong = wrong.iter().find(|wrong| is_meant(&wrong.field))?;
            Some(text::field_text(wrong))
        })
    }

    /// The files that are chosen.
    pub(crate) fn files(self) -> RwSignal<Vec<Chosen>> {
        self.files
    }

    /// Other files are chosen: what can be told of them is told at once.
    pub(crate) fn choose(self, files: Vec<Chosen>) {
        let sizes = files.iter().filter_map(|file| file.bytes);
        let now = check_chosen(sizes);
        self.wrong.update(|wrong| {
            wrong.retain(|wrong| !is_about_files(&wrong.field));
            wrong.extend(now);
        });
        self.files.set(files);
    }

    /// What was typed in this field before, if it was.
    pub(crate) fn typed(self, field: &str) -> Option<String> {
        self.posted
            .with_value(|posted| posted.as_ref().map(|posted| posted.typed(field)))
    }

    /// Whether a value of a field was chosen before; nothing where the form is new.
    pub(crate) fn chosen(self, field: &str, value: &str) -> Option<bool> {
        self.posted.with_value(|posted| {
            let typed = &posted.as_ref()?.typed;
            Some(
                typed
                    .iter()
                    .any(|(name, typed)| name == field && typed == value),
            )
        })
    }

    /// The id of a field: its name, and what the form's ids begin with.
    pub(crate) fn id(self, field: &str) -> String {
        self.scope.with_value(|scope| format!("{scope}{field}"))
    }

    /// Whether it is on its way.
    pub(crate) fn pending(self) -> bool {
        self.pending.get()
    }

    /// Whether it is on its way now, or gone with its page.
    pub(crate) fn is_pending(self) -> bool {
        self.pending.try_get_untracked() != Some(false)
    }

    /// What the file is called that an error is about.
    fn name_of(self, field: &str) -> Option<String> {
        let nth = nth_of(field)?;
        let name = |files: &Vec<Chosen>| files.get(nth).map(|file| file.name.clone());
        self.files.with_untracked(name)
    }

    fn summary(self) -> Signal<Vec<(String, String)>> {
        Signal::derive(move || {
            let wrong = self.summary.get().into_iter();
            let line = |wrong: domain::form::FieldError| {
                let text = text::field_text(&wrong).to_owned();
                let text = match self.name_of(&wrong.field) {
                    Some(name) => format!("{name}: {text}"),
                    None => text,
                };
                (self.id(&wrong.field), text)
            };
            wrong.map(line).collect()
        })
    }
}

/// Whether an error is about files, or about one of them.
fn is_about_files(field: &str) -> bool {
    field == attachment::FIELD || nth_of(field).is_some()
}

fn checked(check: Option<Check>, typed: &Typed) -> FieldErrors {
    check.map(|check| check(typed)).unwrap_or_default()
}

/// How the form stands that one is in.
pub(crate) fn use_sending() -> Sending {
    expect_context::<Sending>()
}

/// A form that the server takes.
#[component]
pub(crate) fn SendForm(
    /// Where it is sent: the address of the page that it stands on.
    action: String,
    /// Its name, where the page has several: what became of one is not shown at another.
    #[prop(optional, into)]
    name: Option<String>,
    /// What is wrong with what is typed.
    #[prop(optional)]
    check: Option<Check>,
    /// Called with where it leads once it is done; without it, one goes there.
    #[prop(optional)]
    done: Option<Callback<String>>,
    /// Called with what was typed, where another was first.
    #[prop(optional)]
    beaten: Option<Callback<Typed>>,
    /// Its look.
    #[prop(default = "form")]
    class: &'static str,
    /// What the ids of its fields begin with, where another form of the page has the same fields.
    #[prop(optional, into)]
    scope: String,
    /// Whether it takes files.
    #[prop(optional)]
    files: bool,
    children: Children,
) -> impl IntoView {
    let named = name.clone().unwrap_or_default();
    let posted = use_posted().filter(|posted| posted.typed(NAME) == named);
    let sending = Sending::new(posted, scope);
    provide_context(sending);
    let navigate = use_navigate();
    let done = done.unwrap_or_else(|| {
        Callback::new(move |to: String| navigate(&to, leptos_router::NavigateOptions::default()))
    });
    let submit = {
        let action = action.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            if sending.pending.get_untracked() {
                return;
            }
            let Some(form) = browser::form_of(&event) else {
                return;
            };
            let mut wrong = checked(check, &form.typed());
            wrong.extend(check_chosen(form.sizes()));
            let passed = wrong.is_empty();
            sending.show(wrong, None);
            if !passed {
                return;
            }
            sending.pending.set(true);
            let action = action.clone();
            spawn_local(async move {
                let answer = form.send(&action).await;
                // The page may be gone by now; then nothing follows.
                sending.pending.try_set(false);
                match answer {
                    Ok(to) => {
                        sending.tell(|| None);
                        done.try_run(to);
                    }
                    Err(error) if error.code == ApiCode::Fields => sending.show(error.fields, None),
                    Err(error) => match beaten.filter(|_| error.code == ApiCode::Conflict) {
                        Some(beaten) => {
                            beaten.try_run(form.typed());
                        }
                        None => sending.show(Vec::new(), Some(error)),
                    },
                }
            });
        }
    };
    let typing = move |event| {
        sending.look_again(&event, check);
        sending.tell(|| browser::form_around(&event).map(|form| form.typed()));
    };
    let left = move |event: FocusEvent| sending.look_at_left(&event, check);
    let refused = move || {
        sending.refused.get().map(|error| {
            if error.code == ApiCode::LoggedOut {
                return logged_out();
            }
            let (title, body) = words(&error);
            let body = body
                .into_iter()
                .map(|text| view! { <p>{text}</p> }.into_any());
            view! {
                <Alert kind=AlertKind::Error title answers_form=true>
                    {body.collect_view()}
                </Alert>
            }
            .into_any()
        })
    };
    view! {
        <form
            class=class
            method="post"
            action=action
            enctype=files.then_some("multipart/form-data")
            novalidate
            on:submit=submit
            on:input=typing
            on:focusout=left
        >
            <ErrorSummary errors=sending.summary()/>
            {refused}
            {name.map(|name| view! { <input type="hidden" name=NAME value=name/> }.into_any())}
            {children()}
        </form>
    }
    .into_any()
}

/// The session has ended while one wrote: what is typed stays here.
fn logged_out() -> AnyView {
    view! {
        <Alert kind=AlertKind::Error title="Du har loggats ut" answers_form=true>
            <p>
                "Inget är skickat, och det du skrev finns kvar här. "
                <a href="/logga-in" target="_blank" rel="external">
                    "Logga in i en ny flik"
                </a> ", gå tillbaka hit och skicka igen."
            </p>
        </Alert>
    }
    .into_any()
}

/// The key of a form: the one that it was sent with, where it is shown again, so that what may
/// have been done already is not done twice.
#[component]
pub(crate) fn Key(key: FormKey) -> impl IntoView {
    let sent = use_sending().typed(FormKey::FIELD);
    let sent = sent.filter(|sent| FormKey::read(sent).is_some());
    let value = sent.unwrap_or_else(|| key.text());
    view! { <input type="hidden" name=FormKey::FIELD value=value/> }.into_any()
}

/// The button that sends the form.
#[component]
pub(crate) fn SendButton(
    /// What it does.
    #[prop(into)]
    label: String,
    /// The button's field, where the form has several.
    #[prop(optional)]
    name: Option<&'static str>,
    /// What it says there.
    #[prop(optional)]
    value: Option<&'static str>,
    /// Its look.
    #[prop(default = "button")]
    class: &'static str,
) -> impl IntoView {
    let sending = use_sending();
    view! {
        <button
            type="submit"
            class=class
            name=name
            value=value
            aria-disabled=move || sending.pending().then_some("true")
        >
            {label}
        </button>
    }
    .into_any()
}

/// A line to write in, in a [`SendForm`]. Keeps what was typed.
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

/// A box to write in, in a [`SendForm`]. Keeps what was typed.
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
