//! A notice on a page.

use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// What kind of notice it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AlertKind {
    /// Good to know.
    Info,
    /// Done.
    Success,
    /// Not done.
    Error,
}

impl AlertKind {
    fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Error => "error",
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Info => IconName::Info,
            Self::Success => IconName::Check,
            Self::Error => IconName::Warning,
        }
    }

    /// Errors interrupt what a screen reader says; the rest waits its turn.
    fn role(self) -> &'static str {
        if self == Self::Error {
            "alert"
        } else {
            "status"
        }
    }
}

/// A notice on a page.
#[component]
pub(crate) fn Alert(
    /// What kind of notice it is.
    kind: AlertKind,
    /// It in a few words.
    #[prop(into)]
    title: String,
    /// Whether it answers the form that led to this page: then it takes the focus, so that one who
    /// hears the page hears it first.
    #[prop(optional)]
    answers_form: bool,
    /// The rest: paragraphs, or nothing.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let notice = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(notice) = notice.get().filter(|_| answers_form) {
            // Refused only for what is not in the page; then there is nothing to hear.
            let _ = notice.focus();
        }
    });
    view! {
        <div
            class="alert"
            data-kind=kind.word()
            role=kind.role()
            tabindex=answers_form.then_some("-1")
            node_ref=notice
        >
            <Icon name=kind.icon()/>
            <div class="alert-text">
                <p class="alert-title">{title}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}
