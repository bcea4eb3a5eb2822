//! How much of a section repeats last year's: the share of its own characters that stand in common runs of ten or more.

use super::common_runs::{CommonRun, common_runs};
use super::section_text::{SectionText, Sign, Symbols};
use crate::form::{SECTION_KEYS, TABLE_KEYS};
use crate::narrative::Narratives;
use crate::report::Report;
use crate::source::Span;

/// Fewer characters that follow one another in both years say nothing.
const SHORTEST_RUN: usize = 10;
/// A shorter section is not compared.
const SHORTEST_SECTION: usize = 100;
/// Nor is one with fewer characters of its own: the rest is the same by nature.
const FEWEST_OWN: usize = 50;

/// How much of a section repeats last year's.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// The section, from 0.
    pub section: usize,
    /// How many characters it has of its own: without white space, and without what is the same by nature.
    pub characters: usize,
    /// How many of them stand in common runs of ten or more.
    pub repeated: usize,
    /// The longest of these runs.
    pub longest: Option<Repeated>,
}

/// A run that stands in both years' section.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeated {
    /// Its words, as they stand in this year's.
    pub words: String,
    /// How many characters it has of the section's own.
    pub characters: usize,
    /// Key of the text that it stands in.
    pub key: String,
    /// Where it stands.
    pub span: Option<Span>,
    /// Key of the text of last year's that it stands in.
    pub last_key: String,
    /// Where it stands there.
    pub last_span: Option<Span>,
}

impl Likeness {
    /// Whether more than so many per cent are repeated.
    pub fn is_over(&self, percent: usize) -> bool {
        self.repeated.saturating_mul(100) > self.characters.saturating_mul(percent)
    }

    /// The share that is repeated, in per cent with one decimal; 100.0 only if all of it is.
    pub fn per_cent(&self) -> String {
        let twice = self.repeated.saturating_mul(2000).checked_div(self.characters).unwrap_or_default();
        let per_mille = twice.div_ceil(2);
        let per_mille = if self.repeated < self.characters { per_mille.min(999) } else { per_mille };
        format!("{}.{}", per_mille / 10, per_mille % 10)
    }
}

impl Repeated {
    /// Its words as they fit a message: a long run loses its middle.
    pub fn shortened(&self) -> String {
        shortened(&self.words)
    }
}

/// Of a longer run, so many characters are shown at either end.
const SHOWN: usize = 18;

fn shortened(text: &str) -> String {
    let count = text.chars().count();
    // What is left out is longer than the sign that stands for it.
    if count <= 2 * SHOWN + 4 {
        return text.to_owned();
    }
    let head: String = text.chars().take(SHOWN).collect();
    let tail: String = text.chars().skip(count - SHOWN).collect();
    format!("{head}……{tail}")
}

/// Compares the sections that have no table, 一, 五 and 六, as they are printed. Those that are too short in either
/// year, or that cannot be read, are left out.
pub fn likenesses(this: (&Report, &Narratives), last: (&Report, &Narratives)) -> Vec<Likeness> {
    let is_prose = |(_, key): &(usize, &str)| !TABLE_KEYS.contains(key);
    let sections = SECTION_KEYS.into_iter().enumerate().filter(is_prose);
    sections.filter_map(|(section, _)| likeness(section, this, last)).collect()
}

fn likeness(section: usize, this: (&Report, &Narratives), last: (&Report, &Narratives)) -> Option<Likeness> {
    let mut symbols = Symbols::new();
    let this = SectionText::new(section, this.0, this.1, &mut symbols);
    let last = SectionText::new(section, last.0, last.1, &mut symbols);
    let characters = this.own_characters();
    if this.characters().min(last.characters()) < SHORTEST_SECTION || characters < FEWEST_OWN {
        return None;
    }
    let runs = own_runs(&this, &last);
    let longest = longest(&runs).map(|(run, _)| whole_figures(run, &this, &last));
    let longest = longest.and_then(|run| repeated(&run, &this, &last));
    Some(Likeness { section, characters, repeated: covered(&runs, &this), longest })
}

/// The common runs that are long enough, each with the number of its own characters.
fn own_runs(this: &SectionText, last: &SectionText) -> Vec<(CommonRun, usize)> {
    // How many own characters stand before each sign.
    let mut before = vec![0];
    for sign in &this.signs {
        before.push(before.last().copied().unwrap_or_default() + usize::from(sign.is_own));
    }
    let own = |run: &CommonRun| {
        let count = |at: usize| before.get(at).copied().unwrap_or_default();
        count(run.end).saturating_sub(count(run.end.saturating_sub(run.length)))
    };
    let symbols = |text: &SectionText| text.signs.iter().map(|sign| sign.symbol).collect::<Vec<u32>>();
    let runs = common_runs(&symbols(this), &symbols(last)).into_iter();
    runs.map(|run| (run, own(&run))).filter(|(_, own)| *own >= SHORTEST_RUN).collect()
}

/// How many own characters stand in runs, which come in order of their ends.
fn covered(runs: &[(CommonRun, usize)], this: &SectionText) -> usize {
    let (mut count, mut done) = (0, 0);
    for (run, _) in runs {
        let start = run.end.saturating_sub(run.length).max(done);
        count += this.signs.get(start..run.end).unwrap_or_default().iter().filter(|sign| sign.is_own).count();
        done = run.end;
    }
    count
}

/// The first of the longest runs.
fn longest(runs: &[(CommonRun, usize)]) -> Option<(CommonRun, usize)> {
    runs.iter().copied().reduce(|best, run| if run.1 > best.1 { run } else { best })
}

/// A run without the parts of figures that it begins or ends with, and how many own characters are left: where one year
/// has 558 and the other 58, what they share is no figure.
fn whole_figures(mut run: CommonRun, this: &SectionText, last: &SectionText) -> (CommonRun, usize) {
    let is_of_figure = |text: &SectionText, at: Option<usize>, marks: &[char]| {
        let sign = at.and_then(|at| text.signs.get(at));
        let words = sign.and_then(|sign| text.passages.get(sign.passage)?.text.get(sign.range.clone()));
        words.is_some_and(|words| {
            words.chars().all(|ch| ch.is_ascii_digit() || marks.contains(&ch)) && !words.is_empty()
        })
    };
    let sides = [(this, run.end), (last, run.other_end)];
    let is_cut = |length: usize| {
        let first = |end: usize| end.checked_sub(length);
        let inside = sides.iter().all(|(text, end)| is_of_figure(text, first(*end), &[]));
        let before = |end: usize| first(end).and_then(|at| at.checked_sub(1));
        inside && sides.iter().any(|(text, end)| is_of_figure(text, before(*end), &['.', ',']))
    };
    if is_cut(run.length) {
        while run.length > 0 && is_of_figure(this, run.end.checked_sub(run.length), &['.', ',']) {
            run.length -= 1;
        }
    }
    let ends_inside = is_of_figure(this, run.end.checked_sub(1), &[])
        && sides.iter().any(|(text, end)| is_of_figure(text, Some(*end), &['.', ',']));
    while ends_inside && run.length > 0 && is_of_figure(this, run.end.checked_sub(1), &['.', ',']) {
        (run.end, run.other_end, run.length) = (run.end - 1, run.other_end.saturating_sub(1), run.length - 1);
    }
    let signs = this.signs.get(run.end.saturating_sub(run.length)..run.end).unwrap_or_default();
    (run, signs.iter().filter(|sign| sign.is_own).count())
}

/// A run with its words and its places.
fn repeated((run, own): &(CommonRun, usize), this: &SectionText, last: &SectionText) -> Option<Repeated> {
    let here = stretch(this, run.end, run.length)?;
    let there = stretch(last, run.other_end, run.length)?;
    Some(Repeated {
        words: here.words,
        characters: *own,
        key: here.key,
        span: here.span,
        last_key: there.key,
        last_span: there.span,
    })
}

struct Stretch {
    words: String,
    key: String,
    span: Option<Span>,
}

/// What stands in a text from one sign to another. A run never leaves its paragraph.
fn stretch(text: &SectionText, end: usize, length: usize) -> Option<Stretch> {
    let signs: &[Sign] = text.signs.get(end.checked_sub(length)?..end)?;
    let (first, last) = (signs.first()?, signs.last()?);
    let passage = text.passages.get(first.passage)?;
    let words = passage.text.get(first.range.start..last.range.end)?.replace('\n', "");
    let (from, to) = (passage.span(first.range.clone())?, passage.span(last.range.clone())?);
    // What is put in from elsewhere may stand in no order.
    let is_in_order = from.source == to.source && from.start <= to.end;
    let span = if is_in_order { Span { end: to.end, ..from } } else { from };
    Some(Stretch { words, key: passage.key.to_owned(), span: Some(span) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_loses_its_middle() {
        let text = "一二三四五六七八九十";
        assert_eq!(shortened(&text.repeat(4)), text.repeat(4));
        assert_eq!(
            shortened(&format!("{text}{text}甲{text}{text}")),
            "一二三四五六七八九十一二三四五六七八……三四五六七八九十一二三四五六七八九十"
        );
    }

    #[test]
    fn shares_are_rounded_but_not_to_all() {
        let share = |repeated: usize, characters: usize| {
            Likeness { section: 0, characters, repeated, longest: None }.per_cent()
        };
        assert_eq!((share(252, 343), share(112, 168), share(0, 100)), ("73.5".into(), "66.7".into(), "0.0".into()));
        assert_eq!((share(2999, 3000), share(3000, 3000)), ("99.9".into(), "100.0".into()));
    }
}
