//! Hatching as explicit lines: a family of parallels, cut to an outline. A PDF then needs neither patterns nor clips,
//! which printpdf does not write.

use std::f64::consts::FRAC_1_SQRT_2;

use super::frame::{Point, Segment};
use crate::units::Pt;

/// How a family of parallels runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slope {
    /// ／
    Rising,
    /// ＼
    Falling,
    /// ＼, two down and one to the right.
    Steep,
    /// —
    Level,
    /// ｜
    Upright,
}

impl Slope {
    /// The direction of its lines; its length is 1.
    fn direction(self) -> (f64, f64) {
        match self {
            Slope::Rising => (FRAC_1_SQRT_2, -FRAC_1_SQRT_2),
            Slope::Falling => (FRAC_1_SQRT_2, FRAC_1_SQRT_2),
            // 1/√5 and 2/√5.
            Slope::Steep => (0.447_213_595_499_958, 0.894_427_190_999_916),
            Slope::Level => (1.0, 0.0),
            Slope::Upright => (0.0, 1.0),
        }
    }
}

/// Lines shorter than this are left out.
const SHORTEST: f64 = 0.4;
/// Lines in one area at most: what would be closer is black anyway.
const MOST_LINES: f64 = 2000.0;

/// The parallels of a family inside a closed outline of straight lines (even-odd). They are counted from the corner of
/// the frame, so that those of areas side by side run on.
pub(super) fn parallels(outline: &[Point], slope: Slope, spacing: Pt) -> Vec<Segment> {
    let (dx, dy) = slope.direction();
    // Each point by how far it lies along the lines and across them.
    let turned: Vec<(f64, f64)> =
        outline.iter().map(|point| (point.x.0 * dx + point.y.0 * dy, point.x.0 * -dy + point.y.0 * dx)).collect();
    let low = turned.iter().map(|(_, across)| *across).fold(f64::INFINITY, f64::min);
    let high = turned.iter().map(|(_, across)| *across).fold(f64::NEG_INFINITY, f64::max);
    let lines = (high - low) / spacing.0;
    if !lines.is_finite() || lines <= 0.0 || lines > MOST_LINES {
        return Vec::new();
    }

    let mut path = Vec::new();
    // A quarter beside the grid of whole points, where edges like to stand.
    let mut number = (low / spacing.0 - 0.25).ceil();
    while (number + 0.25) * spacing.0 < high {
        let across = (number + 0.25) * spacing.0;
        let mut cuts = crossings(&turned, across);
        cuts.sort_by(f64::total_cmp);
        for pair in cuts.chunks_exact(2) {
            if let [from, to] = pair
                && to - from >= SHORTEST
            {
                let back = |along: f64| Point { x: Pt(along * dx - across * dy), y: Pt(along * dy + across * dx) };
                path.push(Segment::Move(back(*from)));
                path.push(Segment::Line(back(*to)));
            }
        }
        number += 1.0;
    }
    path
}

/// Where a line crosses the edges of an outline, along the line.
fn crossings(turned: &[(f64, f64)], across: f64) -> Vec<f64> {
    let next = turned.iter().cycle().skip(1);
    turned
        .iter()
        .zip(next)
        // Of the two edges that meet at a point on the line, one counts.
        .filter(|((_, a), (_, b))| (*a <= across) != (*b <= across))
        .map(|((along_a, a), (along_b, b))| along_a + (along_b - along_a) * (across - a) / (b - a))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::canvas::{Rect, point};

    fn lines(outline: &[Point], slope: Slope, spacing: f64) -> Vec<[f64; 4]> {
        parallels(outline, slope, Pt(spacing))
            .chunks(2)
            .map(|pair| match pair {
                [Segment::Move(a), Segment::Line(b)] => {
                    [a.x, a.y, b.x, b.y].map(|length| (length.0 * 1000.0).round() / 1000.0)
                }
                other => panic!("{other:?}"),
            })
            .collect()
    }

    fn square() -> [Point; 4] {
        Rect { left: Pt(10.0), top: Pt(20.0), right: Pt(20.0), bottom: Pt(30.0) }.corners()
    }

    /// Lines stand at 4 (k + ¼): 21, 25, 29.
    #[test]
    fn level_lines_of_a_square() {
        let expected = [[10.0, 21.0, 20.0, 21.0], [10.0, 25.0, 20.0, 25.0], [10.0, 29.0, 20.0, 29.0]];
        assert_eq!(lines(&square(), Slope::Level, 4.0), expected);
    }

    /// All lines x + y = const: at 45° each has as far to go as its distance from the corner allows.
    #[test]
    fn rising_lines_of_a_square() {
        let got = lines(&square(), Slope::Rising, 4.0);
        assert!(!got.is_empty());
        for [ax, ay, bx, by] in got {
            assert!((ax + ay - bx - by).abs() < 0.01);
            assert!([ax, bx].iter().all(|x| (10.0..=20.0).contains(x)));
            assert!([ay, by].iter().all(|y| (20.0..=30.0).contains(y)));
        }
    }

    /// A U: a level line through its arms is cut in two.
    #[test]
    fn even_odd() {
        let outline = [(0.0, 0.0), (2.0, 0.0), (2.0, 6.0), (4.0, 6.0), (4.0, 0.0), (6.0, 0.0), (6.0, 8.0), (0.0, 8.0)]
            .map(|(x, y)| point(Pt(x), Pt(y)));
        let expected = [[0.0, 1.0, 2.0, 1.0], [4.0, 1.0, 6.0, 1.0], [0.0, 5.0, 2.0, 5.0], [4.0, 5.0, 6.0, 5.0]];
        assert_eq!(lines(&outline, Slope::Level, 4.0), expected);
    }

    #[test]
    fn nothing_of_nothing() {
        assert!(parallels(&[], Slope::Steep, Pt(4.0)).is_empty());
        assert!(parallels(&[point(Pt(1.0), Pt(1.0)); 3], Slope::Steep, Pt(4.0)).is_empty());
        assert!(parallels(&square(), Slope::Steep, Pt(0.0)).is_empty());
        assert!(parallels(&[point(Pt(f64::NAN), Pt(1.0)); 3], Slope::Steep, Pt(4.0)).is_empty());
    }
}
