//! Rows in which a comma that groups digits has made two cells of one figure, `[1,264,0,0,0,0,0]`, and the total is
//! left out, so that there are as many cells as there should be. What tells of it are the sums.

use super::relation::Relation;
use crate::diagnostic::{Diagnostic, message};
use crate::report::{Block, Cell, CellState, OfficialTable, Report, Row, Tables, plain_number, totals};

/// The tables of a report with the groups of digits joined in all rows whose total is wrong, and what is told of these
/// rows. `relations` are those of the report. `None` if no row is written so.
pub(super) fn rejoined(report: &Report, relations: &[Relation]) -> Option<(Tables, Vec<Diagnostic>)> {
    let mut tables = report.tables.clone();
    let mut found = Vec::new();
    for table in tables.all_mut() {
        let key = table.key;
        for block in &mut table.blocks {
            let total = last_total(block);
            for row in block.rows.iter_mut().filter(|_| total.is_some()) {
                let row_key = format!("{key}.{}", row.key);
                let broken =
                    relations.iter().find(|relation| relation.broken.is_some() && relation.is_total_of(&row_key));
                if let Some((relation, joined)) = broken.and_then(|relation| Some((relation, joined(row)?))) {
                    found.push(told(relation, row, &row_key, &joined));
                    row.cells = joined;
                }
            }
        }
        recompute(table);
    }
    (!found.is_empty()).then_some((tables, found))
}

/// The column of the totals of rows, if it is the last.
fn last_total(block: &Block) -> Option<usize> {
    block.total().filter(|total| total + 1 == block.columns.len())
}

/// The cells of a row with the first group of digits joined to what stands before it, and without a total.
fn joined(row: &Row) -> Option<Vec<Cell>> {
    let at = row.cells.windows(2).position(|pair| matches!(pair, [a, b] if is_group(a, b)))?;
    let (before, group) = (row.cells.get(at)?, row.cells.get(at + 1)?);
    let text = format!("{}{}", before.text, group.text);
    let one = Cell { value: plain_number(&text), text, ..before.clone() };
    let mut cells = row.cells.clone();
    cells.splice(at..at + 2, [one]);
    cells.push(Cell::left_out());
    Some(cells)
}

/// Whether two cells are one figure but for a comma, which stands between them without a blank.
fn is_group(before: &Cell, group: &Cell) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_tight = before.span.zip(group.span).is_some_and(|(a, b)| a.source == b.source && a.end + 1 == b.start);
    let opens = is_digits(&before.text) && before.text.len() <= 3 && !before.text.starts_with('0');
    is_tight && opens && is_digits(&group.text) && group.text.len() == 3
}

fn recompute(table: &mut OfficialTable) {
    for cell in table.rows_mut().flat_map(|row| &mut row.cells) {
        if cell.state == CellState::Computed {
            *cell = Cell::left_out();
        }
    }
    totals::fill(table);
}

fn told(relation: &Relation, row: &Row, key: &str, joined: &[Cell]) -> Diagnostic {
    let label = row.label.name();
    let cells: Vec<&str> =
        joined.iter().filter(|cell| cell.state == CellState::Stated).map(|cell| cell.text.as_str()).collect();
    let list = cells.join(", ");
    let fault = message!(
        zh: "“{label}”的合计不对；一个数被千分位的逗号断成两格的话，就都对得上",
        en: "{label} does not add up; it does if a comma that groups digits has made two cells of one figure",
    );
    Diagnostic::error(relation.rule, fault).at(row.span).key(key).help(message!(
        zh: "千分位的逗号去掉：写成 [{list}]",
        en: "delete the comma between digits: write [{list}]",
    ))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found_in, found_with};
    use crate::diagnostic::Lang;

    #[test]
    fn a_group_of_digits_is_told_where_it_mends_all_sums() {
        let change = [
            ("received = [8, 2, 0, 0, 0, 0, 10]", "received = [1,264,2,0,0,0,0]"),
            ("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [1,261,1,0,0,0,0]"),
            ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", ""),
        ];
        assert_eq!(
            found_in(&change),
            [at("applicant-sum", "applications.received"), at("applicant-sum", "applications.granted")]
        );
        let found = found_with(&edited(THIS, &change), None).0;
        let help = found[0].help.as_ref().map_or("", |help| help.in_lang(Lang::Zh));
        assert_eq!(help, "千分位的逗号去掉：写成 [1264, 2, 0, 0, 0, 0]");
        // Where it does not, the sums are told.
        assert_eq!(found_in(&change[..1]).iter().filter(|(_, key)| key == "applications.received").count(), 0);
    }
}
