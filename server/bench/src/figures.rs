//! What was measured, and the report of it.

use std::fmt::Write as _;

use crate::faces::{Face, TIMES};
use crate::intake::{RESOURCES, Taken};
use crate::journal::{self, Journal};
use crate::load::{Latency, RATE};
use crate::sizes::{Asset, Queries, Route};
use crate::town::{FEW, MANY};

/// What was measured.
pub(crate) struct Figures {
    pub(crate) assets: Vec<Asset>,
    pub(crate) routes: Vec<Route>,
    /// Requests a second, in rounds: of the constant page, and of the inbox.
    pub(crate) throughput: Vec<(f64, f64)>,
    pub(crate) latency: Latency,
    pub(crate) ready_ms: f64,
    pub(crate) resident_fresh_kb: u64,
    pub(crate) resident_kb: u64,
    pub(crate) sessions: usize,
    pub(crate) queries: Vec<Queries>,
    pub(crate) journal: Journal,
    pub(crate) faces: Vec<Face>,
    pub(crate) taken: [Taken; 2],
    /// How the log is written, as a table.
    pub(crate) log: String,
}

impl Figures {
    /// The report, in Markdown.
    pub(crate) fn report(&self) -> String {
        let mut out = String::from(
            "# Results\n\nWritten by `make bench`: one run on one machine, the server on one core \
             of it and the load on the others. Compare ratios, not times.\n",
        );
        self.assets(&mut out);
        self.pages(&mut out);
        self.speed(&mut out);
        self.journal(&mut out);
        self.faces(&mut out);
        self.taken(&mut out);
        let log = &self.log;
        line(
            &mut out,
            format_args!(
                "\n## The access log\n\nWritten by 32 at once for 5 s, on SQLite.\n\n{log}"
            ),
        );
        out
    }

    fn assets(&self, out: &mut String) {
        out.push_str("\n## The site's files\n\n| file | bytes | brotli |\n|---|--:|--:|\n");
        for asset in &self.assets {
            line(
                out,
                format_args!("| {} | {} | {} |", asset.name, asset.raw, asset.brotli),
            );
        }
        out.push_str(
            "\nA file whose name has `split` or `chunk` comes when one of its pages is first opened; \
             the others come with the first page.\n",
        );
    }

    fn pages(&self, out: &mut String) {
        out.push_str(
            "\n## Pages\n\n| page | HTML bytes | brotli | program and style, brotli | statements |\n\
             |---|--:|--:|--:|--:|\n",
        );
        for route in &self.routes {
            let statements = self.statements(&route.path);
            let path = hide_link(&route.path);
            line(
                out,
                format_args!(
                    "| `{path}` | {} | {} | {} | {statements} |",
                    route.raw, route.brotli, route.needs
                ),
            );
        }
        out.push_str(
            "\nBudget: 220 kB brotli of program and style, HTML and style together 15 kB, and 5 round \
             trips to the database for the inbox.\n",
        );
    }

    fn speed(&self, out: &mut String) {
        out.push_str(
            "\n## Speed\n\nThe signed-in inbox of 50 threads, rendered on the server, beside a \
             constant page of the same size from the same server; requests a second.\n\n\
             | round | constant page | inbox | ratio |\n|---|--:|--:|--:|\n",
        );
        for (round, (constant, inbox)) in self.throughput.iter().enumerate() {
            let (round, ratio) = (round + 1, inbox / constant);
            line(
                out,
                format_args!("| {round} | {constant:.0} | {inbox:.0} | {ratio:.2} |"),
            );
        }
        let Latency {
            p50_ms,
            p99_ms,
            requests,
            ..
        } = self.latency;
        line(
            out,
            format_args!(
                "\n- At {RATE} requests/s ({requests} requests): p50 {p50_ms:.1} ms, p99 {p99_ms:.1} ms \
                 (budget 25 ms).\n- Ready in {:.0} ms on an existing database (budget 300 ms).\n- \
                 Resident: {:.1} MB at start, {:.1} MB after {} sessions have each opened the inbox \
                 (budget 60 MB).",
                self.ready_ms,
                megabytes(self.resident_fresh_kb),
                megabytes(self.resident_kb),
                self.sessions,
            ),
        );
    }

    fn journal(&self, out: &mut String) {
        let Journal {
            raw,
            brotli,
            throughput,
            latency,
        } = &self.journal;
        let statements = self.statements(journal::PATH);
        let rate = journal::RATE;
        line(
            out,
            format_args!(
                "\n## The journal\n\nA page of 50 entries: {raw} bytes of HTML, {brotli} with brotli, \
                 {statements} statements. Of one who has {FEW} entries and of one who has {MANY}, beside \
                 a constant page of the same size; requests a second.\n\n\
                 | round | constant page | {FEW} entries | {MANY} entries | {MANY} to {FEW} |\n\
                 |---|--:|--:|--:|--:|",
            ),
        );
        for (round, [constant, few, many]) in throughput.iter().enumerate() {
            let (round, ratio) = (round + 1, many / few);
            line(
                out,
                format_args!("| {round} | {constant:.0} | {few:.0} | {many:.0} | {ratio:.2} |"),
            );
        }
        line(
            out,
            format_args!("\n| at {rate} requests/s | p50 ms | p99 ms |\n|---|--:|--:|"),
        );
        let names = [
            "constant page".to_owned(),
            format!("{FEW} entries"),
            format!("{MANY} entries"),
        ];
        for (name, took) in names.iter().zip(latency) {
            let Latency { p50_ms, p99_ms, .. } = took;
            line(out, format_args!("| {name} | {p50_ms:.1} | {p99_ms:.1} |"));
        }
    }

    fn faces(&self, out: &mut String) {
        line(
            out,
            format_args!(
                "\n## A child that can't be added\n\nHow long a guardian waits for the refusal, {TIMES} \
                 times each by turns (R-G9): milliseconds.\n\n| whose child | p50 | p95 |\n|---|--:|--:|",
            ),
        );
        for Face { whose, took } in &self.faces {
            let Latency { p50_ms, p95_ms, .. } = took;
            line(out, format_args!("| {whose} | {p50_ms:.2} | {p95_ms:.2} |"));
        }
    }

    fn taken(&self, out: &mut String) {
        line(
            out,
            format_args!(
                "\n## What care systems send\n\nBundles of {RESOURCES} resources through `POST /fhir`, \
                 one after the other, on SQLite.\n\n| Bundles | resources/s | Bundle, p50 ms | p99 ms |\n\
                 |---|--:|--:|--:|",
            ),
        );
        for Taken { what, rate, bundle } in &self.taken {
            let Latency { p50_ms, p99_ms, .. } = bundle;
            line(
                out,
                format_args!("| {what} | {rate:.0} | {p50_ms:.0} | {p99_ms:.0} |"),
            );
        }
    }

    fn statements(&self, path: &str) -> usize {
        let mut all = self.queries.iter();
        let found = all.find(|queries| queries.path == path);
        found.map_or(0, |queries| queries.statements)
    }
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = writeln!(out, "{text}"); // a String takes everything
}

fn megabytes(kilobytes: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "far under 2^52")]
    let kilobytes = kilobytes as f64;
    kilobytes / 1_024.0
}

/// A link's id is another in each run.
fn hide_link(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    if parts.get(1) == Some(&"ombud")
        && let Some(link) = parts.get_mut(2)
    {
        *link = "{link}";
    }
    parts.join("/")
}
