//! A sheet as every format of workbooks has it.

use std::rc::Rc;

use super::limits::{Fault, Room};
use crate::diagnostic::Message;

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    pub is_hidden: bool,
    /// Why nothing of it was read, if so.
    pub unread: Option<Message>,
    /// Its cells that hold something, in any order.
    pub cells: Vec<Cell>,
    /// What stands over several cells.
    pub merges: Vec<Area>,
    /// Rows and columns that are not shown.
    pub hidden_rows: Vec<Run>,
    pub hidden_columns: Vec<Run>,
}

impl Sheet {
    /// The sheet that `read` makes of one of which only the name is known. One that is larger than there is room for is
    /// not read, and takes up none.
    ///
    /// # Errors
    /// It is damaged.
    pub fn read(
        blank: Sheet,
        room: &mut Room,
        read: impl FnOnce(Sheet, &mut Room) -> Result<Sheet, Fault>,
    ) -> Result<Sheet, Fault> {
        let (name, is_hidden, before) = (blank.name.clone(), blank.is_hidden, room.clone());
        match read(blank, room) {
            Ok(sheet) => Ok(sheet),
            Err(Fault::Damaged) => Err(Fault::Damaged),
            Err(fault) => {
                room.give_back(before);
                Ok(Sheet { name, is_hidden, unread: Some(fault.told()), ..Sheet::default() })
            }
        }
    }

    /// Adds rows to those that are not shown.
    ///
    /// # Errors
    /// There is no room for them.
    pub fn hide_rows(&mut self, rows: Run, room: &mut Room) -> Result<(), Fault> {
        match self.hidden_rows.last_mut().filter(|run| run.last.checked_add(1) == Some(rows.first)) {
            Some(run) => run.last = rows.last,
            None => {
                room.take_area()?;
                self.hidden_rows.push(rows);
            }
        }
        Ok(())
    }
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// Row and column, from 0. Two cells may say that they stand at one place.
    pub row: usize,
    pub column: usize,
    pub value: Value,
    /// What it shows.
    pub shown: Shown,
    /// What of it is struck out. The value is without it.
    pub struck: String,
    /// The formula that gives the value.
    pub formula: Option<Formula>,
}

/// What is known of a formula, which several cells may share.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Formula {
    /// As it stands in the cell for which it is written, without `=`; empty if that is not known.
    pub text: Rc<str>,
    /// Row and column of that cell.
    pub home: (usize, usize),
    pub reach: Reach,
    /// Whether it is a sum, which is made again, or says 平 or 不平, which is no figure.
    pub is_made_again: bool,
}

/// Where a formula takes figures from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    #[default]
    Sheet,
    Workbook,
    OtherFiles,
}

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Value {
    #[default]
    Blank,
    Number(f64),
    /// A text, its raised and lowered digits as such.
    Text(String),
    /// TRUE or FALSE.
    Truth,
    /// A date or a time.
    Date,
    /// A formula failed, and this is what the cell shows.
    Error(String),
    /// What the file says of the cell makes no sense: why it is left out.
    Unclear(Message),
}

/// What a cell shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Shown {
    /// What it holds.
    #[default]
    Same,
    /// Another figure, or none.
    Other(String),
    /// A date or a time.
    Date,
}

/// Rows and columns from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub rows: Run,
    pub columns: Run,
}

/// Rows or columns from the first to the last, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub first: usize,
    pub last: usize,
}

impl Run {
    /// One alone.
    pub fn of(one: usize) -> Run {
        Run { first: one, last: one }
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.last.saturating_sub(self.first).saturating_add(1)
    }
}
