//! The marks that divide a text, and the titles in which they do not.

use std::ops::Range;

/// A mark that divides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Mark {
    /// 、
    Pause,
    /// ，
    Comma,
    /// ：
    Colon,
    /// ；
    Semicolon,
    /// 。！？ and the end of a line
    Stop,
    /// （
    Open,
    /// ）
    Close,
}

impl Mark {
    /// What a character divides.
    pub fn of(ch: char) -> Option<Mark> {
        Some(match ch {
            '、' => Mark::Pause,
            '，' | ',' => Mark::Comma,
            '：' | ':' => Mark::Colon,
            '；' | ';' => Mark::Semicolon,
            '。' | '！' | '？' | '!' | '?' | '\n' => Mark::Stop,
            '（' | '(' | '［' | '[' | '【' => Mark::Open,
            '）' | ')' | '］' | ']' | '】' => Mark::Close,
            _ => return None,
        })
    }

    /// Whether it is a bracket.
    pub fn is_bracket(self) -> bool {
        matches!(self, Mark::Open | Mark::Close)
    }

    /// Whether it divides clauses of one sentence.
    pub fn is_light(self) -> bool {
        matches!(self, Mark::Pause | Mark::Comma)
    }
}

/// The titles of documents in a text, 《…》, in order: their words, marks and figures say nothing of the text. One that
/// does not close in its line is none.
pub(in crate::check) fn titles(text: &str) -> Vec<Range<usize>> {
    /// The longest title of a document, in bytes.
    const LONGEST: usize = 600;
    let mut titles = Vec::new();
    let mut open: Option<usize> = None;
    for (at, ch) in text.char_indices() {
        match ch {
            '《' if open.is_none_or(|start| at - start > LONGEST) => open = Some(at),
            '》' => {
                let end = at + ch.len_utf8();
                titles.extend(open.take().filter(|start| end - start <= LONGEST).map(|start| start..end));
            }
            '\n' => open = None,
            _ => {}
        }
    }
    titles
}

#[cfg(test)]
mod tests {
    use super::titles;

    #[test]
    fn titles_close_in_their_line() {
        let read = |text: &'static str| titles(text).into_iter().map(|title| &text[title]).collect::<Vec<_>>();
        assert_eq!(read("按《甲〈乙〉》和《丙》办"), ["《甲〈乙〉》", "《丙》"]);
        assert_eq!(read("按《甲\n乙》办"), [] as [&str; 0]);
        let endless = format!("《{}《乙》", "甲".repeat(300));
        assert_eq!(titles(&endless).len(), 1, "one that never closes hides none behind it");
    }
}
