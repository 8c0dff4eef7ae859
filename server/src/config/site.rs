//! The built site: the browser's program, the styles and the pictures, as files in a folder.

use std::path::{Path, PathBuf};

use leptos::config::LeptosOptions;

/// What the build names its files after.
const NAME: &str = "agera-ombud";

/// The built site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuiltSite {
    /// Its folder; none: pages are served without script and style.
    pub folder: Option<PathBuf>,
    /// The list of hashes in the files' names; none: they have plain names.
    pub hashes: Option<PathBuf>,
}

impl BuiltSite {
    /// The site in this folder.
    pub fn in_folder(folder: &Path) -> Self {
        let folder = folder
            .canonicalize()
            .unwrap_or_else(|_| folder.to_path_buf());
        let lists = [folder.parent().map(Path::to_path_buf), program_folder()];
        let hashes = lists
            .into_iter()
            .flatten()
            .map(|beside| beside.join("hash.txt"))
            .find(|list| belongs(list, &folder));
        Self {
            folder: Some(folder),
            hashes,
        }
    }

    /// The site where a build puts it: `site` beside the program, or `target/site`.
    pub fn usual() -> Self {
        let beside = program_folder().map(|folder| folder.join("site"));
        let usual = beside.into_iter().chain([PathBuf::from("target/site")]);
        usual
            .into_iter()
            .find(|folder| folder.is_dir())
            .map_or_else(Self::default, |folder| Self::in_folder(&folder))
    }

    /// What the page's head needs to know.
    pub fn leptos(&self) -> LeptosOptions {
        let text = |path: &Option<PathBuf>| {
            let path = path.as_deref().map(Path::to_string_lossy);
            path.unwrap_or_default().into_owned()
        };
        LeptosOptions::builder()
            .output_name(NAME)
            .site_root(text(&self.folder))
            .site_pkg_dir("pkg")
            .hash_files(self.hashes.is_some())
            .hash_file(text(&self.hashes).into())
            .build()
    }

    /// The address of the style sheet.
    pub fn style(&self) -> String {
        let hash = self.hashes.as_deref().and_then(|list| hash_of(list, "css"));
        match hash {
            Some(hash) => format!("/pkg/{NAME}.{hash}.css"),
            None => format!("/pkg/{NAME}.css"),
        }
    }
}

/// The folder of the running program.
fn program_folder() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    program.parent().map(Path::to_path_buf)
}

/// Whether the list of hashes is of this very site: one of an earlier build names files that are
/// no more.
fn belongs(list: &Path, folder: &Path) -> bool {
    hash_of(list, "js").is_some_and(|hash| folder.join(format!("pkg/{NAME}.{hash}.js")).is_file())
}

/// The hash that the list has for the file of this kind.
fn hash_of(list: &Path, kind: &str) -> Option<String> {
    let text = std::fs::read_to_string(list).ok()?;
    text.lines().find_map(|line| {
        let (name, hash) = line.split_once(':')?;
        (name.trim() == kind).then(|| hash.trim().to_owned())
    })
}
