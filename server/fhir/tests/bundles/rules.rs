//! What is taken, what is reported, and what refuses the whole Bundle.

use fhir::{Fate, Severity};
use rstest::rstest;
use serde_json::{Value, json};

use super::{alone, changed, entry, fate, observation, read, refused, today, visit, why};

#[test]
fn what_is_no_json_is_unreadable() {
    for bytes in [&b""[..], b"{", b"\xff", b"<Bundle/>"] {
        let refusal = fhir::read(bytes, today()).unwrap_err();
        assert!(refusal.unreadable, "{bytes:?}");
        assert_eq!(refusal.findings.len(), 1);
    }
}

#[rstest]
#[case(json!([]), "Bundle", "structure")]
#[case(observation(), "Bundle", "structure")]
#[case(json!({"resourceType": "Bundle"}), "Bundle.type", "required")]
#[case(json!({"resourceType": "Bundle", "type": "message"}), "Bundle.type", "value")]
#[case(
    json!({"resourceType": "Bundle", "type": "collection", "entry": {}}),
    "Bundle.entry",
    "structure"
)]
#[case(
    json!({"resourceType": "Bundle", "type": "collection", "entry": [{}]}),
    "Bundle.entry[0].resource",
    "required"
)]
#[case(
    json!({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {}}]}),
    "Bundle.entry[0].resource.resourceType",
    "required"
)]
#[case(
    json!({"resourceType": "Bundle", "type": "batch", "entry": [{"resource": observation()}]}),
    "Bundle.entry[0].request",
    "required"
)]
#[case(
    json!({"resourceType": "Bundle", "type": "collection", "implicitRules": "x"}),
    "Bundle.implicitRules",
    "structure"
)]
#[case(
    json!({"resourceType": "Bundle", "type": "collection",
        "meta": {"security": [{"code": "sekretessmarkering"}]}}),
    "Bundle.meta.security",
    "suppressed"
)]
fn what_is_no_such_bundle_is_refused_with_its_place(
    #[case] bundle: Value,
    #[case] place: &str,
    #[case] code: &str,
) {
    assert_eq!(refused(&bundle), [(place.to_owned(), code)]);
}

/// Everything that is wrong is told at once, and nothing of what it says.
#[test]
fn what_is_no_fhir_refuses_all() {
    let mut bundle = visit();
    bundle["entry"][3]["resource"]
        .as_object_mut()
        .unwrap()
        .remove("class");
    bundle["entry"][4]["resource"]["content"][0]["attachment"]["data"] = json!("%%%");
    bundle["entry"][5]["resource"]["valueQuantity"]["value"] = json!("45,8");
    let mut told = refused(&bundle);
    told.sort();
    told.dedup();
    let at = |place: &str| format!("Bundle.entry{place}");
    let expected = [
        (at("[3].resource.class"), "required"),
        (at("[4].resource.content[0].attachment.data"), "value"),
        (at("[5].resource.valueQuantity.value"), "structure"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_same_resource_twice_refuses_all() {
    let both = json!([{"resource": observation()}, {"resource": observation()}]);
    let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": both});
    assert_eq!(
        refused(&bundle),
        [("Bundle.entry[1]".to_owned(), "duplicate")]
    );
}

/// R-I1, R-I3, R-I4: by personnummer, and by one only.
#[rstest]
#[case("personnummer", "20120625-2395", None)]
#[case("personnummer", "120625-2395", None)]
#[case("personnummer", "201206252396", Some("not-found"))]
#[case("personnummer", "191401682396", Some("not-found"))]
#[case("samordningsnummer", "191401682396", Some("not-found"))]
#[case("nationelltReservnummer", "33200101A123", Some("not-found"))]
#[case("hemligt", "201206252395", Some("not-found"))]
fn a_patient_is_matched_by_personnummer_only(
    #[case] system: &str,
    #[case] value: &str,
    #[case] refused: Option<&str>,
) {
    let item = fate(&changed(|one| {
        one["subject"]["identifier"] = json!({
            "system": format!("http://electronichealth.se/identifier/{system}"), "value": value,
        });
    }));
    assert_eq!(why(&item), Vec::from_iter(refused), "{system} {value}");
    assert_eq!(matches!(item.fate, Fate::Entry(_)), refused.is_none());
}

#[test]
fn one_who_has_two_numbers_is_nobody() {
    let system = "http://electronichealth.se/identifier/personnummer";
    let number = |value: &str, old: &str| json!({"system": system, "value": value, "use": old});
    let of = |numbers: Value| {
        changed(|one| {
            one["contained"] =
                json!([{"resourceType": "Patient", "id": "p", "identifier": numbers}]);
            one["subject"] = json!({"reference": "#p"});
        })
    };
    let two = of(json!([
        number("201206252395", "official"),
        number("201206242396", "official")
    ]));
    assert_eq!(why(&fate(&two)), ["not-found"]);
    let old = of(json!([
        number("201206252395", "official"),
        number("201206242396", "old")
    ]));
    entry(&fate(&old));
}

/// R-G7: what the care system says is protected is not stored, and what was shown is taken away.
#[rstest]
#[case("sekretessmarkering")]
#[case("skyddadFolkbokforing")]
#[case("SkyddadFolkbokforing")]
#[case("R")]
#[case("V")]
#[case("NOPAT")]
fn what_is_labelled_is_not_shown(#[case] label: &str) {
    let labels = json!({"security": [{"system": "urn:x", "code": "N"}, {"code": label}]});
    let own = changed(|one| one["meta"] = labels.clone());
    let item = fate(&own);
    assert!(matches!(item.fate, Fate::Withdrawn(_)), "{:?}", item.fate);
    assert_eq!(why(&item), ["suppressed"]);
}

#[test]
fn a_protected_patients_resources_are_not_shown() {
    let mut bundle = visit();
    bundle["entry"][0]["resource"]["meta"] = json!({"security": [{"code": "sekretessmarkering"}]});
    let reading = read(&bundle).unwrap();
    for item in &reading.items[3..] {
        assert!(matches!(item.fate, Fate::Withdrawn(_)), "{:?}", item.fate);
        assert_eq!(why(item), ["suppressed"]);
    }
}

#[test]
fn labels_that_say_nothing_special_hide_nothing() {
    let own = changed(|one| one["meta"] = json!({"security": [{"code": "N"}, {"code": "HTEST"}]}));
    let item = fate(&own);
    entry(&item);
    let said: Vec<_> = item.findings.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(said, ["Bundle.entry[0].resource.meta.security[1]"]);
}

/// FHIR R4 §2.4.1.
#[test]
fn what_changes_the_meaning_in_an_unknown_way_is_not_taken() {
    let extension = json!([{"url": "urn:x", "valueBoolean": true}]);
    let at_top = changed(|one| one["modifierExtension"] = extension.clone());
    let within = changed(|one| {
        one["component"] =
            json!([{"code": {"text": "x"}, "valueInteger": 1, "modifierExtension": extension}]);
    });
    let rules = changed(|one| one["implicitRules"] = json!("urn:x"));
    for resource in [at_top, within, rules] {
        let item = fate(&resource);
        assert_eq!(item.fate, Fate::NotTaken);
        assert_eq!(why(&item), ["extension"]);
    }
    let usual = changed(|one| one["extension"] = extension.clone());
    let item = fate(&usual);
    entry(&item);
    assert_eq!(
        super::left_out(&item),
        ["Bundle.entry[0].resource.extension"]
    );
}

#[rstest]
#[case("final", true)]
#[case("preliminary", false)]
fn signed_is_what_its_status_says(#[case] status: &str, #[case] signed: bool) {
    let own = changed(|one| one["status"] = json!(status));
    assert_eq!(entry(&fate(&own)).signed, signed);
}

#[test]
fn what_is_in_error_is_withdrawn_even_where_it_says_no_more() {
    let own = json!({"resourceType": "Observation", "id": "1", "status": "entered-in-error"});
    assert!(matches!(fate(&own).fate, Fate::Withdrawn(_)));
    let unknown = changed(|one| one["status"] = json!("signerad"));
    let item = fate(&unknown);
    assert_eq!(item.fate, Fate::NotTaken);
    assert_eq!(why(&item), ["not-supported"]);
}

#[rstest]
#[case("id", 0)]
#[case("effectiveDateTime", 1)]
#[case("performer", 1)]
#[case("subject", 1)]
fn what_lacks_what_a_journal_needs_is_reported(#[case] part: &str, #[case] errors: usize) {
    let own = changed(|one| {
        one.as_object_mut().unwrap().remove(part);
        if part == "id" {
            one["identifier"] = json!([{"system": "urn:x", "value": "1"}]);
        }
    });
    let item = fate(&own);
    assert_eq!(why(&item).len(), errors, "{:?}", item.findings);
    assert_eq!(item.fate == Fate::NotTaken, errors > 0);
}

#[test]
fn other_types_are_reported() {
    for kind in ["ServiceRequest", "Påhittad", "AllergyIntolerance"] {
        let item = fate(&json!({"resourceType": kind, "id": "1"}));
        assert_eq!(item.fate, Fate::NotTaken, "{kind}");
        assert_eq!(why(&item), ["not-supported"], "{kind}");
    }
}

#[rstest]
#[case("DELETE", "Observation/1", "Withdrawn")]
#[case("DELETE", "Observation?code=1", "NotTaken")]
#[case("DELETE", "Patient/1", "NotTaken")]
#[case("GET", "Observation/1", "NotTaken")]
#[case("PATCH", "Observation/1", "NotTaken")]
#[case("PUT", "Observation/1", "Entry")]
#[case("POST", "Observation", "Entry")]
fn what_is_asked_for_is_done_or_reported(
    #[case] method: &str,
    #[case] url: &str,
    #[case] expected: &str,
) {
    let bundle = json!({"resourceType": "Bundle", "type": "batch", "entry": [
        {"resource": observation(), "request": {"method": method, "url": url}},
    ]});
    let reading = read(&bundle).unwrap();
    let fate = format!("{:?}", reading.items[0].fate);
    assert!(fate.starts_with(expected), "{fate}");
    let has_error = reading.items[0]
        .findings
        .iter()
        .any(|one| one.severity == Severity::Error);
    assert_eq!(has_error, expected == "NotTaken");
}

/// An id that the sender lets us choose says nothing; its identifier does.
#[test]
fn what_is_made_anew_is_known_by_its_identifier() {
    let own = changed(|one| one["identifier"] = json!([{"system": "urn:x", "value": "7"}]));
    let key = |method: Option<&str>| {
        let mut bundle = alone(&own);
        if let Some(method) = method {
            bundle["type"] = json!("transaction");
            bundle["entry"][0]["request"] = json!({"method": method, "url": "Observation/1"});
        }
        entry(&read(&bundle).unwrap().items[0]).key.id.clone()
    };
    assert_eq!(key(None), "id|1");
    assert_eq!(key(Some("PUT")), "id|1");
    assert_eq!(key(Some("POST")), "identifier|urn:x|7");
}

/// Two servers' "Patient/1" in one Bundle: a relative reference could mean either.
#[test]
fn a_reference_that_could_mean_two_leads_nowhere() {
    let patient = |value: &str| {
        json!({"resourceType": "Patient", "id": "1", "identifier": [
            {"system": "http://electronichealth.se/identifier/personnummer", "value": value},
        ]})
    };
    let own = |reference: &str| changed(|one| one["subject"] = json!({"reference": reference}));
    let bundle = |reference: &str| {
        json!({"resourceType": "Bundle", "type": "collection", "entry": [
            {"fullUrl": "https://a.example/Patient/1", "resource": patient("201206252395")},
            {"fullUrl": "https://b.example/Patient/1", "resource": patient("201206242396")},
            {"resource": own(reference)},
        ]})
    };
    let vague = read(&bundle("Patient/1")).unwrap();
    assert_eq!(why(&vague.items[2]), ["not-found"]);
    let exact = read(&bundle("https://b.example/Patient/1/_history/2")).unwrap();
    assert_eq!(
        entry(&exact.items[2]).patient,
        super::number("201206242396")
    );
}

/// A relative reference is to the server that its own resource comes from (FHIR R4 §2.36.4).
#[test]
fn a_relative_reference_leads_to_its_own_server() {
    let of = |own: &str, patients: &[(&str, &str)]| {
        let mut entries: Vec<_> = patients
            .iter()
            .map(|(server, value)| {
                json!({"fullUrl": format!("https://{server}/Patient/1"), "resource": {
                    "resourceType": "Patient", "id": "1", "identifier": [
                    {"system": "http://electronichealth.se/identifier/personnummer", "value": value},
                ]}})
            })
            .collect();
        entries.push(json!({"fullUrl": format!("https://{own}/Observation/1"),
            "resource": changed(|one| one["subject"] = json!({"reference": "Patient/1"}))}));
        read(&json!({"resourceType": "Bundle", "type": "collection", "entry": entries})).unwrap()
    };
    let (elsa, other) = ("201206252395", "201206242396");
    let both = of("b.example", &[("a.example", elsa), ("b.example", other)]);
    assert_eq!(entry(&both.items[2]).patient, super::number(other));
    let others = of("b.example", &[("a.example", elsa)]);
    assert_eq!(why(&others.items[1]), ["not-found"]);
    let own = of("a.example", &[("a.example", elsa)]);
    assert_eq!(entry(&own.items[1]).patient, super::number(elsa));
}

/// Which of two is meant can't be known; the same one that stands there twice is one.
#[test]
fn an_address_that_two_have_leads_nowhere() {
    let url = "urn:uuid:11111111-1111-4111-8111-111111111111";
    let of = |numbers: [&str; 2]| {
        let patient = |value: &str| {
            json!({"fullUrl": url, "resource": {"resourceType": "Patient", "identifier": [
                {"system": "http://electronichealth.se/identifier/personnummer", "value": value},
            ]}})
        };
        let own = changed(|one| one["subject"] = json!({"reference": url}));
        let entries = [
            patient(numbers[0]),
            patient(numbers[1]),
            json!({"resource": own}),
        ];
        let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": entries});
        read(&bundle).unwrap().items.remove(2)
    };
    let two = of(["201206252395", "201206242396"]);
    assert_eq!(why(&two), ["not-found"]);
    let same = of(["201206252395", "201206252395"]);
    assert_eq!(entry(&same).patient, super::number("201206252395"));
}

/// "#unit" means what stands in the resource that says so, whoever refers to that one.
#[test]
fn what_is_contained_is_looked_for_where_the_reference_stands() {
    let unit = |value: &str| {
        json!([{"resourceType": "Organization", "id": "unit", "identifier": [
            {"system": "urn:oid:1.2.752.29.4.19", "value": value},
        ]}])
    };
    let role = json!({"resourceType": "PractitionerRole", "id": "1", "contained": unit("BVC"),
        "organization": {"reference": "#unit"}});
    let own = changed(|one| {
        one["contained"] = unit("BUP");
        one["performer"] = json!([{"reference": "PractitionerRole/1"}]);
    });
    let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": role}, {"resource": own},
    ]});
    let reading = read(&bundle).unwrap();
    let units = &entry(&reading.items[1]).units;
    assert_eq!(units.len(), 1);
    assert_eq!(units[0].value, "BVC");
}

/// A later word that it was not done, or is another's, ends what an earlier one said.
#[test]
fn what_does_not_hold_any_more_is_undone() {
    let other = json!({"identifier": {
        "system": "http://electronichealth.se/identifier/samordningsnummer", "value": "x",
    }});
    let vaccination = json!({"resourceType": "Immunization", "id": "1", "status": "not-done"});
    let medicine = json!({"resourceType": "MedicationRequest", "id": "1", "status": "active",
        "intent": "order", "doNotPerform": true});
    let anothers = changed(|one| one["subject"] = other);
    for resource in [vaccination, medicine, anothers] {
        let item = fate(&resource);
        assert!(matches!(item.fate, Fate::Undone(_)), "{:?}", item.fate);
        assert_eq!(why(&item).len(), 1);
    }
}

/// Whatever else there is to say of it: what was shown must not stay.
#[test]
fn what_is_labelled_is_hidden_before_anything_else() {
    let labels = json!({"security": [{"code": "NOPAT"}]});
    let extension = json!([{"url": "urn:x", "valueBoolean": true}]);
    let unknown = changed(|one| {
        one["meta"] = labels.clone();
        one["status"] = json!("signerad");
    });
    let modified = changed(|one| {
        one["meta"] = labels.clone();
        one["modifierExtension"] = extension;
    });
    let mut document = visit()["entry"][4]["resource"].clone();
    document["status"] = json!("current");
    document["docStatus"] = json!("okänd");
    document["securityLabel"] = json!([{"coding": [{"code": "NOPAT"}]}]);
    for resource in [unknown, modified, document] {
        let item = fate(&resource);
        assert!(matches!(item.fate, Fate::Withdrawn(_)), "{:?}", item.fate);
        assert_eq!(why(&item), ["suppressed"]);
    }
}

/// Many write "without end" as the last moment of the last year.
#[test]
fn an_end_that_never_comes_refuses_nothing() {
    let mut contact = visit()["entry"][3]["resource"].clone();
    contact["period"]["end"] = json!("9999-12-31T23:59:59.9999999+01:00");
    let bundle = alone(&contact);
    assert!(read(&bundle).is_ok());
}

#[test]
fn a_range_in_words_beside_one_in_numbers_is_reported() {
    let own = changed(|one| {
        one["referenceRange"] =
            json!([{"low": {"value": 110}, "high": {"value": 150}, "text": "Flickor"}]);
    });
    let item = fate(&own);
    assert_eq!(entry(&item).values[0].reference, "110–150");
    let place = "Bundle.entry[0].resource.referenceRange[0].text";
    assert_eq!(super::left_out(&item), [place]);
}

#[test]
fn a_patient_who_is_protected_is_not_passed_over_in_silence() {
    let item = fate(&json!({"resourceType": "Patient", "id": "1",
        "meta": {"security": [{"code": "sekretessmarkering"}]}}));
    assert_eq!(item.fate, Fate::Read);
    let said = item.findings.iter().map(|one| one.code.word());
    assert!(said.clone().any(|code| code == "suppressed"));
}

#[test]
fn a_document_that_cannot_be_shown_is_there_all_the_same() {
    let mut bundle = visit();
    let attachment = &mut bundle["entry"][4]["resource"]["content"][0]["attachment"];
    *attachment = json!({"contentType": "application/pdf", "data": "JVBERi0="});
    let reading = read(&bundle).unwrap();
    let note = entry(&reading.items[4]);
    assert!(note.body.contains("kan inte visas här"), "{}", note.body);
    let place = "Bundle.entry[4].resource.content[0].attachment.contentType";
    assert!(
        reading.items[4]
            .findings
            .iter()
            .any(|one| one.place == place)
    );
}

#[test]
fn a_narrative_is_the_text_of_what_says_nothing_else() {
    let own = changed(|one| {
        let parts = one.as_object_mut().unwrap();
        parts.remove("valueQuantity");
        parts.insert(
            "text".to_owned(),
            json!({"status": "additional", "div": "<div>Hb <b>118</b><script>x()</script></div>"}),
        );
    });
    let item = fate(&own);
    assert_eq!(entry(&item).body, "Hb 118");
}

#[test]
fn another_patients_result_is_not_shown_with_a_report() {
    let mut bundle = super::results();
    bundle["entry"][1]["resource"]["subject"]["identifier"]["value"] = json!("201206242396");
    let reading = read(&bundle).unwrap();
    assert!(entry(&reading.items[0]).values.is_empty());
    assert_ne!(reading.items[1].fate, Fate::Read);

    // Nor one whose patient can't be matched: that is no reason to lose the report.
    let mut bundle = super::results();
    bundle["entry"][1]["resource"]["subject"] = json!({"reference": "Patient/9"});
    let reading = read(&bundle).unwrap();
    assert!(entry(&reading.items[0]).values.is_empty());
}
