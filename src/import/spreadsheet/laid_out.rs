//! A sheet as a grid of text, and what is doubtful about it, cell by cell.

use super::far::{Far, Texts};
use super::formulas::{Computed, computed};
use super::hidden::hidden;
use super::limits::{Fault, Room};
use super::number::number;
use super::sheet::{Cell, Sheet, Shown, Value};
use super::sheet_name;
use super::spans::{narrow, spans};
use crate::diagnostic::{Message, message};
use crate::import::IDENTITY_SHEET;
use crate::import::doubt::Doubt;
use crate::import::grid::{Grid, GridCell};

/// Characters of a text that a message repeats.
const TOLD: usize = 40;

/// What is doubtful about a sheet.
#[derive(Debug, Default)]
pub(super) struct Doubtful {
    pub doubts: Vec<Doubt>,
    /// Whether it could not be read at all.
    pub is_unread: bool,
}

/// The grid of a sheet, from its first row and column on, and what is doubtful about it.
pub(super) fn laid_out(mut sheet: Sheet, room: &mut Room) -> (Grid, Doubtful) {
    let name = sheet_name(&sheet.name);
    let before = room.clone();
    let unread = match sheet.unread.take() {
        Some(message) => message,
        None => match filled(sheet, room) {
            Ok((grid, doubts)) => return (grid, Doubtful { doubts, is_unread: false }),
            Err(fault) => {
                room.give_back(before);
                fault.told()
            }
        },
    };
    let doubts = vec![Doubt::new(name.clone(), unread)];
    (Grid { name, ..Grid::default() }, Doubtful { doubts, is_unread: true })
}

/// # Errors
/// There is no room for it.
fn filled(mut sheet: Sheet, room: &mut Room) -> Result<(Grid, Vec<Doubt>), Fault> {
    let mut grid = Grid { name: sheet_name(&sheet.name), ..Grid::default() };
    let mut doubts = Vec::new();
    sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
    part_doubles(&mut sheet.cells);
    let mut texts = Texts::new();
    for cell in &sheet.cells {
        let (text, told) = said(cell);
        doubts.extend(told.into_iter().map(|message| Doubt::new(grid.place(cell.row, cell.column), message)));
        if !text.is_empty() {
            texts.entry(cell.row).or_default().push((cell.column, text));
        }
    }
    let far = Far::of(&mut texts);
    doubts.extend(far.told(&grid));
    let (rows, columns) = (far.rows, far.columns);
    let spans = spans(&sheet, rows, columns, room)?;
    room.take_places(rows.saturating_add(texts.len().saturating_mul(columns)))?;
    for row in 0..rows {
        let own = texts.remove(&row).unwrap_or_default();
        let mut cells = Vec::new();
        if !own.is_empty() {
            let mut own = own.into_iter().peekable();
            for column in 0..columns {
                let text = own.next_if(|(at, _)| *at == column).map(|(_, text)| text).unwrap_or_default();
                if !spans.covered.contains(&(row, column)) {
                    let (row_span, column_span) = spans.of.get(&(row, column)).copied().unwrap_or((1, 1));
                    cells.push(GridCell { row, column, row_span, column_span, text, ..GridCell::default() });
                } else if !text.is_empty() {
                    let text: String = text.chars().take(TOLD).collect();
                    let message = message!(
                        zh: "“{text}”被合并的单元格盖住了，没有带入",
                        en: "`{text}` lies below a merged cell: left out",
                    );
                    doubts.push(Doubt::new(grid.place(row, column), message));
                }
            }
        }
        grid.rows.push(cells);
    }
    narrow(&mut grid);
    doubts.extend(hidden(&sheet, &grid));
    if sheet.is_hidden && sheet.name != IDENTITY_SHEET && !grid.is_blank() {
        let message = message!(zh: "是隐藏的，也读了", en: "is hidden, and was read all the same");
        doubts.push(Doubt::new(grid.name.clone(), message));
    }
    Ok((grid, doubts))
}

/// Leaves one of the cells that stand at one place. Where they say different things, nobody knows which of them holds.
fn part_doubles(cells: &mut Vec<Cell>) {
    cells.dedup_by(|next, first| {
        let is_double = (next.row, next.column) == (first.row, first.column);
        let says_the_same = (&next.value, &next.shown, &next.struck) == (&first.value, &first.shown, &first.struck);
        if is_double && !says_the_same && !matches!(first.value, Value::Unclear(_)) {
            let [one, other] = [&*first, &*next].map(|cell| match &cell.value {
                Value::Number(value) => number(*value),
                Value::Text(text) | Value::Error(text) => text.chars().take(TOLD).collect(),
                _ => "?".to_owned(),
            });
            first.value = Value::Unclear(message!(
                zh: "文件里这一格写了两次（“{one}”和“{other}”），没有带入：对照原来的文件填",
                en: "the file has this cell twice (`{one}` and `{other}`): left out; look it up in the file",
            ));
        }
        is_double
    });
}

/// What a cell says, and what is doubtful about that. What is no figure, or may be none, says nothing.
fn said(cell: &Cell) -> (String, Vec<Message>) {
    let mut doubts = Vec::new();
    if !cell.struck.trim().is_empty() {
        let struck: String = cell.struck.trim().chars().take(TOLD).collect();
        doubts.push(message!(zh: "划掉的“{struck}”没有带入", en: "`{struck}` is struck out: left out"));
    }
    let mut text = match &cell.value {
        Value::Number(value) => number(*value),
        Value::Text(text) => text.trim().to_owned(),
        _ => String::new(),
    };
    match (&cell.value, &cell.shown) {
        (Value::Error(error), _) => {
            let error: String = error.chars().take(TOLD).collect();
            doubts.push(message!(zh: "公式出错（{error}），没有带入", en: "a formula failed ({error}): left out"));
        }
        (Value::Unclear(message), _) => doubts.push(message.clone()),
        (Value::Date, _) => doubts.push(message!(
            zh: "是日期，不是数，没有带入：把单元格的格式改成“常规”，看它是几",
            en: "is a date and no figure: left out; format the cell as `General` to see what it is",
        )),
        (Value::Truth, _) => {
            doubts.push(message!(zh: "是 TRUE 或 FALSE，没有带入", en: "is TRUE or FALSE: left out"));
        }
        (_, Shown::Other(shown)) => {
            let stored = std::mem::take(&mut text);
            doubts.push(match shown.as_str() {
                "" => message!(
                    zh: "存的是 {stored}，什么也不显示，没有带入：把单元格的格式改成“常规”",
                    en: "holds {stored} and shows nothing: left out; format the cell as `General`",
                ),
                shown => message!(
                    zh: "存的是 {stored}，显示的是“{shown}”，没有带入：把单元格的格式改成“常规”，再看是几",
                    en: "holds {stored} and shows `{shown}`: left out; format the cell as `General` and see what it is",
                ),
            });
        }
        _ => match computed(cell, &text) {
            Computed::Yes => {}
            Computed::Elsewhere(message) => doubts.push(message),
            Computed::No(message) => {
                text.clear();
                doubts.push(message);
            }
        },
    }
    (text, doubts)
}
