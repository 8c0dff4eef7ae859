//! What happens next, once one has sent something.

use domain::contact::OnlineService;
use domain::family::Whom;
use domain::taking_back::TakingBack;
use leptos::prelude::*;

use crate::component::alert::{Alert, AlertKind};

/// What happens next once this has been sent, or done: a word of the address. `unit`: its name.
/// `stands`: whether it can be taken back.
pub(super) fn receipt(word: &str, unit: &str, whom: &Whom, stands: TakingBack) -> Option<AnyView> {
    if word == "tillbaka" {
        return stands.is_done().then(taken_back);
    }
    // What one has sent and taken back is not told of as if it had only been sent.
    if stands.is_done() {
        return None;
    }
    let kind = match word {
        "recept" => OnlineService::Renewal,
        "intyg" => OnlineService::Certificate,
        _ => OnlineService::Message,
    };
    let (title, body) = words(kind, unit, whom);
    let way_back = stands.is_open().then(|| {
        view! { <p>"Du kan ta tillbaka ärendet tills mottagningen har börjat med det."</p> }
            .into_any()
    });
    let view = view! {
        <Alert kind=AlertKind::Success title answers_form=true>
            <p>{body}</p>
            {way_back}
        </Alert>
    };
    Some(view.into_any())
}

fn taken_back() -> AnyView {
    view! {
        <Alert kind=AlertKind::Success title="Ärendet är tillbakataget" answers_form=true>
            <p>"Mottagningen ser det, och gör inget mer med ärendet. Det står kvar här i inkorgen."</p>
        </Alert>
    }
    .into_any()
}

fn words(kind: OnlineService, unit: &str, whom: &Whom) -> (&'static str, String) {
    match kind {
        OnlineService::Message | OnlineService::Booking => (
            "Meddelandet är skickat",
            format!(
                "{unit} svarar här i inkorgen. Blir det bråttom, ring \
                 mottagningen eller 1177."
            ),
        ),
        OnlineService::Renewal => (
            "Din begäran är skickad",
            format!(
                "{unit} tar ställning till varje recept och svarar här. Är receptet förnyat hämtar du \
                 läkemedlet på ett apotek. Behöver du det innan dess, ring mottagningen eller 1177."
            ),
        ),
        OnlineService::Certificate => {
            let next = match whom {
                Whom::Myself(_) => "Utfärdas intyget läser du det under Mina intyg.",
                Whom::Child(_) => "Utfärdas intyget står det här hur du får det.",
            };
            let body = format!("{unit} tar ställning och svarar här. {next}");
            ("Beställningen är skickad", body)
        }
    }
}
