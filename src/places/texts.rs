//! The texts of a document, each tied to its place in the data file.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::compose::Document;
use crate::compose::document::{
    Contents, Heading, Illustration, Inline, List, Node, NodeId, Paragraph, QuoteNode, Shows, Table,
};
use crate::form::SECTION_KEYS;
use crate::layout::Layout;
use crate::narrative::{Block, Narratives};
use crate::report::{Prose, Report};
use crate::source::Span;

/// All texts of a document, and which of its nodes hold which.
pub(super) struct Texts<'a> {
    pub(super) all: Vec<Text<'a>>,
    nodes: FxHashMap<NodeId, Holder>,
    /// The charts that are shown, by their keys.
    pub(super) charts: Vec<(String, NodeId)>,
}

/// What a node holds.
#[derive(Clone, Copy)]
pub(super) struct Holder {
    /// The text, as an index; that of a footnote which stands on several pages is one text each time.
    pub(super) text: usize,
    /// Which time it stands there, from 0.
    pub(super) time: usize,
    /// Whether it is the mark of a footnote in the text.
    pub(super) is_mark: bool,
}

/// A text of the document: a paragraph, a heading, a caption, a cell.
pub(super) struct Text<'a> {
    /// Its key in the data file.
    pub(super) key: Cow<'a, str>,
    /// Where it stands, if it is narrative: the byte of its first character in the file.
    pub(super) start: Option<usize>,
    /// Its parts, in order; none where the key says all.
    pub(super) parts: Vec<Part<'a>>,
    pub(super) kind: Kind,
}

/// What a text is to those who ask where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It stands in its place.
    Text,
    /// It stands in a cell of a table.
    Cell,
    /// It is all that an illustration shows.
    Illustration,
    /// It stands in the table of contents, and belongs to a heading.
    Entry,
}

/// A part of a text.
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    pub(super) place: Place<'a>,
}

/// Where a part of a text stands in the file.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// Nowhere: it is a number or a mark that the program sets.
    Nowhere,
    /// From this byte on, as it is.
    Literal(usize),
    /// From this byte of a prose on, whose characters are spelled otherwise in the file.
    Spelled(&'a Prose, usize),
    /// Between these bytes, but otherwise: it comes of an expression.
    Within(usize, usize),
}

impl Place<'_> {
    /// The bytes of the file that a part of the text stands in, so many bytes of it.
    pub(super) fn of(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        match self {
            Place::Nowhere => None,
            Place::Literal(from) => Some((from + start, from + end)),
            Place::Spelled(prose, from) => {
                let span = prose.span(from + start..from + end);
                Some((span.start, span.end))
            }
            Place::Within(start, end) => Some((*start, *end)),
        }
    }
}

impl<'a> Texts<'a> {
    /// The texts of a document. Those of footnotes that are told again have other names in the layout.
    pub(super) fn new(
        document: &'a Document,
        layout: &Layout,
        report: &'a Report,
        narratives: &'a Narratives,
    ) -> Texts<'a> {
        let mut spans = Spans::default();
        narratives.iter().for_each(|narrative| spans.blocks(&narrative.blocks));
        let mut builder = Builder {
            document,
            proses: proses(report),
            tables: spans.tables.into_iter(),
            illustrations: spans.illustrations.into_iter(),
            last: None,
            sections: 0,
            titles: FxHashMap::default(),
            texts: Texts { all: Vec::new(), nodes: FxHashMap::default(), charts: Vec::new() },
        };
        document.nodes.iter().for_each(|node| builder.node(node));
        for footnote in &document.footnotes {
            let first = builder.texts.all.len();
            footnote.paragraphs.iter().for_each(|paragraph| builder.paragraph(paragraph));
            builder.before(footnote.mark, first);
        }
        // Its entries belong to headings, which are known by now.
        for node in &document.nodes {
            if let Node::Contents(contents) = node {
                builder.contents(contents);
            }
        }
        let mut texts = builder.texts;
        for (time, again) in (1..).zip(&layout.notes_again) {
            for (node, name) in &again.names {
                if let Some(holder) = texts.nodes.get(node).copied() {
                    texts.nodes.insert(*name, Holder { time, ..holder });
                }
            }
        }
        texts
    }

    /// What a node holds.
    pub(super) fn of(&self, node: NodeId) -> Option<Holder> {
        self.nodes.get(&node).copied()
    }
}

/// All prose of a report.
fn proses(report: &Report) -> Vec<&Prose> {
    let sections = report.sections.iter().flat_map(|section| [&section.body, &section.note]);
    std::iter::once(&report.preface).chain(sections).flatten().collect()
}

/// Where tables and illustrations of narratives stand, in printed order.
#[derive(Default)]
struct Spans {
    tables: Vec<Span>,
    illustrations: Vec<Span>,
}

impl Spans {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Table(table) => self.tables.push(table.span),
                Block::Illustrations(all) => self.illustrations.extend(all.iter().map(|one| one.span)),
                Block::Quote(blocks) => self.blocks(blocks),
                Block::List { items, .. } => items.iter().for_each(|blocks| self.blocks(blocks)),
                Block::Heading { .. } | Block::Paragraph(_) | Block::Source(_) => {}
            }
        }
    }
}

/// The texts so far.
struct Builder<'a> {
    document: &'a Document,
    proses: Vec<&'a Prose>,
    /// Where the tables and illustrations stand that are to come.
    tables: std::vec::IntoIter<Span>,
    illustrations: std::vec::IntoIter<Span>,
    /// Where the last text of a narrative ends.
    last: Option<(&'a Prose, usize)>,
    sections: usize,
    /// The keys of the titles of sections, by their headings.
    titles: FxHashMap<NodeId, String>,
    texts: Texts<'a>,
}

impl<'a> Builder<'a> {
    fn node(&mut self, node: &'a Node) {
        match node {
            Node::Title { id, .. } => self.fixed(*id, "report.title"),
            Node::Contents(contents) => self.fixed(contents.heading.id, "report.contents"),
            Node::Heading(heading) => self.heading(heading),
            Node::Paragraph(paragraph) => self.paragraph(paragraph),
            Node::List(list) => self.list(list),
            Node::Table(table) => self.table(table),
            Node::Illustrations(all) => all.iter().for_each(|one| self.illustration(one)),
            Node::Quote(nodes) => nodes.iter().for_each(|node| self.quoted(node)),
            Node::TableNotes(nodes) => nodes.iter().for_each(|node| self.node(node)),
            Node::Signature { organ, date } => {
                self.fixed(organ.id, "report.organ");
                self.fixed(date.id, "report.published");
            }
        }
    }

    fn quoted(&mut self, node: &'a QuoteNode) {
        match node {
            QuoteNode::Paragraph(text) | QuoteNode::Heading(text) | QuoteNode::Source(text) => self.paragraph(text),
            QuoteNode::List(list) => self.list(list),
            QuoteNode::Table(table) => self.table(table),
            QuoteNode::Illustrations(all) => all.iter().for_each(|one| self.illustration(one)),
        }
    }

    /// A text of which its key says all.
    fn fixed(&mut self, id: NodeId, key: impl Into<Cow<'a, str>>) {
        self.add(id, Text { key: key.into(), start: None, parts: Vec::new(), kind: Kind::Text });
    }

    fn add(&mut self, id: NodeId, text: Text<'a>) {
        self.hold(id, false);
        self.texts.all.push(text);
    }

    /// A node holds the text that comes next.
    fn hold(&mut self, id: NodeId, is_mark: bool) {
        self.texts.nodes.insert(id, Holder { text: self.texts.all.len(), time: 0, is_mark });
    }

    /// A node stands before the text of an index, if there is one: it leads to where that begins.
    fn before(&mut self, id: NodeId, text: usize) {
        if let Some(Text { key, start, kind, .. }) = self.texts.all.get(text) {
            let (key, start, kind) = (key.clone(), *start, *kind);
            self.add(id, Text { key, start, parts: Vec::new(), kind });
        }
    }

    /// The headings of sections are the form's or labels; all others stand in narrative.
    fn heading(&mut self, heading: &'a Heading) {
        if heading.level == 1 {
            if let Some(section) = SECTION_KEYS.get(self.sections) {
                let key = format!("{section}.title");
                self.titles.insert(heading.id, key.clone());
                self.fixed(heading.id, key);
            }
            self.sections += 1;
            return;
        }
        let label = Part { text: &heading.label, place: Place::Nowhere };
        self.narrative(heading.id, vec![label], &heading.text, Kind::Text, None);
        heading.run_in.iter().for_each(|paragraph| self.paragraph(paragraph));
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph) {
        self.narrative(paragraph.id, Vec::new(), &paragraph.text, Kind::Text, None);
    }

    fn list(&mut self, list: &'a List) {
        for item in &list.items {
            let first = self.texts.all.len();
            item.nodes.iter().for_each(|node| self.node(node));
            self.before(item.label.id, first);
        }
    }

    fn illustration(&mut self, one: &'a Illustration) {
        let span = self.illustrations.next();
        self.narrative(one.id, Vec::new(), &[], Kind::Illustration, span);
        if let Shows::Chart(chart) = &one.shows {
            self.texts.charts.push((format!("charts.{}", chart.name.value), one.id));
        }
        if let Some(caption) = &one.caption {
            self.narrative(caption.id, Vec::new(), &caption.text, Kind::Text, span);
        }
    }

    fn table(&mut self, table: &'a Table) {
        let is_official = table.cells.first().is_some_and(|cell| self.document.cell_key(cell.id).is_some());
        if is_official {
            for cell in &table.cells {
                if let Some(key) = self.document.cell_key(cell.id) {
                    let text = Text { key: key.key().into(), start: None, parts: Vec::new(), kind: Kind::Cell };
                    self.add(cell.id, text);
                }
            }
            return;
        }
        let span = self.tables.next();
        if let Some(caption) = &table.caption {
            self.narrative(caption.id, Vec::new(), &caption.text, Kind::Text, span);
        }
        let prose = span.and_then(|span| Some((self.prose(span)?, span.start)));
        for cell in &table.cells {
            // Of an empty cell it is known behind which other it stands.
            let behind = match (self.last, prose) {
                (Some((last, end)), Some((own, start))) if std::ptr::eq(last, own) => Some((own, end.max(start))),
                (_, own) => own,
            };
            let home = behind.map(|(prose, at)| Span::new(prose.source, at..at));
            let mut lines = cell.lines.iter();
            self.narrative(cell.id, Vec::new(), lines.next().map(Vec::as_slice).unwrap_or_default(), Kind::Cell, home);
            for line in lines {
                self.more(line);
            }
        }
    }

    /// An entry leads to its heading.
    fn contents(&mut self, contents: &'a Contents) {
        for entry in &contents.entries {
            match self.titles.get(&entry.heading).cloned() {
                Some(key) => {
                    let text = Text { key: key.into(), start: None, parts: Vec::new(), kind: Kind::Entry };
                    self.add(entry.id, text);
                }
                None => self.narrative(entry.id, Vec::new(), &entry.text, Kind::Entry, None),
            }
        }
    }

    /// A text of narrative, behind some parts. One that stands nowhere in the file stands at `home`, or where the last
    /// one ends.
    fn narrative(&mut self, id: NodeId, mut parts: Vec<Part<'a>>, text: &'a [Inline], kind: Kind, home: Option<Span>) {
        self.hold(id, false);
        let mut first = None;
        for inline in text {
            if let Some(prose) = self.inline(inline, &mut parts) {
                first = first.or(Some(prose));
            }
        }
        let at_home = || home.and_then(|span| Some((self.prose(span)?, span.start)));
        let (key, start) = match first.or_else(at_home).or(self.last) {
            Some((prose, start)) => (Cow::from(prose.key.as_str()), Some(start)),
            None => (Cow::default(), None),
        };
        self.texts.all.push(Text { key, start, parts, kind });
    }

    /// One more line of the last text.
    fn more(&mut self, line: &'a [Inline]) {
        let Some(mut text) = self.texts.all.pop() else { return };
        let is_unplaced = text.parts.iter().all(|part| matches!(part.place, Place::Nowhere));
        let mut first = None;
        for inline in line {
            if let Some(place) = self.inline(inline, &mut text.parts) {
                first = first.or(Some(place));
            }
        }
        if let (true, Some((_, start))) = (is_unplaced, first) {
            text.start = Some(start);
        }
        self.texts.all.push(text);
    }

    /// Adds an inline to the parts of the text that comes next. Where it stands in a narrative, if it does.
    fn inline(&mut self, inline: &'a Inline, parts: &mut Vec<Part<'a>>) -> Option<(&'a Prose, usize)> {
        match inline {
            Inline::Text { text, link, span, .. } => {
                if let Some(link) = link {
                    self.hold(link.id, false);
                }
                let prose = span.and_then(|span| self.prose(span));
                let place = match (*span, prose) {
                    (Some(span), Some(prose)) => place(text, span, prose),
                    _ => Place::Nowhere,
                };
                parts.push(Part { text, place });
                let (span, prose) = ((*span)?, prose?);
                self.last = Some((prose, span.end));
                Some((prose, span.start))
            }
            Inline::LineBreak => None,
            Inline::Footnote { id, .. } => {
                self.hold(*id, true);
                None
            }
        }
    }

    /// The narrative that a place of a file belongs to.
    fn prose(&self, span: Span) -> Option<&'a Prose> {
        let covers = |prose: &Prose| {
            let end = prose.place(prose.text.len());
            prose.source == span.source && (prose.place(0)..=end).contains(&span.start)
        };
        // Mostly that of the text before.
        let last = self.last.map(|(prose, _)| prose);
        last.into_iter().chain(self.proses.iter().copied()).find(|prose| covers(prose))
    }
}

/// Where a text of a narrative stands.
fn place<'a>(text: &str, span: Span, prose: &'a Prose) -> Place<'a> {
    if span.end.saturating_sub(span.start) == text.len() {
        return Place::Literal(span.start);
    }
    // The file may spell a character as `\u4e00`.
    let from = byte_of(prose, span.start);
    match prose.text.get(from..from + text.len()) {
        Some(own) if own == text => Place::Spelled(prose, from),
        _ => Place::Within(span.start, span.end),
    }
}

/// The byte of a prose that stands at a byte of its file.
fn byte_of(prose: &Prose, place: usize) -> usize {
    let next = prose.offsets.partition_point(|&(_, to)| to <= place);
    match next.checked_sub(1).and_then(|at| prose.offsets.get(at)) {
        Some(&(from, to)) => from + (place - to),
        None => place,
    }
}
