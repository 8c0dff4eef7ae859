//! Bytes and queries.

use std::collections::BTreeSet;
use std::path::Path;

use crate::Fallible;
use crate::house::House;

/// What a route's HTML weighs.
pub(crate) struct Route {
    /// Its address.
    pub(crate) path: String,
    /// Bytes as they are.
    pub(crate) raw: usize,
    /// Bytes over the wire with brotli.
    pub(crate) brotli: usize,
    /// Bytes with brotli of all WebAssembly, JavaScript and style that the page asks for.
    pub(crate) needs: u64,
}

/// What a file of the site weighs.
pub(crate) struct Asset {
    /// Its name, without the hash.
    pub(crate) name: String,
    /// Bytes as they are.
    pub(crate) raw: u64,
    /// Bytes with brotli.
    pub(crate) brotli: u64,
}

/// How many statements a page runs.
pub(crate) struct Queries {
    /// Its address.
    pub(crate) path: String,
    /// Statements on the database.
    pub(crate) statements: usize,
}

/// The pages to weigh, for a child whose inbox this is.
pub(crate) fn pages(inbox: &str) -> Vec<String> {
    let child = inbox.trim_end_matches("/inkorg");
    let mut pages: Vec<String> = [
        "/",
        "/logga-in",
        "/mig",
        "/mig/lagg-till-barn",
        "/mig/installningar",
    ]
    .map(str::to_owned)
    .to_vec();
    pages
        .extend(["", "/inkorg", "/journal", "/installningar"].map(|area| format!("{child}{area}")));
    pages
}

/// What each route's HTML weighs.
pub(crate) async fn routes(
    house: &House,
    site: &Path,
    token: &str,
    inbox: &str,
) -> Fallible<Vec<Route>> {
    let mut routes = Vec::new();
    for path in pages(inbox) {
        let (status, raw) = house.get(&path, token, "identity").await?;
        if status != 200 {
            return Err(format!("{path} answered {status}").into());
        }
        let (_, brotli) = house.get(&path, token, "br").await?;
        routes.push(Route {
            needs: needs(site, &String::from_utf8(raw.clone())?)?,
            path,
            raw: raw.len(),
            brotli: brotli.len(),
        });
    }
    Ok(routes)
}

/// What the site's files weigh that the page asks for.
fn needs(site: &Path, html: &str) -> Fallible<u64> {
    let asked = html.split("/pkg/").skip(1).filter_map(|rest| {
        let name = rest.split(['"', '\'', ' ']).next()?;
        [".wasm", ".js", ".css"]
            .iter()
            .any(|ending| name.ends_with(ending))
            .then_some(name)
    });
    let asked: BTreeSet<&str> = asked.collect();
    let mut bytes = 0;
    for name in asked {
        bytes += site
            .join("pkg")
            .join(format!("{name}.br"))
            .metadata()?
            .len();
    }
    Ok(bytes)
}

/// What the site's WebAssembly, JavaScript and style weigh.
pub(crate) fn assets(site: &Path) -> Fallible<Vec<Asset>> {
    let mut assets = Vec::new();
    for entry in std::fs::read_dir(site.join("pkg"))? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let compressed = site.join("pkg").join(format!("{name}.br"));
        if !compressed.is_file() {
            continue;
        }
        let (raw, brotli) = (path.metadata()?.len(), compressed.metadata()?.len());
        assets.push(Asset { name, raw, brotli });
    }
    assets.sort_by_key(|asset| std::cmp::Reverse(asset.brotli));
    Ok(assets)
}

/// How many statements each of these pages runs for whose session it is, from the log of a server
/// that tells each.
pub(crate) async fn queries(
    server: &Path,
    site: &Path,
    folder: &Path,
    pages: Vec<(String, &str)>,
) -> Fallible<Vec<Queries>> {
    let house = House::open(server, site, folder, "warn,sqlx::query=debug").await?;
    let log = folder.join("log");
    let count = || -> Fallible<usize> {
        let log = std::fs::read_to_string(&log)?;
        // What a new connection is told is no page's.
        let of = |what: &str| log.matches(what).count();
        Ok(of("summary=\"") - of("summary=\"PRAGMA"))
    };
    let mut queries = Vec::new();
    for (path, token) in pages {
        // Twice: the first visit may also note that the session is in use.
        house.get(&path, token, "identity").await?;
        let before = count()?;
        house.get(&path, token, "identity").await?;
        queries.push(Queries {
            path,
            statements: count()? - before,
        });
    }
    house.close().await?;
    Ok(queries)
}
