//! What an errand asks for beside its messages, and how that stands: as either side sees it.

use domain::access::PublicReason;
use domain::certificate::{CertificateOrder, OrderState};
use domain::contact::OnlineService;
use domain::family::Whom;
use domain::inbox::Asked;
use domain::prescription::{RenewalItem, RenewalState};
use leptos::prelude::*;

use super::why_closed::WhyClosed;
use crate::page::certificates;
use crate::text::errand::{certificate_kind, left, order_state, renewal_state};

/// What a thread asks for, for the person or its guardian. `kind`: what kind of errand it is;
/// `closed`: why one may not write in it, if one may not.
pub(crate) fn of_thread(
    asked: Option<Asked>,
    kind: OnlineService,
    whom: &Whom,
    closed: Option<PublicReason>,
) -> AnyView {
    match asked {
        Some(Asked::Renewal(items)) => renewal(items),
        Some(Asked::Certificate(order)) => {
            let issued = (order.state == OrderState::Issued).then(|| where_it_is(whom));
            view! {
                {order_facts(&order)}
                {issued}
            }
            .into_any()
        }
        None if kind == OnlineService::Renewal => {
            let why = closed.unwrap_or(PublicReason::BankIdNeeded);
            view! {
                <div class="closed-part">
                    <p>
                        "Vilka recept det gäller visas bara för den som har loggat in med BankID och kan förnya recept här."
                    </p>
                    <WhyClosed why folded=true/>
                </div>
            }
            .into_any()
        }
        None => ().into_any(),
    }
}

/// The prescriptions, and what was decided of each.
pub(crate) fn renewal(items: Vec<RenewalItem>) -> AnyView {
    let rows = items.into_iter().map(|item| {
        let state = match item.state {
            RenewalState::Asked | RenewalState::TakenBack => renewal_state(item.state).to_owned(),
            RenewalState::Approved => format!(
                "{}. Gäller till och med {}, {}.",
                renewal_state(item.state),
                item.valid_until.long(),
                left(item.left).to_lowercase()
            ),
            RenewalState::Declined => format!("{}: {}", renewal_state(item.state), item.reason),
        };
        view! {
            <li class="prescription">
                <p class="prescription-name">{item.medicine.full()}</p>
                <p>{item.medicine.dosage}</p>
                <p class="prescription-facts">{state}</p>
            </li>
        }
        .into_any()
    });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="recepten">
            <h2 id="recepten">"Recepten"</h2>
            <ul class="prescriptions" role="list">{rows}</ul>
        </section>
    }
    .into_any()
}

/// The order: what was ordered, what for, by when, and how it stands.
pub(crate) fn order_facts(order: &CertificateOrder) -> AnyView {
    let needed_by = order.needed_by.map(|day| {
        view! {
            <div>
                <dt>"Behövs senast"</dt>
                <dd>
                    <time datetime=day.iso()>{day.with_weekday()}</time>
                </dd>
            </div>
        }
        .into_any()
    });
    let purpose = (!order.purpose.is_empty()).then(|| {
        view! {
            <div>
                <dt>"Ska användas"</dt>
                <dd>{order.purpose.clone()}</dd>
            </div>
        }
        .into_any()
    });
    view! {
        <dl class="case-facts">
            <div>
                <dt>"Intyg"</dt>
                <dd>{certificate_kind(order.kind)}</dd>
            </div>
            {purpose}
            {needed_by}
            <div>
                <dt>"Läge"</dt>
                <dd>{order_state(order.state)}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// Where an issued certificate is: one's own is here, a child's is not (R-E6).
fn where_it_is(whom: &Whom) -> AnyView {
    match whom {
        Whom::Myself(_) => view! {
            <p>
                <a href=certificates::PATH>"Läs intyget under Mina intyg"</a>
            </p>
        }
        .into_any(),
        Whom::Child(_) => view! {
            <p>
                "Intyget är utfärdat. Som vårdnadshavare kan du inte läsa det här. Hur du får det står i svaret från mottagningen."
            </p>
            <WhyClosed why=PublicReason::NotForGuardians folded=true/>
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::certificate::CertificateKind;
    use domain::family::{Age, ChildName};

    fn html(asked: Option<Asked>, kind: OnlineService, whom: &Whom) -> String {
        Owner::new().with(|| of_thread(asked, kind, whom, None).to_html())
    }

    fn child() -> Whom {
        Whom::Child(ChildName {
            link: "019a9fe26b2073c5a1d30d2f3b1c4e5f".parse().unwrap(),
            name: "Alva Berg".to_owned(),
            short: "Alva".to_owned(),
            age: Age::Years(8),
            colour: 0,
            soon: None,
            reads_only: false,
        })
    }

    // R-E6.
    #[test]
    fn a_guardian_is_not_led_to_the_certificate() {
        let order = CertificateOrder {
            kind: CertificateKind::Absence,
            purpose: "Till skolan".to_owned(),
            needed_by: None,
            state: OrderState::Issued,
        };
        let asked = || Some(Asked::Certificate(order.clone()));
        let own = Whom::Myself("Alva Berg".to_owned());

        let for_child = html(asked(), OnlineService::Certificate, &child());
        let for_oneself = html(asked(), OnlineService::Certificate, &own);

        assert!(!for_child.contains(certificates::PATH), "{for_child}");
        assert!(
            for_child.contains("kan du inte läsa det här"),
            "{for_child}"
        );
        assert!(for_oneself.contains(certificates::PATH), "{for_oneself}");
    }

    // R-L6.
    #[test]
    fn who_may_not_see_prescriptions_is_told_why() {
        let told = html(None, OnlineService::Renewal, &child());

        assert!(told.contains("loggat in med BankID"), "{told}");
        assert!(!html(None, OnlineService::Message, &child()).contains("BankID"));
    }
}
