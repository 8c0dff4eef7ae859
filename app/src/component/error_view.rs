//! What could not be shown, and why: a whole calm panel in the page's place.

use std::borrow::Cow;

use domain::access::PublicReason;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::icon::{Icon, IconName};
use super::page::Page;
use super::why_closed::WhyClosed;
use crate::api::{ApiCode, ApiError};
use crate::context::use_viewer;
use crate::place::log_in_address;
use crate::text;

/// A panel's words.
struct Panel {
    icon: IconName,
    title: String,
    /// Paragraphs.
    body: Vec<String>,
    action: Action,
}

/// What one can do.
enum Action {
    /// To one's home page.
    Home,
    /// Log in, and come back to this very place.
    LogIn,
    /// Ask for the same page again.
    Again,
}

/// What could not be shown, and why. Stands in the page's place, heading and all.
#[component]
pub(crate) fn ErrorView(
    /// What became of it.
    error: ApiError,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    let error = crate::server::context::answer(error);
    let Panel {
        icon,
        title,
        body,
        action,
    } = panel(&error);
    let also = exception(error.code);
    let why = match error.code {
        ApiCode::Refused(why) => Some(why),
        _ => None,
    };
    // Told as the answer to a question instead.
    let body = if why.is_some() { Vec::new() } else { body };
    if matches!(
        error.code,
        ApiCode::Refused(_) | ApiCode::NotFound | ApiCode::LoggedOut
    ) {
        // What was allowed when the switcher was made may not be any more: a birthday, say.
        let viewer = use_viewer();
        Effect::new(move |_| viewer.refetch());
    }
    view! {
        <Page title>
            <div class="panel">
                <span class="panel-icon">
                    <Icon name=icon/>
                </span>
                <div class="panel-text">
                    {why.map(|why| view! { <WhyClosed why/> }.into_any())}
                    {body.into_iter().map(|text| view! { <p>{text}</p> }.into_any()).collect_view()}
                    <p class="actions">
                        <Act action/>
                        {also}
                    </p>
                </div>
            </div>
        </Page>
    }
    .into_any()
}

/// The way to an exception, where there may be one (R-J5, R-J6).
fn exception(code: ApiCode) -> Option<AnyView> {
    let (href, label) = match code {
        ApiCode::Refused(PublicReason::OwnJournalClosed { .. }) => {
            ("/mig/ansokningar/ny", "Be att få läsa själv")
        }
        ApiCode::Refused(PublicReason::GuardianEnded { .. }) => {
            ("/mig/ansokningar", "Ansök om att läsa journalen")
        }
        _ => return None,
    };
    let link = view! {
        <a class="button button-quiet" href=href>
            {label}
        </a>
    };
    Some(link.into_any())
}

#[component]
fn Act(action: Action) -> impl IntoView {
    let location = use_location();
    let (path, search) = (
        location.pathname.get_untracked(),
        location.search.get_untracked(),
    );
    let here = match search.trim_start_matches('?') {
        "" => path,
        search => format!("{path}?{search}"),
    };
    let (href, label, whole_page) = match action {
        Action::Home => ("/mig".to_owned(), "Till Mina sidor", false),
        Action::LogIn => (log_in_address(&here, false), "Logga in", true),
        Action::Again => (here, "Försök igen", true),
    };
    // A new document where the session or the answer must be asked for anew.
    let rel = whole_page.then_some("external");
    view! { <a class="button" href=href rel=rel>{label}</a> }.into_any()
}

/// The words of a failure, where it does not take the page's place: a title and paragraphs.
pub(crate) fn words(error: &ApiError) -> (String, Vec<String>) {
    let Panel { title, body, .. } = panel(error);
    (title, body)
}

fn panel(error: &ApiError) -> Panel {
    let (icon, title, body, action) = match error.code {
        ApiCode::NotFound => (
            IconName::Search,
            "Sidan finns inte".to_owned(),
            vec![
                "Adressen kan vara fel, eller så finns det som stod här inte kvar för dig."
                    .to_owned(),
            ],
            Action::Home,
        ),
        ApiCode::LoggedOut => (
            IconName::Lock,
            "Du är inte inloggad".to_owned(),
            vec!["Logga in så kommer du tillbaka hit. Sidan är stängd så länge.".to_owned()],
            Action::LogIn,
        ),
        ApiCode::Refused(reason) => {
            let refusal = text::refusal(reason);
            let action = match reason {
                PublicReason::RegisterUnavailable => Action::Again,
                _ => Action::Home,
            };
            let title = refusal.title.to_owned();
            (IconName::Lock, title, refusal.paragraphs(), action)
        }
        code @ (ApiCode::Conflict
        | ApiCode::NewerDraft
        | ApiCode::SentOther
        | ApiCode::NotBack(_)) => {
            let (title, body) = overtaken(code);
            let body = body.into_iter().map(Into::into).collect();
            (IconName::Info, title.to_owned(), body, Action::Again)
        }
        ApiCode::TooMany(seconds) => (
            IconName::Info,
            "För många försök".to_owned(),
            vec![format!(
                "Vänta {} och försök sedan igen.",
                text::wait(seconds)
            )],
            Action::Again,
        ),
        ApiCode::BadRequest | ApiCode::Fields => (
            IconName::Info,
            "Det gick inte att förstå adressen".to_owned(),
            vec!["Något i adressen stämmer inte. Börja om från Mina sidor.".to_owned()],
            Action::Home,
        ),
        ApiCode::Fault => {
            let mut body = vec![
                "Det är vårt fel, inte ditt. Försök igen om en stund. Är det bråttom, ring \
                 mottagningen eller 1177."
                    .to_owned(),
            ];
            if let Some(incident) = &error.incident {
                body.push(format!(
                    "Om du kontaktar oss, säg det här numret: {incident}."
                ));
            }
            let title = "Något gick fel".to_owned();
            (IconName::Warning, title, body, Action::Again)
        }
        ApiCode::Unreachable => (
            IconName::Warning,
            "Ingen kontakt".to_owned(),
            vec![
                "Vi når inte tjänsten. Kontrollera att du har internet, och försök igen."
                    .to_owned(),
            ],
            Action::Again,
        ),
    };
    Panel {
        icon,
        title,
        body,
        action,
    }
}

/// What is not done, because something has happened since the page was opened.
fn overtaken(code: ApiCode) -> (&'static str, Vec<Cow<'static, str>>) {
    match code {
        ApiCode::NewerDraft => (
            "Utkastet är inte sparat",
            vec![
                "Du har skrivit vidare i en annan flik eller på en annan enhet, och det utkastet \
                 har vi kvar. Det du har skrivit här finns kvar på sidan."
                    .into(),
            ],
        ),
        ApiCode::SentOther => (
            "Det du har skrivit nu är inte skickat",
            vec![
                "Det du skickade först har kommit fram. Sedan har du ändrat något, och ändringen är \
                 inte skickad. Den finns kvar."
                    .into(),
                "Vill du skicka det du har skrivit nu också? Skicka igen, så skickas det som ett \
                 nytt meddelande."
                    .into(),
            ],
        ),
        ApiCode::NotBack(why) => (
            "Det går inte att ta tillbaka ärendet",
            vec![text::errand::not_back(why, text::errand::Then::Either).into()],
        ),
        _ => (
            "Någon annan hann före",
            vec![
                "Det har ändrats sedan du öppnade sidan, så vi gjorde ingenting. Det du skrev finns \
                 kvar. Läs det nya och försök igen."
                    .into(),
            ],
        ),
    }
}

#[cfg(test)]
mod tests {
    use domain::taking_back::WhyNot;

    use super::*;

    #[test]
    fn every_code_has_a_panel() {
        let codes = [
            ApiCode::NotFound,
            ApiCode::LoggedOut,
            ApiCode::Refused(PublicReason::CannotBeAdded),
            ApiCode::Fields,
            ApiCode::Conflict,
            ApiCode::NewerDraft,
            ApiCode::SentOther,
            ApiCode::NotBack(WhyNot::Begun),
            ApiCode::TooMany(90),
            ApiCode::BadRequest,
            ApiCode::Fault,
            ApiCode::Unreachable,
        ];
        for code in codes {
            let panel = panel(&code.into());
            let texts = panel.body.iter().chain([&panel.title]);
            for text in texts {
                assert!(!text.is_empty() && !text.contains('!'));
            }
        }
    }

    #[test]
    fn a_fault_gives_a_number_to_quote() {
        let error = ApiError {
            incident: Some("4f2a".to_owned()),
            ..ApiCode::Fault.into()
        };
        assert!(panel(&error).body.iter().any(|text| text.contains("4f2a")));
    }
}
