//! What decides where text stands and what it says while a page is read: the saved state and the pen.

use hayro_font::Font;
use hayro_font::hayro_syntax::object::Number;

use super::Shown;
use super::fonts::Said;
use super::place::Matrix;

/// What a saved state holds of what decides where text stands and what it says.
#[derive(Clone)]
pub(super) struct State<'a> {
    pub(super) matrix: Matrix,
    pub(super) font: Option<Font<'a>>,
    /// Index of its face.
    pub(super) face: u16,
    pub(super) size: f64,
    pub(super) character_space: f64,
    pub(super) word_space: f64,
    pub(super) scale: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) is_visible: bool,
}

/// Where the text object is that is open.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    pub(super) text: Matrix,
    pub(super) line: Matrix,
}

/// A character where the pen is.
pub(super) fn at(ch: char, pen: &Pen, state: &State, step: (f64, f64), in_drawing: bool) -> Shown {
    let place = Matrix::shift(0.0, state.rise).within(pen.text).within(state.matrix);
    let point = |(x, y): (f64, f64)| (x as f32, y as f32);
    Shown {
        ch,
        from: point(place.apply(0.0, 0.0)),
        to: point(place.apply(step.0, step.1)),
        size: (place.height() * state.size).abs() as f32,
        in_drawing,
        face: state.face,
        mark: None,
    }
}

/// Numbers as a matrix.
pub(super) fn matrix(numbers: [Number; 6]) -> Matrix {
    Matrix(numbers.map(|number| number.as_f64()))
}

impl Pen {
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).within(self.line);
        self.text = self.line;
    }

    /// A number in an array of strings (9.4.3).
    pub(super) fn go_back(&mut self, thousandths: f64, state: &State) {
        let by = -thousandths / 1000.0 * state.size;
        let is_horizontal = state.font.as_ref().is_none_or(Font::is_horizontal);
        let (x, y) = if is_horizontal { (by * state.scale, 0.0) } else { (0.0, by) };
        self.text = Matrix::shift(x, y).within(self.text);
    }
}

impl State<'_> {
    /// The state in which a page begins.
    pub(super) fn new<'a>(matrix: Matrix) -> State<'a> {
        State {
            matrix,
            font: None,
            face: 0,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_visible: true,
        }
    }

    /// How far a code takes the pen (9.4.4).
    pub(super) fn step(&self, said: &Said, is_horizontal: bool) -> (f64, f64) {
        let space = self.character_space + if said.is_space { self.word_space } else { 0.0 };
        match is_horizontal {
            true => ((said.advance.0 * self.size + space) * self.scale, 0.0),
            false => (0.0, said.advance.1 * self.size + space),
        }
    }
}
