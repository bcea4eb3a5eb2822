//! As much of CSS as is needed to see what a style sheet refers to. It takes more for matched than a browser would,
//! never less.

use roxmltree::Node;

/// A rule: what it is for, and what it says.
pub(super) struct Rule {
    /// The last part of each of its selectors: that of the element itself.
    subjects: Vec<Subject>,
    /// Names and values.
    pub(super) declarations: Vec<(String, String)>,
}

/// What an element must be: its name, and its classes and identifiers.
struct Subject {
    name: Option<String>,
    classes: Vec<String>,
    ids: Vec<String>,
}

/// The rules of a style sheet. Those within `@media` and the like are taken as if they always held.
pub(super) fn rules(sheet: &str) -> Vec<Rule> {
    let sheet = without_comments(sheet);
    let mut rules = Vec::new();
    let mut rest = sheet.as_str();
    while let Some(open) = rest.find('{') {
        let selectors = rest[..open].rsplit(['}', ';']).next().unwrap_or_default();
        let body = &rest[open + 1..];
        let end = body.find(['{', '}']).unwrap_or(body.len());
        if body[end..].starts_with('{') {
            // A rule within a rule: its own selectors begin here.
            rest = body;
            continue;
        }
        rules.push(Rule {
            subjects: selectors.split(',').map(subject).collect(),
            declarations: declarations(&body[..end]),
        });
        rest = &body[end..];
    }
    rules
}

/// What a `style` attribute or the body of a rule says; names in small letters.
pub(super) fn declarations(body: &str) -> Vec<(String, String)> {
    let pair = |text: &str| {
        let (name, value) = text.split_once(':')?;
        Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
    };
    without_comments(body).split(';').filter_map(pair).collect()
}

/// What stands in `url(…)`, without quotes.
pub(super) fn urls(text: &str) -> Vec<&str> {
    let lower = text.to_ascii_lowercase();
    let place = |(at, found): (usize, &str)| {
        let inner = &text[at + found.len()..];
        let end = inner.find(')').unwrap_or(inner.len());
        inner[..end].trim().trim_matches(['"', '\'']).trim()
    };
    lower.match_indices("url(").map(place).collect()
}

impl Rule {
    /// Whether it may be for an element.
    pub(super) fn may_match(&self, node: &Node) -> bool {
        let classes = || node.attribute("class").unwrap_or_default().split_whitespace();
        self.subjects.iter().any(|subject| {
            subject.name.as_ref().is_none_or(|name| name == node.tag_name().name())
                && subject.classes.iter().all(|class| classes().any(|own| own == class))
                && subject.ids.iter().all(|id| node.attribute("id") == Some(id))
        })
    }
}

fn subject(selector: &str) -> Subject {
    let last = selector.trim().rsplit([' ', '\t', '\r', '\n', '>', '+', '~']).next().unwrap_or_default();
    // Attributes and states are not looked at.
    let plain = last.split(['[', ':']).next().unwrap_or_default();
    let mut subject = Subject { name: None, classes: Vec::new(), ids: Vec::new() };
    let start = plain.find(['.', '#']).unwrap_or(plain.len());
    let (name, mut rest) = plain.split_at(start);
    subject.name = (!name.is_empty() && name != "*" && !last.contains(']')).then(|| name.to_owned());
    while !rest.is_empty() {
        let (kind, part) = rest.split_at(1);
        let end = part.find(['.', '#']).unwrap_or(part.len());
        let list = if kind == "." { &mut subject.classes } else { &mut subject.ids };
        // An escaped name is compared with nothing.
        if !part.contains('\\') {
            list.push(part[..end].to_owned());
        }
        rest = &part[end..];
    }
    subject
}

fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        kept.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn matching(sheet: &str, element: &str) -> Vec<(String, String)> {
        let document = roxmltree::Document::parse(element).expect("element");
        let root = document.root_element();
        rules(sheet).into_iter().filter(|rule| rule.may_match(&root)).flat_map(|rule| rule.declarations).collect()
    }

    #[test]
    fn rules_find_their_elements() {
        let sheet = "/* x { */ .a, #b { Fill : url( '#p' ) } rect.c{stroke:red;} g > * {a:b}
            @media print { path { mask: url(#m) } } circle:hover{c:d}";
        let names =
            |element: &str| -> Vec<String> { matching(sheet, element).into_iter().map(|pair| pair.0).collect() };
        assert_eq!(names("<x class='z a'/>"), ["fill", "a"]);
        assert_eq!(names("<x id='b'/>"), ["fill", "a"]);
        assert_eq!(names("<rect class='c'/>"), ["stroke", "a"]);
        assert_eq!(names("<path/>"), ["a", "mask"]);
        assert_eq!(names("<circle/>"), ["a", "c"]);
        assert_eq!(urls("URL( \"#p\" ) url(x"), ["#p", "x"]);
    }
}
