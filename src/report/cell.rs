//! One cell of an official table: what it prints and what it counts.

use rust_decimal::Decimal;

use crate::source::Span;

/// One cell. Blank, `0` and `/` are three different things and stay so.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What is printed, letter for letter.
    pub text: String,
    /// What is summed; `None` for blank and for text.
    pub value: Option<Decimal>,
    /// Where the cell comes from.
    pub state: CellState,
    /// Where it stands, if the file states it.
    pub span: Option<Span>,
}

/// Where a cell comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellState {
    /// The file states it.
    Stated,
    /// The file leaves it out: it is blank.
    LeftOut,
    /// A total that the file leaves out, summed from its parts.
    Computed,
}

/// What is written where no figure is kept.
const NO_FIGURE: [&str; 8] = ["", "/", "／", "-", "－", "–", "—", "——"];

/// Whether a text stands for no figure: it is blank, or a stroke.
pub fn is_no_figure(text: &str) -> bool {
    NO_FIGURE.contains(&text.trim())
}

impl Cell {
    /// A cell that the file leaves out.
    pub fn left_out() -> Cell {
        Cell { text: String::new(), value: None, state: CellState::LeftOut, span: None }
    }

    /// A total summed from its parts.
    pub fn computed(value: Decimal) -> Cell {
        Cell { text: value.to_string(), value: Some(value), state: CellState::Computed, span: None }
    }

    /// A cell that the file states as blank.
    pub fn blank() -> Cell {
        Cell { state: CellState::Stated, ..Cell::left_out() }
    }

    /// Whether it holds no figure: it is blank, or a stroke. Text that is neither says something.
    pub fn is_no_figure(&self) -> bool {
        self.value.is_none() && is_no_figure(&self.text)
    }
}
