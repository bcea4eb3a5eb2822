//! What is read of a workbook at most, whatever it says of itself.

use crate::diagnostic::{Message, message};

/// Cells of all sheets together, blank ones between others included.
pub(super) const MOST_CELLS: usize = 1_000_000;
/// What stands over several cells, and runs of rows and of columns that are hidden, of all sheets together.
const MOST_AREAS: usize = 100_000;
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
/// Bytes of the texts of sheets that are of concern, in which each is held against all labels there are.
pub(super) const MOST_TEXT_OF_TABLES: usize = 4 << 20;

/// Why a sheet is not read.
#[derive(Debug)]
pub(super) enum Fault {
    Damaged,
    /// It is larger than any report, or as no program writes it.
    TooLarge(Message),
}

impl Fault {
    /// As it is told of a sheet.
    pub fn told(self) -> Message {
        self.told_or(message!(zh: "这张工作表读不出：文件损坏", en: "this sheet cannot be read: it is damaged"))
    }

    /// As it is told where something else is said of what is damaged.
    pub fn told_or(self, damaged: Message) -> Message {
        match self {
            Fault::Damaged => damaged,
            Fault::TooLarge(message) => message,
        }
    }
}

/// Bytes of cells and texts that are set, those of sheets that turned out too large included. A cell counts as so many.
const MOST_SET: usize = 1 << 30;
const CELL: usize = 256;

/// How much is still read.
#[derive(Clone, Debug)]
pub(super) struct Room {
    /// What is never given back.
    set: usize,
    walked: usize,
    cells: usize,
    places: usize,
    areas: usize,
    strings: usize,
    text: usize,
}

impl Default for Room {
    fn default() -> Room {
        Room {
            set: MOST_SET,
            walked: MOST_UNPACKED as usize,
            cells: MOST_CELLS,
            places: MOST_CELLS,
            areas: MOST_AREAS,
            strings: MOST_CELLS,
            text: MOST_TEXT,
        }
    }
}

impl Room {
    /// Gives back what was taken up since `before`, but for the time that it took.
    pub fn give_back(&mut self, before: Room) {
        *self = Room { set: self.set, walked: self.walked, ..before };
    }

    /// Takes up the time for so many bytes that are set.
    fn set(&mut self, bytes: usize) -> Result<(), Fault> {
        self.set = self.set.checked_sub(bytes).ok_or_else(|| {
            Fault::TooLarge(message!(
                zh: "前面没有读的工作表太大，读到这里为止（一共 {MOST_CELLS} 格），这张没有读：删去用不着的工作表",
                en: "sheets before it that were not read are too large ({MOST_CELLS} cells in all), and this one was not \
                     read either: delete sheets that are not used",
            ))
        })?;
        Ok(())
    }

    /// Takes up the time to walk through so many bytes of a file, however often they are read.
    ///
    /// # Errors
    /// There is no room for them.
    pub fn walk(&mut self, bytes: usize) -> Result<(), Fault> {
        self.walked = self.walked.checked_sub(bytes).ok_or_else(|| {
            let most = MOST_UNPACKED >> 20;
            Fault::TooLarge(message!(
                zh: "各表一共超过 {most} MB，这张没有读：删去用不着的工作表",
                en: "all sheets have more than {most} MB, and this one was not read: delete sheets that are not used",
            ))
        })?;
        Ok(())
    }

    /// Takes up a cell that holds something.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn take_cell(&mut self) -> Result<(), Fault> {
        self.take_cells(1)
    }

    /// The same of several.
    ///
    /// # Errors
    /// There is no room for them.
    pub fn take_cells(&mut self, count: usize) -> Result<(), Fault> {
        self.cells = self.cells.checked_sub(count).ok_or_else(too_many)?;
        self.set(count.saturating_mul(CELL))
    }

    /// Takes up so many places of a grid, in which blank cells have theirs too.
    ///
    /// # Errors
    /// There is no room for them.
    pub fn take_places(&mut self, count: usize) -> Result<(), Fault> {
        self.places = self.places.checked_sub(count).ok_or_else(too_many)?;
        self.set(count.saturating_mul(CELL))
    }

    /// Takes up what stands over several cells, or a run of rows or columns that is hidden.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn take_area(&mut self) -> Result<(), Fault> {
        self.areas = self.areas.checked_sub(1).ok_or_else(|| {
            Fault::TooLarge(message!(
                zh: "各表一共超过 {MOST_AREAS} 处合并的格、隐藏的行和列，这张没有读：取消用不着的合并和隐藏",
                en: "all sheets have more than {MOST_AREAS} cells over others and rows and columns that are hidden, and \
                     this one was not read: undo what is not needed",
            ))
        })?;
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
        self.take_texts(length, 1)
    }

    /// The same of a text that stands there several times.
    ///
    /// # Errors
    /// As of [`Room::take_text`].
    pub fn take_texts(&mut self, length: usize, count: usize) -> Result<(), Fault> {
        // Four bytes are the longest character.
        if length > 4 * LONGEST_TEXT {
            return Err(too_long());
        }
        let whole = length.saturating_mul(count);
        self.text = self.text.checked_sub(whole).ok_or_else(too_long)?;
        self.set(whole)
    }
}

fn too_many() -> Fault {
    Fault::TooLarge(message!(
        zh: "各表一共超过 {MOST_CELLS} 格，这张没有读：删去用不着的行和列",
        en: "all sheets have more than {MOST_CELLS} cells, and this one was not read: delete rows and columns that are \
             not used",
    ))
}

/// That a text is longer than any that a cell can hold, or all are together.
pub(super) fn too_long() -> Fault {
    let most = MOST_TEXT >> 20;
    Fault::TooLarge(message!(
        zh: "一格里超过 {LONGEST_TEXT} 字，或者文字一共超过 {most} MB，没有读：删去用不着的",
        en: "a cell has more than {LONGEST_TEXT} characters, or all have more than {most} MB, and was not read: \
             delete what is not used",
    ))
}
