//! What differs as it should: leaders and page numbers in the table of contents, heads of tables that are repeated,
//! marks of footnotes, figures and words that are divided at a line's end, running heads, text within pictures.

use std::collections::HashMap;

use super::compare::Hunk;
use super::expected::{Expected, Kind};
use super::floats::is_mark;
use super::printed::Printed;
use super::tokens::{NOTE, Vocabulary, Word};
use crate::node::NodeId;

/// What leads from an entry to its page number.
const LEADERS: &[&str] = &[".", "…", "·", "⋯", "・", "•", "‥", "．", "—", "-", "_"];
/// Rows that are repeated at the head of a page have no more tokens.
const MOST_REPEATED: usize = 4_000;

/// Settles what differs as it should.
pub(super) struct Lawful<'a> {
    expected: &'a Expected,
    printed: &'a Printed,
    drawn: &'a [String],
    vocabulary: &'a Vocabulary,
    /// For each page, the first token of the data that was found on it.
    first_on_page: HashMap<usize, usize>,
    /// Entries of the table of contents: the heading, a token of the entry, the number that stands there.
    pub(super) entries: Vec<(NodeId, usize, i64)>,
}

impl<'a> Lawful<'a> {
    pub(super) fn new(
        expected: &'a Expected,
        printed: &'a Printed,
        places: &[Option<usize>],
        drawn: &'a [String],
        vocabulary: &'a Vocabulary,
    ) -> Lawful<'a> {
        let mut first_on_page = HashMap::new();
        for (at, place) in places.iter().enumerate() {
            if let Some(token) = place.and_then(|place| printed.tokens.get(place)) {
                first_on_page.entry(token.page).or_insert(at);
            }
        }
        Lawful { expected, printed, drawn, vocabulary, first_on_page, entries: Vec::new() }
    }

    /// Takes away what is as it should be.
    pub(super) fn settle(&mut self, hunk: &mut Hunk) {
        self.marks(hunk);
        if self.is_divided(hunk) {
            hunk.wanted.clear();
            hunk.found.clear();
        }
        if hunk.wanted.is_empty() {
            self.leaders(hunk);
            if self.is_running(hunk) || self.is_repeated(hunk) || self.is_drawn(hunk) {
                hunk.found.clear();
            }
        }
    }

    fn word(&self, token: usize) -> Word {
        self.printed.tokens.get(token).map_or(NOTE, |token| token.word)
    }

    fn text(&self, token: usize) -> &'a str {
        self.vocabulary.text(self.word(token))
    }

    /// Marks of footnotes: whatever mark stands there, or none. A figure as large as the text around it is none.
    fn marks(&self, hunk: &mut Hunk) {
        let is_note = |at: &usize| self.expected.tokens[*at].word == NOTE;
        let count = hunk.wanted.iter().filter(|at| is_note(at)).count();
        if count == 0 {
            return;
        }
        hunk.wanted.retain(|at| !is_note(at));
        // Beside a change, only what can be nothing else is a mark.
        let is_sure = |text: &str| text.chars().all(|ch| !ch.is_ascii_digit());
        let is_alone = hunk.wanted.is_empty();
        let mut left = if is_alone { hunk.found.len() } else { count };
        hunk.found.retain(|at| {
            let text = self.text(*at);
            let is_raised = self.printed.tokens.get(*at).is_some_and(|token| token.is_raised);
            let looks_like_it = is_raised || text.chars().all(|ch| !ch.is_ascii());
            let is_it = left > 0 && is_mark(text) && looks_like_it && (is_alone || is_sure(text));
            left -= usize::from(is_it);
            !is_it
        });
    }

    /// Whether both sides say the same, divided otherwise: figures that a line's end or wide spacing divides, a word
    /// that is hyphenated. Two cells are never one, nor does a digit of one belong to the other.
    fn is_divided(&self, hunk: &Hunk) -> bool {
        let Hunk { wanted, found, .. } = hunk;
        if wanted.is_empty() {
            let is_hyphen = |at: usize| matches!(self.text(at), "-" | "\u{2010}");
            let is_letter = |at: Option<usize>| {
                at.is_some_and(|at| self.text(at).chars().all(|ch| ch.is_alphabetic() && !ch.is_ascii_digit()))
            };
            return match found.as_slice() {
                [at] => {
                    let next = self.printed.tokens.get(at + 1);
                    is_hyphen(*at)
                        && is_letter(at.checked_sub(1))
                        && is_letter(Some(at + 1))
                        && next.is_some_and(|next| next.begins_line)
                }
                _ => false,
            };
        }
        let own: String = wanted.iter().map(|at| self.vocabulary.text(self.expected.tokens[*at].word)).collect();
        let other: String = found.iter().map(|at| self.text(*at)).collect();
        let piece = |at: &usize| self.expected.tokens[*at].piece;
        let is_one_piece = wanted.windows(2).all(|pair| piece(&pair[0]) == piece(&pair[1]));
        own == other && (is_one_piece || self.is_pieced(wanted, found))
    }

    /// Whether each token of the data is put together from some of the PDF, none of which belongs to two.
    fn is_pieced(&self, wanted: &[usize], found: &[usize]) -> bool {
        let mut parts = found.iter();
        wanted.iter().all(|at| {
            let mut rest = self.vocabulary.text(self.expected.tokens[*at].word);
            while !rest.is_empty() {
                match parts.next().and_then(|part| rest.strip_prefix(self.text(*part))) {
                    Some(left) => rest = left,
                    None => return false,
                }
            }
            true
        })
    }

    /// Leaders and a page number behind an entry of the table of contents.
    fn leaders(&mut self, hunk: &mut Hunk) {
        let Some(last) = hunk.next.checked_sub(1) else { return };
        let Some(piece) = self.expected.piece(last).filter(|piece| piece.tokens.end == hunk.next) else { return };
        let Kind::Entry(heading) = piece.kind else { return };
        let mut numbers = hunk.found.iter().map(|at| self.text(*at)).filter(|text| !LEADERS.contains(text));
        let number = numbers.next().map(str::parse::<i64>);
        match (number, numbers.next()) {
            (None, None) => hunk.found.clear(),
            (Some(Ok(number)), None) => {
                self.entries.push((heading, last, number));
                hunk.found.clear();
            }
            _ => {}
        }
    }

    /// Whether it is the title or the organ's name at the head or foot of a page.
    fn is_running(&self, hunk: &Hunk) -> bool {
        let (Some(first), Some(last)) = (hunk.found.first(), hunk.found.last()) else { return false };
        let is_edge = self.printed.begins_page(*first) || self.printed.ends_page(*last);
        let words: Vec<Word> = hunk.found.iter().map(|at| self.word(*at)).collect();
        is_edge && self.expected.running.iter().any(|text| !text.is_empty() && *text == words)
    }

    /// Whether it is nothing but heads of the table that goes on there, at the head of a page, or cells over several
    /// rows, in the first of its rows.
    fn is_repeated(&self, hunk: &Hunk) -> bool {
        let Some(first) = hunk.found.first().filter(|_| hunk.found.len() <= MOST_REPEATED) else { return false };
        let around = [Some(hunk.next), hunk.next.checked_sub(1)].into_iter().flatten();
        let around: Vec<(usize, usize)> = around.filter_map(|at| self.cell(at)).collect();
        let page = self.printed.tokens.get(*first).and_then(|token| self.first_on_page.get(&token.page));
        let is_in_first_row = page.and_then(|at| self.cell(*at)).is_some_and(|cell| around.contains(&cell));
        let Some((table, _)) = around.first() else { return false };
        if !self.printed.begins_page(*first) && !is_in_first_row {
            return false;
        }
        let repeats = |piece: &&super::expected::Piece| {
            matches!(piece.kind, Kind::Cell { table: own, repeats: true, .. } if own == *table)
                && !piece.tokens.is_empty()
        };
        let words_of = |piece: &super::expected::Piece| -> Vec<Word> {
            let tokens = self.expected.tokens.get(piece.tokens.clone()).unwrap_or_default();
            tokens.iter().map(|token| token.word).filter(|word| *word != NOTE).collect()
        };
        let heads: Vec<Vec<Word>> = self.expected.pieces.iter().filter(repeats).map(words_of).collect();
        let words: Vec<Word> = hunk.found.iter().map(|at| self.word(*at)).collect();
        // Whether it can be divided into heads from the beginning up to each place.
        let mut reached = vec![false; words.len() + 1];
        reached[0] = true;
        for at in 0..words.len() {
            if reached[at] {
                for head in heads.iter().filter(|head| !head.is_empty() && words[at..].starts_with(head)) {
                    reached[at + head.len()] = true;
                }
            }
        }
        reached.last().copied().unwrap_or_default()
    }

    /// The table and the row of the cell that a token of the data belongs to.
    fn cell(&self, token: usize) -> Option<(usize, usize)> {
        match self.expected.piece(token)?.kind {
            Kind::Cell { table, row, .. } => Some((table, row)),
            _ => None,
        }
    }

    /// Whether it is text of a picture.
    fn is_drawn(&self, hunk: &Hunk) -> bool {
        let in_drawing = |at: &usize| self.printed.tokens.get(*at).is_some_and(|token| token.in_drawing);
        let text: String = hunk.found.iter().map(|at| self.text(*at)).collect();
        !text.is_empty() && hunk.found.iter().all(in_drawing) && self.drawn.iter().any(|words| words.contains(&text))
    }
}
