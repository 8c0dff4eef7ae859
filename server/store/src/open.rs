//! Opening the store at an address, and telling in one line why it can't be.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use service::ports::store::{Import, Store, StoreResult};
use sqlx::migrate::MigrateError;
use sqlx::postgres::PgConnectOptions;

use crate::convert::{failed, one_line};
use crate::{Engine, postgres, sqlite};

/// Why the store can't be opened: each a line for the operator, with no password in it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is of neither engine.
    #[error("the database address must begin with sqlite:// or postgres://")]
    Address,
    /// An address of SQLite that names no file.
    #[error("the database address must name a file, as in sqlite://data/agera.db")]
    NoFile,
    /// An address of PostgreSQL that can't be read.
    #[error(
        "the database address is not one of PostgreSQL, \
         as in postgres://user:password@localhost:5432/agera"
    )]
    PostgresAddress,
    /// The folder of an SQLite file can't be made.
    #[error("the folder {} for the database can't be made: {why}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the operating system says.
        why: io::Error,
    },
    /// An SQLite file can't be opened.
    #[error("the database file {} can't be opened: {why}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What SQLite or the operating system says.
        why: String,
    },
    /// Nobody answers.
    #[error("no PostgreSQL answers at {place}")]
    NoAnswer {
        /// Host and port, or socket.
        place: String,
    },
    /// PostgreSQL answers, and says no.
    #[error("PostgreSQL at {place} refuses: {why}")]
    Refused {
        /// Host and port, or socket.
        place: String,
        /// What it says.
        why: String,
    },
    /// The database has tables of a newer version of the program.
    #[error("the database belongs to a newer version of this program (migration {0} is unknown)")]
    Newer(i64),
    /// The tables can't be brought up to date.
    #[error("the database's tables can't be brought up to date: {0}")]
    Migration(String),
}

/// The store, open.
#[derive(Clone)]
pub struct OpenStore {
    /// For the use cases.
    pub store: Arc<dyn Store>,
    /// For the command line and the demo.
    pub import: Arc<dyn Import>,
    engine: Arc<dyn Engine>,
}

/// Opens the database at `sqlite://FILE` or `postgres://USER:PASSWORD@HOST:PORT/NAME`. Makes an
/// SQLite file and its folder where they are missing; makes no tables, see
/// [`OpenStore::migrate`].
pub async fn open(url: &str) -> Result<OpenStore, OpenError> {
    match url.split_once(':') {
        Some(("sqlite", rest)) => {
            let file = rest.strip_prefix("//").unwrap_or(rest);
            Ok(OpenStore::on(open_sqlite(file).await?))
        }
        Some(("postgres" | "postgresql", _)) => Ok(OpenStore::on(open_postgres(url).await?)),
        _ => Err(OpenError::Address),
    }
}

impl OpenStore {
    fn on(repo: impl Store + Import + Engine + 'static) -> Self {
        let repo = Arc::new(repo);
        Self {
            store: repo.clone(),
            import: repo.clone(),
            engine: repo,
        }
    }

    /// Brings the tables up to date. Several nodes may do so at once.
    pub async fn migrate(&self) -> Result<(), OpenError> {
        self.engine.migrate().await.map_err(|error| match error {
            MigrateError::VersionMissing(version) => OpenError::Newer(version),
            MigrateError::Execute(error) => OpenError::Migration(one_line(&error)),
            other => OpenError::Migration(other.to_string()),
        })
    }

    /// How many migrations have not been applied yet: none where the store is ready.
    pub async fn pending_migrations(&self) -> StoreResult<usize> {
        self.engine.pending().await.map_err(failed)
    }

    /// Waits for what is under way, and closes the database.
    pub async fn close(&self) {
        self.engine.close().await;
    }
}

async fn open_sqlite(file: &str) -> Result<sqlite::Repo, OpenError> {
    if file.is_empty() || file.starts_with(':') || file.contains('?') {
        return Err(OpenError::NoFile);
    }
    let file = Path::new(file);
    let failed = |why| OpenError::File {
        file: file.to_owned(),
        why,
    };
    if let Some(folder) = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        make_folder(folder).map_err(|why| OpenError::Folder {
            folder: folder.to_owned(),
            why,
        })?;
    }
    make_file(file).map_err(|why| failed(why.to_string()))?;
    sqlite::open(file)
        .await
        .map_err(|why| failed(one_line(&why)))
}

/// Makes the folder, for its owner only.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Makes the file, for its owner only; SQLite makes the files beside it alike.
fn make_file(file: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .write(true)
        .create(true)
        .truncate(false)
        .open(file)
        .map(drop)
}

async fn open_postgres(url: &str) -> Result<postgres::Repo, OpenError> {
    let options = PgConnectOptions::from_str(url).map_err(|_| OpenError::PostgresAddress)?;
    let place = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    match tokio::time::timeout(postgres::PATIENCE, postgres::open(options)).await {
        Ok(Ok(repo)) => Ok(repo),
        Ok(Err(sqlx::Error::Io(_))) | Err(_) => Err(OpenError::NoAnswer { place }),
        Ok(Err(error)) => Err(OpenError::Refused {
            place,
            why: one_line(&error),
        }),
    }
}
