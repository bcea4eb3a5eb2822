//! Whether a document is sure to be set without a word: what `check` asks, which wants no pages.
//!
//! Setting a report costs most of making it, and few reports bring a finding of it. What brings one is looked for here
//! at a tenth of the cost: a character that no face has, a word longer than its line, a table without room, more
//! footnotes than a page has marks. A text that plainly has its room is not even shaped; one of which that is not sure
//! is set. Who is told that there may be a finding has to lay the document out to have it.

use super::geometry::{BODY_SIZE, CONTENTS_HEADING_SIZE, CONTENTS_SIZE, Geometry, SMALL_SIZE, TABLE_SIZE, TITLE_SIZE};
use super::illustrations::{self, Drawing, IllustrationContext};
use super::paint::MARKS;
use super::runs::runs;
use super::smaller;
use super::table::{self, TableRoom};
use crate::chart;
use crate::compose::Document;
use crate::compose::document::{
    Contents, Illustration, Inline, List, Node, NodeId, Paragraph, PictureId, QuoteNode, Shows, Table,
};
use crate::narrative::Chart;
use crate::picture::Pictures;
use crate::report::PageOptions;
use crate::text::{Content, Faces, Role, Run, Style, Typesetter};
use crate::units::Pt;

/// Where each picture stands: its width and height.
pub(crate) type PicturePlaces = Vec<(PictureId, Pt, Pt)>;

/// The places of the pictures, if the document is sure to be set without a word, in the faces that are compiled in.
pub(crate) fn quiet(
    document: &Document,
    options: &PageOptions,
    faces: &Faces,
    pictures: &Pictures,
) -> Option<PicturePlaces> {
    // A page cannot mention more than there are, and there are no more pages than what each may begin with.
    if document.footnotes.len() > MARKS || blocks(&document.nodes) > options.most_pages {
        return None;
    }
    let geometry = Geometry::new(options, faces);
    let context = IllustrationContext { geometry: &geometry, pictures, colour: options.color };
    let typesetter = Typesetter::new(faces);
    let mut scout = Scout { geometry: &geometry, context: &context, typesetter, places: Vec::new() };
    let is_quiet = document.nodes.iter().all(|node| scout.node(node))
        && document.footnotes.iter().flat_map(|note| &note.paragraphs).all(|paragraph| scout.footnote(paragraph));
    (is_quiet && scout.typesetter.is_content()).then_some(scout.places)
}

/// How many parts of a document could begin a page.
fn blocks(nodes: &[Node]) -> usize {
    let of_node = |node: &Node| match node {
        Node::List(list) => list.items.iter().map(|item| blocks(&item.nodes).max(1)).sum(),
        Node::Quote(nodes) => nodes.len(),
        Node::TableNotes(nodes) => blocks(nodes),
        Node::Table(table) => table.rows,
        _ => 1,
    };
    nodes.iter().map(of_node).sum()
}

/// Goes over a document as `flow` does. Its questions are answered with whether all is sure to be well.
struct Scout<'a, 'f> {
    geometry: &'a Geometry,
    context: &'a IllustrationContext<'a>,
    typesetter: Typesetter<'f>,
    places: PicturePlaces,
}

impl Scout<'_, '_> {
    fn node(&mut self, node: &Node) -> bool {
        let body = self.geometry.style(Role::Body, BODY_SIZE);
        match node {
            Node::Title { id, lines } => {
                let style = Style { role: Role::Title, size: TITLE_SIZE, cell: 1.0 };
                lines.iter().all(|line| self.has_room(&runs(line, style, *id), self.geometry.width()))
            }
            Node::Contents(contents) => self.contents(contents),
            Node::Heading(heading) => {
                let role = match heading.level {
                    1 => Role::Level1,
                    2 => Role::Level2,
                    _ => Role::Body,
                };
                let style = self.geometry.style(role, BODY_SIZE);
                let label = [Inline::plain(heading.label.clone(), None)];
                let mut text = runs(&label, style, heading.id);
                text.extend(runs(&heading.text, style, heading.id));
                text.extend(heading.run_in.iter().flat_map(|below| runs(&below.text, body, below.id)));
                self.body(&text)
            }
            Node::Paragraph(paragraph) => self.body(&runs(&paragraph.text, body, paragraph.id)),
            Node::List(list) => self.list(list, body, Pt::ZERO),
            Node::Table(table) => self.table(table, Pt::ZERO),
            Node::Illustrations(all) => self.illustrations(all, Pt::ZERO),
            Node::Quote(nodes) => nodes.iter().all(|node| self.quoted(node)),
            Node::TableNotes(nodes) => nodes.iter().all(|node| self.small(node, Role::Body, Pt::ZERO)),
            Node::Signature { organ, date } => {
                [organ, date].into_iter().all(|paragraph| self.is_shown(&runs(&paragraph.text, body, paragraph.id)))
            }
        }
    }

    /// Text of the body: it must have room behind the indent of its first line.
    fn body(&mut self, text: &[Run]) -> bool {
        self.has_room(text, self.geometry.width() - self.geometry.indent())
    }

    fn contents(&mut self, contents: &Contents) -> bool {
        let heading = Style { role: Role::Level1, size: CONTENTS_HEADING_SIZE, cell: 1.0 };
        self.is_shown(&runs(&contents.heading.text, heading, contents.heading.id))
            && contents.entries.iter().all(|entry| {
                let role = if entry.level == 1 { Role::Level1 } else { Role::Body };
                let style = self.geometry.style(role, CONTENTS_SIZE);
                self.is_shown(&runs(&entry.text, style, entry.id))
            })
    }

    /// A list of paragraphs in a style, `left` being kept free at both sides.
    fn list(&mut self, list: &List, style: Style, left: Pt) -> bool {
        list.items.iter().all(|item| {
            let (first, rest) = match item.nodes.split_first() {
                Some((Node::Paragraph(first), rest)) => (Some(first), rest),
                _ => (None, item.nodes.as_slice()),
            };
            let mut text = runs(&item.label.text, style, item.label.id);
            text.extend(first.iter().flat_map(|first| runs(&first.text, style, first.id)));
            let is_small = style.size == SMALL_SIZE;
            self.paragraph(&text, style, left)
                && rest.iter().all(|node| if is_small { self.small(node, style.role, left) } else { self.node(node) })
        })
    }

    /// A paragraph with an indent of two of its characters.
    fn paragraph(&mut self, text: &[Run], style: Style, left: Pt) -> bool {
        let indent = style.size * style.cell * 2.0;
        self.has_room(text, self.geometry.width() - left * 2.0 - indent)
    }

    fn quoted(&mut self, node: &QuoteNode) -> bool {
        let left = self.geometry.indent();
        let style = self.geometry.style(Role::Level2, SMALL_SIZE);
        match node {
            QuoteNode::Paragraph(paragraph) | QuoteNode::Heading(paragraph) | QuoteNode::Source(paragraph) => {
                self.paragraph(&runs(&paragraph.text, style, paragraph.id), style, left)
            }
            QuoteNode::List(list) => self.list(list, style, left),
            QuoteNode::Table(table) => self.table(table, left),
            QuoteNode::Illustrations(all) => self.illustrations(all, left),
        }
    }

    /// What stands in a list of a quote, or below a table.
    fn small(&mut self, node: &Node, role: Role, left: Pt) -> bool {
        let style = self.geometry.style(role, SMALL_SIZE);
        match node {
            Node::Paragraph(paragraph) => self.paragraph(&runs(&paragraph.text, style, paragraph.id), style, left),
            Node::List(list) => self.list(list, style, left),
            Node::Table(table) => self.table(table, left),
            other => self.node(other),
        }
    }

    fn table(&mut self, table: &Table, left: Pt) -> bool {
        let style = self.geometry.style(Role::Level2, SMALL_SIZE);
        let width = self.geometry.width() - left * 2.0;
        let caption = table.caption.iter().all(|caption| self.is_shown(&runs(&caption.text, style, caption.id)));
        if caption && table::is_roomy(table, width, &mut self.typesetter) {
            return true;
        }
        let room = TableRoom { left, width, height: self.geometry.height() };
        table::measure(table, room, self.geometry, &mut self.typesetter);
        self.typesetter.is_content()
    }

    fn illustrations(&mut self, all: &[Illustration], left: Pt) -> bool {
        // One that plainly has room need not be drawn to know it.
        if let [Illustration { shows: Shows::Chart(chart), width: None, caption, id, .. }] = all
            && left == Pt::ZERO
            && chart::is_roomy(chart)
        {
            let style = self.geometry.style(Role::Level2, SMALL_SIZE);
            return self.chart(chart, *id)
                && caption.iter().all(|caption| self.is_shown(&runs(&caption.text, style, caption.id)));
        }
        let rows = illustrations::measure(all, left, self.context, &mut self.typesetter);
        if rows.iter().any(|row| smaller::may_be(row, self.geometry)) {
            return false;
        }
        self.places.extend(rows.iter().flat_map(|row| &row.shown).filter_map(|one| match one.drawing {
            Drawing::Picture(id) => Some((id, one.width, one.height)),
            Drawing::Chart(_) => None,
        }));
        self.typesetter.is_content()
    }

    /// The words of a chart; what it writes besides are figures and marks that the faces have.
    fn chart(&mut self, chart: &Chart, node: NodeId) -> bool {
        let style = Style { role: Role::Table, size: TABLE_SIZE, cell: 1.0 };
        let names = chart.series.iter().filter_map(|series| series.name.as_ref());
        let words = chart.title.iter().chain(&chart.unit).chain(&chart.categories).chain(names);
        let values = chart.series.iter().flat_map(|series| series.values.iter().flatten());
        let mut texts = words.map(|word| word.value.as_str()).chain(values.map(|value| value.text.as_str()));
        texts.all(|text| self.is_shown(&[Run { content: Content::Text(text), style, node, link: None, span: None }]))
    }

    fn footnote(&mut self, paragraph: &Paragraph) -> bool {
        let style = self.geometry.style(Role::Body, TABLE_SIZE);
        self.paragraph(&runs(&paragraph.text, style, paragraph.id), style, Pt::ZERO)
    }

    /// Whether a text is shown, and no part of it that may not be divided is wider than its line.
    fn has_room(&mut self, text: &[Run], width: Pt) -> bool {
        if self.typesetter.estimate(text).is_some_and(|told| told.widest_part <= width) {
            return true;
        }
        self.typesetter.paragraph(text).least_width() <= width && self.typesetter.is_content()
    }

    /// Whether faces show all of a text.
    fn is_shown(&mut self, text: &[Run]) -> bool {
        if self.typesetter.estimate(text).is_some() {
            return true;
        }
        self.typesetter.paragraph(text);
        self.typesetter.is_content()
    }
}
