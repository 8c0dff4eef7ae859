//! A listener that lets in only those who show a client certificate of our CA.

use std::future::pending;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::certificates::Certificates;

const HANDSHAKE_LIMIT: Duration = Duration::from_secs(10);

/// `None` if the certificates do not fit together.
pub(super) fn server_config(certificates: &Certificates) -> Option<Arc<ServerConfig>> {
    let provider = Arc::new(default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(certificate(&certificates.ca_pem)?).ok()?;
    let clients = WebPkiClientVerifier::builder_with_provider(roots.into(), Arc::clone(&provider))
        .build()
        .ok()?;
    let key = PrivateKeyDer::from_pem_slice(certificates.server_key_pem.as_bytes()).ok()?;
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .ok()?
        .with_client_cert_verifier(clients)
        .with_single_cert(vec![certificate(&certificates.server_pem)?], key)
        .ok()?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Some(Arc::new(config))
}

fn certificate(pem: &str) -> Option<CertificateDer<'static>> {
    CertificateDer::from_pem_slice(pem.as_bytes()).ok()
}

/// Gives the connections whose handshake is done.
pub(super) struct MutualTlsListener {
    address: SocketAddr,
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    accepting: JoinHandle<()>,
}

impl MutualTlsListener {
    /// Handshakes run beside each other, so that a slow peer holds up nobody else.
    pub(super) fn new(listener: TcpListener, address: SocketAddr, tls: Arc<ServerConfig>) -> Self {
        let (sender, ready) = mpsc::channel(16);
        let acceptor = TlsAcceptor::from(tls);
        let accepting = tokio::spawn(async move {
            let mut listener = listener;
            loop {
                let (stream, peer) = Listener::accept(&mut listener).await;
                let (acceptor, sender) = (acceptor.clone(), sender.clone());
                tokio::spawn(async move {
                    // Without TCP_NODELAY a kept-alive answer waits for the peer's delayed ACK.
                    let _ = stream.set_nodelay(true);
                    match timeout(HANDSHAKE_LIMIT, acceptor.accept(stream)).await {
                        // An error means that the server stops.
                        Ok(Ok(stream)) => drop(sender.send((stream, peer)).await),
                        Ok(Err(_)) => tracing::debug!("a client was refused at the TLS handshake"),
                        Err(_) => tracing::debug!("a client did not finish the TLS handshake"),
                    }
                });
            }
        });
        Self {
            address,
            ready,
            accepting,
        }
    }
}

impl Drop for MutualTlsListener {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Listener for MutualTlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            None => pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}
