//! Whose something is: "Annas inkorg", "Lukas inkorg", "Inkorg för 20231231-2388".

use domain::family::Whom;

/// The genitive of a name: with an s, but for a name that ends in s, x or z.
pub(crate) fn genitive(name: &str) -> String {
    let last = name.chars().last().map(|last| last.to_ascii_lowercase());
    if matches!(last, Some('s' | 'x' | 'z')) {
        name.to_owned()
    } else {
        format!("{name}s")
    }
}

/// Whether a personnummer stands where the name would (R-I7).
pub(crate) fn is_number(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_digit())
}

/// "Annas inkorg"; for a newborn without a name (R-I7), "Inkorg för 20231231-2388".
pub(crate) fn belonging(name: &str, thing: &str) -> String {
    if is_number(name) {
        format!("{} för {name}", capitalised(thing))
    } else {
        format!("{} {thing}", genitive(name))
    }
}

/// What a page is called: `own` ("Min inkorg") about oneself, else [`belonging`] to the child.
pub(crate) fn title_of(whom: &Whom, own: &str, thing: &str) -> String {
    match whom {
        Whom::Myself(_) => own.to_owned(),
        Whom::Child(child) => belonging(&child.short, thing),
    }
}

/// What a tab says of a page that says more itself: "Vilgot: kontakta mottagning".
pub(crate) fn tab_of(whom: &Whom, thing: &str) -> String {
    match whom {
        Whom::Myself(_) => capitalised(thing),
        Whom::Child(child) => format!("{}: {thing}", child.short),
    }
}

/// With a capital first letter.
pub(crate) fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_takes_an_s_but_after_s_x_and_z() {
        let of = ["Anna", "Lukas", "Max", "Moritz", "Åsa", "MAX", "Noé"].map(genitive);

        assert_eq!(
            of,
            ["Annas", "Lukas", "Max", "Moritz", "Åsas", "MAX", "Noés"]
        );
    }

    // R-I7: a number takes no genitive.
    #[test]
    fn what_belongs_to_a_newborn_is_for_its_number() {
        assert_eq!(belonging("Anna", "inkorg"), "Annas inkorg");
        assert_eq!(
            belonging("20231231-2388", "inkorg"),
            "Inkorg för 20231231-2388"
        );
    }

    #[test]
    fn one_s_own_page_has_its_own_title() {
        let whom = Whom::Myself("Alva Berg".to_owned());

        assert_eq!(title_of(&whom, "Min inkorg", "inkorg"), "Min inkorg");
    }

    #[test]
    fn a_capital_may_be_more_than_ascii() {
        assert_eq!(capitalised("översikt"), "Översikt");
        assert_eq!(capitalised(""), "");
    }
}
