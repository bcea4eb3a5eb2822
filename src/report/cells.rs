//! Rows and cells of the official tables, in every way that a data file can write them.

use rust_decimal::Decimal;
use toml::de::DeValue;

use super::limits::LARGEST_FIGURE;
use super::offsets::offsets;
use super::toml_table::{Faults, Item, control_character};
use super::{Cell, CellState, Column, Prose};
use crate::diagnostic::{Diagnostic, message};
use crate::form::Kind;
use crate::report::rules;
use crate::source::Span;

/// Decimals of an amount in 万元.
const AMOUNT_DECIMALS: u32 = 6;

/// The cells of a row in the order of its columns; a row that is not there is blank.
///
/// A row is a table by column, a list, or one string whose cells are divided by tabs.
pub(super) fn row(item: Option<&Item>, columns: &[Column], faults: &mut Faults) -> Vec<Cell> {
    let mut cells = vec![Cell::left_out(); columns.len()];
    let Some(item) = item else { return cells };
    let given = match item.value {
        DeValue::Table(_) => return by_column(item, columns, faults),
        DeValue::Array(_) => listed(item, columns, faults),
        DeValue::String(text) => tab_divided(item, text, columns, faults),
        _ => {
            faults.push(item.wrong_type(message!(
                zh: "一行：花括号、列表，或以制表符分开的文字",
                en: "a row: a table, a list, or a string divided by tabs",
            )));
            return cells;
        }
    };
    if given.len() > columns.len() {
        let (key, given, room) = (&item.key, given.len(), columns.len());
        faults.push(
            Diagnostic::error(
                &rules::WRONG_TYPE,
                message!(
                    zh: "“{key}”有 {given} 格，这一行只有 {room} 格",
                    en: "`{key}` has {given} cells; this row has room for {room}",
                ),
            )
            .at(item.span)
            .key(key),
        );
        return cells;
    }
    for (cell, given) in cells.iter_mut().zip(given) {
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

fn listed(item: &Item, columns: &[Column], faults: &mut Faults) -> Vec<Cell> {
    let given = item.items(faults.source).unwrap_or_default();
    let read = |(given, kind): (Item, Kind)| cell(&given, kind, faults).unwrap_or_else(Cell::left_out);
    given.into_iter().zip(kinds(columns)).map(read).collect()
}

/// A line copied from a spreadsheet: what looks like a number is one, all else is text.
fn tab_divided(item: &Item, text: &str, columns: &[Column], faults: &mut Faults) -> Vec<Cell> {
    let raw = faults.text.get(item.span.range()).unwrap_or_default();
    let place = Prose {
        text: String::new(),
        source: item.span.source,
        offsets: offsets(raw, text, item.span.start),
        key: String::new(),
    };
    // A whole line is copied with its end.
    let line = text.strip_suffix('\n').unwrap_or(text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    let mut cells = Vec::new();
    let mut start = 0;
    for (part, kind) in line.split('\t').zip(kinds(columns)) {
        let trimmed = part.trim();
        let at = start + (part.len() - part.trim_start().len());
        start += part.len() + 1;
        let span = place.span(at..at + trimmed.len());
        let value = match control_character(trimmed) {
            Some(fault) => Err(Box::new(fault)),
            None if looks_like_number(trimmed) => number(trimmed, kind).map(Some),
            None => Ok(None),
        };
        cells.push(match value {
            Ok(value) => stated(trimmed, value, span),
            Err(fault) => {
                faults.push(fault.at(span).key(&item.key));
                Cell::left_out()
            }
        });
    }
    cells
}

/// What the cells of a row hold; what is beyond its columns is refused for being there, whatever it holds.
fn kinds(columns: &[Column]) -> impl Iterator<Item = Kind> {
    columns.iter().map(|column| column.kind).chain(std::iter::repeat(Kind::Amount { unit: None }))
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
        faults.push(item.wrong_type(message!(zh: "数字", en: "a number")));
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

/// Whether a text is digits with at most a sign before and a fraction behind them.
fn looks_like_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The value of a number in plain decimal digits, with at most a sign before them; `None` if it is written otherwise or
/// too large.
pub fn plain_number(digits: &str) -> Option<Decimal> {
    let value = looks_like_number(digits).then(|| Decimal::from_str_exact(digits).ok()).flatten();
    value.filter(|value| value.abs() <= Decimal::from(LARGEST_FIGURE))
}

/// The value of a number, if such a number may stand in such a column.
fn number(digits: &str, kind: Kind) -> Result<Decimal, Box<Diagnostic>> {
    let refuse = |code, message| Err(Box::new(Diagnostic::error(code, message)));
    if !looks_like_number(digits) {
        return refuse(
            &rules::WRONG_TYPE,
            message!(
                zh: "数字“{digits}”要用普通的十进制写法",
                en: "the number `{digits}` must be written in plain decimal digits",
            ),
        );
    }
    let fraction = digits.split_once('.').map_or("", |(_, fraction)| fraction);
    match kind {
        Kind::Count | Kind::Change if digits.contains('.') => {
            return refuse(
                &rules::NOT_A_COUNT,
                message!(zh: "“{digits}”不是整数：这一格是件数", en: "`{digits}` is not a whole number, but this is a count"),
            );
        }
        Kind::Amount { .. } if fraction.len() > AMOUNT_DECIMALS as usize => {
            return refuse(
                &rules::WRONG_TYPE,
                message!(
                    zh: "金额“{digits}”的小数超过 {AMOUNT_DECIMALS} 位",
                    en: "the amount `{digits}` has more than {AMOUNT_DECIMALS} decimals",
                ),
            );
        }
        _ => {}
    }
    let Some(value) = plain_number(digits) else {
        return refuse(&rules::NOT_A_COUNT, message!(zh: "“{digits}”太大", en: "`{digits}` is too large"));
    };
    if value < Decimal::ZERO && !matches!(kind, Kind::Change) {
        return refuse(
            &rules::NEGATIVE,
            message!(zh: "“{digits}”是负数：这一格不能小于 0", en: "`{digits}` is negative, which this cell may not be"),
        );
    }
    Ok(value)
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
        let column =
            |key, kind| Column { key, label: Label::default(), kind, role: ColumnRole::Item, groups: Vec::new() };
        let kinds = [("previous", Kind::Count), ("change", Kind::Change), ("amount", Kind::Amount { unit: None })];
        kinds.map(|(key, kind)| column(key, kind)).to_vec()
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
        let cells = row(item.as_ref(), &columns(), &mut faults);
        let found = faults.into_sorted();
        if found.is_empty() {
            return Ok(cells.into_iter().map(|cell| (cell.text, cell.value.map(|value| value.to_string()))).collect());
        }
        Err(found.iter().map(|f| (f.code(), f.span.map_or(0, |span| sources.line_column(span).column))).collect())
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
    fn rows_may_be_short_empty_or_missing() {
        let blank = [pair("", ""), pair("", ""), pair("", "")];
        assert_eq!(read("r = {}").unwrap(), blank);
        assert_eq!(read("r = []").unwrap(), blank);
        assert_eq!(read("r = ''").unwrap(), blank);
        assert_eq!(read("").unwrap(), blank);
        assert_eq!(read("r = [7]").unwrap()[0], pair("7", "7"));
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
    fn what_is_no_plain_number_is_refused() {
        for number in ["0x1F", "0o17", "0b1", "1e3", "inf", "-nan", "1.1234567", "true", "2026-01-01"] {
            assert_eq!(read(&format!("r = {{ amount = {number} }}")), Err(vec![("wrong-type", 16)]), "{number}");
        }
        assert_eq!(read("r = [12.5, 1.0]"), Err(vec![("not-a-count", 6), ("not-a-count", 12)]));
        assert_eq!(read("r = [-1, -1, -0.5]"), Err(vec![("negative", 6), ("negative", 14)]));
        assert!(read("r = [9007199254740992]").is_ok());
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
        assert_eq!(read("r = [{ value = 1, text = 'a', txt = '' }]"), Err(vec![("unknown-key", 31)]));
    }
}
