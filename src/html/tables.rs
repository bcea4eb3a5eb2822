//! Tables: caption, columns, rows; each head says what it is the head of (HTML, 4.9.10).

use rustc_hash::FxHashMap;

use super::Form;
use super::body::Body;
use super::inlines::plain;
use super::look::Look;
use super::markup::Attribute;
use crate::compose::document::{Cell, CellRole, Column, NodeId, Paragraph, Table};
use crate::compose::{HeadedCell, HeadedRow, headed_rows};

/// Most columns that fit a phone.
const FEW: usize = 4;

/// Whether a table is one of the form's, which tells how its columns share the width.
fn is_official(table: &Table) -> bool {
    table.columns.iter().any(|column| matches!(column, Column::Share(_)))
}

/// How the columns and rows of a table are divided.
struct Division {
    /// How many columns each group has: as many as the heads on top are over.
    columns: Vec<usize>,
    /// The rows with which a group of rows begins.
    begins: Vec<bool>,
}

impl Body<'_> {
    /// Writes a table of the document.
    pub(super) fn table(&mut self, table: &Table) {
        let own = table.caption.as_ref();
        let words = own.map_or_else(|| self.title.clone(), |caption| plain(&caption.text));
        self.opens_scrolling(&words);
        self.tables += 1;
        let name = format!("table-{}", self.tables);
        self.opens_table(&name, table.columns.len());
        match own {
            Some(caption) => self.caption(caption),
            // In a fragment a caption is always seen: that of an official table tells editors and supervisors what it is.
            None if words.is_empty() || (self.form == Form::Fragment && !is_official(table)) => {}
            None => {
                self.out.element("caption", Look::RepeatedCaption.attribute(self.form), &words);
                self.out.line();
            }
        }
        let division = Division::new(table);
        self.columns(&name, table, &division);
        let heads = Heads::new(&name, table);
        let mut open = None;
        for (at, row) in headed_rows(table).enumerate() {
            let part = if row.is_head { "thead" } else { "tbody" };
            let begins = division.begins.get(at).copied().unwrap_or_default();
            if open != Some(part) || begins {
                open.iter().for_each(|part| self.out.close_line(part));
                self.out.open(part, []);
                self.out.line();
                open = Some(part);
            }
            self.row(table, row, &division, &heads);
        }
        open.iter().for_each(|part| self.out.close_line(part));
        self.closes_table();
    }

    /// Opens what a table scrolls sideways in. In a page the keyboard can reach it, and it has a name of its own.
    pub(super) fn opens_scrolling(&mut self, words: &str) {
        let look = Look::Scrolls.attribute(self.form);
        if self.form == Form::Fragment {
            return self.out.open("div", look);
        }
        let count = self.regions.entry(words.to_owned()).or_default();
        *count += 1;
        let words = if words.is_empty() { "表格" } else { words };
        let name = if *count == 1 { words.to_owned() } else { format!("{words}（{count}）") };
        let attributes = [("role", "region"), ("aria-label", name.as_str()), ("tabindex", "0")];
        self.out.open("div", look.into_iter().chain(attributes));
        self.out.line();
    }

    /// Opens a table of so many columns.
    pub(super) fn opens_table(&mut self, name: &str, columns: usize) {
        let look = if columns > FEW { Look::WideTable } else { Look::Table };
        let look = look.attribute(self.form);
        match self.form {
            Form::Page => self.out.open("table", std::iter::once(("id", name)).chain(look)),
            Form::Fragment => {
                let border = [("border", "1"), ("cellspacing", "0"), ("cellpadding", "4")];
                self.out.open("table", border.into_iter().chain(look));
            }
        }
        self.out.line();
    }

    /// Closes a table and what it scrolls in.
    pub(super) fn closes_table(&mut self) {
        self.out.close_line("table");
        self.out.close_line("div");
    }

    fn caption(&mut self, caption: &Paragraph) {
        let name = self.names.of(caption.id).map(|name| ("id", name));
        self.out.open("caption", name.into_iter().chain(Look::Caption.attribute(self.form)));
        self.inlines(&caption.text);
        self.out.close_line("caption");
    }

    /// Writes the groups of columns; in a page with the widths that the form asks for.
    fn columns(&mut self, name: &str, table: &Table, division: &Division) {
        let shares = table.columns.iter().map(|column| match column {
            Column::Share(share) if share.is_finite() && *share > 0.0 => Some(*share),
            Column::Share(_) | Column::Content => None,
        });
        let shares: Vec<f64> = shares.collect::<Option<_>>().unwrap_or_default();
        let has_widths = self.form == Form::Page && !shares.is_empty();
        if !has_widths && division.columns.len() < 2 {
            return;
        }
        let mut column = 0;
        for count in &division.columns {
            if has_widths {
                self.out.open("colgroup", []);
                for at in column + 1..=column + count {
                    let class = format!("c{at}");
                    self.out.open("col", [("class", class.as_str())]);
                }
            } else {
                let count = count.to_string();
                self.out.open("colgroup", [("span", count.as_str())]);
            }
            self.out.close("colgroup");
            column += count;
        }
        self.out.line();
        if has_widths {
            let all: f64 = shares.iter().sum();
            self.rules.push_str(&format!("#{name}{{table-layout:fixed}}\n"));
            for (at, share) in (1..).zip(&shares) {
                let width = share / all * 100.0;
                self.rules.push_str(&format!("#{name} .c{at}{{width:{width:.2}%}}\n"));
            }
        }
    }

    fn row(&mut self, table: &Table, row: HeadedRow, division: &Division, heads: &Heads) {
        self.out.open("tr", []);
        self.out.line();
        for HeadedCell { cell, heads: own, is_named } in row.cells {
            let name = heads.by_node.get(&cell.id).filter(|_| is_named && self.form == Form::Page);
            let names: Vec<&str> = own.iter().filter_map(|head| heads.by_node.get(head).map(String::as_str)).collect();
            let names = names.join(" ");
            let is_told = self.form == Form::Page && !names.is_empty();
            let (columns, rows) = (cell.column_span.to_string(), cell.row_span.to_string());
            let look = if cell.role == CellRole::Label { Look::Label(cell.align) } else { Look::Cell(cell.align) };
            let attributes: [Option<Attribute>; 6] = [
                name.map(|name| ("id", name.as_str())),
                (cell.column_span > 1).then_some(("colspan", columns.as_str())),
                (cell.row_span > 1).then_some(("rowspan", rows.as_str())),
                scope(table, cell, division).map(|scope| ("scope", scope)),
                is_told.then_some(("headers", names.as_str())),
                look.attribute(self.form),
            ];
            let tag = if is_head(cell) { "th" } else { "td" };
            self.out.open(tag, attributes.into_iter().flatten());
            for (at, line) in cell.lines.iter().enumerate() {
                if at > 0 {
                    self.out.open("br", []);
                }
                self.inlines(line);
            }
            self.out.close_line(tag);
        }
        self.out.close_line("tr");
    }
}

/// Whether a cell is a head that says something: one without words is none to those who have it read aloud.
fn is_head(cell: &Cell) -> bool {
    cell.role != CellRole::Data && cell.lines.iter().any(|line| !plain(line).is_empty())
}

/// What a head is the head of: of its columns or its row, and of a whole group where it is over exactly that.
fn scope(table: &Table, cell: &Cell, division: &Division) -> Option<&'static str> {
    if !is_head(cell) {
        return None;
    }
    let is_group_of_columns = || {
        let mut first = 0;
        division.columns.iter().any(|count| {
            let is_it = first == cell.column && *count == cell.column_span;
            first += count;
            is_it
        })
    };
    let end = cell.row + cell.row_span;
    let begins = |row: usize| division.begins.get(row).copied().unwrap_or(true);
    let is_group_of_rows = || begins(cell.row) && begins(end) && !(cell.row + 1..end).any(begins);
    Some(match cell.role {
        CellRole::Head if cell.row < table.head_rows => {
            if cell.column_span > 1 && is_group_of_columns() {
                "colgroup"
            } else {
                "col"
            }
        }
        // The title of a block is the head of all rows below it.
        CellRole::Head if cell.column_span == table.columns.len() && begins(cell.row) => "rowgroup",
        CellRole::Head => "col",
        CellRole::Label if cell.row_span > 1 && is_group_of_rows() => "rowgroup",
        CellRole::Label | CellRole::Data => "row",
    })
}

impl Division {
    fn new(table: &Table) -> Division {
        Division { columns: columns(table), begins: begins(table) }
    }
}

/// How many columns the heads on top are over, from the left; all of them in one where they say nothing of that.
fn columns(table: &Table) -> Vec<usize> {
    let top = table.cells.iter().filter(|cell| cell.row == 0 && table.head_rows > 0);
    let mut spans: Vec<(usize, usize)> = top.map(|cell| (cell.column, cell.column_span)).collect();
    spans.sort_unstable();
    let mut end = 0;
    let is_whole = spans.iter().all(|(column, span)| *column == std::mem::replace(&mut end, column + span));
    if is_whole && end == table.columns.len() && spans.iter().any(|(_, span)| *span > 1) {
        spans.into_iter().map(|(_, span)| span).collect()
    } else {
        vec![table.columns.len()]
    }
}

/// The rows below the head with which a group begins: titles over all columns, labels over several rows, and what
/// comes behind these. No cell reaches from one group into another.
fn begins(table: &Table) -> Vec<bool> {
    let head_rows = if table.head_rows < table.rows { table.head_rows } else { 0 };
    let mut begins = vec![false; table.rows];
    let mut mark = |row: usize| begins.iter_mut().skip(row).take(1).for_each(|begins| *begins = true);
    mark(head_rows);
    for cell in table.cells.iter().filter(|cell| cell.row >= head_rows && cell.column == 0) {
        match cell.role {
            CellRole::Head if cell.column_span == table.columns.len() => mark(cell.row),
            CellRole::Label if cell.row_span > 1 => {
                mark(cell.row);
                mark(cell.row + cell.row_span);
            }
            _ => {}
        }
    }
    for cell in table.cells.iter().filter(|cell| cell.row_span > 1) {
        begins.iter_mut().skip(cell.row + 1).take(cell.row_span - 1).for_each(|begins| *begins = false);
    }
    begins
}

/// What the heads of a table are called.
struct Heads {
    by_node: FxHashMap<NodeId, String>,
}

impl Heads {
    fn new(table: &str, of: &Table) -> Heads {
        let heads = of.cells.iter().filter(|cell| is_head(cell));
        let name = |cell: &Cell| format!("{table}-{}-{}", cell.row + 1, cell.column + 1);
        Heads { by_node: heads.map(|cell| (cell.id, name(cell))).collect() }
    }
}
