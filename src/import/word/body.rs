//! The body of a Word file, from the top: paragraphs, tables, and what is drawn between them.

use roxmltree::Node;

use super::numbering::Numbering;
use super::own::Waiting;
use super::pictures::Media;
use super::rows::{WRAPPERS, is_layout, own, rows};
use super::runs::{Links, Marks, Shown, chosen, shown};
use super::styles::Styles;

use super::xml::{attribute, child, is, is_set, value};
use crate::diagnostic::{Message, message};
use crate::import::blocks::{Block, Line, Mark, Picture};
use crate::import::doubt::Doubt;
use crate::import::grid::Grid;
use crate::import::page::is_description;

/// Tables, text boxes and wrappers within one another.
const DEEPEST: usize = 20;
/// Elements of a drawing within one another.
const DEEPEST_DRAWING: usize = 60;

/// Reads the blocks of a document, or of a note.
pub(super) struct Reader<'d, 'b> {
    pub numbering: Numbering<'d>,
    pub styles: Styles<'d>,
    /// The notes that there are.
    pub marks: Marks,
    /// Where links of the part lead that is read.
    pub links: Links,
    pub media: Media<'b>,
    pub blocks: Vec<Block>,
    pub doubts: Vec<Doubt>,
    pub tables: usize,
    /// The text of a paragraph whose end was deleted: it goes on in the next.
    pub carried: Line,
    pub struck: usize,
    pub lost_notes: usize,
    /// Of a file of this program, what tells the tables of the form from others.
    pub own: Option<&'d dyn Fn(&Grid) -> bool>,
    /// The title of the report, where a style says that it is that.
    pub heading: Option<String>,
    pub waiting: Waiting,
    /// Whether captions of tables have no numbers.
    pub has_no_numbers: bool,
}

impl<'d, 'b> Reader<'d, 'b> {
    pub fn new(
        numbering: Numbering<'d>,
        styles: Styles<'d>,
        media: Media<'b>,
        own: Option<&'d dyn Fn(&Grid) -> bool>,
    ) -> Reader<'d, 'b> {
        Reader {
            numbering,
            styles,
            marks: Marks::new(),
            links: Links::new(),
            media,
            blocks: Vec::new(),
            doubts: Vec::new(),
            tables: 0,
            carried: Line::default(),
            struck: 0,
            lost_notes: 0,
            own,
            heading: None,
            waiting: Waiting::default(),
            has_no_numbers: false,
        }
    }

    /// Reads what an element holds as blocks of their own.
    pub fn read(&mut self, holder: Node) -> Vec<Block> {
        let before = std::mem::take(&mut self.blocks);
        self.container(holder, 0);
        self.end_carried();
        self.end_waiting();
        std::mem::replace(&mut self.blocks, before)
    }

    fn container(&mut self, holder: Node, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for node in holder.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => {
                    let (line, drawn) = self.paragraph(node);
                    let line = line.unwrap_or_default();
                    match self.own {
                        Some(_) => self.put_own(node, line),
                        None => self.put(line),
                    }
                    let is_apart = self.own.is_some() && !drawn.is_empty() && self.begin_pictures(node);
                    let before = self.blocks.len();
                    drawn.into_iter().for_each(|drawn| self.drawing(drawn, depth));
                    if is_apart {
                        let pictures = self.blocks.split_off(before);
                        self.put_quoted_pictures(pictures);
                    }
                }
                "tbl" => self.table(node, depth),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.container(chosen, depth + 1);
                    }
                }
                name if WRAPPERS.contains(&name) => self.container(node, depth + 1),
                _ => {}
            }
        }
    }

    /// The text of a paragraph behind its number, with line breaks, and what is drawn in it. There is no text as long as
    /// its end is deleted or hidden.
    pub fn paragraph<'a, 'i>(&mut self, node: Node<'a, 'i>) -> (Option<Line>, Vec<Node<'a, 'i>>) {
        let properties = child(node, "pPr");
        // Its page numbers are of no use, and its titles are no titles of sections.
        if value(properties, "pStyle").is_some_and(|style| self.styles.is_of_contents(style)) {
            return (None, Vec::new());
        }
        let Shown { line, drawn, struck, lost } = shown(node, &self.styles, &self.marks, self.own.map(|_| &self.links));
        self.struck += struck;
        self.lost_notes += lost;
        let of_end = properties.and_then(|properties| child(properties, "rPr"));
        let is = |name| is_set(of_end, name) == Some(true);
        let goes_on = ["del", "moveFrom", "vanish", "specVanish"].into_iter().any(is);
        let mut whole = std::mem::take(&mut self.carried);
        whole.push_line(&line);
        if goes_on {
            self.carried = whole;
            return (None, drawn);
        }
        let number = self.numbering.next(properties).unwrap_or_default();
        let trimmed = trimmed(&whole);
        // 1. before 44 in a cell is not 1.44.
        let is_figure = is_in_a_cell(node) && trimmed.text.starts_with(char::is_numeric);
        let number = if is_figure && !number.is_empty() { format!("〔{number}〕") } else { number };
        (Some(if trimmed.is_empty() { trimmed } else { trimmed.led_by(&number) }), drawn)
    }

    /// Puts the lines of a paragraph behind what was read.
    pub fn put(&mut self, line: Line) {
        self.blocks.extend(lines(&line).into_iter().map(Block::Text));
    }

    fn end_carried(&mut self) {
        let carried = std::mem::take(&mut self.carried);
        self.put(carried);
    }

    fn table(&mut self, table: Node, depth: usize) {
        self.end_carried();
        if depth >= DEEPEST || !is_layout(table) {
            return self.grid(table);
        }
        for (at, cell) in rows(table).into_iter().flat_map(|row| own(row, "tc").into_iter().enumerate()) {
            let before = self.blocks.len();
            self.container(cell, depth + 1);
            self.end_carried();
            // In a file of this program such a row is pictures side by side.
            let is_beside = at > 0 && self.own.is_some();
            if let Some(Block::Picture(picture)) = self.blocks.get_mut(before) {
                picture.is_beside |= is_beside;
            }
        }
    }

    /// Pictures and text boxes of a drawing.
    fn drawing(&mut self, drawing: Node, depth: usize) {
        let properties = drawing.descendants().find(|node| is(*node, "docPr"));
        let said = |name: &str| properties.and_then(|node| attribute(node, name));
        let of_shape = drawing.descendants().find_map(|node| attribute(node, "alt").filter(|_| is(node, "shape")));
        let words = [said("descr"), said("title"), of_shape];
        let words =
            words.into_iter().flatten().map(str::trim).find(|words| self.own.is_some() || is_description(words));
        let words = words.unwrap_or_default();
        self.drawn(drawing, words, (depth, 0));
    }

    fn drawn(&mut self, holder: Node, description: &str, (depth, inner): (usize, usize)) {
        if inner > DEEPEST_DRAWING {
            return;
        }
        for node in holder.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "blip" => self.picture(node, ["embed", "link"], description),
                "imagedata" => self.picture(node, ["id", "href"], description),
                "chart" if attribute(node, "id").is_some() => self.left_out(description, &message!(
                    zh: "是图表，没有带入：用正文里图表的写法画，或者在 Word 里另存为图片",
                    en: "is a chart and was left out: draw it with a chart of the data file, or save it as a picture",
                )),
                "relIds" => self.left_out(description, &message!(
                    zh: "是 SmartArt 图形，没有带入：在 Word 里另存为图片，写在正文里",
                    en: "is SmartArt and was left out: save it as a picture and name it in the text",
                )),
                "txbxContent" => {
                    self.container(node, depth + 1);
                    self.end_carried();
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.drawn(chosen, description, (depth, inner + 1));
                    }
                }
                _ => self.drawn(node, description, (depth, inner + 1)),
            }
        }
        let is_cropped = |node: &Node| {
            ["l", "t", "r", "b"].iter().any(|side| attribute(*node, side).is_some_and(|crop| crop != "0"))
        };
        if child(holder, "srcRect").is_some_and(|node| is_cropped(&node)) {
            let message = message!(
                zh: "在 Word 里裁剪过，带入的是整张：看看裁掉的能不能公开",
                en: "is cropped in Word and was taken over whole: see whether what is cut off may be published",
            );
            self.doubts.push(Doubt::new(format!("图片“{description}”"), message));
        }
    }

    fn picture(&mut self, node: Node, [own, linked]: [&str; 2], description: &str) {
        let Some(id) = attribute(node, own).or(attribute(node, linked)) else { return };
        let (file, hindrance) = match self.media.file(id) {
            Ok(file) => (Some(file), None),
            Err(hindrance) => (None, Some(hindrance)),
        };
        let description = description.to_owned();
        self.blocks.push(Block::Picture(Picture { description, file, hindrance, ..Picture::default() }));
    }

    /// Puts a picture that cannot be had.
    fn left_out(&mut self, description: &str, why: &Message) {
        let (description, hindrance) = (description.to_owned(), Some(why.clone()));
        self.blocks.push(Block::Picture(Picture { description, hindrance, ..Picture::default() }));
    }
}

/// Whether a paragraph stands in a cell of a table.
fn is_in_a_cell(paragraph: Node) -> bool {
    paragraph.ancestors().any(|node| is(node, "tc"))
}

/// The lines of a text without blanks around them; blank ones are none.
pub(super) fn lines(text: &Line) -> Vec<Line> {
    let mut start = 0;
    let mut lines = Vec::new();
    for piece in text.text.split('\n') {
        let end = start + piece.len();
        let marks = text.marks.iter().filter(|mark| (start..=end).contains(&mark.at));
        let marks = marks.map(|mark| Mark { at: mark.at - start, ..*mark }).collect();
        lines.push(trimmed(&Line { text: piece.to_owned(), marks, ..*text }));
        start = end + 1;
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A line without blanks around it.
fn trimmed(line: &Line) -> Line {
    let text = line.text.trim();
    let before = line.text.len() - line.text.trim_start().len();
    let marks = line.marks.iter().map(|mark| {
        let at = mark.at.saturating_sub(before).min(text.len());
        Mark { at, ..*mark }
    });
    Line { text: text.to_owned(), marks: marks.collect(), ..*line }
}
