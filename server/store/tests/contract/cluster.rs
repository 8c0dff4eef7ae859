//! A PostgreSQL to throw away: started by a guard, which stops it and deletes it as soon as this
//! process is gone, however it went.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Lives as long as somebody holds its standard input open. It ignores the signals that a
/// terminal or a test runner sends, so that there is one way to end: the input's end.
const GUARD: &str = r#"
trap '' INT TERM HUP
dir=$(mktemp -d /tmp/agera-store-pg.XXXXXX) || exit 1
trap 'rm -rf "$dir"' EXIT
run() { "$@" >>"$dir/log" 2>&1 </dev/null || { cat "$dir/log"; exit 1; }; }
run "$1/initdb" --pgdata="$dir/data" --username=agera --auth=trust --encoding=UTF8 --no-locale \
    --no-sync
run "$1/pg_ctl" --pgdata="$dir/data" --log="$dir/server.log" --wait --timeout=60 --options="-k $dir \
    -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_wal_senders=0 \
    -c wal_level=minimal -c autovacuum=off" start
echo "ready $dir"
cat >/dev/null
"$1/pg_ctl" --pgdata="$dir/data" --mode=immediate --wait stop >/dev/null 2>&1
"#;

pub struct Cluster {
    guard: Child,
    /// Where its socket is.
    folder: PathBuf,
}

impl Cluster {
    /// Starts one; tells in a sentence why it can't.
    pub fn start() -> Result<Self, String> {
        let binaries = find_binaries()?;
        let mut guard = Command::new("sh");
        guard
            .args(["-c", GUARD, "guard"])
            .arg(binaries)
            .current_dir("/")
            .process_group(0);
        guard
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if id(&["-u"]) == Some(0) {
            // PostgreSQL refuses to run as root.
            let user = ["postgres", "nobody"]
                .into_iter()
                .find(|user| id(&["-u", user]).is_some());
            let user = user.ok_or("PostgreSQL can't run as root: make a user named postgres.")?;
            let (uid, gid) = (id(&["-u", user]), id(&["-g", user]));
            guard
                .uid(uid.unwrap_or_default())
                .gid(gid.unwrap_or_default());
        }
        let mut guard = guard
            .spawn()
            .map_err(|why| format!("sh can't be started: {why}"))?;
        let mut said = BufReader::new(guard.stdout.take().ok_or("sh has no output")?);
        let mut line = String::new();
        said.read_line(&mut line).map_err(|why| why.to_string())?;
        if let Some(folder) = line.trim_end().strip_prefix("ready ") {
            return Ok(Self {
                guard,
                folder: folder.into(),
            });
        }
        said.read_to_string(&mut line)
            .map_err(|why| why.to_string())?;
        guard.wait().map_err(|why| why.to_string())?;
        Err(format!("PostgreSQL could not be started: {line}"))
    }

    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!(
            "postgres://agera@localhost/{database}?host={}",
            self.folder.display()
        )
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        if let Err(why) = self.guard.wait() {
            eprintln!("PostgreSQL's guard can't be waited for: {why}");
        }
    }
}

/// The folder with `initdb` and `pg_ctl`: `AGERA_PG_BIN`, Debian's newest, or that of `PATH`.
fn find_binaries() -> Result<PathBuf, String> {
    let given = std::env::var_os("AGERA_PG_BIN").filter(|folder| !folder.is_empty());
    let mut folders: Vec<PathBuf> = given.into_iter().map(PathBuf::from).collect();
    if let Ok(versions) = Path::new("/usr/lib/postgresql").read_dir() {
        let mut versions: Vec<_> = versions.flatten().map(|version| version.path()).collect();
        let number = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
        versions.sort_by_key(|path| std::cmp::Reverse(number(path)));
        folders.extend(versions.into_iter().map(|version| version.join("bin")));
    }
    folders.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    let has = |folder: &PathBuf, name: &str| folder.join(name).is_file();
    folders.into_iter().find(|folder| has(folder, "initdb") && has(folder, "pg_ctl")).ok_or_else(|| {
        "The tests need a PostgreSQL server: install it (Debian: apt-get install postgresql) or set \
         AGERA_PG_BIN to the folder of its initdb."
            .to_owned()
    })
}

/// What `id` says: the number of a user or a group.
fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id")
        .args(arguments)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
