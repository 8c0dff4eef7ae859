//! Files to go with what is written in a [`SendForm`](super::send_form::SendForm).

use domain::attachment::{ACCEPT, FIELD, MAX_BYTES, MAX_FILES};
use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::inputs::{Notes, described};
use super::sending::{Sending, use_sending};
use crate::browser::files::{Chosen, join, take_out};
use crate::text::file;

/// A field for files. With script, files can be added one by one and taken away again, and what
/// can't be sent is told as it is chosen.
#[component]
pub(crate) fn Files(
    /// More to know about what is sent.
    #[prop(optional)]
    more: &'static str,
    /// A field that remembers what is chosen, where the form may be drawn anew; it stands outside.
    #[prop(optional)]
    memory: Option<NodeRef<html::Input>>,
) -> impl IntoView {
    let sending = use_sending();
    let error = sending.error(FIELD);
    let described = described(FIELD, true, error);
    let megabytes = MAX_BYTES / (1024 * 1024);
    let hint = format!(
        "Högst {MAX_FILES} filer på {megabytes} MB var: bilder (JPG eller PNG) och PDF. Uppgifter \
         om var och när en bild är tagen tas bort."
    );
    let hint = format!("{hint} {more}").trim_end().to_owned();
    let field = NodeRef::<html::Input>::new();
    let own = NodeRef::<html::Input>::new();
    let remembers = memory.unwrap_or(own);
    // What was chosen before the program ran, or before the form was drawn anew, is there again.
    Effect::new(move || {
        if let Some((field, memory)) = field.get().zip(remembers.get()) {
            let chosen = join(&field, &memory);
            if !chosen.is_empty() {
                sending.choose(chosen);
            }
        }
    });
    let change = move |_| {
        if let Some((field, memory)) = field.get_untracked().zip(remembers.get_untracked()) {
            sending.choose(join(&field, &memory));
        }
    };
    let remove = Callback::new(move |nth| {
        if let Some((field, memory)) = field.get_untracked().zip(remembers.get_untracked()) {
            sending.choose(take_out(&field, &memory, nth));
            // The button is gone; a field of our own can always take the focus.
            let _ = field.focus();
        }
    });
    let chosen = move || {
        let files = sending.files().get();
        let again = files.iter().any(|file| file.bytes.is_none());
        let again = again.then(|| view! { <p>"Välj filerna igen:"</p> }.into_any());
        let row = |(nth, file)| row(sending, nth, file, remove);
        let rows: Vec<_> = files.into_iter().enumerate().map(row).collect();
        (!rows.is_empty()).then(|| {
            view! {
                {again}
                <ul class="files" role="list" aria-label="Valda filer">
                    {rows}
                </ul>
            }
            .into_any()
        })
    };
    let under_way = move || {
        let files = sending.files().get();
        let bytes: u64 = files.iter().filter_map(|file| file.bytes).sum();
        (sending.pending() && bytes > 0).then(|| {
            format!(
                "Skickar {}, {}. Det kan ta en stund.",
                file::files(files.len()),
                file::size(bytes)
            )
        })
    };
    let own = memory
        .is_none()
        .then(|| view! { <input type="file" multiple hidden node_ref=own/> }.into_any());
    view! {
        <div class="field" data-wrong=move || error.get().is_some().then_some("")>
            <label for=FIELD>"Bifoga filer (om du vill)"</label>
            <Notes name=FIELD hint=Some(hint) error/>
            <input
                type="file"
                id=FIELD
                name=FIELD
                multiple
                accept=ACCEPT
                autocomplete="off"
                aria-describedby=described
                aria-invalid=move || error.get().is_some().then_some("true")
                node_ref=field
                on:change=change
            />
            {own}
            {chosen}
            <p class="field-hint" role="status">
                {under_way}
            </p>
        </div>
    }
    .into_any()
}

/// One of the files that are chosen.
fn row(sending: Sending, nth: usize, file: Chosen, remove: Callback<usize>) -> AnyView {
    let error = move || {
        sending.file_error(nth).map(|error| {
            view! {
                <span class="field-error">
                    <Icon name=IconName::Warning/>
                    <span>{error}</span>
                </span>
            }
            .into_any()
        })
    };
    let Chosen { name, bytes } = file;
    let taken_out = bytes.map(|bytes| {
        let label = format!("Ta bort {name}");
        view! {
            <span class="file-note">{file::size(bytes)}</span>
            <button
                type="button"
                class="link-button no-print"
                aria-label=label
                on:click=move |_| remove.run(nth)
            >
                "Ta bort"
            </button>
        }
        .into_any()
    });
    view! {
        <li id=format!("{FIELD}-{}", nth + 1) tabindex="-1" class="file">
            <Icon name=IconName::File/>
            <span class="file-name">{name}</span>
            {taken_out}
            {error}
        </li>
    }
    .into_any()
}
