//! Clauses that stand twice in a row, as they do where a stretch of text was pasted twice.

use std::ops::Range;

/// Clauses that make one stretch at most.
const MOST_CLAUSES: usize = 4;
/// Han characters of a stretch at least: shorter ones are repeated on purpose (学习、学习、再学习).
const SHORTEST: usize = 6;

/// A clause and the mark that ends it.
#[derive(Clone, PartialEq)]
struct Clause<'t> {
    words: &'t str,
    end: Option<char>,
    range: Range<usize>,
}

/// Stretches of whole clauses that stand twice, one right behind the other, with the marks that end them.
pub(super) fn repeated_clauses(text: &str) -> Vec<Range<usize>> {
    let clauses = clauses(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < clauses.len() {
        match (1..=MOST_CLAUSES).find(|count| is_repeated(&clauses, at, *count)) {
            Some(count) => {
                let last = clauses.get(at + 2 * count - 1);
                let start = clauses.get(at).map_or(0, |clause| clause.range.start);
                found.push(start..last.map_or(text.len(), |clause| clause.range.end));
                at += 2 * count;
            }
            None => at += 1,
        }
    }
    found
}

fn clauses(text: &str) -> Vec<Clause<'_>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['。', '；', '，', '！', '？', '\n']) {
        let words = text.get(start..at).unwrap_or_default();
        let end = at + mark.len();
        clauses.push(Clause { words, end: mark.chars().next(), range: start..end });
        start = end;
    }
    clauses.push(Clause { words: text.get(start..).unwrap_or_default(), end: None, range: start..text.len() });
    clauses
}

/// Whether so many clauses from one on are those that follow them. The last mark may be another: …，…。
fn is_repeated(clauses: &[Clause], at: usize, count: usize) -> bool {
    let (Some(first), Some(second)) = (clauses.get(at..at + count), clauses.get(at + count..at + 2 * count)) else {
        return false;
    };
    let is_alike = |(index, (one, other)): (usize, (&Clause, &Clause))| {
        one.words == other.words && (one.end == other.end || index + 1 == count && count > 1)
    };
    let is_han = |ch: &char| matches!(ch, '\u{3400}'..='\u{9FFF}');
    let length = || first.iter().map(|clause| clause.words.chars().filter(is_han).count()).sum::<usize>();
    first.iter().zip(second).enumerate().all(is_alike) && length() >= SHORTEST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        repeated_clauses(text).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn stretches_of_clauses_that_were_pasted_twice() {
        assert_eq!(found("加强组织领导，加强组织领导，确保"), ["加强组织领导，加强组织领导，"]);
        assert_eq!(found("健全机制，压实责任，健全机制，压实责任。"), ["健全机制，压实责任，健全机制，压实责任。"]);
        for text in
            ["公开，公开，再公开", "（一）加强组织领导。加强组织领导，明确分工", "甲，乙，甲，乙", "公开5条，公开5条，"]
        {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
