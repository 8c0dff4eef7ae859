//! A form that comes in parts, with files among them. What is too large is read to its end and
//! forgotten, so that all the rest is there when the page is shown again.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::attachment::{
    AttachmentError, FIELD, MAX_BYTES, MAX_FILES, MAX_NAME, check_count, wrong_file,
};
use domain::form::{FieldErrors, Typed, wrong};
use service::attachment::{Clean, Files, accept};

/// No form of ours has more text.
pub(super) const LONGEST_TEXT: usize = 64 * 1024;

/// What is typed, and the files.
pub(super) async fn read(mut parts: Multipart) -> Result<(Typed, Files), Response> {
    let mut form = Parts::default();
    while let Some(part) = parts.next_field().await.map_err(refused)? {
        match part.file_name().map(str::to_owned) {
            None => form.text(part).await?,
            Some(name) => form.file(part, &name).await?,
        }
    }
    Ok(form.done())
}

/// What has been read of a form.
#[derive(Default)]
struct Parts {
    typed: Typed,
    /// How much text it is.
    length: usize,
    /// How many files have been.
    files: usize,
    clean: Vec<Clean>,
    errors: FieldErrors,
}

impl Parts {
    async fn text(&mut self, mut part: Field<'_>) -> Result<(), Response> {
        let name = part.name().unwrap_or_default().to_owned();
        let mut value = Vec::new();
        self.length += name.len();
        while let Some(chunk) = part.chunk().await.map_err(refused)? {
            self.length += chunk.len();
            if self.length > LONGEST_TEXT {
                return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
            }
            value.extend_from_slice(&chunk);
        }
        let value = String::from_utf8(value);
        let value = value.map_err(|_| StatusCode::BAD_REQUEST.into_response())?;
        self.typed.0.push((name, value));
        Ok(())
    }

    async fn file(&mut self, part: Field<'_>, name: &str) -> Result<(), Response> {
        // One too many is not kept, so that they are counted without being in memory.
        let wanted = self.files < MAX_FILES;
        let content = content(part, wanted).await?;
        // A field where nothing is chosen is sent as a file without a name.
        if name.is_empty() && matches!(&content, Ok(content) if content.is_empty()) {
            return Ok(());
        }
        let (nth, shown) = (self.files, name.chars().take(MAX_NAME).collect());
        self.files += 1;
        self.typed.0.push((FIELD.to_owned(), shown));
        if !wanted {
            return Ok(());
        }
        let name = name.to_owned();
        // Cleaning keeps a processor busy: not where answers are waited for.
        let cleaned = tokio::task::spawn_blocking(move || accept(&name, &content?)).await;
        match cleaned {
            Ok(Ok(clean)) => self.clean.push(clean),
            Ok(Err(error)) => self.errors.push(wrong_file(nth, error)),
            Err(_) => return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response()),
        }
        Ok(())
    }

    fn done(mut self) -> (Typed, Files) {
        if let Err(error) = check_count(self.files) {
            self.errors.extend(wrong(FIELD, error.into()));
        }
        let files = if self.errors.is_empty() {
            Ok(self.clean)
        } else {
            Err(self.errors)
        };
        (self.typed, files)
    }
}

/// A file's content. The part is read to its end, whatever it holds.
async fn content(
    mut part: Field<'_>,
    wanted: bool,
) -> Result<Result<Vec<u8>, AttachmentError>, Response> {
    let mut content = Ok(Vec::new());
    while let Some(chunk) = part.chunk().await.map_err(refused)? {
        if let Ok(kept) = &mut content {
            if wanted && kept.len() + chunk.len() <= MAX_BYTES {
                kept.extend_from_slice(&chunk);
            } else {
                content = Err(AttachmentError::TooLarge);
            }
        }
    }
    Ok(content)
}

/// More than may come, or what can't be read: it was cut off on its way, say.
fn refused(error: MultipartError) -> Response {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::BAD_REQUEST,
    }
    .into_response()
}
