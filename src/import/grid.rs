//! A grid of text, as every program that holds a table has one.

use std::ops::Range;

use super::blocks::Line;
use crate::source::{SourceId, Sources};

/// A grid of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// What people call it, such as 工作表“申请”.
    pub name: String,
    /// Its rows from the top; a cell over several stands where it begins.
    pub rows: Vec<Vec<GridCell>>,
    /// How places in it are named.
    pub naming: Naming,
    /// Whether it has been turned on its side, so that its rows are the columns that people see.
    pub is_turned: bool,
    /// What stands above or below it as its caption.
    pub caption: Line,
    /// Whether it is quoted from another document.
    pub is_quoted: bool,
    /// Whether it is known to have no head.
    pub is_headless: bool,
    /// The section that it stands in, where those of the tables are known; 6 before the first.
    pub section: Option<usize>,
    /// Whether it is no table of the form, whatever words of one it has.
    pub is_of_narrative: bool,
    /// Whether this program has written it as a table of the form, so that its labels stand in the form's places whatever
    /// their words are.
    pub is_of_the_form: bool,
}

/// A cell of a grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct GridCell {
    /// Row and column where it begins, from 0.
    pub row: usize,
    pub column: usize,
    /// How many columns and rows it is over.
    pub column_span: usize,
    pub row_span: usize,
    /// What it says, without blanks around it.
    pub text: String,
    /// Its lines, if it has several and they are known.
    pub lines: Vec<String>,
    /// What it says with the marks of its footnotes, if it has any; else nothing.
    pub marked: Line,
    /// Figures that it holds and does not show, or shows struck out: no part of what it says.
    pub unseen: String,
}

/// How places in a grid are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Naming {
    /// As a spreadsheet names them: C5.
    #[default]
    Letters,
    /// By the numbers of row and column.
    Numbers,
}

/// Some rows of a grid.
#[derive(Clone, Debug)]
pub(super) struct Part<'g> {
    pub grid: &'g Grid,
    /// Which rows, from 0.
    pub rows: Vec<usize>,
}

/// How the cells of a row stand beside each other when it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// Each in its column: cells over several leave blanks, as a spreadsheet copies them.
    Aligned,
    /// One behind the other, as a browser copies them.
    Tight,
}

/// Lines of cells as text, each of which knows the cell that it comes from.
pub(super) struct Lines {
    /// The text, divided by tabs.
    pub text: String,
    pub source: SourceId,
    places: Vec<Place>,
}

/// Where a cell stands in the text, and where it comes from.
#[derive(Clone, Debug)]
pub(super) struct Place {
    range: Range<usize>,
    /// Which part.
    pub part: usize,
    /// Row and column in its grid.
    pub row: usize,
    pub column: usize,
}

impl Grid {
    /// A grid of rows of texts, none over several columns.
    #[cfg(test)]
    pub fn of_texts(name: String, rows: impl IntoIterator<Item = Vec<String>>) -> Grid {
        let row = |(row, texts): (usize, Vec<String>)| {
            let cell = |(column, text): (usize, String)| GridCell {
                row,
                column,
                column_span: 1,
                row_span: 1,
                text: text.trim().to_owned(),
                ..GridCell::default()
            };
            texts.into_iter().enumerate().map(cell).collect()
        };
        Grid { name, rows: rows.into_iter().enumerate().map(row).collect(), ..Grid::default() }
    }

    /// The same turned on its side: what stood below one another stands side by side.
    pub fn turned(&self) -> Grid {
        let mut rows: Vec<Vec<GridCell>> = Vec::new();
        for cell in self.rows.iter().flatten() {
            let turned = GridCell {
                row: cell.column,
                column: cell.row,
                column_span: cell.row_span,
                row_span: cell.column_span,
                text: cell.text.clone(),
                lines: cell.lines.clone(),
                marked: cell.marked.clone(),
                unseen: cell.unseen.clone(),
            };
            if rows.len() <= turned.row {
                rows.resize(turned.row + 1, Vec::new());
            }
            if let Some(row) = rows.get_mut(turned.row) {
                row.push(turned);
            }
        }
        rows.iter_mut().for_each(|row| row.sort_by_key(|cell| cell.column));
        let Grid { name, naming, is_turned, .. } = self;
        Grid { name: name.clone(), rows, naming: *naming, is_turned: !is_turned, ..Grid::default() }
    }

    /// The cell that begins at a row and a column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&GridCell> {
        self.rows.get(row)?.iter().find(|cell| cell.column == column)
    }

    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        self.rows.iter().flatten().all(|cell| cell.text.is_empty())
    }

    /// What a place in it is called.
    pub fn place(&self, row: usize, column: usize) -> String {
        let name = &self.name;
        let (row, column) = if self.is_turned { (column, row) } else { (row, column) };
        match self.naming {
            Naming::Letters => format!("{name} {}{}", letters(column), row + 1),
            Naming::Numbers => format!("{name}第 {} 行第 {} 列", row + 1, column + 1),
        }
    }
}

/// The letters of a column, as spreadsheets count them: A to Z, AA, AB.
fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}

impl Lines {
    /// The rows of some parts below one another, to be read in a setting. `sources` takes the text.
    pub fn new(parts: &[Part], setting: Setting, sources: &mut Sources) -> Lines {
        let (mut text, mut places) = (String::new(), Vec::new());
        for (part, row) in parts.iter().enumerate().flat_map(|(at, part)| part.rows.iter().map(move |row| (at, *row))) {
            let cells = parts.get(part).and_then(|part| part.grid.rows.get(row)).map(Vec::as_slice).unwrap_or_default();
            let mut column = 0;
            for (at, cell) in cells.iter().enumerate() {
                let blanks = match setting {
                    Setting::Aligned => cell.column.saturating_sub(column),
                    Setting::Tight => usize::from(at > 0),
                };
                text.extend(std::iter::repeat_n('\t', blanks));
                column += blanks;
                let start = text.len();
                text.push_str(&quoted(&cell.text));
                places.push(Place { range: start..text.len(), part, row: cell.row, column: cell.column });
            }
            text.push('\n');
        }
        let name = parts.first().map(|part| part.grid.name.clone()).unwrap_or_default();
        let source = sources.add(name, text.clone());
        Lines { text, source, places }
    }

    /// Where the cell comes from that stands at a byte of the text.
    pub fn place_at(&self, byte: usize) -> Option<&Place> {
        let at = self.places.partition_point(|place| place.range.end < byte);
        self.places.get(at).or(self.places.last())
    }
}

/// A cell as it stands on a clipboard: one that holds a tab, a line break or a quote at its start stands in quotes.
fn quoted(text: &str) -> String {
    if text.contains(['\t', '\n', '\r']) || text.starts_with('"') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letters).collect();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn each_cell_of_the_text_knows_where_it_comes_from() {
        let cell = |row, column, column_span, text: &str| GridCell {
            row,
            column,
            column_span,
            row_span: 1,
            text: text.to_owned(),
            ..GridCell::default()
        };
        let rows =
            vec![vec![cell(0, 0, 3, "头"), cell(0, 3, 1, "a\nb")], vec![cell(1, 1, 1, "1"), cell(1, 3, 1, "\"2\"")]];
        let grid = Grid { name: "表".to_owned(), rows, ..Grid::default() };
        let parts = [Part { grid: &grid, rows: vec![0, 1] }];
        let mut sources = Sources::default();
        let aligned = Lines::new(&parts, Setting::Aligned, &mut sources);
        assert_eq!(aligned.text, "头\t\t\t\"a\nb\"\n\t1\t\t\"\"\"2\"\"\"\n");
        let tight = Lines::new(&parts, Setting::Tight, &mut sources);
        assert_eq!(tight.text, "头\t\"a\nb\"\n1\t\"\"\"2\"\"\"\n");
        let cell = |lines: &Lines, text| {
            let place = lines.place_at(lines.text.find(text).unwrap()).unwrap();
            (place.row, place.column)
        };
        assert_eq!((cell(&tight, '1'), cell(&aligned, '2')), ((1, 1), (1, 3)));
        assert_eq!(grid.place(1, 3), "表 D2");
        let turned = grid.turned();
        let texts: Vec<Vec<&str>> =
            turned.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(texts, [vec!["头"], vec!["1"], vec![], vec!["a\nb", "\"2\""]]);
        assert_eq!(turned.place(3, 1), "表 D2", "places are named as people see them");
    }
}
