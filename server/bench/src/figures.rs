//! What was measured, and the report of it.

use std::fmt::Write as _;

use crate::load::{Latency, RATE};
use crate::sizes::{Asset, Queries, Route};

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
            let queries = self
                .queries
                .iter()
                .find(|queries| queries.path == route.path);
            let statements = queries.map_or(0, |queries| queries.statements);
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
