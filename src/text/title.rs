//! The shape of a title of several lines: a trapezium (梯形) or a diamond (菱形), its lines ending where the sense does
//! (GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当使用梯形或菱形).
//!
//! Of all ways to break it the cheapest is taken, by the prices below. Lines that the data file gives stay lines; one
//! of them is only broken where it is too long.

use super::{Alignment, Group, Kept, Line, Measure, Paragraph};
use crate::units::Pt;

// The prices, in the square of an em; all are this program's choice, made by eye on real titles.

/// The width by which a line best differs from the next: an em at either side, em.
const STEP: f64 = 2.0;
/// Lines that differ by less than this are of one width, em.
const EVEN: f64 = 0.75;
/// What two lines cost at most that differ by more or less than a step: a stub.
const STUB: f64 = 100.0;
/// Two lines of one width: a rectangle.
const RECTANGLE: f64 = 80.0;
/// A line that is shorter than the lines above and below it: an hourglass.
const HOURGLASS: f64 = 120.0;
/// A line more.
const ONE_MORE_LINE: f64 = 60.0;
/// An end between two words, elsewhere than at the end of a name or a clause.
const BETWEEN_WORDS: f64 = 6.0;
/// An end behind a number with what it counts: 2025年 leans on what follows.
const AFTER_NUMBER: f64 = 100.0;
/// An end inside 关于…的.
const INSIDE_CLAUSE: f64 = 250.0;
/// An end inside a name or a number.
const INSIDE_NAME: f64 = 600.0;
/// An end inside a word.
const INSIDE_WORD: f64 = 2_000.0;
/// An end inside brackets that a line of their own would hold.
const INSIDE_BRACKET: f64 = 1.0e4;
/// A line narrower than this holds one character, perhaps with a mark, em.
const LONE_WIDTH: f64 = 1.75;
/// A character alone on a line.
const LONE: f64 = 1.0e5;
/// An end inside what cannot be divided and is wider than the type area.
const EMERGENCY: f64 = 1.0e6;
/// A line beyond the type area, where one character is wider than it.
const BEYOND: f64 = 1.0e8;

/// The lines of a title in the middle of their room. `names` are kept whole where they fit.
pub(crate) fn lines(paragraph: &Paragraph, names: &[&str], em: Pt, room: Pt) -> Vec<Line> {
    let measure = Measure { width: room, first_indent: Pt::ZERO };
    let width = |start: usize, end: usize| paragraph.width_of(start..end) / em;
    let breakpoints = breakpoints_of(&paragraph.ends(), &paragraph.groups(names), room / em, &width);
    paragraph.lines_at(&shape(&breakpoints, room / em, &width), measure, Alignment::Centre)
}

/// A place where a line may end (a breakpoint, in the words of Knuth and Plass).
#[derive(Clone, Copy, Debug, PartialEq)]
struct Breakpoint {
    /// Behind how many atoms.
    end: usize,
    price: f64,
    /// Whether a line must end here.
    forced: bool,
}

/// Rounding of widths, em.
const TOLERANCE: f64 = 0.001;

/// Where lines may end, and what it costs. Nothing that fits on a line of its own between two forced ends is broken.
fn breakpoints_of(
    ends: &[(usize, bool)],
    groups: &[Group],
    room: f64,
    width: &impl Fn(usize, usize) -> f64,
) -> Vec<Breakpoint> {
    let fits = |group: &&Group| width(group.atoms.start, group.atoms.end) <= room + TOLERANCE;
    let whole: Vec<&Group> = groups.iter().filter(fits).collect();
    let mut breakpoints = Vec::new();
    let mut start = 0;
    let mut given = Vec::new();
    for (end, forced) in ends {
        given.push(*end);
        if !forced {
            continue;
        }
        if width(start, *end) > room + TOLERANCE {
            let mut last = start;
            for place in given.iter().copied() {
                if width(last, place) > room + TOLERANCE {
                    breakpoints.extend((last + 1..place).map(|end| Breakpoint {
                        end,
                        price: EMERGENCY,
                        forced: false,
                    }));
                }
                if place < *end {
                    breakpoints.push(Breakpoint { end: place, price: price(place, &whole), forced: false });
                }
                last = place;
            }
        }
        breakpoints.push(Breakpoint { end: *end, price: 0.0, forced: true });
        start = *end;
        given.clear();
    }
    breakpoints
}

/// What it costs to end a line here.
fn price(end: usize, whole: &[&Group]) -> f64 {
    let divided = whole.iter().filter(|group| group.atoms.start < end && end < group.atoms.end);
    match divided.map(|group| group.kept).max() {
        Some(Kept::Bracket) => INSIDE_BRACKET,
        Some(Kept::Word) => INSIDE_WORD,
        Some(Kept::Name | Kept::Number) => INSIDE_NAME,
        Some(Kept::Clause) => INSIDE_CLAUSE,
        None => match whole.iter().filter(|group| group.atoms.end == end).map(|group| group.kept).min() {
            Some(Kept::Clause | Kept::Name | Kept::Bracket) => 0.0,
            Some(Kept::Number) => AFTER_NUMBER,
            _ => BETWEEN_WORDS,
        },
    }
}

/// The best way so far to a line: where it stands, how wide it is, whether the lines may still grow.
#[derive(Clone, Copy, Debug)]
struct Way {
    start: usize,
    width: f64,
    falls: bool,
    cost: f64,
    before: Option<usize>,
}

/// The ends of the lines of the cheapest shape: over all places, lines that end there, and whether the lines grow or
/// shrink by then. Takes time in step with the number of places, as a line holds so many of them.
fn shape(breakpoints: &[Breakpoint], room: f64, width: &impl Fn(usize, usize) -> f64) -> Vec<usize> {
    let mut ways: Vec<Way> = Vec::new();
    // The ways whose last line ends at each place.
    let mut ending: Vec<Vec<usize>> = Vec::new();
    for (at, place) in breakpoints.iter().enumerate() {
        let mut best: Vec<Way> = Vec::new();
        for first in (0..=at).rev() {
            let start = first.checked_sub(1).and_then(|before| breakpoints.get(before)).map_or(0, |before| before.end);
            let own = width(start, place.end);
            // The shortest line that can end here is taken as it is; longer ones only if they fit.
            if own > room + TOLERANCE && first < at {
                break;
            }
            let price = place.price
                + ONE_MORE_LINE
                + if own > room + TOLERANCE { BEYOND } else { 0.0 }
                + if own < LONE_WIDTH { LONE } else { 0.0 };
            match first.checked_sub(1) {
                None => best.push(Way { start, width: own, falls: false, cost: price, before: None }),
                Some(above) => {
                    for before in ending.get(above).into_iter().flatten() {
                        let Some(last) = ways.get(*before) else { continue };
                        let (step, falls) = step_between(last, own);
                        let cost = last.cost + price + step;
                        best.push(Way { start, width: own, falls, cost, before: Some(*before) });
                    }
                }
            }
            // A line never spans an end that the data file gives.
            if first.checked_sub(1).and_then(|above| breakpoints.get(above)).is_some_and(|above| above.forced) {
                break;
            }
        }
        keep_cheapest(&mut best);
        ending.push((ways.len()..ways.len() + best.len()).collect());
        ways.extend(best);
    }
    trace(breakpoints, &ways, ending.last().map(Vec::as_slice).unwrap_or_default())
}

/// What it costs to put a line of a width below another, and whether the lines shrink from there.
fn step_between(above: &Way, width: f64) -> (f64, bool) {
    let step = width - above.width;
    if step.abs() < EVEN {
        return (RECTANGLE, above.falls);
    }
    let hourglass = if step > 0.0 && above.falls { HOURGLASS } else { 0.0 };
    ((step.abs() - STEP).powi(2).min(STUB) + hourglass, step < 0.0 || above.falls)
}

/// Of the ways whose last line is the same, the cheapest that grows and the cheapest that shrinks.
fn keep_cheapest(ways: &mut Vec<Way>) {
    ways.sort_by(|a, b| (a.start, a.falls).cmp(&(b.start, b.falls)).then(a.cost.total_cmp(&b.cost)));
    ways.dedup_by_key(|way| (way.start, way.falls));
}

/// The ends of the lines on the cheapest of the last ways.
fn trace(breakpoints: &[Breakpoint], ways: &[Way], last: &[usize]) -> Vec<usize> {
    let cheapest = last.iter().filter_map(|index| ways.get(*index)).min_by(|a, b| a.cost.total_cmp(&b.cost));
    let mut ends: Vec<usize> = breakpoints.last().map(|place| place.end).into_iter().collect();
    let mut way = cheapest;
    while let Some(line) = way.filter(|line| line.before.is_some()) {
        ends.push(line.start);
        way = line.before.and_then(|before| ways.get(before));
    }
    ends.reverse();
    ends
}

#[cfg(test)]
mod tests;
