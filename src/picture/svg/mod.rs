//! An SVG, resolved to the shapes that it draws.
//!
//! A drawing from outside may ask for scripts, for files elsewhere, or for more work than there is time for. So it is
//! gone through before anything draws it: `outline` looks at the bare text, `look` at what it holds, `weigh` at how
//! much it becomes once all its references are followed. `resolve` then follows its references, with the faces of
//! `fonts` and the pictures of `pictures`; `rasterise` makes pixels of it for programs that draw none.

mod css;
mod fonts;
mod look;
mod nested;
mod numbers;
mod outline;
mod pictures;
mod rasterise;
mod resolve;
mod weigh;

#[cfg(test)]
mod tests;

pub use resolve::ResolvedSvg;

use roxmltree::{Document, Node, ParsingOptions};

use super::Limits;
use super::faults::too_complex;
use crate::diagnostic::{Diagnostic, Lang, Message, message};
use crate::picture::rules;
use crate::text::Faces;
use crate::units::Pt;

/// Largest file: beyond it a drawing is a picture that should have been one.
const LARGEST: usize = 16 << 20;

/// Most nodes of the document; a map of a county has some ten thousand.
const NODES: u32 = 100_000;

/// What an SVG says of itself.
#[derive(Clone, Debug)]
pub(super) struct Svg {
    /// Width and height.
    pub(super) size: (Pt, Pt),
    /// How many shapes it becomes, as it is weighed.
    pub(super) shapes: u64,
}

/// Looks a file over.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Svg, Diagnostic> {
    let text = text_of(bytes)?;
    outline::check(text)?;
    let document = parse(text)?;
    look::check(&document)?;
    let shapes = weigh::check(&document)?;
    Ok(Svg { size: resolve::size(&document, limits)?, shapes })
}

/// Resolves a file that has been looked over, its text in the faces of the report.
pub(super) fn resolve(bytes: &[u8], limits: &Limits, faces: &Faces) -> Result<ResolvedSvg, Diagnostic> {
    ResolvedSvg::new(&parse(text_of(bytes)?)?, limits, faces)
}

/// The words of a file that has been looked over, in its order, without white space.
pub(super) fn words(bytes: &[u8]) -> String {
    let Some(document) = text_of(bytes).ok().and_then(|text| parse(text).ok()) else { return String::new() };
    let texts = document.descendants().filter(|node| node.is_text());
    let is_shown = |node: &Node| node.ancestors().any(|above| above.tag_name().name() == "text");
    let words = texts.filter(is_shown).filter_map(|node| node.text());
    words.flat_map(str::chars).filter(|ch| !ch.is_whitespace()).collect()
}

fn text_of(bytes: &[u8]) -> Result<&str, Diagnostic> {
    if bytes.len() > LARGEST {
        let most = LARGEST >> 20;
        return Err(Diagnostic::error(
            &rules::LIMIT_PICTURE,
            message!(
                zh: "SVG 文件太大，最多 {most} MB",
                en: "the SVG file is too large, at most {most} MB are allowed",
            ),
        )
        .help(message!(
            zh: "在绘图软件里简化图形，或另存为 PNG",
            en: "simplify the drawing, or save it as PNG",
        )));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|_| {
        Diagnostic::error(
            &rules::PICTURE_SVG,
            message!(zh: "SVG 文件不是 UTF-8 编码", en: "the SVG file is not in UTF-8"),
        )
        .help(message!(zh: "另存为 UTF-8 编码", en: "save it in UTF-8"))
    })
}

fn parse(text: &str) -> Result<Document<'_>, Diagnostic> {
    // Entities have been refused; a plain document type is common and does no harm.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: NODES };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => too_complex(message!(
            zh: "SVG 里的图形太多（最多 {NODES} 个节点）",
            en: "the SVG holds too much (at most {NODES} nodes)",
        )),
        error => {
            let roxmltree::TextPos { row, col } = error.pos();
            Diagnostic::error(
                &rules::PICTURE_BROKEN,
                message!(
                    zh: "SVG 第 {row} 行第 {col} 列有语法错误",
                    en: "the SVG is not well-formed at line {row}, column {col}",
                ),
            )
            .help(message!(zh: "重新导出这张图", en: "export the drawing again"))
        }
    })
}

/// What stands at a place of the file and may not.
fn forbidden(document: &Document, at: usize, what: &Message) -> Diagnostic {
    Diagnostic::error(&rules::PICTURE_SVG, with_place(document, at, what))
}

/// What is wrong at a place of the file, with its line and column.
fn with_place(document: &Document, at: usize, what: &Message) -> Message {
    let roxmltree::TextPos { row, col } = document.text_pos_at(at);
    let (zh, en) = (what.in_lang(Lang::Zh), what.in_lang(Lang::En));
    message!(zh: "SVG 第 {row} 行第 {col} 列：{zh}", en: "line {row}, column {col} of the SVG: {en}")
}

/// Whether an element is one that SVG defines; others are not drawn.
fn is_svg_element(node: &Node) -> bool {
    node.is_element() && matches!(node.tag_name().namespace(), None | Some("http://www.w3.org/2000/svg"))
}
