//! A time that nobody has booked: changing it, or closing it, with those that were opened with it or
//! without (R-E1).

use domain::booking::VisitKind;
use domain::booking::changing::{ChangeDesk, Scope};
use domain::booking::opening::OpenForm;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::times::AllowedFields;
use crate::api::booking::read_time_to_change;
use crate::component::choose::Choose;
use crate::component::icon::{Icon, IconName};
use crate::component::inputs::Line;
use crate::component::load::Load;
use crate::component::page::Page;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::component::sending::use_sending;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{use_part, with_query};
use crate::text::booking::{visit, visit_kind};
use crate::text::genitive::capitalised;

lazy_page!(
    /// A time that can be changed or closed.
    DESK_TIME_PAGE = desk_time_page, desk
);

fn desk_time_page() -> AnyView {
    let (unit, slot) = (use_part("unit"), use_part("slot"));
    let found = Fetched::new(
        move || (unit.get(), slot.get()),
        |(unit, slot)| read_time_to_change(unit, slot),
    );
    let navigate = use_navigate();
    let went = Callback::new(move |to: String| navigate(&to, NavigateOptions::default()));
    view! {
        <Load of=found let:desk>
            <Time times=format!("/mottagning/{}/tider", unit.get_untracked()) desk went/>
        </Load>
    }
    .into_any()
}

#[component]
fn Time(
    /// The address of the unit's times.
    times: String,
    desk: ChangeDesk,
    /// Called with where a form leads.
    went: Callback<String>,
) -> impl IntoView {
    let week = desk.time.at.day.iso();
    let back = with_query(&times, &[("vecka", &week)]);
    let action = format!("{times}/{}", desk.time.slot);
    let title = capitalised(&desk.time.at.long());
    let lead = visit(&desk.time);
    let later = desk.later;
    view! {
        <Page title lead>
            <p class="back">
                <a href=back>
                    <Icon name=IconName::Back/>
                    <span>"Till tiderna"</span>
                </a>
            </p>
            {change(action.clone(), desk, week.clone(), went)}
            {close(action, later, week, went)}
        </Page>
    }
    .into_any()
}

fn change(action: String, desk: ChangeDesk, week: String, went: Callback<String>) -> AnyView {
    let kinds = VisitKind::ALL.map(|kind| (kind.word().to_owned(), visit_kind(kind).to_owned()));
    let anyone = (String::new(), "Den som arbetar då".to_owned());
    let people: Vec<_> = std::iter::once(anyone).chain(desk.people).collect();
    let hint = if desk.later == 0 {
        "Till exempel 09.30."
    } else {
        "Till exempel 09.30. Gäller det flera tider flyttas de lika mycket, och allt annat blir som här."
    };
    let inner = move || {
        view! {
            <Key key=desk.key/>
            <input type="hidden" name="gor" value="andra"/>
            <input type="hidden" name="vecka" value=week/>
            <Which later=desk.later/>
            <Line name=OpenForm::TITLE label="Vad är det för tid?" value=desk.time.title/>
            <Choose
                name=OpenForm::KIND
                label="Hur"
                options=kinds.to_vec()
                value=desk.time.kind.word()
            />
            <Choose name=OpenForm::WITH label="Hos" options=people value=desk.with/>
            <Line
                name=OpenForm::FROM
                label="Från klockan"
                hint=hint
                value=desk.time.at.clock()
                size=6
            />
            <Line
                name=OpenForm::MINUTES
                label="Minuter per tid"
                hint="5 till 240."
                value=desk.time.minutes.to_string()
                inputmode="numeric"
                size=4
            />
            <AllowedFields allowed=desk.allowed/>
            <p class="actions">
                <SendButton label="Spara ändringen"/>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="setting" aria-labelledby="andra">
            <h2 id="andra">"Ändra"</h2>
            <p>"En tid som någon håller på att boka just nu ändras inte."</p>
            <SendForm action name="andra" done=went>
                {inner()}
            </SendForm>
        </section>
    }
    .into_any()
}

fn close(action: String, later: usize, week: String, went: Callback<String>) -> AnyView {
    let inner = move || {
        view! {
            <input type="hidden" name="gor" value="stang"/>
            <input type="hidden" name="vecka" value=week/>
            <Which later/>
            <p class="actions">
                <SendButton label="Stäng" class="button button-danger"/>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="setting" aria-labelledby="stang">
            <h2 id="stang">"Stäng"</h2>
            <p>"Ingen kan boka det som är stängt, inte heller den som håller på just nu. Ni kan öppna nya tider när som helst."</p>
            <SendForm action name="stang" done=went>
                {inner()}
            </SendForm>
        </section>
    }
    .into_any()
}

/// Which times: asked only where there are later ones.
#[component]
fn Which(
    /// How many.
    later: usize,
) -> impl IntoView {
    if later == 0 {
        return view! { <input type="hidden" name=Scope::FIELD value=Scope::One.word()/> }
            .into_any();
    }
    let sending = use_sending();
    let series = sending
        .chosen(Scope::FIELD, Scope::Series.word())
        .unwrap_or(false);
    let all = if later == 1 {
        "Den och en senare ledig tid som öppnades samtidigt".to_owned()
    } else {
        format!("Den och {later} senare lediga tider som öppnades samtidigt")
    };
    let choice = |scope: Scope, text: String, checked: bool| {
        view! {
            <label class="choice">
                <input type="radio" name=Scope::FIELD value=scope.word() checked=checked/>
                <span>{text}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="field">
            <legend>"Vad gäller det?"</legend>
            {choice(Scope::One, "Bara den här tiden".to_owned(), !series)}
            {choice(Scope::Series, all, series)}
        </fieldset>
    }
    .into_any()
}
