//! One of a unit's applications for an exception: its facts, a doctor's note, the decision (R-C3).

use domain::application::{
    Act, Application, ApplicationKind, DeskForm, Grounds, LONGEST_WORDS, Party,
};
use domain::form::{FieldErrors, Typed};
use domain::moment::Day;
use leptos::prelude::*;

use crate::api::applications::read_unit_application;
use crate::component::choose::Choose;
use crate::component::icon::{Icon, IconName};
use crate::component::inputs::{Line, Lines, Notes, described};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{SendButton, SendForm};
use crate::component::sending::{Check, use_sending};
use crate::fetched::Fetched;
use crate::page::applications::outcome::Outcome;
use crate::page::applications::parts::{facts, hidden, history};
use crate::page::lazy::lazy_page;
use crate::place::use_part;
use crate::text::application::{button, grounds, heading, means};

lazy_page!(
    /// One of a unit's applications.
    DESK_APPLICATION_PAGE = desk_application_page, desk
);

fn desk_application_page() -> AnyView {
    let (unit, application) = (use_part("unit"), use_part("application"));
    let found = Fetched::new(
        move || (unit.get(), application.get()),
        |(unit, application)| read_unit_application(unit, application),
    );
    let outcome = Outcome::on(found);
    view! {
        <Load of=found let:found>
            <One
                name=found.0
                one=found.1
                path=format!("/mottagning/{}/ansokningar", unit.get_untracked())
                outcome
            />
        </Load>
    }
    .into_any()
}

/// What is wrong with what is typed about a guardian's application.
fn check_guardians(typed: &Typed) -> FieldErrors {
    let read = DeskForm::read(typed, ApplicationKind::GuardianReads, None);
    read.err().unwrap_or_default()
}

/// What is wrong with what is typed about a child's.
fn check_childs(typed: &Typed) -> FieldErrors {
    let read = DeskForm::read(typed, ApplicationKind::ChildReads, None);
    read.err().unwrap_or_default()
}

#[component]
fn One(
    /// The unit's name.
    name: String,
    one: Application,
    /// Where the unit's applications stand.
    path: String,
    /// What becomes of its forms.
    outcome: Outcome,
) -> impl IntoView {
    let told = outcome.told(&one.acts);
    let Outcome { went, beaten, .. } = outcome;
    let check: Check = match one.summary.kind {
        ApplicationKind::GuardianReads => check_guardians,
        ApplicationKind::ChildReads => check_childs,
    };
    let action = format!("{path}/{}", one.summary.id);
    let form = |act: &Act| {
        let act = *act;
        let (version, kind) = (one.version, one.summary.kind);
        let days = (one.proposed, one.last);
        let typed = outcome.typed(act);
        let means = means(act, &one.summary).map(|text| view! { <p>{text}</p> }.into_any());
        let heading_id = format!("rubrik-{}", act.word());
        let labelled = heading_id.clone();
        let inner = move || {
            view! {
                {hidden(act, version)}
                {means}
                {fields(act, kind, days, &typed)}
                <p class="actions">
                    <SendButton label=button(act)/>
                </p>
            }
            .into_any()
        };
        view! {
            <section class="setting" aria-labelledby=labelled>
                <h2 id=heading_id>{button(act)}</h2>
                <SendForm
                    action=action.clone()
                    name=act.word()
                    scope=format!("{}-", act.word())
                    check=check
                    done=went
                    beaten
                >
                    {inner()}
                </SendForm>
            </section>
        }
        .into_any()
    };
    let forms: Vec<_> = one.acts.iter().map(form).collect();
    let others = (one.party == Party::Member && one.summary.state.is_open()).then(|| {
        view! { <p>"Den som är ansvarig för enheten beslutar om ansökan."</p> }.into_any()
    });
    view! {
        <Page title=heading(&one.summary, one.party) tab=format!("{name}: en ansökan")>
            <p class="back no-print">
                <a href=path>
                    <Icon name=IconName::Back/>
                    <span>"Till ansökningarna"</span>
                </a>
            </p>
            {told}
            {facts(&one)}
            {others}
            {forms}
            {history(&one)}
        </Page>
    }
    .into_any()
}

/// What is filled in for an act, and what was before another was first.
fn fields(act: Act, kind: ApplicationKind, (proposed, last): (Day, Day), typed: &Typed) -> AnyView {
    let before = |field: &str| Some(typed.get(field).to_owned()).filter(|text| !text.is_empty());
    let options = || {
        let all = Grounds::of(kind, act).iter();
        let named = all.map(|one| (one.word().to_owned(), grounds(*one).to_owned()));
        let none = (String::new(), "Välj".to_owned());
        std::iter::once(none).chain(named).collect::<Vec<_>>()
    };
    let why = move || {
        let value = before(DeskForm::GROUNDS).unwrap_or_default();
        view! {
            <Choose
                name=DeskForm::GROUNDS
                label="Skälet till beslutet"
                options=options()
                value
            />
        }
        .into_any()
    };
    match act {
        Act::Note => view! {
            <Line
                name=DeskForm::DOCTOR
                label="Läkare"
                hint="Namnet på den som har skrivit att barnet inte kan samtycka."
                value=before(DeskForm::DOCTOR).unwrap_or_default()
            />
            <DayField
                name=DeskForm::NOTED
                label="Utlåtandets dag"
                hint="När utlåtandet skrevs.".to_owned()
                value=before(DeskForm::NOTED)
            />
        }
        .into_any(),
        Act::Approve => view! {
            {why()}
            <DayField
                name=DeskForm::UNTIL
                label="Gäller till och med"
                hint=format!("Senast {}, dagen före 16-årsdagen.", last.long())
                value=before(DeskForm::UNTIL).or_else(|| Some(proposed.iso()))
            />
        }
        .into_any(),
        Act::Deny => view! {
            {why()}
            <Lines
                name=DeskForm::ANSWER
                label="Besked till den som har ansökt"
                hint=format!("Högst {LONGEST_WORDS} tecken.")
                value=before(DeskForm::ANSWER).unwrap_or_default()
                rows=4
            />
        }
        .into_any(),
        Act::Revoke => why(),
        _ => ().into_any(),
    }
}

/// A day.
#[component]
fn DayField(
    name: &'static str,
    label: &'static str,
    hint: String,
    /// What stands there at first.
    value: Option<String>,
) -> impl IntoView {
    let sending = use_sending();
    let error = sending.error(name);
    let described = described(name, true, error);
    let value = sending.typed(name).or(value);
    view! {
        <div class="field" data-wrong=move || error.get().is_some().then_some("")>
            <label for=sending.id(name)>{label}</label>
            <Notes name hint=Some(hint) error/>
            <input
                type="date"
                id=sending.id(name)
                name=name
                aria-describedby=described
                aria-invalid=move || error.get().is_some().then_some("true")
                value=value
            />
        </div>
    }
    .into_any()
}
