//! What becomes of the forms about one application, which its two pages share: where an act leads, what
//! one is told then, and what is kept where another was first.

use domain::application::{Act, ApplicationForm};
use domain::form::Typed;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use crate::api::ApiCode;
use crate::component::alert::{Alert, AlertKind};
use crate::component::send_form::NAME;
use crate::context::use_posted;
use crate::fetched::{Fetch, Fetched};
use crate::text::application::done as done_text;

/// The acts for which something is filled in.
const FILLED_IN: [Act; 4] = [Act::Note, Act::Approve, Act::Deny, Act::Revoke];

/// What becomes of the forms of a page about an application.
#[derive(Clone, Copy)]
pub(crate) struct Outcome {
    /// Called with where an act leads.
    pub(crate) went: Callback<String>,
    /// Called with what was typed, where another was first.
    pub(crate) beaten: Callback<(Typed, ApiCode)>,
    /// What was typed in the form that another was before.
    beat: RwSignal<Option<Typed>>,
    query: Memo<ParamsMap>,
}

impl Outcome {
    /// Of the page that shows this.
    pub(crate) fn on<T: Fetch>(found: Fetched<T>) -> Self {
        let navigate = use_navigate();
        let beat = RwSignal::new(None);
        // The address may stay as it is: then it is asked for anew.
        let went = Callback::new(move |to: String| {
            beat.set(None);
            navigate(&to, NavigateOptions::default());
            found.refetch();
        });
        let beaten = Callback::new(move |(typed, _): (Typed, ApiCode)| {
            beat.set(Some(typed));
            found.refetch();
        });
        Self {
            went,
            beaten,
            beat,
            query: use_query_map(),
        }
    }

    /// What was typed for this act before another was first.
    pub(crate) fn typed(self, act: Act) -> Typed {
        let beat = self.beat.get_untracked();
        let typed = beat.filter(|typed| typed.get(ApplicationForm::ACT) == act.word());
        typed.unwrap_or_default()
    }

    /// What is told above an application with which this can be done now.
    pub(crate) fn told(self, acts: &[Act]) -> Option<AnyView> {
        if let Some(typed) = self.beat.get_untracked() {
            let kept = |act: &Act| typed.get(ApplicationForm::ACT) == act.word();
            let kept = FILLED_IN.iter().filter(|act| acts.contains(*act)).any(kept);
            return Some(overtaken(kept));
        }
        let done = self.query.with_untracked(|query| query.get("gjort"));
        match done.as_deref().and_then(done_text) {
            Some(title) => {
                let told = view! { <Alert kind=AlertKind::Success title answers_form=true/> };
                Some(told.into_any())
            }
            None => is_gone(acts).then(|| overtaken(false)),
        }
    }
}

/// Whether the browser sent a form by itself that is not there any more: it tells nothing itself.
fn is_gone(acts: &[Act]) -> bool {
    let name = use_posted().map(|posted| posted.typed(NAME));
    let act = name.and_then(|name| Act::from_word(&name));
    act.is_some_and(|act| !acts.contains(&act))
}

/// Another has done something since the page was shown. `kept`: what was typed stands there again.
fn overtaken(kept: bool) -> AnyView {
    let kept = kept.then_some(" Det du hade fyllt i finns kvar nedanför.");
    view! {
        <Alert kind=AlertKind::Error title="Ansökan har ändrats" answers_form=true>
            <p>
                "Någon annan hann före, så inget gjordes. Här står ansökan som den är nu." {kept}
            </p>
        </Alert>
    }
    .into_any()
}
