//! The plot of bars or lines: a row of slots, one for each category, and a scale of values across it. It stands
//! upright, values rising, or lies level, values growing to the right and categories following one another downwards.
//! What is drawn in it does not need to know which.

use super::canvas::{Canvas, Rect, Turn, point};
use super::data::Grid;
use super::frame::Point;
use super::labels::{Block, Side};
use super::scale::Scale;
use crate::units::Pt;

/// Which way values grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Upright,
    Level,
}

/// Between two values above one another, and between two behind one another, whose digits must not run together.
const ABOVE: Pt = Pt(1.0);
const BEHIND: Pt = Pt(4.0);

/// How the values of a chart are written.
#[derive(Debug)]
pub(super) struct Values {
    /// Set values, by series and category.
    pub(super) blocks: Grid<Block>,
    /// Whether they are turned to the left.
    pub(super) turned: bool,
    pub(super) direction: Direction,
}

impl Values {
    /// How far a value reaches along the categories and along the scale.
    pub(super) fn extent(&self, block: &Block) -> (Pt, Pt) {
        match (self.direction, self.turned) {
            (Direction::Upright, false) => (block.width(), block.height()),
            (Direction::Upright, true) | (Direction::Level, _) => (block.height(), block.width()),
        }
    }

    /// Writes a value into its room.
    pub(super) fn write(&self, block: &Block, canvas: &mut Canvas, turn: Turn, room: Rect, side: Side) {
        if self.turned {
            block.clone().write_turned(canvas, turn, room, side);
        } else {
            block.clone().write(canvas, turn, room, side);
        }
    }

    /// What is kept free between two values along the scale.
    pub(super) fn between(&self) -> Pt {
        if self.direction == Direction::Upright && !self.turned { ABOVE } else { BEHIND }
    }

    /// How long the values of a category are along the scale, with what is kept free between them.
    pub(super) fn row(&self, category: usize) -> Pt {
        let blocks = (0..self.blocks.series()).filter_map(|series| self.blocks.get(series, category));
        blocks.map(|block| self.extent(block).1 + self.between()).sum()
    }

    /// The longest of those lengths.
    pub(super) fn longest_row(&self, categories: usize) -> Pt {
        (0..categories).map(|category| self.row(category)).fold(Pt::ZERO, Pt::max)
    }

    /// The longest of those extents.
    pub(super) fn longest(&self) -> (Pt, Pt) {
        self.blocks
            .all()
            .map(|block| self.extent(block))
            .fold((Pt::ZERO, Pt::ZERO), |longest, extent| (longest.0.max(extent.0), longest.1.max(extent.1)))
    }
}

/// A plot.
#[derive(Debug)]
pub(super) struct Plot {
    pub(super) direction: Direction,
    /// Top left corner.
    pub(super) corner: Point,
    /// Length of a category's slot.
    pub(super) slot: Pt,
    /// How many slots there are.
    pub(super) count: usize,
    /// Length from end to end, along the scale.
    pub(super) length: Pt,
    /// What is kept free before the scale, and after it, for values.
    pub(super) before: Pt,
    pub(super) after: Pt,
    pub(super) scale: Scale,
}

impl Plot {
    /// How far along the scale a number stands.
    pub(super) fn reach(&self, number: f64) -> Pt {
        self.before + (self.length - self.before - self.after) * self.scale.part(number)
    }

    /// Where the slot of a category begins.
    pub(super) fn start(&self, category: usize) -> Pt {
        self.slot * category as f64
    }

    /// The middle of the slot of a category.
    pub(super) fn middle(&self, category: usize) -> Pt {
        self.start(category) + self.slot / 2.0
    }

    /// Length of all slots.
    pub(super) fn breadth(&self) -> Pt {
        self.slot * self.count as f64
    }

    /// The point so far along the categories and so far along the scale.
    pub(super) fn at(&self, along: Pt, reach: Pt) -> Point {
        match self.direction {
            Direction::Upright => point(self.corner.x + along, self.corner.y + self.length - reach),
            Direction::Level => point(self.corner.x + reach, self.corner.y + along),
        }
    }

    /// The rectangle from one place along the categories and the scale to another.
    pub(super) fn area(&self, along: (Pt, Pt), reach: (Pt, Pt)) -> Rect {
        Rect::between(self.at(along.0, reach.0), self.at(along.1, reach.1))
    }
}
