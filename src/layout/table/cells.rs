//! The text of cells: set across, by the rules of body text, or vertically where a column is too narrow for that.

use super::decimals::Decimals;
use crate::compose::document::{Align, Cell, CellRole, Table};
use crate::layout::runs::runs;
use crate::text::{Alignment, Faces, Line, Measure, Paragraph, Role, Style, Typesetter};
use crate::units::Pt;

/// Distance of baselines of text set across, in em (this program's choice, made by eye).
const LEADING: f64 = 1.3;
/// The same of text set vertically, whose characters stand together.
const UPRIGHT_LEADING: f64 = 1.1;
/// Text is set vertically where a line would hold less than two characters, in em.
const TWO_CHARACTERS: f64 = 2.0;
/// A head beside vertical ones is set vertically too if it is no longer than this, in em.
const LONGEST_UPRIGHT: f64 = 8.0;
/// Text at the left of a line this long or longer fills both edges, in em; in a narrower cell that would tear it apart.
const LEAST_JUSTIFIED: f64 = 6.0;

/// The lines of a cell as paragraphs.
#[derive(Default)]
pub(super) struct CellText {
    pub(super) paragraphs: Vec<Paragraph>,
    /// The least width that it needs when it is set vertically, if it can be.
    pub(super) upright: Option<Pt>,
}

/// The lines of a cell, set.
pub(super) struct CellLines {
    pub(super) lines: Vec<Line>,
    /// Distance of baselines.
    pub(super) leading: Pt,
    /// Whether something had to be divided that may not be.
    pub(super) is_divided: bool,
}

/// The texts of all cells in a size, heads in 黑体.
pub(super) fn texts(table: &Table, size: Pt, typesetter: &mut Typesetter) -> Vec<CellText> {
    let mut set = |cell: &Cell| {
        let role = if cell.role == CellRole::Head { Role::Level1 } else { Role::Table };
        let style = Style { role, size, cell: 1.0 };
        let paragraphs: Vec<Paragraph> =
            cell.lines.iter().map(|line| typesetter.paragraph(&runs(line, style, cell.id))).collect();
        let upright = match paragraphs.as_slice() {
            // What the writer divided into lines stands in lines.
            [one] => one.upright_width(typesetter.faces()),
            _ => None,
        };
        CellText { paragraphs, upright }
    };
    table.cells.iter().map(&mut set).collect()
}

impl CellText {
    /// The width of its widest part that cannot be divided, by the way of setting it that needs less.
    pub(super) fn least_width(&self) -> Pt {
        let across = self.widest(Paragraph::least_width);
        self.upright.map_or(across, |upright| upright.min(across))
    }

    /// Its width where no line is broken.
    pub(super) fn natural_width(&self) -> Pt {
        self.widest(Paragraph::natural_width)
    }

    /// The width of its widest character.
    pub(super) fn widest_character(&self) -> Pt {
        self.widest(Paragraph::widest_character)
    }

    fn widest(&self, width: impl Fn(&Paragraph) -> Pt) -> Pt {
        self.paragraphs.iter().map(width).fold(Pt::ZERO, Pt::max)
    }

    /// Whether a line of the cell would hold less than two characters, so that it is to be set vertically.
    pub(super) fn is_narrow(&self, room: Pt, size: Pt) -> bool {
        self.upright.is_some() && room + Pt(0.01) < (size * TWO_CHARACTERS).min(self.natural_width())
    }

    /// Sets the text in the room of its cell; vertically, if it can be, where it has to be or `upright` asks for it.
    pub(super) fn set(
        &self,
        cell: &Cell,
        room: Pt,
        size: Pt,
        upright: bool,
        decimals: &Decimals,
        faces: &Faces,
    ) -> CellLines {
        let mut across: Vec<Line> = Vec::new();
        for text in &self.paragraphs {
            let lines = set_across(text, cell, room, size, decimals);
            across.reserve_exact(lines.len());
            across.extend(lines);
        }
        let is_divided = self.widest(Paragraph::least_width) > room + Pt(0.01);
        // Three characters in a column of two would leave one alone.
        let lone = across.len() > 1 && self.natural_width() <= size * 3.0 + Pt(0.01);
        let upright = upright && self.natural_width() <= size * LONGEST_UPRIGHT;
        if (is_divided || lone || upright || self.is_narrow(room, size))
            && self.upright.is_some()
            && let [text] = self.paragraphs.as_slice()
            && let Some(lines) = text.upright(room, faces)
        {
            return CellLines { lines, leading: size * UPRIGHT_LEADING, is_divided: false };
        }
        CellLines { lines: across, leading: size * LEADING, is_divided }
    }
}

fn set_across(text: &Paragraph, cell: &Cell, room: Pt, size: Pt, decimals: &Decimals) -> Vec<Line> {
    let measure = Measure { width: room, first_indent: Pt::ZERO };
    match cell.align {
        // Most cells need no words looked up.
        Align::Centre if text.natural_width() > room => text.clone().by_words().lines(measure, Alignment::Centre),
        Align::Centre => text.lines(measure, Alignment::Centre),
        Align::Right => text.lines(measure, Alignment::Right),
        Align::Left if room < size * LEAST_JUSTIFIED => text.lines(measure, Alignment::Left),
        Align::Left => {
            // Lines of whole characters need no stretching; where they would be more, all of the room is used.
            let whole = Measure { width: size * (room / size + 1e-6).floor(), ..measure };
            let (even, full) = (text.lines(whole, Alignment::Justified), text.lines(measure, Alignment::Justified));
            if even.len() > full.len() { full } else { even }
        }
        Align::Decimal => match decimals.left(cell.column, text.decimal_point(), room) {
            Some(left) => text.lines(Measure { width: room, first_indent: left }, Alignment::Left),
            None => text.lines(measure, Alignment::Centre),
        },
    }
}
