//! A sheet of .xls, record by record.

use std::collections::HashMap;

use super::super::limits::{Fault, Room};
use super::super::look::Look;
use super::super::rich::Rich;
use super::super::sheet::{Area, Cell, Formula, Run, Sheet, Value};
use super::compound::{f64_at, u16_at, u32_at};
use super::globals::Globals;
use super::records::{BEGIN, CONTINUE, CUT_SHORT, END, records};
use super::strings::Segments;
use super::tokens::{Told, told};
use crate::diagnostic::message;

const FORMULA: u16 = 0x0006;
const COLUMNS: u16 = 0x007D;
const NUMBERS: u16 = 0x00BD;
const RICH_TEXT: u16 = 0x00D6;
const MERGES: u16 = 0x00E5;
const TEXT_BY_INDEX: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const TEXT: u16 = 0x0204;
const TRUTH_OR_ERROR: u16 = 0x0205;
const TEXT_OF_FORMULA: u16 = 0x0207;
const ROW: u16 = 0x0208;
const SHORT_NUMBER: u16 = 0x027E;
const SHARED_FORMULA: u16 = 0x04BC;

/// Reads the part of a sheet.
///
/// # Errors
/// It is damaged, or larger than any report.
pub(super) fn read(
    stream: &[u8],
    start: usize,
    sheet: Sheet,
    globals: &Globals,
    room: &mut Room,
) -> Result<Sheet, Fault> {
    let mut reader = Reader { sheet, globals, room, shared: HashMap::new(), formulas: Vec::new(), awaits_text: false };
    let mut left = records(stream, start).peekable();
    left.next().filter(|record| record.kind == BEGIN).ok_or(Fault::Damaged)?;
    // Charts in a sheet are parts of their own.
    let mut depth = 1;
    while let Some(record) = left.next() {
        let mut segments = vec![record.data];
        while let Some(further) = left.next_if(|next| next.kind == CONTINUE) {
            segments.push(further.data);
        }
        // Several sheets may say that they begin at one place.
        reader.room.walk(segments.iter().map(|own| own.len() + 4).sum())?;
        match record.kind {
            BEGIN => depth += 1,
            END if depth == 1 => return Ok(reader.finished()),
            END => depth -= 1,
            CUT_SHORT => break,
            kind if depth == 1 => reader.record(kind, record.data, segments)?,
            _ => {}
        }
    }
    Err(Fault::Damaged)
}

struct Reader<'r> {
    sheet: Sheet,
    globals: &'r Globals,
    room: &'r mut Room,
    /// Formulas that several cells share, by the first of these.
    shared: HashMap<(usize, usize), Told>,
    /// Formulas by the index of their cell.
    formulas: Vec<(usize, Told)>,
    /// Whether the last cell is a formula whose text follows.
    awaits_text: bool,
}

impl Reader<'_> {
    fn record(&mut self, kind: u16, data: &[u8], segments: Vec<&[u8]>) -> Result<(), Fault> {
        match kind {
            NUMBER => self.put(data, f64_at(data, 6).map(Value::Number)),
            SHORT_NUMBER => self.put(data, u32_at(data, 6).map(|number| Value::Number(unpacked(number)))),
            NUMBERS => {
                let (row, first) = u16_at(data, 0).zip(u16_at(data, 2)).ok_or(Fault::Damaged)?;
                let cells = data.get(4..data.len().saturating_sub(2)).ok_or(Fault::Damaged)?;
                if cells.len() % 6 != 0 {
                    return Err(Fault::Damaged);
                }
                for (at, cell) in cells.chunks_exact(6).enumerate() {
                    let column = u16::try_from(usize::from(first) + at).map_err(|_| Fault::Damaged)?;
                    let place = [row.to_le_bytes(), column.to_le_bytes()].concat();
                    let own = [&place, cell].concat();
                    self.put(&own, u32_at(&own, 6).map(|number| Value::Number(unpacked(number))))?;
                }
                Ok(())
            }
            TEXT_BY_INDEX => {
                let index = u32_at(data, 6).ok_or(Fault::Damaged)?;
                match self.globals.string(index as usize).cloned() {
                    Some(text) => self.put_text(data, &text),
                    None => self.put(
                        data,
                        Some(Value::Unclear(message!(
                            zh: "是文字，可是文件里没有这段文字（{index}），没有带入：对照原来的文件填",
                            en: "is a text that the file does not have ({index}): left out; look it up in the file",
                        ))),
                    ),
                }
            }
            TEXT | RICH_TEXT => {
                let mut segments = Segments::new(segments);
                let text = segments.skip(6).and_then(|()| segments.text()).ok_or(Fault::Damaged)?;
                self.put_text(data, &self.globals.stretches(&text))
            }
            TRUTH_OR_ERROR => {
                let value = data.get(6).zip(data.get(7)).map(|(value, kind)| match kind {
                    0 => Value::Truth,
                    _ => Value::Error(error(*value).to_owned()),
                });
                self.put(data, value)
            }
            FORMULA => self.formula(data),
            TEXT_OF_FORMULA => {
                let text = Segments::new(segments).text().map(|text| String::from_utf16_lossy(&text.units));
                // One that follows no formula that waits for it is no cell's.
                let cell = self.sheet.cells.last_mut().filter(|_| self.awaits_text);
                self.awaits_text = false;
                if let Some((cell, text)) = cell.zip(text) {
                    self.room.take_text(text.len())?;
                    cell.value = Value::Text(text);
                }
                Ok(())
            }
            SHARED_FORMULA => {
                // It stands behind the formula of its first cell.
                let length = u16_at(data, 8).unwrap_or_default().into();
                let tokens = data.get(10..).and_then(|tokens| tokens.get(..length)).unwrap_or_default();
                if let Some(cell) = self.sheet.cells.last() {
                    self.shared.insert((cell.row, cell.column), self.told(tokens));
                }
                Ok(())
            }
            ROW => {
                let is_hidden = u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0);
                if let Some(row) = u16_at(data, 0).filter(|_| is_hidden) {
                    self.sheet.hide_rows(Run::of(row.into()), self.room)?;
                }
                Ok(())
            }
            COLUMNS => {
                let is_hidden = u16_at(data, 8).is_some_and(|flags| flags & 1 != 0) || u16_at(data, 4) == Some(0);
                let run = u16_at(data, 0).zip(u16_at(data, 2));
                if let Some((first, last)) = run.filter(|_| is_hidden) {
                    self.room.take_area()?;
                    self.sheet.hidden_columns.push(Run { first: first.into(), last: last.into() });
                }
                Ok(())
            }
            MERGES => {
                let areas = data.get(2..).unwrap_or_default().chunks_exact(8);
                let run = |area: &[u8], at| {
                    let (first, last) = (u16_at(area, at)?, u16_at(area, at + 2)?);
                    (first <= last).then_some(Run { first: first.into(), last: last.into() })
                };
                for area in areas.filter_map(|area| Some(Area { rows: run(area, 0)?, columns: run(area, 4)? })) {
                    self.room.take_area()?;
                    self.sheet.merges.push(area);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Puts a cell where the record says: row, column and style are its first six bytes.
    fn put(&mut self, data: &[u8], value: Option<Value>) -> Result<(), Fault> {
        let (mut cell, look) = self.cell(data)?;
        cell.value = match value.ok_or(Fault::Damaged)? {
            Value::Number(number) if !number.is_finite() => Value::Error(number.to_string()),
            value => value,
        };
        look.put_on(&mut cell);
        self.room.take_cell()?;
        self.awaits_text = false;
        self.sheet.cells.push(cell);
        Ok(())
    }

    fn put_text(&mut self, data: &[u8], text: &Rich) -> Result<(), Fault> {
        let (mut cell, look) = self.cell(data)?;
        self.room.take_text(text.len())?;
        self.room.take_cell()?;
        self.awaits_text = false;
        let (text, struck) = text.seen(look.line);
        (cell.value, cell.struck) = (Value::Text(text), struck);
        look.put_on(&mut cell);
        self.sheet.cells.push(cell);
        Ok(())
    }

    /// A blank cell where the record says, and how it looks.
    fn cell(&self, data: &[u8]) -> Result<(Cell, Look), Fault> {
        let place = u16_at(data, 0).zip(u16_at(data, 2)).zip(u16_at(data, 4));
        let ((row, column), style) = place.ok_or(Fault::Damaged)?;
        let cell = Cell { row: row.into(), column: column.into(), ..Cell::default() };
        Ok((cell, self.globals.look_of(style.into())))
    }

    fn formula(&mut self, data: &[u8]) -> Result<(), Fault> {
        let result = data.get(6..14).ok_or(Fault::Damaged)?;
        let value = match (u16_at(result, 6), result.first(), result.get(2)) {
            (Some(0xFFFF), Some(1), _) => Value::Truth,
            (Some(0xFFFF), Some(2), Some(code)) => Value::Error(error(*code).to_owned()),
            // A text, which follows, or none.
            (Some(0xFFFF), ..) => Value::Text(String::new()),
            _ => Value::Number(f64_at(result, 0).unwrap_or_default()),
        };
        let awaits_text = matches!(value, Value::Text(_));
        self.put(data, Some(value))?;
        self.awaits_text = awaits_text;
        let length = u16_at(data, 20).unwrap_or_default().into();
        let tokens = data.get(22..).and_then(|tokens| tokens.get(..length)).unwrap_or_default();
        self.formulas.push((self.sheet.cells.len() - 1, self.told(tokens)));
        Ok(())
    }

    fn told(&self, tokens: &[u8]) -> Told {
        told(tokens, |index| self.globals.are_external.get(index).copied().unwrap_or_default())
    }

    /// The sheet, its formulas with their cells.
    fn finished(mut self) -> Sheet {
        for (cell, own) in self.formulas {
            let told = own.shared_from.and_then(|from| self.shared.get(&from)).copied().unwrap_or(own);
            if let Some(cell) = self.sheet.cells.get_mut(cell).filter(|cell| cell.struck.is_empty()) {
                let home = (cell.row, cell.column);
                let Told { reach, is_made_again, .. } = told;
                cell.formula = Some(Formula { text: "".into(), home, reach, is_made_again });
            }
        }
        self.sheet
    }
}

/// A number of four bytes (MS-XLS 2.5.217): a whole one, or the greater half of one with a point; either may be a hundred
/// times what is meant.
fn unpacked(number: u32) -> f64 {
    let value =
        if number & 2 != 0 { f64::from((number as i32) >> 2) } else { f64::from_bits(u64::from(number & !3) << 32) };
    if number & 1 != 0 { value / 100.0 } else { value }
}

/// What a cell shows whose formula failed.
fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#?",
    }
}

#[cfg(test)]
mod tests {
    use super::unpacked;

    /// The examples of MS-XLS 2.5.217.
    #[test]
    fn numbers_of_four_bytes() {
        assert_eq!(unpacked(0x3FF0_0000), 1.0);
        assert_eq!(unpacked(0x3FF0_0001), 0.01);
        assert_eq!(unpacked(0x004B_5646), 1_234_321.0);
        assert_eq!(unpacked(0x004B_5647), 12_343.21);
        assert_eq!(unpacked(0xFFFF_FFFE), -1.0);
    }
}
