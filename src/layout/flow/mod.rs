//! The document as pieces one below another: lines, tables, pictures, room. What a page may end behind is known here;
//! where it ends is not. `small` sets text of 小4号, `signature` the organ's name and the date at the end.

mod signature;
mod small;

use std::collections::HashMap;

use super::contents::{self, Goal};
use super::geometry::{BODY_SIZE, Geometry, TABLE_SIZE, TITLE_SIZE};
use super::illustrations::{self, IllustrationContext};
use super::runs::runs;
use super::table::{self, TableLayout, TableRoom};
use crate::compose::Document;
use crate::compose::document::{
    Contents, Footnote, Heading, Illustration, Inline, List, Node, NodeId, Paragraph, Table,
};
use crate::diagnostic::{Diagnostic, message};
use crate::layout::rules;
use crate::text::{Alignment, Line, Measure, Role, Run, Style, Typesetter, title_lines};
use crate::units::Pt;

/// The whole document, one piece below another.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) pieces: Vec<Piece>,
    /// The lines of each footnote.
    pub(super) notes: Vec<Vec<Line>>,
    /// The captions of tables, by the pieces that these are.
    pub(super) captions: HashMap<usize, NodeId>,
}

/// A piece of the flow.
pub(super) struct Piece {
    pub(super) kind: Kind,
    /// Whether a page may end behind it.
    pub(super) break_after: bool,
    /// The heading that it begins.
    pub(super) heading: Option<HeadingMark>,
    /// Where it leads, if it is a line of the table of contents.
    pub(super) goal: Option<Goal>,
    /// Whether the text that follows may come before it.
    pub(super) float: Float,
}

/// A heading as the outline and the table of contents want to know it.
pub(super) struct HeadingMark {
    pub(super) node: NodeId,
    pub(super) level: u8,
    /// Number and text.
    pub(super) title: String,
}

/// Whether the text that follows may come before a piece, so that no hole is left where it does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Float {
    /// It stays in its place: in a list, in a quote, below a heading.
    Never,
    /// Before a picture that the text has just announced as the one below.
    Unwillingly,
    /// Before any other picture.
    Willingly,
}

/// What a piece is.
pub(super) enum Kind {
    /// A line of body text, on the grid.
    Body {
        line: Line,
        /// From the left edge of the type area.
        left: Pt,
    },
    /// A line of 小4号 in a quote: the first on the grid, every third one again.
    Small { line: Line, left: Pt },
    /// A line of 小4号 in a note, right below its table and off the grid.
    TableNote(Line),
    /// A line that leaves the grid: the title.
    Title(Line),
    /// Empty lines of the grid; none at the head of a page.
    Blank(usize),
    /// What follows begins on a new page.
    PageEnd,
    /// A table with its caption.
    Table(Box<TableLayout>),
    /// Pictures and charts with their captions.
    Illustrations(Box<illustrations::Row>),
}

/// Shortest paragraph part on a page, in lines: no first or last line stands alone.
const LEAST_LINES: usize = 2;
/// Lines above a picture in which 下图 announces it.
const ANNOUNCING_LINES: usize = 2;

/// The document as pieces.
pub(super) fn flow(document: &Document, context: &IllustrationContext, typesetter: &mut Typesetter) -> Flow {
    let mut builder = Builder {
        geometry: context.geometry,
        context,
        organ: &document.properties.author,
        typesetter,
        flow: Flow::default(),
        depth: 0,
    };
    for node in &document.nodes {
        builder.node(node);
    }
    // Nothing follows that it should share a page with: a draft may end with a heading.
    if let Some(last) = builder.flow.pieces.last_mut() {
        last.break_after = true;
    }
    for footnote in &document.footnotes {
        let lines = builder.footnote(footnote);
        builder.flow.notes.push(lines);
    }
    builder.flow
}

struct Builder<'a, 'f> {
    geometry: &'a Geometry,
    context: &'a IllustrationContext<'a>,
    /// Whose report it is: its title keeps the name whole.
    organ: &'a str,
    typesetter: &'a mut Typesetter<'f>,
    flow: Flow,
    /// How many lists the node stands in.
    depth: usize,
}

impl Builder<'_, '_> {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Title { id, lines } => self.title(*id, lines),
            Node::Contents(contents) => self.contents(contents),
            Node::Heading(heading) => self.heading(heading),
            Node::Paragraph(paragraph) => self.paragraph(None, paragraph),
            Node::List(list) => self.list(list),
            Node::Table(table) => self.table(table, Pt::ZERO),
            Node::Illustrations(all) => {
                let float = if self.depth > 0 { Float::Never } else { self.float() };
                let first = self.flow.pieces.len();
                self.illustrations(all, Pt::ZERO);
                self.flow.pieces.iter_mut().skip(first).for_each(|piece| piece.float = float);
            }
            Node::Quote(nodes) => self.quote(nodes),
            Node::TableNotes(nodes) => self.table_notes(nodes),
            Node::Signature { organ, date } => self.signature(organ, date),
        }
    }

    /// The title, one empty line below it.
    fn title(&mut self, id: NodeId, lines: &[Vec<Inline>]) {
        let style = Style { role: Role::Title, size: TITLE_SIZE, cell: 1.0 };
        let text = lines.join(&Inline::LineBreak);
        let text = runs(&text, style, id);
        let paragraph = self.typesetter.paragraph(&text);
        let lines = title_lines(&paragraph, &[self.organ], TITLE_SIZE, self.geometry.width());
        self.tell_divided(&lines, &text);
        for line in lines {
            self.push(Kind::Title(line), false);
        }
        self.push(Kind::Blank(1), false);
    }

    /// The table of contents, behind which a page ends.
    fn contents(&mut self, contents: &Contents) {
        if let Some(heading) = contents::heading(&contents.heading, self.geometry, self.typesetter) {
            self.push(Kind::Body { line: heading, left: Pt::ZERO }, false);
            self.push(Kind::Blank(1), false);
        }
        for line in contents::entries(contents, self.geometry, self.typesetter) {
            self.push(Kind::Body { line: line.line, left: line.left }, line.break_after);
            if let Some(piece) = self.flow.pieces.last_mut() {
                piece.goal = Some(line.goal);
            }
        }
        self.push(Kind::PageEnd, false);
    }

    /// A heading stays with what follows; one that runs on is the beginning of a paragraph.
    fn heading(&mut self, heading: &Heading) {
        let role = match heading.level {
            1 => Role::Level1,
            2 => Role::Level2,
            _ => Role::Body,
        };
        let style = self.geometry.style(role, BODY_SIZE);
        let label = Inline::plain(heading.label.clone(), None);
        let mut text = runs(std::slice::from_ref(&label), style, heading.id);
        text.extend(runs(&heading.text, style, heading.id));
        let mark = HeadingMark { node: heading.id, level: heading.level, title: contents::plain(&heading.entry()) };
        let first = self.flow.pieces.len();
        match &heading.run_in {
            Some(paragraph) => {
                text.extend(runs(&paragraph.text, self.geometry.style(Role::Body, BODY_SIZE), paragraph.id));
                self.body(&text);
            }
            None => {
                self.body(&text);
                for piece in &mut self.flow.pieces[first..] {
                    piece.break_after = false;
                }
            }
        }
        if let Some(piece) = self.flow.pieces.get_mut(first) {
            piece.heading = Some(mark);
        }
    }

    /// A paragraph, its number or mark in front.
    fn paragraph(&mut self, label: Option<&Paragraph>, paragraph: &Paragraph) {
        let style = self.geometry.style(Role::Body, BODY_SIZE);
        let mut text = label.map(|label| runs(&label.text, style, label.id)).unwrap_or_default();
        text.extend(runs(&paragraph.text, style, paragraph.id));
        self.body(&text);
    }

    /// Runs as a paragraph of body text.
    fn body(&mut self, text: &[Run]) {
        let measure = Measure { width: self.geometry.width(), first_indent: self.geometry.indent() };
        let lines = self.lines(text, measure, Alignment::Justified);
        self.push_lines(lines, |line| Kind::Body { line, left: Pt::ZERO });
    }

    /// Items are set like paragraphs, those of nested lists too.
    fn list(&mut self, list: &List) {
        self.depth += 1;
        for item in &list.items {
            let rest = match item.nodes.split_first() {
                Some((Node::Paragraph(first), rest)) => {
                    self.paragraph(Some(&item.label), first);
                    rest
                }
                _ => {
                    self.paragraph(Some(&item.label), &Paragraph::default());
                    &item.nodes
                }
            };
            rest.iter().for_each(|node| self.node(node));
        }
        self.depth -= 1;
    }

    fn table(&mut self, table: &Table, left: Pt) {
        self.flow.captions.extend(table.caption.iter().map(|caption| (self.flow.pieces.len(), caption.id)));
        let room = TableRoom { left, width: self.geometry.width() - left * 2.0, height: self.room_below() };
        let table = table::measure(table, room, self.geometry, self.typesetter);
        self.push(Kind::Table(Box::new(table)), true);
    }

    /// What a page has for a piece that is to be pushed, below the headings that may not be parted from it.
    fn room_below(&self) -> Pt {
        let above = self.flow.pieces.iter().rev();
        let kept = above.take_while(|piece| !piece.break_after && matches!(piece.kind, Kind::Body { .. })).count();
        self.geometry.slot(self.geometry.lines) - self.geometry.slot(kept)
    }

    /// Whether text may come before a picture that is to be pushed: one below a heading shares its page, one that the
    /// line above leads over to keeps its place if it can.
    fn float(&self) -> Float {
        if self.flow.pieces.last().is_none_or(|piece| !piece.break_after) {
            return Float::Never;
        }
        let last = self.flow.pieces.iter().rev().take(ANNOUNCING_LINES).rev();
        let glyphs = last.filter_map(|piece| if let Kind::Body { line, .. } = &piece.kind { Some(line) } else { None });
        let text: String = glyphs.flat_map(|line| &line.glyphs).map(|glyph| glyph.text.as_str()).collect();
        if text.contains("下图") || text.ends_with('：') { Float::Unwillingly } else { Float::Willingly }
    }

    fn illustrations(&mut self, all: &[Illustration], left: Pt) {
        for row in illustrations::measure(all, left, self.context, self.typesetter) {
            self.push(Kind::Illustrations(Box::new(row)), true);
        }
    }

    /// The lines of a footnote: its mark, then its text, 5号.
    fn footnote(&mut self, footnote: &Footnote) -> Vec<Line> {
        let style = self.geometry.style(Role::Body, TABLE_SIZE);
        let indent = TABLE_SIZE * style.cell * 2.0;
        let measure = Measure { width: self.geometry.width(), first_indent: indent };
        let index = self.flow.notes.len();
        let mut lines = Vec::new();
        for (at, paragraph) in footnote.paragraphs.iter().enumerate() {
            let mark = [Inline::Footnote { id: footnote.mark, note: index }];
            let mut text = if at == 0 { runs(&mark, style, paragraph.id) } else { Vec::new() };
            text.extend(runs(&paragraph.text, style, paragraph.id));
            lines.extend(self.lines(&text, measure, Alignment::Justified));
        }
        lines
    }

    /// Runs as lines; what had to be divided is told.
    fn lines(&mut self, text: &[Run], measure: Measure, alignment: Alignment) -> Vec<Line> {
        let mut paragraph = self.typesetter.paragraph(text);
        if alignment == Alignment::Centre {
            paragraph = paragraph.by_words();
        }
        let lines = paragraph.lines(measure, alignment);
        self.tell_divided(&lines, text);
        lines
    }

    fn tell_divided(&mut self, lines: &[Line], text: &[Run]) {
        if let Some(line) = lines.iter().find(|line| line.divided) {
            self.typesetter.report(word_divided(line, text));
        }
    }

    /// The lines of a paragraph: a page may end where two of them stand on either side, and behind the last.
    fn push_lines(&mut self, lines: Vec<Line>, kind: impl Fn(Line) -> Kind) {
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let above = at + 1;
            let below = count - above;
            self.push(kind(line), below == 0 || (above >= LEAST_LINES && below >= LEAST_LINES));
        }
    }

    fn push(&mut self, kind: Kind, break_after: bool) {
        self.flow.pieces.push(Piece { kind, break_after, heading: None, goal: None, float: Float::Never });
    }
}

/// Characters at the end of a line that show what was divided.
const SHOWN: usize = 12;

/// The note that a line ends inside what should not be divided.
fn word_divided(line: &Line, text: &[Run]) -> Diagnostic {
    let clusters: Vec<&str> = line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    let end = clusters.get(clusters.len().saturating_sub(SHOWN)..).unwrap_or_default().concat();
    Diagnostic::note(
        &rules::WORD_DIVIDED,
        message! {
            zh: "“…{end}”不应断开，但是一行排不下，从这里断开了",
            en: "“…{end}” should not be divided, but is longer than a line: it was divided here",
        },
    )
    .at(text.iter().find_map(|run| run.span))
    .help(match clusters.last() {
        Some(last) if last.is_ascii() => {
            message! { zh: "想断在别处，可以在那里加一个空格", en: "a space within it says where to divide it" }
        }
        _ => message! { zh: "改短一些，就不会断开", en: "if it is shorter, it is not divided" },
    })
}
