//! Whether a page is larger, or nests deeper, than any that holds a report: the parser looks through all elements that
//! are open whenever one opens.

use crate::diagnostic::{Message, message};

/// Bytes of the largest page, which may hold its pictures, and most tags of one.
const LARGEST: usize = 64 << 20;
const MOST_TAGS: usize = 1_000_000;
/// Elements that may be open at once; browsers close what goes beyond some hundreds.
const DEEPEST: usize = 2_000;
/// Elements that are seldom or never closed by a tag.
const UNCLOSED: [&str; 24] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "tbody", "thead", "tfoot", "option", "br", "img", "hr", "meta", "link",
    "input", "col", "colgroup", "base", "area", "source", "param", "wbr",
];

/// # Errors
/// The page is not read.
pub(super) fn bytes_allowed(bytes: &[u8]) -> Result<(), Message> {
    let most = LARGEST >> 20;
    match bytes.len() > LARGEST {
        true => Err(message!(zh: "网页超过 {most} MB，不读", en: "the page has more than {most} MB and is not read")),
        false => Ok(()),
    }
}

/// Attributes of a tag: the parser holds each against all before it.
const MOST_ATTRIBUTES: usize = 1_000;
/// The same where what looks like a tag stands in a script, a remark or a value, as far as can be seen from outside.
const MOST_DOUBTFUL: usize = 10_000;
/// Of tags with more attributes than the lesser limit, the sum of the squares of their counts.
const MOST_SQUARES: usize = 4_000_000_000;
/// How often each byte may be looked at, on an average.
const MOST_LOOKS: usize = 16;
const LEAST_LOOKS: usize = 1 << 20;

/// Whether no tag has so many attributes that the parser would not come to an end.
///
/// Only the parser knows for certain where tags stand. So whatever may begin one is looked at; what stands in scripts and
/// the like may have more.
///
/// # Errors
/// The page is not read.
pub(super) fn attributes_allowed(text: &str) -> Result<(), Message> {
    let bytes = text.as_bytes();
    let refused = || {
        Err(message!(
            zh: "网页里一个标签超过 {MOST_ATTRIBUTES} 个属性，不读",
            en: "a tag of the page has more than {MOST_ATTRIBUTES} attributes, and the page is not read",
        ))
    };
    let (mut doubtful_until, mut name_end, mut squares, mut looks) = (0, 0, 0_usize, 0_usize);
    for (at, _) in text.match_indices('<') {
        let name = at + 1 + usize::from(bytes.get(at + 1) == Some(&b'/'));
        if !bytes.get(name).is_some_and(u8::is_ascii_alphabetic) {
            if bytes.get(at..).is_some_and(|from| from.starts_with(b"<!--")) && at >= doubtful_until {
                doubtful_until = end_of(text, at + 4, "-->");
            }
            continue;
        }
        // What ends where the one before it did goes on as that did.
        if name < name_end {
            continue;
        }
        name_end = position(bytes, name, ends_name);
        let (count, end) = attributes(bytes, name_end);
        let is_doubtful = at < doubtful_until;
        looks = looks.saturating_add(end - at);
        if count > MOST_ATTRIBUTES {
            squares = squares.saturating_add(count * count);
        }
        let most = if is_doubtful { MOST_DOUBTFUL } else { MOST_ATTRIBUTES };
        if count > most || squares > MOST_SQUARES || looks > LEAST_LOOKS + MOST_LOOKS.saturating_mul(bytes.len()) {
            return refused();
        }
        if !is_doubtful {
            let is =
                |own: &str| bytes.get(name..name_end).is_some_and(|name| name.eq_ignore_ascii_case(own.as_bytes()));
            doubtful_until = match name == at + 1 {
                true if is("script") => end_of(text, end, "</script"),
                true if is("style") => end_of(text, end, "</style"),
                _ => end,
            };
        }
    }
    Ok(())
}

/// How many attributes a tag has behind its name, and where it ends. No more are counted than any may have.
fn attributes(bytes: &[u8], from: usize) -> (usize, usize) {
    let (mut at, mut count) = (from, 0);
    loop {
        at = position(bytes, at, |byte| !byte.is_ascii_whitespace() && byte != b'/');
        if bytes.get(at).is_none_or(|byte| *byte == b'>') || count > MOST_DOUBTFUL {
            return (count, at);
        }
        count += 1;
        // A name may begin with the sign.
        at = position(bytes, at + 1, |byte| ends_name(byte) || byte == b'=');
        let sign = position(bytes, at, |byte| !byte.is_ascii_whitespace());
        if bytes.get(sign) != Some(&b'=') {
            continue;
        }
        at = position(bytes, sign + 1, |byte| !byte.is_ascii_whitespace());
        at = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => position(bytes, at + 1, |byte| byte == *quote) + 1,
            _ => position(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'>'),
        };
    }
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/' || byte == b'>'
}

/// Where the first byte from `from` on stands that is so; the end if there is none.
fn position(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> usize {
    let left = bytes.get(from..).unwrap_or_default();
    left.iter().position(|byte| is(*byte)).map_or(bytes.len(), |at| from + at)
}

/// Where a mark in whatever case stands behind a place; the end if there is none.
fn end_of(text: &str, from: usize, mark: &str) -> usize {
    let left = text.as_bytes().get(from..).unwrap_or_default();
    let found = left.windows(mark.len()).position(|window| window.eq_ignore_ascii_case(mark.as_bytes()));
    found.map_or(text.len(), |at| from + at)
}

/// # Errors
/// The page is not read.
pub(super) fn tags_allowed(text: &str) -> Result<(), Message> {
    let (mut tags, mut depth) = (0_usize, 0_usize);
    for tag in text.split('<').skip(1) {
        tags += 1;
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let end = tag.find(|ch: char| !ch.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = tag.get(..end).unwrap_or_default();
        if !name.is_empty() && !UNCLOSED.iter().any(|unclosed| name.eq_ignore_ascii_case(unclosed)) {
            depth = if is_end { depth.saturating_sub(1) } else { depth + 1 };
        }
        if tags > MOST_TAGS || depth > DEEPEST {
            return Err(message!(
                zh: "网页超过 {MOST_TAGS} 个标签，或者套得超过 {DEEPEST} 层，不读",
                en: "the page has more than {MOST_TAGS} tags, or nests deeper than {DEEPEST}, and is not read",
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_not_endless() {
        for open in ["<div>", "<DIV><p>", "<b><i>", "<table><tr><td>"] {
            assert!(tags_allowed(&open.repeat(DEEPEST / 2)).is_ok(), "{open}");
            assert!(tags_allowed(&open.repeat(DEEPEST + 1)).is_err(), "{open}");
        }
        assert!(tags_allowed(&"<tr><td><p>甲<br><div>乙</div>".repeat(20_000)).is_ok());
        assert!(tags_allowed(&"<p>".repeat(MOST_TAGS + 1)).is_err());
    }

    /// However it is hidden, no tag has many more attributes than are allowed.
    #[test]
    fn tags_are_not_endless() {
        let many = |count: usize| (0..count).map(|at| format!("a{at}=1 ")).collect::<String>();
        let allowed = |text: &str| attributes_allowed(text).is_ok();
        assert!(allowed(&format!("<p {}>文", many(MOST_ATTRIBUTES))));
        let long = many(40_000);
        for text in [
            format!("<p {long}>文"),
            format!("</p {long}>文"),
            format!("<p {long}"),
            format!("<p\n/x=\">\" y='>'{long}>"),
            format!("<!-- <a title=\" --><p {long}>"),
            format!("<a title='<b x=\"'><p {long}>"),
            format!("<svg><style><p {long}>"),
            format!("<svg><![CDATA[ > <script> ]]><p {long}>"),
            format!("<p {}>", "a=\"1\"".repeat(2_000)),
            format!("<p {}>", "a/".repeat(2_000)),
            "<a\n".repeat(2_000),
        ] {
            assert!(!allowed(&text), "{}", text.get(..60).unwrap_or_default());
        }
        // Values may be long and hold the end of a tag; words of a script are no attributes.
        let words = "x ".repeat(5_000);
        for text in [
            format!("<img src='data:image/svg+xml,{}'><img src=\"{words}>\">", "<g a=1>".repeat(2_000)),
            format!("<script>if(a<b){words}</script><SCRIPT>for(;i<n;i++){{ {words}</SCRIPT>"),
            format!("<style>/*<b {words}*/</style><!-- a<b {words} --><p>"),
            format!("文 < 5 {words}"),
            "<p a=1 b=2>文</p>".repeat(20_000),
        ] {
            assert!(allowed(&text), "{}", text.get(..60).unwrap_or_default());
        }
        // Looking at it takes no longer than reading it.
        assert!(!allowed(&format!("{}{}", "<a ".repeat(900), "x".repeat(4 << 20))));
        assert!(allowed(&"<a".repeat(1 << 20)));
        assert!(attributes_allowed("<p 文=文>").is_ok());
    }
}
