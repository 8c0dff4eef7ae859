//! Ordering a certificate of a unit (R-E4).

use domain::access::PublicReason;
use domain::certificate::{CertificateDesk, LONGEST_PURPOSE, NewOrder};
use domain::family::Whom;
use domain::form::{FieldErrors, Typed};
use domain::moment::Day;
use leptos::prelude::*;

use crate::api::certificates::read_certificate_desk;
use crate::component::choices::Choices;
use crate::component::icon::{Icon, IconName};
use crate::component::inputs::{Line, Lines, Notes, described};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::phone::PhoneLink;
use crate::component::send_form::{Key, SendButton, SendForm};
use crate::component::sending::use_sending;
use crate::component::why_closed::WhyClosed;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_part, use_who};
use crate::text::errand::certificate_kind;
use crate::text::genitive::tab_of;

lazy_page!(
    /// An order of a certificate.
    ORDER_PAGE = order_page, errand
);

fn order_page() -> AnyView {
    let (who, unit) = (use_who(), use_part("unit"));
    let desk = Fetched::new(
        move || (who.get(), unit.get()),
        |(who, unit)| read_certificate_desk(who, unit),
    );
    view! {
        <Load of=desk let:found>
            <Order whom=found.0 desk=found.1/>
        </Load>
    }
    .into_any()
}

/// What is wrong with what is typed. Whether a day has passed, the server knows.
fn check(typed: &Typed) -> FieldErrors {
    NewOrder::read(typed, None).err().unwrap_or_default()
}

#[component]
fn Order(whom: Whom, desk: CertificateDesk) -> impl IntoView {
    let CertificateDesk {
        unit,
        kinds,
        today,
        key,
    } = desk;
    let kinds = kinds.into_iter();
    let kinds = kinds.map(|kind| (kind.word(), certificate_kind(kind)));
    let kinds = kinds.collect();
    let back = format!("{}/{}", Area::Contact.at(&whom), unit.unit);
    let action = format!("{back}/intyg");
    let (title, send, how) = match &whom {
        Whom::Myself(_) => (
            "Beställ ett intyg".to_owned(),
            "Beställ intyget".to_owned(),
            "Utfärdas intyget läser du det under Mina intyg.".to_owned(),
        ),
        Whom::Child(child) => (
            format!("Beställ ett intyg för {}", child.short),
            format!("Beställ intyget för {}", child.short),
            "Som vårdnadshavare kan du inte läsa själva intyget här. Mottagningen skriver hur du får det."
                .to_owned(),
        ),
    };
    let why = matches!(whom, Whom::Child(_))
        .then(|| view! { <WhyClosed why=PublicReason::NotForGuardians folded=true/> }.into_any());
    let name = unit.name.clone();
    let tab = tab_of(&whom, "beställ ett intyg");
    view! {
        <NameBand whom area=Area::Contact/>
        <Page title tab>
            <p class="back">
                <a href=back.clone()>
                    <Icon name=IconName::Back/>
                    <span>{name.clone()}</span>
                </a>
            </p>
            <p>
                {format!("{name} tar ställning till om intyget kan utfärdas, och svarar i inkorgen. {how} Du kan ta tillbaka beställningen tills mottagningen har börjat med den. Är det bråttom, ring ")}
                <PhoneLink phone=unit.phone/> "."
            </p>
            {why}
            <SendForm action check=check>
                <Key key/>
                <Choices
                    name=NewOrder::KIND
                    legend="Vilket intyg gäller det?"
                    choices=kinds
                />
                <Line
                    name=NewOrder::PURPOSE
                    label="Vad ska intyget användas till?"
                    hint=format!("Några ord, högst {LONGEST_PURPOSE} tecken. Till exempel: till förskolan.")
                />
                <NeededBy today/>
                <Lines
                    name=NewOrder::TEXT
                    label="Vad behöver mottagningen veta?"
                    hint="Frivilligt. Skriv till exempel vilken tid det gäller."
                    rows=5
                />
                <p class="actions">
                    <SendButton label=send/>
                    <a class="button button-quiet" href=back>
                        "Avbryt"
                    </a>
                </p>
            </SendForm>
        </Page>
    }
    .into_any()
}

/// The day by which it is needed.
#[component]
fn NeededBy(today: Day) -> impl IntoView {
    let sending = use_sending();
    let field = NewOrder::NEEDED_BY;
    let error = sending.error(field);
    let described = described(field, true, error);
    let hint =
        Some("Frivilligt. Mottagningen kan inte lova att det blir klart till dess.".to_owned());
    view! {
        <div class="field" data-wrong=move || error.get().is_some().then_some("")>
            <label for=sending.id(field)>"När behöver du intyget senast?"</label>
            <Notes name=field hint error/>
            <input
                type="date"
                id=sending.id(field)
                name=field
                min=today.iso()
                aria-describedby=described
                aria-invalid=move || error.get().is_some().then_some("true")
                value=sending.typed(field)
            />
        </div>
    }
    .into_any()
}
