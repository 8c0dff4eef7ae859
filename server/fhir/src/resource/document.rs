//! `DocumentReference`: a note, or a referral.

use domain::journal::EntryKind;

use super::{Draft, Mapped, subject, units_and_who};
use crate::attachment;
use crate::coded::{member, members};
use crate::labels::{self, Label};
use crate::node::Node;
use crate::patient;
use crate::place::{Contact, contact};
use crate::references::Source;
use crate::report::Stop;
use crate::standing::{self, Standing};
use crate::when::{beginning, time};

/// LOINC's code for a referral note.
const REFERRAL: &str = "57133-1";
/// What stands instead of what can't be shown.
const ELSEWHERE: &str = "Dokumentet finns hos mottagningen, men kan inte visas här.";

pub(super) fn read<'a>(source: &Source<'a>) -> Result<Mapped<'a>, Stop> {
    let node = &source.node;
    for label in members(node, "securityLabel")? {
        match label
            .codings
            .iter()
            .find_map(|coding| labels::meaning(coding.code))
        {
            Some(Label::Protected) => return Err(patient::protected(&node.at("securityLabel"))),
            Some(Label::Secret) => return Err(labels::secret(&node.at("securityLabel"))),
            None => {}
        }
    }
    let authenticator = node.child("authenticator")?;
    let mut standing = standing::read(node, standing::DOCUMENT)?;
    if standing == Standing::Signed {
        standing = match node.text("docStatus")? {
            Some(word) => standing::of(standing::DOCUMENT_OWN, word, &node.at("docStatus"))?,
            // It says nothing of itself: signed if somebody vouches for it.
            None if authenticator.is_some() => Standing::Signed,
            None => Standing::Unsigned,
        };
    }
    if standing == Standing::Withdrawn {
        return Ok(Mapped::Withdrawn);
    }
    let called = member(node, "type")?.unwrap_or_default();
    let categories = members(node, "category")?;
    node.take("masterIdentifier");
    let description = node.text("description")?.map(str::to_owned);
    let written = time(node, "date")?;
    let around = around(source)?;
    let (mut units, mut author) = units_and_who(source, &node.children("author")?)?;
    let others: Vec<_> = node
        .child("custodian")?
        .into_iter()
        .chain(authenticator)
        .collect();
    let (further, vouches) = units_and_who(source, &others)?;
    units.extend(further);
    author = author.or(vouches);
    units.extend(around.units);
    let mut paragraphs = Vec::new();
    let contents = node.children("content")?;
    if contents.is_empty() {
        return Err(Stop::missing(node.at("content")));
    }
    let mut name = None;
    for content in contents {
        content.take("format");
        let attachment = content.child("attachment")?;
        let attachment = attachment.ok_or_else(|| Stop::missing(content.at("attachment")))?;
        name = name.or(attachment.text("title")?.map(str::to_owned));
        paragraphs.extend(attachment::text(source, &attachment)?);
    }
    if paragraphs.is_empty() && !node.has("text") {
        paragraphs.push(ELSEWHERE.to_owned());
    }
    let is_referral = called.is_any(&[REFERRAL]);
    let mut names = [called.words(), description, name].into_iter().flatten();
    let title = names.next().or_else(|| categories.first()?.words());
    // What it is about beside its type stands above the text.
    if let Some(about) = names.next().filter(|about| Some(about) != title.as_ref()) {
        paragraphs.insert(0, about);
    }
    Ok(Mapped::Draft(Box::new(Draft {
        kind: if is_referral {
            EntryKind::Referral
        } else {
            EntryKind::Note
        },
        signed: standing == Standing::Signed,
        title,
        happened: around.began.or(written),
        paragraphs,
        values: Vec::new(),
        units,
        author,
        subject: subject(source, "subject")?,
        shows: Vec::new(),
    })))
}

/// What the document is of: a contact, a time.
fn around<'a>(source: &Source<'a>) -> Result<Contact, Stop> {
    let Some(context) = source.node.child("context")? else {
        return Ok(Contact::default());
    };
    let period = beginning(&context, "period")?;
    let encounters: Vec<Node<'a>> = context.children("encounter")?;
    let mut found = contact(source, encounters.into_iter().next())?;
    found.began = period.or(found.began);
    Ok(found)
}
