//! Prescriptions and certificates, in words.

use domain::certificate::{CertificateKind, OrderState};
use domain::prescription::RenewalState;

/// What a certificate certifies.
pub(crate) fn certificate_kind(kind: CertificateKind) -> &'static str {
    match kind {
        CertificateKind::Absence => "Frånvaro från förskola eller skola",
        CertificateKind::SchoolMeals => "Specialkost i förskola eller skola",
        CertificateKind::Vaccination => "Vaccinationer inför en resa",
        CertificateKind::Other => "Annat intyg om hälsa",
    }
}

/// How an order of a certificate stands.
pub(crate) fn order_state(state: OrderState) -> &'static str {
    match state {
        OrderState::Ordered => "Beställt",
        OrderState::Issued => "Utfärdat",
        OrderState::Declined => "Utfärdas inte",
    }
}

/// How it stands with a prescription that was asked to be renewed.
pub(crate) fn renewal_state(state: RenewalState) -> &'static str {
    match state {
        RenewalState::Asked => "Väntar på svar",
        RenewalState::Approved => "Förnyat",
        RenewalState::Declined => "Förnyas inte",
    }
}

/// "Inga uttag kvar", "1 uttag kvar", "3 uttag kvar".
pub(crate) fn left(withdrawals: u8) -> String {
    match withdrawals {
        0 => "Inga uttag kvar".to_owned(),
        some => format!("{some} uttag kvar"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_calm;

    #[test]
    fn every_kind_and_state_has_a_calm_text_of_its_own() {
        let mut texts = CertificateKind::ALL.map(certificate_kind).to_vec();
        let orders = [
            OrderState::Ordered,
            OrderState::Issued,
            OrderState::Declined,
        ];
        texts.extend(orders.map(order_state));
        let renewals = [
            RenewalState::Asked,
            RenewalState::Approved,
            RenewalState::Declined,
        ];
        texts.extend(renewals.map(renewal_state));
        assert!(texts.iter().all(|text| is_calm(text)));
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), count);
    }

    #[test]
    fn withdrawals_are_told_as_a_swede_says_them() {
        assert_eq!(
            [0, 1, 3].map(left),
            ["Inga uttag kvar", "1 uttag kvar", "3 uttag kvar"]
        );
    }
}
