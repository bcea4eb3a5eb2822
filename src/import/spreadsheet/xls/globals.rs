//! What the first part of a stream says of the whole workbook: its sheets, texts, fonts, formats and links.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::format::builtin;
use super::super::limits::{Fault, Room};
use super::super::look::Look;
use super::super::package::in_a_password;
use super::super::rich::{Line, Rich};
use super::compound::{u16_at, u32_at};
use super::records::{BEGIN, CONTINUE, CUT_SHORT, END, records};
use super::strings::{Segments, Units};
use super::{too_old, unreadable};
use crate::diagnostic::Message;

/// What holds for the whole workbook.
#[derive(Debug, Default)]
pub(super) struct Globals {
    pub sheets: Vec<Entry>,
    strings: Vec<Rich>,
    fonts: Vec<Line>,
    /// By the index of a style.
    looks: Vec<Look>,
    /// References to sheets by their index: whether each leads to another file.
    pub are_external: Vec<bool>,
}

/// What is said of a sheet.
#[derive(Debug)]
pub(super) struct Entry {
    pub name: String,
    pub is_hidden: bool,
    pub is_worksheet: bool,
    /// Where its part begins.
    pub start: usize,
}

/// The version of Excel 97 and later.
const VERSION: u16 = 0x0600;
const PASSWORD: u16 = 0x002F;
const FONT: u16 = 0x0031;
const SHEET: u16 = 0x0085;
const STYLE: u16 = 0x00E0;
const STRINGS: u16 = 0x00FC;
const BOOK: u16 = 0x01AE;
const REFERENCES: u16 = 0x0017;
const FORMAT: u16 = 0x041E;

/// Reads the first part of a stream.
///
/// # Errors
/// It is damaged, in a password, older than Excel 97, or larger than any report.
pub(super) fn globals(stream: &[u8], room: &mut Room) -> Result<Globals, Message> {
    let mut globals = Globals::default();
    let mut formats: HashMap<usize, Rc<str>> = HashMap::new();
    let mut books: Vec<bool> = Vec::new();
    let mut styles: Vec<(usize, usize)> = Vec::new();
    let mut left = records(stream, 0).peekable();
    let first = left.next().filter(|record| record.kind == BEGIN).ok_or_else(unreadable)?;
    if u16_at(first.data, 0) != Some(VERSION) {
        return Err(too_old());
    }
    while let Some(record) = left.next() {
        let mut segments = vec![record.data];
        while let Some(further) = left.next_if(|next| next.kind == CONTINUE) {
            segments.push(further.data);
        }
        let data = record.data;
        match record.kind {
            END => {
                globals.looks = styles.iter().map(|style| globals.look(*style, &formats)).collect();
                return Ok(globals);
            }
            CUT_SHORT => break,
            PASSWORD => return Err(in_a_password()),
            FONT => {
                let (flags, position) = (u16_at(data, 2).unwrap_or_default(), u16_at(data, 8).unwrap_or_default());
                globals.fonts.push(Line { is_struck: flags & 8 != 0, is_raised: matches!(position, 1 | 2) });
            }
            FORMAT => {
                let mut text = Segments::new(vec![data.get(2..).unwrap_or_default()]);
                if let Some((id, text)) = u16_at(data, 0).zip(text.text()) {
                    formats.insert(id.into(), String::from_utf16_lossy(&text.units).into());
                }
            }
            STYLE => styles.extend(u16_at(data, 0).zip(u16_at(data, 2)).map(|(font, id)| (font.into(), id.into()))),
            SHEET => globals.sheets.push(entry(data).ok_or_else(unreadable)?),
            // A book that is named is another one; this one, and functions added to it, have marks.
            BOOK => books.push(!matches!(u16_at(data, 2), Some(0x0401 | 0x3A01))),
            REFERENCES => {
                let own = data.get(2..).unwrap_or_default().chunks_exact(6);
                let book = |own: &[u8]| u16_at(own, 0).and_then(|book| books.get(usize::from(book))).copied();
                globals.are_external = own.map(|own| book(own).unwrap_or_default()).collect();
            }
            STRINGS => globals.take_strings(segments, room).map_err(|fault| fault.told_or(unreadable()))?,
            _ => {}
        }
    }
    Err(unreadable())
}

impl Globals {
    fn take_strings(&mut self, segments: Vec<&[u8]>, room: &mut Room) -> Result<(), Fault> {
        let count = segments.first().and_then(|first| u32_at(first, 4)).unwrap_or_default();
        let mut segments = Segments::new(segments);
        segments.skip(8).ok_or(Fault::Damaged)?;
        for _ in 0..count {
            // Some programs count more than there are.
            let Some(units) = segments.text() else { break };
            let rich = self.stretches(&units);
            room.take_text(rich.len())?;
            room.take_string()?;
            self.strings.push(rich);
        }
        Ok(())
    }

    fn font(&self, index: usize) -> Line {
        // There is no font 4.
        let index = if index > 4 { index - 1 } else { index };
        self.fonts.get(index).copied().unwrap_or_default()
    }

    fn look(&self, (font, id): (usize, usize), formats: &HashMap<usize, Rc<str>>) -> Look {
        let format = formats.get(&id).cloned().unwrap_or_else(|| builtin(id).into());
        Look { format, line: self.font(font) }
    }

    /// How a cell of a style looks.
    pub fn look_of(&self, style: usize) -> Look {
        self.looks.get(style).cloned().unwrap_or_default()
    }

    /// A text by its index.
    pub fn string(&self, index: usize) -> Option<&Rich> {
        self.strings.get(index)
    }

    /// The stretches of a text by their fonts; what stands before the first looks as the cell does.
    pub fn stretches(&self, text: &Units) -> Rich {
        let mut rich = Rich::default();
        let (mut start, mut line) = (0, None);
        let ends = text.runs.iter().map(|(end, font)| (*end, Some(self.font(*font)))).chain([(text.units.len(), None)]);
        for (end, next) in ends {
            let units = text.units.get(start..end).unwrap_or_default();
            rich.stretches.push((String::from_utf16_lossy(units), line));
            (start, line) = (end.max(start), next);
        }
        rich
    }
}

fn entry(data: &[u8]) -> Option<Entry> {
    let start = u32_at(data, 0)? as usize;
    let (state, kind, count) = (data.get(4)?, data.get(5)?, usize::from(*data.get(6)?));
    let is_wide = data.get(7)? & 1 != 0;
    let text = data.get(8..)?;
    let units: Vec<u16> = match is_wide {
        true => text.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).take(count).collect(),
        false => text.iter().take(count).map(|byte| u16::from(*byte)).collect(),
    };
    let name = String::from_utf16_lossy(&units);
    Some(Entry { name, is_hidden: state & 3 != 0, is_worksheet: *kind == 0, start })
}
