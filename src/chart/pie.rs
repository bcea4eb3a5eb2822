//! Slices of a circle, from 12 o'clock clockwise. Names, values and shares stand at both sides with leaders; where the
//! chart is too narrow for that, in a legend below.

use std::f64::consts::PI;

use rust_decimal::Decimal;

use super::callouts::{Callout, Ring, Side, draw_callouts};
use super::canvas::{Canvas, RULE, circle, on_circle, point};
use super::data::words;
use super::frame::{Frame, Point, Segment};
use super::labels::{LEAST, Scribe, USUAL, Words};
use super::legend::Legend;
use super::palette::fill;
use super::scale::number;
use super::{Chart, Look, Value};
use crate::narrative::rounded;
use crate::source::Span;
use crate::units::Pt;

/// Radius at most, and in widths of the chart; wider where there are no names at the sides.
const RADIUS: Pt = Pt(64.0);
const RADIUS_PART: f64 = 0.17;
const RADIUS_PART_ALONE: f64 = 0.34;
/// Above and below the circle.
const MARGIN: Pt = Pt(14.0);
/// A chart with labels is set smaller rather than higher than this.
const COMFORTABLE: Pt = Pt(230.0);
/// The narrowest room for names at a side, in em.
const LEAST_SIDE: f64 = 6.0;

/// Draws a pie.
pub(super) fn draw(chart: &Chart, look: Look, scribe: &mut Scribe) -> Frame {
    let slices = slices_of(chart);
    let mut best: Option<Frame> = None;
    for (size, run_in) in [(USUAL, false), (LEAST, false), (LEAST, true)] {
        let Some(frame) = with_callouts(&slices, look, size, run_in, scribe) else { continue };
        if frame.height <= COMFORTABLE.min(look.max_height) {
            return frame;
        }
        if best.as_ref().is_none_or(|best| frame.height < best.height) {
            best = Some(frame);
        }
    }
    best.unwrap_or_else(|| with_legend(&slices, look, scribe))
}

/// A slice with its label.
struct Slice<'a> {
    /// Its place among the categories.
    index: usize,
    name: Words<'a>,
    /// Value with unit, and share.
    figures: String,
    span: Span,
    /// Parts of the circle, from 12 o'clock.
    from: f64,
    to: f64,
}

fn slices_of(chart: &Chart) -> Vec<Slice<'_>> {
    let values = chart.series.first().map(|series| series.values.as_slice()).unwrap_or_default();
    let known = || chart.categories.iter().zip(values).enumerate();
    let total = values.iter().flatten().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value.number));
    let sum: f64 = values.iter().flatten().map(|value| number(value.number).max(0.0)).sum();
    let part = |value: &Value| if sum > 0.0 { number(value.number).max(0.0) / sum } else { 0.0 };
    let unit = chart.unit.as_ref().map_or("", |unit| unit.value.as_str());
    let mut to = 0.0;
    known()
        .filter_map(|(index, (name, value))| {
            let value = value.as_ref()?;
            let from = to;
            to += part(value);
            let share = share_of(value.number, total, part(value), chart.decimals);
            let figures = format!("{}{unit}（{share}%）", value.text);
            Some(Slice { index, name: words(name), figures, span: value.span, from, to: f64::min(to, 1.0) })
        })
        .collect()
}

/// A share in per cent, rounded as the narrative's `pct` rounds, so that both say the same.
fn share_of(number: Decimal, total: Option<Decimal>, part: f64, decimals: u32) -> String {
    let exact = || {
        let total = total.filter(|total| !total.is_zero())?;
        number.checked_div(total)?.checked_mul(Decimal::ONE_HUNDRED)
    };
    // Only a sum beyond 28 digits has no exact share.
    let percent = exact().or_else(|| Decimal::try_from(part * 100.0).ok()).unwrap_or_default();
    let shown = rounded(percent, decimals);
    // What is there is not printed as nothing.
    if shown.is_zero() && !percent.is_zero() { format!("<{}", Decimal::new(1, decimals)) } else { shown.to_string() }
}

/// The pie with labels at both sides; `None` if they have no room there.
fn with_callouts(slices: &[Slice], look: Look, size: Pt, run_in: bool, scribe: &mut Scribe) -> Option<Frame> {
    let radius = (look.width * RADIUS_PART).min(RADIUS);
    let ring = Ring { centre: point(look.width / 2.0, Pt::ZERO), radius };
    let side = ring.side_width();
    if side < size * LEAST_SIDE {
        return None;
    }
    let callouts: Option<Vec<Callout>> = slices
        .iter()
        .map(|slice| {
            let label = if run_in {
                // It saves room only where it stays on one line.
                let text = format!("{} {}", slice.name.text, slice.figures);
                let label = scribe.line(Words { text: &text, span: slice.name.span }, size);
                Some(label).filter(|label| label.width() <= side)?
            } else {
                let mut label = scribe.forced(slice.name, size, side);
                let figures = scribe.line(Words { text: &slice.figures, span: Some(slice.span) }, size);
                label.push(Some(figures).filter(|figures| figures.width() <= side)?);
                label
            };
            let (part, leads) = ((slice.from + slice.to) / 2.0, slice.to > slice.from);
            Some(Callout { index: slice.index, part, leads, label })
        })
        .collect();
    let callouts = callouts?;
    let needed = [Side::Left, Side::Right].map(|side| side.height(&callouts));
    let height = needed.into_iter().fold((radius + MARGIN) * 2.0, Pt::max);
    let ring = Ring { centre: point(ring.centre.x, height / 2.0), radius };

    let mut canvas = Canvas::default();
    draw_slices(&mut canvas, slices, ring.centre, radius, look.colour);
    draw_callouts(&mut canvas, callouts, ring, height);
    Some(canvas.finish(look.width, height))
}

/// The pie with a legend below it that says the values too.
fn with_legend(slices: &[Slice], look: Look, scribe: &mut Scribe) -> Frame {
    let radius = (look.width * RADIUS_PART_ALONE).min(RADIUS);
    let texts: Vec<String> = slices.iter().map(|slice| format!("{} {}", slice.name.text, slice.figures)).collect();
    let names: Vec<Option<Words>> =
        slices.iter().zip(&texts).map(|(slice, text)| Some(Words { text, span: slice.name.span })).collect();
    let legend = Legend::new(&names, look.width, scribe);
    let foot = radius * 2.0 + Pt(6.0);
    let height = foot + legend.height();

    let mut canvas = Canvas::default();
    draw_slices(&mut canvas, slices, point(look.width / 2.0, radius + Pt(1.0)), radius, look.colour);
    legend.draw(&mut canvas, foot, look.width, |canvas, entry, room| {
        let index = slices.get(entry).map_or(entry, |slice| slice.index);
        fill(index, look.colour).paint_rect(canvas, room);
    });
    canvas.finish(look.width, height)
}

fn draw_slices(canvas: &mut Canvas, slices: &[Slice], centre: Point, radius: Pt, colour: bool) {
    for slice in slices {
        let whole = slice.to - slice.from >= 1.0;
        if slice.to > slice.from {
            let arc = flattened(centre, radius, slice.from, slice.to);
            let (path, outline) = if whole {
                (circle(centre, radius), arc)
            } else {
                (sector(centre, radius, slice.from, slice.to), [vec![centre], arc].concat())
            };
            fill(slice.index, colour).paint(canvas, path, &outline);
        }
    }
    // Of nothing but zeros, the circle is left.
    if slices.iter().all(|slice| slice.to <= slice.from) {
        canvas.stroke(circle(centre, radius), RULE, &[]);
    }
}

/// A slice, its arc as curves of a quarter at most.
fn sector(centre: Point, radius: Pt, from: f64, to: f64) -> Vec<Segment> {
    let pieces = ((to - from) * 4.0).ceil().clamp(1.0, 4.0);
    let step = (to - from) / pieces;
    // Distance of the control points along the tangents, in radii.
    let pull = 4.0 / 3.0 * libm::tan(step * PI / 2.0);
    let mut path = vec![Segment::Move(centre), Segment::Line(on_circle(centre, radius, from))];
    for piece in 0..pieces as usize {
        let (start, end) = (from + step * piece as f64, from + step * (piece + 1) as f64);
        let (a, b) = (on_circle(centre, radius, start), on_circle(centre, radius, end));
        // The tangent at a point is its radius, turned by a right angle.
        let first = point(a.x - (a.y - centre.y) * pull, a.y + (a.x - centre.x) * pull);
        let second = point(b.x + (b.y - centre.y) * pull, b.y - (b.x - centre.x) * pull);
        path.push(Segment::Curve(first, second, b));
    }
    path.push(Segment::Close);
    path
}

/// Parts of the circle from one point of a flattened arc to the next: it strays from the arc by 0.1 pt at most.
const FLAT: f64 = 1.0 / 72.0;

/// An arc as points.
fn flattened(centre: Point, radius: Pt, from: f64, to: f64) -> Vec<Point> {
    let steps = ((to - from) / FLAT).ceil().clamp(1.0, 1.0 / FLAT);
    (0..=steps as usize).map(|step| on_circle(centre, radius, from + (to - from) * step as f64 / steps)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(numbers: &[&str], decimals: u32) -> Vec<String> {
        let numbers: Vec<Decimal> = numbers.iter().map(|number| number.parse().unwrap_or_default()).collect();
        let total = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number));
        numbers.iter().map(|number| share_of(*number, total, 0.25, decimals)).collect()
    }

    /// 47 of 66 are 71.21 %; 1 of 400 is 0.25 %, which is rounded up.
    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!(shares(&["47", "1", "2", "12", "4"], 2), ["71.21", "1.52", "3.03", "18.18", "6.06"]);
        assert_eq!(shares(&["1", "399"], 1), ["0.3", "99.8"]);
        assert_eq!(shares(&["0", "5"], 2), ["0.00", "100.00"]);
        assert_eq!(shares(&["1", "9999"], 1), ["<0.1", "100.0"]);
        assert_eq!(shares(&["1", "999"], 0), ["<1", "100"]);
        assert_eq!(shares(&["0", "0"], 1), ["25.0", "25.0"]);
        assert_eq!(shares(&["79228162514264337593543950335", "79228162514264337593543950335"], 0), ["25", "25"]);
    }

    /// A quarter from 12 to 3 o'clock: its control points are 0.5523 radii from its ends.
    #[test]
    fn a_quarter() {
        let path = sector(point(Pt(0.0), Pt(0.0)), Pt(1.0), 0.0, 0.25);
        let Some(Segment::Curve(a, b, end)) = path.get(2) else { panic!("{path:?}") };
        let close = |got: Point, x: f64, y: f64| (got.x.0 - x).abs() < 1e-4 && (got.y.0 - y).abs() < 1e-4;
        assert!(close(*a, 0.5523, -1.0) && close(*b, 1.0, -0.5523) && close(*end, 1.0, 0.0), "{path:?}");
        assert_eq!(path.len(), 4);
        assert_eq!(sector(point(Pt(0.0), Pt(0.0)), Pt(1.0), 0.1, 0.95).len(), 7);
    }
}
