//! `simpleMarkdownV1` as HTML: headings, emphasis, lists, rules and paragraphs, which is what the
//! app shows. Everything else stands as it is written.

use super::page::escape;

/// The text as HTML, safe to put in a page.
pub(super) fn to_html(text: &str) -> String {
    let mut html = String::new();
    let mut paragraph: Vec<String> = Vec::new();
    let mut list = false;
    for line in text.lines().chain([""]) {
        let line = line.trim();
        let item = line.strip_prefix("+ ").or_else(|| line.strip_prefix("- "));
        let heading = heading(line);
        let plain = !line.is_empty() && line != "---" && item.is_none() && heading.is_none();
        if !plain && !paragraph.is_empty() {
            html.extend(["<p>", &paragraph.join("<br>"), "</p>"]);
            paragraph.clear();
        }
        if item.is_some() != list {
            html += if list { "</ul>" } else { "<ul>" };
            list = !list;
        }
        if let Some(item) = item {
            html.extend(["<li>", &emphasis(item), "</li>"]);
        } else if let Some((level, title)) = heading {
            html.extend(["<", level, ">", &emphasis(title), "</", level, ">"]);
        } else if line == "---" {
            html += "<hr>";
        } else if plain {
            paragraph.push(emphasis(line));
        }
    }
    html
}

/// Below the page's own heading.
fn heading(line: &str) -> Option<(&'static str, &str)> {
    [("# ", "h2"), ("## ", "h3"), ("### ", "h4")]
        .into_iter()
        .find_map(|(mark, level)| Some((level, line.strip_prefix(mark)?)))
}

fn emphasis(line: &str) -> String {
    let safe = escape(line).replace("**", "*");
    let parts: Vec<&str> = safe.split('*').collect();
    if parts.len().is_multiple_of(2) {
        return safe; // a lone star is a star
    }
    parts
        .iter()
        .enumerate()
        .map(|(nr, part)| {
            if nr % 2 == 1 {
                format!("<strong>{part}</strong>")
            } else {
                (*part).to_owned()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn the_marks_become_html() {
        for (text, html) in [
            (
                "Logga in hos *Agera ombud*",
                "<p>Logga in hos <strong>Agera ombud</strong></p>",
            ),
            ("# Rubrik\nText", "<h2>Rubrik</h2><p>Text</p>"),
            ("ett\ntvå\n\ntre", "<p>ett<br>två</p><p>tre</p>"),
            (
                "Nu:\n+ ett\n+ två\n---",
                "<p>Nu:</p><ul><li>ett</li><li>två</li></ul><hr>",
            ),
            ("2 * 3", "<p>2 * 3</p>"),
        ] {
            assert_eq!(to_html(text), html);
        }
    }

    #[test]
    fn html_in_the_text_is_shown_as_it_is_written() {
        assert_eq!(
            to_html("<script>\"a\" & 'b'</script>"),
            "<p>&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;</p>"
        );
    }
}
