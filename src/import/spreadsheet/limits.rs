//! What is read of a workbook at most, whatever it says of itself.

use super::xml::Damaged;
use crate::diagnostic::{Message, message};

/// Cells of all sheets together, blank ones between others included.
pub(super) const MOST_CELLS: usize = 1_000_000;
/// Sheets of a workbook.
pub(super) const MOST_SHEETS: usize = 500;
/// Bytes of all that a workbook holds, unpacked.
pub(super) const MOST_UNPACKED: u64 = 256 << 20;
/// Rows and columns that a sheet of any program has.
pub(super) const MOST_ROWS: usize = 1 << 20;
pub(super) const MOST_COLUMNS: usize = 1 << 14;
/// Characters of a cell, as in Excel.
pub(super) const LONGEST_TEXT: usize = 32_767;
/// Bytes of all texts of a workbook. One that is written once may stand in many cells.
pub(super) const MOST_TEXT: usize = 64 << 20;

/// Why a sheet is not read.
#[derive(Debug)]
pub(super) enum Fault {
    Damaged,
    /// It is larger than any report.
    TooLarge(Message),
}

impl From<Damaged> for Fault {
    fn from(_: Damaged) -> Fault {
        Fault::Damaged
    }
}

impl Fault {
    /// As it is told.
    pub fn told(self) -> Message {
        match self {
            Fault::Damaged => {
                message!(zh: "这张工作表读不出：文件损坏", en: "this sheet cannot be read: it is damaged")
            }
            Fault::TooLarge(message) => message,
        }
    }
}

/// How much is still read.
#[derive(Clone, Debug)]
pub(super) struct Room {
    cells: usize,
    places: usize,
    strings: usize,
    text: usize,
}

impl Default for Room {
    fn default() -> Room {
        Room { cells: MOST_CELLS, places: MOST_CELLS, strings: MOST_CELLS, text: MOST_TEXT }
    }
}

impl Room {
    /// Takes up a cell that holds something.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn take_cell(&mut self) -> Result<(), Fault> {
        self.cells = self.cells.checked_sub(1).ok_or_else(too_many)?;
        Ok(())
    }

    /// Takes up so many places of a grid, in which blank cells have theirs too.
    ///
    /// # Errors
    /// There is no room for them.
    pub fn take_places(&mut self, count: usize) -> Result<(), Fault> {
        self.places = self.places.checked_sub(count).ok_or_else(too_many)?;
        Ok(())
    }

    /// Takes up a text that is written once for all cells.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn take_string(&mut self) -> Result<(), Fault> {
        self.strings = self.strings.checked_sub(1).ok_or_else(too_many)?;
        Ok(())
    }

    /// Takes up a text of so many bytes.
    ///
    /// # Errors
    /// There is no room for it, or no program would let it stand in a cell.
    pub fn take_text(&mut self, length: usize) -> Result<(), Fault> {
        let too_long = || {
            let most = MOST_TEXT >> 20;
            Fault::TooLarge(message!(
                zh: "一格里超过 {LONGEST_TEXT} 字，或者文字一共超过 {most} MB，没有读：删去用不着的",
                en: "a cell has more than {LONGEST_TEXT} characters, or all have more than {most} MB, and was not read: \
                     delete what is not used",
            ))
        };
        // Four bytes are the longest character.
        if length > 4 * LONGEST_TEXT {
            return Err(too_long());
        }
        self.text = self.text.checked_sub(length).ok_or_else(too_long)?;
        Ok(())
    }
}

fn too_many() -> Fault {
    Fault::TooLarge(message!(
        zh: "各表一共超过 {MOST_CELLS} 格，这张没有读：删去用不着的行和列",
        en: "all sheets have more than {MOST_CELLS} cells, and this one was not read: delete rows and columns that are \
             not used",
    ))
}
