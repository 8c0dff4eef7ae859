//! One case: what was written, and what staff does with it (R-C1, R-C2).

use domain::block::SenderStands;
use domain::case::{Case, CaseForm, CaseState};
use domain::form::Typed;
use domain::inbox::Asked;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::acts::{self, Answer, Cancel, Forms, HandOver, Others, Stop};
use super::cases::{back, is_protected};
use super::decide::decide;
use super::explain;
use crate::api::ApiCode;
use crate::api::desk::read_case;
use crate::browser;
use crate::component::alert::{Alert, AlertKind};
use crate::component::error_view::words;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::message::{Side, shown};
use crate::component::page::Page;
use crate::component::send_form::NAME;
use crate::context::use_posted;
use crate::fetched::Fetched;
use crate::news::on_news;
use crate::page::lazy::lazy_page;
use crate::place::{use_part, with_query};
use crate::text::case::{case_stands, errand_kind};

lazy_page!(
    /// One case.
    CASE_PAGE = case_page, desk
);

fn case_page() -> AnyView {
    let (unit, thread) = (use_part("unit"), use_part("thread"));
    let case = Fetched::new(
        move || (unit.get(), thread.get()),
        |(unit, thread)| read_case(unit, thread, false),
    );
    let query = use_query_map();
    let done = move || query.with_untracked(|query| query.get("gjort"));
    // What was being written as an answer, what in another form, and why that was not done.
    let (kept, beat) = (RwSignal::new(String::new()), RwSignal::new(None));
    let decided = RwSignal::new(Typed::default());
    // The files that go with it.
    let memory = NodeRef::<html::Input>::new();
    // What was begun for one case never comes to another.
    Effect::new(move |before: Option<String>| {
        let now = thread.get();
        if before.is_some_and(|before| before != now) {
            kept.set(String::new());
            beat.set(None);
            if let Some(memory) = memory.get_untracked() {
                browser::files::forget(&memory);
            }
        }
        now
    });
    let navigate = use_navigate();
    // The page stays, with the case as it is now, or one goes where it leads.
    let here = move || format!("/mottagning/{}/arende/{}", unit.get(), thread.get());
    let went = Callback::new(move |to: String| {
        let stays = to.starts_with(&here());
        // An answer that is being written stays, whatever else is done.
        let answered = to.contains("gjort=svarat");
        let writing = browser::typed_in(CaseForm::TEXT).filter(|_| !answered);
        kept.set(writing.unwrap_or_default());
        decided.set(Typed::default());
        if answered && let Some(memory) = memory.get_untracked() {
            browser::files::forget(&memory);
        }
        beat.set(None);
        navigate(&to, NavigateOptions::default());
        if stays {
            case.refetch();
        }
    });
    let beaten = Callback::new(move |(typed, why): (Typed, ApiCode)| {
        kept.set(browser::typed_in(CaseForm::TEXT).unwrap_or_default());
        decided.set(typed);
        beat.set(Some(why));
        case.refetch();
    });
    view! {
        <input type="file" multiple hidden node_ref=memory/>
        <Load of=case let:case>
            <CaseView
                unit=unit.get_untracked()
                case
                done=done()
                kept=kept.get_untracked()
                decided=decided.get_untracked()
                beat=beat.get_untracked()
                memory
                went
                beaten
            />
        </Load>
    }
    .into_any()
}

#[component]
fn CaseView(
    unit: String,
    case: Case,
    /// What has just been done.
    done: Option<String>,
    /// What was being written as an answer.
    kept: String,
    /// What was typed in the form that another was before.
    decided: Typed,
    /// Why what was typed was not done, if it was not.
    beat: Option<ApiCode>,
    /// What remembers the files that are to go with the answer.
    memory: NodeRef<html::Input>,
    /// Called with where an act leads.
    went: Callback<String>,
    /// Called with what was typed and why it was not done.
    beaten: Callback<(Typed, ApiCode)>,
) -> impl IntoView {
    let title = case.summary.subject.clone();
    let action = format!("/mottagning/{unit}/arende/{}", case.summary.id);
    let tab = format!(
        "{}: {}",
        case.unit,
        errand_kind(case.summary.kind).to_lowercase()
    );
    let done = done.and_then(|word| match word.as_str() {
        "svarat" => Some("Svaret är skickat. Ärendet väntar på svar"),
        "svarat-stangt" => Some("Svaret är skickat och ärendet är klart"),
        "stangt" => Some("Ärendet är klart"),
        "kallat" => Some("Personen har fått tiden, och får besked"),
        "avbokat" => Some("Tiden är avbokad, och personen får besked"),
        "recept" => Some("Beslutet är skickat och ärendet är klart"),
        "intyg" => Some("Intyget är utfärdat och ärendet är klart"),
        "intyg-nej" => Some("Avslaget är skickat och ärendet är klart"),
        _ => None,
    });
    let done = done
        .filter(|_| beat.is_none())
        .map(|title| view! { <Alert kind=AlertKind::Success title answers_form=true/> }.into_any());
    let before = gone(case.summary.state).filter(|_| done.is_none());
    let conflict = beat.or(before).map(not_done);
    let taken_back = RwSignal::new(case.summary.taken_back);
    let forms = Forms {
        action,
        version: case.version.to_string(),
        key: case.key,
        went,
        beaten,
    };
    let (state, mine) = (case.summary.state, case.mine);
    // What is asked for is decided before the case can be closed.
    let undecided = case.asked.as_ref().is_some_and(Asked::is_open);
    let by_guardian = case.summary.by_guardian;
    let decision = decide(case.asked.clone(), &forms, by_guardian, &decided);
    let answer = (state != CaseState::Done).then(|| {
        let forms = forms.clone();
        let templates = case.templates.clone();
        view! { <Answer forms kept closes=!undecided memory by_guardian templates/> }.into_any()
    });
    let colleagues = case.colleagues.clone();
    let hand_over = (state != CaseState::Done && !colleagues.is_empty())
        .then(|| view! { <HandOver forms=forms.clone() colleagues/> }.into_any());
    let give = (state != CaseState::Done).then(|| {
        let href = format!("{}/kalla", forms.action);
        view! {
            <p class="no-print">
                <a class="button button-quiet" href=href>
                    <Icon name=IconName::Calendar/>
                    "Ge en tid"
                </a>
            </p>
        }
        .into_any()
    });
    let explain = with_query(
        &format!("/mottagning/{unit}/forklara"),
        &[(explain::CASE, &case.summary.id.to_string())],
    );
    let cancel = case
        .booked
        .then(|| view! { <Cancel forms=forms.clone()/> }.into_any());
    let stop = sender(&case, &unit, &forms);
    let now = RwSignal::new(case.messages.clone());
    let asked = (unit.clone(), case.summary.id.to_string());
    let about = format!("enhet={unit}");
    let again = Callback::new(move |()| {
        let (unit, thread) = asked.clone();
        spawn_local(async move {
            // The page may be gone by now; then nothing follows.
            if let Ok(case) = read_case(unit, thread, true).await {
                now.try_set(case.messages);
                taken_back.try_set(case.summary.taken_back);
            }
        });
    });
    on_news(Memo::new(move |_| about.clone()), again);
    let address = forms.action.clone();
    let messages = move || {
        let messages = now.get().into_iter();
        let shown = |message| shown(message, Side::Clinic, &address);
        messages.map(shown).collect_view()
    };
    view! {
        <Page title tab>
            {back(&unit)}
            {done}
            {conflict}
            {move || taken_back.get().then(is_taken_back)}
            <Facts case/>
            <ol class="messages" role="list">{messages}</ol>
            {decision}
            <Others forms=forms.clone() state mine closes=!undecided/>
            {answer}
            {give}
            {cancel}
            {hand_over}
            {stop}
            <p class="desk-ways no-print">
                <a href=explain>"Vem får se det här?"</a>
            </p>
        </Page>
    }
    .into_any()
}

/// Keeping the guardian out who sent it, or that it is kept out already.
fn sender(case: &Case, unit: &str, forms: &Forms) -> Option<AnyView> {
    let guardian = case.guardian.clone()?;
    match case.sender {
        SenderStands::None => None,
        SenderStands::Open => {
            let (forms, child) = (forms.clone(), case.summary.person.clone());
            Some(view! { <Stop forms guardian child/> }.into_any())
        }
        SenderStands::Blocked => {
            let href = format!("/mottagning/{unit}/sparrar");
            let view = view! {
                <Alert kind=AlertKind::Info title="Ni har spärrat vårdnadshavaren">
                    <p>
                        {format!("{guardian} når inget om barnet, och läser inte det ni svarar här. ")}
                        <a href=href>"Till spärrarna"</a>
                    </p>
                </Alert>
            };
            Some(view.into_any())
        }
    }
}

/// Why a form was not done that the browser sent by itself and that is not there any more, because the
/// case has been closed since.
fn gone(state: CaseState) -> Option<ApiCode> {
    let posted = use_posted()
        .filter(|posted| state == CaseState::Done && posted.typed(NAME) != acts::OTHERS)?;
    let code = posted.error.code;
    matches!(code, ApiCode::Conflict | ApiCode::SentOther).then_some(code)
}

/// Why what was typed was not done.
fn not_done(why: ApiCode) -> AnyView {
    let (title, body) = match why {
        ApiCode::SentOther => words(&why.into()),
        _ => (
            "Ärendet har ändrats".to_owned(),
            vec![
                "Någon hann före medan du skrev, så inget gjordes. Så här ser ärendet ut nu. Har du \
                 börjat på ett svar eller ett beslut finns det kvar nedanför, så länge det behövs."
                    .to_owned(),
            ],
        ),
    };
    let body = body
        .into_iter()
        .map(|text| view! { <p>{text}</p> }.into_any());
    view! {
        <Alert kind=AlertKind::Error title answers_form=true>
            {body.collect_view()}
        </Alert>
    }
    .into_any()
}

/// That nothing is to be done any more.
fn is_taken_back() -> AnyView {
    view! {
        <Alert kind=AlertKind::Info title="Ärendet är tillbakataget">
            <p>"Det togs tillbaka innan någon hade börjat med det. Ni behöver inte göra något."</p>
        </Alert>
    }
    .into_any()
}

/// Whom it concerns, who sent it, and how it stands.
#[component]
fn Facts(case: Case) -> impl IntoView {
    let state = case_stands(&case.summary);
    let named = case.summary.person != case.number;
    let protected = case.summary.protected;
    let care = protected.then(|| {
        view! {
            <Alert kind=AlertKind::Info title="Personen har skyddade personuppgifter">
                <p>"Här står personnumret och inget namn. Skriv inget om adress, skola eller annat som visar var personen finns, varken här eller i ett intyg."</p>
            </Alert>
        }
        .into_any()
    });
    let number = named.then_some(case.number);
    let sent = case.guardian.map(|name| {
        view! {
            <div>
                <dt>"Skickat av vårdnadshavare"</dt>
                <dd>{name}</dd>
            </div>
        }
        .into_any()
    });
    view! {
        {care}
        <dl class="case-facts">
            <div>
                <dt>"Gäller"</dt>
                <dd>
                    <strong>{case.summary.person}</strong>
                    {number.map(|number| view! { <span>{format!(" {number}")}</span> }.into_any())}
                    {protected.then(is_protected)}
                </dd>
            </div>
            {sent}
            <div>
                <dt>"Läge"</dt>
                <dd>{state}</dd>
            </div>
        </dl>
    }
    .into_any()
}
