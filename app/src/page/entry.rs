//! One journal entry.

mod plot;
mod trend;

use domain::family::Whom;
use domain::journal::{Entry, EntrySummary, NewEntries, OpenEntry, Opened, Value};
use leptos::prelude::*;

use self::trend::Trends;
use crate::api::journal::read_entry;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::print::PrintButton;
use crate::fetched::Fetched;
use crate::page::journal::new;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_part, use_who};
use crate::text::genitive::{belonging, title_of};
use crate::text::kind::kind;

lazy_page!(
    /// One journal entry.
    ENTRY_PAGE = entry_page, journal
);

fn entry_page() -> AnyView {
    let (who, which) = (use_who(), use_part("entry"));
    let entry = Fetched::new(
        move || (who.get(), which.get()),
        |(who, entry)| read_entry(who, entry),
    );
    let chosen = Callback::new(move |_| entry.refetch());
    view! {
        <Load of=entry let:found>
            {match found.1 {
                Opened::Shown(open) => view! { <Whole whom=found.0 open=*open/> }.into_any(),
                Opened::Held => {
                    let which = which.get_untracked();
                    view! { <Held whom=found.0 which chosen/> }.into_any()
                }
            }}
        </Load>
    }
    .into_any()
}

/// An entry that is new or not signed (R-J10).
#[component]
fn Held(
    whom: Whom,
    /// The entry.
    which: String,
    /// Called when the reader has chosen to see it.
    chosen: Callback<String>,
) -> impl IntoView {
    let journal = Area::Journal.at(&whom);
    let action = format!("{journal}/{which}");
    let tab = format!(
        "{}: en anteckning",
        title_of(&whom, "Min journal", "journal")
    );
    let choice = new::choice(
        action,
        NewEntries::Show,
        "Visa nya uppgifter den här gången",
        chosen,
    );
    view! {
        <NameBand whom area=Area::Journal/>
        <Page title="Uppgiften är ny eller inte signerad".to_owned() tab>
            <p class="back">
                <a href=journal>
                    <Icon name=IconName::Back/>
                    <span>"Till journalen"</span>
                </a>
            </p>
            <p>{new::WHY_WAIT}</p>
            {choice}
        </Page>
    }
    .into_any()
}

#[component]
fn Whole(whom: Whom, open: OpenEntry) -> impl IntoView {
    let OpenEntry { entry, trends } = open;
    let journal = Area::Journal.at(&whom);
    // A heading tells of somebody's health: not in the tab.
    let tab = format!(
        "{}: en anteckning",
        title_of(&whom, "Min journal", "journal")
    );
    let back = match &whom {
        Whom::Myself(_) => "Till min journal".to_owned(),
        Whom::Child(child) => format!("Till {}", belonging(&child.short, "journal")),
    };
    let Entry {
        summary,
        author,
        body,
        values,
    } = entry;
    let title = summary.title.clone();
    let unsigned = (!summary.signed).then(|| {
        view! {
            <p class="entry-unsigned">
                <strong>"Ej signerad."</strong>
                " Vårdpersonalen har inte kontrollerat och godkänt texten än. Den kan komma att ändras."
            </p>
        }.into_any()
    });
    let body = (!body.is_empty()).then(|| view! { <p class="entry-body">{body}</p> }.into_any());
    let values = (!values.is_empty()).then(|| view! { <Values values/> }.into_any());
    let trends = (!trends.is_empty()).then(|| {
        let journal = journal.clone();
        view! { <Trends trends journal/> }.into_any()
    });
    view! {
        <NameBand whom area=Area::Journal/>
        <Page title tab>
            <p class="back no-print">
                <a href=journal>
                    <Icon name=IconName::Back/>
                    <span>{back}</span>
                </a>
            </p>
            <article class="entry">
                <Facts summary author/>
                {unsigned}
                {body}
                {values}
                {trends}
            </article>
            <p class="actions no-print">
                <PrintButton/>
            </p>
        </Page>
    }
    .into_any()
}

#[component]
fn Facts(summary: EntrySummary, author: String) -> impl IntoView {
    view! {
        <dl class="entry-facts">
            <div>
                <dt>"Typ"</dt>
                <dd>{kind(summary.kind)}</dd>
            </div>
            <div>
                <dt>"Datum"</dt>
                <dd>
                    <time datetime=summary.happened.iso()>{summary.happened.long()}</time>
                </dd>
            </div>
            <div>
                <dt>"Enhet"</dt>
                <dd>{summary.unit}</dd>
            </div>
            <div>
                <dt>"Antecknat av"</dt>
                <dd>{author}</dd>
            </div>
        </dl>
    }
    .into_any()
}

#[component]
fn Values(values: Vec<Value>) -> impl IntoView {
    let referenced = values.iter().any(|value| !value.reference.is_empty());
    let row = move |value: Value| {
        let outside = value.outside.then(|| {
            view! {
                <span class="value-outside">
                    <Icon name=IconName::Info/>
                    // Where it may break on a narrow page.
                    <span>
                        "Utanför referens" <wbr/> "intervallet"
                    </span>
                </span>
            }
            .into_any()
        });
        view! {
            <tr data-outside=value.outside.then_some("")>
                <th scope="row">{value.name}</th>
                <td>
                    <span class="value-figure">{value.value}</span>
                    {(!value.unit.is_empty()).then(|| format!(" {}", value.unit))}
                    {outside}
                </td>
                {referenced.then(|| view! { <td>{value.reference}</td> }.into_any())}
            </tr>
        }
        .into_any()
    };
    view! {
        <div class="values" role="region" aria-label="Värden" tabindex="0">
            <table>
                <caption class="visually-hidden">"Värden"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Vad"</th>
                        <th scope="col">"Värde"</th>
                        {referenced.then(|| view! { <th scope="col">"Referens"</th> }.into_any())}
                    </tr>
                </thead>
                <tbody>{values.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(reference: &str, outside: bool) -> Value {
        Value {
            name: "Hb".to_owned(),
            value: "98".to_owned(),
            unit: "g/L".to_owned(),
            reference: reference.to_owned(),
            outside,
        }
    }

    fn html(values: Vec<Value>) -> String {
        Owner::new().with(|| view! { <Values values/> }.to_html())
    }

    // Not by colour alone.
    #[test]
    fn a_value_outside_its_range_says_so_in_words() {
        let said = "Utanför referens<wbr>intervallet";

        assert!(html(vec![value("110–150", true)]).contains(said));
        assert!(!html(vec![value("110–150", false)]).contains(said));
    }

    #[test]
    fn values_without_ranges_have_no_column_for_them() {
        assert!(html(vec![value("110–150", false)]).contains(">Referens<"));
        assert!(!html(vec![value("", false)]).contains(">Referens<"));
    }
}
