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
}
