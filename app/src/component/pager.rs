//! The way between the pages of a long list.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use crate::place::with_query;

/// The way between the pages of a long list; nothing where there is one page only.
#[component]
pub(crate) fn Pager(
    /// The list's address, without its query.
    path: String,
    /// What the list is filtered by.
    filter: Vec<(&'static str, String)>,
    /// Whether this is not the first page.
    further: bool,
    /// Where the next page starts, if there is one.
    next: Option<String>,
) -> impl IntoView {
    let at = move |after: &str| {
        let filter = filter.iter().map(|(name, value)| (*name, value.as_str()));
        let query: Vec<_> = filter.chain([("efter", after)]).collect();
        with_query(&path, &query)
    };
    let first = further.then(|| at(""));
    let next = next.map(|next| at(&next));
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="Sidor">
                {first.map(|href| view! {
                    <a class="pager-first" href=href>
                        <Icon name=IconName::Back/>
                        <span>"Till början"</span>
                    </a>
                }.into_any())}
                {next.map(|href| view! {
                    <a class="pager-next" href=href rel="next">
                        <span>"Nästa sida"</span>
                        <Icon name=IconName::Forward/>
                    </a>
                }.into_any())}
            </nav>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(further: bool, next: Option<&str>) -> String {
        let pager = view! {
            <Pager
                path="/mig/inkorg".to_owned()
                filter=vec![("visa", "arkiv".to_owned())]
                further
                next=next.map(str::to_owned)
            />
        };
        Owner::new().with(|| pager.to_html())
    }

    #[test]
    fn one_page_needs_no_way_on() {
        assert!(!html(false, None).contains("<nav"));
    }

    #[test]
    fn the_ways_on_and_back_keep_the_filter() {
        let html = html(true, Some("1.5.ab"));

        assert!(html.contains("href=\"/mig/inkorg?visa=arkiv\""), "{html}");
        assert!(
            html.contains("href=\"/mig/inkorg?visa=arkiv&amp;efter=1.5.ab\"")
                || html.contains("href=\"/mig/inkorg?visa=arkiv&efter=1.5.ab\""),
            "{html}"
        );
    }
}
