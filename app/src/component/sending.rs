//! How a form stands: what is wrong in it, what was typed before, and whether it is on its way.

use domain::attachment::{self, check_chosen, nth_of};
use domain::form::{FieldErrors, Typed};
use domain::message::FormKey;
use leptos::ev::Event;
use leptos::prelude::*;

use crate::api::{ApiCode, ApiError};
use crate::browser::files::Chosen;
use crate::context::Posted;
use crate::{browser, text};

/// What is wrong with what is typed: the same function as on the server.
pub(crate) type Check = fn(&Typed) -> FieldErrors;

/// How a form stands. Its fields find their errors here, and what was typed before.
#[derive(Clone, Copy)]
pub(crate) struct Sending {
    pub(super) wrong: RwSignal<FieldErrors>,
    /// What was wrong when the form was sent, above it: only then, for it takes the focus.
    pub(super) summary: RwSignal<FieldErrors>,
    /// What the server answered instead.
    pub(super) refused: RwSignal<Option<ApiError>>,
    /// Whether it is on its way.
    pub(super) pending: RwSignal<bool>,
    /// The form's key from now on, where something else has been sent with the one that it had.
    key: RwSignal<Option<FormKey>>,
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
    /// As it was sent, where the browser sent it by itself; or new.
    pub(super) fn new(posted: Option<Posted>, scope: String) -> Self {
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
            key: RwSignal::new(None),
            files: RwSignal::new(files),
            posted: StoredValue::new(posted),
            scope: StoredValue::new(scope),
            heard: StoredValue::new(None),
        }
    }

    /// Shows what is wrong, or what the server answered instead.
    pub(super) fn show(self, fields: FieldErrors, refused: Option<ApiError>) {
        self.refused.set(refused);
        self.wrong.set(fields.clone());
        self.summary.set(fields);
    }

    /// Once something is wrong, it is looked at again with each letter.
    pub(super) fn look_again(self, event: &Event, check: Option<Check>) {
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
    pub(super) fn look_at_left(self, event: &Event, check: Option<Check>) {
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

    /// Gives the form another key, with which what is typed can be sent, and kept until then.
    pub(super) fn renew(self, key: FormKey, mut typed: Typed) {
        // The page may be gone by now; then nothing follows.
        self.key.try_set(Some(key));
        typed.set(FormKey::FIELD, key.text());
        self.tell(|| Some(typed));
    }

    /// The key that it was given since it is shown, if it was.
    pub(super) fn renewed(self) -> Option<FormKey> {
        self.key.get()
    }

    /// Whether something else has been sent with the key that it came back with.
    pub(super) fn is_spent(self) -> bool {
        self.posted.with_value(|posted| {
            let code = posted.as_ref().map(|posted| posted.error.code);
            code == Some(ApiCode::SentOther)
        })
    }

    /// Lets this hear what is typed.
    pub(crate) fn hear(self, heard: Heard) {
        self.heard.set_value(Some(heard));
    }

    /// Tells who hears what is typed.
    pub(super) fn tell(self, typed: impl FnOnce() -> Option<Typed>) {
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

    /// What was wrong when it was sent: the ids of the fields, and the words.
    pub(super) fn summary(self) -> Signal<Vec<(String, String)>> {
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

/// What is wrong with what is typed, where anybody looks.
pub(super) fn checked(check: Option<Check>, typed: &Typed) -> FieldErrors {
    check.map(|check| check(typed)).unwrap_or_default()
}

/// How the form stands that one is in.
pub(crate) fn use_sending() -> Sending {
    expect_context::<Sending>()
}
