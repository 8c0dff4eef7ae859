//! HTML as plain text. What is shown is text and is written as text, so no tag can do anything; here
//! it is only made readable.

/// Elements that begin a line of their own.
const LINES: [&str; 24] = [
    "address",
    "article",
    "blockquote",
    "br",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];
/// Elements whose content nobody reads.
const SILENT: [&str; 6] = ["head", "noscript", "script", "style", "template", "title"];

/// The text of it, with line breaks where it has lines.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        text.push_str(before);
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let begins = tag.as_bytes().get(1).copied().unwrap_or(b' ');
        if !(begins.is_ascii_alphabetic() || matches!(begins, b'/' | b'!' | b'?')) {
            // "a < b": no tag.
            text.push('<');
            rest = &tag[1..];
            continue;
        }
        let (inside, after) = tag[1..].split_once('>').unwrap_or((&tag[1..], ""));
        let name = name(inside);
        rest = after;
        if SILENT.contains(&name.as_str()) && !inside.starts_with('/') && !inside.ends_with('/') {
            rest = behind(after, &name);
        } else if LINES.contains(&name.as_str()) {
            text.push('\n');
        } else if matches!(name.as_str(), "td" | "th") {
            text.push(' ');
        }
    }
    text.push_str(rest);
    tidy(&html_escape::decode_html_entities(&text))
}

/// A tag's name, in small letters.
fn name(inside: &str) -> String {
    let name = inside.trim_start_matches('/');
    let letters = name.chars().take_while(char::is_ascii_alphanumeric);
    letters.collect::<String>().to_ascii_lowercase()
}

/// What stands behind the element's end.
fn behind<'a>(content: &'a str, name: &str) -> &'a str {
    let end = format!("</{name}");
    // In ASCII letters only, so that the places are the same.
    let found = content.to_ascii_lowercase().find(&end);
    let after = found.and_then(|at| content[at..].split_once('>'));
    after.map_or("", |(_, after)| after)
}

/// Without blanks in excess: at most one empty line, and none at the ends.
pub(crate) fn tidy(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let plain = |c: char| !c.is_control() || c == '\t';
        let line: String = line.chars().filter(|c| plain(*c)).collect();
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let twice = lines.last().is_none_or(String::is_empty);
        if !(line.is_empty() && twice) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("<p>Hej</p><p>d&aring; &amp; nu</p>", "Hej\n\ndå & nu")]
    #[case("rad ett<br/>rad tv&#229;", "rad ett\nrad två")]
    #[case("<table><tr><td>Hb</td><td>118</td></tr></table>", "Hb 118")]
    #[case("<b>a</b> &lt; <i>b</i>, 3 < 4", "a < b, 3 < 4")]
    #[case("a<script>alert('x')</script>b<STYLE>p{}</Style >c", "abc")]
    #[case("<!-- <p> -->kvar", "kvar")]
    #[case("<p title='>'>x</p>", "'>x")]
    #[case("öppen <div", "öppen")]
    #[case("<script>aldrig slut", "")]
    #[case("&lt;script&gt;", "<script>")]
    #[case("", "")]
    fn it_is_read(#[case] html: &str, #[case] expected: &str) {
        assert_eq!(text(html), expected);
    }

    proptest! {
        #[test]
        fn whatever_comes_is_text(html in ".*", tags in "[<>/a-z!&;# -]*") {
            text(&html);
            let read = text(&tags);
            prop_assert!(!read.starts_with(char::is_whitespace));
        }
    }
}
