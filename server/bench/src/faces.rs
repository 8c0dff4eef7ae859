//! How long it takes to be told that a child can't be added, whosever it is (R-G9): a guardian who is
//! kept from a child must not learn it from the time that the answer takes.

use reqwest::header;

use crate::Fallible;
use crate::house::{COOKIE, House};
use crate::load::{Latency, Took};
use crate::machine::Stopwatch;
use crate::town::Town;

/// So many times each, by turns.
pub(crate) const TIMES: usize = 500;
/// So many before, that are not counted.
const BEFORE: usize = 20;

/// Numbers that are needed of those whom nobody has met.
pub(crate) const NUMBERS: usize = TIMES + BEFORE;

/// How long one waits for the refusal.
pub(crate) struct Face {
    /// Whose child it is.
    pub(crate) whose: &'static str,
    /// How long it takes.
    pub(crate) took: Latency,
}

/// Measures it, of one and the same guardian.
pub(crate) async fn measure(house: &House, town: &Town) -> Fallible<Vec<Face>> {
    println!("a child that can't be added, {TIMES} times each");
    let whose = [
        "one's own, from whom one is kept (R-J7)",
        "somebody else's, whom we know",
        "nobody's: the register knows no such number",
        "somebody else's, whom we have never met",
    ];
    let mut took = [const { Took::new() }; 4];
    for nth in 0..NUMBERS {
        let numbers = [town.blocked, town.known, town.nobodys[nth], town.new[nth]];
        for turn in 0..numbers.len() {
            // Another one first each time, so that none always follows the same.
            let which = (turn + nth) % numbers.len();
            let ms = refusal(house, &town.guardian, &numbers[which].digits()).await?;
            if nth >= BEFORE {
                took[which].add(ms);
            }
        }
    }
    let faces = whose.into_iter().zip(took);
    Ok(faces
        .map(|(whose, took)| Face {
            whose,
            took: took.latency(),
        })
        .collect())
}

async fn refusal(house: &House, token: &str, number: &str) -> Fallible<f64> {
    let start = Stopwatch::start();
    let request = house
        .client
        .post(format!("{}/api/child/add", house.origin))
        .header(header::COOKIE, format!("{COOKIE}={token}"))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(format!("form%5Bpersonnummer%5D={number}"));
    let answer = request.send().await?;
    let status = answer.status().as_u16();
    answer.bytes().await?;
    if status != 403 {
        return Err(format!("a child that can't be added was answered with {status}").into());
    }
    Ok(start.ms())
}
