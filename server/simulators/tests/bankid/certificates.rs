//! The certificates' folder.

use std::fs;
use std::path::{Path, PathBuf};

use simulators::bankid::Certificates;

fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    folder
}

#[test]
fn they_are_made_once_and_then_read() {
    let folder = empty_folder("certificates-once");
    let made = Certificates::in_folder(&folder).unwrap();
    let read = Certificates::in_folder(&folder).unwrap();
    assert_eq!(made.ca_pem, read.ca_pem);
    assert_eq!(made.client_p12, read.client_p12);
    fs::remove_file(folder.join("client.p12")).unwrap();
    let again = Certificates::in_folder(&folder).unwrap();
    assert_ne!(made.ca_pem, again.ca_pem, "they belong together");
}

#[cfg(unix)]
#[test]
fn the_keys_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = empty_folder("certificates-mode");
    Certificates::in_folder(&folder).unwrap();
    for name in ["server.key", "client.key", "client.p12"] {
        let mode = fs::metadata(folder.join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_folder_that_cannot_be_used_is_named() {
    let file = empty_folder("certificates-no-folder");
    fs::write(&file, "").unwrap();
    let error = Certificates::in_folder(&file).err().unwrap().to_string();
    assert!(error.contains("certificates-no-folder"), "{error}");
    fs::remove_file(file).unwrap();
}
