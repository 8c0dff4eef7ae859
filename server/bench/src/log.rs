//! How fast the access log is written while it is sealed, beside how fast it is when it is not.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use async_trait::async_trait;
use domain::access::Capacity;
use domain::id::{LogId, PersonId};
use service::log::key::SigningKey;
use service::log::verify::{Against, CheckpointText, verify};
use service::log::{Keeper, Policy, Sealing};
use service::ports::chance::new_id;
use service::ports::checkpoints::{CheckpointError, CheckpointFile, Lines};
use service::ports::clock::Clock as _;
use service::ports::store::{LogEntry, Store};
use store::OpenStore;
use tokio::sync::Mutex as Turns;
use tokio::task::JoinSet;

use crate::Fallible;
use crate::load::{Latency, Took};
use crate::machine::{Machine, Stopwatch};
use crate::people;

/// Those who write at once, at each node.
const WRITERS: usize = 32;
/// How long one measures, in milliseconds.
const SPAN_MS: f64 = 5_000.0;
/// Times of each way.
const ROUNDS: usize = 3;
/// Nodes on one database, where there can be several.
const NODES: usize = 3;

/// How many entries a second are written and how long one takes, as a table.
pub(crate) async fn measure(url: &str) -> Fallible<String> {
    let first = store::open(url).await?;
    first.migrate().await?;
    let now = Machine.now();
    let demo = seed::demo(now)?;
    let record = demo.register.first().ok_or("the demo has nobody")?;
    let id = PersonId(new_id(&Machine, now));
    let actor = first.store.keep_register_answer(id, record, now).await?;
    let mut nodes = vec![first];
    while url.starts_with("postgres") && nodes.len() < NODES {
        nodes.push(store::open(url).await?);
    }
    let key = SigningKey::from_pem(&SigningKey::new_pem(&Machine))?;
    let paper = Arc::new(Paper::default());
    let keeper = Keeper {
        key: Arc::new(key),
        file: paper.clone(),
        policy: Policy::default(),
    };
    let mut table = String::from(
        "| nodes | sealed | entries/s | p50 ms | p99 ms | sealed entries | then left, sealed in s |\n\
         |--:|---|--:|--:|--:|--:|--:|\n",
    );
    for _ in 0..ROUNDS {
        for sealed in [false, true] {
            for some in 1..=nodes.len() {
                println!("the log, {some} nodes, sealed: {sealed}");
                table += &one(&nodes[..some], &keeper, sealed, actor).await?;
            }
        }
    }
    let files = || -> Result<_, CheckpointError> { Ok(vec![paper.read()?]) };
    let against = Against {
        files: &files,
        keys: &[keeper.key.public()],
        from: None,
    };
    let start = Stopwatch::start();
    let report = verify(nodes[0].store.as_ref(), &against).await?;
    if !report.is_right() {
        return Err(format!("the log is not right: {report:?}").into());
    }
    let seconds = start.ms() / 1_000.0;
    let _ = writeln!(
        table,
        "\n{} entries verified in {seconds:.1} s.",
        report.right()
    );
    for node in nodes {
        node.close().await;
    }
    Ok(table)
}

async fn one(
    nodes: &[OpenStore],
    keeper: &Keeper,
    sealed: bool,
    actor: PersonId,
) -> Fallible<String> {
    let services: Vec<_> = nodes.iter().map(people::services).collect();
    let sealings: Vec<_> = services
        .iter()
        .map(|services| Arc::new(Turns::new(Sealing::new(services, keeper.clone()))))
        .collect();
    let count = Arc::new(AtomicUsize::new(0));
    let mut sealers = Vec::new();
    for (services, sealing) in services.iter().zip(&sealings).filter(|_| sealed) {
        let (services, sealing, count) = (services.clone(), sealing.clone(), count.clone());
        sealers.push(tokio::spawn(async move {
            let mut turns = tokio::time::interval(Duration::from_secs(1));
            turns.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            loop {
                turns.tick().await;
                let some = sealing.lock().await.turn(&services).await;
                count.fetch_add(some.unwrap_or_default(), Ordering::Relaxed);
            }
        }));
    }
    let took = flat_out(nodes, actor).await?;
    for sealer in sealers {
        sealer.abort();
    }
    let during = count.load(Ordering::Relaxed);
    let left = Stopwatch::start();
    let mut after = 0;
    while !nodes[0].store.unsealed(1).await?.is_empty() {
        for (services, sealing) in services.iter().zip(&sealings) {
            after += sealing.lock().await.finish(services).await?;
        }
    }
    let Latency {
        p50_ms,
        p99_ms,
        requests,
        ..
    } = took.latency();
    #[expect(clippy::cast_precision_loss, reason = "a count of some thousands")]
    let rate = requests as f64 / SPAN_MS * 1_000.0;
    Ok(format!(
        "| {} | {} | {rate:.0} | {p50_ms:.2} | {p99_ms:.2} | {during} | {after} in {:.1} |\n",
        nodes.len(),
        if sealed { "yes" } else { "no" },
        left.ms() / 1_000.0
    ))
}

/// As many entries as can be written; how long each took, in milliseconds.
async fn flat_out(nodes: &[OpenStore], actor: PersonId) -> Fallible<Took> {
    let start = Stopwatch::start();
    let mut writers = JoinSet::new();
    for node in nodes {
        for _ in 0..WRITERS {
            let store = node.store.clone();
            writers.spawn(async move { write_until(store.as_ref(), actor, start).await });
        }
    }
    let mut took = Took::default();
    while let Some(written) = writers.join_next().await {
        for ms in written?.map_err(|error| error.to_string())? {
            took.add(ms);
        }
    }
    Ok(took)
}

async fn write_until(
    store: &dyn Store,
    actor: PersonId,
    start: Stopwatch,
) -> Result<Vec<f64>, service::ports::store::StoreError> {
    let mut took = Vec::new();
    while start.ms() < SPAN_MS {
        let now = Machine.now();
        let entry = LogEntry {
            id: LogId(new_id(&Machine, now)),
            at: now,
            actor,
            subject: actor,
            capacity: Some(Capacity::Myself),
            action: "bench.log",
            object: Some(new_id(&Machine, now)),
            unit: None,
            rule: "R-L9",
            refused: None,
            request: Some("0123456789ab".into()),
        };
        let one = Stopwatch::start();
        store.append(&entry).await?;
        took.push(one.ms());
    }
    Ok(took)
}

/// In memory: what is written once in five minutes is not what is measured.
#[derive(Default)]
struct Paper(Mutex<String>);

impl Paper {
    fn text(&self) -> Result<MutexGuard<'_, String>, CheckpointError> {
        let text = self.0.lock();
        text.map_err(|_| CheckpointError("a panic".to_owned()))
    }

    fn read(&self) -> Result<CheckpointText, CheckpointError> {
        Ok(CheckpointText {
            name: "paper".to_owned(),
            text: self.text()?.clone(),
        })
    }
}

#[async_trait]
impl CheckpointFile for Paper {
    async fn add(&self, lines: Lines) -> Result<(), CheckpointError> {
        let mut text = self.text()?;
        for line in lines(&text) {
            *text += &line;
            text.push('\n');
        }
        Ok(())
    }
}
