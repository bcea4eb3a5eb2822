//! Footnotes in captions: the parser takes no mark of a footnote within the brackets of a picture, so `template` takes
//! the marks out before it reads, and `illustrations` puts them back.

use std::ops::Range;

/// The marks of footnotes, `[^label]`, in the captions of pictures, each with its label.
pub(super) fn marks_in_captions(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find("![")).map(|at| from + at + "![".len()) {
        from = open;
        let Some(caption) = text.get(open..).and_then(caption) else { continue };
        let mut at = 0;
        while let Some((start, label)) = caption.get(at..).and_then(footnote_mark) {
            let length = label.len() + "[^]".len();
            let start = at + start;
            let before = caption.get(..start).unwrap_or_default();
            let backslashes = before.len() - before.trim_end_matches('\\').len();
            if backslashes % 2 == 0 {
                marks.push((open + start..open + start + length, label));
                at = start + length;
            } else {
                at = start + 1;
            }
        }
        from += caption.len();
    }
    marks
}

/// What stands between the brackets of a picture, given the text behind the first; `None` where no address follows.
fn caption(text: &str) -> Option<&str> {
    let mut depth = 1_usize;
    let mut is_escaped = false;
    for (at, ch) in text.char_indices() {
        match ch {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => depth += 1,
            ']' if depth > 1 => depth -= 1,
            ']' => return text.get(at + 1..)?.starts_with('(').then(|| text.get(..at)).flatten(),
            // A caption is part of a paragraph.
            '\n' if text.get(at + 1..)?.trim_start_matches([' ', '\t', '\r']).starts_with('\n') => return None,
            _ => {}
        }
    }
    None
}

/// The first `[^label]` of a text, and its label.
pub(super) fn footnote_mark(text: &str) -> Option<(usize, &str)> {
    let at = text.find("[^")?;
    let rest = text.get(at + 2..)?;
    let label = rest.get(..rest.find(']')?)?;
    let is_label = !label.is_empty() && !label.contains(char::is_whitespace);
    is_label.then_some((at, label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_captions_only() {
        let marks =
            |text| marks_in_captions(text).into_iter().map(|(range, label)| (range.start, label)).collect::<Vec<_>>();
        assert_eq!(marks("![a[^1]b[^c]](x.png) d[^2]"), [(3, "1"), (8, "c")]);
        assert_eq!(marks("![a](x.png)[^1] ![[^2]](y.png \"t\")"), [(18, "2")]);
        assert_eq!(marks("![a\\[^1\\]b[^2]](x.png)"), [(10, "2")]);
        // No picture: no address, or a paragraph's end between.
        assert_eq!(marks("![a[^1]] b"), []);
        assert_eq!(marks("![a[^1]\n\nb](x.png)"), []);
        assert_eq!(marks("![a\\][^1]](x.png) ![b"), [(5, "1")]);
        assert_eq!(marks("![![[^1]](x.png)"), [(4, "1")]);
    }
}
