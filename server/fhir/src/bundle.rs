//! A Bundle: which entries it has, and what becomes of each (FHIR R4 §2.36).

mod entry;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::incoming::{BundleKind, Fate, Item, Reading, SourceKey};
use crate::json::{self, Json};
use crate::labels;
use crate::node::{Marks, Node};
use crate::references::{Index, Source};
use crate::report::{Code, Finding, Refusal, Severity, Stop};
use crate::resource;
use entry::{Asked, Written};

/// So many unread parts of one resource are told one by one.
const UNREAD: usize = 200;

/// Reads a Bundle, on the Swedish date `today`.
///
/// # Errors
/// It is refused whole where it is no JSON, no Bundle of a kind that is taken, or holds something that
/// is not FHIR R4. What is sound and not for us is in [`Item::findings`].
pub fn read(bytes: &[u8], today: Date) -> Result<Reading, Refusal> {
    let json = json::parse(bytes).map_err(|why| Refusal {
        unreadable: true,
        findings: vec![Finding::error(Code::Structure, "", why)],
    })?;
    let marks = Marks::default();
    let opened = open(&json, &marks).map_err(|stop| Refusal {
        unreadable: false,
        findings: vec![finding(stop)],
    })?;
    let (kind, findings, nodes) = opened;
    let mut wrong = Vec::new();
    let mut entries = Vec::new();
    for node in nodes {
        match Written::read(node, kind) {
            Ok(entry) => entries.push(entry),
            Err(stop) => wrong.push(finding(stop)),
        }
    }
    let mut index = Index::default();
    for entry in &entries {
        if let Some((node, _)) = &entry.resource {
            index.add(entry.full_url, node.json(), node.place());
        }
    }
    let items = read_all(&entries, &index, &marks, today, &mut wrong);
    refuse_twice(&items, &mut wrong);
    if !wrong.is_empty() {
        return Err(Refusal {
            unreadable: false,
            findings: wrong,
        });
    }
    Ok(Reading {
        kind,
        items,
        findings,
    })
}

/// What a Bundle is, what is said of it, and its entries.
type Opened<'a> = (BundleKind, Vec<Finding>, Vec<Node<'a>>);

fn open<'a>(json: &'a Json, marks: &'a Marks) -> Result<Opened<'a>, Stop> {
    let node = Node::new(json, "Bundle".to_owned(), marks)?;
    if node.needed("resourceType")? != "Bundle" {
        return Err(Stop::shape("Bundle", "only a Bundle is taken"));
    }
    if node.has("implicitRules") {
        let why = "it changes the meaning in a way that is not known here";
        return Err(Stop::shape(node.at("implicitRules"), why));
    }
    let kind = match node.needed("type")? {
        "transaction" => BundleKind::Transaction,
        "batch" => BundleKind::Batch,
        "collection" => BundleKind::Collection,
        _ => {
            let why = "only a transaction, a batch or a collection is taken";
            return Err(Stop::value(node.at("type"), why));
        }
    };
    let mut findings = Vec::new();
    if labels::read(&node, &mut |finding| findings.push(finding))?.is_some() {
        let why = "the whole Bundle is labelled as not to be shown: nothing of it is stored";
        let finding = Finding::error(Code::Suppressed, node.at("meta.security"), why);
        return Err(Stop::Invalid(finding));
    }
    for part in ["id", "language", "timestamp", "identifier", "total", "link"] {
        node.take(part);
    }
    let entries = node.children("entry")?;
    let left_out = |place| Finding::remark(place, "it is not stored or shown");
    findings.extend(node.unread_members().into_iter().map(left_out));
    Ok((kind, findings, entries))
}

/// Reports first: what they show has no entry of its own.
fn read_all<'a>(
    entries: &[Written<'a>],
    index: &'a Index<'a>,
    marks: &'a Marks,
    today: Date,
    wrong: &mut Vec<Finding>,
) -> Vec<Item> {
    let mut part_of_report: HashMap<String, String> = HashMap::new();
    let mut items: Vec<Option<Item>> = entries.iter().map(|_| None).collect();
    for reports in [true, false] {
        for (entry, slot) in entries.iter().zip(&mut items) {
            if entry.is_report() != reports {
                continue;
            }
            match read_one(entry, index, marks, today) {
                Ok((item, shows)) => {
                    let own = |place| (place, entry.place.clone());
                    part_of_report.extend(shows.into_iter().map(own));
                    *slot = Some(item);
                }
                Err(finding) => wrong.push(finding),
            }
        }
    }
    for (entry, slot) in entries.iter().zip(&mut items) {
        let place = entry.resource.as_ref().map(|(node, _)| node.place());
        let by = place.and_then(|place| part_of_report.get(place));
        let Some(item) = slot else { continue };
        if by.is_some() || matches!(item.fate, Fate::Entry(_)) {
            tell_unread(item, entry, marks);
        }
        if let Some(by) = by {
            part_of(item, by);
        }
    }
    items.into_iter().flatten().collect()
}

fn read_one<'a>(
    entry: &Written<'a>,
    index: &'a Index<'a>,
    marks: &'a Marks,
    today: Date,
) -> Result<(Item, Vec<String>), Finding> {
    let item = |resource: &str, fate, findings| Item {
        place: entry.place.clone(),
        resource: resource.to_owned(),
        fate,
        findings,
    };
    let mut findings = entry.findings.clone();
    let (node, kind, made_anew) = match (&entry.asked, &entry.resource) {
        (Asked::Delete(key), _) => {
            let fate = Fate::Withdrawn(key.clone());
            return Ok((item(&key.resource, fate, findings), Vec::new()));
        }
        (Asked::Nothing(why), resource) => {
            let kind = resource.as_ref().map_or("", |(_, kind)| *kind);
            findings.push(why.clone());
            return Ok((item(kind, Fate::NotTaken, findings), Vec::new()));
        }
        (Asked::Keep { made_anew }, Some((node, kind))) => (node.clone(), *kind, *made_anew),
        (Asked::Keep { .. }, None) => {
            return Err(finding(Stop::missing(format!("{}.resource", entry.place))));
        }
    };
    let source = Source {
        node,
        resource: kind,
        full_url: entry.full_url,
        made_anew,
        index,
        marks,
        findings: std::cell::RefCell::new(findings),
        today,
    };
    match resource::map(&source) {
        Ok((fate, shows)) => Ok((item(kind, fate, source.findings.into_inner()), shows)),
        Err(Stop::NotTaken(why) | Stop::Undone(why)) => {
            source.say(why);
            let findings = source.findings.into_inner();
            Ok((item(kind, Fate::NotTaken, findings), Vec::new()))
        }
        Err(Stop::Invalid(why)) => Err(why),
    }
}

/// A result that its report shows: it has no entry of its own, and loses one that it had.
fn part_of(item: &mut Item, by: &str) {
    let why = format!("it is shown with {by}");
    let fate = std::mem::replace(&mut item.fate, Fate::Read);
    item.fate = match fate {
        Fate::Entry(own) => Fate::Withdrawn(own.key),
        Fate::NotTaken => {
            // What it lacks as an entry of its own, the report has.
            item.findings
                .retain(|finding| finding.severity != Severity::Error);
            Fate::Read
        }
        other => other,
    };
    item.findings.push(Finding::remark(item.place.clone(), why));
}

/// One thing has one state: which of two would hold can't be known.
fn refuse_twice(items: &[Item], wrong: &mut Vec<Finding>) {
    let mut known: HashSet<&SourceKey> = HashSet::new();
    for item in items {
        let key = match &item.fate {
            Fate::Entry(entry) => &entry.key,
            Fate::Withdrawn(key) | Fate::Undone(key) => key,
            Fate::Read | Fate::NotTaken => continue,
        };
        if !known.insert(key) {
            let why = "the same resource stands twice in the Bundle";
            wrong.push(Finding::error(Code::Duplicate, item.place.clone(), why));
        }
    }
}

/// Tells of every part of a resource that nobody read.
fn tell_unread(item: &mut Item, entry: &Written<'_>, marks: &Marks) {
    let Some((node, _)) = &entry.resource else {
        return;
    };
    for part in ["resourceType", "id"] {
        node.take(part);
    }
    node.touch("contained");
    let mut places = Vec::new();
    marks.unread(node.json(), node.place(), &mut places);
    let more = places.len().saturating_sub(UNREAD);
    places.truncate(UNREAD);
    let left_out = |place, text: String| Finding {
        severity: Severity::Information,
        ..Finding::error(Code::NotSupported, place, text)
    };
    let said = |place| left_out(place, "it is not stored or shown".to_owned());
    item.findings.extend(places.into_iter().map(said));
    if more > 0 {
        let why = format!("{more} further parts of it are not stored or shown");
        item.findings.push(left_out(node.place().to_owned(), why));
    }
}

fn finding(stop: Stop) -> Finding {
    match stop {
        Stop::Invalid(finding) | Stop::NotTaken(finding) | Stop::Undone(finding) => finding,
    }
}
