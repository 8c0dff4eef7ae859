//! `DiagnosticReport`: a laboratory report with its results, or a note of another examination.

use std::cell::RefCell;

use domain::journal::EntryKind;

use super::observation::{code, effective};
use super::{Draft, Mapped, draft, subject, units_and_who};
use crate::attachment;
use crate::coded::members;
use crate::node::Node;
use crate::patient::whom;
use crate::place::contact;
use crate::references::Source;
use crate::report::{Code, Finding, Stop};
use crate::standing::{self, Standing};

pub(super) fn read<'a>(source: &Source<'a>) -> Result<Mapped<'a>, Stop> {
    let node = &source.node;
    let standing = standing::read(node, standing::REPORT)?;
    if standing == Standing::Withdrawn {
        return Ok(Mapped::Withdrawn);
    }
    let categories = members(node, "category")?;
    // HL7 v2 table 0074.
    let laboratory = ["LAB", "CH", "HM", "MB", "SR", "VR", "IMM", "BLB", "TX"];
    let is_laboratory =
        categories.is_empty() || categories.iter().any(|one| one.is_any(&laboratory));
    let code = code(node)?;
    let contact = contact(source, node.child("encounter")?)?;
    let mut who = node.children("resultsInterpreter")?;
    who.extend(node.children("performer")?);
    let (mut units, author) = units_and_who(source, &who)?;
    units.extend(contact.units);
    let mut draft = Draft {
        kind: if is_laboratory {
            EntryKind::LabResult
        } else {
            EntryKind::Note
        },
        signed: standing == Standing::Signed,
        title: code.words(),
        happened: effective(node)?.or(contact.began),
        paragraphs: Vec::from_iter(node.text("conclusion")?.map(str::to_owned)),
        values: Vec::new(),
        units,
        author,
        subject: subject(source, "subject")?,
        shows: Vec::new(),
    };
    for conclusion in members(node, "conclusionCode")? {
        draft.paragraphs.extend(conclusion.words());
    }
    for form in node.children("presentedForm")? {
        draft.paragraphs.extend(attachment::text(source, &form)?);
    }
    for result in node.children("result")? {
        add(source, &mut draft, &result)?;
    }
    Ok(Mapped::Draft(Box::new(draft)))
}

/// Shows a result with the report, where it may be shown and is the same patient's.
fn add<'a>(source: &Source<'a>, report: &mut Draft<'a>, result: &Node<'a>) -> Result<(), Stop> {
    let left_out = |why: &str| {
        source.say(Finding::warning(Code::NotFound, result.place(), why));
        Ok(())
    };
    let target = source.follow(result)?;
    let Some((node, kind)) = target.resource else {
        return left_out("the result is not in the Bundle: it is not shown with the report");
    };
    if kind != "Observation" {
        return left_out("the result is no Observation: it is not shown with the report");
    }
    let place = node.place().to_owned();
    let own = Source {
        node,
        resource: kind,
        full_url: None,
        made_anew: false,
        index: source.index,
        marks: source.marks,
        findings: RefCell::default(),
        today: source.today,
    };
    let read = draft(&own);
    for finding in own.findings.take() {
        source.say(finding);
    }
    let read = match read {
        Ok(Mapped::Draft(read)) => read,
        Ok(_) => return left_out("the result is withdrawn: it is not shown with the report"),
        Err(Stop::Invalid(finding)) => return Err(Stop::Invalid(finding)),
        Err(Stop::NotTaken(finding) | Stop::Undone(finding)) => {
            source.say(finding);
            return left_out("the result can't be taken: it is not shown with the report");
        }
    };
    let whose = match whom(&own, &read.subject) {
        Err(Stop::Invalid(finding)) => return Err(Stop::Invalid(finding)),
        whose => whose.ok(),
    };
    if whose != Some(whom(source, &report.subject)?) {
        return left_out("the result is another patient's: it is not shown with the report");
    }
    report.signed &= read.signed;
    report.values.extend(read.values);
    report.paragraphs.extend(read.paragraphs);
    report.shows.push(place);
    Ok(())
}
