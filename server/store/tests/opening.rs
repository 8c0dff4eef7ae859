//! What an operator reads when the store can't be opened: one line, and no password in it.

use std::net::TcpListener;
use std::path::PathBuf;

use store::OpenError;

/// A folder that is deleted again.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("agera-opening-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir(&folder).expect("a new folder can be made");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(why) = std::fs::remove_dir_all(&self.0) {
            eprintln!("{} stays: {why}", self.0.display());
        }
    }
}

async fn refusal(url: &str) -> String {
    let error = store::open(url)
        .await
        .err()
        .expect("it can't be opened")
        .to_string();
    assert!(!error.contains('\n'), "{error}");
    assert!(!error.contains("hemligt"), "{error}");
    error
}

#[tokio::test]
async fn an_address_of_neither_engine_is_refused() {
    for url in ["", "data/agera.db", "mysql://root:hemligt@localhost/agera"] {
        let expected = "the database address must begin with sqlite:// or postgres://";
        assert_eq!(refusal(url).await, expected);
    }
}

#[tokio::test]
async fn an_sqlite_address_without_a_file_is_refused() {
    for url in [
        "sqlite:",
        "sqlite://",
        "sqlite::memory:",
        "sqlite://a.db?mode=memory",
    ] {
        let expected = "the database address must name a file, as in sqlite://data/agera.db";
        assert_eq!(refusal(url).await, expected);
    }
}

#[tokio::test]
async fn an_unreadable_postgres_address_is_refused() {
    let error = refusal("postgres://agera:hemligt@localhost:none/agera").await;
    assert!(
        error.starts_with("the database address is not one of PostgreSQL, as in"),
        "{error}"
    );
}

#[tokio::test]
async fn nobody_at_the_postgres_address() {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let error = refusal(&format!("postgres://agera:hemligt@127.0.0.1:{port}/agera")).await;
    assert_eq!(error, format!("no PostgreSQL answers at 127.0.0.1:{port}"));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = Folder::new("no-database");
    let file = folder.0.join("agera.db");
    std::fs::write(
        &file,
        "Det här är ett brev och ingen databas, hur man än läser det.",
    )
    .unwrap();
    let error = refusal(&format!("sqlite://{}", file.display())).await;
    let expected = "can't be opened: file is not a database";
    assert_eq!(
        error,
        format!("the database file {} {expected}", file.display())
    );
}

#[tokio::test]
async fn a_folder_in_the_place_of_the_file_is_refused() {
    let folder = Folder::new("folder");
    let error = refusal(&format!("sqlite://{}", folder.0.display())).await;
    let expected = format!("the database file {} can't be opened: ", folder.0.display());
    assert!(error.starts_with(&expected), "{error}");
}

#[tokio::test]
async fn a_file_in_the_place_of_the_folder_is_refused() {
    let folder = Folder::new("file");
    let file = folder.0.join("data");
    std::fs::write(&file, "").unwrap();
    let error = refusal(&format!("sqlite://{}/agera.db", file.display())).await;
    let expected = format!(
        "the folder {} for the database can't be made: ",
        file.display()
    );
    assert!(error.starts_with(&expected), "{error}");
}

/// Health data: the file and its folder are the owner's alone.
#[cfg(unix)]
#[tokio::test]
async fn the_file_and_its_folder_are_made_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("owner");
    let (data, file) = (folder.0.join("a/data"), folder.0.join("a/data/agera.db"));
    let store = store::open(&format!("sqlite://{}", file.display()))
        .await
        .unwrap();
    assert!(store.pending_migrations().await.unwrap() > 0);
    store.migrate().await.unwrap();
    let mode = |path: &PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    assert_eq!(mode(&file), 0o600);
    assert_eq!(mode(&data.join("agera.db-wal")), 0o600);
    store.close().await;
}

/// Acknowledged is durable, and there is one file that many read while one writes.
#[tokio::test]
async fn what_was_kept_is_there_after_opening_again() {
    let folder = Folder::new("again");
    let url = format!("sqlite://{}/agera.db", folder.0.display());
    let first = store::open(&url).await.unwrap();
    first.migrate().await.unwrap();
    first
        .import
        .seed(&service::ports::store::SeedRows::default())
        .await
        .unwrap();
    let second = store::open(&url).await.unwrap();
    assert!(second.import.is_seeded().await.unwrap());
    first.close().await;
    second.close().await;
    assert!(matches!(
        store::open("sqlite:").await,
        Err(OpenError::NoFile)
    ));
}
