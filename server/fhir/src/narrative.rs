//! The narrative (`text`), which every resource may have beside what it says in parts.

use crate::html;
use crate::references::Source;
use crate::report::Stop;

/// The narrative as plain text: for a resource that says nothing else.
pub(crate) fn read(source: &Source<'_>) -> Result<Option<String>, Stop> {
    let Some(narrative) = source.node.child("text")? else {
        return Ok(None);
    };
    narrative.take("status");
    let div = narrative.text("div")?.map(html::text);
    Ok(div.filter(|text| !text.is_empty()))
}

/// One that a machine made of the parts (`generated`) says nothing more than they do, so it is no
/// loss; any other that is not shown is told of.
pub(crate) fn leave(source: &Source<'_>) -> Result<(), Stop> {
    let Some(narrative) = source.node.child("text")? else {
        return Ok(());
    };
    if matches!(narrative.text("status")?, Some("generated" | "empty")) {
        source.node.take("text");
    }
    Ok(())
}
