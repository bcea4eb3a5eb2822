//! Words of a text and what stands around them. Nobody looks further than so many characters, so that a text of any
//! length is read in step with it.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_place() {
        let text = "甲。乙，丙丁；戊！己";
        let at = text.find('丁').unwrap_or_default();
        assert_eq!((before(text, at, 2), behind(text, at, 2)), ("，丙", "丁；"));
        assert_eq!((before(text, 0, 3), behind(text, text.len(), 3)), ("", ""));
    }

    #[test]
    fn titles() {
        let text = "落实《甲〈乙〉丙》，公布丁";
        let within = |word: &str| text.find(word).is_some_and(|at| is_in_title(text, at));
        assert!(within("丙") && !within("丁") && !within("落实"));
    }
}
