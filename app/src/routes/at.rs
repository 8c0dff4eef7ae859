//! Addresses of pages.

use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};

/// The address of a page, such as `/ombud/:link/inkorg`, where `:link` stands for any one part.
/// The library's own have a type for each form of address, and each is program that the browser
/// has to fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At(pub(super) &'static str);

impl At {
    fn parts(self) -> impl Iterator<Item = &'static str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }
}

/// The name of a part that stands for any.
fn name(part: &str) -> Option<&str> {
    part.strip_prefix(':')
}

impl PossibleRouteMatch for At {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        let mut rest = path;
        let mut params = Vec::new();
        for part in self.parts() {
            let asked = rest.strip_prefix('/')?;
            let end = asked.find('/').unwrap_or(asked.len());
            let (asked, after) = asked.split_at(end);
            match name(part) {
                Some(name) if !asked.is_empty() => params.push((name.into(), asked.to_owned())),
                None if asked == part => {}
                _ => return None,
            }
            rest = after;
        }
        let matched = &path[..path.len() - rest.len()];
        Some(PartialPathMatch::new(rest, params, matched))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.extend(self.parts().map(|part| match name(part) {
            Some(name) => PathSegment::Param(name.to_owned().into()),
            None => PathSegment::Static(part.into()),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parameters, where the address is this one.
    fn found(at: At, path: &str) -> Option<Vec<String>> {
        let found = at.test(path).filter(PartialPathMatch::is_complete)?;
        let params = found.params();
        Some(
            params
                .into_iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect(),
        )
    }

    #[test]
    fn an_address_is_found_whole_or_not_at_all() {
        let table: [(&str, &str, Option<&[&str]>); 14] = [
            ("/", "/", Some(&[])),
            ("/", "", Some(&[])),
            ("/", "/mig", None),
            ("/mig", "/mig", Some(&[])),
            ("/mig", "/mig/", Some(&[])),
            ("/mig", "/migration", None),
            ("/mig", "/mi", None),
            ("/mig", "mig", None),
            ("/mig", "/mig/inkorg", None),
            ("/ombud/:link", "/ombud/a1", Some(&["link=a1"])),
            ("/ombud/:link", "/ombud/", None),
            ("/ombud/:link", "/ombud", None),
            ("/ombud/:link/inkorg", "/ombud//inkorg", None),
            (
                "/ombud/:link/inkorg/:thread",
                "/ombud/a1/inkorg/åä%20",
                Some(&["link=a1", "thread=åä%20"]),
            ),
        ];
        for (at, path, params) in table {
            let params = params.map(|params| params.iter().map(ToString::to_string).collect());
            assert_eq!(found(At(at), path), params, "{at} {path}");
        }
    }

    #[test]
    fn its_parts_are_told_to_the_server() {
        let mut path = Vec::new();
        At("/ombud/:link/inkorg").generate_path(&mut path);
        assert_eq!(
            path,
            [
                PathSegment::Static("ombud".into()),
                PathSegment::Param("link".into()),
                PathSegment::Static("inkorg".into())
            ]
        );
        path.clear();
        At("/").generate_path(&mut path);
        assert_eq!(path, []);
    }
}
