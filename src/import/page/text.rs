//! The text of a page, paragraph by paragraph, with its tables and pictures between.

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use rustc_hash::FxHashMap;
use scraper::Node;
use scraper::node::Element;

use super::content::{is_layout, is_table};
use super::grid::grid;
use super::lists::Lists;
use super::notes::Notes;
use super::pictures::{Shelf, is_icon};
use super::sections::sections;
use super::shown::{is_block, is_named, walk};
use crate::html::VALUES;
use crate::import::blocks::{Block, Line, Picture};
use crate::import::grid::{Grid, Naming};
use crate::import::styled;
use crate::report::typed_number;

/// Nodes of a figure among which its pictures are looked for.
const NODES_OF_A_FIGURE: usize = 500;
/// Nodes of the longest contents: those of some thousand headings.
const NODES_OF_CONTENTS: usize = 20_000;
/// Nodes with which a list of links begins.
const NODES_BEFORE_A_LINK: usize = 8;
/// Charts that stand side by side above their values, and their captions.
const MOST_SIDE_BY_SIDE: usize = 8;
/// What a page says above its contents, and a draft above its text.
const CONTENTS: &str = "目录";
const DRAFT: &str = "草稿";

/// Reads the blocks of a page.
pub(super) struct Reader<'p, 's> {
    notes: &'p Notes,
    shelf: &'p mut Shelf<'s>,
    blocks: Vec<Block>,
    /// The paragraph that is open.
    line: Line,
    /// The number of the item that has not begun yet.
    number: String,
    lists: Lists,
    /// Captions by the pictures that they belong to.
    captions: FxHashMap<NodeId, Line>,
    tables: usize,
    /// The last heading.
    title: String,
    /// How many quotes are open.
    quotes: usize,
    /// Whether tables of the page say which of their cells are heads.
    has_heads: bool,
    /// The headings of the sections and their words, where all are known.
    sections: Vec<(NodeId, String)>,
    /// Whether lines keep what is strong in them, and what they are: headings, items.
    keeps_style: bool,
    /// How many strong elements are open.
    strong: usize,
    /// The level of the heading that is open.
    level: Option<char>,
}

impl<'p, 's> Reader<'p, 's> {
    pub fn new(notes: &'p Notes, shelf: &'p mut Shelf<'s>) -> Reader<'p, 's> {
        Reader {
            notes,
            shelf,
            blocks: Vec::new(),
            line: Line::default(),
            number: String::new(),
            lists: Lists::default(),
            captions: FxHashMap::default(),
            tables: 0,
            title: String::new(),
            quotes: 0,
            has_heads: false,
            sections: Vec::new(),
            keeps_style: false,
            strong: 0,
            level: None,
        }
    }

    /// The same with the style of its lines, as [`styled`](crate::import::styled) writes it.
    pub fn with_style(self) -> Reader<'p, 's> {
        Reader { keeps_style: true, ..self }
    }

    /// The blocks of a part of the page.
    pub fn blocks(mut self, content: NodeRef<Node>) -> Vec<Block> {
        self.has_heads = content.descendants().any(|node| is_named(&node, &["th"]));
        self.sections = sections(content);
        walk(content, |edge| self.step(edge));
        self.end_paragraph();
        if self.blocks.first().is_some_and(|block| is_text(block, DRAFT)) {
            self.blocks.remove(0);
        }
        self.blocks
    }

    /// Takes in what opens or closes; says whether to go into it.
    fn step(&mut self, edge: Edge<Node>) -> bool {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) if self.keeps_style => self.line.push_str(&styled::without_signs(text)),
                Node::Text(text) => self.line.push_str(text),
                Node::Element(element) => return self.open(node, element),
                _ => {}
            },
            Edge::Close(node) => {
                if let Some(element) = node.value().as_element() {
                    self.close(node, element);
                }
            }
        }
        true
    }

    fn open(&mut self, node: NodeRef<Node>, element: &Element) -> bool {
        if let Some(note) = self.notes.mark(node) {
            self.line.push_mark(note);
            return false;
        }
        if self.notes.is_apart(node) {
            return false;
        }
        if is_block(element) {
            self.end_paragraph();
        }
        if self.keeps_style && styled::is_list_mark(element) {
            self.list_mark(&text_of(node));
            return false;
        }
        if let Some(at) = self.sections.iter().position(|(heading, _)| *heading == node.id()) {
            let title = self.sections.get(at).map(|(_, title)| title.clone()).unwrap_or_default();
            self.title = text_of(node);
            self.blocks.push(Block::Section(at, title));
            return false;
        }
        match element.name() {
            "table" if values_of(node) => {
                self.values();
                return false;
            }
            "table" if !is_layout(node) => {
                self.table(node);
                return false;
            }
            // What leads about in the page is no text of it.
            "nav" => return false,
            "ol" | "ul" if is_contents(node) => {
                self.blocks.pop_if(|block| is_text(block, CONTENTS));
                return false;
            }
            "summary" if node.parent().is_some_and(has_values) => return false,
            "br" => self.end_paragraph(),
            "blockquote" => self.quotes += 1,
            "ol" | "ul" => self.lists.open(node, element),
            "li" => {
                self.number = self.lists.item(element);
                if self.keeps_style && self.number.is_empty() {
                    self.number = styled::item(self.lists.depth());
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.level = element.name().chars().nth(1),
            "figure" => self.figure(node),
            // It stands with its picture.
            "figcaption" if is_of_a_picture(node) => return false,
            "img" if !is_icon(element) => self.picture(node, element),
            "svg" | "canvas" => {
                if !is_icon(element) {
                    let caption = self.captions.remove(&node.id()).unwrap_or_default();
                    let picture = Picture { caption, ..self.shelf.drawn() };
                    self.put(picture);
                }
                return false;
            }
            _ => {}
        }
        if self.keeps_style && styled::is_strong(element) {
            self.strong += 1;
            self.line.push_str(styled::STRONG);
        }
        true
    }

    /// What a word processor writes before an item: a number as it stands, or a sign of a face of its own.
    fn list_mark(&mut self, mark: &str) {
        match mark.chars().any(char::is_numeric) || typed_number(mark).is_some() {
            true => self.line.push_str(mark),
            false => self.number = styled::item(1),
        }
    }

    fn close(&mut self, node: NodeRef<Node>, element: &Element) {
        if self.keeps_style && styled::is_strong(element) {
            self.strong = self.strong.saturating_sub(1);
            self.line.push_str(styled::STRONG_END);
        }
        if is_block(element) {
            self.end_paragraph();
        }
        match element.name() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.title = text_of(node);
                self.level = None;
            }
            // A heading of what is quoted is strong as a whole.
            "p" if is_strong(node) => self.title = text_of(node),
            "ol" | "ul" => self.lists.close(),
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            // An item that says nothing has its number for itself.
            "li" => self.number.clear(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if self.keeps_style {
            // What is strong goes on in the next line.
            (0..self.strong).for_each(|_| line.push_str(styled::STRONG_END));
            (0..self.strong).for_each(|_| self.line.push_str(styled::STRONG));
            line = styled::merged(&line.squeezed());
        }
        let line = line.squeezed();
        if line.is_empty() {
            return;
        }
        let number = std::mem::take(&mut self.number);
        let number = match self.level.filter(|_| self.keeps_style && number.is_empty()) {
            Some(level) => styled::heading(level),
            None => number,
        };
        // A number may be typed as well, where the page's style hides that of the list.
        let is_typed = line.text.starts_with(&number);
        let line = if is_typed { line } else { line.led_by(&number) };
        self.blocks.push(Block::Text(Line { is_quoted: self.quotes > 0, ..line }));
    }

    fn table(&mut self, table: NodeRef<Node>) {
        self.tables += 1;
        let number = self.tables;
        let caption = table.children().find(|node| is_named(node, &["caption"]));
        let caption = caption.map(|caption| line_of(caption, self.notes)).unwrap_or_default();
        // One that only says the heading again is there for those who have the page read aloud.
        let is_repeated = !caption.is_empty() && says(&self.title, &caption.text);
        let caption = if is_repeated { Line::default() } else { caption };
        let name = format!("第 {number} 张表");
        let is_headless = self.has_heads && !table.descendants().any(|node| is_named(&node, &["th"]));
        let own = grid(table, self.notes);
        let grid = Grid { name, naming: Naming::Numbers, caption, is_quoted: self.quotes > 0, is_headless, ..own };
        self.blocks.push(Block::Table(grid));
    }

    /// The values of a chart: of the first above that has none yet, and no file, where charts are drawn side by side; else
    /// of the picture right above, and perhaps its caption.
    fn values(&mut self) {
        let start = self.blocks.len().saturating_sub(MOST_SIDE_BY_SIDE);
        let pictures = |blocks: &[Block], is_wanted: &dyn Fn(&Picture) -> bool| {
            let is_it = |block: &Block| matches!(block, Block::Picture(picture) if is_wanted(picture));
            (start..blocks.len()).filter(|at| blocks.get(*at).is_some_and(is_it)).collect::<Vec<usize>>()
        };
        let drawn = pictures(&self.blocks, &|picture| picture.file.is_none() && !picture.is_chart);
        let at = drawn.first().copied().or(pictures(&self.blocks, &|_| true).last().copied());
        if let Some(Block::Picture(picture)) = at.and_then(|at| self.blocks.get_mut(at)) {
            picture.is_chart = true;
        }
    }

    /// Notes which picture of a figure its caption belongs to: the last one.
    fn figure(&mut self, figure: NodeRef<Node>) {
        let nodes = || figure.descendants().take(NODES_OF_A_FIGURE);
        let caption = nodes().find(|node| is_named(node, &["figcaption"]));
        let picture = nodes().filter(is_picture).last();
        if let Some((caption, picture)) = caption.zip(picture) {
            self.captions.insert(picture.id(), line_of(caption, self.notes));
        }
    }

    fn picture(&mut self, node: NodeRef<Node>, element: &Element) {
        let caption = self.captions.remove(&node.id()).unwrap_or_default();
        let picture = Picture { caption, ..self.shelf.picture(element) };
        self.put(picture);
    }

    fn put(&mut self, picture: Picture) {
        self.end_paragraph();
        self.blocks.push(Block::Picture(picture));
    }
}

/// Whether a caption is that of a picture, and not of a table.
fn is_of_a_picture(caption: NodeRef<Node>) -> bool {
    let figure = caption.ancestors().find(|node| is_named(node, &["figure"]));
    figure.is_some_and(|figure| figure.descendants().take(NODES_OF_A_FIGURE).any(|node| is_picture(&node)))
}

fn is_picture(node: &NodeRef<Node>) -> bool {
    is_named(node, &["img", "svg", "canvas"])
}

/// Whether a node is the table of a chart's values, as pages of this program have it.
fn values_of(node: NodeRef<Node>) -> bool {
    let caption = is_table(node).then(|| node.children().find(|node| is_named(node, &["caption"]))).flatten();
    caption.is_some_and(|caption| text_of(caption).starts_with(VALUES))
}

/// Whether a node is that around the values of a chart.
fn has_values(around: NodeRef<Node>) -> bool {
    around.descendants().take(NODES_OF_A_FIGURE).any(values_of)
}

/// Whether a list is the contents of the page: all of it are links within the page.
fn is_contents(list: NodeRef<Node>) -> bool {
    let leads_within = |node: &NodeRef<Node>| {
        let element = node.value().as_element().filter(|element| element.name() == "a");
        element.is_some_and(|element| element.attr("href").is_some_and(|address| address.starts_with('#')))
    };
    let links = || list.descendants().filter(leads_within);
    let squeezed = |text: String| text.chars().filter(|ch| !ch.is_whitespace()).collect::<String>();
    // Most lists begin otherwise, and need not be read twice.
    list.descendants().take(NODES_BEFORE_A_LINK).any(|node| leads_within(&node))
        && list.descendants().take(NODES_OF_CONTENTS + 1).count() <= NODES_OF_CONTENTS
        && links().count() > 1
        && squeezed(text_of(list)) == squeezed(links().map(text_of).collect())
}

/// Whether all text of a paragraph is strong.
fn is_strong(paragraph: NodeRef<Node>) -> bool {
    let mut shown =
        paragraph.children().filter(|node| !node.value().as_text().is_some_and(|text| text.trim().is_empty()));
    shown.next().is_some_and(|first| is_named(&first, &["strong", "b"])) && shown.next().is_none()
}

/// Whether a heading says some words and nothing else, its number apart.
fn says(heading: &str, words: &str) -> bool {
    const ENDS: [char; 6] = ['。', '：', '！', '？', '；', '，'];
    let number = heading.trim_end_matches(ENDS).strip_suffix(words.trim_end_matches(ENDS));
    number.is_some_and(|number| {
        number.chars().all(|ch| ch.is_ascii_digit() || "（）、.．零一二三四五六七八九十百".contains(ch))
    })
}

/// Whether a block is a line that says nothing but some words.
fn is_text(block: &Block, words: &str) -> bool {
    matches!(block, Block::Text(line) if line.text == words)
}

/// What is shown of a node as text.
pub(super) fn text_of(node: NodeRef<Node>) -> String {
    line_of(node, &Notes::default()).text
}

/// What is shown of a node as one line.
fn line_of(node: NodeRef<Node>, notes: &Notes) -> Line {
    whole_text(node, notes).squeezed()
}

/// What is shown of a node, with a line end wherever another line begins, and the blanks of its source.
pub(super) fn whole_text(node: NodeRef<Node>, notes: &Notes) -> Line {
    let mut line = Line::default();
    let root = node.id();
    walk(node, |edge| {
        let Edge::Open(node) = edge else {
            if let Edge::Close(node) = edge
                && node.value().as_element().is_some_and(is_block)
            {
                line.push_str("\n");
            }
            return true;
        };
        match node.value() {
            Node::Element(_) if is_table(node) && node.id() != root => {
                line.push_str("▢");
                return false;
            }
            Node::Text(own) => line.push_str(&own.replace('\n', " ")),
            Node::Element(_) if notes.is_apart(node) => return false,
            Node::Element(element) => {
                if let Some(note) = notes.mark(node) {
                    line.push_mark(note);
                    return false;
                }
                if shows_no_text(element) {
                    line.push_str("▢");
                }
                if is_block(element) || element.name() == "br" {
                    line.push_str("\n");
                }
                return element.name() != "svg";
            }
            _ => {}
        }
        true
    });
    line
}

/// Whether what an element shows is no text: a figure in it is not to be overlooked.
fn shows_no_text(element: &Element) -> bool {
    match element.name() {
        "img" | "input" | "select" | "textarea" | "math" | "canvas" => true,
        "svg" => !is_icon(element),
        _ => false,
    }
}

/// The paragraphs of a node that is no whole page.
pub(super) fn lines_of(node: NodeRef<Node>, notes: &Notes) -> Vec<Line> {
    let mut shelf = Shelf::default();
    let blocks = Reader::new(notes, &mut shelf).blocks(node);
    let line = |block| match block {
        Block::Text(line) => Some(line),
        _ => None,
    };
    blocks.into_iter().filter_map(line).collect()
}
