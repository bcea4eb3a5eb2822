//! A text as figures, words and marks with the brackets that they stand in: what the lists of parts and of shares are
//! read from.

use std::ops::Range;

use crate::check::prose::figure::{Figure, figures};
pub(super) use crate::check::prose::mark::Mark;
use crate::check::prose::mark::titles;

/// A piece of a text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its bytes.
    pub range: Range<usize>,
    /// In how many brackets it stands; a bracket itself stands outside of its own.
    pub depth: usize,
    pub kind: Kind,
}

/// What a piece is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Figure(Figure),
    Words,
    Mark(Mark),
}

/// A text and its pieces in order.
pub(super) struct Pieces<'t> {
    pub text: &'t str,
    pub all: Vec<Piece>,
}

impl<'t> Pieces<'t> {
    pub fn new(text: &'t str) -> Pieces<'t> {
        let brackets = matched_brackets(text);
        let mut pieces = Pieces { text, all: Vec::new() };
        let mut depth = 0;
        let mut at = 0;
        let all_titles = titles(text);
        let mut titles = all_titles.iter().peekable();
        for figure in figures(text) {
            while titles.next_if(|title| title.end <= figure.range.start).is_some() {}
            let is_in_title = titles.peek().is_some_and(|title| title.start < figure.range.start);
            if is_in_title {
                continue;
            }
            pieces.between(at..figure.range.start, &brackets, &all_titles, &mut depth);
            at = figure.range.end;
            pieces.all.push(Piece { range: figure.range.clone(), depth, kind: Kind::Figure(figure) });
        }
        pieces.between(at..text.len(), &brackets, &all_titles, &mut depth);
        pieces
    }

    /// Words and marks between two figures.
    fn between(&mut self, range: Range<usize>, brackets: &[usize], titles: &[Range<usize>], depth: &mut usize) {
        let Some(part) = self.text.get(range.clone()) else { return };
        let mut words = range.start;
        let mut title_ends = 0;
        for (at, ch) in part.char_indices() {
            let place = range.start + at..range.start + at + ch.len_utf8();
            if place.start < title_ends {
                continue;
            }
            if ch == '《' {
                let at = titles.binary_search_by_key(&place.start, |title| title.start).ok();
                title_ends = at.and_then(|at| titles.get(at)).map_or(0, |title| title.end);
                continue;
            }
            let Some(mark) = mark(ch, *depth).filter(|mark| !mark.is_bracket() || is_one_of(brackets, place.start))
            else {
                continue;
            };
            self.words(words..place.start, *depth);
            words = place.end;
            if mark == Mark::Close {
                *depth = depth.saturating_sub(1);
            }
            self.all.push(Piece { range: place, depth: *depth, kind: Kind::Mark(mark) });
            if mark == Mark::Open {
                *depth += 1;
            }
        }
        self.words(words..range.end, *depth);
    }

    fn words(&mut self, range: Range<usize>, depth: usize) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        if !trimmed(text).is_empty() {
            self.all.push(Piece { range, depth, kind: Kind::Words });
        }
    }

    /// A piece.
    pub fn get(&self, at: usize) -> Option<&Piece> {
        self.all.get(at)
    }

    /// The piece before another.
    pub fn before(&self, at: usize) -> Option<&Piece> {
        self.all.get(at.checked_sub(1)?)
    }

    /// The words of a piece, without blanks and quotation marks about them; none of a figure or a mark.
    pub fn words_of(&self, at: usize) -> &'t str {
        match self.get(at) {
            Some(Piece { kind: Kind::Words, range, .. }) => trimmed(self.text.get(range.clone()).unwrap_or_default()),
            _ => "",
        }
    }

    /// The figure of a piece, if it is one.
    pub fn figure(&self, at: usize) -> Option<&Figure> {
        match self.get(at) {
            Some(Piece { kind: Kind::Figure(figure), .. }) => Some(figure),
            _ => None,
        }
    }

    /// The mark of a piece, if it is one.
    pub fn mark(&self, at: usize) -> Option<Mark> {
        match self.get(at) {
            Some(Piece { kind: Kind::Mark(mark), .. }) => Some(*mark),
            _ => None,
        }
    }

    pub fn depth(&self, at: usize) -> usize {
        self.get(at).map_or(0, |piece| piece.depth)
    }
}

/// Whether one of several words stands in a text.
pub(super) fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|ch: char| ch.is_whitespace() || matches!(ch, '“' | '”' | '‘' | '’' | '"' | '*' | '—' | '…'))
}

/// What a character divides: what ends a sentence within brackets is no end of the one around them.
fn mark(ch: char, depth: usize) -> Option<Mark> {
    match Mark::of(ch) {
        Some(Mark::Stop) if depth > 0 && ch != '\n' => Some(Mark::Semicolon),
        mark => mark,
    }
}

/// The places of brackets that open and close within a line, in order: others are no brackets.
fn matched_brackets(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for (at, ch) in text.char_indices() {
        match mark(ch, 0) {
            _ if ch == '\n' => open.clear(),
            Some(Mark::Open) => open.push(at),
            Some(Mark::Close) => found.extend(open.pop().into_iter().flat_map(|start| [start, at])),
            _ => {}
        }
    }
    found.sort_unstable();
    found
}

fn is_one_of(places: &[usize], place: usize) -> bool {
    places.binary_search(&place).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces in short: figures as they stand, words in 〈〉, marks as they stand, each bracket level indented by `>`.
    fn read(text: &str) -> String {
        let pieces = Pieces::new(text);
        let shown = |at: usize| {
            let piece = &pieces.all[at];
            let own = &text[piece.range.clone()];
            let own = if matches!(piece.kind, Kind::Words) {
                format!("〈{}〉", pieces.words_of(at))
            } else {
                own.to_owned()
            };
            ">".repeat(piece.depth) + &own
        };
        (0..pieces.all.len()).map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_text_is_taken_apart() {
        assert_eq!(
            read("收到128件（含结转7件），办结129件。"),
            "〈收到〉 128件 （ >〈含结转〉 >7件 ） ， 〈办结〉 129件 。"
        );
        assert_eq!(read("其中1,264条：甲、乙"), "〈其中〉 1,264条 ： 〈甲〉 、 〈乙〉");
    }

    #[test]
    fn brackets_that_do_not_match_are_none_and_titles_hide_their_figures() {
        assert_eq!(read("（甲3件"), "〈（甲〉 3件");
        assert_eq!(read("甲）3件"), "〈甲）〉 3件");
        assert_eq!(read("印发《第3批，12件》4件"), "〈印发《第3批，12件》〉 4件");
        assert_eq!(read("印发《4件"), "〈印发《〉 4件");
        assert_eq!(read("（甲。乙）丙"), "（ >〈甲〉 >。 >〈乙〉 ） 〈丙〉");
    }
}
