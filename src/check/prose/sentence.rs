//! The sentences of a passage.

use std::ops::Range;

/// The sentences of a text, as bytes, their closing marks included: up to 。！？； that stand outside of quotation
/// marks and brackets, or to a line's end. A mark that never closes hides nothing: what is open ends with the line.
pub(in crate::check) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let is_balanced = depth_at_end(line) == 0;
        let (mut from, mut depth) = (start, 0usize);
        for (at, ch) in line.char_indices() {
            let behind = start + at + ch.len_utf8();
            match ch {
                _ if opens(ch) => depth += 1,
                _ if closes(ch) => depth = depth.saturating_sub(1),
                '。' | '！' | '？' | '；' | ';' | '!' | '?' if depth == 0 || !is_balanced => {
                    found.push(from..behind);
                    from = behind;
                }
                _ => {}
            }
        }
        if from < end {
            found.push(from..end);
        }
        start = end;
    }
    found.retain(|range| text.get(range.clone()).is_some_and(|sentence| !sentence.trim().is_empty()));
    found
}

fn depth_at_end(line: &str) -> usize {
    line.chars().fold(0, |depth: usize, ch| match ch {
        _ if opens(ch) => depth + 1,
        _ if closes(ch) => depth.saturating_sub(1),
        _ => depth,
    })
}

fn opens(ch: char) -> bool {
    matches!(ch, '“' | '‘' | '（' | '(' | '《' | '〈' | '「')
}

fn closes(ch: char) -> bool {
    matches!(ch, '”' | '’' | '）' | ')' | '》' | '〉' | '」')
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn read(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_at_their_marks() {
        assert_eq!(read("甲。乙！丙；丁"), ["甲。", "乙！", "丙；", "丁"]);
        assert_eq!(read("收到5件（含结转1件。）；办结4件。"), ["收到5件（含结转1件。）；", "办结4件。"]);
        assert_eq!(read("说“好。不好。”了。又"), ["说“好。不好。”了。", "又"]);
        assert_eq!(read("甲\n乙"), ["甲\n", "乙"]);
        assert_eq!(read(" \n"), [] as [&str; 0]);
    }

    #[test]
    fn marks_that_never_close_hide_nothing() {
        assert_eq!(read("说“好。不好。了"), ["说“好。", "不好。", "了"]);
        assert_eq!(read("（（（甲。乙"), ["（（（甲。", "乙"]);
    }
}
