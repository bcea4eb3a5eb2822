//! Rows and cells of the official tables, in every way that a data file can write them.

use rust_decimal::Decimal;
use toml::de::DeValue;

use super::fit::{cells_behind, is_blank_behind, leaves_figures_out, readings};
use super::names::TableNames;
use super::number::{looks_like_number, number};
use super::official::total_of;
use super::offsets::offsets;
use super::thousands::{Rejoined, rejoined, rejoined_as_written};
use super::toml_table::{Faults, Item, control_character, too_long};
use super::tsv::{self, Field};
use super::{Cell, CellState, Column, Prose};
use crate::diagnostic::{Diagnostic, Lang, Message, message};
use crate::form::Kind;
use crate::report::rules;
use crate::source::Span;

/// A row as its reader knows it.
#[derive(Clone, Copy)]
pub(super) struct RowShape<'a> {
    /// Dotted key below its table.
    pub key: &'a str,
    /// Its columns.
    pub columns: &'a [Column],
    /// The names of the rows of its table.
    pub names: &'a TableNames,
}

/// The cells of a row in the order of its columns; a row that is not there is blank.
///
/// A row is a table by column, a list, or one string whose cells are divided by tabs.
pub(super) fn row(item: Option<&Item>, shape: RowShape, faults: &mut Faults) -> Vec<Cell> {
    let mut cells = vec![Cell::left_out(); shape.columns.len()];
    let Some(item) = item else { return cells };
    let given = match item.value {
        DeValue::Table(_) => return by_column(item, shape.columns, faults),
        DeValue::Array(_) => listed(item, shape.columns, faults),
        DeValue::String(text) => tab_divided(item, text, shape, faults),
        _ => {
            let fault = item.wrong_type(message!(
                zh: "一行：花括号、列表，或以制表符分开的文字",
                en: "a row: a table, a list, or a string divided by tabs",
            ));
            faults.push(fault.help(item.written(&format!("[{}]", item.plain(faults)))));
            return cells;
        }
    };
    for (cell, given) in cells.iter_mut().zip(given.unwrap_or_default()) {
        *cell = given;
    }
    cells
}

fn by_column(item: &Item, columns: &[Column], faults: &mut Faults) -> Vec<Cell> {
    let Some(mut table) = item.table(faults) else { return Vec::new() };
    let cells = columns
        .iter()
        .map(|column| {
            let given = table.take(column.key);
            given.and_then(|given| cell(&given, column.kind, faults)).unwrap_or_else(Cell::left_out)
        })
        .collect();
    table.finish(faults);
    cells
}

/// A list of cells; `None` if they are too many or too few.
fn listed(item: &Item, columns: &[Column], faults: &mut Faults) -> Option<Vec<Cell>> {
    let given = item.items(faults.source).unwrap_or_default();
    let count = given.len();
    if count > columns.len() {
        let rooms = [Some(columns.len()), total_of(columns)];
        let meant = rooms.into_iter().flatten().find_map(|room| rejoined(&given, room, faults.text));
        faults.push(too_many(item, count, columns.len()).help(meant.map(|meant| match meant {
            Rejoined::Sole(list) => message!(
                zh: "千分位的逗号去掉：写成 {list}",
                en: "a comma between digits makes two cells of one figure: write {list}",
            ),
            Rejoined::Several => message!(
                zh: "千分位的逗号去掉：1,264 写成 1264",
                en: "a comma between digits makes two cells of one figure: write 1264 for 1,264",
            ),
        })));
        return None;
    }
    let (meant, evident) =
        (rejoined_as_written(&given, false, faults.text), rejoined_as_written(&given, true, faults.text));
    let read = |(given, column): (Item, &Column)| cell(&given, column.kind, faults).unwrap_or_else(Cell::left_out);
    let cells: Vec<Cell> = given.into_iter().zip(columns).map(read).collect();
    let is_blank = cells.iter().all(|cell| cell.text.is_empty());
    if !is_blank && leaves_figures_out(columns, count) {
        let (zh, en) = match meant {
            Some(list) => (
                format!("千分位的逗号去掉，写成 {list}；"),
                format!("a comma between digits makes two cells of one figure: write {list}; "),
            ),
            None => Default::default(),
        };
        faults.push(too_few(item, count, columns).help(message!(
            zh: "{zh}每一列写一格：没有发生的写 0，没有数的写 \"\"；只有总计可以不写",
            en: "{en}one cell a column: `0` for what did not happen, `\"\"` where there is no figure; only a total may \
                 be left out",
        )));
        return None;
    }
    if let Some(list) = evident {
        faults.push(grouped_digits(item, &list));
    }
    Some(cells)
}

/// The warning that a list has as many cells as it should, but is written as if some were groups of one figure.
fn grouped_digits(item: &Item, meant: &str) -> Diagnostic {
    let key = &item.key;
    let fault = message!(
        zh: "“{key}”里有的逗号后面没有空格，像是千分位：一个数成了两格",
        en: "`{key}` has commas without a blank behind them, as if they grouped digits: one figure is two cells",
    );
    Diagnostic::warning(&rules::GROUPED_DIGITS, fault).at(item.span).key(key).help(message!(
        zh: "是千分位的，去掉逗号，写成 {meant}，再补上缺的列；是两格的，逗号后面空一格",
        en: "if it is one figure, write {meant} and add the columns that are missing then; if it is two, put a blank \
             behind the comma",
    ))
}

/// A line copied from a spreadsheet, with or without its labels; `None` if it is not one line of this row.
fn tab_divided(item: &Item, text: &str, shape: RowShape, faults: &mut Faults) -> Option<Vec<Cell>> {
    let place = place_of(item, text, faults);
    let lines = tsv::lines(text);
    let line = match lines.as_slice() {
        [] => return Some(Vec::new()),
        [line] => line,
        [_, second, ..] => {
            let (key, count) = (&item.key, lines.len());
            let at = second.first().map_or(item.span, |field| place.span(field.range.clone()));
            let fault = message!(
                zh: "“{key}”是一行，这里有 {count} 行",
                en: "`{key}` is one row, but there are {count} lines",
            );
            let table = key.split('.').next().unwrap_or_default();
            faults.push(Diagnostic::error(&rules::WRONG_TYPE, fault).at(at).key(key).help(message!(
                zh: "整张表粘贴在 [{table}] 下面的 pasted = '''…''' 里，各行不再另写",
                en: "paste a whole table into `pasted = '''…'''` of [{table}], and leave its rows out",
            )));
            return None;
        }
    };
    let labels = own_labels(item, line, shape, &place, faults)?;
    let columns = shape.columns;
    let (count, given) = (columns.len(), line.len().saturating_sub(labels));
    if is_blank_behind(line, labels) && !leaves_figures_out(columns, given) {
        return Some(vec![Cell::blank(); count.min(given)]);
    }
    let may_lack_total = !leaves_figures_out(columns, count.saturating_sub(1));
    match readings(line, labels, count, may_lack_total).as_slice() {
        [reading] if reading.count == count || reading.opens(line) => {
            let cells = line.iter().skip(reading.start).zip(columns);
            Some(cells.map(|(field, column)| field_cell(field, column.kind, &place, &item.key, faults)).collect())
        }
        [] => {
            let said = cells_behind(line, labels);
            faults.push(if said > count {
                too_many(item, said, count)
            } else if given < count {
                too_few(item, given, columns).help(message!(
                    zh: "各格之间是制表符（Tab），空白的格也占一格；或者写成列表 [66, 0, …]",
                    en: "cells are divided by tabs, blank ones too; or write a list: [66, 0, …]",
                ))
            } else {
                cannot_be_told(item)
            });
            None
        }
        _ => {
            faults.push(cannot_be_told(item));
            None
        }
    }
}

/// The error that blanks around the cells of a line may be cells, or what merged cells have left.
fn cannot_be_told(item: &Item) -> Diagnostic {
    let key = &item.key;
    let fault = message!(
        zh: "“{key}”的数前面或后面有空白的格，看不出各数在哪一列",
        en: "`{key}` has blank cells before or behind its figures: their columns cannot be told",
    );
    Diagnostic::error(&rules::WRONG_TYPE, fault).at(item.span).key(key).help(message!(
        zh: "写成列表，每列一格，没有数的写 \"\"",
        en: "write a list, one cell a column, `\"\"` where there is no figure",
    ))
}

/// How many cells the labels of a row fill on its line; `None` if they are those of another row.
fn own_labels(item: &Item, line: &[Field], shape: RowShape, place: &Prose, faults: &mut Faults) -> Option<usize> {
    let labels = shape.names.labels_of(line);
    let is_own = labels.rows.iter().any(|row| shape.names.rows.get(*row).is_some_and(|row| row.key == shape.key));
    let wrong = match labels.unknown {
        // A text in the place of a figure.
        Some(_) if line.len() <= shape.columns.len() => return Some(0),
        Some(at) => Some(at),
        None if is_own || labels.count == 0 => None,
        None => labels.count.checked_sub(1),
    };
    let Some(field) = wrong.and_then(|at| line.get(at)) else { return Some(labels.count) };
    let (key, label) = (&item.key, &field.text);
    let fault = message!(
        zh: "“{label}”不是“{key}”这一行的名称",
        en: "`{label}` is not the label of the row `{key}`",
    );
    let fault = Diagnostic::error(&rules::WRONG_TYPE, fault).at(place.span(field.range.clone())).key(key);
    faults.push(fault.help(message!(
        zh: "核对这一行的数是不是粘贴错了行；数是对的，只留数，删去名称",
        en: "see whether the figures are those of another row; if they are right, delete the label",
    )));
    None
}

fn too_many(item: &Item, given: usize, room: usize) -> Diagnostic {
    let key = &item.key;
    let fault = message!(
        zh: "“{key}”有 {given} 格，这一行只有 {room} 格",
        en: "`{key}` has {given} cells; this row has room for {room}",
    );
    Diagnostic::error(&rules::WRONG_TYPE, fault).at(item.span).key(key)
}

fn too_few(item: &Item, given: usize, columns: &[Column]) -> Diagnostic {
    let (key, room) = (&item.key, columns.len());
    let left_out = named(columns.iter().skip(given));
    let (zh, en) = (left_out.in_lang(Lang::Zh), left_out.in_lang(Lang::En));
    let fault = if given == 0 {
        message!(zh: "“{key}”一格也没有，缺 {zh}", en: "`{key}` has no cells; missing: {en}")
    } else {
        message!(
            zh: "“{key}”只有 {given} 格，缺 {zh}",
            en: "`{key}` has only {given} of {room} cells; missing: {en}",
        )
    };
    Diagnostic::error(&rules::WRONG_TYPE, fault).at(item.span).key(key)
}

/// The labels of some columns.
pub(super) fn named<'c>(columns: impl Iterator<Item = &'c Column>) -> Message {
    let labels: Vec<&str> = columns.map(|column| column.label.name()).collect();
    Message::new(labels.join("、"), labels.join(", "))
}

/// Where the parts of a string of the data file stand.
pub(super) fn place_of(item: &Item, text: &str, faults: &Faults) -> Prose {
    let raw = faults.text.get(item.span.range()).unwrap_or_default();
    let offsets = offsets(raw, text, item.span.start);
    Prose { text: String::new(), source: item.span.source, offsets, key: String::new() }
}

/// A cell of what was pasted: what looks like a number is one, all else is text.
pub(super) fn field_cell(field: &Field, kind: Kind, place: &Prose, key: &str, faults: &mut Faults) -> Cell {
    let text = field.text.as_str();
    let span = place.span(field.range.clone());
    let value = match control_character(text).or_else(|| too_long(text, &faults.bounds)) {
        Some(fault) => Err(Box::new(fault)),
        None if looks_like_number(text) => number(text, kind).map(Some),
        None => Ok(None),
    };
    match value {
        Ok(value) => stated(text, value, span),
        Err(fault) => {
            faults.push(fault.at(span).key(key));
            Cell::left_out()
        }
    }
}

/// One cell: a number, a text, or a table of both.
fn cell(item: &Item, kind: Kind, faults: &mut Faults) -> Option<Cell> {
    match item.value {
        DeValue::String(_) => item.line(faults).map(|text| stated(&text.value, None, text.span)),
        DeValue::Table(_) => {
            let mut table = item.table(faults)?;
            let value = table.need("value", faults);
            let text = table.need("text", faults);
            table.finish(faults);
            let value = written_number(&value?, kind, faults)?.1;
            let text = text?.line(faults)?;
            Some(stated(&text.value, Some(value), text.span))
        }
        _ => {
            let (digits, value) = written_number(item, kind, faults)?;
            Some(stated(&digits, Some(value), item.span))
        }
    }
}

fn stated(text: &str, value: Option<Decimal>, span: Span) -> Cell {
    Cell { text: text.to_owned(), value, state: CellState::Stated, span: Some(span) }
}

/// A number with its digits as the file has them; only `_` goes.
fn written_number(item: &Item, kind: Kind, faults: &mut Faults) -> Option<(String, Decimal)> {
    if !matches!(item.value, DeValue::Integer(_) | DeValue::Float(_)) {
        faults.push(item.wrong_type(message!(zh: "数字", en: "a number")).help(item.figure_instead()));
        return None;
    }
    // The parser drops a `+`, so the digits are taken from the file itself.
    let digits = faults.text.get(item.span.range()).unwrap_or_default().replace('_', "");
    match number(&digits, kind) {
        Ok(value) => Some((digits, value)),
        Err(fault) => {
            faults.push(fault.at(item.span).key(&item.key));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::form::{ColumnRole, Forms};
    use crate::report::Label;
    use crate::report::toml_table::TomlTable;
    use crate::source::Sources;
    use toml::de::DeTable;

    /// A count, a change and an amount.
    fn columns() -> Vec<Column> {
        let column = |key, form, kind| {
            let label = Label { form, ..Label::default() };
            Column { key, label, kind, role: ColumnRole::Item, groups: Vec::new() }
        };
        vec![
            column("previous", "上年数", Kind::Count),
            column("change", "本年增/减", Kind::Change),
            column("amount", "金额", Kind::Amount { unit: None }),
        ]
    }

    /// Text and value.
    type Pair = (String, Option<String>);

    /// Texts and values of the row `r`, or codes with columns of what is wrong with it.
    fn read(source: &str) -> Result<Vec<Pair>, Vec<(&'static str, usize)>> {
        let mut sources = Sources::default();
        let id = sources.add("a.toml", source);
        let table = DeTable::parse(source).expect("TOML").into_inner();
        let mut faults = Faults::new(id, source, Forms::OFFICIAL);
        let item = TomlTable::top(&table, id).take("r");
        let (columns, names) = (columns(), TableNames::of_row("r", "一、甲（注）"));
        let cells = row(item.as_ref(), RowShape { key: "r", columns: &columns, names: &names }, &mut faults);
        let found = faults.into_sorted();
        if found.is_empty() {
            return Ok(cells.into_iter().map(|cell| (cell.text, cell.value.map(|value| value.to_string()))).collect());
        }
        Err(found.iter().map(|f| (f.code(), f.span.map_or(0, |span| sources.line_column(span).column))).collect())
    }

    /// What is said of the row `r` in Chinese, and what to do.
    fn said(source: &str) -> String {
        let mut sources = Sources::default();
        let id = sources.add("a.toml", source);
        let table = DeTable::parse(source).expect("TOML").into_inner();
        let mut faults = Faults::new(id, source, Forms::OFFICIAL);
        let item = TomlTable::top(&table, id).take("r");
        let (columns, names) = (columns(), TableNames::of_row("r", "甲"));
        row(item.as_ref(), RowShape { key: "r", columns: &columns, names: &names }, &mut faults);
        let found = faults.into_sorted();
        let parts = found.iter().flat_map(|fault| [Some(&fault.message), fault.help.as_ref()]).flatten();
        parts.map(|message| message.in_lang(Lang::Zh)).collect()
    }

    fn pair(text: &str, value: &str) -> Pair {
        (text.to_owned(), (!value.is_empty()).then(|| value.to_owned()))
    }

    #[test]
    fn digits_print_as_they_are_written() {
        let row = read("r = { previous = 1_610, change = +3, amount = 12.50 }").unwrap();
        assert_eq!(row, [pair("1610", "1610"), pair("+3", "3"), pair("12.50", "12.50")]);
        let row = read("r = [-0, -3, 5_9237.244900]").unwrap();
        assert_eq!(row, [pair("-0", "0"), pair("-3", "-3"), pair("59237.244900", "59237.244900")]);
    }

    #[test]
    fn a_text_counts_nothing_unless_it_has_a_value() {
        let row = read("r = { previous = { value = 22, text = '22（其中修订 16 件）' }, change = '', amount = '/' }")
            .unwrap();
        assert_eq!(row, [pair("22（其中修订 16 件）", "22"), pair("", ""), pair("/", "")]);
    }

    #[test]
    fn rows_may_be_blank_or_missing() {
        let blank = [pair("", ""), pair("", ""), pair("", "")];
        assert_eq!(read("r = {}").unwrap(), blank);
        assert_eq!(read("r = []").unwrap(), blank);
        assert_eq!(read("r = ''").unwrap(), blank);
        assert_eq!(read("").unwrap(), blank);
    }

    #[test]
    fn a_line_of_a_spreadsheet_is_a_row() {
        let row = read("r = \"66\\t +2 \\t1,362\\n\"").unwrap();
        assert_eq!(row, [pair("66", "66"), pair("+2", "2"), pair("1,362", "")]);
        assert_eq!(read("r = '1\t\t0x1F'").unwrap(), [pair("1", "1"), pair("", ""), pair("0x1F", "")]);
        assert_eq!(read("r = '一\t-1\t-2'"), Err(vec![("negative", 11)]));
        assert_eq!(read("r = \"\\u4e00\\t1.5\\t2\""), Err(vec![("not-a-count", 14)]));
    }

    #[test]
    fn a_pasted_line_may_have_its_labels_and_blanks_of_merged_cells() {
        let expected = [pair("7", "7"), pair("", ""), pair("2.5", "2.5")];
        for line in ["7\\t\\t2.5", "一、甲\\t\\t7\\t\\t2.5\\r\\n", "\\t甲（注）\\t7\\t\\t2.5", "\\t7\\t\\t2.5\\t"]
        {
            assert_eq!(read(&format!("r = \"{line}\"")).as_deref(), Ok(expected.as_slice()), "{line}");
        }
        assert_eq!(read("r = '''\n甲\t7\t\t2.5\n'''").unwrap(), expected);
        // Of another row, of two lines, in two ways.
        assert_eq!(read("r = '乙\t7\t1\t2.5'"), Err(vec![("wrong-type", 6)]));
        assert_eq!(read("r = '''\n1\t2\t3\n4\t5\t6'''"), Err(vec![("wrong-type", 1)]));
        assert_eq!(read("r = '\t\t7\t\t'"), Err(vec![("wrong-type", 5)]));
    }

    #[test]
    fn a_row_that_is_too_short_is_refused() {
        for row in ["[7]", "[7, 8]", "['/']", "'7\t8'", "'甲\t7'"] {
            assert_eq!(read(&format!("r = {row}")), Err(vec![("wrong-type", 5)]), "{row}");
        }
        assert!(read("r = ['', '']").is_ok(), "blanks leave nothing out");
        let said = said("r = [7]");
        assert!(said.contains("只有 1 格，缺 本年增/减、金额"), "{said}");
    }

    #[test]
    fn commas_between_digits_are_named() {
        for (row, written) in [
            ("[1,264, 3, 4]", "[1264, 3, 4]"),
            ("[1,264, 100, 200]", "[1264, 100, 200]"),
            ("[1, 2,500, 3]", "[1, 2500, 3]"),
            ("[1,234,567, 2, 3]", "[1234567, 2, 3]"),
            ("[1, 264, 3, 4]", "[1264, 3, 4]"),
        ] {
            let said = said(&format!("r = {row}"));
            assert!(said.contains("千分位") && said.contains(written), "{row}: {said}");
        }
        assert!(said("r = [1,264,345, 7]").contains("1,264 写成 1264"));
        // Too few, by the way in which it is written; a fraction; as many as there should be.
        for (row, written) in [
            ("[1,264]", "写成 [1264]；"),
            ("[1, 2, 1,250.5]", "写成 [1, 2, 1250.5]"),
            ("[1,264, 0]", "写成 [1264, 0]，再补上缺的列"),
            ("[7, 1,264]", "写成 [7, 1264]，再补上缺的列"),
        ] {
            let said = said(&format!("r = {row}"));
            assert!(said.contains("千分位") && said.contains(written), "{row}: {said}");
        }
        for row in ["[1, 264, 0]", "[1,264,0]", "[12,64, 0]", "[1,2,3]"] {
            assert!(!said(&format!("r = {row}")).contains("千分位"), "{row}");
        }
        assert!(!said("r = [1, 2, 3, 4]").contains("千分位"));
    }

    #[test]
    fn what_is_no_plain_number_is_refused() {
        for number in ["0x1F", "0o17", "0b1", "1e3", "inf", "-nan", "1.1234567", "true", "2026-01-01"] {
            assert_eq!(read(&format!("r = {{ amount = {number} }}")), Err(vec![("wrong-type", 16)]), "{number}");
        }
        assert_eq!(read("r = [12.5, 1.0]"), Err(vec![("not-a-count", 6), ("not-a-count", 12)]));
        assert_eq!(read("r = [-1, -1, -0.5]"), Err(vec![("negative", 6), ("negative", 14)]));
        assert!(read("r = [9007199254740992, 0, 0]").is_ok());
        assert_eq!(read("r = [9007199254740993]"), Err(vec![("not-a-count", 6)]));
        assert_eq!(read("r = [99999999999999999999999999999999999999]"), Err(vec![("not-a-count", 6)]));
        assert_eq!(read("r = [\"a\\nb\", \"a\\u0007\"]"), Err(vec![("wrong-type", 6), ("wrong-type", 14)]));
    }

    #[test]
    fn rows_of_the_wrong_shape_are_refused() {
        assert_eq!(read("r = [1, 2, 3, 4]"), Err(vec![("wrong-type", 5)]));
        assert_eq!(read("r = '1\t2\t3\t4'"), Err(vec![("wrong-type", 5)]));
        assert_eq!(read("r = 5"), Err(vec![("wrong-type", 5)]));
        assert_eq!(read("r = [[1]]"), Err(vec![("wrong-type", 6)]));
        assert_eq!(read("r = [{ value = 1 }]"), Err(vec![("missing-key", 6)]));
        assert_eq!(read("r = [{ value = 1, text = 'a', txt = '' }, 0, 0]"), Err(vec![("unknown-key", 31)]));
    }
}
