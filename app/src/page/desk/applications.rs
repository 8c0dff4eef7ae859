//! A unit's applications for an exception.

use domain::application::{Party, UnitApplications};
use leptos::prelude::*;

use super::cases::back;
use crate::api::applications::read_unit_applications;
use crate::component::empty::Empty;
use crate::component::icon::IconName;
use crate::component::load::Load;
use crate::component::page::Page;
use crate::fetched::Fetched;
use crate::page::applications::parts::rows;
use crate::page::lazy::lazy_page;
use crate::place::use_part;

lazy_page!(
    /// A unit's applications.
    DESK_APPLICATIONS_PAGE = desk_applications_page, desk
);

fn desk_applications_page() -> AnyView {
    let unit = use_part("unit");
    let found = Fetched::new(move || unit.get(), read_unit_applications);
    view! {
        <Load of=found let:found>
            <List found/>
        </Load>
    }
    .into_any()
}

#[component]
fn List(found: UnitApplications) -> impl IntoView {
    let UnitApplications {
        unit,
        name,
        waiting,
        decided,
    } = found;
    let path = format!("/mottagning/{unit}/ansokningar");
    let waiting = if waiting.is_empty() {
        view! {
            <Empty icon=IconName::Check title="Ingen ansökan väntar">
                <p>"Hit kommer ansökningar om att läsa journalen för den som är 13–15 år."</p>
            </Empty>
        }
        .into_any()
    } else {
        rows(waiting, &path, Party::Member)
    };
    let decided = (!decided.is_empty()).then(|| {
        view! {
            <section aria-labelledby="avgjorda">
                <h2 id="avgjorda">"Avgjorda"</h2>
                {rows(decided, &path, Party::Member)}
            </section>
        }
        .into_any()
    });
    view! {
        <Page title=format!("{name}: ansökningar")>
            {back(&unit.to_string())}
            <section aria-labelledby="vantar">
                <h2 id="vantar">"Väntar"</h2>
                {waiting}
            </section>
            {decided}
        </Page>
    }
    .into_any()
}
