//! Cases, as staff reads of them.

use domain::case::{CaseFilter, CaseState, CaseSummary};
use domain::contact::OnlineService;

/// What an errand is about.
pub(crate) fn errand_kind(kind: OnlineService) -> &'static str {
    match kind {
        OnlineService::Message => "Meddelande",
        OnlineService::Booking => "Bokning",
        OnlineService::Renewal => "Receptförnyelse",
        OnlineService::Certificate => "Intyg",
    }
}

/// How a case stands.
fn case_state(state: CaseState) -> &'static str {
    match state {
        CaseState::New => "Nytt",
        CaseState::Taken => "Taget",
        CaseState::Waiting => "Väntar på svar",
        CaseState::Done => "Klart",
    }
}

/// How a case stands, and with whom.
pub(crate) fn case_stands(case: &CaseSummary) -> String {
    let state = if case.taken_back {
        "Tillbakataget"
    } else {
        case_state(case.state)
    };
    match &case.assignee {
        Some(name) => format!("{state}: {name}"),
        None => state.to_owned(),
    }
}

/// Which cases are shown.
pub(crate) fn case_filter(filter: CaseFilter) -> &'static str {
    match filter {
        CaseFilter::New => "Nya",
        CaseFilter::Mine => "Mina",
        CaseFilter::Others => "Andras",
        CaseFilter::Waiting => "Väntar på svar",
        CaseFilter::Done => "Klara",
    }
}

/// Something that a unit can offer.
pub(crate) fn online_service(service: OnlineService) -> &'static str {
    match service {
        OnlineService::Booking => "Boka tid",
        OnlineService::Message => "Skriva meddelanden",
        OnlineService::Renewal => "Förnya recept",
        OnlineService::Certificate => "Beställa intyg",
    }
}
