//! What care systems send, over HTTP and from files.

use agera_ombud::ports::SystemRng;
use axum::http::{Request, StatusCode};
use domain::id::{ClinicId, PrincipalId, TokenId, UnitId};
use domain::principal::Principal;
use jiff::SignedDuration;
use serde_json::{Value, json};
use service::access::intake::hash;
use service::ports::chance::{new_id, new_token};
use service::ports::store::{ClinicRow, NewToken, SeedRows, UnitRow};

use crate::cli::{folder, refused, run, stdout};
use crate::support::{Answer, Browser, World, number, person};

const VISIT: &str = include_str!("../../fhir/tests/data/besok.json");
const HSA: (&str, &str) = ("urn:oid:1.2.752.29.4.19", "SE2321000016-BVC1");

/// A server with a care principal, a unit that care systems know, the patient in the register, and a
/// token.
struct Place {
    world: World,
    principal: PrincipalId,
    id: TokenId,
    token: String,
}

impl Place {
    async fn new() -> Self {
        let world = World::new().await;
        let id = || new_id(&SystemRng, world.now());
        let (principal, clinic, unit) = (PrincipalId(id()), ClinicId(id()), UnitId(id()));
        let name = "Region Prov".to_owned();
        let seed = SeedRows {
            principals: vec![Principal {
                id: principal,
                name,
            }],
            clinics: vec![ClinicRow {
                id: clinic,
                name: "Ugglan".to_owned(),
                phone: "0470-58 80 00".to_owned(),
                principal: Some(principal),
            }],
            units: vec![UnitRow {
                id: unit,
                clinic,
                name: "BVC Ugglan".to_owned(),
                offers: Vec::new(),
                certificates: Vec::new(),
                category: domain::access::UnitCategory::General,
            }],
            ..SeedRows::default()
        };
        world.database.import.seed(&seed).await.unwrap();
        world.services.store.identify_unit(unit, HSA).await.unwrap();
        world.register(&[person("201206252395", "Elsa", &[])]).await;
        let token = new_token(&SystemRng);
        let row = NewToken {
            id: TokenId(id()),
            principal,
            label: "Cosmic".to_owned(),
            hash: hash(&token),
            created: world.now(),
        };
        world.services.store.add_token(&row).await.unwrap();
        let id = row.id;
        Self {
            world,
            principal,
            id,
            token,
        }
    }

    /// Sends it as a care system does, but for what is changed.
    async fn send(&self, body: impl Into<axum::body::Body>) -> Answer {
        let token = format!("Bearer {}", self.token);
        let request = Request::post("/fhir")
            .header("authorization", token)
            .header("content-type", "application/fhir+json; fhirVersion=4.0");
        self.world.browser().send_with(request, body).await
    }
}

fn outcome(answer: &Answer) -> Value {
    assert_eq!(answer.header("content-type"), "application/fhir+json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let outcome: Value = serde_json::from_str(&answer.text()).unwrap();
    assert!(
        !outcome.to_string().contains("2395"),
        "no number of anybody"
    );
    outcome
}

fn code(answer: &Answer) -> String {
    let outcome = outcome(answer);
    assert_eq!(outcome["resourceType"], "OperationOutcome", "{outcome}");
    outcome["issue"][0]["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_is_sent_is_taken_in_once() {
    let place = Place::new().await;
    let answer = place.send(VISIT).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let told = outcome(&answer);
    assert_eq!(told["type"], "transaction-response");
    let statuses: Vec<_> = told["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["response"]["status"].as_str().unwrap().to_owned())
        .collect();
    let (read, made) = ("200 OK", "201 Created");
    assert_eq!(statuses, [read, read, read, made, made, made]);

    let again = outcome(&place.send(VISIT).await);
    assert!(
        again["entry"][4]["response"]["outcome"]["issue"][0]["diagnostics"] == "unchanged",
        "{again}"
    );
    let patient = place
        .world
        .services
        .store
        .person_by_number(number("201206252395"))
        .await;
    assert!(patient.unwrap().is_some());
}

#[tokio::test]
async fn without_a_token_that_holds_nothing_is_read() {
    let place = Place::new().await;
    let elsa = place
        .world
        .look_up(&person("201206252395", "Elsa", &[]))
        .await;
    let with = |value: Option<&str>| {
        let mut request = Request::post("/fhir")
            .header("content-type", "application/fhir+json")
            .header("origin", "https://ombud.example")
            .header("sec-fetch-site", "same-origin");
        if let Some(value) = value {
            request = request.header("authorization", value);
        }
        request
    };
    let basic = format!("Basic {}", place.token);
    let wrong = format!("Bearer {}", "0".repeat(64));
    for value in [
        None,
        Some("Bearer"),
        Some(basic.as_str()),
        Some(wrong.as_str()),
    ] {
        // The cookie of one who is logged in is not looked at.
        let mut browser = place.world.logged_in(elsa).await;
        let answer = browser.send_with(with(value), VISIT).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{value:?}");
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"fhir\"");
        assert_eq!(code(&answer), "login");
    }
    let revoked = place
        .world
        .services
        .store
        .revoke_token(place.principal, place.id, place.world.now())
        .await;
    assert!(revoked.unwrap());
    assert_eq!(place.send(VISIT).await.status, StatusCode::UNAUTHORIZED);
}

/// The protection against forgery is for cookies; a token is in none.
#[tokio::test]
async fn a_token_is_enough_wherever_the_request_comes_from() {
    let place = Place::new().await;
    let request = Request::post("/fhir")
        .header("authorization", format!("Bearer {}", place.token))
        .header("content-type", "application/fhir+json")
        .header("origin", "https://journal.example")
        .header("sec-fetch-site", "cross-site");
    let answer = place.world.browser().send_with(request, VISIT).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place_and_nothing_is_stored() {
    let place = Place::new().await;
    let no_json = place.send("{").await;
    assert_eq!(no_json.status, StatusCode::BAD_REQUEST);
    assert_eq!(code(&no_json), "structure");
    let other = place.send(r#"{"resourceType": "Observation"}"#).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);

    let mut bundle: Value = serde_json::from_str(VISIT).unwrap();
    bundle["entry"][5]["resource"]["valueQuantity"]["value"] = json!("45,8");
    let broken = place.send(bundle.to_string()).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let place_of_it = "Bundle.entry[5].resource.valueQuantity.value";
    assert_eq!(
        outcome(&broken)["issue"][0]["expression"],
        json!([place_of_it])
    );
    let whole = outcome(&place.send(VISIT).await);
    assert_eq!(
        whole["entry"][3]["response"]["status"], "201 Created",
        "it was all new"
    );

    let token = format!("Bearer {}", place.token);
    let form = Request::post("/fhir")
        .header("authorization", token)
        .header("content-type", "application/xml");
    let xml = place.world.browser().send_with(form, VISIT).await;
    assert_eq!(xml.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(code(&xml), "not-supported");
    let large = place.send(vec![b' '; 16 * 1024 * 1024 + 1]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(code(&large), "too-long");
    let read = place.world.browser().get("/fhir").await;
    assert_eq!(read.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(code(&read), "exception");
}

#[tokio::test]
async fn one_who_tries_too_often_waits() {
    let place = Place::new().await;
    let guess = || {
        Request::post("/fhir")
            .header("content-type", "application/fhir+json")
            .header("authorization", "Bearer gissning")
    };
    let mut browser: Browser = place.world.browser();
    for _ in 0..60 {
        let answer = browser.send_with(guess(), "{}").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let answer = browser.send_with(guess(), "{}").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "600");
    assert_eq!(code(&answer), "throttled");
    assert_eq!(
        place.send(VISIT).await.status,
        StatusCode::OK,
        "a token that holds is not held up"
    );
    place.world.pass(SignedDuration::from_mins(10));
    let answer = browser.send_with(guess(), "{}").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_fault_of_ours_has_a_number_to_quote() {
    let place = Place::new().await;
    place.world.database.close().await;
    let answer = place.send(VISIT).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    let id = answer.header("x-request-id").to_owned();
    assert!(
        outcome(&answer)["issue"][0]["diagnostics"]
            .as_str()
            .unwrap()
            .contains(&id)
    );
}

/// The operator's way, from the clinics' file to the journal.
#[test]
fn files_are_imported_for_a_care_principal() {
    let folder = folder();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "clinics.toml",
        "[[clinic]]\nname = \"Ugglan\"\nphone = \"0470-58 80 00\"\nprincipal = \"Region Prov\"\n\
         unit = [{ name = \"BVC Ugglan\" }]\n",
    );
    write(
        "people.toml",
        "[[person]]\nnumber = \"201206252395\"\nborn = 2012-06-25\ngiven = \"Elsa\"\n\
         family = \"Prov\"\n",
    );
    write("besok.json", VISIT);
    write("trasig.json", "{\"resourceType\": \"Bundle\"}");
    for arguments in [
        &["migrate"][..],
        &["clinic", "import", "clinics.toml"],
        &["register", "import", "people.toml"],
    ] {
        assert!(
            run(&folder, arguments, &[]).status.success(),
            "{arguments:?}"
        );
    }
    let import = |files: &[&str]| {
        let arguments = [&["journal", "import", "--principal", "Region Prov"], files].concat();
        run(&folder, &arguments, &[])
    };
    let before = import(&["besok.json"]);
    assert!(stdout(&before).contains("3 not stored"), "{before:?}");

    let hsa = format!("{}|{}", HSA.0, HSA.1);
    let identify = |more: &[&str]| {
        let own = ["clinic", "identify", "--unit", "BVC Ugglan", hsa.as_str()];
        run(&folder, &[&own[..], more].concat(), &[])
    };
    assert!(refused(&identify(&["--remove"]))[0].contains("not known by that"));
    assert_eq!(stdout(&identify(&[])), "BVC Ugglan is known by that now.\n");

    let first = import(&["besok.json"]);
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    let said = stdout(&first);
    assert!(
        said.contains("besok.json: Bundle.entry[4] DocumentReference: created\n"),
        "{said}"
    );
    let left_out = "besok.json: Bundle.entry[5].resource.device: information: it is not stored";
    assert!(said.contains(left_out), "{said}");
    assert!(
        said.contains("3 created") && !said.contains("2395"),
        "{said}"
    );
    assert!(stdout(&import(&["besok.json"])).contains("3 unchanged"));

    let both = import(&["trasig.json", "besok.json"]);
    assert_eq!(both.status.code(), Some(1));
    assert!(
        stdout(&both).contains("3 unchanged"),
        "the others are taken"
    );
    let told = crate::cli::stderr(&both);
    assert!(told.contains("trasig.json: Bundle.type: error:"), "{told}");
    let nobody = run(
        &folder,
        &[
            "journal",
            "import",
            "--principal",
            "Region Prick",
            "besok.json",
        ],
        &[],
    );
    assert_eq!(
        refused(&nobody),
        ["no care principal is called Region Prick"]
    );
    tokens_are_made_listed_and_revoked(&folder);
}

fn tokens_are_made_listed_and_revoked(folder: &tempfile::TempDir) {
    let token = |act: &str, more: &[&str]| {
        let own = ["principal", "token", act, "--principal", "Region Prov"];
        run(folder, &[&own[..], more].concat(), &[])
    };
    assert!(stdout(&token("list", &[])).contains("No tokens."));
    let made = token("add", &["--label", "Cosmic"]);
    let secret = stdout(&made).trim().to_owned();
    assert_eq!(secret.len(), 64, "{made:?}");
    let listed = token("list", &[]);
    let listed = stdout(&listed);
    assert!(
        listed.contains("Cosmic: made") && listed.contains("never used"),
        "{listed}"
    );
    assert!(!listed.contains(&secret), "it is shown once");
    let id = listed
        .lines()
        .nth(1)
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap();
    assert_eq!(stdout(&token("revoke", &[id])), "Revoked.\n");
    assert!(refused(&token("revoke", &[id]))[0].contains("no such token"));
    assert!(refused(&token("revoke", &["Cosmic"]))[0].contains("no such token"));
    assert!(stdout(&token("list", &[])).contains("revoked"));
    assert!(refused(&token("add", &["--label", " "]))[0].contains("--label"));
}
