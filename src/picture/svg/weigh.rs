//! How much an SVG becomes once its references are followed: a few lines of `<use>` can ask for millions of shapes.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId};

use super::super::faults::too_complex;
use super::css::{self, Rule, declarations, urls};
use super::{forbidden, is_svg_element};
use crate::diagnostic::{Diagnostic, message};

/// Most elements, each counted as often as it is drawn.
const NODES: u64 = 200_000;

/// Most bytes of their attributes, each counted as often.
const BYTES: u64 = 64 << 20;

/// What a character counts for: its outline has some ten corners and more, and svg2pdf draws each for itself.
const CHARACTER: u64 = 40;

/// What a mask counts for besides what it holds: svg2pdf writes a form and a group for each time it is used.
const MASK: u64 = 12;

/// What a gradient counts for: svg2pdf writes it for each shape that it paints.
const GRADIENT: u64 = 8;

/// Most steps that usvg's reader of styles may take. At the end of each declaration it counts, from its beginning on,
/// the characters of the style sheet or attribute in which it stands.
const STEPS: u64 = 1 << 31;

/// Elements whose text is not drawn.
const SILENT: [&str; 4] = ["desc", "metadata", "style", "title"];

/// Longest way down through elements and references.
const DEPTH: usize = 256;

/// Most comparisons of an element with a rule of the style sheets.
const MATCHES: usize = 20_000_000;

/// What an element becomes.
#[derive(Clone, Copy, Default)]
struct Weight {
    nodes: u64,
    bytes: u64,
    /// What the reading of its style takes.
    steps: u64,
    /// Corners of its shapes, at which markers may stand.
    corners: u64,
}

impl Weight {
    fn add(&mut self, other: Weight, times: u64) {
        self.nodes = self.nodes.saturating_add(other.nodes.saturating_mul(times));
        self.bytes = self.bytes.saturating_add(other.bytes.saturating_mul(times));
        self.steps = self.steps.saturating_add(other.steps.saturating_mul(times));
    }
}

/// How an element refers to another.
enum Reference {
    /// It stands in its place.
    Instance,
    /// Each shape within it is painted with the other.
    Paint,
    /// The other stands at each corner of the shapes within it.
    Marker,
    /// The other applies to it once, and draws.
    Mask,
    /// The other applies to it once: a clip.
    Once,
}

/// Weighs a document: how many shapes it becomes.
pub(super) fn check(document: &Document) -> Result<u64, Diagnostic> {
    let styles = document.descendants().filter(|node| node.is_element() && node.tag_name().name() == "style");
    let sheets: Vec<&str> = styles.flat_map(|node| node.descendants()).filter_map(|text| text.text()).collect();
    if sheets.iter().map(|sheet| steps(sheet)).fold(0, u64::saturating_add) > STEPS {
        return Err(style_too_long());
    }
    let rules: Vec<Rule> = sheets.into_iter().flat_map(css::rules).collect();
    let elements = document.descendants().filter(Node::is_element).count();
    if elements.saturating_mul(rules.len()) > MATCHES {
        return Err(style_too_long());
    }
    let mut ids = HashMap::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            ids.entry(id).or_insert(node);
        }
    }
    let refers = |rule: &Rule| rule.declarations.iter().any(|(_, value)| !urls(value).is_empty());
    let mut scale = Scale { ids, rules: rules.into_iter().filter(refers).collect(), known: HashMap::new() };
    scale.weigh(document.root_element(), 0).map(|weight| weight.nodes)
}

struct Scale<'a, 'input> {
    ids: HashMap<&'a str, Node<'a, 'input>>,
    /// Rules that refer to something.
    rules: Vec<Rule>,
    /// Elements that have been weighed; `None` while they are being weighed.
    known: HashMap<NodeId, Option<Weight>>,
}

impl<'a, 'input> Scale<'a, 'input> {
    fn weigh(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<Weight, Diagnostic> {
        match self.known.get(&node.id()) {
            Some(Some(weight)) => return Ok(*weight),
            Some(None) => return Err(endless(node)),
            None => {}
        }
        if depth > DEPTH {
            return Err(too_complex(message!(
                zh: "SVG 里的引用套得太深（最多 {DEPTH} 层）",
                en: "references in the SVG are nested too deeply (at most {DEPTH} levels)",
            )));
        }
        self.known.insert(node.id(), None);
        let mut weight = own(node);
        for child in node.children().filter(is_svg_element) {
            let child = self.weigh(child, depth + 1)?;
            weight.add(child, 1);
            weight.corners = weight.corners.saturating_add(child.corners);
        }
        for (kind, target) in self.references(node) {
            let is_gradient = target.tag_name().name().ends_with("Gradient");
            let other = self.weigh(target, depth + 1)?;
            // A gradient paints without drawing what is in it.
            let other = Weight { nodes: if is_gradient { GRADIENT } else { other.nodes }, ..other };
            match kind {
                Reference::Instance => {
                    weight.add(other, 1);
                    weight.corners = weight.corners.saturating_add(other.corners);
                }
                Reference::Mask => weight.add(Weight { nodes: other.nodes.saturating_add(MASK), ..other }, 1),
                Reference::Once => weight.add(other, 1),
                Reference::Paint => weight.add(other, weight.nodes),
                Reference::Marker => weight.add(other, weight.corners),
            }
        }
        if weight.steps > STEPS {
            return Err(style_too_long());
        }
        if weight.nodes > NODES || weight.bytes > BYTES {
            return Err(too_complex(message!(
                zh: "SVG 展开后的图形和文字太多，或 <use>、图案、标记重复引用太多（最多 {NODES} 个图形）",
                en: "the SVG becomes too much by its text, or by <use>, patterns or markers (at most {NODES} elements)",
            )));
        }
        self.known.insert(node.id(), Some(weight));
        Ok(weight)
    }

    /// The elements that an element refers to.
    fn references(&self, node: Node<'a, 'input>) -> Vec<(Reference, Node<'a, 'input>)> {
        let mut found = Vec::new();
        let mut note = |name: &str, value: &str| {
            for url in urls(value) {
                let target = url.strip_prefix('#').and_then(|id| self.ids.get(id));
                found.extend(target.map(|target| (kind(name), *target)));
            }
        };
        for attribute in node.attributes() {
            match attribute.name() {
                "style" => declarations(attribute.value()).iter().for_each(|(name, value)| note(name, value)),
                name => note(name, attribute.value()),
            }
        }
        for rule in self.rules.iter().filter(|rule| rule.may_match(&node)) {
            rule.declarations.iter().for_each(|(name, value)| note(name, value));
        }
        let links = node.attributes().filter(|attribute| attribute.name() == "href");
        // A link within the drawing draws nothing.
        if node.tag_name().name() != "a" {
            let targets = links.filter_map(|link| self.ids.get(link.value().trim().strip_prefix('#')?));
            found.extend(targets.map(|target| (Reference::Instance, *target)));
        }
        found
    }
}

/// How a property refers to what it names. Paint and markers are inherited by what is within.
fn kind(property: &str) -> Reference {
    match property {
        "fill" | "stroke" => Reference::Paint,
        "mask" => Reference::Mask,
        name if name.starts_with("marker") => Reference::Marker,
        _ => Reference::Once,
    }
}

/// What an element is by itself.
fn own(node: Node) -> Weight {
    let long = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    let is_silent = SILENT.contains(&node.tag_name().name());
    let text: usize = if is_silent {
        0
    } else {
        node.children()
            .filter(Node::is_text)
            .filter_map(|child| child.text())
            .map(|text| text.trim().chars().count())
            .sum()
    };
    let attributes: usize = node.attributes().map(|attribute| attribute.value().len()).sum();
    let shape = node.attribute("d").or(node.attribute("points")).map_or(0, str::len);
    // The shortest way to a corner has two signs, as in `h1`; a line has two corners without any.
    Weight {
        nodes: long(text).saturating_mul(CHARACTER).saturating_add(1),
        bytes: long(attributes),
        steps: node.attribute("style").map_or(0, steps),
        corners: long(shape / 2).saturating_add(2),
    }
}

/// What the reading of a style sheet or attribute takes.
fn steps(style: &str) -> u64 {
    let declarations = style.bytes().filter(|byte| *byte == b':').count();
    let long = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    long(declarations).saturating_mul(long(style.len()))
}

fn style_too_long() -> Diagnostic {
    too_complex(message!(
        zh: "SVG 的样式（<style> 或 style 属性）太长",
        en: "the styles of the SVG (<style>, or a `style` attribute) are too long",
    ))
}

fn endless(node: Node) -> Diagnostic {
    let what = message!(
        zh: "图形引用了它自己，没有尽头",
        en: "this refers to itself, without an end",
    );
    let help = message!(
        zh: "在绘图软件里把“克隆”变成普通图形再导出，或另存为 PNG",
        en: "turn clones into ordinary shapes and export again, or save the drawing as PNG",
    );
    forbidden(node.document(), node.range().start, &what).help(help)
}
