//! "Vem har läst?" as a file (R-J11).

use app::server::context::RequestContext;
use app::server::log_file::log_file;
use axum::extract::{Extension, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::log::LogRow;
use service::access::AccessError;
use service::readings::whole;

use super::parts::{Parts, no_file, session, subject};

/// The addresses.
pub(super) const PATHS: [&str; 2] = ["/mig/logg.csv", "/ombud/{link}/logg.csv"];

/// Gives the file, to one who may read the log.
pub(super) async fn give(
    Extension(context): Extension<RequestContext>,
    Path(parts): Path<Parts>,
) -> Response {
    let rows = match read(&context, &parts).await {
        Ok(rows) => rows,
        Err(error) => return no_file(error, "the log"),
    };
    let fixed = HeaderValue::from_static;
    let headers = [
        (header::CONTENT_TYPE, fixed("text/csv; charset=utf-8")),
        (
            header::CONTENT_DISPOSITION,
            fixed("attachment; filename=\"logg.csv\""),
        ),
        (header::CACHE_CONTROL, fixed("no-store")),
    ];
    match log_file(&rows) {
        Ok(file) => (headers, file).into_response(),
        Err(error) => {
            tracing::error!(%error, "the log can't be written as a file");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn read(context: &RequestContext, parts: &Parts) -> Result<Vec<LogRow>, AccessError> {
    whole(&context.services, session(context)?, subject(parts)?).await
}
