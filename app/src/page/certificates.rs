//! One's own certificates. A guardian has no such page (R-E6).

use domain::certificate::{Certificate, CertificateSummary};
use domain::family::Whom;
use leptos::prelude::*;

use crate::api::certificates::{read_certificate, read_certificates};
use crate::component::empty::Empty;
use crate::component::icon::{Icon, IconName};
use crate::component::load::Load;
use crate::component::name_band::NameBand;
use crate::component::page::Page;
use crate::component::print::PrintButton;
use crate::fetched::Fetched;
use crate::page::lazy::lazy_page;
use crate::place::{Area, use_part, use_who};
use crate::text::errand::certificate_kind;

/// Where they stand.
pub(crate) const PATH: &str = "/mig/intyg";

lazy_page!(
    /// One's own certificates.
    CERTIFICATES_PAGE = certificates_page, errand
);

fn certificates_page() -> AnyView {
    // A guardian comes here to be told why it sees none (R-E6).
    let who = use_who();
    let found = Fetched::new(move || who.get(), read_certificates);
    view! {
        <Load of=found let:found>
            <List whom=found.0 certificates=found.1/>
        </Load>
    }
    .into_any()
}

#[component]
fn List(whom: Whom, certificates: Vec<CertificateSummary>) -> impl IntoView {
    let list = if certificates.is_empty() {
        let contact = Area::Contact.at(&whom);
        view! {
            <Empty icon=IconName::Certificate title="Här finns inga intyg">
                <p>"Hit kommer intyg som en mottagning har utfärdat till dig. Du beställer dem hos mottagningen."</p>
                <p>
                    <a href=contact>"Kontakta mottagning"</a>
                </p>
            </Empty>
        }
        .into_any()
    } else {
        let rows = certificates.into_iter().map(row).collect_view();
        view! { <ul class="doors" role="list">{rows}</ul> }.into_any()
    };
    view! {
        <NameBand whom/>
        <Page title="Mina intyg".to_owned()>{list}</Page>
    }
    .into_any()
}

fn row(certificate: CertificateSummary) -> AnyView {
    let href = format!("{PATH}/{}", certificate.id);
    let note = format!("{}, {}", certificate.unit, certificate.issued.day.long());
    view! {
        <li>
            <a class="door" href=href>
                <Icon name=IconName::Certificate/>
                <span class="door-text">
                    <span class="door-title">{certificate_kind(certificate.kind)}</span>
                    <span class="door-note">{note}</span>
                </span>
                <Icon name=IconName::Forward/>
            </a>
        </li>
    }
    .into_any()
}

lazy_page!(
    /// One of one's own certificates.
    CERTIFICATE_PAGE = certificate_page, errand
);

fn certificate_page() -> AnyView {
    let certificate = use_part("certificate");
    let found = Fetched::new(
        move || certificate.get(),
        |certificate| read_certificate("mig".to_owned(), certificate),
    );
    view! {
        <Load of=found let:found>
            <Whole whom=found.0 certificate=found.1/>
        </Load>
    }
    .into_any()
}

#[component]
fn Whole(whom: Whom, certificate: Certificate) -> impl IntoView {
    let Certificate {
        summary,
        person,
        number,
        clinic,
        issuer,
        text,
    } = certificate;
    let title = certificate_kind(summary.kind).to_owned();
    let place = if clinic == summary.unit {
        clinic
    } else {
        format!("{}, {clinic}", summary.unit)
    };
    let whose = if person == number {
        number
    } else {
        format!("{person}, {number}")
    };
    view! {
        <NameBand whom/>
        // What is certified tells of somebody's health: not in the tab.
        <Page title tab="Mina intyg: ett intyg">
            <p class="back no-print">
                <a href=PATH>
                    <Icon name=IconName::Back/>
                    <span>"Till mina intyg"</span>
                </a>
            </p>
            <article class="entry">
                <dl class="entry-facts">
                    <div>
                        <dt>"Gäller"</dt>
                        <dd>{whose}</dd>
                    </div>
                    <div>
                        <dt>"Utfärdat"</dt>
                        <dd>
                            <time datetime=summary.issued.iso()>{summary.issued.day.long()}</time>
                        </dd>
                    </div>
                    <div>
                        <dt>"Enhet"</dt>
                        <dd>{place}</dd>
                    </div>
                    <div>
                        <dt>"Utfärdat av"</dt>
                        <dd>{issuer}</dd>
                    </div>
                </dl>
                <p class="entry-body">{text}</p>
            </article>
            <p class="actions no-print">
                <PrintButton/>
            </p>
        </Page>
    }
    .into_any()
}
