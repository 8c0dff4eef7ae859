//! The look of the app's pages.

use axum::response::Html;

use crate::look::{self, Played};

pub(super) use crate::look::escape;

const APP: Played = Played {
    name: "BankID-appen",
    home: "/app",
};

/// A whole page around this content, which must be safe HTML.
pub(super) fn page(title: &str, content: &str) -> Html<String> {
    look::page(&APP, title, content)
}
