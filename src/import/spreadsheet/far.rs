//! What stands far from all the rest of a sheet is no part of a table: a remark at the end of a column, a blank that somebody
//! has typed into the last cell. To read it with the table would be to read all that is empty between them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Lang, Message, message};
use crate::import::doubt::Doubt;
use crate::import::grid::Grid;

/// Rows and columns that may be empty between what belongs together.
const EMPTY_ROWS: usize = 1000;
const EMPTY_COLUMNS: usize = 100;

/// Texts by row, each with its column.
pub(super) type Texts = BTreeMap<usize, Vec<(usize, String)>>;

/// What is read of a sheet, and what stands too far from it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Far {
    /// Rows and columns that are read.
    pub rows: usize,
    pub columns: usize,
    /// The first cell that is not, below the others and beside them.
    below: Option<(usize, usize)>,
    beside: Option<(usize, usize)>,
}

impl Far {
    /// Takes out of texts what stands too far from those before it.
    pub fn of(texts: &mut Texts) -> Far {
        let rows = end(texts.keys().copied(), EMPTY_ROWS);
        let below = texts.split_off(&rows);
        let used: BTreeSet<usize> = texts.values().flatten().map(|(column, _)| *column).collect();
        let columns = end(used.into_iter(), EMPTY_COLUMNS);
        let first = |row: usize, cells: &[(usize, String)]| cells.first().map(|(column, _)| (row, *column));
        let mut far = Far { rows, columns, ..Far::default() };
        far.below = below.iter().find_map(|(row, cells)| first(*row, cells));
        for (row, cells) in texts.iter_mut() {
            let beside = cells.split_off(cells.partition_point(|(column, _)| *column < columns));
            far.beside = far.beside.or(first(*row, &beside));
        }
        texts.retain(|_, cells| !cells.is_empty());
        far
    }

    /// Tells of it.
    pub fn told(&self, grid: &Grid) -> Vec<Doubt> {
        let message = |empty: Message| {
            let (zh, en) = (empty.in_lang(Lang::Zh), empty.in_lang(Lang::En));
            message!(zh: "离表太远（隔着超过 {zh}），没有读", en: "is too far from the rest (behind more than {en}), and was not read")
        };
        let below = self.below.map(|place| (place, message!(zh: "{EMPTY_ROWS} 行空行", en: "{EMPTY_ROWS} empty rows")));
        let beside = self
            .beside
            .map(|place| (place, message!(zh: "{EMPTY_COLUMNS} 列空列", en: "{EMPTY_COLUMNS} empty columns")));
        let doubt = |((row, column), empty)| Doubt::new(grid.place(row, column), message(empty));
        [beside, below].into_iter().flatten().map(doubt).collect()
    }
}

/// Where those end that follow one another with no more than `empty` between them, from 0 on.
fn end(mut used: impl Iterator<Item = usize>, empty: usize) -> usize {
    let mut end: usize = 0;
    while let Some(next) = used.next().filter(|next| *next <= end.saturating_add(empty)) {
        end = next + 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_far_is_taken_out_and_told() {
        let row = |columns: &[usize]| columns.iter().map(|column| (*column, "字".to_owned())).collect::<Vec<_>>();
        let mut texts: Texts = [(3, row(&[0, 9])), (5, row(&[9, 111])), (6, row(&[110])), (1008, row(&[1]))].into();
        let far = Far::of(&mut texts);
        assert_eq!(far, Far { rows: 7, columns: 112, below: Some((1008, 1)), beside: None });
        assert_eq!(texts.keys().copied().collect::<Vec<_>>(), [3, 5, 6]);

        let mut texts: Texts = [(3, row(&[0, 9])), (5, row(&[9, 111]))].into();
        let far = Far::of(&mut texts);
        assert_eq!(far, Far { rows: 6, columns: 10, below: None, beside: Some((5, 111)) });
        assert_eq!(texts.values().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    }
}
