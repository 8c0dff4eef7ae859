//! References within a Bundle (FHIR R4 §2.36.4): by `fullUrl`, by type and id, or contained. Nothing is
//! fetched: what lies outside the Bundle is not found.

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::civil::Date;

use crate::incoming::Identifier;
use crate::json::Json;
use crate::node::{Marks, Node};
use crate::report::{Finding, Stop};
use crate::resource::modifiers;

/// The Bundle's resources, by what refers to them.
#[derive(Default)]
pub(crate) struct Index<'a> {
    by_url: HashMap<&'a str, (&'a Json, String)>,
    /// None: several servers' resources have the same type and id, so it says nothing.
    by_id: HashMap<String, Option<(&'a Json, String)>>,
}

impl<'a> Index<'a> {
    /// Adds an entry's resource, which stands at `place`.
    pub(crate) fn add(&mut self, full_url: Option<&'a str>, resource: &'a Json, place: &str) {
        if let Some(url) = full_url {
            self.by_url.insert(url, (resource, place.to_owned()));
        }
        let own = |name| resource.get(name).and_then(Json::text);
        if let Some((kind, id)) = own("resourceType").zip(own("id")) {
            let first = Some((resource, place.to_owned()));
            self.by_id
                .entry(format!("{kind}/{id}"))
                .and_modify(|known| *known = None)
                .or_insert(first);
        }
    }

    fn find(&self, reference: &str) -> Option<(&'a Json, String)> {
        let reference = reference.split("/_history/").next().unwrap_or(reference);
        let by_url = self.by_url.get(reference).cloned();
        by_url.or_else(|| self.by_id.get(reference).cloned().flatten())
    }
}

/// A resource that is being read, and what is around it.
pub(crate) struct Source<'a> {
    /// The resource.
    pub(crate) node: Node<'a>,
    /// Its type.
    pub(crate) resource: &'a str,
    /// The entry's `fullUrl`.
    pub(crate) full_url: Option<&'a str>,
    /// Whether the sender asks that it be made anew, so that its id is not ours to rely on.
    pub(crate) made_anew: bool,
    /// The other resources.
    pub(crate) index: &'a Index<'a>,
    /// What has been read.
    pub(crate) marks: &'a Marks,
    /// What is said of it.
    pub(crate) findings: RefCell<Vec<Finding>>,
    /// The Swedish date: a personnummer's century may depend on it (R-I2).
    pub(crate) today: Date,
}

/// Where a reference leads.
pub(crate) struct Target<'a> {
    /// The resource and its type, where it is in the Bundle.
    pub(crate) resource: Option<(Node<'a>, &'a str)>,
    /// What the reference says of the type.
    pub(crate) kind: Option<&'a str>,
    /// The identifier that the reference itself has.
    pub(crate) identifier: Option<Identifier>,
    /// What it is called.
    pub(crate) display: Option<&'a str>,
}

impl Target<'_> {
    /// Whether it is, or may be, of this type.
    pub(crate) fn may_be(&self, kinds: &[&str]) -> bool {
        let kind = self.resource.as_ref().map(|(_, kind)| *kind).or(self.kind);
        kind.is_none_or(|kind| kinds.contains(&kind))
    }
}

impl<'a> Source<'a> {
    /// Says something of it.
    pub(crate) fn say(&self, finding: Finding) {
        let mut findings = self.findings.borrow_mut();
        // What is followed twice is told once; it is looked for among the last, so that many cost no more.
        let mut last = findings.iter().rev().take(20);
        if !last.any(|known| *known == finding) {
            findings.push(finding);
        }
    }

    /// Follows a `Reference`.
    pub(crate) fn follow(&self, reference: &Node<'a>) -> Result<Target<'a>, Stop> {
        let to = reference.text("reference")?;
        let identifier = reference.child("identifier")?;
        let identifier = identifier.map(|node| identified(&node)).transpose()?;
        let kind = reference.text("type")?.or_else(|| kind_in(to?));
        let resource = match to.and_then(|to| self.find(to)) {
            Some((json, place)) => Some(self.opened(json, place)?),
            None => None,
        };
        Ok(Target {
            resource,
            kind,
            identifier: identifier
                .flatten()
                .and_then(|(identifier, old)| (!old).then_some(identifier)),
            display: reference.text("display")?,
        })
    }

    fn find(&self, reference: &str) -> Option<(&'a Json, String)> {
        let Some(id) = reference.strip_prefix('#') else {
            return self.index.find(reference);
        };
        let contained = self.node.json().get("contained")?;
        let is_it = |json: &&Json| json.get("id").and_then(Json::text) == Some(id);
        let nth = contained.list().iter().position(|json| is_it(&json))?;
        let place = format!("{}[{nth}]", self.node.at("contained"));
        Some((&contained.list()[nth], place))
    }

    fn opened(&self, json: &'a Json, place: String) -> Result<(Node<'a>, &'a str), Stop> {
        let node = Node::new(json, place, self.marks)?;
        let kind = node.needed("resourceType")?;
        // A report reads its results one by one, and leaves out those that it must not read.
        if kind != "Observation" {
            modifiers(&node)?;
        }
        node.take("id");
        Ok((node, kind))
    }
}

/// The type in "Patient/123", relative or absolute.
fn kind_in(reference: &str) -> Option<&str> {
    let reference = reference.split("/_history/").next()?;
    let (before, _) = reference.rsplit_once('/')?;
    let kind = before.rsplit('/').next()?;
    kind.starts_with(|c: char| c.is_ascii_uppercase())
        .then_some(kind)
}

/// An `Identifier`, and whether it holds no more; without a value it is none.
pub(crate) fn identified(node: &Node<'_>) -> Result<Option<(Identifier, bool)>, Stop> {
    for part in ["type", "period", "assigner"] {
        node.take(part);
    }
    let old = node.text("use")? == Some("old");
    let system = node.text("system")?.unwrap_or_default().to_owned();
    let value = node.text("value")?.map(str::to_owned);
    Ok(value.map(|value| (Identifier { system, value }, old)))
}

/// The identifiers of a resource that hold.
pub(crate) fn identifiers(node: &Node<'_>) -> Result<Vec<Identifier>, Stop> {
    let mut all = Vec::new();
    for one in node.children("identifier")? {
        if let Some((identifier, false)) = identified(&one)? {
            all.push(identifier);
        }
    }
    Ok(all)
}
