//! The breaks that are chosen against all that could be, and against first fit.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::demerits::Candidate;
use super::*;
use crate::node::NodeId;
use crate::text::tariff::{BEYOND, EARLY_LINES};
use crate::text::{Content, Faces, Role, Run, Style, Typesetter};

const CELL: f64 = 16.0;
/// More than all lines of a paragraph that are beyond other limits.
const TOO_LONG: f64 = BEYOND * 1000.0;

fn paragraph_of(typesetter: &mut Typesetter, text: &str) -> Paragraph {
    let style = Style { role: Role::Body, size: Pt(16.0), cell: 1.0 };
    typesetter.paragraph(&[Run { content: Content::Text(text), style, node: NodeId(0), link: None, span: None }])
}

/// A measure of so many cells, the first line two cells shorter.
fn cells(count: f64) -> Measure {
    Measure { width: Pt(CELL * count), first_indent: Pt(CELL * 2.0) }
}

/// What a way of breaking costs.
fn demerits(paragraph: &Paragraph, lines: &[Range<usize>], measure: Measure, alignment: Alignment) -> f64 {
    let atoms = paragraph.atoms.as_slice();
    let totals = Totals::new(atoms, measure, alignment);
    let cost = |(at, range): (usize, &Range<usize>)| {
        let (width, room) = (totals.line(range.clone()), measure.room(range.start));
        // No line may leave its room while there is another way.
        let too_long = if width.least() > room && range.len() > 1 { TOO_LONG } else { 0.0 };
        let line = Candidate { atoms, totals: &totals, range: range.clone(), width, room };
        too_long + line.demerits(alignment) * (1.0 - EARLY_LINES * at.min(100) as f64)
    };
    lines.iter().enumerate().map(cost).sum()
}

/// All ways of breaking a paragraph.
fn all_ways(paragraph: &Paragraph, measure: Measure) -> Vec<Vec<Range<usize>>> {
    let totals = Totals::new(&paragraph.atoms, measure, Alignment::Justified);
    let count = paragraph.atoms.len();
    let places: Vec<usize> = (1..count).filter(|place| totals.price(*place).is_some()).collect();
    (0..1u32 << places.len())
        .map(|chosen| {
            let ends = places.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0).map(|(_, place)| *place);
            let mut start = 0;
            ends.chain([count]).map(|end| std::mem::replace(&mut start, end)..end).collect()
        })
        .collect()
}

/// A text of marks, Latin and Han from a seed.
fn random_text(seed: &mut u64, pieces: usize) -> String {
    const PIECES: [&str; 10] = ["国", "务", "院", "令", "，", "。", "（", "2025", "open data", "《办法》"];
    let mut roll = || {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) as usize % PIECES.len()
    };
    (0..pieces).map(|_| PIECES[roll()]).collect()
}

/// 40 short texts: of all ways to break them, up to thousands each, none is cheaper than the one that is chosen.
#[test]
fn the_chosen_way_is_the_cheapest_of_all() {
    let faces = Faces::embedded();
    let mut typesetter = Typesetter::new(&faces);
    let mut seed = 1981;
    let mut compared = 0;
    for round in 0..40 {
        let text = random_text(&mut seed, 9);
        let paragraph = paragraph_of(&mut typesetter, &text);
        for alignment in [Alignment::Justified, Alignment::Centre, Alignment::Left] {
            let measure = cells(6.0 + f64::from(round % 3));
            let chosen = paragraph.wrap(measure, alignment, Breaking::Whole);
            let cost = demerits(&paragraph, &chosen, measure, alignment);
            let ways = all_ways(&paragraph, measure);
            let least =
                ways.iter().map(|lines| demerits(&paragraph, lines, measure, alignment)).fold(f64::INFINITY, f64::min);
            // Where every way leaves the room, any will do.
            if least < TOO_LONG {
                compared += 1;
                let message = format!("{text} {alignment:?}: {chosen:?} costs {cost}, another way {least}");
                assert!(cost <= least * (1.0 + 1e-9), "{message}");
            }
        }
    }
    assert!(compared > 60, "{compared}");
}

#[test]
fn first_fit_fills_each_line_and_costs_no_less() {
    let faces = Faces::embedded();
    let mut typesetter = Typesetter::new(&faces);
    let mut seed = 2009;
    let mut dearer = 0;
    for _ in 0..20 {
        let paragraph = paragraph_of(&mut typesetter, &random_text(&mut seed, 200));
        let measure = cells(28.0);
        let [whole, first_fit] = [Breaking::Whole, Breaking::FirstFit]
            .map(|breaking| paragraph.wrap(measure, Alignment::Justified, breaking));
        let totals = Totals::new(&paragraph.atoms, measure, Alignment::Justified);
        for (line, next) in first_fit.iter().zip(&first_fit[1..]) {
            assert_eq!(line.end, next.start);
            let further = (line.end + 1..=next.end).find(|place| totals.price(*place).is_some()).unwrap();
            assert!(totals.line(line.start..further).least() > measure.room(line.start), "{line:?} could hold more");
        }
        let [whole, first_fit] =
            [whole, first_fit].map(|lines| demerits(&paragraph, &lines, measure, Alignment::Justified));
        assert!(whole <= first_fit);
        dearer += usize::from(whole < first_fit);
    }
    assert!(dearer > 10, "first fit was hardly ever worse: {dearer}");
}
