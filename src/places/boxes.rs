//! Where something stands, by its key.

use std::ops::Range;

use super::glyphs::Seen;
use super::texts::Kind;
use super::{PlacedBox, Places};
use crate::compose::document::NodeId;
use crate::form::SECTION_KEYS;
use crate::layout::page::{CellPlace, IllustrationPlace};
use crate::units::Pt;

/// See [`Places::boxes`].
pub(super) fn boxes(places: &Places, key: &str, range: Option<Range<usize>>) -> Vec<PlacedBox> {
    let named = |(node, own): &(NodeId, _)| -> Option<NodeId> { is_key(own, key).then_some(*node) };
    let cells: Vec<NodeId> = places.document.cell_keys.iter().filter_map(named).collect();
    if !cells.is_empty() {
        return cells_of(
            places,
            |node| cells.contains(&node),
            |above, below| {
                // A cell that is too high for its page is set in slices.
                above.node == below.node && (above.y + above.height - below.y).0.abs() < 0.01
            },
        );
    }
    let charts = places.texts.charts.iter().filter(|(own, _)| own == key);
    let charts: Vec<PlacedBox> = charts.flat_map(|(_, node)| illustration(places, *node)).collect();
    if !charts.is_empty() {
        return charts;
    }
    if SECTION_KEYS.contains(&key) {
        let is_of_table = |node: NodeId| {
            let own = places.document.cell_key(node).map(|own| own.key());
            own.and_then(|own| own.strip_prefix(key)).is_some_and(|rest| rest.starts_with('.'))
        };
        let table = cells_of(places, is_of_table, |_, _| true);
        return if table.is_empty() { lines(places, &format!("{key}.title"), None) } else { table };
    }
    lines(places, key, range)
}

fn is_key(own: &crate::compose::document::CellKey, key: &str) -> bool {
    own.key() == key
}

/// The boxes of cells, those that follow one another on a page and are to be `joined` as one.
fn cells_of(
    places: &Places,
    wanted: impl Fn(NodeId) -> bool,
    joined: impl Fn(&CellPlace, &CellPlace) -> bool,
) -> Vec<PlacedBox> {
    let mut boxes: Vec<PlacedBox> = Vec::new();
    let mut last: Option<&CellPlace> = None;
    for cell in places.layout.cells.iter().filter(|cell| wanted(cell.node)) {
        let CellPlace { page, x, y, width, height, .. } = *cell;
        let own = PlacedBox { page, x, y, width, height };
        match boxes.last_mut() {
            Some(one) if one.page == page && last.is_some_and(|last| joined(last, cell)) => *one = one.with(&own),
            _ => boxes.push(own),
        }
        last = Some(cell);
    }
    boxes
}

/// The place of an illustration.
fn illustration(places: &Places, node: NodeId) -> impl Iterator<Item = PlacedBox> {
    let own = places.layout.illustrations.iter().filter(move |place| place.node == node);
    own.map(|IllustrationPlace { page, x, y, width, height, .. }| PlacedBox {
        page: *page,
        x: *x,
        y: *y,
        width: *width,
        height: *height,
    })
}

/// The lines of texts of a key, and the illustrations among them.
fn lines(places: &Places, key: &str, range: Option<Range<usize>>) -> Vec<PlacedBox> {
    let texts = &places.texts.all;
    let is_wanted =
        |text: usize| texts.get(text).is_some_and(|text| text.kind != Kind::Entry && text.key.as_ref() == key);
    let is_text = |text: usize| is_wanted(text) && texts.get(text).is_some_and(|text| text.kind != Kind::Illustration);
    let count = places.layout.pages.len();
    let mut lines = Lines::default();
    places.glyphs(0..count, is_text, |seen| {
        let is_narrative = texts.get(seen.text).is_some_and(|text| text.start.is_some());
        if range.as_ref().is_none_or(|range| !is_narrative || meets(&seen.range, range)) {
            lines.add(seen, |text| texts.get(text).is_some_and(|text| text.kind == Kind::Cell));
        }
    });
    // The cursor behind the last character of a line or of a text stands there.
    if let (true, Some(range)) = (lines.boxes.is_empty(), &range)
        && range.is_empty()
    {
        places.glyphs(0..count, is_text, |seen| {
            if lines.boxes.is_empty() && seen.range.end == range.start {
                lines.add(seen, |_| false);
            }
        });
    }
    let mut boxes = lines.boxes;
    for place in &places.layout.illustrations {
        let text = places.texts.of(place.node).filter(|holder| is_wanted(holder.text));
        let start = text.and_then(|holder| texts.get(holder.text)?.start);
        let is_there = |start: usize| range.as_ref().is_none_or(|range| range.contains(&start) || range.start == start);
        if start.is_some_and(is_there) {
            boxes.extend(illustration(places, place.node));
        }
    }
    boxes.sort_by(|a, b| a.page.cmp(&b.page).then(a.y.0.total_cmp(&b.y.0)).then(a.x.0.total_cmp(&b.x.0)));
    boxes
}

/// Whether a glyph stands in a range of bytes: one that stands for no bytes, such as a number that the program sets,
/// where it begins.
fn meets(glyph: &Range<usize>, range: &Range<usize>) -> bool {
    match (glyph.is_empty(), range.is_empty()) {
        (true, _) => range.contains(&glyph.start),
        (false, true) => glyph.contains(&range.start),
        (false, false) => glyph.start < range.end && range.start < glyph.end,
    }
}

/// Boxes of lines.
#[derive(Default)]
struct Lines {
    boxes: Vec<PlacedBox>,
    /// Text and line of the last.
    last: Option<(usize, (Pt, bool))>,
}

impl Lines {
    /// Adds a glyph to its line. Texts of one line are parts of it unless they stand in cells.
    fn add(&mut self, seen: Seen, is_cell: impl Fn(usize) -> bool) {
        let goes_on = self.last.is_some_and(|(text, line)| {
            line == seen.line && (text == seen.text || !(is_cell(text) || is_cell(seen.text)))
        });
        match self.boxes.last_mut() {
            Some(last) if goes_on && last.page == seen.area.page => *last = last.with(&seen.area),
            _ => self.boxes.push(seen.area),
        }
        self.last = Some((seen.text, seen.line));
    }
}
