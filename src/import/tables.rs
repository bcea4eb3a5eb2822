//! Grids of text to the tables 二, 三 and 四, in the form that fits them.
//!
//! Each row of a grid belongs to the table whose words it has. What departs from the form (`departures`) is read in a
//! second try, which counts if it brings no less.

use super::attempt::{Reading, read_table, said};
use super::chosen::chosen;
use super::departures::departures;
use super::doubled::doubled;
use super::doubt::Doubt;
use super::grid::{Grid, Part};
use crate::diagnostic::message;
use crate::form::{Form, Forms};
use crate::report::{
    Cell, Label, Labels, Name, OfficialTable, PrintedLabel, Report, Row, TableWords, Tables, printed_labels,
};

/// The tables of some grids, in a form.
#[derive(Clone, Debug)]
pub(super) struct ReadTables {
    pub form: &'static Form,
    pub tables: Tables,
    /// Labels that depart from the form.
    pub labels: Labels,
    /// Keys of the tables that were there.
    pub found: Vec<&'static str>,
    /// Names of grids that have words of a table and are none.
    pub passed_over: Vec<String>,
    pub doubts: Vec<Doubt>,
}

/// Reads the tables of some grids in the form that fits them best; of two that fit as well, in the newer one. Labels and
/// rows of the report that they are to join are known.
pub(super) fn read_tables(
    grids: &[Grid],
    forms: Forms,
    wanted: Option<&'static Form>,
    joins: Option<&Report>,
) -> ReadTables {
    let form = wanted.unwrap_or_else(|| {
        // The last one of those that are best.
        forms.iter().max_by_key(|form| in_words_of(grids, form, forms)).unwrap_or_else(|| forms.by_year(u16::MAX))
    });
    let known = Known { form, labels: joins.map(|report| report.labels.clone()).unwrap_or_default(), joins };
    let (tables, labels) = (known.tables(&known.labels), Labels::default());
    let parts = parts(grids, &tables, forms);
    let passed_over = passed_over(grids, &parts);
    let mut read = ReadTables { form, tables, labels, found: Vec::new(), passed_over, doubts: Vec::new() };
    for (table, parts) in read.tables.all_mut().into_iter().zip(&parts) {
        if !parts.is_empty() {
            read.found.push(table.key);
            let (reading, labels) = read_departing(table, parts, forms, &known);
            if !reading.is_read && !reading.doubts.is_empty() {
                let message = message!(zh: "没有带入，原因在下面", en: "was left out: see below why");
                read.doubts.push(Doubt::new(format!("表{}", table.number), message).about(table.key, None));
            }
            *table = reading.table;
            read.doubts.extend(reading.doubts);
            labels.into_iter().for_each(|(key, label)| _ = read.labels.insert(key, label));
        }
    }
    read
}

/// The tables that stand twice in some grids: the number of each, and the places of both.
pub(super) fn doubled_tables(grids: &[Grid], form: &'static Form, forms: Forms) -> Vec<(&'static str, String, String)> {
    let tables = Tables::official(form);
    let parts = parts(grids, tables, forms);
    let of_table = |(table, parts): (&OfficialTable, &Vec<Part>)| {
        let (one, other) = doubled(table, &printed_labels(table, forms), parts)?;
        Some((table.number, one, other))
    };
    tables.all().into_iter().zip(&parts).filter_map(of_table).collect()
}

/// How well grids fit a form: figures that can be read in it and are told, and its very words.
fn in_words_of(grids: &[Grid], form: &'static Form, forms: Forms) -> (usize, usize) {
    let tables = Tables::official(form);
    let parts = parts(grids, tables, forms);
    let weight = |(table, parts): (&OfficialTable, &Vec<Part>)| {
        let reading = Some(parts).filter(|parts| !parts.is_empty()).map(|parts| read_table(table, parts, forms));
        // A figure that is told is one that was read.
        let count = |reading: Reading| reading.count() + reading.doubts.len();
        reading.filter(|reading| reading.is_read).map_or(0, count)
    };
    let read = tables.all().into_iter().zip(&parts).map(weight).sum();
    let labels: Vec<PrintedLabel> =
        tables.all().into_iter().flat_map(|table| printed_labels(table, Forms::only(form))).collect();
    let names = grids.iter().flat_map(|grid| grid.rows.iter().flatten()).map(|cell| Name::of(&cell.text));
    (read, names.filter(|name| labels.iter().any(|label| label.is(name))).count())
}

/// The names of the grids of which no row belongs to a table.
fn passed_over(grids: &[Grid], parts: &[Vec<Part>; 3]) -> Vec<String> {
    let is_read = |grid: &Grid| parts.iter().flatten().any(|part| part.grid.name == grid.name);
    grids.iter().filter(|grid| !is_read(grid)).map(|grid| grid.name.clone()).collect()
}

/// Which rows of which grids belong to which table.
fn parts<'g>(grids: &'g [Grid], tables: &Tables, forms: Forms) -> [Vec<Part<'g>>; 3] {
    let words: Vec<TableWords> = tables.all().into_iter().map(|table| TableWords::new(table, forms)).collect();
    let mut parts: [Vec<Part>; 3] = Default::default();
    for grid in grids {
        for (owned, rows) in parts.iter_mut().zip(owned_rows(grid, &words)) {
            if !rows.is_empty() {
                owned.push(Part { grid, rows });
            }
        }
    }
    let chosen: Vec<&Grid> =
        tables.all().into_iter().zip(&parts).flat_map(|(table, parts)| chosen(table, parts, forms)).collect();
    // A grid that is one table is no text, whatever else it has words of.
    parts.iter_mut().for_each(|parts| parts.retain(|part| chosen.iter().any(|grid| std::ptr::eq(*grid, part.grid))));
    parts
}

/// What is known of the tables before they are read.
struct Known<'a> {
    form: &'static Form,
    labels: Labels,
    joins: Option<&'a Report>,
}

impl Known<'_> {
    /// The tables, blank, under some labels, with the rows of the report that they are to join.
    fn tables(&self, labels: &Labels) -> Tables {
        let mut tables = Tables::blank(self.form, labels);
        let own = self.joins.into_iter().flat_map(|report| report.tables.all());
        for (table, own) in tables.all_mut().into_iter().zip(own) {
            for (_, row) in own.rows().filter(|(_, row)| row.is_extra()) {
                table.insert_extra(Row { cells: vec![Cell::left_out(); row.cells.len()], span: None, ..row.clone() });
            }
        }
        tables
    }
}

/// Reads a table from some parts, with labels that depart from the form and rows of its own if more can be read so.
fn read_departing(
    table: &OfficialTable,
    parts: &[Part],
    forms: Forms,
    known: &Known,
) -> (Reading, Vec<(String, Label)>) {
    let plain = read_table(table, parts, forms);
    let departures = departures(table, parts, forms);
    if departures.doubts.is_empty() {
        return (plain, Vec::new());
    }
    let label = |text: &String| Label { text: text.clone(), ..Label::default() };
    let given: Vec<(String, Label)> = departures.labels.iter().map(|(key, text)| (key.clone(), label(text))).collect();
    let mut labels = known.labels.clone();
    given.iter().cloned().for_each(|(key, label)| _ = labels.insert(key, label));
    let mut tables = known.tables(&labels);
    let Some(own) = tables.of_section_mut(table.key) else { return (plain, Vec::new()) };
    let count = own.rows().filter(|(_, row)| row.is_extra()).count();
    for (index, (after, text)) in (count..).zip(&departures.extra) {
        let cells = own.row(after).map(|(block, _)| vec![Cell::left_out(); block.columns.len()]).unwrap_or_default();
        own.insert_extra(Row::extra(index, after, label(text), cells, None));
    }
    let mut departing = read_table(own, parts, forms);
    // A title in other words hinders no reading, but is to be printed as it is.
    let is_as_good = departing.is_read && departing.doubts.len() <= plain.doubts.len();
    if departing.count() < plain.count() || departing.count() == plain.count() && !is_as_good {
        return (plain, Vec::new());
    }
    departing.doubts.extend(departures.doubts);
    (departing, given)
}

/// The words of the tables of the forms.
pub(super) struct Words(Vec<TableWords>);

impl Words {
    pub fn new(forms: Forms) -> Words {
        Words::of(Tables::official(forms.by_year(u16::MAX)), forms)
    }

    /// The words of some tables as a report prints them, and of the forms.
    pub fn of(tables: &Tables, forms: Forms) -> Words {
        Words(tables.all().into_iter().map(|table| TableWords::new(table, forms)).collect())
    }

    /// Whether any cell of a grid has a word of one of the tables.
    pub fn touch(&self, grid: &Grid) -> bool {
        grid.rows.iter().flat_map(|row| said(row)).any(|cell| self.0.iter().any(|words| words.know(&cell.text)))
    }

    /// Whether a grid holds a table of the form: several of its cells have words of one.
    pub fn are_in(&self, grid: &Grid) -> bool {
        /// Fewer may be met by chance.
        const LEAST: usize = 4;
        let cells = || grid.rows.iter().flat_map(|row| said(row));
        self.0.iter().any(|words| cells().filter(|cell| words.know(&cell.text)).take(LEAST).count() == LEAST)
    }
}

/// The rows of a grid by the table whose words they have. Rows of figures alone go with those above them, and what
/// stands above all words with the first.
fn owned_rows(grid: &Grid, words: &[TableWords]) -> [Vec<usize>; 3] {
    let mut owned: [Vec<usize>; 3] = Default::default();
    let mut owners: Vec<Option<usize>> = Vec::new();
    for row in &grid.rows {
        let count = |words: &TableWords| said(row).filter(|cell| words.know(&cell.text)).count();
        let counts: Vec<usize> = words.iter().map(count).collect();
        let most = counts.iter().copied().max().unwrap_or_default();
        let mut best = (0..counts.len()).filter(|at| most > 0 && counts.get(*at) == Some(&most));
        let sole = best.next().filter(|_| best.next().is_none());
        owners.push(sole.or(owners.last().copied().flatten()));
    }
    let first = owners.iter().flatten().next().copied();
    for (row, owner) in owners.into_iter().enumerate() {
        if let Some(rows) = owner.or(first).and_then(|owner| owned.get_mut(owner)) {
            rows.push(row);
        }
    }
    owned
}
