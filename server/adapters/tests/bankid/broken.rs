//! Against peers that are there but wrong. Each test says the bytes that it gets.

use std::sync::Arc;
use std::time::Duration;

use adapters::bankid::BankIdClient;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use service::ports::bankid::BankId as _;
use simulators::bankid::Certificates;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::support::config;

/// Long enough for a slow machine, for the tests that must not run into it.
const PATIENCE: Duration = Duration::from_secs(30);

/// What our client says when every request is answered with these bytes. With none, the peer
/// keeps the connection open and says nothing.
async fn told(answer: Option<Vec<u8>>, timeout: Duration) -> String {
    let certificates = Certificates::generate();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let acceptor = TlsAcceptor::from(server_tls(&certificates));
    let peer = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = acceptor.accept(stream).await.unwrap();
        let mut request = vec![0; 4096];
        let read = stream.read(&mut request).await.unwrap();
        assert!(request[..read].starts_with(b"POST /rp/v6.0/collect "));
        if let Some(answer) = answer {
            // The client may hang up before it has read it all.
            let _ = stream.write_all(&answer).await;
            let _ = stream.shutdown().await;
        } else {
            std::future::pending::<()>().await;
        }
    });
    let mut config = config(&format!("https://{address}/rp/v6.0"), &certificates);
    config.timeout = timeout;
    let client = BankIdClient::new(config).unwrap();
    let error = client.collect("the-order").await.err().unwrap();
    peer.abort();
    error.to_string()
}

fn server_tls(certificates: &Certificates) -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let chain = CertificateDer::from_pem_slice(certificates.server_pem.as_bytes()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(certificates.server_key_pem.as_bytes()).unwrap();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .unwrap();
    Arc::new(config)
}

async fn told_by(head: &str, body: &str) -> String {
    let length = body.len();
    let answer = format!("HTTP/1.1 {head}\r\ncontent-length: {length}\r\n\r\n{body}");
    told(Some(answer.into_bytes()), PATIENCE).await
}

#[tokio::test]
async fn a_body_that_is_not_json_is_unreadable_and_not_repeated() {
    assert_eq!(
        told_by("200 OK", "<html>189001019802</html>").await,
        "unreadable answer: the body is not JSON"
    );
}

#[tokio::test]
async fn a_body_of_something_else_is_unreadable() {
    assert_eq!(
        told_by("200 OK", r#"{"status":"complete"}"#).await,
        "unreadable answer: a completed order says of nobody"
    );
}

#[tokio::test]
async fn maintenance_is_unavailable_whoever_says_it() {
    assert_eq!(
        told_by("503 Service Unavailable", r#"{"errorCode":"maintenance"}"#).await,
        "unavailable: maintenance"
    );
    assert_eq!(
        told_by("503 Service Unavailable", "<h1>Proxy</h1>").await,
        "unavailable: HTTP 503"
    );
}

#[tokio::test]
async fn we_are_sent_nowhere_else() {
    assert_eq!(
        told_by("302 Found\r\nlocation: https://localhost:1/", "").await,
        "unreadable answer: HTTP 302 without an error code"
    );
}

#[tokio::test]
async fn an_endless_body_is_cut_off() {
    assert_eq!(
        told_by("200 OK", &" ".repeat(300 * 1024)).await,
        "unreadable answer: the body is too large"
    );
}

#[tokio::test]
async fn what_is_not_http_is_a_broken_connection() {
    let said = told(Some(b"hej\r\n\r\n".to_vec()), PATIENCE).await;
    assert_eq!(said, "unavailable: the connection broke");
}

#[tokio::test]
async fn a_body_cut_short_is_a_broken_connection() {
    let half = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec();
    let said = told(Some(half), PATIENCE).await;
    assert_eq!(said, "unavailable: the connection broke");
}

#[tokio::test]
async fn a_peer_that_says_nothing_is_given_up() {
    let said = told(None, Duration::from_millis(500)).await;
    assert_eq!(said, "unavailable: no answer in time");
}

#[tokio::test]
async fn nobody_there_is_unavailable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let config = config(
        &format!("https://{address}/rp/v6.0"),
        &Certificates::generate(),
    );
    let client = BankIdClient::new(config).unwrap();
    let error = client.collect("the-order").await.err().unwrap();
    assert_eq!(error.to_string(), "unavailable: no connection");
}
