//! Tables, found on a page by their rules alone: which cells there are, what they span, and what stands in them.

use super::pdf::{Glyph, Line, Page, Pdf, Rule, lines};

/// Rules nearer than this are one.
const NEAR: f64 = 0.2;
/// Rules nearer than this belong to one table: half a thick rule and some rounding.
const TOUCH: f64 = 0.7;

/// A table, or the part of one that a page shows.
pub struct Table {
    /// Edges down, from left to right: the middles of the rules.
    pub xs: Vec<f64>,
    /// Edges across, from top to bottom.
    pub ys: Vec<f64>,
    pub rules: Vec<Rule>,
    /// In reading order.
    pub cells: Vec<Cell>,
}

/// A cell. Rows and columns count from 0.
#[derive(Clone, Debug)]
pub struct Cell {
    pub row: usize,
    pub column: usize,
    pub row_span: usize,
    pub column_span: usize,
    /// Its edges: left, top, right, bottom.
    pub edges: [f64; 4],
    pub lines: Vec<Line>,
}

impl Cell {
    /// Its text, white space left out.
    pub fn text(&self) -> String {
        super::squeezed(&self.lines.iter().map(Line::text).collect::<String>())
    }

    /// Its place: row, column, rows and columns that it spans.
    pub fn place(&self) -> (usize, usize, usize, usize) {
        (self.row, self.column, self.row_span, self.column_span)
    }

    /// Whether all its glyphs are artifacts.
    pub fn is_repeated(&self) -> bool {
        self.glyphs().all(|glyph| glyph.artifact)
    }

    pub fn glyphs(&self) -> impl Iterator<Item = &Glyph> {
        self.lines.iter().flat_map(|line| &line.glyphs)
    }
}

impl Table {
    /// The texts of a row's cells, from left to right; a cell that begins in a row above is left out.
    pub fn row(&self, row: usize) -> Vec<String> {
        self.cells.iter().filter(|cell| cell.row == row).map(Cell::text).collect()
    }

    /// All rows.
    pub fn rows(&self) -> Vec<Vec<String>> {
        (0..self.ys.len() - 1).map(|row| self.row(row)).collect()
    }

    /// The only cell of this text.
    #[track_caller]
    pub fn cell(&self, text: &str) -> &Cell {
        let found: Vec<&Cell> = self.cells.iter().filter(|cell| cell.text() == text).collect();
        assert_eq!(found.len(), 1, "{} cells say {text}", found.len());
        found[0]
    }

    /// The outer edges, the thickness of the rules left out: left, top, right, bottom.
    pub fn bounds(&self) -> [f64; 4] {
        [self.xs[0], self.ys[0], self.xs[self.xs.len() - 1], self.ys[self.ys.len() - 1]]
    }
}

/// The tables of a page, from top to bottom.
pub fn tables(page: &Page) -> Vec<Table> {
    let mut tables: Vec<Table> = connected(&page.rules)
        .into_iter()
        // A rule by itself stands above footnotes.
        .filter(|rules| rules.len() > 1)
        .map(|rules| table(rules, &page.glyphs))
        .collect();
    tables.sort_by(|a, b| a.ys[0].total_cmp(&b.ys[0]));
    tables
}

/// Groups of rules that touch.
fn connected(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let touch =
        |a: &Rule, b: &Rule| a.x0 < b.x1 + TOUCH && b.x0 < a.x1 + TOUCH && a.y0 < b.y1 + TOUCH && b.y0 < a.y1 + TOUCH;
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    for rule in rules {
        let (mut mine, others) =
            groups.into_iter().partition::<Vec<_>, _>(|group| group.iter().any(|other| touch(rule, other)));
        groups = others;
        let mut group: Vec<Rule> = mine.drain(..).flatten().collect();
        group.push(*rule);
        groups.push(group);
    }
    groups
}

fn table(rules: Vec<Rule>, glyphs: &[Glyph]) -> Table {
    let is_down = |rule: &&Rule| rule.y1 - rule.y0 > rule.x1 - rule.x0;
    let (down, across): (Vec<&Rule>, Vec<&Rule>) = rules.iter().partition(is_down);
    let xs = places(down.iter().map(|rule| rule.x0));
    let ys = places(across.iter().map(|rule| rule.y0));
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let middle = |edges: &[f64], at: usize| (edges[at] + edges[at + 1]) / 2.0;
    let wall_right = |row: usize, column: usize| {
        let y = middle(&ys, row);
        down.iter().any(|rule| (rule.x0 - xs[column + 1]).abs() < NEAR && rule.y0 < y && y < rule.y1)
    };
    let wall_below = |row: usize, column: usize| {
        let x = middle(&xs, column);
        across.iter().any(|rule| (rule.y0 - ys[row + 1]).abs() < NEAR && rule.x0 < x && x < rule.x1)
    };

    let mut taken = vec![vec![false; columns]; rows];
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if taken[row][column] {
                continue;
            }
            let column_span = (column..columns).take_while(|at| *at == column || !wall_right(row, at - 1)).count();
            let row_span = (row..rows).take_while(|at| *at == row || !wall_below(at - 1, column)).count();
            for line in &mut taken[row..row + row_span] {
                line[column..column + column_span].fill(true);
            }
            let edges = [xs[column], ys[row], xs[column + column_span], ys[row + row_span]];
            cells.push(Cell { row, column, row_span, column_span, edges, lines: lines(within(glyphs, edges)) });
        }
    }
    Table { xs, ys, rules, cells }
}

/// Glyphs whose middle stands within these edges.
fn within(glyphs: &[Glyph], [left, top, right, bottom]: [f64; 4]) -> impl Iterator<Item = &Glyph> {
    glyphs.iter().filter(move |glyph| {
        let (x, y) = (glyph.x + glyph.advance / 2.0, glyph.y - glyph.size * 0.4);
        left < x && x < right && top < y && y < bottom
    })
}

/// Sorted places, those that are near to one another taken as one.
fn places(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut places: Vec<f64> = values.collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|next, kept| *next - *kept < NEAR);
    places
}

/// A part of a table and the index of its page.
pub type Part = (usize, Table);

/// The parts of the tables of a section: those between its heading and the next.
pub fn section(pdf: &Pdf, number: usize) -> Vec<Part> {
    let place =
        |number: usize| pdf.outline.get(number - 1).map_or((usize::MAX, 0.0), |bookmark| (bookmark.page, bookmark.top));
    let (from, to) = (place(number), place(number + 1));
    let all = pdf.pages.iter().enumerate().flat_map(|(page, shown)| tables(shown).into_iter().map(move |t| (page, t)));
    all.filter(|(page, table)| from < (*page, table.ys[0]) && (*page, table.ys[0]) < to).collect()
}

/// Rows of a table that goes over several pages: what is repeated is left out, and with it a row that is only that.
pub fn joined(parts: &[Part]) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (_, table) in parts {
        for row in 0..table.ys.len() - 1 {
            let cells: Vec<&Cell> = table.cells.iter().filter(|cell| cell.row == row).collect();
            let own: Vec<String> = cells
                .iter()
                .filter(|cell| cell.lines.is_empty() || !cell.is_repeated())
                .map(|cell| cell.text())
                .collect();
            if own.iter().any(|text| !text.is_empty()) || cells.iter().all(|cell| cell.lines.is_empty()) {
                rows.push(own);
            }
        }
    }
    rows
}

/// Rows as they are written here: cells divided by `|`.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

#[track_caller]
pub fn assert_rows(found: &[Vec<String>], expected: &[Vec<String>]) {
    for (number, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert_eq!(found, expected, "row {number}");
    }
    assert_eq!(found.len(), expected.len());
}
