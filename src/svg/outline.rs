//! Outlines as short path data: whole numbers, each point counted from the one before.

use crate::artwork::put_integer;
use crate::chart::{Point, Segment};

/// Path data of an outline. Each point is rounded by itself, so that no rounding adds up.
pub(super) fn compact(path: &[Segment]) -> String {
    let mut data = PathData { out: String::new(), command: ' ', at: (0, 0), start: (0, 0) };
    let mut segments = path.iter().peekable();
    while let Some(segment) = segments.next() {
        match segment {
            Segment::Move(end) => data.move_to(*end),
            // To close a path is to draw this line.
            Segment::Line(end) if rounded(*end) == data.start && matches!(segments.peek(), Some(Segment::Close)) => {}
            Segment::Line(end) => data.line_to(*end),
            Segment::Curve(first, second, end) => data.curve(*first, *second, *end),
            Segment::Close => data.begin('z'),
        }
    }
    data.out
}

/// Path data, as far as it is written.
struct PathData {
    out: String,
    /// The last command, which goes on unless another begins.
    command: char,
    at: (i64, i64),
    /// Where the part of the path began.
    start: (i64, i64),
}

fn rounded(point: Point) -> (i64, i64) {
    (point.x.0.round() as i64, point.y.0.round() as i64)
}

impl PathData {
    fn move_to(&mut self, end: Point) {
        self.at = rounded(end);
        self.start = self.at;
        self.command = ' ';
        self.begin('M');
        self.number(self.at.0);
        self.number(self.at.1);
    }

    fn line_to(&mut self, end: Point) {
        match self.step(rounded(end)) {
            (0, 0) => return,
            (right, 0) => {
                self.begin('h');
                self.number(right);
            }
            (0, down) => {
                self.begin('v');
                self.number(down);
            }
            (right, down) => {
                self.begin('l');
                self.number(right);
                self.number(down);
            }
        }
        self.at = rounded(end);
    }

    fn curve(&mut self, first: Point, second: Point, end: Point) {
        self.begin('c');
        for point in [first, second, end] {
            let (right, down) = self.step(rounded(point));
            self.number(right);
            self.number(down);
        }
        self.at = rounded(end);
    }

    fn step(&self, (x, y): (i64, i64)) -> (i64, i64) {
        (x.saturating_sub(self.at.0), y.saturating_sub(self.at.1))
    }

    /// A command, unless it goes on.
    fn begin(&mut self, command: char) {
        if self.command != command {
            self.out.push(command);
            self.command = command;
        }
    }

    fn number(&mut self, number: i64) {
        if number >= 0 && self.out.ends_with(|last: char| last.is_ascii_digit()) {
            self.out.push(' ');
        }
        put_integer(&mut self.out, number);
    }
}
