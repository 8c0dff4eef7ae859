//! The built site's files.

use std::fs;
use std::path::Path;

use agera_ombud::config::BuiltSite;
use axum::http::{Request, StatusCode};
use tempfile::TempDir;

use crate::support::{Answer, Setting, World};

const HASH: &str = "tYcDQbZUdL8NfTJ4dhZeVw";
const FOREVER: &str = "public, max-age=31536000, immutable";

fn put(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// A site as a build leaves it, with a list of hashes beside it.
fn built() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let list = format!("js: {HASH}\nwasm: {HASH}\ncss: {HASH}\n");
    put(folder.path(), "hash.txt", &list);
    let site = folder.path().join("site");
    for (name, content) in [("js", "script"), ("wasm", "program"), ("css", "style")] {
        let name = format!("pkg/agera-ombud.{HASH}.{name}");
        put(&site, &name, content);
        put(&site, &format!("{name}.br"), "brotli");
        put(&site, &format!("{name}.gz"), "gzip");
    }
    put(&site, "icon.svg", "<svg/>");
    put(&site, "manifest.webmanifest", "{}");
    folder
}

async fn get(folder: &TempDir, path: &str, encodings: &str) -> Answer {
    let files = BuiltSite::in_folder(&folder.path().join("site"));
    let world = World::with(Setting {
        files,
        ..Setting::default()
    })
    .await;
    let request = Request::get(path).header("accept-encoding", encodings);
    world.browser().send(request).await
}

#[tokio::test]
async fn a_file_comes_as_it_was_compressed_by_the_build() {
    let site = built();
    let wasm = format!("/pkg/agera-ombud.{HASH}.wasm");
    for (encodings, encoding, body) in [
        ("gzip, deflate, br, zstd", "br", "brotli"),
        ("gzip", "gzip", "gzip"),
        ("identity", "", "program"),
    ] {
        let answer = get(&site, &wasm, encodings).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.text(), body);
        assert_eq!(answer.header("content-type"), "application/wasm");
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn how_long_a_file_may_be_kept_depends_on_its_name() {
    let site = built();
    let hashed = |kind| format!("/pkg/agera-ombud.{HASH}.{kind}");
    for (path, kept) in [
        (hashed("wasm").as_str(), FOREVER),
        (&hashed("css"), FOREVER),
        (&hashed("js"), "no-cache"),
        ("/icon.svg", "no-cache"),
        ("/manifest.webmanifest", "no-cache"),
    ] {
        let answer = get(&site, path, "br").await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("cache-control"), kept, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
}

#[tokio::test]
async fn what_is_no_file_is_a_page_that_nobody_keeps() {
    let site = built();
    for path in [
        "/finns-inte",
        "/pkg/agera-ombud.AAAAAAAAAAAAAAAAAAAAAA.wasm",
        "/pkg",
        "/hash.txt",
        "/../hash.txt",
        "/%2e%2e/hash.txt",
    ] {
        let answer = get(&site, path, "br").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert!(
            answer.header("content-type").starts_with("text/html"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn pages_name_the_files_by_their_hashes() {
    let site = built();

    let page = get(&site, "/", "identity").await.text();

    for kind in ["js", "wasm", "css"] {
        assert!(
            page.contains(&format!("/pkg/agera-ombud.{HASH}.{kind}")),
            "{kind}"
        );
    }
}

#[tokio::test]
async fn a_list_of_hashes_from_another_build_is_not_believed() {
    let site = built();
    put(site.path(), "hash.txt", "js: AAAAAAAAAAAAAAAAAAAAAA\n");

    let page = get(&site, "/", "identity").await.text();

    assert!(page.contains("/pkg/agera-ombud.css"));
}

#[tokio::test]
async fn pages_are_compressed_on_the_way() {
    let site = built();

    for encoding in ["br", "gzip"] {
        let answer = get(&site, "/", encoding).await;
        assert_eq!(answer.header("content-encoding"), encoding);
    }
}
