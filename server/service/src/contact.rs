//! Finding a clinic, and what it offers online (R-E7).

use std::collections::HashSet;

use domain::access::Area;
use domain::contact::{Clinics, LONGEST_SEARCH, UnitOffer};
use domain::family::Whom;
use domain::form::PAGE_SIZE;
use domain::id::UnitId;
use domain::text::{are_found, words};

use crate::access::{AccessError, Purpose, Subject, place};
use crate::session::Session;
use crate::{Fault, Services, whom};

/// The units that can be contacted: those that the person knows, and those that the search finds.
/// Nothing that was searched for finds the person's own only.
pub async fn clinics(
    services: &Services,
    session: &Session,
    subject: Subject,
    search: &str,
) -> Result<(Whom, Clinics), AccessError> {
    let purpose = Purpose::new(Area::Contact, "contact.clinics");
    let (reading, over) = place::read_over(services, session, subject, purpose).await?;
    let known = services.store.known_units(&reading).await;
    let mut known = known.map_err(Fault::from)?;
    // Those that have approved a protected person are its own, whether it has written there or not.
    for clinic in over.opened_by() {
        let units = services.store.clinic_units(clinic).await;
        for unit in units.map_err(Fault::from)? {
            if over.closed(unit.unit).await?.is_none() {
                known.push(unit);
            }
        }
    }
    let (others, words) = find(services, search).await?;
    let mine: HashSet<UnitId> = known.iter().map(|unit| unit.unit).collect();
    let others = others.into_iter().filter(|unit| !mine.contains(&unit.unit));
    let mut clinics = Clinics {
        known: in_order(known.into_iter(), &words),
        others: in_order(others, &words),
        closed: Vec::new(),
    };
    for unit in clinics.known.iter().chain(&clinics.others) {
        if let Some(why) = over.closed(unit.unit).await? {
            clinics.closed.push((unit.unit, why));
        }
    }
    Ok((whom::named(services, &reading, subject), clinics))
}

/// The units that the search finds, by name: at most a page of them.
pub(crate) async fn search(services: &Services, search: &str) -> Result<Vec<UnitOffer>, Fault> {
    let (units, words) = find(services, search).await?;
    Ok(in_order(units.into_iter(), &words))
}

/// The units of which a word begins as the longest one of the search does, and the search's words.
async fn find(services: &Services, search: &str) -> Result<(Vec<UnitOffer>, Vec<String>), Fault> {
    let search: String = search.chars().take(LONGEST_SEARCH).collect();
    let words = words(&search);
    // The longest word is likely to be the one that fewest have.
    let found = match words.iter().max_by_key(|word| word.chars().count()) {
        None => Vec::new(),
        Some(word) => services.store.units(word, 10 * PAGE_SIZE).await?,
    };
    Ok((found, words))
}

/// One unit, and what it offers.
pub async fn unit(
    services: &Services,
    session: &Session,
    subject: Subject,
    unit: UnitId,
) -> Result<(Whom, UnitOffer), AccessError> {
    let purpose = Purpose::new(Area::Contact, "contact.unit");
    let reading = place::read(services, session, subject, unit, purpose).await?;
    let found = services.store.unit(unit).await.map_err(Fault::from)?;
    let whom = whom::named(services, &reading, subject);
    Ok((whom, found.ok_or(AccessError::NotFound)?))
}

/// Those in whose names every word begins some word, by name, at most a page of them.
fn in_order(units: impl Iterator<Item = UnitOffer>, wanted: &[String]) -> Vec<UnitOffer> {
    let is_found = |unit: &UnitOffer| {
        let known = words(&format!("{} {}", unit.name, unit.clinic));
        are_found(wanted, &known)
    };
    let mut found: Vec<_> = units.filter(is_found).collect();
    found.sort_by_cached_key(|unit| (unit.clinic.to_lowercase(), unit.name.to_lowercase()));
    found.dedup_by_key(|unit| unit.unit);
    found.truncate(PAGE_SIZE);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn unit(id: u128, name: &str, clinic: &str) -> UnitOffer {
        UnitOffer {
            unit: UnitId(Uuid::from_u128(id)),
            name: name.to_owned(),
            clinic: clinic.to_owned(),
            phone: String::new(),
            offers: Vec::new(),
        }
    }

    #[test]
    fn a_unit_is_found_by_the_beginnings_of_its_words_and_its_clinics() {
        let all = || {
            [
                unit(1, "BVC Sländan", "Vårdcentralen Sländan"),
                unit(2, "Vårdcentralen Sländan", "Vårdcentralen Sländan"),
                unit(3, "Barnmottagningen Linden", "Barnmottagningen Linden"),
            ]
        };
        let table: [(&str, &[u128]); 7] = [
            ("", &[3, 1, 2]),
            ("sländ", &[1, 2]),
            ("SLÄNDAN bvc", &[1]),
            ("bvc, sländan", &[1]),
            ("ländan", &[]),
            ("linden", &[3]),
            ("%_'", &[3, 1, 2]),
        ];
        for (search, expected) in table {
            let found = in_order(all().into_iter(), &words(search));
            let found: Vec<_> = found.iter().map(|unit| unit.unit.0.as_u128()).collect();
            assert_eq!(found, expected, "{search}");
        }
    }
}
