//! Plans of pages to pages: glyphs, rules, pictures and links in their places, page numbers, footnotes.

use std::collections::{BTreeMap, HashMap};

use super::contents::Goal;
use super::flow::{Flow, HeadingMark, Kind};
use super::geometry::{
    CONTENTS_SIZE, Geometry, NUMBER_DROP, NUMBER_SIZE, PAGE_HEIGHT, PAGE_WIDTH, SMALL_SIZE, TABLE_SIZE,
};
use super::illustrations::{Drawing, Shown};
use super::leaders;
use super::page::{
    CellPlace, Destination, IllustrationPlace, Item, Layout, LinkArea, OutlineEntry, Owner, Page, PlacedGlyph,
    PlacedPicture, Rule, Target, TextRun,
};
use super::paginate::{NOTE_GAP, NOTE_LEADING, NotePart, PagePlan, notes_height};
use super::runs::single_line;
use super::table::{CellLayout, Fragment, INNER_RULE, TableLayout};
use super::told::Told;
use crate::chart::{Mark, TextMark};
use crate::compose::Document;
use crate::compose::document::Anchor;
use crate::diagnostic::{Diagnostic, message};
use crate::layout::rules;
use crate::node::NodeId;
use crate::official_page::DRAFT_MARK;
use crate::text::{Line, LineGlyph, Role, Style, Typesetter};
use crate::units::Pt;

/// The rule above footnotes is this part of the line.
const NOTE_RULE: f64 = 1.0 / 4.0;
/// Circled numbers, the marks of footnotes: ① to ⑳, ㉑ to ㉟, ㊱ to ㊿.
const CIRCLED: [(u32, u32); 3] = [(0x2460, 20), (0x3251, 15), (0x32B1, 15)];
/// How many there are.
pub(super) const MARKS: usize = 50;

/// Paints all pages.
pub(super) fn paint(
    flow: &Flow,
    plans: &[PagePlan],
    document: &Document,
    geometry: &Geometry,
    typesetter: &mut Typesetter,
) -> Layout {
    let mut layout = Layout::default();
    let destinations = destinations_of(flow, plans, geometry);
    let mut marks = HashMap::new();
    let mut told = Told::default();
    for (index, plan) in plans.iter().enumerate() {
        for (at, note) in plan.mentions.iter().enumerate() {
            let Some(mark) = note_mark(at, typesetter) else {
                typesetter.report(too_many_notes(index));
                break;
            };
            marks.insert(*note, mark);
        }
        let left = geometry.left(index);
        let mut painter = Painter {
            geometry,
            left,
            anchors: &document.anchors,
            destinations: &destinations,
            marks: &marks,
            mentions: HashMap::new(),
            items: Vec::new(),
            page: index,
            cells: Vec::new(),
        };
        for placed in &plan.placed {
            let piece = &flow.pieces[placed.piece];
            if let Some(HeadingMark { node, level, title }) = &piece.heading
                && let Some(destination) = destinations.get(node).copied()
            {
                layout.outline.push(OutlineEntry { level: *level, title: title.clone(), destination });
            }
            match (&piece.kind, &placed.fragment) {
                (Kind::Body { line, left } | Kind::Small { line, left }, _) => painter.line(line, *left, placed.y),
                (Kind::Title(line) | Kind::TableNote(line), _) => painter.line(line, Pt::ZERO, placed.y),
                (Kind::Table(table), Some(fragment)) => painter.table(table, fragment, placed.y),
                (Kind::Illustrations(row), _) => row.shown.iter().for_each(|one| {
                    layout.illustrations.push(IllustrationPlace {
                        node: one.node,
                        page: index,
                        x: geometry.left(index) + one.left,
                        y: geometry.top() + placed.y + one.top,
                        width: one.width,
                        height: one.height,
                    });
                    painter.illustration(one, row.caption_pitch, placed.y);
                }),
                _ => {}
            }
            if let (Kind::Body { line, .. }, Some(goal)) = (&piece.kind, &piece.goal) {
                painter.goal(goal, line, placed.y, typesetter);
            }
        }
        told.mention(std::mem::take(&mut painter.mentions));
        painter.notes(flow, &plan.notes, &mut told);
        if geometry.numbers {
            painter.number(index, typesetter);
        }
        if document.draft {
            painter.draft_mark(typesetter);
        }
        layout.cells.append(&mut painter.cells);
        layout.pages.push(Page { width: PAGE_WIDTH, height: PAGE_HEIGHT, items: painter.items });
    }
    layout.notes_again = told.again();
    layout
}

/// Where each heading, illustration and caption of a table stands.
type Destinations = HashMap<NodeId, Destination>;

/// Where links lead, once it is known what stands on which page.
fn destinations_of(flow: &Flow, plans: &[PagePlan], geometry: &Geometry) -> Destinations {
    let mut destinations = Destinations::new();
    for (page, plan) in plans.iter().enumerate() {
        for placed in &plan.placed {
            let Some(piece) = flow.pieces.get(placed.piece) else { continue };
            let top = geometry.top() + placed.y;
            if let Some(mark) = &piece.heading {
                destinations.insert(mark.node, Destination { page, top: top - geometry.pitch });
            }
            if let Kind::Illustrations(row) = &piece.kind {
                destinations.extend(row.shown.iter().map(|one| (one.node, Destination { page, top: top + one.top })));
            }
            // A table that goes on over pages is found where it begins.
            if let Some(caption) = flow.captions.get(&placed.piece) {
                destinations.entry(*caption).or_insert(Destination { page, top });
            }
        }
    }
    destinations
}

/// The mark of the footnote that is the `at`-th of its page, from 0.
fn note_mark(at: usize, typesetter: &mut Typesetter) -> Option<LineGlyph> {
    let mut left = u32::try_from(at).ok()?;
    for (first, count) in CIRCLED {
        if left < count {
            let text = char::from_u32(first + left)?.to_string();
            let style = Style { role: Role::Body, size: SMALL_SIZE, cell: 1.0 };
            return single_line(&text, style, NodeId::default(), typesetter).glyphs.into_iter().next();
        }
        left -= count;
    }
    None
}

/// There are fifty marks: of more footnotes on a page, some would have none.
fn too_many_notes(page: usize) -> Diagnostic {
    let page = page + 1;
    Diagnostic::error(
        &rules::LIMIT_NOTES,
        message! {
            zh: "第 {page} 页有五十条以上的脚注，没有那么多带圈的序号",
            en: "page {page} has more than fifty footnotes; there are no marks for so many",
        },
    )
    .help(message! { zh: "把一些脚注并进正文", en: "put some of them into the text" })
}

/// Paints one page.
struct Painter<'a> {
    geometry: &'a Geometry,
    /// Left edge of the type area.
    left: Pt,
    /// What links within the document lead to, and where that stands.
    anchors: &'a BTreeMap<String, Anchor>,
    destinations: &'a Destinations,
    /// The mark of each footnote that has been mentioned, numbered on the page of its mention.
    marks: &'a HashMap<usize, LineGlyph>,
    /// The first mention of each footnote on the page.
    mentions: HashMap<usize, NodeId>,
    items: Vec<Item>,
    /// Index of the page.
    page: usize,
    cells: Vec<CellPlace>,
}

impl Painter<'_> {
    /// A line at `x` and `y` from the top left corner of the type area.
    fn line(&mut self, line: &Line, x: Pt, y: Pt) {
        self.owned_line(line, x, y, None);
    }

    /// A line whose glyphs belong to their nodes, or all of them to `owner`.
    fn owned_line(&mut self, line: &Line, x: Pt, y: Pt, owner: Option<Owner>) {
        let (left, baseline) = (self.left + x, self.geometry.top() + y);
        // The footnote of a head that is repeated stands on the page where the table begins: its mark is not repeated.
        let repeated = owner == Some(Owner::Repeated);
        for glyph in line.glyphs.iter().filter(|glyph| !(repeated && glyph.note.is_some())) {
            if let Some(note) = glyph.note {
                self.mentions.entry(note as usize).or_insert(glyph.node);
            }
            let shown = self.marked(glyph);
            let owner = owner.unwrap_or(Owner::Node(glyph.node));
            let placed = PlacedGlyph { id: shown.id, x: left + glyph.x, rise: shown.rise, text: shown.text.clone() };
            let face = shown.face;
            match self.items.last_mut() {
                Some(Item::Text(run))
                    if run.face == face
                        && run.size == glyph.size
                        && run.baseline == baseline
                        && run.owner == owner
                        && run.turned_at.is_none() =>
                {
                    run.glyphs.push(placed);
                }
                _ => self.items.push(Item::Text(TextRun {
                    owner,
                    face,
                    size: glyph.size,
                    baseline,
                    turned_at: None,
                    glyphs: vec![placed],
                })),
            }
        }
        for link in &line.links {
            let size = line.glyphs.first().map_or(SMALL_SIZE, |glyph| glyph.size);
            self.items.push(Item::Link(LinkArea {
                node: link.node,
                x0: left + link.left,
                y0: baseline - self.geometry.above(size),
                x1: left + link.right,
                y1: baseline + self.geometry.below(size),
                target: self.target(&link.address),
            }));
        }
    }

    /// Where an address leads.
    fn target(&self, address: &str) -> Target {
        let anchor = address.strip_prefix('#').and_then(|name| self.anchors.get(name));
        let place = anchor.and_then(|anchor| Some((anchor, *self.destinations.get(&anchor.node)?)));
        match place {
            Some((anchor, destination)) => Target::Inside { title: anchor.title.clone(), destination },
            None => Target::Address(address.to_owned()),
        }
    }

    /// What a line of the table of contents has besides its text: it leads to its heading and, if it ends its entry, it
    /// tells the page.
    fn goal(&mut self, goal: &Goal, line: &Line, y: Pt, typesetter: &mut Typesetter) {
        let Some(destination) = self.destinations.get(&goal.heading).copied() else { return };
        if goal.tells_page && self.geometry.numbers {
            let ending = leaders::ending(goal, line, destination.page, self.geometry, typesetter);
            self.owned_line(&ending.leaders, Pt::ZERO, y, Some(Owner::Ornament));
            self.line(&ending.number, Pt::ZERO, y);
        }
        let baseline = self.geometry.top() + y;
        self.items.push(Item::Link(LinkArea {
            node: goal.entry,
            x0: self.left + goal.left,
            y0: baseline - self.geometry.above(CONTENTS_SIZE),
            x1: self.left + self.geometry.width(),
            y1: baseline + self.geometry.below(CONTENTS_SIZE),
            target: Target::Inside { title: goal.title.clone(), destination },
        }));
    }

    /// The glyph itself or, if it is the mark of a footnote, the mark with its number on this page.
    fn marked<'g>(&'g self, glyph: &'g LineGlyph) -> &'g LineGlyph {
        glyph.note.and_then(|note| self.marks.get(&(note as usize))).unwrap_or(glyph)
    }

    /// A picture or a chart above its caption, the top of its row at `y`.
    fn illustration(&mut self, one: &Shown, caption_pitch: Pt, y: Pt) {
        let (x, top) = (self.left + one.left, self.geometry.top() + y + one.top);
        match &one.drawing {
            Drawing::Picture(picture) => self.items.push(Item::Picture(PlacedPicture {
                node: one.node,
                picture: *picture,
                x,
                y: top,
                width: one.width,
                height: one.height,
            })),
            Drawing::Chart(frame) => {
                for mark in &frame.marks {
                    match mark {
                        Mark::Shape(shape) => {
                            let shape = shape.clone().moved(x, top);
                            self.items.push(Item::Shape(Owner::Node(one.node), shape));
                        }
                        Mark::Text(text) if text.turned => self.turned(text, x, top),
                        Mark::Text(text) => {
                            self.line(&text.line, one.left + text.origin.x, y + one.top + text.origin.y);
                        }
                    }
                }
            }
        }
        let mut top = y + one.caption_top;
        for line in &one.caption {
            let baseline = top + (caption_pitch - SMALL_SIZE) / 2.0 + self.geometry.above(SMALL_SIZE);
            self.line(line, one.caption_left, baseline);
            top += caption_pitch;
        }
    }

    /// A line that is read upwards, in a drawing whose corner is (`x`, `y`) of the page.
    fn turned(&mut self, text: &TextMark, x: Pt, y: Pt) {
        for run in text.line.glyphs.chunk_by(|a, b| a.face == b.face && a.size == b.size) {
            let Some(first) = run.first() else { continue };
            let glyphs = run.iter().map(|glyph| PlacedGlyph {
                id: glyph.id,
                x: glyph.x,
                rise: glyph.rise,
                text: glyph.text.clone(),
            });
            self.items.push(Item::Text(TextRun {
                owner: Owner::Node(first.node),
                face: first.face,
                size: first.size,
                baseline: y + text.origin.y,
                turned_at: Some(x + text.origin.x),
                glyphs: glyphs.collect(),
            }));
        }
    }

    /// A fragment of a table, its top at `y`.
    fn table(&mut self, table: &TableLayout, fragment: &Fragment, y: Pt) {
        let table = table.smaller().filter(|_| fragment.is_smaller).unwrap_or(table);
        let mut top = y;
        if fragment.captioned {
            let pitch = table.caption_pitch();
            for line in &table.caption {
                let baseline = top + (pitch - SMALL_SIZE) / 2.0 + self.geometry.above(SMALL_SIZE);
                self.line(line, table.left, baseline);
                top += pitch;
            }
        }

        let edges = fragment.row_edges();
        let mut cells: Vec<(usize, usize, usize)> = Vec::new();
        for (index, cell) in fragment.cells.iter().filter_map(|index| Some((*index, table.cells.get(*index)?))) {
            cells.extend(table.shown(cell, &fragment.rows).into_iter().map(|shown| (shown.start, shown.end, index)));
        }
        // Reading order: row by row, a cell that goes on from the page before with its first row here.
        cells.sort_by_key(|(start, _, index)| (*start, table.cells[*index].column));
        for (start, end, index) in cells {
            let cell = &table.cells[index];
            let shown = fragment.rows[start];
            let repeated = shown.repeated || shown.row > cell.row;
            self.cells.push(self.cell_place(table, cell, (top + edges[start], top + edges[end]), repeated));
            let middle = top + (edges[start] + edges[end]) / 2.0;
            let mut baseline = middle - table.text_height(cell) / 2.0 + self.geometry.above(table.size);
            for line in &cell.lines {
                let x = table.left + table.text_left(cell);
                self.owned_line(line, x, baseline, repeated.then_some(Owner::Repeated));
                baseline += cell.leading;
            }
        }
        for rule in table.rules(fragment) {
            self.rule(rule, table.left, top);
        }
    }

    /// Where a cell stands between two heights of the type area.
    fn cell_place(&self, table: &TableLayout, cell: &CellLayout, (y0, y1): (Pt, Pt), repeated: bool) -> CellPlace {
        let edge = |column: usize| table.edges.get(column).or(table.edges.last()).copied().unwrap_or_default();
        let (x0, x1) = (edge(cell.column), edge(cell.column + cell.column_span));
        CellPlace {
            node: cell.node,
            page: self.page,
            x: self.left + table.left + x0,
            y: self.geometry.top() + y0,
            width: x1 - x0,
            height: y1 - y0,
            repeated,
        }
    }

    /// A rule whose lengths are from (`x`, `y`) of the type area.
    fn rule(&mut self, rule: Rule, x: Pt, y: Pt) {
        let (x, y) = (self.left + x, self.geometry.top() + y);
        self.items.push(Item::Rule(Rule {
            x0: rule.x0 + x,
            y0: rule.y0 + y,
            x1: rule.x1 + x,
            y1: rule.y1 + y,
            ..rule
        }));
    }

    /// The footnotes, at the foot of the type area below a short rule. One that several pages mention stands on each of
    /// them.
    fn notes(&mut self, flow: &Flow, parts: &[NotePart], told: &mut Told) {
        if parts.is_empty() {
            return;
        }
        let count = parts.iter().map(|part| part.lines.len()).sum();
        let mut y = self.geometry.height() - notes_height(count);
        let rule_y = y + NOTE_GAP / 2.0;
        let rule =
            Rule { x0: Pt::ZERO, y0: rule_y, x1: self.geometry.width() * NOTE_RULE, y1: rule_y, thickness: INNER_RULE };
        self.rule(rule, Pt::ZERO, Pt::ZERO);
        y += NOTE_GAP;
        let leading = TABLE_SIZE * NOTE_LEADING;
        for part in parts {
            let lines = flow.notes.get(part.note).and_then(|note| note.get(part.lines.clone())).unwrap_or_default();
            let first = self.items.len();
            for line in lines {
                let baseline = y + (leading - TABLE_SIZE) / 2.0 + self.geometry.above(TABLE_SIZE);
                self.line(line, Pt::ZERO, baseline);
                y += leading;
            }
            if let (Some(again), Some(items)) = (told.tell(part), self.items.get_mut(first..)) {
                told.rename(again, items);
            }
        }
    }

    /// 草稿, in the middle above the type area, as far from it as the page number is below.
    fn draft_mark(&mut self, typesetter: &mut Typesetter) {
        let style = Style { role: Role::Level1, size: NUMBER_SIZE, cell: 1.0 };
        let line = single_line(DRAFT_MARK, style, NodeId::default(), typesetter);
        let baseline = -NUMBER_DROP - self.geometry.below(NUMBER_SIZE);
        self.owned_line(&line, (self.geometry.width() - line.right) / 2.0, baseline, Some(Owner::DraftMark));
    }

    /// The page number between dashes, one character in from the outer edge, its dashes 7 mm below the type area
    /// (GB/T 9704-2012, 7.5).
    fn number(&mut self, page: usize, typesetter: &mut Typesetter) {
        let style = Style { role: Role::PageNumber, size: NUMBER_SIZE, cell: 1.0 };
        let mut set = |text: &str| single_line(text, style, NodeId::default(), typesetter);
        let (dash, digits) = (set("—"), set(&(page + 1).to_string()));
        let space = NUMBER_SIZE * 0.25;
        let parts =
            [(&dash, Pt::ZERO), (&digits, dash.right + space), (&dash, dash.right + digits.right + space * 2.0)];
        let width = dash.right * 2.0 + digits.right + space * 2.0;
        let left =
            if self.geometry.number_at_right(page) { self.geometry.width() - NUMBER_SIZE - width } else { NUMBER_SIZE };
        let ink = dash.glyphs.first().and_then(|glyph| typesetter.faces().get(glyph.face).ink_height(glyph.id));
        let middle = NUMBER_SIZE * ink.map_or(0.3, |(top, foot)| (top + foot) / 2.0);
        let baseline = self.geometry.height() + NUMBER_DROP + middle;
        for (line, x) in parts {
            self.owned_line(line, left + x, baseline, Some(Owner::PageNumber));
        }
    }
}
