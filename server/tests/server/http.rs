//! What is around every answer.

use agera_ombud::http::SECURITY_HEADERS;
use axum::http::{Method, Request, StatusCode, header};

use crate::support::{ORIGIN, Setting, World, person};

const EVERY_KIND_OF_ANSWER: [&str; 8] = [
    "/",
    "/logga-in",
    "/mig",
    "/finns-inte",
    "/api/viewer",
    "/api/finns-inte",
    "/healthz",
    "/readyz",
];

#[tokio::test]
async fn every_answer_is_protected() {
    let world = World::new().await;
    let mut browser = world.browser();
    for path in EVERY_KIND_OF_ANSWER {
        let answer = browser.get(path).await;
        for (name, value) in SECURITY_HEADERS {
            assert_eq!(answer.header(name.as_str()), value, "{path}: {name}");
        }
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline"), "{path}: {policy}");
        assert_eq!(
            answer.header("strict-transport-security"),
            "max-age=31536000",
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 12, "{path}");
    }
}

#[tokio::test]
async fn head_is_answered_as_get_without_the_body() {
    let world = World::new().await;
    let mut browser = world.browser();
    for path in EVERY_KIND_OF_ANSWER {
        let whole = browser.get(path).await;
        let head = browser.send(Request::head(path)).await;
        assert_eq!(head.status, whole.status, "{path}");
        assert_eq!(
            head.header("content-type"),
            whole.header("content-type"),
            "{path}"
        );
        assert_eq!(head.text(), "", "{path}");
    }
}

#[tokio::test]
async fn on_plain_localhost_browsers_are_not_told_to_come_back_by_https() {
    let origin = "http://localhost:3000";
    let world = World::with(Setting {
        origin,
        ..Setting::default()
    })
    .await;

    let answer = world.browser().get("/").await;

    assert!(!answer.headers.contains_key("strict-transport-security"));
}

#[tokio::test]
async fn only_scripts_with_this_answers_nonce_run() {
    let world = World::new().await;
    let mut browser = world.browser();
    let mut nonces = Vec::new();
    for path in ["/", "/logga-in", "/finns-inte", "/"] {
        let answer = browser.get(path).await;
        let nonce = answer.nonce().unwrap();
        assert!(nonce.len() >= 22, "128 bits");
        let html = answer.text();
        let scripts = html.matches("<script").count();
        let marked = html.split("<script").skip(1).filter(|script| {
            let tag = script.split('>').next().unwrap_or_default();
            tag.contains(&format!("nonce=\"{nonce}\""))
        });
        assert!(scripts > 0 && marked.count() == scripts, "{path}");
        assert!(
            !html.contains(" style=\""),
            "{path}: an inline style is refused by the policy"
        );
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("'strict-dynamic' 'wasm-unsafe-eval'"),
            "{policy}"
        );
        nonces.push(nonce);
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 4, "each answer has its own");
}

#[tokio::test]
async fn a_form_that_did_not_pass_is_shown_again_with_the_same_protection() {
    let world = World::new().await;
    let guardian = world.look_up(&person("198503152392", "Sara", &[])).await;
    let mut browser = world.logged_in(guardian).await;

    let answer = browser
        .post("/mig/lagg-till-barn", "personnummer=123")
        .await;

    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.nonce().is_some());
    assert_eq!(answer.header("cache-control"), "no-store");
}

// CSRF: method × Sec-Fetch-Site × Origin on a real form; the rest of the table is beside the code.
#[tokio::test]
async fn a_forged_form_is_refused_before_anything_is_done() {
    let world = World::new().await;
    let guardian = world.look_up(&person("198503152392", "Sara", &[])).await;
    let table = [
        (Some("same-origin"), None, true),
        (None, Some(ORIGIN), true),
        (Some("cross-site"), Some(ORIGIN), false),
        (Some("same-site"), None, false),
        (None, Some("https://evil.example"), false),
        (None, Some("null"), false),
        (None, None, false),
    ];
    for (site, origin, ours) in table {
        for path in ["/logga-ut", "/api/session/stay"] {
            let mut browser = world.logged_in(guardian).await;
            let before = browser.token().map(str::to_owned);
            let mut request = Request::post(path)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
            let answer = browser.send(request).await;
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(
                refused, !ours,
                "{path} {site:?} {origin:?}: {}",
                answer.status
            );
            if refused {
                assert_eq!(browser.token().map(str::to_owned), before);
                let home = browser.get("/mig").await;
                assert_eq!(home.status, StatusCode::OK, "still logged in");
            }
        }
    }
}

#[tokio::test]
async fn every_method_that_may_change_something_is_guarded() {
    let world = World::new().await;
    let mut browser = world.browser();
    for method in [
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
    ] {
        for path in ["/", "/mig", "/api/viewer", "/finns-inte", "/healthz"] {
            let request = Request::builder().method(method.clone()).uri(path);
            let answer = browser
                .send(request.header("sec-fetch-site", "cross-site"))
                .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_server_function_never_sends_a_browser_elsewhere() {
    let world = World::new().await;
    let request = Request::get("/api/viewer")
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, "https://evil.example/");

    let answer = world.browser().send(request).await;

    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.location(), "");
}

#[tokio::test]
async fn a_slash_too_much_leads_to_the_page_and_never_elsewhere() {
    let world = World::new().await;
    let mut browser = world.browser();
    let table = [
        ("/mig/", 308, "/mig"),
        ("/mig/inkorg/?visa=olasta", 308, "/mig/inkorg?visa=olasta"),
        ("//evil.example/", 404, ""),
        ("/finns-inte//", 404, ""),
    ];
    for (path, status, location) in table {
        let answer = browser.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.location()),
            (status, location),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_page_of_ones_own_leads_to_logging_in_and_back() {
    let world = World::new().await;
    let mut browser = world.browser();
    let table = [
        ("/mig", "/logga-in?vidare=/mig"),
        (
            "/mig/inkorg?visa=olasta",
            "/logga-in?vidare=/mig/inkorg%3Fvisa%3Dolasta",
        ),
        ("/ombud/x/inkorg", "/logga-in?vidare=/ombud/x/inkorg"),
        ("/mig/finns-inte", "/logga-in?vidare=/mig/finns-inte"),
    ];
    for (path, location) in table {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(answer.location(), location);
    }
    let elsewhere = browser.get("/migration").await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}
