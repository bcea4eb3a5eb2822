//! The text of a paragraph, run by run, with the marks of its footnotes; and what is drawn in it.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::fields::Fields;
use super::signs::{LINK, LINK_END, RUN_IN, STRONG, TARGET};
use super::styles::Styles;
use super::xml::{attribute, child, is, is_set, value};
use crate::import::blocks::Line;
use crate::import::values::raised;

/// Elements within one another.
const DEEPEST: usize = 20;
/// Names of the styles of a part of a paragraph that looks like a heading.
const HEADING: &str = "标题 ";
const CHARACTERS: &str = "字符";
/// Elements of an alternative that are looked at before it is taken.
const LOOKED_AT: usize = 2_000;

/// Indices of footnotes and endnotes by the element that calls them and their id.
pub(super) type Marks = HashMap<(&'static str, String), usize>;

/// Addresses of links, by their ids.
pub(super) type Links = HashMap<String, String>;

/// The kind of marks that repeat others, by the bookmarks around these.
const BOOKMARK: &str = "bookmark";

/// Adds the bookmarks around marks of footnotes, by which other marks repeat them.
pub(super) fn add_bookmarks(document: &Document, marks: &mut Marks) {
    for bookmark in document.descendants().filter(|node| is(*node, "bookmarkStart")) {
        let name = attribute(bookmark, "name").unwrap_or_default();
        let run = bookmark.next_sibling_element().filter(|node| is(*node, "r"));
        let note = run.and_then(|run| {
            run.children().find_map(|node| {
                let kind = match node.tag_name().name() {
                    "footnoteReference" => "footnote",
                    "endnoteReference" => "endnote",
                    _ => return None,
                };
                marks.get(&(kind, attribute(node, "id")?.to_owned())).copied()
            })
        });
        if let Some(note) = note {
            marks.insert((BOOKMARK, name.to_owned()), note);
        }
    }
}

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
    is_strong: bool,
    depth: usize,
}

/// What a paragraph shows; in a file of this program with signs for what its styles tell, and its links.
pub(super) fn shown<'a, 'i>(
    paragraph: Node<'a, 'i>,
    styles: &Styles,
    marks: &Marks,
    links: Option<&Links>,
) -> Shown<'a, 'i> {
    let style = value(child(paragraph, "pPr"), "pStyle");
    let (fields, shown) = (Fields::default(), Shown::default());
    let mut reader = Reader { styles, marks, links, style, fields, is_level: true, run_in: None, shown };
    reader.is_level = reader.is_level(paragraph);
    reader.runs(paragraph, 0);
    reader.fields.close_all(&mut reader.shown.line);
    reader.end_run_in();
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
    /// Of a file of this program, where links lead.
    links: Option<&'r Links>,
    /// The paragraph's style.
    style: Option<&'a str>,
    fields: Fields,
    /// Whether all of its text stands at one level.
    is_level: bool,
    /// Where the text in the look of a heading ends.
    run_in: Option<usize>,
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
                    match is_plain(node) {
                        true => texts.for_each(|text| self.shown.line.push_str(text)),
                        false => self.shown.line.push_str("▢"),
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.runs(chosen, depth + 1);
                    }
                }
                "fldSimple" => {
                    self.fields.open(&self.shown.line);
                    self.fields.instruct(attribute(node, "instr").unwrap_or_default());
                    self.runs(node, depth + 1);
                    self.close_field();
                }
                "hyperlink" if self.address(node).is_some() => self.link(node, depth),
                "ins" | "moveTo" | "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "customXml" | "rubyBase"
                | "dir" | "bdo" => self.runs(node, depth + 1),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node<'a, 'i>, depth: usize) {
        let has = |name: &str| self.said(run, |properties| is_set(properties, name)).unwrap_or(false);
        if has("vanish") || has("specVanish") {
            return;
        }
        if has("strike") || has("dstrike") {
            self.shown.struck += usize::from(run.children().any(|node| is(node, "t")));
            return;
        }
        let alignment = self.said(run, |properties| value(properties, "vertAlign").map(|value| value != "baseline"));
        let is_raised = alignment == Some(true) || !self.is_level && self.position(run).is_some();
        let style = value(child(run, "rPr"), "rStyle").filter(|_| self.links.is_some());
        let name = style.and_then(|style| self.styles.name(style)).unwrap_or_default();
        let is_of_heading = name.starts_with(HEADING) && name.ends_with(CHARACTERS);
        // Strong text of a heading that runs on has a face of its own.
        let has_face = child(run, "rPr")
            .and_then(|own| child(own, "rFonts"))
            .is_some_and(|face| attribute(face, "eastAsia").is_some());
        let is_strong = name == "Strong" || is_of_heading && has_face;
        self.content(run, Manner { is_raised, is_strong, depth });
        if is_of_heading {
            self.run_in = Some(self.shown.line.text.len());
        }
    }

    /// Where a link leads out of the file.
    fn address(&self, link: Node) -> Option<&str> {
        let address = self.links?.get(attribute(link, "id")?)?;
        (!address.contains(|ch: char| ch.is_control())).then_some(address)
    }

    fn link(&mut self, link: Node<'a, 'i>, depth: usize) {
        let before = self.shown.line.clone();
        self.shown.line.text.push(LINK);
        let start = self.shown.line.text.len();
        self.runs(link, depth + 1);
        let is_blank = self.shown.line.text.get(start..).is_none_or(|text| text.trim().is_empty());
        if is_blank && self.shown.line.marks.len() == before.marks.len() {
            self.shown.line = before;
            return;
        }
        let address = self.address(link).unwrap_or_default().to_owned();
        self.shown.line.push_str(&format!("{TARGET}{address}{LINK_END}"));
    }

    /// Puts the sign behind what looks like a heading.
    fn end_run_in(&mut self) {
        if let Some(end) = self.run_in {
            let line = &mut self.shown.line;
            line.text.insert(end, RUN_IN);
            line.marks.iter_mut().filter(|mark| mark.at > end).for_each(|mark| mark.at += RUN_IN.len_utf8());
        }
    }

    /// What a run says of itself, or its style, or that of the paragraph.
    fn said<T>(&self, run: Node, what: impl Fn(Option<Node>) -> Option<T>) -> Option<T> {
        let properties = child(run, "rPr");
        let styles = || [value(properties, "rStyle"), self.style].into_iter().flatten();
        what(properties).or_else(|| styles().find_map(|style| self.styles.says(style, &what)))
    }

    /// How far a run stands above its line, as it is written.
    fn position(&self, run: Node) -> Option<String> {
        let position = |properties: Option<Node>| value(properties, "position").map(str::to_owned);
        // Newer programs write a unit as well.
        let is_moved = |position: &String| position.contains(|ch: char| matches!(ch, '1'..='9'));
        self.said(run, position).filter(is_moved)
    }

    /// Whether all text of a paragraph stands at one level: then none of it stands above other text.
    fn is_level(&self, paragraph: Node) -> bool {
        let says = |run: &Node| is(*run, "r") && child(*run, "t").is_some();
        let mut positions = paragraph.descendants().filter(says).map(|run| self.position(run));
        let first = positions.next();
        positions.all(|position| Some(&position) == first.as_ref())
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
                "fldChar" => match attribute(node, "fldCharType") {
                    Some("begin") => self.fields.open(&self.shown.line),
                    Some("end") => self.close_field(),
                    _ => {}
                },
                "instrText" => self.fields.instruct(node.text().unwrap_or_default()),
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
        let is_strong = manner.is_strong && !text.trim().is_empty();
        let line = &mut self.shown.line;
        line.text.extend(is_strong.then_some(STRONG));
        match manner.is_raised {
            true => line.push_str(&raised(text)),
            false => line.push_str(text),
        }
        line.text.extend(is_strong.then_some(STRONG));
    }

    fn close_field(&mut self) {
        let marks = self.marks;
        self.fields.close(&mut self.shown.line, |name| marks.get(&(BOOKMARK, name.to_owned())).copied());
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

/// Whether mathematics is nothing but text on one line.
fn is_plain(math: Node) -> bool {
    const PARTS: [&str; 4] = ["oMath", "oMathPara", "r", "t"];
    const LOOKS: [&str; 6] = ["vanish", "specVanish", "strike", "dstrike", "vertAlign", "position"];
    let mut text = math.descendants().filter(|node| is(*node, "t"));
    let is_in_line = |text: Node| {
        let mut around = text.ancestors().take_while(|node| *node != math);
        around.all(|node| PARTS.contains(&node.tag_name().name()))
    };
    text.all(is_in_line) && !math.descendants().any(|node| LOOKS.contains(&node.tag_name().name()))
}
