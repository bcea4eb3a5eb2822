//! What stands at a point of a page.

use super::texts::Text;
use super::{PlacedBox, Places, Spot};
use crate::layout::page::{CellPlace, IllustrationPlace, Item, Owner, Page};
use crate::node::NodeId;
use crate::units::Pt;

/// How far above or below a line a point still belongs to it, in em; lines of body text are less than an em apart.
const NEAR: f64 = 0.9;
/// How far beside the text of its page a point may be.
const BESIDE: Pt = Pt(24.0);

/// See [`Places::at`].
pub(super) fn at(places: &Places, page: usize, x: Pt, y: Pt) -> Option<Spot> {
    let sheet = places.layout.pages.get(page)?;
    if let Some(cell) = cell(places, page, x, y) {
        let text = places.texts.of(cell.node)?.text;
        return nearest_of(places, page, text, x, y).or_else(|| spot(places.texts.all.get(text)?, None));
    }
    if let Some(node) = illustration(places, page, x, y) {
        return spot(places.texts.all.get(places.texts.of(node)?.text)?, None);
    }
    match nearest(places, page, sheet, x, y)? {
        Owner::Node(node) => {
            let text = places.texts.of(node)?.text;
            nearest_of(places, page, text, x, y)
        }
        Owner::DraftMark => Some(Spot { key: "report.draft".to_owned(), offset: None }),
        Owner::PageNumber => Some(Spot { key: "page.numbers".to_owned(), offset: None }),
        Owner::Repeated | Owner::Ornament => None,
    }
}

/// The cell that holds a point.
fn cell<'p>(places: &'p Places, page: usize, x: Pt, y: Pt) -> Option<&'p CellPlace> {
    let cells = &places.layout.cells;
    let first = cells.partition_point(|cell| cell.page < page);
    cells.iter().skip(first).take_while(|cell| cell.page == page).find(|cell| {
        let CellPlace { page, x: left, y: top, width, height, .. } = **cell;
        PlacedBox { page, x: left, y: top, width, height }.holds(x, y)
    })
}

/// The picture or chart that holds a point.
fn illustration(places: &Places, page: usize, x: Pt, y: Pt) -> Option<NodeId> {
    let mut own = places.layout.illustrations.iter().filter(|place| place.page == page);
    let holds = |place: &&IllustrationPlace| {
        let IllustrationPlace { page, x: left, y: top, width, height, .. } = **place;
        PlacedBox { page, x: left, y: top, width, height }.holds(x, y)
    };
    own.find(holds).map(|place| place.node)
}

/// What the glyph belongs to that is nearest to a point, if it is near: on the line that is nearest, beside the point.
fn nearest(places: &Places, page: usize, sheet: &Page, x: Pt, y: Pt) -> Option<Owner> {
    let mut best: Option<(Pt, Pt, Owner)> = None;
    let mut edges: Option<(Pt, Pt)> = None;
    for run in sheet.items.iter().filter_map(|item| if let Item::Text(run) = item { Some(run) } else { None }) {
        let (Some(first), Some(last)) = (run.glyphs.first(), run.glyphs.last()) else { continue };
        let area = places.area(page, run, first, None).with(&places.area(page, run, last, None));
        let (beside, above) = area.distance(x, y);
        match run.owner {
            Owner::Node(_) => {
                let (left, right) = edges.unwrap_or((area.x, area.x + area.width));
                edges = Some((left.min(area.x), right.max(area.x + area.width)));
                if above > run.size * NEAR {
                    continue;
                }
            }
            Owner::Repeated | Owner::Ornament => continue,
            // What is no part of the text has to be met.
            _ if (beside, above) != (Pt::ZERO, Pt::ZERO) => continue,
            _ => {}
        }
        let is_nearer = |(least, least_beside, _)| is_nearer((above, beside), (least, least_beside));
        if best.is_none_or(is_nearer) {
            best = Some((above, beside, run.owner));
        }
    }
    let (left, right) = edges.unwrap_or((x, x));
    let is_beside = (left - BESIDE..=right + BESIDE).contains(&x);
    best.map(|(_, _, owner)| owner).filter(|_| is_beside)
}

/// The spot of the glyph of a text that is nearest to a point of a page; behind it, if the point is to the right of the
/// line.
fn nearest_of(places: &Places, page: usize, text: usize, x: Pt, y: Pt) -> Option<Spot> {
    let own = places.texts.all.get(text)?;
    if own.start.is_none() || own.parts.is_empty() {
        return spot(own, None);
    }
    let mut best: Option<((Pt, Pt), usize)> = None;
    places.glyphs(
        page..page + 1,
        |other| other == text,
        |seen| {
            let (beside, above) = seen.area.distance(x, y);
            let is_behind = x > seen.area.x + seen.area.width;
            if best.is_none_or(|(least, _)| is_nearer((above, beside), least)) {
                best = Some(((above, beside), if is_behind { seen.range.end } else { seen.range.start }));
            }
        },
    );
    best.and_then(|(_, offset)| spot(own, Some(offset)))
}

/// Whether a distance, first above or below and then beside, is less than that of a glyph before; of glyphs that
/// overlap, the one behind begins where the other has its blank half.
fn is_nearer((above, beside): (Pt, Pt), (least, least_beside): (Pt, Pt)) -> bool {
    (above.0, beside.0) < (least.0, least_beside.0) || (above, beside) == (Pt::ZERO, Pt::ZERO)
}

/// A spot of a text: at an offset, or where it begins.
fn spot(text: &Text, offset: Option<usize>) -> Option<Spot> {
    (!text.key.is_empty())
        .then(|| Spot { key: text.key.clone().into_owned(), offset: text.start.map(|start| offset.unwrap_or(start)) })
}
