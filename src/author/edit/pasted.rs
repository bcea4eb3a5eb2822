//! What goes where when a block is pasted into an official table. Where it has labels of the form, these tell; a block of
//! figures alone goes to the cell that is active and from there right and down.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::Refusal;
use super::rows::is_reckoned;
use super::typed::{Typed, typed};
use crate::diagnostic::{Lang, Message, message};
use crate::import::clipboard::{Clipboard, LabelledTable};
use crate::report::{Block, Cell, CellState, OfficialTable, Report, Row, is_like_label, is_no_figure, totals};

/// What goes where when a block is pasted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PastedCells {
    /// Whether every cell of the block has its place and nothing is doubtful.
    pub exact: bool,
    /// The cells that take something, in printed order: also those that say it already, but no totals that follow from
    /// the others anyway.
    pub cells: Vec<PastedCell>,
    /// What is not sure, or was left out.
    pub doubts: Vec<Message>,
}

/// A cell that takes something.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedCell {
    /// Its dotted key.
    pub key: String,
    /// What it takes, to be typed into it.
    pub text: String,
    /// What it says now.
    pub old: String,
}

/// Which cells of a report take what, when a block is pasted where the cell of the dotted key `active` is: `html` is the
/// clipboard as a page, if it has that, and `text` as lines of cells divided by tabs.
///
/// # Errors
/// There is no cell of this key.
pub fn pasted_cells(report: &Report, active: &str, html: Option<&str>, text: &str) -> Result<PastedCells, Refusal> {
    let clipboard = Clipboard::new(html, text, report);
    let rows = clipboard.rows();
    let is_block = rows.len() > 1 || rows.iter().any(|row| row.len() > 1);
    let mut pasted = match is_block && clipboard.has_labels(report) {
        true => by_labels(report, clipboard.tables(report)),
        false => by_place(report, active, &rows)?,
    };
    follow(report, &mut pasted.cells);
    pasted.exact = pasted.doubts.is_empty() && !pasted.cells.is_empty();
    Ok(pasted)
}

/// Cells where their labels say. A blank erases nothing.
fn by_labels(report: &Report, tables: Vec<LabelledTable>) -> PastedCells {
    let mut pasted = PastedCells::default();
    for LabelledTable { table, doubts } in tables {
        let Some(own) = report.tables.of_section(table.key) else { continue };
        for (block, row) in table.rows().filter(|(_, row)| row.span.is_some()) {
            let Some((_, own_row)) = own.row(&row.key) else {
                let label = row.label.name();
                pasted.doubts.push(message!(
                    zh: "没有“{label}”这一行，没有带入",
                    en: "there is no row `{label}`: it was left out",
                ));
                continue;
            };
            let mut blanks = 0;
            for ((column, cell), old) in block.columns.iter().zip(&row.cells).zip(&own_row.cells) {
                let says_nothing = cell.state != CellState::Stated || cell.text.is_empty();
                blanks += usize::from(says_nothing && old.state == CellState::Stated && !old.text.is_empty());
                if !says_nothing {
                    let key = format!("{}.{}.{}", table.key, row.key, column.key);
                    pasted.cells.push(PastedCell { key, text: cell.text.clone(), old: old.text.clone() });
                }
            }
            if blanks > 0 {
                let label = row.label.name();
                pasted.doubts.push(message!(
                    zh: "“{label}”有 {blanks} 格是空白，原来的数没有动",
                    en: "{blanks} cells of `{label}` are blank: what is there stays",
                ));
            }
        }
        pasted.doubts.extend(doubts.iter().map(|doubt| {
            let place = &doubt.place;
            let (zh, en) = (doubt.message.in_lang(Lang::Zh), doubt.message.in_lang(Lang::En));
            message!(zh: "{place}：{zh}", en: "{place}: {en}")
        }));
    }
    if pasted.cells.is_empty() && pasted.doubts.is_empty() {
        pasted.doubts.push(message!(
            zh: "看不出各数在哪一行、哪一列，没有带入",
            en: "which figure belongs to which row and column cannot be told: nothing was taken over",
        ));
    }
    pasted
}

/// Cells from the active one on, right and down over the cells of figures as they are printed.
fn by_place(report: &Report, active: &str, rows: &[Vec<String>]) -> Result<PastedCells, Refusal> {
    let unknown = || Refusal::unknown(active);
    let table = active.split('.').next().and_then(|key| report.tables.of_section(key)).ok_or_else(unknown)?;
    let printed = printed(table);
    let place = printed.iter().enumerate().find_map(|(row, cells)| {
        let column = cells.iter().position(|(key, _)| key == active)?;
        Some((row, column))
    });
    let (first_row, first_column) = place.ok_or_else(unknown)?;
    let mut pasted = PastedCells::default();
    let (mut beyond, mut words) = (Vec::new(), Vec::new());
    for (row, texts) in rows.iter().enumerate() {
        let cells = printed.get(first_row + row);
        for (column, text) in texts.iter().enumerate() {
            let cell = cells.and_then(|cells| cells.get(first_column + column));
            match cell {
                Some((key, old)) => {
                    let typed = typed(text);
                    if typed.value.is_none() && !is_no_figure(&typed.text) {
                        words.push(typed.text.clone());
                    }
                    let old = old.text.clone();
                    pasted.cells.push(PastedCell { key: key.clone(), text: typed.text, old });
                }
                None if text.trim().is_empty() => {}
                None => beyond.push(text.trim().to_owned()),
            }
        }
    }
    let shown = |texts: &[String]| texts.iter().take(6).cloned().collect::<Vec<_>>().join("、");
    if !words.is_empty() {
        let (shown, is_label) = (shown(&words), words.iter().any(|word| is_like_label(word)));
        pasted.doubts.push(match is_label {
            true => message!(zh: "不是数，像是名称：{shown}", en: "no figures, but labels: {shown}"),
            false => message!(zh: "不是数：{shown}", en: "no figures: {shown}"),
        });
    }
    if !beyond.is_empty() {
        let (count, shown) = (beyond.len(), shown(&beyond));
        pasted.doubts.push(message!(
            zh: "有 {count} 格放不下，没有带入：{shown}",
            en: "{count} cells have no place and were left out: {shown}",
        ));
    }
    Ok(pasted)
}

/// The keys and cells of a table, line by line as it is printed.
fn printed(table: &OfficialTable) -> Vec<Vec<(String, &Cell)>> {
    let keys = |block: &Block, row: &Row| -> Vec<String> {
        block.columns.iter().map(|column| format!("{}.{}.{}", table.key, row.key, column.key)).collect()
    };
    let lines = table.rows().map(|(block, row)| keys(block, row).into_iter().zip(&row.cells).collect());
    match table.is_side_by_side() {
        true => vec![lines.flat_map(|line: Vec<_>| line).collect()],
        false => lines.collect(),
    }
}

/// Takes out the totals that the file leaves out and that the other cells come to.
fn follow(report: &Report, cells: &mut Vec<PastedCell>) {
    let pasted: BTreeMap<&str, Typed> = cells.iter().map(|cell| (cell.key.as_str(), typed(&cell.text))).collect();
    let mut following: BTreeSet<String> = BTreeSet::new();
    let mut tables = report.tables.clone();
    for table in tables.all_mut() {
        let mut left_out: Vec<(String, Option<Decimal>)> = Vec::new();
        let key = table.key;
        for block in &mut table.blocks {
            let reckoned: Vec<Vec<bool>> = block
                .rows
                .iter()
                .map(|row| (0..row.cells.len()).map(|at| is_reckoned(block, row.role, at)).collect())
                .collect();
            for (row, reckoned) in block.rows.iter_mut().zip(reckoned) {
                for ((column, cell), is_reckoned) in block.columns.iter().zip(&mut row.cells).zip(reckoned) {
                    let own = format!("{key}.{}.{}", row.key, column.key);
                    let typed = pasted.get(own.as_str());
                    match typed {
                        Some(typed) if is_reckoned && cell.state != CellState::Stated => {
                            *cell = Cell::left_out();
                            if typed.value.is_some() || typed.text.is_empty() {
                                left_out.push((own, typed.value));
                            }
                        }
                        Some(typed) => {
                            *cell = Cell { text: typed.text.clone(), value: typed.value, ..Cell::blank() };
                        }
                        None if cell.state == CellState::Computed => *cell = Cell::left_out(),
                        None => {}
                    }
                }
            }
        }
        totals::fill(table);
        let value = |own: &str| {
            let (row, column) = own.split_once('.')?.1.rsplit_once('.')?;
            table.cell(row, column).map(|cell| cell.value)
        };
        following.extend(left_out.into_iter().filter(|(own, new)| value(own) == Some(*new)).map(|(own, _)| own));
    }
    cells.retain(|cell| !following.contains(&cell.key));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::author::testing::read;

    const DATA: &str = "[report]\norgan = '甲局'\nyear = 2025\n[applications]\nreceived = [1, 2, 3, 4, 5, 6]\n\
        granted = [9, '', '', '', '', '', 9]\n[[disclosure.extra]]\nafter = 'normative'\nlabel = '其他文件'\ncells = [7, 8, 9]\n";

    /// `key old→text` of each cell, and what is doubtful, in Chinese.
    fn pasted(active: &str, html: Option<&str>, text: &str) -> (bool, Vec<String>, String) {
        let (_, report) = read(DATA);
        let PastedCells { exact, cells, doubts } = pasted_cells(&report, active, html, text).unwrap();
        let doubts: Vec<&str> = doubts.iter().map(|doubt| doubt.in_lang(Lang::Zh)).collect();
        let cell = |cell: &PastedCell| format!("{} {}→{}", cell.key, cell.old, cell.text);
        (exact, cells.iter().map(cell).collect(), doubts.join("；"))
    }

    #[test]
    fn figures_alone_go_right_and_down_from_the_active_cell() {
        let (exact, cells, doubts) = pasted("applications.received.legal", None, "1,020\t7\r\n\t8\r\n");
        assert_eq!(
            cells,
            [
                "applications.received.legal 5→1020",
                "applications.received.other 6→7",
                "applications.carried_in.legal →",
                "applications.carried_in.other →8",
            ]
        );
        assert_eq!((exact, doubts.as_str()), (true, ""));
        // Over the rows of table 二 as they are printed, each as wide as it is; beyond them nothing has a place.
        let (exact, cells, doubts) = pasted("disclosure.extra.0.repealed", None, "1\t2\t3\n4\n");
        assert_eq!(cells, ["disclosure.extra.0.repealed 8→1", "disclosure.extra.0.in_force 9→2"]);
        assert!(!exact && doubts.contains("2 格放不下") && doubts.contains("3、4"), "{doubts}");
        // Table 四 is one line.
        let (exact, cells, _) = pasted("remedies.reconsideration.pending", None, "1\t1\t5");
        let expected = ["remedies.reconsideration.pending →1", "remedies.litigation_direct.upheld →5"];
        assert_eq!((exact, cells.as_slice()), (true, expected.map(str::to_owned).as_slice()));
    }

    /// A total that the file leaves out and that comes to the same stays left out.
    #[test]
    fn totals_that_follow_are_not_stated() {
        let (exact, cells, _) = pasted("applications.received.natural", None, "2\t2\t2\t2\t2\t2\t12");
        assert_eq!((exact, cells.len()), (true, 6));
        let (_, cells, _) = pasted("applications.received.natural", None, "2\t2\t2\t2\t2\t2\t13");
        assert_eq!(cells.last().unwrap(), "applications.received.total 21→13");
        let (_, cells, _) = pasted("applications.granted.natural", None, "2\t2\t2\t2\t2\t2\t12");
        assert_eq!(cells.last().unwrap(), "applications.granted.total 9→12");
    }

    #[test]
    fn words_among_figures_are_doubtful() {
        let (exact, cells, doubts) = pasted("applications.received.natural", None, "约5\t/");
        assert_eq!(cells, ["applications.received.natural 1→约5", "applications.received.enterprise 2→/"]);
        assert!(!exact && doubts.contains("约5"), "{doubts}");
        assert!(pasted_cells(&read(DATA).1, "applications.received.nobody", None, "1").is_err());
    }

    #[test]
    fn labels_tell_where_figures_go() {
        let rows = "（一）予以公开\t1\t0\t0\t0\t0\t0\t1\n8.属于行政查询事项\t2\t0\t0\t0\t0\t3\t5\n";
        let (exact, cells, doubts) = pasted("applications.received.natural", None, rows);
        assert_eq!(doubts, "");
        assert!(exact);
        assert_eq!(cells.first().unwrap(), "applications.granted.natural 9→1");
        assert!(cells.contains(&"applications.granted.total 9→1".to_owned()), "{cells:?}");
        assert!(cells.contains(&"applications.refused.query.other →3".to_owned()), "{cells:?}");
        assert!(!cells.iter().any(|cell| cell.contains("query.total")), "{cells:?}");

        let page = "<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>1<td>0<td>3\
            <tr><td>行政规范性文件<td>5<td>2<td>40（其中修订3件）<tr><td>其他文件<td><td>80<td>90</table>";
        let (exact, cells, doubts) = pasted("applications.received.natural", Some(page), "x");
        assert_eq!(
            cells,
            [
                "disclosure.regulations.issued →1",
                "disclosure.regulations.repealed →0",
                "disclosure.regulations.in_force →3",
                "disclosure.normative.issued →5",
                "disclosure.normative.repealed →2",
                "disclosure.normative.in_force →40（其中修订3件）",
                "disclosure.extra.0.repealed 8→80",
                "disclosure.extra.0.in_force 9→90",
            ]
        );
        assert!(!exact && doubts.contains("照样印") && doubts.contains("“其他文件”有 1 格是空白"), "{doubts}");
    }

    /// A page whose table is no more than figures goes by place as its text does; a merged cell stands in its first.
    #[test]
    fn a_page_of_figures_goes_by_place() {
        let page = "<table><tr><td>11<td>12<tr><td>13<td>14</table>";
        let (exact, cells, doubts) = pasted("applications.received.natural", Some(page), "11\t12\n13\t14");
        assert_eq!((exact, cells.len(), doubts.as_str()), (true, 4, ""));
        assert_eq!(cells.last().unwrap(), "applications.carried_in.enterprise →14");
    }
}
