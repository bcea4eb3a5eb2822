//! Rows that run over pages: a row that is higher than what is left of a page goes on on the next one, so that parts of
//! its cells are read there, cell by cell, behind parts of the cells that stand on the page before.

use super::expected::{Expected, Kind};
use super::printed::Printed;
use super::tokens::{NOTE, Word};

/// Most steps to find out how a row is divided.
const MOST_STEPS: usize = 200_000;

/// A row, and what the PDF has in its place.
struct Divided {
    /// Its cells, and whether each may be repeated.
    cells: Vec<(Vec<Word>, bool)>,
    /// What stands on each page.
    pages: Vec<Vec<Word>>,
    /// Cells that may stand at the head of a further page: heads, and labels of several rows.
    heads: Vec<Vec<Word>>,
    left: usize,
}

/// Whether a row of a table is there as a whole, divided between pages, each cell in its place. `places` says where
/// tokens of the data are, `taken` which of the PDF's are none of the text that follows one another.
pub(super) fn is_divided(
    (table, row): (usize, usize),
    expected: &Expected,
    printed: &Printed,
    places: &[Option<usize>],
    taken: &[bool],
    alike: &dyn Fn(Word) -> Word,
) -> bool {
    let of_table = |kind: &Kind| matches!(kind, Kind::Cell { table: own, .. } if *own == table);
    let of_row = |kind: &Kind| matches!(kind, Kind::Cell { row: own, .. } if of_table(kind) && *own == row);
    let pieces = || expected.pieces.iter().filter(|piece| of_row(&piece.kind));
    let (Some(first), Some(last)) = (pieces().next(), pieces().next_back()) else { return false };
    let (start, end) = (first.tokens.start, last.tokens.end);
    let before = places.get(..start).unwrap_or_default().iter().rev().flatten().next();
    let behind = places.get(end..).unwrap_or_default().iter().flatten().next();
    let from = before.map_or(0, |at| at + 1);
    let to = behind.copied().unwrap_or(printed.tokens.len());
    let mut pages: Vec<(usize, Vec<Word>)> = Vec::new();
    for at in from..to {
        // What is taken for a place of the data stands in the row; the rest may be a float.
        let Some(token) = printed.tokens.get(at) else { continue };
        let is_own = places.get(start..end).is_some_and(|own| own.contains(&Some(at)));
        if taken.get(at).copied().unwrap_or_default() && !is_own {
            continue;
        }
        match pages.last_mut() {
            Some((page, words)) if *page == token.page => words.push(alike(token.word)),
            _ => pages.push((token.page, vec![alike(token.word)])),
        }
    }
    if pages.len() < 2 {
        return false;
    }
    let words_of = |piece: &super::expected::Piece| -> Vec<Word> {
        let tokens = expected.tokens.get(piece.tokens.clone()).unwrap_or_default();
        tokens.iter().map(|token| alike(token.word)).filter(|word| *word != NOTE).collect()
    };
    let repeats = |kind: &Kind| matches!(kind, Kind::Cell { repeats: true, .. });
    let heads = expected.pieces.iter().filter(|piece| of_table(&piece.kind) && repeats(&piece.kind)).map(words_of);
    let mut divided = Divided {
        cells: pieces().map(|piece| (words_of(piece), repeats(&piece.kind))).collect(),
        pages: pages.into_iter().map(|(_, words)| words.into_iter().filter(|word| *word != NOTE).collect()).collect(),
        heads: heads.filter(|head| !head.is_empty()).collect(),
        left: MOST_STEPS,
    };
    let mut done = vec![0; divided.cells.len()];
    divided.cell(0, 0, 0, &mut done)
}

impl Divided {
    /// Whether the rest of a page, and the further ones, say what is left of the cells from one of them on; `done` is
    /// how much of each cell stands on the pages so far.
    fn cell(&mut self, page: usize, at: usize, cell: usize, done: &mut [usize]) -> bool {
        let Some(left) = self.left.checked_sub(1) else { return false };
        self.left = left;
        let Some(words) = self.pages.get(page) else { return false };
        let is_last = page + 1 == self.pages.len();
        let Some((own, repeats)) = self.cells.get(cell) else {
            if at != words.len() {
                return false;
            }
            let is_done = self.cells.iter().zip(done.iter()).all(|((own, _), done)| own.len() == *done);
            return if is_last { is_done } else { self.head(page + 1, 0, done) };
        };
        let rest = own.get(done[cell]..).unwrap_or_default();
        let there = words.get(at..).unwrap_or_default();
        let alike = rest.iter().zip(there).take_while(|(a, b)| a == b).count();
        let again = *repeats && rest.is_empty() && there.starts_with(own);
        let (length, least) = (own.len(), if is_last { rest.len() } else { 0 });
        for part in (least..=alike).rev() {
            done[cell] += part;
            if self.cell(page, at + part, cell + 1, done) {
                return true;
            }
            done[cell] -= part;
        }
        again && self.cell(page, at + length, cell + 1, done)
    }

    /// The same of a further page, which may begin with heads.
    fn head(&mut self, page: usize, at: usize, done: &mut [usize]) -> bool {
        let Some(left) = self.left.checked_sub(1) else { return false };
        self.left = left;
        let there = self.pages.get(page).and_then(|words| words.get(at..)).unwrap_or_default();
        let lengths = self.heads.iter().filter(|head| there.starts_with(head)).map(Vec::len);
        let lengths: Vec<usize> = lengths.collect();
        self.cell(page, at, 0, done) || lengths.into_iter().any(|length| self.head(page, at + length, done))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_divided(cells: &[&str], pages: &[&str], heads: &[&str]) -> bool {
        let words = |text: &&str| -> Vec<Word> { text.chars().map(Word::from).collect() };
        let all = |texts: &[&str]| -> Vec<Vec<Word>> { texts.iter().map(words).collect() };
        let cells = all(cells).into_iter().map(|cell| (cell, false)).collect();
        let mut divided = Divided { cells, pages: all(pages), heads: all(heads), left: MOST_STEPS };
        let mut done = vec![0; divided.cells.len()];
        divided.cell(0, 0, 0, &mut done)
    }

    #[test]
    fn cells_go_on_in_their_order() {
        assert!(is_divided(&["abcd", "1", "wxyz"], &["ab1wx", "cdyz"], &[]));
        assert!(is_divided(&["abcd", "1", "wxyz"], &["ab1wx", "HKcd", "yz"], &["H", "K"]));
        // Another order of cells, or within one, is another row.
        assert!(!is_divided(&["abcd", "1", "wxyz"], &["abwx1", "cdyz"], &[]));
        assert!(!is_divided(&["abcd", "1", "wxyz"], &["ba1wx", "cdyz"], &[]));
        assert!(!is_divided(&["abcd", "1", "wxyz"], &["ab1wx", "cdy"], &[]));
    }

    /// What could be divided in countless ways ends.
    #[test]
    fn the_search_ends() {
        let cells = ["aaaaaaaaaaaaaaaaaaaa"; 12];
        assert!(!is_divided(&cells, &["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; 3], &[]));
    }
}
