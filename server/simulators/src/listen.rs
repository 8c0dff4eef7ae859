//! Listening, and ending.

use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::sync::watch;

/// The port is taken, or the address is not ours.
pub(crate) struct ListenError(pub(crate) SocketAddr, pub(crate) io::ErrorKind);

/// Listens, and tells where: port 0 becomes the one that was free.
pub(crate) async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), ListenError> {
    let refused = |error: io::Error| ListenError(address, error.kind());
    let listener = TcpListener::bind(address).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    Ok((listener, address))
}

/// Waits until the simulator is to stop.
pub(crate) async fn until(mut stopped: watch::Receiver<()>) {
    // An error means that the handle is gone, which is the end too.
    let _ = stopped.changed().await;
}
