//! The reader of the clinics' file; its format stands in the crate's documentation.

use domain::access::UnitCategory;
use domain::contact::OnlineService;
use serde::Deserialize;
use service::ports::store::{ClinicRecord, UnitRecord};

use crate::error::SeedError;
use crate::reading::parse;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    clinic: Vec<WrittenClinic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenClinic {
    name: String,
    phone: String,
    principal: Option<String>,
    unit: Vec<WrittenUnit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenUnit {
    name: String,
    #[serde(default)]
    offers: Vec<OnlineService>,
    #[serde(default)]
    category: UnitCategory,
    #[serde(default)]
    withheld: bool,
}

/// Reads a file of clinics.
///
/// # Errors
/// The first thing that is wrong, by line.
pub fn clinics_file(text: &str) -> Result<Vec<ClinicRecord>, SeedError> {
    let file: File = parse(text)?;
    let record = |clinic: WrittenClinic| ClinicRecord {
        name: clinic.name,
        phone: clinic.phone,
        principal: clinic.principal,
        units: clinic
            .unit
            .into_iter()
            .map(|unit| UnitRecord {
                name: unit.name,
                offers: unit.offers,
                category: unit.category,
                withheld: unit.withheld,
            })
            .collect(),
    };
    Ok(file.clinic.into_iter().map(record).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clinic_is_read_with_its_units_and_what_they_offer() {
        let read = clinics_file(
            "[[clinic]]\nname = \"Ugglan\"\nphone = \"0470-58 80 00\"\nprincipal = \"Region Prov\"\n\
             unit = [{ name = \"BVC\", offers = [\"message\"] },\n\
             { name = \"Lab\", category = \"youth_clinic\", withheld = true }]\n",
        );
        let unit = |name: &str, offers, category, withheld| UnitRecord {
            name: name.to_owned(),
            offers,
            category,
            withheld,
        };
        let expected = ClinicRecord {
            name: "Ugglan".to_owned(),
            phone: "0470-58 80 00".to_owned(),
            principal: Some("Region Prov".to_owned()),
            units: vec![
                unit(
                    "BVC",
                    vec![OnlineService::Message],
                    UnitCategory::General,
                    false,
                ),
                unit("Lab", Vec::new(), UnitCategory::YouthClinic, true),
            ],
        };
        assert_eq!(read, Ok(vec![expected]));
    }

    #[test]
    fn a_slip_is_told_by_its_line() {
        let wrong = clinics_file("[[clinic]]\nname = \"Ugglan\"\nfone = \"1\"\nunit = []\n");
        assert!(wrong.unwrap_err().to_string().starts_with("line "));
    }
}
