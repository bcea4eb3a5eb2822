//! An SVG that has been looked over, through usvg: references followed, styles applied, text set.

use roxmltree::{Document, Node};
use svg2pdf::usvg::{self, Group, Options, Tree, WriteOptions};

use super::super::Limits;
use super::super::faults::undrawable;
use super::super::guard::guarded;
use super::fonts::{Fonts, every_face};
use super::nested::is_endless;
use super::pictures::Pictures;
use super::with_place;
use crate::diagnostic::{Diagnostic, message};
use crate::picture::rules;
use crate::text::Faces;
use crate::text::rules as text_rules;
use crate::units::Pt;

/// Pixels an inch of CSS.
const CSS_DPI: f32 = 96.0;

/// A CSS pixel in points.
const PX: f64 = 0.75;

/// Longest side of a page, in points (ISO 32000-1, annex C.2).
const LONGEST: f64 = 14_400.0;

/// How large a drawing is.
pub(super) fn size(document: &Document, limits: &Limits) -> Result<(Pt, Pt), Diagnostic> {
    let root = document.root_element();
    let is_sized = root.attribute("viewBox").is_some()
        || ["width", "height"].iter().all(|name| root.attribute(*name).is_some_and(|value| !value.contains('%')));
    let is_text = |node: Node| matches!(node.tag_name().name(), "text" | "image");
    // usvg then takes the box around its shapes, and the extent of text is known only with its faces.
    if !is_sized && document.descendants().any(is_text) {
        return Err(without_size());
    }
    let pictures = Pictures::new(limits, false);
    let tree = guarded(undrawable, || {
        let options = Options { image_href_resolver: pictures.resolver(), ..common_options() };
        Tree::from_xmltree(document, &options).map_err(|error| match error {
            usvg::Error::InvalidSize => without_size(),
            _ => undrawable(),
        })
    })?;
    if let Some(fault) = pictures.fault() {
        return Err(fault);
    }
    let (width, height) = (f64::from(tree.size().width()) * PX, f64::from(tree.size().height()) * PX);
    if width > 0.0 && height > 0.0 && width <= LONGEST && height <= LONGEST {
        return Ok((Pt(width), Pt(height)));
    }
    Err(without_size())
}

/// An SVG, resolved: nothing but shapes, text as outlines, and the pictures within it made ready as those beside the
/// report are.
#[derive(Debug)]
pub struct ResolvedSvg {
    /// Boxed, as it is far larger than what other pictures are.
    tree: Box<Tree>,
}

impl ResolvedSvg {
    /// Resolves a document that has been looked over.
    pub(super) fn new(document: &Document, limits: &Limits, faces: &Faces) -> Result<ResolvedSvg, Diagnostic> {
        let fonts = if check_text(document, faces)? {
            check_faces(faces)?;
            Fonts::of(faces)
        } else {
            Fonts::default()
        };
        let pictures = Pictures::new(limits, true);
        let tree = guarded(undrawable, || {
            let options = Options {
                image_href_resolver: pictures.resolver(),
                font_resolver: fonts.resolver(faces),
                fontdb: fonts.database.clone(),
                ..common_options()
            };
            let tree = Tree::from_xmltree(document, &options).map_err(|_| undrawable())?;
            if lacks_glyph(tree.root()) { Err(unshaped()) } else { Ok(tree) }
        });
        // What is wrong with a picture explains what went wrong after it.
        match pictures.fault() {
            Some(fault) => Err(fault),
            None => Ok(ResolvedSvg { tree: Box::new(tree?) }),
        }
    }

    /// What it draws.
    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The drawing as an SVG file that needs no faces, and tells nothing of who drew it with what.
    pub fn to_svg(&self) -> String {
        self.tree.to_string(&WriteOptions::default())
    }
}

fn common_options() -> Options<'static> {
    Options { dpi: CSS_DPI, languages: vec!["zh-CN".into(), "zh".into(), "en".into()], ..Options::default() }
}

/// Whether there is text, each character of which some face shows.
fn check_text(document: &Document, faces: &Faces) -> Result<bool, Diagnostic> {
    let within_text = |node: &Node| node.ancestors().any(|node| node.tag_name().name() == "text");
    let mut has_text = false;
    let mut shown = std::collections::BTreeSet::new();
    let every = every_face(faces);
    for node in document.descendants().filter(|node| node.is_text() && within_text(node)) {
        for ch in node.text().unwrap_or_default().chars() {
            has_text |= !ch.is_whitespace();
            let is_known = ch.is_control() || is_ignorable(ch) || !shown.insert(ch);
            if !is_known && !every.iter().any(|face| faces.get(*face).glyph(ch).is_some()) {
                return Err(missing(document, node.range().start, ch));
            }
        }
    }
    Ok(has_text)
}

/// Whether every glyph of every face that may serve can be drawn; those that are compiled in can.
fn check_faces(faces: &Faces) -> Result<(), Diagnostic> {
    for id in every_face(faces) {
        let face = faces.get(id);
        if let Some(path) = face.path.as_ref().filter(|_| is_endless(&face.data, face.index)) {
            let path = path.display();
            let message = message!(
                zh: "字体 {path} 画不了 SVG 里的文字：有的字套着用了数不清的笔画",
                en: "the face {path} cannot draw the text in the SVG: some of its glyphs are made of glyphs without end",
            );
            let help = message!(
                zh: "换一个字体，或在绘图软件里把文字转成曲线再导出",
                en: "take another face, or turn the text into outlines and export again",
            );
            return Err(Diagnostic::system(&text_rules::FONT_UNREADABLE, message).help(help));
        }
    }
    Ok(())
}

/// Characters that leave no ink and do no harm.
fn is_ignorable(ch: char) -> bool {
    matches!(u32::from(ch), 0xAD | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF)
}

fn missing(document: &Document, at: usize, ch: char) -> Diagnostic {
    let code_point = format!("U+{:04X}", u32::from(ch));
    let what = message!(
        zh: "没有一种字体有“{ch}”（{code_point}）这个字",
        en: "no face has the character “{ch}” ({code_point})",
    );
    let help = message!(
        zh: "改用通用的字，或用 --font-dir 加一种有这个字的字体，或在绘图软件里把文字转成曲线",
        en: "write another character, or add a face that has it with --font-dir, or turn the text into outlines",
    );
    Diagnostic::error(&text_rules::MISSING_CHARACTER, with_place(document, at, &what)).help(help)
}

/// Whether a text was shaped with a glyph that stands for what a face lacks.
fn lacks_glyph(group: &Group) -> bool {
    let mut lacks = false;
    for node in group.children() {
        lacks |= match node {
            usvg::Node::Group(group) => lacks_glyph(group),
            usvg::Node::Text(text) => {
                text.layouted().iter().flat_map(|span| &span.positioned_glyphs).any(|glyph| glyph.id.0 == 0)
            }
            _ => false,
        };
        node.subroots(|root| lacks |= lacks_glyph(root));
    }
    lacks
}

fn unshaped() -> Diagnostic {
    Diagnostic::error(
        &text_rules::MISSING_CHARACTER,
        message!(
            zh: "SVG 里有的文字排不出来：没有一种字体能整段排它",
            en: "a text in the SVG cannot be set: no face can set it as a whole",
        ),
    )
    .help(message!(
        zh: "在绘图软件里把文字转成曲线再导出",
        en: "turn the text into outlines and export again",
    ))
}

fn without_size() -> Diagnostic {
    Diagnostic::error(
        &rules::PICTURE_SVG,
        message!(
            zh: "SVG 没有写明大小，或大小不合理（边长要大于 0，不超过 5 米）",
            en: "the SVG states no size, or none that makes sense (sides above 0 and up to 5 metres)",
        ),
    )
    .help(message!(
        zh: "给 <svg> 写上 width 和 height，或 viewBox；在绘图软件里重新导出通常就会有",
        en: "give <svg> a width and a height, or a viewBox; exporting it again usually does",
    ))
}
