//! Reading an object of FHIR: every reader marks what it has read, so that what nobody read can be
//! told.

use std::cell::RefCell;
use std::collections::HashSet;

use crate::json::Json;
use crate::report::Stop;

/// What has been read of a tree of JSON that stays where it is.
#[derive(Default)]
pub(crate) struct Marks(RefCell<HashSet<usize>>);

impl Marks {
    fn mark(&self, json: &Json) {
        self.0.borrow_mut().insert(address(json));
    }

    /// Everything below counts as read.
    pub(crate) fn take(&self, json: &Json) {
        self.mark(json);
        match json {
            Json::List(list) => {
                for one in list {
                    self.take(one);
                }
            }
            Json::Object(members) => {
                for (_, one) in members {
                    self.take(one);
                }
            }
            _ => {}
        }
    }

    /// Where the parts stand that nobody has read, the outermost of each.
    pub(crate) fn unread(&self, json: &Json, place: &str, found: &mut Vec<String>) {
        if !self.0.borrow().contains(&address(json)) {
            found.push(place.to_owned());
            return;
        }
        match json {
            Json::List(list) => {
                for (nth, one) in list.iter().enumerate() {
                    self.unread(one, &format!("{place}[{nth}]"), found);
                }
            }
            Json::Object(members) => {
                for (name, one) in members {
                    self.unread(one, &format!("{place}.{name}"), found);
                }
            }
            _ => {}
        }
    }
}

/// The tree is not moved while it is read, so a part's address is the part.
fn address(json: &Json) -> usize {
    std::ptr::from_ref(json).addr()
}

/// An object that is being read.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    json: &'a Json,
    place: String,
    marks: &'a Marks,
}

impl<'a> Node<'a> {
    /// Begins with an object.
    pub(crate) fn new(json: &'a Json, place: String, marks: &'a Marks) -> Result<Self, Stop> {
        marks.mark(json);
        match json {
            Json::Object(_) => Ok(Self { json, place, marks }),
            _ => Err(Stop::shape(place, "an object must stand here")),
        }
    }

    /// Where it stands.
    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    /// Where a member stands, or would.
    pub(crate) fn at(&self, name: &str) -> String {
        format!("{}.{name}", self.place)
    }

    /// The object itself.
    pub(crate) fn json(&self) -> &'a Json {
        self.json
    }

    /// Whether there is a member with this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.json.get(name).is_some()
    }

    /// A member that has been seen and says nothing that a journal shows.
    pub(crate) fn take(&self, name: &str) {
        if let Some(json) = self.json.get(name) {
            self.marks.take(json);
        }
    }

    /// Where the members stand that nobody has read, whatever they hold.
    pub(crate) fn unread_members(&self) -> Vec<String> {
        let Json::Object(members) = self.json else {
            return Vec::new();
        };
        let read = self.marks.0.borrow();
        let unread = members
            .iter()
            .filter(|(_, one)| !read.contains(&address(one)));
        unread.map(|(name, _)| self.at(name)).collect()
    }

    /// A member that has been seen, but for what it holds.
    pub(crate) fn touch(&self, name: &str) {
        self.member(name);
    }

    fn member(&self, name: &str) -> Option<&'a Json> {
        let json = self.json.get(name)?;
        self.marks.mark(json);
        Some(json)
    }

    /// A text; one that is empty is none.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&'a str>, Stop> {
        match self.member(name) {
            None => Ok(None),
            Some(Json::Text(text)) => Ok(Some(text.trim()).filter(|text| !text.is_empty())),
            Some(_) => Err(Stop::shape(self.at(name), "a text must stand here")),
        }
    }

    /// A text that must be there.
    pub(crate) fn needed(&self, name: &str) -> Result<&'a str, Stop> {
        let text = self.text(name)?;
        text.ok_or_else(|| Stop::missing(self.at(name)))
    }

    /// A number as it is written.
    pub(crate) fn number(&self, name: &str) -> Result<Option<&'a str>, Stop> {
        match self.member(name) {
            None => Ok(None),
            Some(Json::Number(text)) => Ok(Some(text)),
            Some(_) => Err(Stop::shape(self.at(name), "a number must stand here")),
        }
    }

    /// `true` or `false`.
    pub(crate) fn truth(&self, name: &str) -> Result<Option<bool>, Stop> {
        match self.member(name) {
            None => Ok(None),
            Some(Json::Bool(truth)) => Ok(Some(*truth)),
            Some(_) => Err(Stop::shape(self.at(name), "true or false must stand here")),
        }
    }

    /// An object.
    pub(crate) fn child(&self, name: &str) -> Result<Option<Node<'a>>, Stop> {
        let json = self.member(name);
        json.map(|json| Node::new(json, self.at(name), self.marks))
            .transpose()
    }

    /// A list of objects; none is an empty one.
    pub(crate) fn children(&self, name: &str) -> Result<Vec<Node<'a>>, Stop> {
        let list = self.list(name)?.iter().enumerate();
        let child = |(nth, json)| Node::new(json, format!("{}[{nth}]", self.at(name)), self.marks);
        list.map(child).collect()
    }

    /// A list of texts; none is an empty one.
    pub(crate) fn texts(&self, name: &str) -> Result<Vec<&'a str>, Stop> {
        let mut texts = Vec::new();
        for (nth, json) in self.list(name)?.iter().enumerate() {
            self.marks.mark(json);
            match json {
                Json::Text(text) => texts.push(text.trim()),
                // A list of simple values has holes where only an extension stands (FHIR R4 §2.6.2.3).
                Json::Null => {}
                _ => {
                    let place = format!("{}[{nth}]", self.at(name));
                    return Err(Stop::shape(place, "a text must stand here"));
                }
            }
        }
        texts.retain(|text| !text.is_empty());
        Ok(texts)
    }

    fn list(&self, name: &str) -> Result<&'a [Json], Stop> {
        match self.member(name) {
            None => Ok(&[]),
            Some(Json::List(list)) => Ok(list),
            Some(_) => Err(Stop::shape(self.at(name), "a list must stand here")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[test]
    fn what_nobody_read_is_told_at_its_outermost_place() {
        let text = r#"{"a": "1", "b": {"c": 1, "d": [1, {"e": 2}]}, "f": [{"g": true, "h": 1}]}"#;
        let json = parse(text.as_bytes()).unwrap();
        let marks = Marks::default();
        let node = Node::new(&json, "X".to_owned(), &marks).unwrap();
        assert_eq!(node.text("a"), Ok(Some("1")));
        let b = node.child("b").unwrap().unwrap();
        assert_eq!(b.number("c"), Ok(Some("1")));
        let f = node.children("f").unwrap();
        assert_eq!(f[0].truth("g"), Ok(Some(true)));

        let mut unread = Vec::new();
        marks.unread(&json, "X", &mut unread);
        assert_eq!(unread, ["X.b.d", "X.f[0].h"]);
        b.take("d");
        f[0].take("h");
        unread.clear();
        marks.unread(&json, "X", &mut unread);
        assert!(unread.is_empty(), "{unread:?}");
    }

    #[test]
    fn another_shape_than_fhirs_is_told_with_its_place() {
        let json = parse(br#"{"a": [1, "x"], "b": "x"}"#).unwrap();
        let marks = Marks::default();
        let node = Node::new(&json, "X".to_owned(), &marks).unwrap();
        let place = |stop: Stop| match stop {
            Stop::Invalid(finding) | Stop::NotTaken(finding) | Stop::Undone(finding) => {
                finding.place
            }
        };
        assert_eq!(node.texts("a").map_err(place), Err("X.a[0]".to_owned()));
        let children = node.children("b").map(|_| ()).map_err(place);
        assert_eq!(children, Err("X.b".to_owned()));
        assert_eq!(node.truth("b").map_err(place), Err("X.b".to_owned()));
        assert_eq!(node.needed("c").map_err(place), Err("X.c".to_owned()));
    }
}
