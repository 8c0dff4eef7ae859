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

/// A part of a resource's place: the resource is before it, its parts are after.
const RESOURCE: &str = ".resource";

/// The Bundle's resources, by where they stand and by what refers to them.
#[derive(Default)]
pub(crate) struct Index<'a> {
    places: HashMap<String, Known<'a>>,
    /// None: several that differ have the same, so it leads to none of them.
    urls: HashMap<&'a str, Option<Known<'a>>>,
    /// Likewise: several servers' resources may have the same type and id.
    ids: HashMap<String, Option<Known<'a>>>,
}

/// A resource of the Bundle.
#[derive(Clone)]
struct Known<'a> {
    json: &'a Json,
    place: String,
    full_url: Option<&'a str>,
}

impl<'a> Index<'a> {
    /// Adds an entry's resource, which stands at `place`.
    pub(crate) fn add(&mut self, full_url: Option<&'a str>, resource: &'a Json, place: &str) {
        let known = Known {
            json: resource,
            place: place.to_owned(),
            full_url,
        };
        let same = |other: &mut Option<Known<'_>>| {
            if other.as_ref().is_some_and(|other| other.json != resource) {
                *other = None;
            }
        };
        if let Some(url) = full_url {
            let urls = self.urls.entry(url).and_modify(same);
            urls.or_insert_with(|| Some(known.clone()));
        }
        let own = |name| resource.get(name).and_then(Json::text);
        if let Some((kind, id)) = own("resourceType").zip(own("id")) {
            let ids = self.ids.entry(format!("{kind}/{id}")).and_modify(same);
            ids.or_insert_with(|| Some(known.clone()));
        }
        self.places.insert(place.to_owned(), known);
    }

    /// Where a reference leads that stands at `place`.
    fn find(&self, reference: &str, place: &str) -> Option<(&'a Json, String)> {
        let within = self.places.get(resource_of(place));
        if let Some(id) = reference.strip_prefix('#') {
            return contained(within?, id);
        }
        let reference = reference.split("/_history/").next().unwrap_or(reference);
        let found = |known: &Known<'a>| (known.json, known.place.clone());
        if let Some(known) = self.urls.get(reference) {
            return known.as_ref().map(found);
        }
        let own = within.and_then(|known| server(known.full_url?));
        let there = own.map(|own| format!("{own}/{reference}"));
        if let Some(known) = there.and_then(|url| self.urls.get(url.as_str())) {
            return known.as_ref().map(found);
        }
        let known = self.ids.get(reference)?.as_ref()?;
        let others = known.full_url.and_then(server);
        // What has the same id on another server is another.
        let elsewhere = own.is_some() && others.is_some() && own != others;
        (!elsewhere).then(|| found(known))
    }
}

/// The place of the resource that a part of it stands in.
fn resource_of(place: &str) -> &str {
    let end = place.find(RESOURCE).map(|at| at + RESOURCE.len());
    end.and_then(|end| place.get(..end)).unwrap_or(place)
}

/// The server of a resource's address; none, where it is no such address.
fn server(url: &str) -> Option<&str> {
    let (before, _) = url.rsplit_once('/')?;
    let (server, kind) = before.rsplit_once('/')?;
    let is_one = kind.starts_with(|c: char| c.is_ascii_uppercase());
    (is_one && server.starts_with("http")).then_some(server)
}

/// A resource that stands within another (FHIR R4 §2.28).
fn contained<'a>(within: &Known<'a>, id: &str) -> Option<(&'a Json, String)> {
    let list = within.json.get("contained")?.list();
    let is_it = |json: &&Json| json.get("id").and_then(Json::text) == Some(id);
    let (nth, json) = list.iter().enumerate().find(|(_, json)| is_it(json))?;
    Some((json, format!("{}.contained[{nth}]", within.place)))
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
        let found = to.and_then(|to| self.index.find(to, reference.place()));
        let resource = match found {
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
