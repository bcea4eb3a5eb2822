//! One page, filled from where it begins until nothing more has room, and every place where it may end on the way;
//! `rows` puts tables on it.

mod rows;

use super::super::flow::{Float, Flow, Kind, Piece};
use super::super::geometry::Geometry;
use super::super::illustrations::ROW_GAP;
use super::super::table::{Fragment, Rows};
use super::notes::{NotePart, divide, foot, unite};
use super::place::{Cursor, Position, SLACK, picture, place, slots};
use super::{PagePlan, Placed, Start, prices};
use crate::text::Line;
use crate::units::Pt;
use rows::Part;

/// Fills pages.
pub(super) struct Filler<'f> {
    flow: &'f Flow,
    geometry: &'f Geometry,
    /// The rows of the tables, by piece; and those of the same tables in smaller type.
    tables: Vec<Option<Rows<'f>>>,
    smaller: Vec<Option<Rows<'f>>>,
}

/// Where a page may end: where the next one begins, what it carries on of its footnotes, what such a page costs.
pub(super) struct End {
    pub(super) next: Start,
    pub(super) price: u64,
    pub(super) carried: Vec<NotePart>,
}

/// A page while it is filled.
struct OpenPage<'a, 'f> {
    filler: &'a Filler<'f>,
    carried: &'a [NotePart],
    cursor: Cursor,
    /// What stands there.
    entries: Vec<Entry>,
    /// The footnotes that it mentions.
    mentions: Vec<usize>,
    /// Where the first piece ends, which stands there whatever room it has.
    taken: Pt,
    /// Where the text must end because of the footnotes.
    foot: Pt,
    /// What the page costs wherever it ends from here on.
    sunk: u64,
    /// Whether a picture is made smaller that has no room, and whether there is one.
    makes_smaller: bool,
    has_too_large: bool,
    /// Ends that keep all rules, and others.
    lawful: Vec<Cut>,
    unlawful: Vec<Cut>,
}

/// A piece on a page; of a table, some of its rows.
#[derive(Clone, Copy)]
struct Entry {
    piece: usize,
    y: Pt,
    rows: Option<Part>,
    /// What a picture is scaled by.
    scale: f64,
}

/// A place where a page may end.
struct Cut {
    next: Start,
    price: u64,
    /// How many entries and mentions stand above it.
    entries: usize,
    mentions: usize,
    /// Rows of a table that stand there besides and go on behind it.
    part: Option<Entry>,
    /// Where the first piece ends.
    taken: Pt,
}

impl<'f> Filler<'f> {
    pub(super) fn new(flow: &'f Flow, geometry: &'f Geometry) -> Filler<'f> {
        let table = |piece: &'f Piece| if let Kind::Table(table) = &piece.kind { Some(table.as_ref()) } else { None };
        let tables = flow.pieces.iter().map(table);
        let smaller = tables.clone().map(|table| table?.smaller().map(Rows::new)).collect();
        Filler { flow, geometry, tables: tables.map(|table| table.map(Rows::new)).collect(), smaller }
    }

    /// Behind the last piece.
    pub(super) fn end(&self) -> Start {
        let pieces = self.flow.pieces.len();
        Start { piece: pieces, row: 0, waiting: pieces }
    }

    /// Where a page that begins there may end: at least one place, and further on in the document. Ends that break a
    /// rule are among them only if there is no other.
    pub(super) fn ends(&self, start: Start, carried: &[NotePart]) -> Vec<End> {
        let pages = self.pages(start, carried);
        let ends = pages.iter().flat_map(|page| page.cuts().iter().map(|cut| self.end_of(page, cut)));
        ends.collect()
    }

    fn end_of(&self, page: &OpenPage, cut: &Cut) -> End {
        let carried = self.notes(page, cut).1;
        let price = cut.price + if carried.is_empty() { 0 } else { prices::CARRIED_NOTE };
        End { next: cut.next, price, carried }
    }

    /// A page that begins there, filled; and the same with a picture made smaller, where one has no room otherwise.
    fn pages<'a>(&'a self, start: Start, carried: &'a [NotePart]) -> Vec<OpenPage<'a, 'f>> {
        let page = self.fill(start, carried, false);
        let smaller = page.has_too_large.then(|| self.fill(start, carried, true));
        let smaller = smaller.filter(|page| !page.lawful.is_empty());
        [page].into_iter().chain(smaller).collect()
    }

    /// The cheapest page that begins and ends there and carries so much of its footnotes on.
    pub(super) fn page(&self, start: Start, carried: &[NotePart], next: Start, on: &[NotePart]) -> PagePlan {
        let pages = self.pages(start, carried);
        let cuts = pages.iter().flat_map(|page| page.cuts().iter().map(move |cut| (page, cut)));
        let fitting = cuts.filter(|(page, cut)| cut.next == next && self.notes(page, cut).1 == on);
        let Some((page, cut)) = fitting.min_by_key(|(_, cut)| cut.price) else { return PagePlan::default() };
        let entries = page.entries.iter().take(cut.entries).chain(&cut.part);
        let fragment = |entry: &Entry| {
            let Part { first, end, padding, is_smaller } = entry.rows?;
            let rows = if is_smaller { self.smaller(entry.piece)? } else { self.rows(entry.piece)? };
            Some(Fragment { is_smaller, ..rows.fragment(first, end, padding) })
        };
        let placed = entries.map(|entry| {
            let Entry { piece, y, scale, .. } = *entry;
            Placed { piece, y, fragment: fragment(entry), scale }
        });
        let mentions = self.mentions(page, cut);
        PagePlan { placed: placed.collect(), mentions, notes: self.notes(page, cut).0 }
    }

    fn rows(&self, piece: usize) -> Option<&Rows<'f>> {
        self.tables.get(piece)?.as_ref()
    }

    fn smaller(&self, piece: usize) -> Option<&Rows<'f>> {
        self.smaller.get(piece)?.as_ref()
    }

    fn mentions(&self, page: &OpenPage, cut: &Cut) -> Vec<usize> {
        let mut mentions: Vec<usize> = page.mentions.iter().take(cut.mentions).copied().collect();
        if let Some(Entry { piece, rows: Some(Part { first, end, .. }), .. }) = cut.part
            && let Some(rows) = self.rows(piece)
        {
            unite(&mut mentions, rows.notes(first, end));
        }
        mentions
    }

    /// What stands of footnotes on a page that ends there, and what it carries on.
    fn notes(&self, page: &OpenPage, cut: &Cut) -> (Vec<NotePart>, Vec<NotePart>) {
        divide(page.carried, &self.mentions(page, cut), cut.taken, self.flow, self.geometry)
    }

    /// Fills a page and puts a price on the lines of text that an end leaves to the next page without need.
    fn fill<'a>(&'a self, start: Start, carried: &'a [NotePart], smaller: bool) -> OpenPage<'a, 'f> {
        let mut page = OpenPage::new(self, carried, smaller);
        self.pieces(start, &mut page);
        let is_text = |entry: &Entry| {
            matches!(self.kind(entry.piece), Some(Kind::Body { .. } | Kind::Small { .. } | Kind::TableNote(_)))
        };
        // How many entries the fullest page has that differs from an earlier one by nothing but text, and whether a
        // picture waits for the one behind it.
        let mut fullest = (0, false);
        for cut in page.lawful.iter_mut().rev().filter(|cut| cut.part.is_none()) {
            let waits = cut.next.waiting < cut.next.piece;
            match page.entries.get(cut.entries..fullest.0) {
                Some(more) if waits == fullest.1 && more.iter().all(is_text) => {
                    cut.price += prices::LINE_LEFT * more.len() as u64;
                }
                _ => fullest = (cut.entries, waits),
            }
        }
        page
    }

    /// Puts pieces on a page as long as they have room. First stands what has waited for it; then the text goes on.
    fn pieces(&self, start: Start, page: &mut OpenPage) {
        for index in start.waiting..start.piece {
            if matches!(self.kind(index), Some(Kind::Illustrations(_))) && !page.stand(index) {
                page.may_end(Start { waiting: index, ..start }, prices::FAR_FIGURE, true);
                return;
            }
        }
        let now = Start { waiting: start.piece, ..start };
        if now != start || now == self.end() {
            // A picture for which these leave no room was mentioned on the page before, too.
            if matches!(self.kind(now.piece), Some(Kind::Illustrations(_))) && page.room(now.piece).is_none() {
                page.sunk += prices::FAR_FIGURE;
            }
            let last = now.piece.checked_sub(1).and_then(|last| self.flow.pieces.get(last));
            page.may_end(now, 0, last.is_none_or(|last| last.break_after));
        }

        let mut waiting: Option<Waiting> = None;
        let mut row = start.row;
        for (index, piece) in self.flow.pieces.iter().enumerate().skip(start.piece) {
            let stands = match (&piece.kind, &mut waiting) {
                (Kind::Illustrations(_), Some(waiting)) if piece.float != Float::Never => {
                    if !waiting.joins(index, self) {
                        break;
                    }
                    continue;
                }
                (_, Some(waiting)) => waiting.lets_pass(piece, page) && page.stand(index),
                (Kind::Table(_), None) => page.stand_rows(index, row),
                (_, None) => page.stand(index) || page.stand_smaller(index),
            };
            row = 0;
            if stands {
                let first = waiting.as_ref().map_or(index + 1, |waiting| waiting.first);
                page.may_end(Start { piece: index + 1, row: 0, waiting: first }, 0, piece.break_after);
            } else if waiting.is_none() && piece.float != Float::Never {
                let price = if piece.float == Float::Unwillingly { prices::FLOAT_ANNOUNCED } else { 0 };
                page.sunk += prices::FLOAT + price;
                waiting = Some(Waiting { first: index, slots: self.slots(index) });
            } else {
                break;
            }
        }
    }

    fn kind(&self, piece: usize) -> Option<&'f Kind> {
        self.flow.pieces.get(piece).map(|piece| &piece.kind)
    }

    /// Lines of the grid that a picture takes.
    fn slots(&self, piece: usize) -> f64 {
        match self.kind(piece) {
            Some(Kind::Illustrations(row)) => slots(row.height, self.geometry),
            _ => 0.0,
        }
    }
}

/// Pictures that wait for the next page.
struct Waiting {
    /// The first of them.
    first: usize,
    /// Lines of the grid that they take.
    slots: f64,
}

impl Waiting {
    /// Whether one more can wait, so that the order of figures is kept; all of them must have room on the next page.
    fn joins(&mut self, piece: usize, filler: &Filler) -> bool {
        self.slots += filler.slots(piece);
        self.slots <= filler.geometry.lines as f64
    }

    /// Whether a piece may come before them: body text of the same section. (A signature has a blank above it.)
    fn lets_pass(&self, piece: &Piece, page: &mut OpenPage) -> bool {
        let heading = piece.heading.as_ref().map(|heading| heading.level);
        page.sunk += prices::FLOAT_LINE + if heading.is_some() { prices::FLOAT_HEADING } else { 0 };
        matches!(piece.kind, Kind::Body { .. }) && heading != Some(1)
    }
}

impl<'a, 'f> OpenPage<'a, 'f> {
    fn new(filler: &'a Filler<'f>, carried: &'a [NotePart], makes_smaller: bool) -> OpenPage<'a, 'f> {
        OpenPage {
            filler,
            carried,
            cursor: Cursor::head(filler.geometry),
            entries: Vec::new(),
            mentions: Vec::new(),
            taken: Pt::ZERO,
            foot: foot(carried, std::iter::empty(), Pt::ZERO, filler.flow, filler.geometry),
            sunk: 0,
            makes_smaller,
            has_too_large: false,
            lawful: Vec::new(),
            unlawful: Vec::new(),
        }
    }

    /// Puts a piece below the others if it has room.
    fn stand(&mut self, index: usize) -> bool {
        let (Some(kind), Some(position)) = (self.filler.kind(index), self.room(index)) else { return false };
        self.takes(position.bottom, mentions(kind));
        self.cursor = position.next;
        // Blanks and ends of pages show nothing.
        if !matches!(kind, Kind::Blank(_) | Kind::PageEnd) {
            self.entries.push(Entry { piece: index, y: position.y, rows: None, scale: 1.0 });
        }
        true
    }

    /// Puts a picture below the others that would leave a third of the page empty and has room if it is made smaller.
    fn stand_smaller(&mut self, index: usize) -> bool {
        let geometry = self.filler.geometry;
        let Some(kind @ Kind::Illustrations(row)) = self.filler.kind(index) else { return false };
        let foot = self.foot_with(mentions(kind));
        let left = self.cursor.lines_left(foot, geometry);
        // A hair less, so that rounding does not make it a line more.
        let room = geometry.pitch * left as f64 - ROW_GAP * 2.0 - SLACK;
        let Some(scale) = row.scale_to(room).filter(|_| left * 3 > geometry.lines && !self.entries.is_empty()) else {
            return false;
        };
        if !std::mem::replace(&mut self.has_too_large, true) {
            // The page that ends above it is the one that would be left so empty.
            let above = self.lawful.iter_mut().chain(&mut self.unlawful);
            above.filter(|cut| cut.next.piece == index).for_each(|cut| cut.price += prices::LEFT_FOR_PICTURE);
        }
        let position = picture(room, self.cursor, geometry);
        if !self.makes_smaller || position.bottom > foot + SLACK {
            return false;
        }
        self.sunk += prices::SMALLER;
        self.takes(position.bottom, mentions(kind));
        self.cursor = position.next;
        self.entries.push(Entry { piece: index, y: position.y, rows: None, scale });
        true
    }

    /// Places to end at: those that break a rule only if there is no other.
    fn cuts(&self) -> &[Cut] {
        if self.lawful.is_empty() { &self.unlawful } else { &self.lawful }
    }

    /// Where a piece stands that has room above the foot, which rises with the footnotes that it mentions. On an empty
    /// page everything has.
    fn room(&self, index: usize) -> Option<Position> {
        let kind = self.filler.kind(index)?;
        let empty = self.entries.is_empty();
        let position = place(kind, self.cursor, empty, self.filler.geometry)?;
        (empty || position.bottom <= self.foot_with(mentions(kind)) + SLACK).then_some(position)
    }

    /// The page may end here, all that stands on it being whole.
    fn may_end(&mut self, next: Start, price: u64, lawful: bool) {
        let filler = self.filler;
        let mut price = price;
        if matches!(filler.kind(next.piece), Some(Kind::PageEnd)) {
            // It ends here on purpose, however much room is left.
        } else if next != filler.end() {
            price += prices::hole(self.cursor.lines_left(self.foot, filler.geometry));
        } else if let [Entry { piece, .. }] = self.entries[..]
            && piece > 0
            && matches!(filler.kind(piece), Some(Kind::Body { .. }))
        {
            price += prices::LONE_LAST_LINE;
        }
        price += if lawful { 0 } else { prices::BROKEN_RULE };
        let cut = self.cut(next, price, None);
        if lawful { self.lawful.push(cut) } else { self.unlawful.push(cut) }
    }

    fn cut(&self, next: Start, price: u64, part: Option<Entry>) -> Cut {
        let (entries, mentions) = (self.entries.len(), self.mentions.len());
        Cut { next, price: self.sunk + price, entries, mentions, part, taken: self.taken }
    }

    /// A piece takes the page down to `bottom` and mentions footnotes.
    fn takes(&mut self, bottom: Pt, more: impl Iterator<Item = usize>) {
        if self.entries.is_empty() {
            self.taken = bottom;
        }
        unite(&mut self.mentions, more);
        self.foot = self.foot_of(&self.mentions);
    }

    /// Where the text must end if the page mentions these footnotes.
    fn foot_of(&self, mentions: &[usize]) -> Pt {
        foot(self.carried, mentions.iter().copied(), self.taken, self.filler.flow, self.filler.geometry)
    }

    /// Where the text must end if it mentions these footnotes too.
    fn foot_with(&self, more: impl Iterator<Item = usize>) -> Pt {
        let mut more = more.peekable();
        if more.peek().is_none() {
            return self.foot;
        }
        let mut mentions = self.mentions.clone();
        unite(&mut mentions, more);
        self.foot_of(&mentions)
    }
}

/// The footnotes that a piece mentions which is no table.
fn mentions(kind: &Kind) -> impl Iterator<Item = usize> {
    let (line, row) = match kind {
        Kind::Body { line, .. } | Kind::Small { line, .. } | Kind::TableNote(line) | Kind::Title(line) => {
            (Some(line), None)
        }
        Kind::Illustrations(row) => (None, Some(row)),
        Kind::Blank(_) | Kind::PageEnd | Kind::Table(_) => (None, None),
    };
    let captions = row.into_iter().flat_map(|row| row.shown.iter().flat_map(|one| &one.caption));
    line.into_iter().chain(captions).flat_map(|line: &Line| line.notes.iter().copied())
}
