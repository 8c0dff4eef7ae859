//! The server is killed again and again, at random moments, while people write and staff answers.
//! What it has acknowledged is there, once; what it has not is there whole, or not at all; each has
//! its entry in the access log; and whoever was to hear of an answer hears.
//!
//! Half of it is here, in `make test`; `scripts/kills` does it 200 times. `AGERA_KILLS`: how often.
//! `AGERA_KILLS_SEED`: the choices and the moments of an earlier run (not what the machine did
//! meanwhile).

mod books;
pub(crate) mod house;
pub(crate) mod mailboxes;
mod people;
pub(crate) mod town;
pub(crate) mod wire;

#[path = "../../store/tests/contract/cluster.rs"]
pub(crate) mod cluster;

use std::path::Path;
use std::time::Duration;

use agera_ombud::ports::{SystemClock, SystemRng};
use service::ports::chance::Rng;
use service::ports::clock::Clock;

use books::Books;
use cluster::Cluster;
use house::House;
use mailboxes::Mailboxes;
use people::Street;
use town::Town;

/// How often, where nobody says.
const KILLS: u64 = 10;
/// How long the server may live, in milliseconds: from before the first answer to after a pause of
/// those who send notices.
const LIFE: std::ops::Range<u64> = 5..900;
/// A run that takes longer for each kill hangs.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("agera.db").display());
    kill_on("SQLite", &url, folder.path()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_on_postgresql() {
    let cluster = Cluster::start().unwrap_or_else(|why| panic!("{why}"));
    let folder = tempfile::tempdir().unwrap();
    kill_on("PostgreSQL", &cluster.url("postgres"), folder.path()).await;
}

/// Kills the server as often as is wanted, and then looks into the books.
async fn kill_on(engine: &str, url: &str, folder: &Path) {
    let kills = set("AGERA_KILLS").unwrap_or(KILLS);
    let seed = set("AGERA_KILLS_SEED").unwrap_or_else(any);
    println!("{engine}: {kills} kills with AGERA_KILLS_SEED={seed}");
    let began = SystemClock.now();
    let mut chance = Chance(seed);
    let mut mailboxes = Mailboxes::open().await;
    let town = Town::found(url).await;
    let mut house = House::new(folder, url, mailboxes.smtp());
    house.start().await;
    let town = town.move_in(&house, &mut mailboxes).await;

    let street = Street::open(&town, house.lives(), &mut chance);
    for _ in 0..kills {
        tokio::time::sleep(Duration::from_millis(chance.from(LIFE))).await;
        house.kill().await;
        mailboxes.collect();
        house.start().await;
    }
    let patience = PATIENCE * u32::try_from(kills + 1).unwrap_or(u32::MAX);
    let told = tokio::time::timeout(patience, street.close()).await;
    let told = told.expect("people come to an end");
    house.kill().await;

    town::send_what_waits(url, mailboxes.smtp()).await;
    mailboxes.collect();
    let books = Books::open(url).await;
    let mut wrong = books.check(&town, &told, &mailboxes);
    wrong.extend(told.wrong.iter().cloned());
    wrong.extend(house.complaints());
    wrong.extend(house.log_problems().await);
    let took = SystemClock.now().duration_since(began).as_secs();
    println!("{engine}: {} in {took} s", books.figures(&told, &mailboxes));
    let first: Vec<_> = wrong.iter().take(20).collect();
    assert!(
        wrong.is_empty(),
        "{engine}, AGERA_KILLS={kills} AGERA_KILLS_SEED={seed}: {} are wrong, among them \
         {first:#?}",
        wrong.len()
    );
}

fn set(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().expect("a whole number"))
}

fn any() -> u64 {
    let mut bytes = [0; 4];
    SystemRng.fill(&mut bytes);
    u32::from_be_bytes(bytes).into()
}

/// Chance that can be repeated (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn from(&mut self, range: std::ops::Range<u64>) -> u64 {
        range.start + self.next() % (range.end - range.start)
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.next().is_multiple_of(many)
    }

    /// One of these; there must be one.
    fn pick<'a, T>(&mut self, these: &'a [T]) -> &'a T {
        let most = u64::try_from(these.len()).unwrap();
        &these[usize::try_from(self.from(0..most)).unwrap()]
    }

    /// Another one, for somebody else.
    fn fork(&mut self) -> Self {
        Self(self.next())
    }
}
