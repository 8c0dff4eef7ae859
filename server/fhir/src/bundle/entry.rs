//! An entry of a Bundle, as it is written: a resource, and what is asked to be done with it.

use crate::incoming::{BundleKind, SourceKey};
use crate::node::Node;
use crate::report::{Code, Finding, Stop};
use crate::resource::TYPES;

/// An entry.
pub(super) struct Written<'a> {
    /// Where it stands.
    pub(super) place: String,
    pub(super) full_url: Option<&'a str>,
    /// The resource and its type.
    pub(super) resource: Option<(Node<'a>, &'a str)>,
    pub(super) asked: Asked,
    pub(super) findings: Vec<Finding>,
}

/// What is asked to be done.
pub(super) enum Asked {
    /// To keep it. `made_anew`: with an id of our own (`POST`).
    Keep { made_anew: bool },
    /// To take away what is known by this.
    Delete(SourceKey),
    /// Something that is not done here.
    Nothing(Finding),
}

impl<'a> Written<'a> {
    pub(super) fn read(node: Node<'a>, kind: BundleKind) -> Result<Self, Stop> {
        let resource = node.child("resource")?;
        let resource =
            resource.map(|one| one.needed("resourceType").map(|kind| (one.clone(), kind)));
        let mut entry = Self {
            place: node.place().to_owned(),
            full_url: node.text("fullUrl")?,
            resource: resource.transpose()?,
            asked: Asked::Keep { made_anew: false },
            findings: Vec::new(),
        };
        let request = node.child("request")?;
        match request {
            Some(request) if kind != BundleKind::Collection => {
                entry.asked = asked(&request, &mut entry.findings)?;
            }
            Some(request) => {
                let why = "in a collection nothing is asked for: it is not read";
                let finding = Finding::remark(request.place(), why);
                entry.findings.push(finding);
            }
            None if kind == BundleKind::Collection => {}
            None => return Err(Stop::missing(node.at("request"))),
        }
        let left_out = |place| Finding::remark(place, "it is not stored or shown");
        let unread = node.unread_members().into_iter().map(left_out);
        entry.findings.extend(unread);
        if node.has("modifierExtension") {
            let why = "it changes the meaning in a way that is not known here";
            let place = node.at("modifierExtension");
            entry.asked = Asked::Nothing(Finding::error(Code::Extension, place, why));
        }
        Ok(entry)
    }

    pub(super) fn is_report(&self) -> bool {
        matches!(self.resource, Some((_, "DiagnosticReport")))
    }
}

fn asked(request: &Node<'_>, findings: &mut Vec<Finding>) -> Result<Asked, Stop> {
    let method = request.needed("method")?;
    let url = request.needed("url")?;
    let not_done = |place: String, why| {
        Ok(Asked::Nothing(Finding::error(
            Code::NotSupported,
            place,
            why,
        )))
    };
    if request.has("ifMatch") {
        let why = "nothing is kept of versions here, so it can't be done on that condition";
        return not_done(request.at("ifMatch"), why);
    }
    if request.has("ifNoneExist") || (method == "PUT" && url.contains('?')) {
        let why = "the condition is not read: a resource is known again by its id or identifier";
        findings.push(Finding::remark(request.place(), why));
    }
    match method {
        "POST" => Ok(Asked::Keep { made_anew: true }),
        "PUT" => Ok(Asked::Keep { made_anew: false }),
        "DELETE" => match url.split_once('/') {
            Some((kind, id)) if TYPES.contains(&kind) && !id.is_empty() && !id.contains('?') => {
                Ok(Asked::Delete(SourceKey {
                    resource: kind.to_owned(),
                    id: format!("id|{id}"),
                }))
            }
            _ => not_done(
                request.at("url"),
                "only an entry, by type and id, can be taken away",
            ),
        },
        "GET" | "HEAD" | "PATCH" => {
            let why = "only POST, PUT and DELETE are done here";
            not_done(request.at("method"), why)
        }
        _ => Err(Stop::value(
            request.at("method"),
            "it is no method of HTTP that FHIR knows",
        )),
    }
}
