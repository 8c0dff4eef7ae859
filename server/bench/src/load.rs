//! Load: flat out, at a given rate, and once for each session. Bounded in count and time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::Fallible;
use crate::house::House;
use crate::machine::Stopwatch;

/// Requests a second when latency is measured.
pub(crate) const RATE: u32 = 200;
/// Connections when throughput is measured.
const CONNECTIONS: usize = 32;
/// How long throughput and latency are measured, in milliseconds.
const SPAN_MS: f64 = 5_000.0;

/// How long requests took.
#[derive(Clone, Copy)]
pub(crate) struct Latency {
    /// Half of them took no longer, in milliseconds.
    pub(crate) p50_ms: f64,
    /// 95 % of them took no longer, in milliseconds.
    pub(crate) p95_ms: f64,
    /// 99 % of them took no longer, in milliseconds.
    pub(crate) p99_ms: f64,
    /// How many were measured.
    pub(crate) requests: usize,
}

/// How long several took.
#[derive(Default)]
pub(crate) struct Took(Vec<f64>);

impl Took {
    /// None yet.
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// One more, in milliseconds.
    pub(crate) fn add(&mut self, ms: f64) {
        self.0.push(ms);
    }

    /// What that is in all.
    pub(crate) fn latency(mut self) -> Latency {
        self.0.sort_by(f64::total_cmp);
        let at = |percent: usize| {
            let place = (self.0.len() * percent / 100).min(self.0.len().saturating_sub(1));
            self.0.get(place).copied().unwrap_or_default()
        };
        Latency {
            p50_ms: at(50),
            p95_ms: at(95),
            p99_ms: at(99),
            requests: self.0.len(),
        }
    }
}

/// As many requests as the connections can carry; gives requests a second.
pub(crate) async fn flat_out(house: &House, path: &str, token: &str) -> Fallible<f64> {
    let done = Arc::new(AtomicUsize::new(0));
    let start = Stopwatch::start();
    let mut connections = tokio::task::JoinSet::new();
    for _ in 0..CONNECTIONS {
        let visitor = house.visitor();
        let (path, token, done) = (path.to_owned(), token.to_owned(), done.clone());
        connections.spawn(async move {
            while start.ms() < SPAN_MS {
                if visitor.get(&path, &token).await.is_err() {
                    return false;
                }
                done.fetch_add(1, Ordering::Relaxed);
            }
            true
        });
    }
    while let Some(ended) = connections.join_next().await {
        if !ended? {
            return Err(format!("{path} did not answer with 200").into());
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of some thousands")]
    let done = done.load(Ordering::Relaxed) as f64;
    Ok(done / start.ms() * 1_000.0)
}

/// So many requests a second, each sent at its time whether or not the ones before it have been
/// answered, so that waiting is counted.
pub(crate) async fn at_rate(
    house: &House,
    path: &str,
    token: &str,
    rate: u32,
) -> Fallible<Latency> {
    let mut tick = tokio::time::interval(Duration::from_secs(1) / rate);
    let start = Stopwatch::start();
    let mut requests = tokio::task::JoinSet::new();
    while start.ms() < SPAN_MS {
        tick.tick().await;
        let visitor = house.visitor();
        let (path, token, sent) = (path.to_owned(), token.to_owned(), Stopwatch::start());
        requests.spawn(async move { visitor.get(&path, &token).await.map(|()| sent.ms()) });
    }
    let mut took = Took::default();
    while let Some(request) = requests.join_next().await {
        took.add(request?.map_err(|error| error.to_string())?);
    }
    Ok(took.latency())
}

/// One request for each session.
pub(crate) async fn once_each(house: &House, path: &str, tokens: &[String]) -> Fallible<()> {
    for some in tokens.chunks(CONNECTIONS) {
        let mut requests = tokio::task::JoinSet::new();
        for token in some {
            let visitor = house.visitor();
            let (path, token) = (path.to_owned(), token.clone());
            requests.spawn(async move { visitor.get(&path, &token).await });
        }
        while let Some(request) = requests.join_next().await {
            request?.map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}
