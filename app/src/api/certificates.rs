//! Certificates. `who` is `mig`, or a child's link as it stands in the address: a guardian orders
//! them, and is refused when it asks for those that were issued (R-E6).

use domain::certificate::{Certificate, CertificateDesk, CertificateSummary};
use domain::family::Whom;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// What the form for an order needs.
#[server(endpoint = "clinics/certificate", input = GetUrl, output = Json)]
pub async fn read_certificate_desk(
    who: String,
    unit: String,
) -> Result<(Whom, CertificateDesk), ApiError> {
    use crate::server::context::{fail, id, request, session, subject};

    let (services, session) = (request()?.services, session()?);
    service::certificate::desk(&services, &session, subject(&who)?, id(&unit)?)
        .await
        .map_err(fail)
}

/// One's own certificates.
#[server(endpoint = "certificates", input = GetUrl, output = Json)]
pub async fn read_certificates(who: String) -> Result<(Whom, Vec<CertificateSummary>), ApiError> {
    use crate::server::context::{fail, request, session, subject};

    let (services, session) = (request()?.services, session()?);
    service::certificate::list(&services, &session, subject(&who)?)
        .await
        .map_err(fail)
}

/// One of one's own certificates.
#[server(endpoint = "certificates/one", input = GetUrl, output = Json)]
pub async fn read_certificate(
    who: String,
    certificate: String,
) -> Result<(Whom, Certificate), ApiError> {
    use crate::server::context::{fail, id, request, session, subject};

    let (services, session) = (request()?.services, session()?);
    let (subject, certificate) = (subject(&who)?, id(&certificate)?);
    service::certificate::certificate(&services, &session, subject, certificate)
        .await
        .map_err(fail)
}
