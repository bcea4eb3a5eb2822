//! How a cell looks, as far as that says what it means.

use std::rc::Rc;

use super::format::{shown, shown_text};
use super::number::number;
use super::rich::Line;
use super::sheet::{Cell, Shown, Value};
use crate::import::values::raised;

/// How a cell looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    /// Its format of numbers; empty if the cell itself says what it shows.
    pub format: Rc<str>,
    pub line: Line,
}

impl Look {
    /// Makes of a number in a cell what it is when it looks so: what is struck out is not there, what is raised is no
    /// figure. A figure that is written as a text may show another one, too.
    pub fn put_on(&self, cell: &mut Cell) {
        if let Value::Text(text) = &cell.value
            && text.contains(char::is_numeric)
        {
            cell.shown = shown_text(&self.format, text);
        }
        let Value::Number(value) = cell.value else { return };
        if self.line.is_struck {
            cell.struck = number(value);
            cell.value = Value::Blank;
        } else if self.line.is_raised {
            cell.value = Value::Text(raised(&number(value)));
        } else {
            match shown(&self.format, value) {
                Shown::Date => cell.value = Value::Date,
                other => cell.shown = other,
            }
        }
    }
}
