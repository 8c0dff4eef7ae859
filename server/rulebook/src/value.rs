//! What each value means, and what to write where it means nothing.

use std::str::FromStr;

use domain::access::{Area, UnitCategory};
use domain::age::LeapDay;
use domain::rules::ProtectedContact;
use jiff::civil::Date;
use toml::de::DeValue;

pub(crate) const NUMBER: &str = "write a whole number";
pub(crate) const THREE: &str = "write three whole numbers: [90, 30, 7]";
pub(crate) const LEAP_DAY: &str = "write \"02-28\" or \"03-01\"";
pub(crate) const AREAS: &str =
    "write a list of areas: [\"add_child\", \"overview\", \"inbox\", \"settings\", \"contact\"]";
pub(crate) const CATEGORIES: &str =
    "write a list of categories: [], or of \"general\", \"child_psychiatry\", \"youth_clinic\"";
pub(crate) const CONTACT: &str = "write \"approved_clinics\" or \"nowhere\"";
pub(crate) const SWITCH: &str = "write true or false";
pub(crate) const TEXT: &str = "write a text";

pub(crate) fn text(value: &DeValue<'_>) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// A whole number that is not too large for what it counts.
pub(crate) fn number<T: FromStr>(value: &DeValue<'_>) -> Option<T> {
    match value {
        DeValue::Integer(number) => number.to_string().parse().ok(),
        _ => None,
    }
}

pub(crate) fn three(value: &DeValue<'_>) -> Option<[u16; 3]> {
    list(value, number)?.try_into().ok()
}

pub(crate) fn switch(value: &DeValue<'_>) -> Option<bool> {
    value.as_bool()
}

/// A day: without a time, as it holds for all of Sweden.
pub(crate) fn day(value: &DeValue<'_>) -> Option<Date> {
    match value {
        DeValue::Datetime(day) if day.time.is_none() => day.to_string().parse().ok(),
        _ => None,
    }
}

pub(crate) fn leap_day(value: &DeValue<'_>) -> Option<LeapDay> {
    match value.as_str()? {
        "02-28" => Some(LeapDay::Feb28),
        "03-01" => Some(LeapDay::Mar1),
        _ => None,
    }
}

pub(crate) fn contact(value: &DeValue<'_>) -> Option<ProtectedContact> {
    match value.as_str()? {
        "approved_clinics" => Some(ProtectedContact::ApprovedClinics),
        "nowhere" => Some(ProtectedContact::Nowhere),
        _ => None,
    }
}

pub(crate) fn areas(value: &DeValue<'_>) -> Option<Vec<Area>> {
    list(value, |value| {
        let word = value.as_str()?;
        Area::ALL.into_iter().find(|area| area.word() == word)
    })
}

pub(crate) fn categories(value: &DeValue<'_>) -> Option<Vec<UnitCategory>> {
    list(value, |value| {
        let word = value.as_str()?;
        let mut all = UnitCategory::ALL.into_iter();
        all.find(|category| category.word() == word)
    })
}

/// Every one of a list, or none if one means nothing.
fn list<T>(value: &DeValue<'_>, understand: impl Fn(&DeValue<'_>) -> Option<T>) -> Option<Vec<T>> {
    let DeValue::Array(values) = value else {
        return None;
    };
    let values = values.iter().map(|value| understand(value.get_ref()));
    values.collect()
}
