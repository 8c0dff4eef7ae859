//! Checkpoints of the access log, in a folder outside the database.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use service::log::verify::CheckpointText;
use service::ports::checkpoints::{CheckpointError, CheckpointFile, Lines};

/// The file that is added to. Others in the folder that end so are read too.
const FILE: &str = "checkpoints.jsonl";
const ENDING: &str = "jsonl";
/// So many bytes of the file's end are looked at; a line has less than 500.
const END: u64 = 16 * 1024;

/// The file of a folder. Several nodes may share the folder: the file is locked while one adds to it.
pub struct CheckpointFolder {
    file: PathBuf,
}

impl CheckpointFolder {
    /// The folder's; makes it, for its owner only, if it is not there. Fails where nothing can be
    /// added.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(folder)?;
        let file = folder.join(FILE);
        open_to_add(&file)?;
        File::open(folder)?.sync_all()?;
        Ok(Self { file })
    }

    /// What the folder's files hold.
    pub fn read(folder: &Path) -> Result<Vec<CheckpointText>, CheckpointError> {
        let failed = |path: &Path, error: &io::Error| {
            let why = crate::files::why(error);
            CheckpointError(format!("{} can't be read: {why}", path.display()))
        };
        let entries = folder.read_dir().map_err(|error| failed(folder, &error))?;
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == ENDING));
        paths.sort_unstable();
        let read = |path: PathBuf| {
            let bytes = std::fs::read(&path).map_err(|error| failed(&path, &error))?;
            Ok(CheckpointText {
                name: path.display().to_string(),
                text: String::from_utf8_lossy(&bytes).into_owned(),
            })
        };
        paths.into_iter().map(read).collect()
    }
}

#[async_trait]
impl CheckpointFile for CheckpointFolder {
    async fn add(&self, lines: Lines) -> Result<(), CheckpointError> {
        let file = self.file.clone();
        let adding = tokio::task::spawn_blocking(move || {
            add(&file, lines).map_err(|error| format!("{}: {error}", file.display()))
        });
        let added = adding.await.map_err(|error| error.to_string());
        added.flatten().map_err(CheckpointError)
    }
}

fn add(path: &Path, lines: Lines) -> io::Result<()> {
    let mut file = open_to_add(path)?;
    // Until it is closed.
    file.lock()?;
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(END)))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    let end = String::from_utf8_lossy(&end);
    let mut text = String::new();
    if !end.is_empty() && !end.ends_with('\n') {
        // Somebody was killed while adding.
        text.push('\n');
    }
    for line in lines(&end) {
        text.push_str(&line);
        text.push('\n');
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn open_to_add(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.read(true).append(true).create(true).open(path)
}
