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
    identifiers: Vec<WrittenIdentifier>,
    #[serde(default)]
    category: UnitCategory,
    #[serde(default)]
    withheld: bool,
}

/// By what other systems know the unit: "urn:oid:1.2.752.29.4.19|SE2321000016-1A2B".
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct WrittenIdentifier(String, String);

impl TryFrom<String> for WrittenIdentifier {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let parts = text.split_once('|');
        let parts = parts.map(|(system, value)| (system.trim(), value.trim()));
        match parts {
            Some((system, value)) if !system.is_empty() && !value.is_empty() => {
                Ok(Self(system.to_owned(), value.to_owned()))
            }
            _ => Err("an identifier is written as SYSTEM|VALUE"),
        }
    }
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
                identifiers: unit
                    .identifiers
                    .into_iter()
                    .map(|WrittenIdentifier(system, value)| (system, value))
                    .collect(),
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
             { name = \"Lab\", category = \"youth_clinic\", withheld = true,\n\
             identifiers = [\"urn:oid:1.2.752.29.4.19 | SE2321000016-L\"] }]\n",
        );
        let unit = |name: &str, offers, category, withheld| UnitRecord {
            name: name.to_owned(),
            offers,
            category,
            withheld,
            identifiers: Vec::new(),
        };
        let lab = UnitRecord {
            identifiers: vec![(
                "urn:oid:1.2.752.29.4.19".to_owned(),
                "SE2321000016-L".to_owned(),
            )],
            ..unit("Lab", Vec::new(), UnitCategory::YouthClinic, true)
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
                lab,
            ],
        };
        assert_eq!(read, Ok(vec![expected]));
    }

    #[test]
    fn a_slip_is_told_by_its_line() {
        let wrong = clinics_file("[[clinic]]\nname = \"Ugglan\"\nfone = \"1\"\nunit = []\n");
        assert!(wrong.unwrap_err().to_string().starts_with("line "));
        let unit = "unit = [{ name = \"Lab\", identifiers = [\"SE2321000016-L\"] }]";
        let wrong = clinics_file(&format!(
            "[[clinic]]\nname = \"Ugglan\"\nphone = \"1\"\n{unit}\n"
        ));
        assert!(wrong.unwrap_err().to_string().contains("SYSTEM|VALUE"));
    }
}
