//! The text of an element of this program's own page as the Markdown of a data file, with its blanks, line breaks, strong
//! text, links and the marks of footnotes.

use ego_tree::NodeRef;
use rustc_hash::FxHashMap;
use scraper::Node;

use super::own::{elements, has_class};
use super::shown::is_named;
use crate::diagnostic::message;
use crate::import::blocks::Line;
use crate::import::doubt::Doubt;
use crate::import::markdown::{NOTE, escaped, line_of_markdown, numbered_as_markdown, numbered_as_typed};

/// Elements within one another.
const DEEPEST: usize = 100;

/// Where a text stands, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// A paragraph, in which a number that somebody has typed would be that of a heading or an item.
    Prose,
    /// A paragraph of a quote.
    Quote,
    /// What stands behind a label, or in a caption.
    Behind,
    /// A cell.
    Cell,
}

/// What texts are read with: the footnotes by their names.
pub(super) struct Texts {
    notes: FxHashMap<String, usize>,
    lines: Vec<Vec<Line>>,
}

/// A text that is being written.
struct Writer<'t> {
    texts: &'t Texts,
    out: String,
    manner: Manner,
    /// Bytes of the label that are still to be left out.
    left_out: usize,
    /// Whether the last character of the label was a blank.
    is_blank: bool,
    /// Whether a blank is to come before what comes next.
    has_blank: bool,
}

impl Texts {
    pub fn new(root: NodeRef<Node>) -> Texts {
        let mut texts = Texts { notes: FxHashMap::default(), lines: Vec::new() };
        let holder = root.descendants().find(|node| has_class(*node, "footnotes"));
        let notes = holder.into_iter().flat_map(elements);
        for note in notes.filter(|note| is_named(note, &["div"])) {
            let Some(name) = note.value().as_element().and_then(|element| element.id()) else { continue };
            texts.notes.insert(name.to_owned(), texts.lines.len());
            // Of a note within a note there is no mark.
            let line = |paragraph| line_of_markdown(&texts.text(paragraph, Manner::Prose));
            let lines = elements(note).map(line).filter(|line| !line.is_empty()).collect();
            texts.lines.push(lines);
        }
        texts
    }

    /// The footnotes, a line a paragraph.
    pub fn notes(self) -> Vec<Vec<Line>> {
        self.lines
    }

    /// The text of an element.
    pub fn text(&self, node: NodeRef<Node>, manner: Manner) -> String {
        self.written(node, manner, 0)
    }

    /// What stands in an element behind so many bytes of its plain text: a label, or a number.
    pub fn behind(&self, node: NodeRef<Node>, length: usize) -> String {
        self.written(node, Manner::Behind, length)
    }

    fn written(&self, node: NodeRef<Node>, manner: Manner, left_out: usize) -> String {
        let mut writer = Writer { texts: self, out: String::new(), manner, left_out, is_blank: true, has_blank: false };
        writer.add(node, 0);
        match manner {
            Manner::Prose => numbered_as_typed(writer.out),
            Manner::Quote => numbered_as_markdown(writer.out),
            Manner::Behind | Manner::Cell => writer.out,
        }
    }

    /// The doubt about links that lead to figures and tables, of which their printed numbers are left.
    pub fn inner_links(&self, main: NodeRef<Node>) -> Option<Doubt> {
        let leads_in = |node: &NodeRef<Node>| {
            address(*node).is_some_and(|address| {
                let name = address.strip_prefix('#');
                name.is_some_and(|name| !self.notes.contains_key(name) && !name.starts_with("mark-"))
            })
        };
        let count = main.descendants().filter(leads_in).count();
        let message = message!(
            zh: "{count} 处指到图、表的链接没有带入，留下印出的编号",
            en: "{count} links to figures and tables were left out: their printed numbers are left",
        );
        (count > 0).then(|| Doubt::new("正文".to_owned(), message))
    }
}

impl Writer<'_> {
    fn add(&mut self, holder: NodeRef<Node>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for node in holder.children() {
            match node.value() {
                Node::Text(text) => self.put(text),
                Node::Element(_) if is_named(&node, &["br"]) => self.ends_line(),
                Node::Element(_) if is_named(&node, &["sup"]) && self.mark(node) => {}
                // The link of a note back to its mark.
                Node::Element(element) if element.attr("role") == Some("doc-backlink") => {}
                Node::Element(_) if is_named(&node, &["strong", "b"]) => self.strong(node, depth),
                Node::Element(_) => match address(node).filter(|address| !address.starts_with('#')) {
                    Some(address) => self.link(node, address, depth),
                    None => self.add(node, depth + 1),
                },
                _ => {}
            }
        }
    }

    /// Puts text, of whose white space one blank is shown.
    fn put(&mut self, text: &str) {
        for ch in text.chars() {
            // White space of HTML; others are characters like any.
            if matches!(ch, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                // Of the label one blank counts, as in its plain text.
                let counts = self.left_out > 0 && !std::mem::replace(&mut self.is_blank, true);
                self.left_out = self.left_out.saturating_sub(usize::from(counts));
                self.has_blank |= self.left_out == 0;
            } else if self.left_out > 0 {
                self.left_out = self.left_out.saturating_sub(ch.len_utf8());
                self.is_blank = false;
            } else {
                self.blank();
                let begins = self.begins_line();
                self.out.push_str(&escaped(ch.encode_utf8(&mut [0; 4]), begins));
            }
        }
    }

    /// Puts the blank that is due, if something stands before it.
    fn blank(&mut self) {
        if std::mem::take(&mut self.has_blank) && !self.begins_line() {
            self.out.push(' ');
        }
    }

    fn begins_line(&self) -> bool {
        self.out.is_empty() || self.out.ends_with('\n') || self.out.ends_with("<br>")
    }

    fn ends_line(&mut self) {
        self.has_blank = false;
        self.out.push_str(if self.manner == Manner::Cell { "<br>" } else { "\\\n" });
    }

    /// Puts the mark of a footnote, if an element is one.
    fn mark(&mut self, node: NodeRef<Node>) -> bool {
        let note = node.descendants().filter_map(address).find_map(|address| {
            let name = address.strip_prefix('#')?;
            self.texts.notes.get(name).copied()
        });
        if let Some(note) = note {
            self.blank();
            self.out.push_str(&format!("{NOTE}{note}{NOTE}"));
        }
        note.is_some()
    }

    fn strong(&mut self, node: NodeRef<Node>, depth: usize) {
        self.blank();
        self.out.push_str("**");
        self.add(node, depth + 1);
        self.out.push_str("**");
    }

    fn link(&mut self, node: NodeRef<Node>, address: &str, depth: usize) {
        self.blank();
        // Behind an exclamation mark it would be a picture.
        if self.out.ends_with('!') {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.out.push('[');
        self.add(node, depth + 1);
        let address: String = address.chars().filter(|ch| !ch.is_control()).collect();
        let is_plain = !address.contains([' ', '(', ')', '<', '>', '\\']);
        let address = if is_plain { address } else { format!("<{}>", address.replace('<', "%3C").replace('>', "%3E")) };
        self.out.push_str(&format!("]({address})"));
    }
}

/// Where an element leads to, if it is a link.
fn address<'a>(node: NodeRef<'a, Node>) -> Option<&'a str> {
    let element = node.value().as_element().filter(|element| element.name() == "a")?;
    element.attr("href")
}

/// What an element says on one line, the marks of footnotes left out.
pub(super) fn plain(node: NodeRef<Node>) -> String {
    fn add(node: NodeRef<Node>, out: &mut String, depth: usize) {
        for own in node.children() {
            match own.value() {
                Node::Text(text) => out.push_str(text),
                Node::Element(_) if is_named(&own, &["sup"]) || depth > DEEPEST => {}
                Node::Element(_) if is_named(&own, &["br"]) => out.push(' '),
                _ => add(own, out, depth + 1),
            }
        }
    }
    let mut out = String::new();
    add(node, &mut out, 0);
    let is_blank = |ch: char| matches!(ch, ' ' | '\t' | '\n' | '\r' | '\u{C}');
    out.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
