//! Files that are chosen in a field. A browser forgets the first when a second is chosen; who takes
//! photos one by one means both. So another field, which nobody sees, remembers them.

use leptos::web_sys::{DataTransfer, File, HtmlInputElement};

/// A file that is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// What it is called.
    pub name: String,
    /// How many bytes it has; none where it has to be chosen again.
    pub bytes: Option<u64>,
}

/// How many bytes a file has.
pub(crate) fn size(file: &File) -> u64 {
    // A number of bytes, as JavaScript counts: never less than none, and exact to 2⁵³.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "see above"
    )]
    let bytes = file.size() as u64;
    bytes
}

/// Makes what is chosen in both fields that of both, each file once; gives it.
pub(crate) fn join(field: &HtmlInputElement, memory: &HtmlInputElement) -> Vec<Chosen> {
    let mut files = files_in(memory);
    for file in files_in(field) {
        if !files.iter().any(|known| is_same(known, &file)) {
            files.push(file);
        }
    }
    choose(field, memory, &files)
}

/// Takes the `nth` file out of both fields; gives those that are left.
pub(crate) fn take_out(
    field: &HtmlInputElement,
    memory: &HtmlInputElement,
    nth: usize,
) -> Vec<Chosen> {
    let mut files = files_in(field);
    if nth < files.len() {
        files.remove(nth);
    }
    choose(field, memory, &files)
}

/// Forgets what was chosen.
pub(crate) fn forget(memory: &HtmlInputElement) {
    memory.set_value("");
}

fn choose(field: &HtmlInputElement, memory: &HtmlInputElement, files: &[File]) -> Vec<Chosen> {
    if let Some(list) = list_of(files) {
        field.set_files(list.files().as_ref());
        memory.set_files(list.files().as_ref());
    }
    // What will be sent, whatever became of the above.
    let chosen = |file: File| Chosen {
        name: file.name(),
        bytes: Some(size(&file)),
    };
    files_in(field).into_iter().map(chosen).collect()
}

fn list_of(files: &[File]) -> Option<DataTransfer> {
    let list = DataTransfer::new().ok()?;
    for file in files {
        list.items().add_with_file(file).ok()?;
    }
    Some(list)
}

fn files_in(field: &HtmlInputElement) -> Vec<File> {
    let Some(list) = field.files() else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|place| list.get(place))
        .collect()
}

/// Whether it is the same file, as far as a browser tells.
fn is_same(one: &File, other: &File) -> bool {
    let told = |file: &File| (file.name(), size(file), file.last_modified().to_bits());
    told(one) == told(other)
}
