//! Applications for an exception: one's own, and those about oneself (R-J5, R-J6).

pub(crate) mod new;
pub(crate) mod one;
pub(crate) mod outcome;
pub(crate) mod parts;

use domain::application::{ApplicationKind, Applications, Party};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::applications::read_applications;
use crate::component::alert::{Alert, AlertKind};
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::page::Page;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use parts::rows;

/// Where they stand.
pub(crate) const HERE: &str = "/mig/ansokningar";

lazy_page!(
    /// One's applications.
    APPLICATIONS_PAGE = applications_page, application
);

fn applications_page() -> AnyView {
    let found = Fetched::new(|| (), |()| read_applications());
    let query = use_query_map();
    let sent = move || query.with_untracked(|query| query.get_str("skickat").is_some());
    view! {
        <Load of=found let:found>
            <List found sent=sent()/>
        </Load>
    }
    .into_any()
}

#[component]
fn List(
    found: Applications,
    /// Whether one has just been sent.
    sent: bool,
) -> impl IntoView {
    let Applications { own, asked, kind } = found;
    let next = match kind {
        ApplicationKind::GuardianReads => {
            "Nu loggar barnet in själv och svarar ja eller nej. Sedan beslutar mottagningen. Det kan ta några veckor."
        }
        ApplicationKind::ChildReads => {
            "Nu gör mottagningen en bedömning och beslutar. Det kan ta några veckor."
        }
    };
    let sent = sent.then(|| {
        view! {
            <Alert kind=AlertKind::Success title="Ansökan är skickad" answers_form=true>
                <p>{next}</p>
                <p>"Här ser du hur det går. Du kan återkalla ansökan tills den är avgjord."</p>
            </Alert>
        }
        .into_any()
    });
    let asked = (!asked.is_empty()).then(|| {
        view! {
            <section aria-labelledby="om-mig">
                <h2 id="om-mig">"Om att läsa din journal"</h2>
                {rows(asked, HERE, Party::Child)}
            </section>
        }
        .into_any()
    });
    let own = if own.is_empty() {
        view! {
            <Empty icon=IconName::Journal title="Du har inte gjort någon ansökan">
                <p>{may_apply(kind)}</p>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <section aria-labelledby="mina">
                <h2 id="mina">"Dina ansökningar"</h2>
                {rows(own, HERE, Party::Applicant)}
            </section>
        }
        .into_any()
    };
    view! {
        <Page title="Ansökningar".to_owned() lead="Om att läsa journalen för den som är 13–15 år.">
            {sent}
            {asked}
            {own}
            <p class="actions">
                <a class="button" href=format!("{HERE}/ny")>
                    <Icon name=IconName::Add/>
                    {match kind {
                        ApplicationKind::GuardianReads => "Ansök om att läsa journal",
                        ApplicationKind::ChildReads => "Be att få läsa själv",
                    }}
                </a>
            </p>
        </Page>
    }
    .into_any()
}

/// Who may apply for what.
pub(crate) fn may_apply(kind: ApplicationKind) -> &'static str {
    match kind {
        ApplicationKind::GuardianReads => {
            "Är ditt barn 13–15 år är journalen stängd via nätet. Du kan ansöka hos en mottagning om att läsa det som den har skrivit. Barnet behöver samtycka, och mottagningen beslutar."
        }
        ApplicationKind::ChildReads => {
            "Innan du fyller 16 år är journalen stängd via nätet. Du kan be en mottagning att få läsa det som den har skrivit. Mottagningen bedömer och beslutar."
        }
    }
}
