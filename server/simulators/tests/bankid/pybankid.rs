//! Another maker's client, pybankid, talks to the simulator as it would to BankID.

use std::fs;
use std::path::PathBuf;

use simulators::bankid::{BankIdSimulator, Certificates, Config};
use tokio::process::Command;

use crate::support::persons;

#[tokio::test]
async fn pybankid_takes_the_simulator_for_bankid() {
    let python = std::env::var_os("AGERA_PYTHON").expect(
        "AGERA_PYTHON must name a Python that has pybankid 1.5.0: run scripts/setup, then \
         `source scripts/env` (make test does both)",
    );
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pybankid-certificates");
    let mut config = Config::new(Certificates::in_folder(&folder).unwrap());
    config.persons = persons();
    let simulator = BankIdSimulator::start(config).await.unwrap();
    let checked = Command::new(python)
        .arg(crate_folder().join("tests/pybankid_check.py"))
        .arg(simulator.base_url())
        .arg(simulator.app_url())
        .arg(&folder)
        .kill_on_drop(true)
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&checked.stdout);
    let wrong = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}{wrong}");
    assert!(said.ends_with("all well\n"), "{said}");
    simulator.stop().await;
    fs::remove_dir_all(folder).unwrap();
}

/// As it is called now: clones share what is built, so the one that built this may be gone.
fn crate_folder() -> PathBuf {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR");
    PathBuf::from(folder.expect("Cargo and nextest name it"))
}
