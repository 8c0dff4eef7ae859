//! Measures the release: bytes, throughput beside a constant page, latency at a given rate, memory,
//! start, queries, what care systems send, and what one who is kept from a child can tell by time. Everything in one run on one machine, so that ratios mean something.
//!
//! `bench SERVER SITE RESULTS`: the server's binary, the built site's folder, the file to write.
//!
//! `bench log DATABASE`: only how fast the access log is written, while it is sealed and while it is
//! not, on an empty database; printed.

mod faces;
mod figures;
mod house;
mod intake;
mod journal;
mod load;
mod log;
mod machine;
mod numbers;
mod people;
mod sizes;
mod town;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use figures::Figures;
use house::House;

/// What can go wrong: told to whoever runs it.
type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if let [word, url] = arguments.as_slice()
        && word.as_os_str() == "log"
    {
        return match log::measure(&url.to_string_lossy()).await {
            Ok(table) => {
                print!("{table}");
                ExitCode::SUCCESS
            }
            Err(error) => fail(error.as_ref()),
        };
    }
    let [server, site, results] = arguments.as_slice() else {
        eprintln!("usage: bench SERVER SITE RESULTS, or bench log DATABASE");
        return ExitCode::from(2);
    };
    match measure(server, site).await {
        Ok(figures) => match std::fs::write(results, figures.report()) {
            Ok(()) => {
                println!("{}", figures.report());
                ExitCode::SUCCESS
            }
            Err(error) => fail(&error),
        },
        Err(error) => fail(error.as_ref()),
    }
}

fn fail(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("bench: {error}");
    ExitCode::FAILURE
}

async fn measure(server: &Path, site: &Path) -> Fallible<Figures> {
    let folder = std::env::temp_dir().join(format!("agera-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let figures = measure_in(&folder, server, site).await;
    std::fs::remove_dir_all(&folder)?;
    figures
}

async fn measure_in(folder: &Path, server: &Path, site: &Path) -> Fallible<Figures> {
    // Once to make and seed the database; then the sessions; then again, to measure.
    House::open(server, site, folder, "warn")
        .await?
        .close()
        .await?;
    let sessions = people::log_in(folder, people::SESSIONS).await?;
    let town = town::build(folder, faces::NUMBERS).await?;

    let house = House::open(server, site, folder, "warn").await?;
    let (ready_ms, resident_fresh_kb) = (house.ready_ms, house.resident_kb()?);
    let inbox = house.inbox_path(&sessions[0]).await?;
    let routes = sizes::routes(&house, site, &sessions[0], &inbox).await?;
    let page_bytes = routes
        .iter()
        .find(|route| route.path == inbox)
        .map_or(0, |route| route.raw);
    let constant = format!("/demo/konstant?bytes={page_bytes}");

    let mut throughput = Vec::new();
    for round in 1..=3 {
        println!("throughput, round {round} of 3");
        let constant = load::flat_out(&house, &constant, &sessions[0]).await?;
        let inbox = load::flat_out(&house, &inbox, &sessions[0]).await?;
        throughput.push((constant, inbox));
    }
    println!("latency at {} requests/s", load::RATE);
    let latency = load::at_rate(&house, &inbox, &sessions[0], load::RATE).await?;
    println!("{} sessions", sessions.len());
    load::once_each(&house, &inbox, &sessions).await?;
    let resident_kb = house.resident_kb()?;
    let journal = journal::measure(&house, &town).await?;
    let faces = faces::measure(&house, &town).await?;
    let taken = intake::measure(&house, &town).await?;
    house.close().await?;

    println!("queries");
    let pages = sizes::pages(&inbox).into_iter();
    let mut pages: Vec<_> = pages.map(|path| (path, sessions[0].as_str())).collect();
    pages.push((journal::PATH.to_owned(), town.many.as_str()));
    let queries = sizes::queries(server, site, folder, pages).await?;
    Ok(Figures {
        assets: sizes::assets(site)?,
        routes,
        throughput,
        latency,
        ready_ms,
        resident_fresh_kb,
        resident_kb,
        sessions: sessions.len(),
        queries,
        journal,
        faces,
        taken,
        log: log::measure(&format!("sqlite://{}", folder.join("log.db").display())).await?,
    })
}
