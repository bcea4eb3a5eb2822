//! What tells one series from another: tone, hatching, dashes, markers. Each of them alone would do.

use std::f64::consts::SQRT_2;

use super::canvas::{Canvas, RULE, Rect, circle, point, polygon};
use super::frame::{Colour, Point, Segment, Stroke};
use super::hatch::{Slope, parallels};
use crate::units::Pt;

/// Colours of series, neighbours far apart in lightness: L* of 32, 84, 52, 92, 60, 88, 40, 76, 46, 80, 56, 97, no two
/// closer than 4.
const COLOURS: [Colour; 12] = [
    rgb(0x04, 0x4f, 0x7c), // deep blue
    rgb(0xf4, 0xcd, 0x7c), // gold
    rgb(0xc6, 0x5c, 0x4d), // brick
    rgb(0xd7, 0xeb, 0xf7), // pale blue
    rgb(0x3e, 0x9f, 0x99), // teal
    rgb(0xf9, 0xd4, 0xd0), // rose
    rgb(0x6d, 0x53, 0x8b), // violet
    rgb(0xa1, 0xc7, 0x84), // leaf
    rgb(0x97, 0x60, 0x39), // brown
    rgb(0xa3, 0xcc, 0xe9), // sky
    rgb(0x51, 0x95, 0x5b), // green
    rgb(0xfa, 0xf6, 0xeb), // cream
];

const fn rgb(r: u8, g: u8, b: u8) -> Colour {
    Colour { r, g, b }
}

/// A hatching: families of parallels with their distance in pt, and how its lines are broken.
struct Pattern {
    families: &'static [(Slope, f64)],
    thickness: Pt,
    dashes: &'static [Pt],
}

const fn lines(families: &'static [(Slope, f64)]) -> Pattern {
    Pattern { families, thickness: Pt(0.4), dashes: &[] }
}

/// Dots are short dashes of thick lines: four numbers a line instead of a path for each dot.
const DOTS: &[Pt] = &[Pt(0.9), Pt(2.7)];

/// Hatchings over colours: none over the darkest, where it would not show.
const OVER_COLOUR: [Pattern; 12] = [
    lines(&[]),
    lines(&[(Slope::Rising, 4.0)]),
    lines(&[(Slope::Falling, 4.0)]),
    Pattern { families: &[(Slope::Rising, 3.0)], thickness: Pt(0.9), dashes: DOTS },
    lines(&[(Slope::Rising, 5.0), (Slope::Falling, 5.0)]),
    lines(&[(Slope::Level, 3.5)]),
    lines(&[(Slope::Steep, 4.0)]),
    lines(&[(Slope::Upright, 3.5)]),
    Pattern { families: &[(Slope::Rising, 3.5)], thickness: Pt(0.5), dashes: &[Pt(4.0), Pt(2.5)] },
    lines(&[(Slope::Falling, 2.4)]),
    Pattern { families: &[(Slope::Falling, 4.0)], thickness: Pt(0.9), dashes: DOTS },
    lines(&[(Slope::Level, 5.0), (Slope::Upright, 5.0)]),
];

/// How areas are told apart in black on white. The second is solid black, the fourth blank.
const BLACK_ON_WHITE: [Pattern; 12] = [
    lines(&[(Slope::Rising, 4.0)]),
    lines(&[]),
    Pattern { families: &[(Slope::Rising, 3.0)], thickness: Pt(0.9), dashes: DOTS },
    lines(&[]),
    lines(&[(Slope::Rising, 4.5), (Slope::Falling, 4.5)]),
    lines(&[(Slope::Level, 3.5)]),
    Pattern { families: &[(Slope::Falling, 3.2)], thickness: Pt(1.3), dashes: &[] },
    Pattern { families: &[(Slope::Steep, 4.0)], thickness: Pt(0.5), dashes: &[Pt(4.0), Pt(2.5)] },
    lines(&[(Slope::Rising, 2.2)]),
    lines(&[(Slope::Upright, 3.5)]),
    Pattern { families: &[(Slope::Upright, 5.0)], thickness: Pt(1.8), dashes: &[Pt(1.8), Pt(2.6)] },
    lines(&[(Slope::Level, 5.0), (Slope::Upright, 5.0)]),
];

/// The area of black on white that is solid.
const SOLID: usize = 1;

/// Beyond the twelfth, hatchings come wider and then closer, and meet other colours.
const WIDER: [f64; 3] = [1.0, 1.6, 0.75];
const OTHER_COLOURS: usize = 5;

/// What fills an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fill {
    index: usize,
    colour: bool,
}

/// The fill of a series or slice, from 0.
pub(super) fn fill(index: usize, colour: bool) -> Fill {
    Fill { index, colour }
}

impl Fill {
    /// Draws an area: its colour, its hatching, its outline. The outline is told twice, as curves and as the straight
    /// lines that its hatching is cut to.
    pub(super) fn paint(self, canvas: &mut Canvas, path: Vec<Segment>, flattened: &[Point]) {
        let count = COLOURS.len();
        let (place, round) = (self.index % count, self.index / count);
        let shifted = (place + round * OTHER_COLOURS) % count;
        let tone = match (self.colour, COLOURS.get(place)) {
            (true, Some(colour)) => *colour,
            // Two neighbours alike in tone are told apart by their outline.
            _ if place == SOLID && round == 0 => Colour::BLACK,
            _ => Colour::WHITE,
        };
        let pattern = if self.colour { OVER_COLOUR.get(shifted) } else { BLACK_ON_WHITE.get(shifted) };
        canvas.shape(path.clone(), Some(tone), None);
        if let Some(pattern) = pattern {
            let wider = WIDER.get(round % WIDER.len()).copied().unwrap_or(1.0);
            let hatching: Vec<Segment> = pattern
                .families
                .iter()
                .flat_map(|(slope, spacing)| parallels(flattened, *slope, Pt(spacing * wider)))
                .collect();
            canvas.stroke(hatching, pattern.thickness, pattern.dashes);
        }
        canvas.stroke(path, RULE, &[]);
    }

    /// Draws a rectangular area; one without extent leaves no trace.
    pub(super) fn paint_rect(self, canvas: &mut Canvas, rect: Rect) {
        if rect.width() > Pt::ZERO && rect.height() > Pt::ZERO {
            self.paint(canvas, rect.path(), &rect.corners());
        }
    }

    /// The colour of small areas, such as markers: hatching would not show there.
    fn small(self) -> Colour {
        let black = if self.index.is_multiple_of(2) { Colour::BLACK } else { Colour::WHITE };
        let coloured = COLOURS.get(self.index % COLOURS.len()).copied();
        if self.colour { coloured.unwrap_or(black) } else { black }
    }
}

/// Dashes of lines.
const DASHES: [&[Pt]; 7] = [
    &[],
    &[Pt(4.0), Pt(2.0)],
    &[Pt(1.2), Pt(1.6)],
    &[Pt(7.0), Pt(2.0), Pt(1.2), Pt(2.0)],
    &[Pt(9.0), Pt(2.5)],
    &[Pt(5.0), Pt(1.6), Pt(1.2), Pt(1.6), Pt(1.2), Pt(1.6)],
    &[Pt(2.4), Pt(2.4)],
];

/// Thickness of a line through points.
const LINE: Pt = Pt(1.0);
/// Radius of a marker.
pub(super) const MARKER: Pt = Pt(2.4);

/// Draws the line of a series.
pub(super) fn draw_line(canvas: &mut Canvas, index: usize, path: Vec<Segment>) {
    canvas.stroke(path, LINE, DASHES.get(index % DASHES.len()).copied().unwrap_or_default());
}

/// Draws the marker of a series: five shapes, and more by their fill.
pub(super) fn draw_marker(canvas: &mut Canvas, fill: Fill, at: Point) {
    let r = MARKER;
    let corner = |x: f64, y: f64| point(at.x + r * x, at.y + r * y);
    let path = match fill.index % 5 {
        0 => circle(at, r),
        1 => polygon(&[corner(-0.9, -0.9), corner(0.9, -0.9), corner(0.9, 0.9), corner(-0.9, 0.9)]),
        2 => polygon(&[corner(0.0, -1.3), corner(1.2, 0.8), corner(-1.2, 0.8)]),
        3 => polygon(&[corner(0.0, -SQRT_2), corner(SQRT_2, 0.0), corner(0.0, SQRT_2), corner(-SQRT_2, 0.0)]),
        _ => polygon(&[corner(0.0, 1.3), corner(1.2, -0.8), corner(-1.2, -0.8)]),
    };
    let outline = Stroke { thickness: RULE, colour: Colour::BLACK, dashes: Vec::new() };
    canvas.shape(path, Some(fill.small()), Some(outline));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// L* of CIE 1976: what is left of a colour in black and white print.
    fn lightness(colour: Colour) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
        };
        let luminance = 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
        116.0 * libm::cbrt(luminance) - 16.0
    }

    #[test]
    fn tones_differ() {
        let tones = COLOURS.map(lightness);
        for (at, tone) in tones.iter().enumerate() {
            assert!(tones.iter().skip(at + 1).all(|other| (tone - other).abs() > 3.5), "{tones:?}");
            let next = tones.get((at + 1) % tones.len()).copied().unwrap_or_default();
            assert!((tone - next).abs() > 20.0, "{tones:?}");
        }
    }
}
