//! `**` begins and ends 黑体 wherever it stands, beside any mark: **一是加强领导。**成立…. A run of any other number of
//! stars is text: names and numbers are masked with them (王*明, 138****0000).

use std::ops::Range;

use super::reader::Reader;
use super::run::Run;
use super::{Emphasis, Inline};
use crate::diagnostic::{Diagnostic, message};
use crate::narrative::rules;

impl Reader<'_> {
    /// Runs with the pairs of `**` taken out and what stands between them in 黑体. An odd one is a fault at its place,
    /// and stays in the text.
    pub(super) fn with_strong(&mut self, runs: Vec<Run>) -> Vec<Run> {
        let mut marks: Vec<(usize, Range<usize>)> = Vec::new();
        for (index, run) in runs.iter().enumerate().filter(|(_, run)| run.is_literal()) {
            marks.extend(pairs_of_stars(run.text(), self.is_escaped(run)).into_iter().map(|mark| (index, mark)));
        }
        if marks.len() % 2 == 1
            && let Some((index, mark)) = marks.pop()
            && let Some(run) = runs.get(index)
        {
            let place = run.part(mark).range;
            // The other half of the one in the paragraph above has been told with it.
            self.is_strong_open = !self.is_strong_open;
            if self.is_strong_open {
                self.fault(odd_mark(), place);
            }
        } else if !runs.is_empty() {
            self.is_strong_open = false;
        }

        let mut marks = marks.into_iter().peekable();
        let mut is_strong = false;
        let mut divided = Vec::new();
        for (index, run) in runs.into_iter().enumerate() {
            let mut done = 0;
            while let Some((_, mark)) = marks.next_if(|(at, _)| *at == index) {
                divided.extend((mark.start > done).then(|| emphasised(run.part(done..mark.start), is_strong)));
                done = mark.end;
                is_strong = !is_strong;
            }
            let length = run.text().len();
            match done {
                0 => divided.push(emphasised(run, is_strong)),
                _ => divided.extend((done < length).then(|| emphasised(run.part(done..length), is_strong))),
            }
        }
        divided
    }
}

/// The runs of exactly two stars in a text, whose first sign may be one that a backslash escapes.
fn pairs_of_stars(text: &str, is_escaped: bool) -> Vec<Range<usize>> {
    let mut pairs = Vec::new();
    let mut at = usize::from(is_escaped && text.starts_with('*'));
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('*')).map(|start| at + start) {
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches('*').len();
        at = start + length;
        pairs.extend((length == 2).then_some(start..at));
    }
    pairs
}

fn emphasised(mut run: Run, is_strong: bool) -> Run {
    if let (Inline::Text { emphasis, .. }, true) = (&mut run.inline, is_strong) {
        *emphasis = Emphasis::Strong;
    }
    run
}

fn odd_mark() -> Diagnostic {
    let message = message!(zh: "这里的 ** 没有成对", en: "this ** has no partner");
    Diagnostic::error(&rules::MARKDOWN_EMPHASIS, message).help(message!(
        zh: "要排成黑体的文字，前后各写一个 **，写在同一段里；星号本身写成 \\*\\*",
        en: "write one ** before and one behind the words to be set in 黑体, in one paragraph; write \\*\\* for the signs",
    ))
}

#[cfg(test)]
mod tests {
    use super::pairs_of_stars;

    #[test]
    fn only_two_stars_are_a_mark() {
        assert_eq!(pairs_of_stars("**甲**乙*丙***丁****", false), [0..2, 5..7]);
        assert_eq!(pairs_of_stars("***甲**", true), [1..3, 6..8]);
        assert!(pairs_of_stars("**", true).is_empty());
        assert!(pairs_of_stars("", true).is_empty());
    }
}
