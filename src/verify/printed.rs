//! What a PDF says: its tokens in the order in which they are drawn, without page numbers and other furniture.

use std::ops::Range;

use super::furniture::Furniture;
use super::tokens::{Sign, Vocabulary, Word, is_blank, tokens};
use crate::extract::{Extract, Shown};

/// What is said.
#[derive(Default)]
pub(super) struct Printed {
    pub(super) tokens: Vec<Token>,
    /// The tokens of each page.
    pub(super) pages: Vec<Range<usize>>,
}

/// A figure or a character that stands there.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) word: Word,
    /// Index of its page.
    pub(super) page: usize,
    /// Whether white space stands before it.
    pub(super) is_apart: bool,
    /// Whether it begins a line.
    pub(super) begins_line: bool,
    /// Whether it belongs to a drawing that is placed as a whole.
    pub(super) in_drawing: bool,
    /// Whether it is smaller than what stands beside it, or raised: as the mark of a footnote is.
    pub(super) is_raised: bool,
}

/// The order in which a page is read.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Order {
    /// As it is drawn: how most programs write what follows one another.
    Drawn,
    /// Line by line from above, each from the left.
    Seen,
}

/// How a page is read.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub(super) order: Order,
    /// A gap of this many em ends a figure.
    pub(super) gap: f32,
}

/// Digits that are spaced out to fill a line stand nearer.
const GAP: f32 = 0.12;
/// So do digits that are spaced out by design.
const WIDE_GAP: f32 = 0.45;
/// The ways in which a page can be read, the usual one first.
pub(super) const READINGS: [Reading; 4] = [
    Reading { order: Order::Drawn, gap: GAP },
    Reading { order: Order::Seen, gap: GAP },
    Reading { order: Order::Drawn, gap: WIDE_GAP },
    Reading { order: Order::Seen, gap: WIDE_GAP },
];

/// What is set smaller or larger by this is another text: a mark above the line.
const SAME_SIZE: f32 = 0.1;
/// What stands higher by this many em is raised.
const RAISED: f32 = 0.15;
/// Baselines nearer than this many em are one.
pub(super) const SAME_LINE: f32 = 0.3;

impl Printed {
    pub(super) fn new(
        extract: &Extract,
        furniture: &Furniture,
        reading: Reading,
        vocabulary: &mut Vocabulary,
    ) -> Printed {
        let mut printed = Printed::default();
        for (page, content) in extract.pages.iter().enumerate() {
            let mut shown: Vec<&Shown> = content
                .shown
                .iter()
                .enumerate()
                .filter(|(at, shown)| !furniture.has(page, *at) && !is_blank(shown.ch))
                .map(|(_, shown)| shown)
                .collect();
            if reading.order == Order::Seen {
                shown = by_sight(shown);
            }
            turn_round(&mut shown);
            let start = printed.tokens.len();
            let signs: Vec<Sign> = shown
                .iter()
                .enumerate()
                .map(|(at, one)| (one.ch, at.checked_sub(1).is_none_or(|last| follows(shown[last], one, reading.gap))))
                .collect();
            for (text, at) in tokens(&signs) {
                let Some(first) = shown.get(at.start) else { continue };
                let before = at.start.checked_sub(1).and_then(|last| shown.get(last));
                printed.tokens.push(Token {
                    word: vocabulary.word(&text),
                    page,
                    is_apart: signs.get(at.start).is_some_and(|(_, joined)| !joined),
                    begins_line: before.is_none_or(|last| !is_same_line(last, first)),
                    in_drawing: first.in_drawing,
                    is_raised: [before, shown.get(at.end)].into_iter().flatten().any(|beside| is_raised(first, beside)),
                });
            }
            printed.pages.push(start..printed.tokens.len());
        }
        printed
    }

    /// Whether a token is the first of its page.
    pub(super) fn begins_page(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|own| self.pages.get(own.page).is_some_and(|page| page.start == token))
    }

    /// Whether a token is the last of its page.
    pub(super) fn ends_page(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|own| self.pages.get(own.page).is_some_and(|page| page.end == token + 1))
    }
}

fn is_same_line(a: &Shown, b: &Shown) -> bool {
    (a.to.1 - b.from.1).abs() < SAME_LINE * a.size.max(b.size)
}

/// Whether a character stands right behind another, no gap of so many em between them.
fn follows(last: &Shown, next: &Shown, widest: f32) -> bool {
    let size = last.size.max(next.size);
    gap(last, next) < widest * size && (last.size - next.size).abs() < SAME_SIZE * size
}

fn gap(last: &Shown, next: &Shown) -> f32 {
    (next.from.0 - last.to.0).hypot(next.from.1 - last.to.1)
}

/// Whether a character is smaller than one beside it, or stands higher.
fn is_raised(own: &Shown, beside: &Shown) -> bool {
    let size = own.size.max(beside.size);
    let is_near = gap(own, beside).min(gap(beside, own)) < 2.0 * size;
    let rise = beside.from.1 - own.from.1;
    is_near && (own.size < (1.0 - SAME_SIZE) * beside.size || (RAISED * size < rise && rise < size))
}

/// Line by line from above, each from the left.
fn by_sight(mut shown: Vec<&Shown>) -> Vec<&Shown> {
    shown.sort_by(|a, b| a.from.1.total_cmp(&b.from.1));
    let mut lines: Vec<Vec<&Shown>> = Vec::new();
    for one in shown {
        match lines.last_mut() {
            Some(line)
                if line.first().is_some_and(|first| (one.from.1 - first.from.1).abs() < SAME_LINE * one.size) =>
            {
                line.push(one);
            }
            _ => lines.push(vec![one]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.from.0.total_cmp(&b.from.0));
    }
    lines.into_iter().flatten().collect()
}

/// Text that runs from right to left is often drawn from the left; it is read from the right.
fn turn_round(shown: &mut [&Shown]) {
    let mut at = 0;
    while at < shown.len() {
        let length = shown[at..].iter().take_while(|one| runs_left(one.ch)).count();
        let run = &mut shown[at..at + length];
        if let [first, .., last] = run
            && first.from.0 < last.from.0
        {
            run.reverse();
        }
        at += length.max(1);
    }
}

/// Whether a character belongs to a script that runs from right to left; its digits run from left to right.
fn runs_left(ch: char) -> bool {
    matches!(u32::from(ch), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE) && !ch.is_numeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(ch: char, x: f32, y: f32, size: f32) -> Shown {
        Shown { ch, from: (x, y), to: (x + size, y), size, in_drawing: false, face: 0, mark: None }
    }

    #[test]
    fn a_mark_is_smaller_or_raised() {
        let text = shown('条', 0.0, 100.0, 16.0);
        assert!(is_raised(&shown('1', 16.0, 100.0, 10.0), &text));
        assert!(is_raised(&shown('1', 16.0, 94.0, 16.0), &text));
        assert!(!is_raised(&shown('1', 16.0, 100.0, 16.0), &text));
        // The end of the line above is not raised.
        assert!(!is_raised(&shown('1', 16.0, 72.0, 16.0), &text));
    }
}
