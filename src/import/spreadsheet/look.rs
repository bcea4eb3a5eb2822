//! How a cell looks, as far as that says what it means.

use std::rc::Rc;

use super::format::shown;
use super::number::number;
use super::sheet::{Cell, Shown, Value};
use crate::import::values::raised;

/// How a cell looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    /// Its format of numbers.
    pub format: Rc<str>,
    pub is_struck: bool,
    /// Whether it is raised or lowered.
    pub is_raised: bool,
}

impl Look {
    /// Makes of a cell what it is when it looks so: what is struck out is not there, what is raised is no figure.
    pub fn put_on(&self, cell: &mut Cell) {
        if let Value::Number(number) = cell.value {
            match shown(&self.format, number) {
                Shown::Date => cell.value = Value::Date,
                other => cell.shown = other,
            }
        }
        if !self.is_struck && !self.is_raised {
            return;
        }
        let text = match std::mem::take(&mut cell.value) {
            Value::Number(value) => number(value),
            Value::Text(text) => text,
            other => {
                cell.value = other;
                return;
            }
        };
        cell.shown = Shown::Same;
        if self.is_struck {
            cell.struck.push_str(&text);
            cell.formula = None;
        } else {
            cell.value = Value::Text(raised(&text));
        }
    }
}
