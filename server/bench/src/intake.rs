//! What care systems send: Bundles of FHIR through `POST /fhir`, first new, then once more.

use reqwest::header;
use service::ports::clock::Clock as _;

use crate::Fallible;
use crate::house::House;
use crate::load::{Latency, Took};
use crate::machine::{Machine, Stopwatch};
use crate::town::{Town, UNIT};

/// So many Bundles, one after the other, as one care system sends them.
const BUNDLES: usize = 60;
/// So many resources in each.
pub(crate) const RESOURCES: usize = 100;

/// How fast Bundles are taken in.
pub(crate) struct Taken {
    /// What was done.
    pub(crate) what: &'static str,
    /// Resources a second.
    pub(crate) rate: f64,
    /// How long a Bundle took.
    pub(crate) bundle: Latency,
}

/// Sends them, and sends them again.
pub(crate) async fn measure(house: &House, town: &Town) -> Fallible<[Taken; 2]> {
    println!("{BUNDLES} Bundles of {RESOURCES} resources, twice");
    let bundles: Vec<_> = (0..BUNDLES).map(|nth| bundle(town, nth)).collect();
    Ok([
        send(house, town, &bundles, "new", "201 Created").await?,
        send(house, town, &bundles, "the same again", "200 OK").await?,
    ])
}

async fn send(
    house: &House,
    town: &Town,
    bundles: &[String],
    what: &'static str,
    status: &str,
) -> Fallible<Taken> {
    let all = Stopwatch::start();
    let mut took = Took::default();
    for bundle in bundles {
        let one = Stopwatch::start();
        let request = house
            .client
            .post(format!("{}/fhir", house.origin))
            .bearer_auth(&town.token)
            .header(header::CONTENT_TYPE, "application/fhir+json")
            .body(bundle.clone());
        let answer = request.send().await?.error_for_status()?.text().await?;
        took.add(one.ms());
        if answer.matches(status).count() != RESOURCES {
            return Err(format!("not every resource was answered with {status}: {answer}").into());
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of some thousands")]
    let resources = (bundles.len() * RESOURCES) as f64;
    Ok(Taken {
        what,
        rate: resources / all.ms() * 1_000.0,
        bundle: took.latency(),
    })
}

/// A transaction of notes, measures, diagnoses and visits, of all patients by turns.
fn bundle(town: &Town, nth: usize) -> String {
    let resources: Vec<_> = (0..RESOURCES)
        .map(|of_bundle| {
            let number = town.patients[of_bundle % town.patients.len()].digits();
            resource(&format!("b-{nth}-{of_bundle}"), of_bundle, &number)
        })
        .collect();
    let entries = resources.join(",");
    format!(r#"{{"resourceType": "Bundle", "type": "transaction", "entry": [{entries}]}}"#)
}

fn resource(id: &str, nth: usize, number: &str) -> String {
    let now = Machine.now();
    let of = |system: &str, value: &str| {
        format!(r#"{{"identifier": {{"system": "{system}", "value": "{value}"}}}}"#)
    };
    let patient = of("http://electronichealth.se/identifier/personnummer", number);
    let unit = of(UNIT.0, UNIT.1);
    let (kind, rest) = match nth % 4 {
        0 => (
            "Observation",
            format!(
                r#""status": "final", "code": {{"text": "Hb"}}, "effectiveDateTime": "{now}",
                "performer": [{unit}], "valueQuantity": {{"value": 118, "unit": "g/L"}}"#
            ),
        ),
        1 => (
            "DocumentReference",
            format!(
                r#""status": "current", "docStatus": "final", "type": {{"text": "Anteckning"}},
                "date": "{now}", "custodian": {unit}, "content": [{{"attachment": {{
                "contentType": "text/plain", "data": "TcOlciBicmEuIMOEdGVyIG9jaCBzb3Zlci4="}}}}]"#
            ),
        ),
        2 => (
            "Condition",
            format!(
                r#""verificationStatus": {{"coding": [{{"code": "confirmed"}}]}},
                "code": {{"text": "Astma"}}, "recordedDate": "{now}", "asserter": {unit}"#
            ),
        ),
        _ => (
            "Encounter",
            format!(
                r#""status": "finished", "class": {{"code": "AMB"}}, "period": {{"start": "{now}"}},
                "serviceProvider": {unit}"#
            ),
        ),
    };
    format!(
        r#"{{"resource": {{"resourceType": "{kind}", "id": "{id}", "subject": {patient}, {rest}}},
        "request": {{"method": "PUT", "url": "{kind}/{id}"}}}}"#
    )
}
