//! What every page knows: who looks at it, and what became of a form that was sent without script.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

use crate::api::ApiError;
use crate::api::viewer::{Viewer, read_viewer};
use crate::fetched::{Fetched, Meanwhile};

/// Who looks at the page. Fetched once with the page, and again after logging in or out.
#[derive(Clone, Copy)]
struct ViewerContext(Fetched<Viewer>);

/// Makes the viewer known to everything below.
pub(crate) fn provide_viewer() {
    provide_context(ViewerContext(Fetched::blocking(|| (), |()| read_viewer())));
}

/// The viewer.
pub(crate) fn use_viewer() -> Fetched<Viewer> {
    expect_context::<ViewerContext>().0
}

/// A part that needs to know who looks at the page; nothing where that can't be known now. It
/// stays as it is while that is asked anew.
pub(crate) fn with_viewer(show: impl Fn(Viewer) -> AnyView + Send + Sync + 'static) -> AnyView {
    use_viewer().shown(Meanwhile::Before, move |viewer| match viewer {
        Ok(viewer) => show(viewer),
        Err(_) => ().into_any(),
    })
}

/// What became of a form that the browser sent by itself (no script, or not yet): what was typed
/// and why it did not pass, so that the page can show both again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// The fields as typed.
    pub typed: Vec<(String, String)>,
    /// Why it did not pass.
    pub error: ApiError,
}

/// Where a form that our script sent leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Went {
    /// The address.
    pub to: String,
}

impl Posted {
    /// What was typed in the field.
    pub(crate) fn typed(&self, field: &str) -> String {
        let found = self.typed.iter().find(|(name, _)| name == field);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// All that was chosen in the field.
    pub(crate) fn all(&self, field: &str) -> impl Iterator<Item = String> {
        let chosen = self.typed.iter().filter(move |(name, _)| name == field);
        chosen.map(|(_, value)| value.clone())
    }
}

/// What became of the form that this very document answers.
#[derive(Clone, Copy)]
struct PostedContext(StoredValue<Option<Posted>>);

/// Makes known what became of the form that this document answers, if it answers one. Travels to
/// the browser with the document, so that hydration sees the same; once, for all of the page's
/// forms, so that the order in which they are drawn does not matter.
pub(crate) fn provide_posted() {
    let posted = SharedValue::new(use_context::<Posted>).into_inner();
    provide_context(PostedContext(StoredValue::new(posted)));
}

/// Forgets it once the visitor goes on to another page. Called below the router.
pub(crate) fn forget_posted_when_leaving() {
    let path = use_location().pathname;
    let PostedContext(posted) = expect_context();
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            posted.set_value(None);
        }
        now
    });
}

/// What became of the form that this very page answers, if it answers one.
pub(crate) fn use_posted() -> Option<Posted> {
    expect_context::<PostedContext>().0.get_value()
}
