//! Who gets in where: every page, server function, form and route of the server, for everybody who
//! might ask. A route that is not in the table fails the test.

mod remedies;
pub mod scene;
pub mod table;

use std::collections::BTreeSet;

use agera_ombud::demo::page as demo;
use agera_ombud::http::{OWN_POSTS, OWN_ROUTES, pages};
use axum::http::Method;
use leptos::server_fn::axum::server_fn_paths;

use crate::support::{Answer, Browser};
use scene::{CERTIFIED, Ids, Scene, WHO, Who};
use table::{Row, TABLE};

/// Sends what the row says, about these ids.
pub async fn ask(browser: &mut Browser, row: &Row, ids: &Ids) -> Answer {
    let path = ids.put_into(row.route);
    let send = ids.put_into(row.send);
    match row.method {
        "GET" if send.is_empty() => browser.get(&path).await,
        "GET" => browser.get(&format!("{path}?{send}")).await,
        _ => browser.post(&path, &send).await,
    }
}

/// The whole answer, but for its nonce and its number, and for what was asked: the browser knows
/// that already.
fn comparable(answer: &Answer, asked: [&Ids; 2]) -> Vec<String> {
    let nonce = answer.nonce().unwrap_or_else(|| "-".to_owned());
    let mut lines: Vec<_> = answer
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id")
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort();
    lines.push(answer.status.to_string());
    // In pieces, so that a difference can be seen in what the test prints.
    lines.extend(answer.text().split_inclusive('>').map(str::to_owned));
    lines
        .iter()
        .map(|line| {
            let line = line.replace(&nonce, "NONCE");
            asked.iter().fold(line, |line, ids| ids.take_out_of(&line))
        })
        .collect()
}

#[tokio::test]
async fn every_route_stands_in_the_table_and_every_row_is_a_route() {
    let mut routes = BTreeSet::new();
    for page in pages() {
        assert!(
            page.methods()
                .all(|method| method == leptos_router::Method::Get),
            "a page only reads"
        );
        routes.insert(("GET".to_owned(), page.path().to_owned()));
    }
    for (path, method) in server_fn_paths() {
        routes.insert((method.to_string(), path.to_owned()));
    }
    for path in app::server::posts::PATHS {
        routes.insert((Method::POST.to_string(), path.to_owned()));
    }
    for path in OWN_ROUTES {
        routes.insert(("GET".to_owned(), path.to_owned()));
    }
    for path in OWN_POSTS {
        routes.insert(("POST".to_owned(), path.to_owned()));
    }
    for path in demo::READ {
        routes.insert(("GET".to_owned(), path.to_owned()));
    }
    routes.insert(("POST".to_owned(), demo::FORM.to_owned()));

    let table: BTreeSet<_> = TABLE
        .iter()
        .map(|row| (row.method.to_owned(), row.route.to_owned()))
        .collect();

    let missing: Vec<_> = routes.difference(&table).collect();
    let gone: Vec<_> = table.difference(&routes).collect();
    assert!(missing.is_empty(), "not in the table: {missing:?}");
    assert!(gone.is_empty(), "in the table, but no route: {gone:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_what_the_table_says() {
    let mut wrong = Vec::new();
    for who in WHO {
        let column = who.column();
        let scene = Scene::of(who).await;
        for row in TABLE {
            for (ids, expected) in scene.ids().iter().zip(row.expected) {
                let mut browser = scene.browser().await;
                let answer = ask(&mut browser, row, ids).await;
                let (status, expected) = (answer.status.as_u16(), expected[column]);
                if status != expected {
                    let (method, route, what) = (row.method, row.route, ids.what);
                    wrong.push(format!(
                        "{method} {route} ?{} as {who:?}, {what}: {status}, not {expected}",
                        row.send
                    ));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} answers are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

// R-G9 and the last part of the rules: "not yours" and "not found" are one and the same answer.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_yours_reads_like_what_is_not_there() {
    let mut compared = 0;
    for who in WHO {
        let column = who.column();
        let scene = Scene::of(who).await;
        let [childs, random, ..] = scene.ids();
        for row in TABLE {
            let [of_childs, of_random, _] = row.expected;
            if of_childs[column] != 404 || of_random[column] != 404 {
                continue;
            }
            // At one's own unit the page that is shown again is one's own, and names it.
            if who == Who::Staff && row.route.starts_with("/mottagning/") {
                continue;
            }
            let mut browser = scene.browser().await;
            let not_yours = ask(&mut browser, row, childs).await;
            let not_there = ask(&mut browser, row, random).await;
            let (yours, there) = (
                comparable(&not_yours, [childs, random]),
                comparable(&not_there, [childs, random]),
            );
            let differing = yours.iter().zip(&there).find(|(one, other)| one != other);
            let (method, route) = (row.method, row.route);
            assert_eq!(differing, None, "{method} {route} as {who:?}");
            assert_eq!(yours.len(), there.len(), "{method} {route} as {who:?}");
            compared += 1;
        }
    }
    assert!(compared > 60, "{compared}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_changes_nothing() {
    for who in [
        Who::Nobody,
        Who::OtherGuardian,
        Who::GuardianAfter13,
        Who::ProtectedGuardian,
        Who::OtherStaff,
    ] {
        let scene = Scene::of(who).await;
        for row in TABLE.iter().filter(|row| row.method == "POST") {
            for ids in scene.ids() {
                let mut browser = scene.browser().await;
                ask(&mut browser, row, ids).await;
            }
        }
        scene.back_to_the_start().await;
        let mut guardian = scene.guardian().await;
        let [childs, ..] = scene.ids();
        let inbox = childs_inbox(&mut guardian, childs).await;
        assert_eq!(inbox.status.as_u16(), 200, "{who:?}: the link is there");
        assert!(
            inbox.text().contains("\"unread\":1"),
            "{who:?}: {}",
            inbox.text()
        );
        let threads = inbox.text().matches("\"newest\"").count();
        assert_eq!(threads, 2, "{who:?}: {}", inbox.text());
        let path = childs.put_into("/api/bookings/booking?who={link}&booking={booking}");
        let booking = guardian.get(&path).await;
        assert!(
            booking.text().contains("\"cancelled\":false"),
            "{who:?}: {}",
            booking.text()
        );
        let path = childs.put_into("/api/desk/case?unit={unit}&thread={thread}");
        let case = scene.staff().await.get(&path).await;
        assert!(
            case.text().contains("\"version\":1"),
            "{who:?}: {}",
            case.text()
        );
    }
}

// R-E6: every address there is, with all that a guardian or anyone else knows of; and the child itself
// reads it.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_child_is_shown_its_certificate() {
    for who in WHO {
        let scene = Scene::of(who).await;
        let mut shown = Vec::new();
        for row in TABLE {
            for ids in scene.ids() {
                let mut browser = scene.browser().await;
                let answer = ask(&mut browser, row, ids).await;
                if answer.text().contains(CERTIFIED) {
                    shown.push(row.route);
                }
            }
        }
        if matches!(who, Who::ChildAt14 | Who::ChildAt16) {
            assert_eq!(
                shown,
                ["/mig/intyg/{certificate}", "/api/certificates/one"],
                "{who:?}"
            );
        } else {
            assert!(shown.is_empty(), "{who:?}: {shown:?}");
        }
    }
}

async fn childs_inbox(browser: &mut Browser, ids: &Ids) -> Answer {
    browser
        .get(&ids.put_into("/api/inbox?who={link}&form%5Bvisa%5D="))
        .await
}
