//! The certificates, kept in a folder between starts, so that a client configured once goes on
//! working.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::certificates::Certificates;

/// The certificate folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("cannot {doing} {}: {}", path.display(), kind)]
pub struct CertificateFolderError {
    doing: &'static str,
    path: PathBuf,
    kind: io::ErrorKind,
}

impl Certificates {
    /// Reads them from the folder; if any of the files is missing, makes them all anew there:
    /// `ca.pem`, `server.pem`, `server.key`, `client.pem`, `client.key`, `client.p12`.
    pub fn in_folder(folder: &Path) -> Result<Self, CertificateFolderError> {
        match Self::read(folder) {
            Err(error) if error.kind == io::ErrorKind::NotFound => {
                let made = Self::generate();
                made.write(folder)?;
                Ok(made)
            }
            other => other,
        }
    }

    fn read(folder: &Path) -> Result<Self, CertificateFolderError> {
        let text = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).map_err(|error| failed("read", path, &error))
        };
        let p12 = folder.join("client.p12");
        Ok(Self {
            ca_pem: text("ca.pem")?,
            server_pem: text("server.pem")?,
            server_key_pem: text("server.key")?,
            client_pem: text("client.pem")?,
            client_key_pem: text("client.key")?,
            client_p12: fs::read(&p12).map_err(|error| failed("read", p12, &error))?,
        })
    }

    fn write(&self, folder: &Path) -> Result<(), CertificateFolderError> {
        fs::create_dir_all(folder).map_err(|error| failed("make", folder.to_owned(), &error))?;
        let files: [(&str, &[u8], bool); 6] = [
            ("ca.pem", self.ca_pem.as_bytes(), false),
            ("server.pem", self.server_pem.as_bytes(), false),
            ("server.key", self.server_key_pem.as_bytes(), true),
            ("client.pem", self.client_pem.as_bytes(), false),
            ("client.key", self.client_key_pem.as_bytes(), true),
            ("client.p12", &self.client_p12, true),
        ];
        for (name, content, secret) in files {
            let path = folder.join(name);
            put(&path, content, secret).map_err(|error| failed("write", path, &error))?;
        }
        Ok(())
    }
}

fn put(path: &Path, content: &[u8], secret: bool) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(if secret { 0o600 } else { 0o644 });
    }
    options.open(path)?.write_all(content)
}

fn failed(doing: &'static str, path: PathBuf, error: &io::Error) -> CertificateFolderError {
    CertificateFolderError {
        doing,
        path,
        kind: error.kind(),
    }
}
