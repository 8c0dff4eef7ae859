//! People with a protected identity whom a unit has approved, and a form for one more (R-G8).

use domain::approval::{ApprovalAct, ApprovalEnd, ApprovalReason, Approvals, Approved, Term};
use domain::moment::Day;
use domain::staff::Role;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::cases::back;
use crate::api::ApiCode;
use crate::api::desk::read_approvals;
use crate::component::alert::{Alert, AlertKind};
use crate::component::choose::Choose;
use crate::component::error_view::words;
use crate::component::inputs::Line;
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::context::use_posted;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{use_part, with_query};
use crate::text::approval::{end_reason, reason, state};

lazy_page!(
    /// Those whom a unit has approved.
    APPROVED_PAGE = approved_page, desk
);

fn approved_page() -> AnyView {
    let unit = use_part("unit");
    let query = use_query_map();
    let asked = move |name: &'static str| query.with(|query| query.get(name).unwrap_or_default());
    // Another one to end is another page.
    let chosen = Memo::new(move |_| asked(ApprovalAct::WHICH));
    let approvals = Fetched::new(
        move || (unit.get(), chosen.get()),
        |(unit, _)| read_approvals(unit),
    );
    let navigate = use_navigate();
    // The same may be done twice: then the address stays, and the list is asked for anew.
    let went = Callback::new(move |to: String| {
        navigate(&to, NavigateOptions::default());
        approvals.refetch();
    });
    view! {
        <Load of=approvals let:found>
            <List
                found
                chosen=chosen.get_untracked()
                done=query.with_untracked(|query| query.get("gjort").unwrap_or_default())
                went
            />
        </Load>
    }
    .into_any()
}

#[component]
fn List(
    found: Approvals,
    /// The one that is to be ended or kept, if any.
    chosen: String,
    /// What has just been done.
    done: String,
    /// Called with where an act leads.
    went: Callback<String>,
) -> impl IntoView {
    let Approvals {
        unit,
        name,
        clinic,
        role,
        approvals,
        usual,
        last,
        key,
    } = found;
    let path = format!("/mottagning/{unit}/godkanda");
    let done = match done.as_str() {
        "godkand" => Some("Personen är godkänd"),
        "avslutat" => Some("Godkännandet är avslutat"),
        "sett-over" => Some("Godkännandet är sett över"),
        _ => None,
    };
    let done = done
        .map(|title| view! { <Alert kind=AlertKind::Success title answers_form=true/> }.into_any());
    let in_charge = role == Role::InCharge;
    let one = approvals
        .iter()
        .find(|one| in_charge && one.state.is_open() && one.id.to_string() == chosen)
        .cloned();
    let gone = one.is_none();
    let form = if let Some(one) = one {
        view! { <Change one path=path.clone() last went/> }.into_any()
    } else {
        let action = path.clone();
        view! {
                <section class="setting" aria-labelledby="godkann">
                    <h2 id="godkann">"Godkänn en person"</h2>
                    <p>
                        "Folkbokföringen svarar bara på om personen har skyddade personuppgifter. Inget annat visas här."
                    </p>
                    <SendForm action name="godkann" done=went>
                        <Key key/>
                        <Add usual last/>
                    </SendForm>
                </section>
            }
            .into_any()
    };
    // A form that the browser sent by itself, and that is not there any more.
    let late = use_posted().filter(|posted| gone && posted.error.code == ApiCode::Conflict);
    let late = late.map(|posted| {
        let (title, body) = words(&posted.error);
        let body = body
            .into_iter()
            .map(|text| view! { <p>{text}</p> }.into_any());
        view! {
            <Alert kind=AlertKind::Error title answers_form=true>
                {body.collect_view()}
            </Alert>
        }
        .into_any()
    });
    let list = if approvals.is_empty() {
        view! { <p>"Ni har inte godkänt någon än."</p> }.into_any()
    } else {
        let rows = approvals.into_iter().map(|one| row(one, &path, in_charge));
        view! { <ul class="templates" role="list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <Page
            title=format!("{name}: godkända")
            lead=format!("Den som har skyddade personuppgifter kan kontakta er på nätet först när ni har godkänt det. Godkännandet gäller hela {clinic}.")
        >
            {back(&unit.to_string())}
            {done}
            {late}
            {form}
            <section aria-labelledby="godkanda">
                <h2 id="godkanda">"Godkända"</h2>
                {list}
            </section>
        </Page>
    }
    .into_any()
}

/// The fields for one more.
#[component]
fn Add(usual: Day, last: Day) -> impl IntoView {
    let reasons = ApprovalReason::ALL.map(|one| (one.word().to_owned(), reason(one).to_owned()));
    let terms = [
        (ApprovalAct::UNTIL, "Godkännandet slutar den dagen"),
        (
            ApprovalAct::REVIEW,
            "Det gäller tills vidare, och vi ser över det den dagen",
        ),
    ];
    let terms = terms.map(|(word, name)| (word.to_owned(), name.to_owned()));
    view! {
        <input type="hidden" name=ApprovalAct::ACT value="godkann"/>
        <Line
            name=ApprovalAct::NUMBER
            label="Personnummer"
            hint="Tolv siffror: ÅÅÅÅMMDDNNNN. Kontrollera först att det är rätt person."
            inputmode="numeric"
            size=16
        />
        <Choose name=ApprovalAct::REASON label="Varför?" options=reasons.to_vec()/>
        <TillDay usual last/>
        <Choose name=ApprovalAct::TERM label="Vad händer den dagen?" options=terms.to_vec()/>
        <p class="actions">
            <SendButton label="Godkänn"/>
        </p>
    }
    .into_any()
}

/// The day on which it ends, or is looked at again.
#[component]
fn TillDay(usual: Day, last: Day) -> impl IntoView {
    view! {
        <Line
            name=ApprovalAct::DAY
            label="Till vilken dag?"
            hint=format!("Ett datum som ÅÅÅÅ-MM-DD, senast {}.", last.iso())
            value=usual.iso()
            inputmode="numeric"
            size=12
        />
    }
    .into_any()
}

fn row(one: Approved, path: &str, in_charge: bool) -> AnyView {
    let id = one.id.to_string();
    let open = one.state.is_open();
    let stands = state(&one.state, one.term);
    let why = one.reason.map_or("Skälet går inte att läsa", reason);
    let decided = format!("{}. Godkänd {} av {}.", why, one.at.day.long(), one.by);
    let change = (open && in_charge).then(|| {
        let href = with_query(path, &[(ApprovalAct::WHICH, &id)]);
        let which = format!(" {}", one.number);
        view! {
            <p class="actions">
                <a class="button button-quiet" href=href>
                    "Avsluta eller se över" <span class="visually-hidden">{which}</span>
                </a>
            </p>
        }
        .into_any()
    });
    view! {
        <li class="template">
            <h3>{one.number}</h3>
            <p>{stands}</p>
            <p>{decided}</p>
            {change}
        </li>
    }
    .into_any()
}

/// Ending an approval, or saying that it stays. Only for one in charge.
#[component]
fn Change(one: Approved, path: String, last: Day, went: Callback<String>) -> impl IntoView {
    let id = one.id.to_string();
    // The form is shown again at its own address: for the same one.
    let action = with_query(&path, &[(ApprovalAct::WHICH, &id)]);
    let which = id.clone();
    let review = match one.term {
        Term::Until(_) => None,
        Term::Review(_) => {
            let inner = move || {
                view! {
                    <input type="hidden" name=ApprovalAct::ACT value="se-over"/>
                    <input type="hidden" name=ApprovalAct::WHICH value=which/>
                    <Line
                        name=ApprovalAct::DAY
                        label="När ska det ses över igen?"
                        hint=format!("Ett datum som ÅÅÅÅ-MM-DD, senast {}.", last.iso())
                        inputmode="numeric"
                        size=12
                    />
                    <p class="actions">
                        <SendButton label="Låt det gälla"/>
                    </p>
                }
                .into_any()
            };
            let view = view! {
                <SendForm action=action.clone() name="se-over" done=went>
                    {inner()}
                </SendForm>
            };
            Some(view.into_any())
        }
    };
    let ends = ApprovalEnd::ALL.map(|one| (one.word().to_owned(), end_reason(one).to_owned()));
    let inner = move || {
        view! {
            <input type="hidden" name=ApprovalAct::ACT value="avsluta"/>
            <input type="hidden" name=ApprovalAct::WHICH value=id/>
            <Choose name=ApprovalAct::WHY_ENDED label="Varför avslutas det?" options=ends.to_vec()/>
            <p class="actions">
                <SendButton label="Avsluta godkännandet"/>
                <a class="button button-quiet" href=path>
                    "Avbryt"
                </a>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="setting" aria-labelledby="andra">
            <h2 id="andra">{format!("Godkännandet av {}", one.number)}</h2>
            <p>{state(&one.state, one.term)}</p>
            {review}
            <SendForm action name="avsluta" done=went>
                {inner()}
            </SendForm>
        </section>
    }
    .into_any()
}
