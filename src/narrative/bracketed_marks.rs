//! Footnotes in brackets: the parser takes no mark of a footnote within the brackets of a picture or a link, nor before
//! those of a link, so `template` takes the marks out before it reads, and `inline` puts them back.

use std::ops::Range;

/// The marks of footnotes, `[^label]`, in the captions of pictures, in the texts of links and right before a bracket,
/// each with its label.
pub(super) fn marks_in_brackets(text: &str) -> Vec<(Range<usize>, &str)> {
    let brackets = brackets(text);
    let mut marks = Vec::new();
    let (mut from, mut next, mut end) = (0, 0, 0);
    while let Some((at, label)) = text.get(from..).and_then(footnote_mark) {
        let at = from + at;
        from = at + label.len() + "[^]".len();
        // Brackets are sorted by their beginnings: the furthest end of those that have begun tells.
        while let Some(bracket) = brackets.get(next).filter(|bracket| bracket.start <= at) {
            end = end.max(bracket.end);
            next += 1;
        }
        let is_before_bracket = text.get(from..).is_some_and(|rest| rest.starts_with('['));
        if (at < end || is_before_bracket) && !is_escaped(text, at) {
            marks.push((at..from, label));
        }
    }
    marks
}

/// What stands between the brackets of pictures and links, sorted by where it begins. It is part of a paragraph.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut brackets = Vec::new();
    // Where the brackets that are open begin.
    let mut open: Vec<usize> = Vec::new();
    let mut skipped = false;
    let mut line_is_empty = true;
    for (at, ch) in text.char_indices() {
        let was_skipped = std::mem::take(&mut skipped);
        match ch {
            '\n' => {
                if line_is_empty {
                    open.clear();
                }
                line_is_empty = true;
            }
            _ if was_skipped => {}
            '\\' => skipped = true,
            '[' => open.push(at + 1),
            ']' => {
                if let Some(start) = open.pop()
                    && text.get(at + 1..).is_some_and(|rest| rest.starts_with('('))
                {
                    brackets.push(start..at);
                }
            }
            _ => {}
        }
        line_is_empty &= ch.is_whitespace();
    }
    brackets.sort_by_key(|bracket| bracket.start);
    brackets
}

/// Whether a backslash makes the sign at a place plain text.
pub(super) fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// The first `[^label]` of a text, and its label.
pub(crate) fn footnote_mark(text: &str) -> Option<(usize, &str)> {
    text.match_indices("[^").find_map(|(at, open)| {
        let rest = text.get(at + open.len()..)?;
        let end = rest.find(|ch: char| ch == '[' || ch == ']' || ch.is_whitespace())?;
        let label = rest.get(..end).filter(|label| !label.is_empty())?;
        rest.get(end..)?.starts_with(']').then_some((at, label))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_brackets_only() {
        let marks =
            |text| marks_in_brackets(text).into_iter().map(|(range, label)| (range.start, label)).collect::<Vec<_>>();
        assert_eq!(marks("![a[^1]b[^c]](x.png) d[^2]"), [(3, "1"), (8, "c")]);
        assert_eq!(marks("![a](x.png)[^1] ![[^2]](y.png \"t\")"), [(18, "2")]);
        assert_eq!(marks("![a\\[^1\\]b[^2]](x.png)"), [(10, "2")]);
        // No picture: no address, or a paragraph's end between.
        assert_eq!(marks("![a[^1]] b"), []);
        assert_eq!(marks("![a[^1]\n\nb](x.png)"), []);
        assert_eq!(marks("![a\\][^1]](x.png) ![b"), [(5, "1")]);
        assert_eq!(marks("![![[^1]](x.png)"), [(4, "1")]);
        assert_eq!(marks("![a [^1 b] c[^2]](x.png) ![b[^3]](y.png)"), [(12, "2"), (28, "3")]);
        // A sign of its own, not that of a picture.
        assert_eq!(marks("\\!\\[a[^1]](x.png) \\![b[^2]](y.png) \\\\![c[^3]](z.png)"), [(22, "2"), (40, "3")]);
    }

    /// In step with the text: the time of 100,000 brackets is that of ten times 10,000, not of a hundred.
    #[test]
    fn many_brackets_are_read_once() {
        for piece in ["![", "![[^", "[^a", "![a]("] {
            assert_eq!(marks_in_brackets(&piece.repeat(100_000)), []);
        }
        assert_eq!(marks_in_brackets(&"![a[^1]](x)".repeat(50_000)).len(), 50_000);
    }
}
