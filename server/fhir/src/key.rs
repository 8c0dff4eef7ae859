//! By what a resource is known again when it comes again.

use crate::incoming::SourceKey;
use crate::references::{Source, identifiers};
use crate::report::{Code, Finding, Stop};

/// Its id, unless the sender asks that it be made anew (`POST`), where the id says nothing (FHIR R4
/// §3.1.0.8); then its first identifier that holds.
pub(crate) fn of(source: &Source<'_>) -> Result<SourceKey, Stop> {
    let node = &source.node;
    let id = node.text("id")?.map(|id| format!("id|{id}"));
    let all = identifiers(node)?;
    let identifier = all.first().map(|one| format!("identifier|{one}"));
    let url = source.full_url.map(|url| format!("url|{url}"));
    let key = if source.made_anew {
        identifier.or(id).or_else(|| {
            let why = "it has no id and no identifier: it is known again by its fullUrl only";
            source.say(Finding::remark(node.place(), why));
            url
        })
    } else {
        id.or(identifier).or(url)
    };
    let id = key.ok_or_else(|| {
        let why = "it has no id and no identifier: it could not be known again";
        Stop::not_taken(Code::Required, node.place(), why)
    })?;
    Ok(SourceKey {
        resource: source.resource.to_owned(),
        id,
    })
}
