//! Where the pages about a person stand: `/mig/…` for oneself, `/ombud/{link}/…` for a child.

use domain::family::{ChildName, Whom};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// An area of a person's pages. Switching to another person keeps it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Area {
    /// The overview of a child; one's own home.
    #[default]
    Overview,
    /// The inbox.
    Inbox,
    /// Journaltjänster (R-J1).
    JournalServices,
    /// Journaltjänster → Journalen (R-J1).
    JournalStart,
    /// The journal.
    Journal,
    /// Settings.
    Settings,
    /// Contacting a clinic.
    Contact,
    /// Bookings.
    Bookings,
    /// Prescriptions.
    Prescriptions,
}

impl Area {
    /// Where the area stands, for whom (`mig`, or a child's link).
    pub(crate) fn of(self, who: &str) -> String {
        let base = if who == "mig" { "" } else { "/ombud" };
        let area = match self {
            Self::Overview => "",
            Self::Inbox => "/inkorg",
            Self::JournalServices => "/journaltjanster",
            Self::JournalStart => "/journaltjanster/journalen",
            Self::Journal => "/journal",
            Self::Settings => "/installningar",
            Self::Contact => "/kontakta",
            Self::Bookings => "/tider",
            Self::Prescriptions => "/recept",
        };
        format!("{base}/{who}{area}")
    }

    /// Where the area stands for this person.
    pub(crate) fn at(self, whom: &Whom) -> String {
        self.of(&who_of(whom))
    }
}

/// The person as addresses and server functions say it: `mig`, or a child's link.
pub(crate) fn who_of(whom: &Whom) -> String {
    match whom {
        Whom::Myself(_) => "mig".to_owned(),
        Whom::Child(child) => child.link.to_string(),
    }
}

/// Where a child's road map stands. Oneself has none, so it is no area that switching keeps.
pub(crate) fn road_map_of(child: &ChildName) -> String {
    format!("/ombud/{}/framtid", child.link)
}

/// Where "Vem har läst?" stands for a person.
pub(crate) fn log_of(who: &str) -> String {
    if who == "mig" {
        "/mig/logg".to_owned()
    } else {
        format!("/ombud/{who}/logg")
    }
}

/// Whom the address is about: `mig`, or a child's link as it stands there.
pub(crate) fn use_who() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("link").unwrap_or_else(|| "mig".to_owned())))
}

/// The part of the address with this name, as it stands there.
pub(crate) fn use_part(name: &'static str) -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get(name).unwrap_or_default()))
}

/// An address with a query; what is empty is left out.
pub(crate) fn with_query(path: &str, query: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    let given = query.iter().filter(|(_, value)| !value.is_empty());
    for (place, (name, value)) in given.enumerate() {
        address.push(if place == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        for byte in value.bytes() {
            push_escaped(&mut address, byte);
        }
    }
    address
}

/// The log-in page's address, with the way back to `here` if that says anything. `ended`: whether
/// the session has ended.
pub(crate) fn log_in_address(here: &str, ended: bool) -> String {
    if here.is_empty() {
        return "/logga-in".to_owned();
    }
    let mut address = String::from("/logga-in?vidare=");
    for letter in here.chars() {
        match letter {
            '%' => address.push_str("%25"),
            '&' => address.push_str("%26"),
            '+' => address.push_str("%2B"),
            '#' => address.push_str("%23"),
            letter => address.push(letter),
        }
    }
    if ended {
        address.push_str("&avslutad=1");
    }
    address
}

/// As RFC 3986 §2.3: what is not unreserved is written as `%XX`. The router's own function escapes
/// other characters on the server than in the browser.
fn push_escaped(address: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
        address.push(char::from(byte));
    } else {
        address.push('%');
        address.push(char::from(HEX[usize::from(byte >> 4)]));
        address.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_area_stands_at_another_persons_address() {
        assert_eq!(Area::Overview.of("mig"), "/mig");
        assert_eq!(Area::Inbox.of("mig"), "/mig/inkorg");
        assert_eq!(Area::Overview.of("0a1b"), "/ombud/0a1b");
        assert_eq!(
            Area::JournalStart.of("0a1b"),
            "/ombud/0a1b/journaltjanster/journalen"
        );
    }

    #[test]
    fn the_way_back_survives_the_log_in() {
        assert_eq!(
            log_in_address("/mig/inkorg?visa=olasta&efter=a%2Bb", true),
            "/logga-in?vidare=/mig/inkorg?visa=olasta%26efter=a%252Bb&avslutad=1"
        );
    }

    #[test]
    fn a_query_leaves_out_what_is_empty_and_escapes_the_rest() {
        assert_eq!(with_query("/mig/inkorg", &[("visa", "")]), "/mig/inkorg");
        assert_eq!(
            with_query("/mig/inkorg", &[("visa", "arkiv"), ("efter", "1.-2.ab")]),
            "/mig/inkorg?visa=arkiv&efter=1.-2.ab"
        );
        assert_eq!(with_query("/a", &[("b", "å&=")]), "/a?b=%C3%A5%26%3D");
    }
}
