//! The mail server's network side.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::session::{Session, Step};
use super::world::{Message, Trouble, World};

/// How long a client may be silent.
const PATIENCE: Duration = Duration::from_mins(5);
/// Longer than any line that is taken.
const LONGEST: u64 = 64 * 1024;
/// After an accept that failed, for instance for want of file handles.
const PAUSE: Duration = Duration::from_millis(100);

/// Takes mail, for ever. When it is dropped, so are its connections.
pub(super) async fn serve(listener: TcpListener, world: Arc<World>) {
    let mut conversations = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let world = Arc::clone(&world);
                conversations.spawn(async move {
                    if let Err(error) = converse(stream, &world).await {
                        tracing::debug!(%error, "an SMTP connection broke");
                    }
                });
            }
            Err(_) => sleep(PAUSE).await,
        }
        while conversations.try_join_next().is_some() {}
    }
}

async fn converse(stream: TcpStream, world: &World) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    let mut session = Session::new(world.largest_mail);
    say(&mut stream, "220 localhost ESMTP simulator").await?;
    let mut line = Vec::new();
    loop {
        line.clear();
        let mut limited = (&mut stream).take(LONGEST);
        let Ok(read) = timeout(PATIENCE, limited.read_until(b'\n', &mut line)).await else {
            return say(&mut stream, "421 4.4.2 Are you there?").await;
        };
        if read? == 0 {
            return Ok(());
        }
        let trouble = world.lock().mail_trouble;
        match session.line(&line, trouble) {
            Step::Listen => {}
            Step::Say(text) => say(&mut stream, &text).await?,
            Step::Close(text) => return say(&mut stream, text).await,
            Step::Deliver(_) if trouble == Some(Trouble::Hang) => {
                world.hang().await;
                return Ok(());
            }
            Step::Deliver(mail) => {
                let arrival = world.keep(Message::Mail(mail));
                if trouble == Some(Trouble::Drop) {
                    return Ok(());
                }
                let taken = format!("250 2.0.0 Taken as {}", arrival.number);
                say(&mut stream, &taken).await?;
            }
        }
    }
}

async fn say(stream: &mut BufReader<TcpStream>, text: &str) -> io::Result<()> {
    stream.write_all(format!("{text}\r\n").as_bytes()).await
}
