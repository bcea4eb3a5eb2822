//! Footnotes of a page: a link to an anchor further down whose surroundings link back, as Word, LibreOffice, Pandoc and
//! editors write them. No class names are looked at: only where the links lead.

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};
use scraper::Node;

use super::order::Order;
use super::shown::{is_block, is_named, walk};
use super::text::{lines_of, text_of};
use crate::import::blocks::Line;
use crate::import::percent::percent_decoded;
use crate::import::values::raised;

/// Most footnotes of a page; more are links.
const MOST_NOTES: usize = 2_000;
/// Elements around an anchor among which that of its note is looked for.
const AROUND: usize = 6;
/// Nodes of an element that may be nothing but the mark around a link.
const NODES_OF_A_MARK: usize = 16;
/// Marks of one note that are looked back to.
const LINKS_BACK: usize = 20;
/// Characters of the longest mark.
const LONGEST_MARK: usize = 4;

const OPENING: [char; 7] = ['[', '(', '［', '（', '〔', '【', '〈'];
const CLOSING: [char; 7] = [']', ')', '］', '）', '〕', '】', '〉'];

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Notes {
    /// Indices of notes by the elements of their marks.
    marks: FxHashMap<NodeId, usize>,
    /// What belongs to the notes and is no text of the page.
    apart: FxHashSet<NodeId>,
    lines: Vec<Vec<Line>>,
}

/// A link that may be the mark of a note.
struct Candidate<'a> {
    link: NodeRef<'a, Node>,
    target: NodeRef<'a, Node>,
}

impl Notes {
    pub fn new(root: NodeRef<Node>, order: &Order) -> Notes {
        let anchors = anchors(root);
        let candidates = candidates(root, order, &anchors);
        let sorted = |nodes: &dyn Fn(&Candidate) -> usize| {
            let mut places: Vec<usize> = candidates.iter().map(nodes).collect();
            places.sort_unstable();
            places.dedup();
            places
        };
        let targets = sorted(&|candidate| order.of(candidate.target).start);
        let links = sorted(&|candidate| order.of(candidate.link).start);
        let count = |places: &[usize], node: NodeRef<Node>| {
            let own = order.of(node);
            places.partition_point(|place| *place < own.end) - places.partition_point(|place| *place < own.start)
        };
        let is_own = |node: &NodeRef<Node>| count(&targets, *node) == 1 && count(&links, *node) == 0;

        let mut notes = Notes::default();
        for (target, links) in by_target(&candidates) {
            let Some(body) = body(target, is_own) else { continue };
            let back = links_back(body, &links, order, &anchors);
            let apart = back.iter().map(|link| whole_mark(*link, order).id()).collect();
            let without_links = Notes { apart, ..Notes::default() };
            let marks: Vec<NodeRef<Node>> = links.iter().map(|link| whole_mark(*link, order)).collect();
            let number = marks.first().map(|mark| text_of(*mark)).unwrap_or_default();
            let lines = unnumbered(lines_of(body, &without_links), &number);
            if !back.is_empty() && !lines.is_empty() {
                notes.apart.insert(body.id());
                notes.marks.extend(marks.iter().map(|mark| (mark.id(), notes.lines.len())));
                notes.lines.push(lines);
            }
        }
        notes
    }

    /// The note whose mark an element is.
    pub fn mark(&self, node: NodeRef<Node>) -> Option<usize> {
        self.marks.get(&node.id()).copied()
    }

    /// Whether an element belongs to a note and is no text of the page.
    pub fn is_apart(&self, node: NodeRef<Node>) -> bool {
        self.apart.contains(&node.id())
    }

    /// The notes, a line a paragraph.
    pub fn into_lines(self) -> Vec<Vec<Line>> {
        self.lines
    }
}

/// What links within the page lead to, by name.
fn anchors<'a>(root: NodeRef<'a, Node>) -> FxHashMap<&'a str, NodeRef<'a, Node>> {
    let mut anchors = FxHashMap::default();
    for node in root.descendants() {
        let Some(element) = node.value().as_element() else { continue };
        let name = element.attr("name").filter(|_| element.name() == "a");
        for name in element.attr("id").into_iter().chain(name) {
            anchors.entry(name).or_insert(node);
        }
    }
    anchors
}

/// The links that may be marks, in their order.
fn candidates<'a>(
    root: NodeRef<'a, Node>,
    order: &Order,
    anchors: &FxHashMap<&str, NodeRef<'a, Node>>,
) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    walk(root, |edge| {
        if let Edge::Open(link) = edge
            && candidates.len() < MOST_NOTES
            && let Some(target) = target(link, anchors)
            && order.of(target).start > order.of(link).start
            && is_mark(&text_of(link))
        {
            candidates.push(Candidate { link, target });
        }
        true
    });
    candidates
}

/// The anchors of notes in their order, each with the links that lead to it.
fn by_target<'a>(candidates: &[Candidate<'a>]) -> Vec<(NodeRef<'a, Node>, Vec<NodeRef<'a, Node>>)> {
    let mut found: Vec<(NodeRef<Node>, Vec<NodeRef<Node>>)> = Vec::new();
    let mut places: FxHashMap<NodeId, usize> = FxHashMap::default();
    for Candidate { link, target } in candidates {
        let at = *places.entry(target.id()).or_insert(found.len());
        match found.get_mut(at) {
            Some((_, links)) => links.push(*link),
            None => found.push((*target, vec![*link])),
        }
    }
    found
}

/// What a link within the page leads to.
fn target<'a>(link: NodeRef<'a, Node>, anchors: &FxHashMap<&str, NodeRef<'a, Node>>) -> Option<NodeRef<'a, Node>> {
    let element = link.value().as_element().filter(|element| element.name() == "a")?;
    let name = element.attr("href")?.trim().strip_prefix('#')?;
    let decoded = || percent_decoded(name).and_then(|name| anchors.get(name.as_str()).copied());
    anchors.get(name).copied().or_else(decoded)
}

/// Whether a text is a mark of a footnote: 1, [1], 〔1〕, ①, 注1, ii, *; 1:1 is the second mark of the note 1.
fn is_mark(text: &str) -> bool {
    let text = bare(text);
    let text = text.strip_prefix('注').unwrap_or(&text);
    let is_sign = |ch: char| matches!(ch, '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿' | '*' | '†' | '‡' | '§' | '※');
    let kinds: [&dyn Fn(char) -> bool; 3] =
        [&|ch| ch.is_ascii_digit() || ch == ':', &|ch| ch.is_ascii_lowercase(), &is_sign];
    (1..=LONGEST_MARK).contains(&text.chars().count()) && kinds.iter().any(|is| text.chars().all(is))
}

/// A mark without the brackets around it, and not raised.
fn bare(text: &str) -> String {
    let text = text.trim().trim_start_matches(OPENING).trim_end_matches(CLOSING).trim();
    let level = |ch: char| {
        (0..10)
            .find(|digit: &u32| raised(&digit.to_string()).starts_with(ch))
            .and_then(|digit| char::from_digit(digit, 10))
    };
    text.chars().map(|ch| level(ch).unwrap_or(ch)).collect()
}

/// The element that shows nothing but the mark of a link, its brackets among it.
fn whole_mark<'a>(link: NodeRef<'a, Node>, order: &Order) -> NodeRef<'a, Node> {
    let own = text_of(link);
    let is_mark = |node: &NodeRef<Node>| {
        node.value().as_element().is_some_and(|element| !is_block(element))
            && order.of(*node).len() <= NODES_OF_A_MARK
            && bare(&text_of(*node)) == bare(&own)
    };
    link.ancestors().take_while(is_mark).last().unwrap_or(link)
}

/// The element that holds a note, by the anchor that its mark leads to: the item or the named element around it, else
/// its paragraph.
fn body<'a>(target: NodeRef<'a, Node>, is_own: impl Fn(&NodeRef<'a, Node>) -> bool) -> Option<NodeRef<'a, Node>> {
    let around = || std::iter::once(target).chain(target.ancestors()).take(AROUND);
    let is_a_block = |node: &NodeRef<Node>| node.value().as_element().is_some_and(is_block);
    let is_named_block = |node: &NodeRef<Node>| {
        let has_id = node.value().as_element().is_some_and(|element| element.id().is_some());
        is_named(node, &["li", "dd"]) || is_named(node, &["p", "div", "aside", "section"]) && has_id
    };
    let paragraph = around().find(is_a_block).filter(&is_own)?;
    Some(around().filter(is_named_block).find(&is_own).unwrap_or(paragraph))
}

/// The links of a note that lead back to its marks, or to what these stand right in.
fn links_back<'a>(
    body: NodeRef<'a, Node>,
    marks: &[NodeRef<'a, Node>],
    order: &Order,
    anchors: &FxHashMap<&str, NodeRef<'a, Node>>,
) -> Vec<NodeRef<'a, Node>> {
    let is_at = |target: NodeRef<Node>, mark: NodeRef<Node>| {
        let (own, mark) = (order.of(target), order.of(mark));
        let is_around = own.contains(&mark.start) && own.len() <= mark.len() + NODES_OF_A_MARK;
        // An empty anchor may stand right before it.
        is_around || mark.contains(&own.start) || own.end == mark.start
    };
    // The first marks will do: each has its own link back, or only one has.
    let marks = || marks.iter().take(LINKS_BACK);
    let leads_back =
        |link: &NodeRef<Node>| target(*link, anchors).is_some_and(|target| marks().any(|mark| is_at(target, *mark)));
    body.descendants().filter(leads_back).collect()
}

/// A note without its own number, which the reader counts.
fn unnumbered(mut lines: Vec<Line>, mark: &str) -> Vec<Line> {
    if let Some(first) = lines.first_mut()
        && let Some(behind) = behind_number(&first.text, &bare(mark))
    {
        *first = first.behind(first.text.len() - behind.len());
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// What stands behind the number that a note begins with, in brackets, raised or with a stop behind it: a bare one may be
/// a figure of its text, as in 1件.
fn behind_number<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    const STOPS: [char; 6] = ['.', '、', '：', ':', '．', ' '];
    let in_brackets = text.strip_prefix(OPENING).and_then(|text| text.strip_prefix(mark)?.strip_prefix(CLOSING));
    let is_sign = !mark.contains(|ch: char| ch.is_ascii_alphanumeric());
    let above = || text.strip_prefix(&raised(mark)).filter(|_| raised(mark) != mark);
    let level = || text.strip_prefix(mark).filter(|behind| is_sign || behind.is_empty() || behind.starts_with(STOPS));
    Some(in_brackets.or_else(above).or_else(level)?.trim_start_matches(STOPS))
}
