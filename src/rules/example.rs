//! The examples of rules. Those of checks are whole data files, cut to the lines that matter.

use std::ops::Range;

use crate::check::{Example, checks};
use crate::diagnostic::{Pair, Rule};

/// Lines that are shown before and behind those that differ.
const AROUND: usize = 2;

/// What breaks a rule, and what keeps it.
pub(crate) struct Excerpts {
    /// Of last year's data file, where the rule compares.
    pub last: Option<String>,
    pub bad: String,
    pub good: String,
}

/// The example of a rule: that of its check, else its pair; some can be shown by no few lines.
pub(crate) fn example(rule: &Rule) -> Option<Excerpts> {
    let of_check = checks().find(|check| check.rule == rule).map(|check| of_check(&check.example));
    let of_pair = |Pair { wrong, right, .. }| Excerpts { last: None, bad: wrong.to_owned(), good: right.to_owned() };
    of_check.or_else(|| rule.pair.map(of_pair))
}

/// The lines of a check's example that matter.
fn of_check(example: &Example) -> Excerpts {
    let Example { bad, good, last } = *example;
    let header = header_of_difference(bad, good);
    let last = last.map(|last| table_below(last, header).trim_end().to_owned() + "\n");
    Excerpts { last, bad: excerpt(good, bad), good: excerpt(bad, good) }
}

/// The lines of a text that another does not have, with those around them, below the header that they belong to.
fn excerpt(other: &str, text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let own = differing(other, text);
    let header = lines.iter().take(own.start + 1).rposition(|line| is_header(line));
    let start = own.start.saturating_sub(AROUND).max(header.unwrap_or_default());
    let end = lines.len().min(own.end + AROUND);
    let is_next = |line: &&&str| is_header(line) || line.is_empty();
    let behind = lines.get(own.end..end).unwrap_or_default().iter().take_while(|line| !is_next(line)).count();
    let shown = lines.get(start..own.end + behind).unwrap_or_default();
    let is_cut = lines.get(own.end + behind).is_some_and(|line| !is_next(&line));
    let above = header.filter(|header| *header < start);
    let gap = above.is_some_and(|header| header + 1 < start);
    let head = above.and_then(|header| lines.get(header)).into_iter().chain(gap.then_some(&"…"));
    let all = head.chain(shown).chain(is_cut.then_some(&"…"));
    all.map(|line| format!("{line}\n")).collect()
}

/// The last header before the first line that two data files do not share.
pub(super) fn header_of_difference<'t>(text: &'t str, other: &str) -> &'t str {
    let shared = text.lines().zip(other.lines()).take_while(|(a, b)| a == b).map(|(line, _)| line);
    shared.filter(|line| is_header(line)).last().unwrap_or_default()
}

/// A header of a data file with all that stands below it.
pub(super) fn table_below(text: &str, header: &str) -> String {
    let mut lines = text.lines().skip_while(|line| *line != header);
    let first = lines.next().unwrap_or_default();
    let rest = lines.take_while(|line| !is_header(line)).map(|line| format!("{line}\n"));
    format!("{first}\n{}", rest.collect::<String>())
}

fn is_header(line: &str) -> bool {
    line.starts_with('[') && line.ends_with(']')
}

/// The lines of a text that another does not have: what stands between the lines that open and close both.
pub(super) fn difference(other: &str, text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let between = lines.get(differing(other, text)).unwrap_or_default();
    between.iter().map(|line| format!("{line}\n")).collect()
}

/// The numbers of these lines, from 0.
fn differing(other: &str, text: &str) -> Range<usize> {
    let (other, lines): (Vec<&str>, Vec<&str>) = (other.lines().collect(), text.lines().collect());
    let before = other.iter().zip(&lines).take_while(|(a, b)| a == b).count();
    let pairs = other.iter().skip(before).rev().zip(lines.iter().skip(before).rev());
    let behind = pairs.take_while(|(a, b)| a == b).count();
    before..lines.len().saturating_sub(behind)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]
    use super::*;

    #[test]
    fn of_an_example_the_lines_that_matter_are_shown() {
        let (bad, good) = ("[a]\nx = 1\n\n[b]\ny = 1\nz = 1\n", "[a]\nx = 1\n\n[b]\ny = 2\nz = 1\n");
        assert_eq!(header_of_difference(bad, good), "[b]");
        assert_eq!(table_below(bad, "[b]"), "[b]\ny = 1\nz = 1\n");
        assert_eq!(table_below(bad, "[a]"), "[a]\nx = 1\n\n");
        assert_eq!(difference(bad, good), "y = 2\n");
        assert_eq!(difference("a\na\n", "a\na\na\n"), "a\n");
    }

    #[test]
    fn an_excerpt_has_the_lines_around_and_its_header() {
        let text = |x: &str| {
            format!("[report]\nyear = 1\n\n[a]\np = 1\nq = 2\nr = 3\ns = {x}\nt = 5\nu = 6\nv = 7\n\n[b]\ny = 8\n")
        };
        assert_eq!(excerpt(&text("9"), &text("4")), "[a]\n…\nq = 2\nr = 3\ns = 4\nt = 5\nu = 6\n…\n");
        // What only the other has leaves its place.
        assert_eq!(excerpt("[a]\nx = 1\ny = 2\n", "[a]\nx = 1\n"), "[a]\nx = 1\n");
        assert_eq!(excerpt("[a]\nx = 1\n", "[a]\nx = 2\n"), "[a]\nx = 2\n");
    }

    #[test]
    fn a_check_shows_what_matters_and_another_rule_its_pair() {
        let of = |code: &str| example(crate::rules::find(code).expect("a rule"));
        let sum = of("applicant-sum").expect("an example");
        assert!(
            sum.bad.contains("granted = [7, 2, 0, 0, 0, 0, 1]") && sum.good.contains("granted = [7, 2, 0, 0, 0, 0, 9]")
        );
        assert!(sum.last.is_none() && of("in-force").and_then(|example| example.last).is_some());
        let html = of("markdown-html").expect("an example");
        assert!(html.bad.contains("<b>") && html.good.contains("**") && html.last.is_none());
        assert!(of("pdf").is_none());
    }
}
