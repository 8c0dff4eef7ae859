//! Texts that a unit's staff keeps for its answers: the list, and a form for one.

use domain::form::{FieldErrors, Typed};
use domain::message::FormKey;
use domain::template::{LONGEST_NAME, Template, TemplateAct, Templates};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::cases::back;
use crate::api::ApiCode;
use crate::api::desk::read_templates;
use crate::component::alert::{Alert, AlertKind};
use crate::component::inputs::{Line, Lines};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{use_part, with_query};

lazy_page!(
    /// A unit's texts for answers.
    TEMPLATES_PAGE = templates_page, desk
);

fn templates_page() -> AnyView {
    let unit = use_part("unit");
    let query = use_query_map();
    let asked = move |name: &'static str| query.with(|query| query.get(name).unwrap_or_default());
    // Another one to change is another page.
    let chosen = Memo::new(move |_| asked(TemplateAct::WHICH));
    let templates = Fetched::new(
        move || (unit.get(), chosen.get()),
        |(unit, _)| read_templates(unit),
    );
    let navigate = use_navigate();
    // What was typed in a form that a colleague was before.
    let beat = RwSignal::new(None::<Typed>);
    // The same may be done twice: then the address stays, and the list is asked for anew.
    let went = Callback::new(move |to: String| {
        beat.set(None);
        navigate(&to, NavigateOptions::default());
        templates.refetch();
    });
    let beaten = Callback::new(move |(typed, _): (Typed, ApiCode)| {
        beat.set(Some(typed));
        templates.refetch();
    });
    view! {
        <Load of=templates let:found>
            <List
                found
                chosen=chosen.get_untracked()
                done=query.with_untracked(|query| query.get("gjort").unwrap_or_default())
                beat=beat.get_untracked()
                went
                beaten
            />
        </Load>
    }
    .into_any()
}

/// What is wrong with what is typed.
fn check(typed: &Typed) -> FieldErrors {
    TemplateAct::read(typed).err().unwrap_or_default()
}

#[component]
fn List(
    found: Templates,
    /// The one that is to be changed, if any.
    chosen: String,
    /// What has just been done.
    done: String,
    /// What was typed in a form that a colleague was before.
    beat: Option<Typed>,
    /// Called with where an act leads.
    went: Callback<String>,
    /// Called with what was typed, where a colleague was first.
    beaten: Callback<(Typed, ApiCode)>,
) -> impl IntoView {
    let Templates {
        unit,
        name,
        templates,
        key,
    } = found;
    let path = format!("/mottagning/{unit}/mallar");
    let done = match done.as_str() {
        "sparad" => Some("Mallen är sparad"),
        "borttagen" => Some("Mallen är borttagen"),
        _ => None,
    };
    let done = done
        .filter(|_| beat.is_none())
        .map(|title| view! { <Alert kind=AlertKind::Success title answers_form=true/> }.into_any());
    let changed = templates
        .iter()
        .find(|template| template.id.to_string() == chosen)
        .cloned();
    let conflict = beat.is_some().then(|| {
        view! {
            <Alert kind=AlertKind::Error title="Mallen har ändrats" answers_form=true>
                <p>
                    "En kollega hann före, så inget gjordes. I listan står mallen som den är nu. Det du skrev finns kvar nedanför."
                </p>
            </Alert>
        }
        .into_any()
    });
    let rows = templates
        .into_iter()
        .map(|template| row(template, &path))
        .collect_view();
    let form = Form {
        changed,
        path,
        key,
        typed: beat.unwrap_or_default(),
        went,
        beaten,
    };
    view! {
        <Page
            title=format!("{name}: mallar")
            lead="Texter som ni ofta svarar med. Välj en mall när du skriver ett svar, och ändra sedan det som behövs."
        >
            {back(&unit.to_string())}
            {done}
            {conflict}
            <ul class="templates" role="list">
                {rows}
            </ul>
            {form.view()}
        </Page>
    }
    .into_any()
}

fn row(template: Template, path: &str) -> AnyView {
    let Template { id, name, text, .. } = template;
    let change = with_query(path, &[(TemplateAct::WHICH, &id.to_string())]);
    let which = format!(" {name}");
    view! {
        <li class="template">
            <h2>{name}</h2>
            <p class="message-body">{text}</p>
            <p class="actions">
                <a class="button button-quiet" href=change>
                    "Ändra" <span class="visually-hidden">{which}</span>
                </a>
            </p>
        </li>
    }
    .into_any()
}

/// The form: for the one that is changed, or for a new one.
struct Form {
    changed: Option<Template>,
    path: String,
    key: FormKey,
    /// What was typed when a colleague was first.
    typed: Typed,
    went: Callback<String>,
    beaten: Callback<(Typed, ApiCode)>,
}

impl Form {
    fn view(self) -> AnyView {
        let Self {
            changed,
            path,
            key,
            typed,
            went,
            beaten,
        } = self;
        let (heading, act, action) = match &changed {
            Some(template) => {
                // The form is shown again at its own address: for the same template.
                let which = template.id.to_string();
                let action = with_query(&path, &[(TemplateAct::WHICH, &which)]);
                ("Ändra mallen", "andra", action)
            }
            None => ("Lägg till en mall", "lagg-till", path.clone()),
        };
        let remove = changed.as_ref().map(|template| {
            let inner = shown(template);
            let inner = move || {
                view! {
                    <input type="hidden" name=TemplateAct::ACT value="ta-bort"/>
                    {inner}
                    <SendButton label="Ta bort mallen" class="button button-quiet"/>
                }
                .into_any()
            };
            view! {
                <SendForm action=action.clone() name="ta-bort" done=went beaten class="actions">
                    {inner()}
                </SendForm>
            }
            .into_any()
        });
        let inner = move || {
            let which = changed.as_ref().map(shown);
            let leave = changed.is_some().then(|| {
                view! {
                    <a class="button button-quiet" href=path>
                        "Avbryt"
                    </a>
                }
                .into_any()
            });
            let (name, text) = match changed {
                _ if !typed.get(TemplateAct::NAME).is_empty() => (
                    typed.get(TemplateAct::NAME).to_owned(),
                    typed.get(TemplateAct::TEXT).to_owned(),
                ),
                Some(template) => (template.name, template.text),
                None => <(String, String)>::default(),
            };
            view! {
                <input type="hidden" name=TemplateAct::ACT value=act/>
                {which}
                <Key key/>
                <Line
                    name=TemplateAct::NAME
                    label="Namn"
                    hint=format!("Det som mallen väljs efter, högst {LONGEST_NAME} tecken.")
                    value=name
                />
                <Lines
                    name=TemplateAct::TEXT
                    label="Text"
                    hint="Skriv inga uppgifter om någon person i en mall."
                    value=text
                    rows=8
                />
                <p class="actions">
                    <SendButton label="Spara"/>
                    {leave}
                </p>
            }
            .into_any()
        };
        view! {
            <section class="setting" aria-labelledby="mallen">
                <h2 id="mallen">{heading}</h2>
                <SendForm action name="mallen" check=check done=went beaten>
                    {inner()}
                </SendForm>
                {remove}
            </section>
        }
        .into_any()
    }
}

/// Which template a form is about, and as it was shown.
fn shown(template: &Template) -> AnyView {
    view! {
        <input type="hidden" name=TemplateAct::WHICH value=template.id.to_string()/>
        <input type="hidden" name=TemplateAct::VERSION value=template.version.to_string()/>
    }
    .into_any()
}
