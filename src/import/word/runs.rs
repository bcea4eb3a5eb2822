//! The text of a paragraph, run by run, with the marks of its footnotes; and what is drawn in it.

use std::collections::HashMap;

use roxmltree::Node;

use super::styles::Styles;
use super::xml::{attribute, child, is, is_set, value};
use crate::import::blocks::Line;
use crate::import::values::raised;

/// Elements within one another.
const DEEPEST: usize = 20;
/// Elements of an alternative that are looked at before it is taken.
const LOOKED_AT: usize = 2_000;

/// Indices of footnotes and endnotes by the element that calls them and their id.
pub(super) type Marks = HashMap<(&'static str, String), usize>;

/// What a paragraph shows.
#[derive(Default)]
pub(super) struct Shown<'a, 'i> {
    /// Its text, with line breaks.
    pub line: Line,
    /// Pictures and text boxes.
    pub drawn: Vec<Node<'a, 'i>>,
    /// How many runs are struck out.
    pub struck: usize,
    /// Marks of footnotes that are not there.
    pub lost: usize,
}

/// How the text of a run is read.
#[derive(Clone, Copy)]
struct Manner {
    is_raised: bool,
    depth: usize,
}

/// What a paragraph shows.
pub(super) fn shown<'a, 'i>(paragraph: Node<'a, 'i>, styles: &Styles, marks: &Marks) -> Shown<'a, 'i> {
    let style = value(child(paragraph, "pPr"), "pStyle");
    let mut reader = Reader { styles, marks, style, shown: Shown::default() };
    reader.runs(paragraph, 0);
    reader.shown
}

/// The one of several ways of saying the same that is read: the first if it says anything, else what stands in for it.
pub(super) fn chosen<'a, 'i>(alternatives: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    const SAYING: [&str; 7] = ["blip", "imagedata", "txbxContent", "chart", "relIds", "t", "drawing"];
    let says = |node: &Node| {
        let nodes = node.descendants().take(LOOKED_AT).filter(Node::is_element);
        nodes.map(|node| node.tag_name().name()).any(|name| SAYING.contains(&name))
    };
    let choice = child(alternatives, "Choice");
    choice.filter(says).or(child(alternatives, "Fallback")).or(choice)
}

struct Reader<'r, 'a, 'i> {
    styles: &'r Styles<'r>,
    marks: &'r Marks,
    /// The paragraph's style.
    style: Option<&'a str>,
    shown: Shown<'a, 'i>,
}

impl<'a, 'i> Reader<'_, 'a, 'i> {
    fn runs(&mut self, holder: Node<'a, 'i>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for node in holder.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.run(node, depth),
                "oMath" | "oMathPara" => {
                    let texts = node.descendants().filter(|node| is(*node, "t")).filter_map(|node| node.text());
                    texts.for_each(|text| self.shown.line.push_str(text));
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.runs(chosen, depth + 1);
                    }
                }
                "ins" | "moveTo" | "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml"
                | "rubyBase" | "dir" | "bdo" => self.runs(node, depth + 1),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node<'a, 'i>, depth: usize) {
        let properties = child(run, "rPr");
        let styles = [value(properties, "rStyle"), self.style];
        let of_styles = |name: &str| {
            styles
                .into_iter()
                .flatten()
                .find_map(|style| self.styles.says(style, |properties| is_set(properties, name)))
        };
        let has = |name: &str| is_set(properties, name).or_else(|| of_styles(name)).unwrap_or(false);
        if has("vanish") {
            return;
        }
        if has("strike") || has("dstrike") {
            self.shown.struck += usize::from(run.children().any(|node| is(node, "t")));
            return;
        }
        let is_raised = matches!(value(properties, "vertAlign"), Some("superscript" | "subscript"));
        self.content(run, Manner { is_raised, depth });
    }

    fn content(&mut self, run: Node<'a, 'i>, manner: Manner) {
        for node in run.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => self.put(node.text().unwrap_or_default(), manner),
                "tab" | "ptab" => self.put(" ", manner),
                "br" | "cr" => self.put("\n", manner),
                "noBreakHyphen" => self.put("-", manner),
                // A sign of a face of its own: nobody can tell what it says.
                "sym" => self.put("▢", manner),
                "footnoteReference" | "endnoteReference" => {
                    self.mark(node);
                    // A mark of its own stands behind its note, which gets a number here.
                    if matches!(attribute(node, "customMarkFollows"), Some("1" | "true" | "on")) {
                        return;
                    }
                }
                "drawing" | "pict" | "object" => self.shown.drawn.push(node),
                "ruby" => self.runs(node, manner.depth + 1),
                "AlternateContent" if manner.depth < DEEPEST => {
                    if let Some(chosen) = chosen(node) {
                        self.content(chosen, Manner { depth: manner.depth + 1, ..manner });
                    }
                }
                _ => {}
            }
        }
    }

    fn put(&mut self, text: &str, manner: Manner) {
        match manner.is_raised {
            true => self.shown.line.push_str(&raised(text)),
            false => self.shown.line.push_str(text),
        }
    }

    fn mark(&mut self, node: Node) {
        let kind = if is(node, "footnoteReference") { "footnote" } else { "endnote" };
        let id = attribute(node, "id").unwrap_or_default().to_owned();
        match self.marks.get(&(kind, id)) {
            Some(note) => self.shown.line.push_mark(*note),
            None => self.shown.lost += 1,
        }
    }
}
