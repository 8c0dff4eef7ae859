//! The journal's page, of one who has a page of entries and of one who has two hundred times as many:
//! it is paged by key, so both should take as long.

use crate::Fallible;
use crate::house::House;
use crate::load::{self, Latency};
use crate::town::Town;

/// Its address, for oneself.
pub(crate) const PATH: &str = "/mig/journal";
/// Requests a second when latency is measured: each reading is also written to the log.
pub(crate) const RATE: u32 = 100;
/// Times of each page.
const ROUNDS: usize = 3;

/// What the journal's page takes.
pub(crate) struct Journal {
    /// Bytes of HTML, of the long journal's first page.
    pub(crate) raw: usize,
    /// The same with brotli.
    pub(crate) brotli: usize,
    /// Requests a second, in rounds: of a constant page of the same size, of the short journal and of
    /// the long one.
    pub(crate) throughput: Vec<[f64; 3]>,
    /// How long each takes at a given rate, in the same order.
    pub(crate) latency: [Latency; 3],
}

/// Measures it.
pub(crate) async fn measure(house: &House, town: &Town) -> Fallible<Journal> {
    let (status, page) = house.get(PATH, &town.many, "identity").await?;
    if status != 200 {
        return Err(format!("{PATH} answered {status}").into());
    }
    let (_, brotli) = house.get(PATH, &town.many, "br").await?;
    let constant = format!("/demo/konstant?bytes={}", page.len());
    let pages = [
        (constant.as_str(), town.many.as_str()),
        (PATH, town.few.as_str()),
        (PATH, town.many.as_str()),
    ];
    let mut throughput = Vec::new();
    for round in 1..=ROUNDS {
        println!("the journal, round {round} of {ROUNDS}");
        let mut of_round = [0.0; 3];
        for (rate, (path, token)) in of_round.iter_mut().zip(pages) {
            *rate = load::flat_out(house, path, token).await?;
        }
        throughput.push(of_round);
    }
    println!("the journal at {RATE} requests/s");
    let mut latency = Vec::new();
    for (path, token) in pages {
        latency.push(load::at_rate(house, path, token, RATE).await?);
    }
    let latency: [Latency; 3] = latency.try_into().map_err(|_| "three are measured")?;
    Ok(Journal {
        raw: page.len(),
        brotli: brotli.len(),
        throughput,
        latency,
    })
}
