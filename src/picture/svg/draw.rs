//! An SVG that has been looked over, through usvg and svg2pdf.

use std::sync::Arc;

use lopdf::{Dictionary, Object};
use roxmltree::{Document, Node};
use svg2pdf::usvg::fontdb::{self, Database, FaceInfo, Source};
use svg2pdf::usvg::{self, Font, FontResolver, Group, Options, Tree};
use svg2pdf::{ConversionError, ConversionOptions, PageOptions};

use super::super::guard::guarded;
use super::super::{Limits, broken};
use super::pictures::Pictures;
use super::{forbidden, too_much};
use crate::diagnostic::Diagnostic;
use crate::message;
use crate::picture::rules;
use crate::text::rules as text_rules;
use crate::text::{Face, FaceId, Faces, FontData, Role};
use crate::units::Pt;

/// Pixels an inch of CSS.
const CSS_DPI: f32 = 96.0;

/// A CSS pixel in points.
const PX: f64 = 0.75;

/// Longest side of a page, in points (ISO 32000-1, annex C.2).
const LONGEST: f64 = 14_400.0;

/// From this weight on a text is bold (CSS Fonts 4, 2.2).
const BOLD: u16 = 600;

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
    let tree = guarded(broken, || {
        let options = Options { image_href_resolver: pictures.resolver(), ..common_options() };
        Tree::from_xmltree(document, &options).map_err(|error| match error {
            usvg::Error::InvalidSize => without_size(),
            _ => broken(),
        })
    })?;
    if let Some(refusal) = pictures.refusal() {
        return Err(refusal);
    }
    let (width, height) = (f64::from(tree.size().width()) * PX, f64::from(tree.size().height()) * PX);
    if width > 0.0 && height > 0.0 && width <= LONGEST && height <= LONGEST {
        return Ok((Pt(width), Pt(height)));
    }
    Err(without_size())
}

/// Draws it.
pub(super) fn draw(document: &Document, limits: &Limits, faces: &Faces) -> Result<Vec<u8>, Diagnostic> {
    let fonts = if check_text(document, faces)? { Fonts::of(faces) } else { Fonts::default() };
    let pictures = Pictures::new(limits, true);
    let pdf = guarded(broken, || {
        let options = Options {
            image_href_resolver: pictures.resolver(),
            font_resolver: fonts.resolver(faces),
            fontdb: fonts.database.clone(),
            ..common_options()
        };
        let tree = Tree::from_xmltree(document, &options).map_err(|_| broken())?;
        if lacks_glyph(tree.root()) {
            return Err(unshaped());
        }
        let how = ConversionOptions { compress: true, embed_text: false, pdfa: true, ..ConversionOptions::default() };
        svg2pdf::to_pdf(&tree, how, PageOptions { dpi: CSS_DPI }).map_err(refused)
    });
    // Why a picture was refused explains what went wrong after it.
    match pictures.refusal() {
        Some(refusal) => Err(refusal),
        None => ordered(&pdf?),
    }
}

fn common_options() -> Options<'static> {
    Options { dpi: CSS_DPI, languages: vec!["zh-CN".into(), "zh".into(), "en".into()], ..Options::default() }
}

/// The faces as usvg knows them.
#[derive(Default)]
struct Fonts {
    database: Arc<Database>,
    ids: Vec<(FaceId, fontdb::ID)>,
}

/// The bytes of a face, shared with the report.
struct Shared(FontData);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Fonts {
    fn of(faces: &Faces) -> Fonts {
        let (mut database, mut ids) = (Database::new(), Vec::new());
        for id in every_face(faces) {
            ids.push((id, database.push_face_info(info(faces.get(id)))));
        }
        Fonts { database: Arc::new(database), ids }
    }

    fn id(&self, face: FaceId) -> Option<fontdb::ID> {
        self.ids.iter().find_map(|(known, id)| (*known == face).then_some(*id))
    }

    /// Which face serves a text, and which steps in for it, as in the report.
    fn resolver<'a>(&'a self, faces: &'a Faces) -> FontResolver<'a> {
        FontResolver {
            select_font: Box::new(move |font, _| self.id(faces.of(role(font)))),
            select_fallback: Box::new(move |ch, used, _| {
                let first = used.first();
                let is_first = |role: &Role| self.id(faces.of(*role)).as_ref() == first;
                let role = Role::ALL.into_iter().find(is_first).unwrap_or(Role::Body);
                let shows = |face: &FaceId| faces.get(*face).glyph(ch).is_some();
                let candidates = faces.chain(role).iter().copied().chain(every_face(faces)).filter(shows);
                candidates.filter_map(|face| self.id(face)).find(|id| !used.contains(id))
            }),
        }
    }
}

/// What a text in a drawing is to the report.
fn role(font: &Font) -> Role {
    let families: Vec<String> = font.families().iter().map(|family| family.to_string().to_lowercase()).collect();
    let calls = |words: &[&str]| families.iter().any(|family| words.iter().any(|word| family.contains(word)));
    if font.weight() >= BOLD || calls(&["黑", "hei", "gothic", "sans"]) {
        Role::Level1
    } else if calls(&["楷", "kai"]) {
        Role::Level2
    } else {
        Role::Body
    }
}

/// All faces that serve a role or step in, each once.
fn every_face(faces: &Faces) -> Vec<FaceId> {
    let mut every: Vec<FaceId> = Role::ALL.into_iter().flat_map(|role| faces.chain(role)).copied().collect();
    every.sort();
    every.dedup();
    every
}

fn info(face: &Face) -> FaceInfo {
    FaceInfo {
        id: fontdb::ID::dummy(),
        source: Source::Binary(Arc::new(Shared(face.data.clone()))),
        index: face.index,
        families: vec![(face.name.clone(), fontdb::Language::English_UnitedStates)],
        post_script_name: face.name.clone(),
        style: fontdb::Style::Normal,
        weight: fontdb::Weight::NORMAL,
        stretch: fontdb::Stretch::Normal,
        monospaced: false,
    }
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
    Diagnostic { rule: &text_rules::MISSING_CHARACTER, ..forbidden(document, at, &what, help) }
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

fn refused(error: ConversionError) -> Diagnostic {
    match error {
        ConversionError::TooMuchNesting => too_much(&message!(
            zh: "SVG 里的图形分组套得太深，PDF 容不下",
            en: "groups in the SVG are nested more deeply than a PDF allows",
        )),
        _ => broken(),
    }
}

/// The same file with all dictionaries in order: svg2pdf lists resources in the order of a hash map, which no two runs
/// share.
fn ordered(pdf: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let mut document = lopdf::Document::load_mem(pdf).map_err(|_| broken())?;
    document.objects.values_mut().for_each(order);
    let mut file = Vec::new();
    document.save_to(&mut file).map_err(|_| broken())?;
    Ok(file)
}

fn order(object: &mut Object) {
    match object {
        Object::Dictionary(dictionary) => order_dictionary(dictionary),
        Object::Stream(stream) => order_dictionary(&mut stream.dict),
        Object::Array(items) => items.iter_mut().for_each(order),
        _ => {}
    }
}

fn order_dictionary(dictionary: &mut Dictionary) {
    let mut entries: Vec<(Vec<u8>, Object)> = std::mem::take(dictionary).into_iter().collect();
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    for (key, mut value) in entries {
        order(&mut value);
        dictionary.set(key, value);
    }
}
