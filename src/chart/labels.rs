//! Names and values, set in the faces of the report.

use std::collections::HashMap;
use std::rc::Rc;

use super::canvas::{Canvas, Rect, Turn, point};
use super::frame::Colour;
use crate::node::NodeId;
use crate::source::Span;
use crate::text::{Alignment, Content, Line, Measure, Paragraph, Role, Run, Style, Typesetter};
use crate::units::Pt;

/// 5号, labels.
pub(super) const USUAL: Pt = Pt(10.5);
/// 小5号, labels where room is short.
pub(super) const LEAST: Pt = Pt(9.0);
/// Distance of baselines, in em.
const LEADING: f64 = 1.15;
/// What is cleared beside a text.
const AROUND: Pt = Pt(0.5);
/// Rounding may make a line wider than its own width.
const SLACK: Pt = Pt(0.5);

/// A text of a chart, and where it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) span: Option<Span>,
}

/// Sets the text of a chart.
pub(super) struct Scribe<'a, 'f> {
    typesetter: &'a mut Typesetter<'f>,
    node: NodeId,
    above: f64,
    /// What has been shaped: a chart is tried in many widths.
    shaped: HashMap<Key, Rc<Paragraph>>,
}

/// A text, where it stands, and the bits of its size.
type Key = (String, Option<(usize, usize)>, u64);

impl<'a, 'f> Scribe<'a, 'f> {
    pub(super) fn new(typesetter: &'a mut Typesetter<'f>, node: NodeId) -> Scribe<'a, 'f> {
        let faces = typesetter.faces();
        let above = faces.get(faces.of(Role::Table)).above();
        Scribe { typesetter, node, above, shaped: HashMap::new() }
    }

    /// A text on one line.
    pub(super) fn line(&mut self, words: Words, size: Pt) -> Block {
        let paragraph = self.paragraph(words, size);
        let width = paragraph.natural_width() + SLACK;
        self.block(&paragraph, size, width)
    }

    /// Width of a text on one line.
    pub(super) fn natural_width(&mut self, words: Words, size: Pt) -> Pt {
        self.paragraph(words, size).natural_width()
    }

    /// A text broken into lines of a width, as even as they can be; `None` if a part that cannot be divided is wider.
    pub(super) fn broken(&mut self, words: Words, size: Pt, width: Pt) -> Option<Block> {
        let paragraph = self.paragraph(words, size);
        (paragraph.least_width() <= width).then(|| self.block(&paragraph, size, width))
    }

    /// A text broken into lines of a width, through words if need be.
    pub(super) fn forced(&mut self, words: Words, size: Pt, width: Pt) -> Block {
        let paragraph = self.paragraph(words, size);
        self.block(&paragraph, size, width)
    }

    fn paragraph(&mut self, words: Words, size: Pt) -> Rc<Paragraph> {
        let place = words.span.map(|span| (span.start, span.end));
        let key = (words.text.to_owned(), place, size.0.to_bits());
        if let Some(paragraph) = self.shaped.get(&key) {
            return Rc::clone(paragraph);
        }
        let style = Style { role: Role::Table, size, cell: 1.0 };
        let run = Run { content: Content::Text(words.text), style, node: self.node, link: None, span: words.span };
        let paragraph = Rc::new(self.typesetter.paragraph(&[run]));
        self.shaped.insert(key, Rc::clone(&paragraph));
        paragraph
    }

    fn block(&self, paragraph: &Paragraph, size: Pt, width: Pt) -> Block {
        let lines = paragraph.lines(Measure { width, first_indent: Pt::ZERO }, Alignment::Centre);
        Block { lines, size, above: self.above }
    }
}

/// How the lines of a block stand to one another, and a block to the room that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Centre,
    Right,
}

impl Side {
    /// What part of the room that is left over goes before.
    fn part(self) -> f64 {
        match self {
            Side::Left => 0.0,
            Side::Centre => 0.5,
            Side::Right => 1.0,
        }
    }
}

/// Lines one below another.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    lines: Vec<Line>,
    size: Pt,
    above: f64,
}

/// Left and right end of a line.
fn ends(line: &Line) -> (Pt, Pt) {
    (line.glyphs.iter().map(|glyph| glyph.x).reduce(Pt::min).unwrap_or(Pt::ZERO), line.right)
}

impl Block {
    /// Width of its widest line.
    pub(super) fn width(&self) -> Pt {
        let width = |line: &Line| ends(line).1 - ends(line).0;
        self.lines.iter().map(width).fold(Pt::ZERO, Pt::max)
    }

    /// Height of its em boxes.
    pub(super) fn height(&self) -> Pt {
        match self.lines.len() {
            0 => Pt::ZERO,
            lines => self.size + self.pitch() * (lines - 1) as f64,
        }
    }

    pub(super) fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Puts another block below.
    pub(super) fn push(&mut self, other: Block) {
        self.lines.extend(other.lines);
    }

    fn pitch(&self) -> Pt {
        self.size * LEADING
    }

    /// Writes the block in the middle of the height of a room.
    pub(super) fn write(self, canvas: &mut Canvas, turn: Turn, room: Rect, side: Side) {
        let top = (room.top + room.bottom - self.height()) / 2.0;
        let (size, pitch, above) = (self.size, self.pitch(), self.above);
        for (at, line) in self.lines.into_iter().enumerate() {
            let (left, right) = ends(&line);
            let x = room.left + (room.width() - (right - left)) * side.part() - left;
            canvas.text(turn, line, point(x, top + pitch * at as f64 + size * above), false);
        }
    }

    /// Writes the block turned to the left, so that it is read upwards; `Left` is the foot of the room.
    pub(super) fn write_turned(self, canvas: &mut Canvas, turn: Turn, room: Rect, side: Side) {
        let first = (room.left + room.right - self.height()) / 2.0;
        let (size, pitch, above) = (self.size, self.pitch(), self.above);
        for (at, line) in self.lines.into_iter().enumerate() {
            let (left, right) = ends(&line);
            let y = room.bottom - (room.height() - (right - left)) * side.part() + left;
            canvas.text(turn, line, point(first + pitch * at as f64 + size * above, y), true);
        }
    }

    /// Clears the ground below text that stands on hatching or lines, which come no nearer to it than `AROUND`.
    pub(super) fn clear(canvas: &mut Canvas, room: Rect) {
        let ground = Rect { left: room.left - AROUND, right: room.right + AROUND, ..room };
        canvas.shape(ground.path(), Some(Colour::WHITE), None);
    }
}
