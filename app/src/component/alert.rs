//! A notice on a page.

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
    /// The rest: paragraphs, or nothing.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="alert" data-kind=kind.word() role=kind.role()>
            <Icon name=kind.icon()/>
            <div class="alert-text">
                <p class="alert-title">{title}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}
