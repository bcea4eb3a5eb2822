//! With what a content draws: places, clips, colours, pens and fonts (ISO 32000-1, 8.4 and 9.3).

use std::collections::BTreeMap;

use super::objects::Hash;
use crate::pdf::concatenated;

/// The graphics state, its numbers in thousandths unless told otherwise.
#[derive(Clone)]
pub(super) struct State {
    pub(super) matrix: [f64; 6],
    pub(super) clip: Hash,
    pub(super) fill: Colour,
    pub(super) stroke: Colour,
    /// Thickness, ends, corners, miter limit.
    pub(super) pen: [i64; 4],
    /// Dashes and their phase.
    pub(super) dashes: Vec<i64>,
    /// What dictionaries have set, by their keys.
    pub(super) parameters: BTreeMap<Vec<u8>, Hash>,
    pub(super) font: Hash,
    pub(super) size: i64,
    /// Spacing of characters and of words, horizontal scaling, rise, mode; the spacings in ten-thousandths.
    pub(super) text: [i64; 5],
    pub(super) leading: i64,
}

/// A colour: its space, its components, its pattern.
#[derive(Clone)]
pub(super) struct Colour {
    pub(super) space: Vec<u8>,
    pub(super) components: Vec<i64>,
    pub(super) pattern: Option<Hash>,
}

impl Colour {
    pub(super) fn new(space: &[u8], components: Vec<i64>) -> Colour {
        Colour { space: space.to_vec(), components, pattern: None }
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.space.len() as u64).to_be_bytes());
        out.extend(&self.space);
        numbers(out, &self.components);
        out.extend(self.pattern.iter().flatten());
    }
}

/// What is drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Drawing {
    pub(super) fills: bool,
    pub(super) strokes: bool,
    pub(super) is_text: bool,
}

impl State {
    /// What holds where a content begins (table 52).
    pub(super) fn new() -> State {
        let black = Colour::new(b"DeviceGray", vec![0]);
        State {
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            clip: [0; 32],
            fill: black.clone(),
            stroke: black,
            pen: [1000, 0, 0, 10_000],
            dashes: vec![0],
            parameters: BTreeMap::new(),
            font: [0; 32],
            size: 0,
            text: [0, 0, 100_000, 0, 0],
            leading: 0,
        }
    }

    /// Sets the matrix within the one before.
    pub(super) fn transform(&mut self, own: [f64; 6]) {
        self.matrix = concatenated(own, self.matrix);
    }

    /// How text is drawn by its mode (table 106).
    pub(super) fn of_text(&self) -> Drawing {
        let mode = self.text[4] / 1000;
        Drawing { fills: matches!(mode, 0 | 2 | 4 | 6), strokes: matches!(mode, 1 | 2 | 5 | 6), is_text: true }
    }

    /// Writes all of it that what is drawn depends on.
    pub(super) fn write(&self, drawing: Drawing, out: &mut Vec<u8>) {
        numbers(out, &self.matrix.map(|number| (number * 10_000.0).round() as i64));
        out.extend(self.clip);
        for (key, value) in &self.parameters {
            out.extend((key.len() as u64).to_be_bytes());
            out.extend(key);
            out.extend(value);
        }
        if drawing.fills {
            out.push(b'f');
            self.fill.write(out);
        }
        if drawing.strokes {
            out.push(b's');
            self.stroke.write(out);
            numbers(out, &self.pen);
            numbers(out, &self.dashes);
        }
        if drawing.is_text {
            out.push(b't');
            out.extend(self.font);
            numbers(out, &[self.size]);
            numbers(out, &self.text);
        }
    }
}

fn numbers(out: &mut Vec<u8>, numbers: &[i64]) {
    out.extend((numbers.len() as u64).to_be_bytes());
    numbers.iter().for_each(|number| out.extend(number.to_be_bytes()));
}
