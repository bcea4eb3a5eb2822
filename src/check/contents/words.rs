//! Words of a text and what stands around them. Nobody looks further than so many characters, so that a text of any
//! length is read in step with it.

use super::Subject;
use super::passages::Passage;
use crate::source::Span;

/// Marks that end a sentence.
const SENTENCE_ENDS: [char; 4] = ['。', '！', '？', '\n'];
/// Marks that end a clause.
const CLAUSE_ENDS: [char; 11] = ['。', '！', '？', '\n', '；', '，', '：', ';', ',', ':', '!'];

/// Whether a text holds one of some words.
pub(super) fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The one of some words that a text opens with.
pub(super) fn opens_with<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    words.iter().copied().find(|word| text.starts_with(word))
}

/// Whether a text ends with one of some words.
pub(super) fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// So many characters before a byte, or fewer where there are no more.
pub(super) fn before(text: &str, at: usize, count: usize) -> &str {
    let text = text.get(..at).unwrap_or_default();
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(start, _)| start);
    text.get(start..).unwrap_or_default()
}

/// So many characters from a byte on, or fewer where there are no more.
pub(super) fn behind(text: &str, at: usize, count: usize) -> &str {
    let text = text.get(at..).unwrap_or_default();
    let end = text.char_indices().nth(count).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or_default()
}

/// What of its clause stands before a byte, at most so many characters.
pub(super) fn clause_before(text: &str, at: usize, count: usize) -> &str {
    let near = before(text, at, count);
    near.rsplit(CLAUSE_ENDS).next().unwrap_or_default()
}

/// What of its clause stands from a byte on, at most so many characters.
pub(super) fn clause_behind(text: &str, at: usize, count: usize) -> &str {
    behind(text, at, count).split(CLAUSE_ENDS).next().unwrap_or_default()
}

/// The sentence in which a byte stands, at most so many characters to either side.
pub(super) fn sentence_around(text: &str, at: usize, count: usize) -> &str {
    let left = before(text, at, count).rsplit(SENTENCE_ENDS).next().unwrap_or_default().len();
    let right = behind(text, at, count).split(SENTENCE_ENDS).next().unwrap_or_default().len();
    text.get(at.saturating_sub(left)..at + right).unwrap_or_default()
}

/// The clauses of a text.
pub(super) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(CLAUSE_ENDS)
}

/// Whether a byte stands within the title of a document, 《…》.
pub(super) fn is_in_title(text: &str, at: usize) -> bool {
    /// Characters of a title at most.
    const LONGEST_TITLE: usize = 100;
    let near = before(text, at, LONGEST_TITLE);
    match (near.rfind('《'), near.rfind('》')) {
        (Some(open), Some(close)) => open > close,
        (open, _) => open.is_some(),
    }
}

/// A text without the titles of documents in it, 《…》.
pub(super) fn without_titles(text: &str) -> String {
    let (mut out, mut depth) = (String::with_capacity(text.len()), 0_usize);
    for ch in text.chars() {
        match ch {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            // A title that is never closed ends with its sentence.
            '。' | '\n' => {
                depth = 0;
                out.push(ch);
            }
            ch if depth == 0 => out.push(ch),
            _ => {}
        }
    }
    out
}

/// Names of a list in Chinese: “甲”“乙”.
pub(super) fn quoted_names<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("“{name}”")).collect()
}

/// Where a finding about a section as a whole points: at its first words, or at what opens it in the file.
pub(super) fn section_place(subject: &Subject, section: usize) -> Span {
    let first = subject.passages.iter().find(|passage| passage.section == Some(section));
    first.and_then(whole).unwrap_or_else(|| subject.section_span(section))
}

/// The place of a passage.
pub(super) fn whole(passage: &Passage) -> Option<Span> {
    passage.span(0..passage.text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_place() {
        let text = "甲。乙，丙丁；戊！己";
        let at = text.find('丁').unwrap_or_default();
        assert_eq!((before(text, at, 2), behind(text, at, 2)), ("，丙", "丁；"));
        assert_eq!((clause_before(text, at, 9), clause_behind(text, at, 9)), ("丙", "丁"));
        assert_eq!((sentence_around(text, at, 9), sentence_around(text, at, 1)), ("乙，丙丁；戊", "丙丁"));
        assert_eq!((before(text, 0, 3), behind(text, text.len(), 3)), ("", ""));
    }

    #[test]
    fn titles() {
        let text = "落实《甲〈乙〉丙》，公布丁";
        let within = |word: &str| text.find(word).is_some_and(|at| is_in_title(text, at));
        assert!(within("丙") && !within("丁") && !within("落实"));
        assert_eq!(without_titles(text), "落实，公布丁");
        assert_eq!(without_titles("《甲。乙"), "。乙");
    }
}
