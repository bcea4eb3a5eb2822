//! Sentences that have the words of cells and speak of something else: they are set aside whole.

use std::ops::Range;

/// The sentences of a text that no table answers, as bytes.
pub(super) fn set_aside(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for sentence in text.split_inclusive(['。', '\n']) {
        let end = start + sentence.len();
        if counts_documents(sentence) || is_series(sentence) {
            found.push(start..end);
        }
        start = end;
    }
    found
}

/// Whether it counts documents by how they are published (公开属性): 主动公开910件，依申请公开114件，不予公开218件.
fn counts_documents(sentence: &str) -> bool {
    const KINDS: [&str; 2] = ["主动公开", "依申请公开"];
    let counts = |kind: &str| {
        let mut behind = sentence.match_indices(kind).filter_map(|(at, _)| sentence.get(at + kind.len()..));
        behind.any(|rest| rest.trim_start_matches(['的', '类', '为', ' ']).starts_with(|ch: char| ch.is_ascii_digit()))
    };
    sentence.contains("公开属性") && KINDS.iter().any(|kind| counts(kind)) || KINDS.iter().all(|kind| counts(kind))
}

/// Whether it gives a figure to each of several years: 2023年、2024年、2025年分别收到97件、115件、128件.
fn is_series(sentence: &str) -> bool {
    let opens_year = |rest: &str| rest.starts_with("20") && rest.chars().take(4).all(|ch| ch.is_ascii_digit());
    let mut behind = sentence.match_indices('年').filter_map(|(at, year)| sentence.get(at + year.len()..));
    let is_list = behind.any(|rest| rest.strip_prefix(['、', '和', '与', '及', '至']).is_some_and(opens_year));
    is_list && sentence.contains("分别")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_aside() {
        for (text, aside) in [
            ("制发公文910件，主动公开692件，依申请公开114件，不予公开104件。", true),
            ("公文公开属性中，依申请公开的114件。", true),
            ("依申请公开128件，主动公开制度健全。", false),
            ("2024年和2025年分别收到申请115件、128件。", true),
            ("2023年、2024年、2025年分别新收申请97件、115件、128件。", true),
            ("2025年分别收到网上申请115件、信函申请13件。", false),
            ("根据2024年、2025年要点收到申请128件。", false),
        ] {
            assert_eq!(!set_aside(text).is_empty(), aside, "{text}");
        }
    }
}
