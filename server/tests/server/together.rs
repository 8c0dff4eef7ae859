//! Many people at once.

use axum::http::StatusCode;

use crate::support::{World, person};

const PEOPLE: [(&str, &str); 4] = [
    ("198503152392", "Sara"),
    ("198302052389", "Johan"),
    ("198705302381", "Amira"),
    ("197904072381", "Tomas"),
];

/// A page that is written takes turns with others on the same threads: nothing of one may come
/// into another, not even its nonce.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_gets_ones_own_page_as_if_one_were_alone() {
    const PATHS: [&str; 3] = ["/mig", "/mig/inkorg", "/mig/installningar"];
    const ROUNDS: usize = 12;
    let world = World::new().await;
    let records = PEOPLE.map(|(number, name)| person(number, name, &[]));
    world.register(&records).await;
    let mut visits = tokio::task::JoinSet::new();
    for ((_, name), record) in PEOPLE.iter().zip(&records) {
        let mut browser = world.logged_in(world.look_up(record).await).await;
        for path in PATHS {
            let alone = plain(&browser.get(path).await);
            assert!(alone.contains(name), "{path}");
            for _ in 0..ROUNDS {
                let (mut browser, alone) = (browser.clone(), alone.clone());
                visits.spawn(async move {
                    let answer = browser.get(path).await;
                    (path, alone, answer.status, plain(&answer))
                });
            }
        }
    }
    let mut seen = 0;
    while let Some(visit) = visits.join_next().await {
        let (path, alone, status, together) = visit.unwrap();
        assert_eq!(status, StatusCode::OK, "{path}");
        let differing = alone.lines().zip(together.lines()).find(|(a, b)| a != b);
        assert_eq!(differing, None, "{path}");
        assert_eq!(alone.len(), together.len(), "{path}");
        seen += 1;
    }
    assert_eq!(seen, PEOPLE.len() * PATHS.len() * ROUNDS);
}

/// The page without its own nonce, in lines.
fn plain(answer: &crate::support::Answer) -> String {
    let nonce = answer.nonce().unwrap();
    answer.text().replace(&nonce, "NONCE").replace('>', ">\n")
}
