//! A sheet of .xlsx, cell by cell.

use std::collections::HashMap;

use super::super::limits::{Fault, LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS, Room};
use super::super::look::Look;
use super::super::package::Part;
use super::super::rich::Rich;
use super::super::sheet::{Area, Cell, Formula, Run, Sheet, Value};
use super::super::xml::{Element, Node};
use super::strings::{text, unescaped};
use crate::diagnostic::message;

/// Characters of a value that a message repeats.
const TOLD: usize = 40;
/// Bytes of a formula that are looked at; Excel has 8,192 characters.
const LONGEST_FORMULA: usize = 32 << 10;

/// Reads the part of a sheet.
///
/// # Errors
/// It is damaged, or larger than any report.
pub(super) fn read(
    part: Part,
    blank: Sheet,
    looks: &[Look],
    strings: &[Rich],
    room: &mut Room,
) -> Result<Sheet, Fault> {
    let mut reader = Reader {
        part,
        sheet: blank,
        looks,
        strings,
        room,
        row: 0,
        column: 0,
        is_row_known: false,
        shared: HashMap::new(),
    };
    reader.sheet()?;
    Ok(reader.sheet)
}

struct Reader<'r, 'p, 'b> {
    part: Part<'p, 'b>,
    sheet: Sheet,
    looks: &'r [Look],
    strings: &'r [Rich],
    room: &'r mut Room,
    /// Where the next row and cell stand that do not say where they stand.
    row: usize,
    column: usize,
    /// Whether it is known which row is open: it or a cell of it has said so.
    is_row_known: bool,
    /// Formulas that several cells share, by their index.
    shared: HashMap<usize, Formula>,
}

/// What the beginning of a cell says.
struct Start {
    row: usize,
    column: usize,
    kind: String,
    look: Look,
}

impl Reader<'_, '_, '_> {
    fn sheet(&mut self) -> Result<(), Fault> {
        while let Some(node) = self.part.next()? {
            match node {
                Node::Open(element) => match element.name() {
                    "col" => {
                        let run = element.number("min").zip(element.number("max"));
                        let is_hidden = element.is_set("hidden") || has_no_size(&element, "width");
                        if let Some((first, last)) = run.filter(|_| is_hidden) {
                            self.room.take_area()?;
                            let (first, last) = (first.saturating_sub(1), last.saturating_sub(1));
                            self.sheet.hidden_columns.push(Run { first, last });
                        }
                    }
                    "row" => {
                        self.is_row_known = element.attribute("r").is_some();
                        if self.is_row_known {
                            let row = element.number("r").and_then(|row| row.checked_sub(1));
                            self.row = row.ok_or(Fault::Damaged)?;
                        }
                        self.column = 0;
                        if element.is_set("hidden") || has_no_size(&element, "ht") {
                            self.sheet.hide_rows(Run::of(self.row), self.room)?;
                        }
                    }
                    "c" => {
                        let start = start(&element, (self.row, self.column), self.looks)?;
                        self.column = start.column + 1;
                        if !self.is_row_known {
                            (self.row, self.is_row_known) = (start.row, true);
                        }
                        self.cell(start)?;
                    }
                    "mergeCell" => {
                        let area = element.attribute("ref").and_then(|text| area(&text));
                        if let Some(area) = area {
                            self.room.take_area()?;
                            self.sheet.merges.push(area);
                        }
                    }
                    _ => {}
                },
                Node::Close(end) if end.name() == "row" => self.row += 1,
                _ => {}
            }
        }
        Ok(())
    }

    /// A cell, to its end.
    fn cell(&mut self, start: Start) -> Result<(), Fault> {
        let Start { row, column, kind, look } = start;
        let (mut value, mut is_value, mut inline, mut values) = (String::new(), false, None, 0);
        let (mut formula, mut is_formula, mut has_formula, mut index) = (String::new(), false, false, None);
        loop {
            match self.part.next()?.ok_or(Fault::Damaged)? {
                Node::Open(element) => match element.name() {
                    // Programs would each take another one for the cell that goes on.
                    "c" | "row" => return Err(Fault::Damaged),
                    "v" => {
                        is_value = true;
                        values += 1;
                    }
                    "f" => {
                        (is_formula, has_formula) = (true, true);
                        let is_shared = element.attribute("t").is_some_and(|kind| kind == "shared");
                        index = element.number("si").filter(|_| is_shared);
                    }
                    "is" => {
                        inline = Some(text(&mut self.part)?);
                        values += 1;
                    }
                    _ => {}
                },
                Node::Close(end) => match end.name() {
                    "c" => break,
                    "v" => is_value = false,
                    "f" => is_formula = false,
                    _ => {}
                },
                Node::Text(text) if is_value && value.len() <= 4 * LONGEST_TEXT => value.push_str(&text),
                Node::Text(text) if is_formula && formula.len() < LONGEST_FORMULA => formula.push_str(&text),
                _ => {}
            }
        }
        let formula = has_formula.then(|| self.formula(&formula, index, (row, column)));
        let mut cell = Cell { row, column, formula, ..Cell::default() };
        match held(&kind, &value, inline, self.strings) {
            _ if values > 1 => {
                cell.value = Value::Unclear(message!(
                    zh: "文件里这一格有两个值，没有带入：对照原来的文件填",
                    en: "the file has two values for this cell: left out; look it up in the file",
                ));
            }
            Held::Text(text) => {
                self.room.take_text(text.len())?;
                let (text, struck) = text.seen(look.line);
                (cell.value, cell.struck) = (Value::Text(text), struck);
                look.put_on(&mut cell);
            }
            Held::Value(value) => {
                cell.value = value;
                look.put_on(&mut cell);
            }
        }
        if row != self.row && values > 0 {
            let stands_in = self.row + 1;
            cell.value = Value::Unclear(message!(
                zh: "文件里写在第 {stands_in} 行，格名却是这一行的，没有带入：对照原来的文件填",
                en: "the file has it in row {stands_in}, but names this one: left out; look it up in the file",
            ));
        }
        let holds = |cell: &Cell| cell.value != Value::Blank || cell.formula.is_some() || !cell.struck.is_empty();
        if holds(&cell) {
            self.room.take_cell()?;
            self.sheet.cells.push(cell);
        }
        Ok(())
    }

    fn formula(&mut self, text: &str, index: Option<usize>, place: (usize, usize)) -> Formula {
        match index.and_then(|index| self.shared.get(&index)) {
            Some(shared) if text.is_empty() => shared.clone(),
            _ => {
                let own = Formula::written(text, place);
                if let Some(index) = index {
                    self.shared.insert(index, own.clone());
                }
                own
            }
        }
    }
}

/// Whether rows or columns have a size of nothing.
fn has_no_size(element: &Element, attribute: &str) -> bool {
    element.attribute(attribute).is_some_and(|size| size.trim().parse::<f64>() == Ok(0.0))
}

fn start(element: &Element, next: (usize, usize), looks: &[Look]) -> Result<Start, Fault> {
    let (row, column) = match element.attribute("r") {
        Some(name) => place(&name).ok_or(Fault::Damaged)?,
        None => next,
    };
    if row >= MOST_ROWS || column >= MOST_COLUMNS {
        return Err(Fault::Damaged);
    }
    let kind = element.attribute("t").map(|kind| kind.into_owned()).unwrap_or_default();
    let look = looks.get(element.number("s").unwrap_or_default()).cloned().unwrap_or_default();
    Ok(Start { row, column, kind, look })
}

/// What a cell holds: a text, whose stretches may look otherwise, or something else.
enum Held {
    Text(Rich),
    Value(Value),
}

/// What a cell of a kind holds by what stands in it.
fn held(kind: &str, value: &str, inline: Option<Rich>, strings: &[Rich]) -> Held {
    let plain = value.trim();
    if let Some(text) = inline {
        return Held::Text(text);
    }
    if kind == "str" {
        return Held::Text(Rich::plain(unescaped(value)));
    }
    let [short, kind_short] = [plain, kind].map(|text| text.chars().take(TOLD).collect::<String>());
    Held::Value(match kind {
        _ if plain.is_empty() => Value::Blank,
        "s" => match plain.parse().ok().and_then(|index: usize| strings.get(index)) {
            Some(text) => return Held::Text(text.clone()),
            None => Value::Unclear(message!(
                zh: "是文字，可是文件里没有这段文字（{short}），没有带入：对照原来的文件填",
                en: "is a text that the file does not have ({short}): left out; look it up in the file",
            )),
        },
        "b" => Value::Truth,
        "e" => Value::Error(plain.to_owned()),
        "d" => Value::Date,
        "" | "n" => match plain.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number),
            _ => Value::Unclear(message!(
                zh: "文件说它是数，写的却是“{short}”，没有带入",
                en: "is a number by what the file says, but holds `{short}`: left out",
            )),
        },
        _ => Value::Unclear(message!(
            zh: "不知道“{short}”是什么值（t=\"{kind_short}\"），没有带入：对照原来的文件填",
            en: "it is not known what `{short}` is (t=\"{kind_short}\"): left out; look it up in the file",
        )),
    })
}

/// Row and column of a name such as C5 or $C$5.
fn place(name: &str) -> Option<(usize, usize)> {
    let name = name.trim().replace('$', "").to_ascii_uppercase();
    let digits = name.find(|ch: char| ch.is_ascii_digit())?;
    let (letters, number) = name.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    let row: usize = number.parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

fn area(text: &str) -> Option<Area> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (place(from)?, place(to)?);
    Some(Area {
        rows: Run { first: top.min(bottom), last: top.max(bottom) },
        columns: Run { first: left.min(right), last: left.max(right) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("$XFD$1048576"), Some((1_048_575, 16_383)));
        assert_eq!([place("A0"), place("1"), place("A"), place("ABCD1"), place("格1")], [None; 5]);
        let run = |first, last| Run { first, last };
        assert_eq!(area("B2:D5"), Some(Area { rows: run(1, 4), columns: run(1, 3) }));
    }
}
