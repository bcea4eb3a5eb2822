//! A finished PDF, read by hayro, which has no PDF code in common with what wrote it: glyphs with their places, what
//! they say, rules, links, fonts, outline. All lengths are points from the top left corner of the page.

use std::collections::HashMap;
use std::sync::Arc;

use hayro_interpret::font::{Glyph as Shown, GlyphId, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf as File;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Rect as Box4, String as Bytes};
use hayro_interpret::hayro_syntax::page::Page as FilePage;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, SoftMask, interpret_page,
};

/// A PDF.
pub struct Pdf {
    pub pages: Vec<Page>,
    pub title: String,
    pub author: String,
    /// Lang of the catalogue.
    pub lang: String,
    pub outline: Vec<Bookmark>,
    pub fonts: Vec<Font>,
}

/// A page.
pub struct Page {
    pub width: f64,
    pub height: f64,
    /// In the order of the content.
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    pub links: Vec<Link>,
    /// Links to places of the document itself.
    pub jumps: Vec<Jump>,
    /// Paths of drawings.
    pub shapes: Vec<Drawn>,
    /// Where pictures stand.
    pub pictures: Vec<Rect>,
}

/// A path of a drawing.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Red, green and blue of what fills it, or of the line along it.
    pub colour: [u8; 3],
    pub filled: bool,
}

/// A glyph as it is shown.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// What it says: by ActualText, else by the font's ToUnicode. Empty if it is none of the text.
    pub text: String,
    /// PostScript name of its face, without the tag of a subset.
    pub font: Arc<str>,
    pub size: f64,
    /// Its pen.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// As the font tells it.
    pub advance: f64,
    /// What it blackens; none of a space.
    pub ink: Option<Rect>,
    /// Whether it is the mark of a missing glyph.
    pub notdef: bool,
    /// Whether it stands in an artifact: a page number, a head that is repeated.
    pub artifact: bool,
    /// The number of the stretch of content that it stands in (MCID).
    pub stretch: Option<i64>,
    /// Whether it stands in a picture or a chart, its caption excluded.
    pub in_figure: bool,
    pub black: bool,
}

impl Glyph {
    pub fn right(&self) -> f64 {
        self.x + self.advance
    }
}

/// A straight rule: the ends of its middle line.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
    pub thickness: f64,
}

/// A link to an address.
#[derive(Debug)]
pub struct Link {
    pub uri: String,
    pub area: Rect,
}

/// A link to a place of the document itself.
#[derive(Debug)]
pub struct Jump {
    /// What it is said to be.
    pub contents: String,
    pub area: Rect,
    /// Index of the page that it leads to.
    pub page: usize,
    /// The height that it leads to.
    pub top: f64,
}

/// An entry of the outline.
#[derive(Debug)]
pub struct Bookmark {
    pub title: String,
    /// Index of the page that it leads to.
    pub page: usize,
    /// The height that it leads to.
    pub top: f64,
    pub children: Vec<Bookmark>,
}

/// A font of the file.
#[derive(Debug)]
pub struct Font {
    /// BaseFont, tag included.
    pub name: String,
    pub embedded: bool,
    pub to_unicode: bool,
}

/// Glyphs on one baseline, from left to right.
#[derive(Clone, Debug)]
pub struct Line {
    pub y: f64,
    pub glyphs: Vec<Glyph>,
}

impl Line {
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    /// Its first glyph.
    pub fn first(&self) -> &Glyph {
        &self.glyphs[0]
    }

    /// Its last glyph.
    pub fn last(&self) -> &Glyph {
        &self.glyphs[self.glyphs.len() - 1]
    }

    /// Names of its faces, in order, each once.
    pub fn fonts(&self) -> Vec<&str> {
        let mut fonts: Vec<&str> = Vec::new();
        for glyph in &self.glyphs {
            if !fonts.contains(&&*glyph.font) {
                fonts.push(&glyph.font);
            }
        }
        fonts
    }
}

/// Glyphs put together into lines.
pub fn lines<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> Vec<Line> {
    let mut glyphs: Vec<Glyph> = glyphs.cloned().collect();
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if glyph.y - line.y < 0.3 => line.glyphs.push(glyph),
            _ => lines.push(Line { y: glyph.y, glyphs: vec![glyph] }),
        }
    }
    for line in &mut lines {
        line.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    lines
}

impl Page {
    /// Lines of the text in one size: 16 of the body, 12 of quotes and captions, 22 of the title.
    pub fn lines_of(&self, size: f64) -> Vec<Line> {
        lines(self.glyphs.iter().filter(|glyph| !glyph.artifact && (glyph.size - size).abs() < 0.01))
    }

    /// Lines of body text and headings.
    pub fn body(&self) -> Vec<Line> {
        self.lines_of(16.0)
    }

    /// The text in the order of the content, without artifacts, white space left out.
    pub fn text(&self) -> String {
        super::squeezed(
            &self.glyphs.iter().filter(|glyph| !glyph.artifact).map(|glyph| glyph.text.as_str()).collect::<String>(),
        )
    }

    /// The line of the page number, if there is one: what stands below the type area.
    pub fn number(&self) -> Option<Line> {
        let mut found = lines(self.glyphs.iter().filter(|glyph| glyph.y > 262.0 * super::MM + 1.0));
        assert!(found.len() <= 1, "more than one line below the type area");
        found.pop()
    }
}

impl Pdf {
    pub fn read(bytes: Vec<u8>) -> Pdf {
        let file = File::new(bytes).expect("a PDF");
        let catalogue: Dict = file.xref().get(file.xref().root_id()).expect("a catalogue");
        let mut fonts: Vec<Font> = Vec::new();
        for page in file.pages().iter() {
            for font in page_fonts(page) {
                if !fonts.iter().any(|known| known.name == font.name) {
                    fonts.push(font);
                }
            }
        }
        let metadata = file.metadata();
        Pdf {
            title: metadata.title.as_deref().map(text_string).unwrap_or_default(),
            author: metadata.author.as_deref().map(text_string).unwrap_or_default(),
            lang: catalogue.get::<Bytes>("Lang").map(|lang| text_string(&lang)).unwrap_or_default(),
            outline: catalogue.get::<Dict>("Outlines").map(|outline| children(&outline, &file)).unwrap_or_default(),
            fonts,
            pages: pages(&file),
        }
    }

    /// The whole text in the order of the content, without artifacts, white space left out.
    pub fn text(&self) -> String {
        self.pages.iter().map(Page::text).collect()
    }

    /// All glyphs of the text, artifacts left out.
    pub fn glyphs(&self) -> impl Iterator<Item = &Glyph> {
        self.pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| !glyph.artifact)
    }

    /// The only glyph of the text that says this.
    #[track_caller]
    pub fn glyph(&self, text: &str) -> &Glyph {
        let found: Vec<&Glyph> = self.glyphs().filter(|glyph| glyph.text == text).collect();
        assert_eq!(found.len(), 1, "{text} stands there {} times", found.len());
        found[0]
    }
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16BE with its mark, or ASCII as far as these tests go.
fn text_string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(units) => {
            let units: Vec<u16> = units.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => String::from_utf8(bytes.to_vec()).expect("ASCII"),
    }
}

fn page_fonts(page: &FilePage) -> Vec<Font> {
    let fonts = &page.resources().fonts;
    let read = |font: Dict| {
        let own: Dict = font.get::<Array>("DescendantFonts").and_then(|all| all.iter().next()).expect("a CID font");
        let descriptor: Dict = own.get("FontDescriptor").expect("a font descriptor");
        Font {
            name: font.get::<Name>("BaseFont").expect("a name").as_str().to_owned(),
            embedded: ["FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key)),
            to_unicode: font.contains_key("ToUnicode"),
        }
    };
    fonts.keys().map(|key| read(fonts.get(key).expect("a font"))).collect()
}

/// The entries below an entry of the outline, or below its root.
fn children(parent: &Dict, file: &File) -> Vec<Bookmark> {
    let mut found = Vec::new();
    let mut next = parent.get::<Dict>("First");
    while let Some(entry) = next {
        let (page, top) = target(&entry, file);
        found.push(Bookmark {
            title: text_string(&entry.get::<Bytes>("Title").expect("a title")),
            page,
            top,
            children: children(&entry, file),
        });
        next = entry.get("Next");
    }
    found
}

/// Index of the page and height that the destination of a bookmark or an annotation leads to.
fn target(from: &Dict, file: &File) -> (usize, f64) {
    let target: Array = from.get("Dest").expect("a target");
    let page = target.raw_iter().next().and_then(|page| page.as_obj_ref()).expect("a page");
    // The page itself is not looked at: a link may stand on the page that it leads to.
    let Some(MaybeRef::NotRef(top)) = target.raw_iter().nth(3) else { panic!("a height") };
    let top = top.into_f32().expect("a height");
    let index = file.pages().iter().position(|candidate| is_object(candidate, page)).expect("a page of the file");
    (index, f64::from(file.pages()[index].base_dimensions().1 - top))
}

fn is_object(page: &FilePage, reference: ObjRef) -> bool {
    page.raw().obj_id().is_some_and(|id| id.obj_number == reference.obj_number)
}

fn pages(file: &File) -> Vec<Page> {
    let cache = InterpreterCache::new();
    let mut inks = HashMap::new();
    let mut pages = Vec::new();
    for page in file.pages().iter() {
        let (width, height) = page.base_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let bounds = Rect::new(0.0, 0.0, width, height);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, file.xref(), settings);
        let mut reader = Reader {
            // PDF counts from the foot of the page.
            flip: Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, height]),
            marks: Vec::new(),
            inks: &mut inks,
            glyphs: Vec::new(),
            rules: Vec::new(),
            shapes: Vec::new(),
            pictures: Vec::new(),
        };
        interpret_page(page, &mut context, &mut reader);
        let Reader { glyphs, rules, shapes, pictures, .. } = reader;
        let (links, jumps) = links(page, height, file);
        pages.push(Page { width, height, glyphs, rules, links, jumps, shapes, pictures });
    }
    pages
}

/// Links to addresses, and links to places of the document.
fn links(page: &FilePage, height: f64, file: &File) -> (Vec<Link>, Vec<Jump>) {
    let annotations = page.raw().get::<Array>("Annots");
    let (mut links, mut jumps) = (Vec::new(), Vec::new());
    for link in annotations.iter().flat_map(|all| all.iter::<Dict>()) {
        assert_eq!(link.get::<Name>("Subtype").expect("a kind").as_str(), "Link");
        let area: Box4 = link.get("Rect").expect("an area");
        let area = Rect::new(area.x0, height - area.y1, area.x1, height - area.y0);
        match link.get::<Dict>("A") {
            Some(action) => {
                let uri = action.get::<Bytes>("URI").expect("an address");
                links.push(Link { uri: String::from_utf8(uri.to_vec()).expect("ASCII"), area });
            }
            None => {
                let (page, top) = target(&link, file);
                let contents = text_string(&link.get::<Bytes>("Contents").expect("a description"));
                jumps.push(Jump { contents, area, page, top });
            }
        }
    }
    (links, jumps)
}

/// Notes down what hayro draws.
struct Reader<'i> {
    flip: Affine,
    /// Open marked content.
    marks: Vec<Mark>,
    /// The ink of a glyph, by hayro's key for it, in thousandths of an em, upwards.
    inks: &'i mut HashMap<u128, Option<Rect>>,
    glyphs: Vec<Glyph>,
    rules: Vec<Rule>,
    shapes: Vec<Drawn>,
    pictures: Vec<Rect>,
}

enum Mark {
    Artifact,
    /// ActualText (14.9.4) that no glyph has been given yet, or nothing once one has.
    ActualText(String),
    /// A numbered stretch of content.
    Stretch(i64, bool),
    Other,
}

impl Reader<'_> {
    fn is_artifact(&self) -> bool {
        self.marks.iter().any(|mark| matches!(mark, Mark::Artifact))
    }

    fn stretch(&self) -> Option<i64> {
        self.marks.iter().find_map(|mark| if let Mark::Stretch(number, _) = mark { Some(*number) } else { None })
    }
}

impl Device<'_> for Reader<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        assert!(matches!(mode, DrawMode::Fill(_)), "text that is not filled");
        let black = matches!(&props.paint, Paint::Color(color) if color.to_rgba().to_rgba8() == [0, 0, 0, 255]);
        for shown in run.glyphs() {
            let Shown::Outline(outline) = &**shown else { panic!("a Type 3 font") };
            let place = self.flip * props.transform * shown.transform();
            let [a, b, c, d, x, y] = place.as_coeffs();
            let turned = a == 0.0 && d == 0.0;
            let is_square = if turned { b == c && b < 0.0 } else { b == 0.0 && c == 0.0 && (a + d).abs() < 1e-6 };
            assert!(is_square, "text that is neither upright nor turned to the left");
            let em = if turned { -b } else { a };
            let own = match outline.as_unicode() {
                Some(BfString::Char(char)) => char.to_string(),
                Some(BfString::String(text)) => text,
                None => panic!("a glyph without text"),
            };
            let text = self.marks.iter_mut().rev().find_map(|mark| match mark {
                Mark::ActualText(text) => Some(std::mem::take(text)),
                _ => None,
            });
            let ink = *self.inks.entry(outline.identifier().cache_key()).or_insert_with(|| {
                let path = outline.outline();
                path.segments().next().is_some().then(|| path.bounding_box())
            });
            let font = outline.font_data().and_then(|data| data.postscript_name).expect("the name of a face");
            self.glyphs.push(Glyph {
                text: text.unwrap_or(own),
                font: font.into(),
                size: em * 1000.0,
                x,
                y,
                advance: f64::from(outline.advance_width().expect("an advance")) * em,
                ink: ink.map(|ink| place.transform_rect_bbox(ink)),
                notdef: outline.glyph_id() == GlyphId::NOTDEF,
                artifact: self.is_artifact(),
                stretch: self.stretch(),
                in_figure: self.marks.iter().any(|mark| matches!(mark, Mark::Stretch(_, true))),
                black,
            });
        }
    }

    /// Ornament is drawn in straight rules, all else is a drawing.
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        let transform = self.flip * props.transform;
        if !self.is_artifact() {
            let Paint::Color(colour) = &props.paint else { return };
            let [r, g, b, _] = colour.to_rgba().to_rgba8();
            self.shapes.push(Drawn { colour: [r, g, b], filled: matches!(mode, DrawMode::Fill(_)) });
            return;
        }
        let DrawMode::Stroke(stroke) = mode else { panic!("a fill") };
        let [PathEl::MoveTo(from), PathEl::LineTo(to)] = path.elements() else { panic!("no straight rule: {path:?}") };
        let place = |point: &Point| transform * *point;
        let (from, to) = (place(from), place(to));
        let thickness = f64::from(stroke.line_width) * props.transform.as_coeffs()[0];
        self.rules.push(Rule {
            x0: from.x.min(to.x),
            y0: from.y.min(to.y),
            x1: from.x.max(to.x),
            y1: from.y.max(to.y),
            thickness,
        });
    }

    fn draw_image(&mut self, image: Image<'_, '_>, props: ImageDrawProps<'_>) {
        let unit = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.pictures.push((self.flip * props.transform).transform_rect_bbox(unit));
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let actual = properties.and_then(|properties| properties.get::<Bytes>("ActualText"));
        self.marks.push(match actual {
            Some(text) => Mark::ActualText(text_string(&text)),
            None if tag == b"Artifact" => Mark::Artifact,
            None => match properties.and_then(|properties| properties.get::<i64>("MCID")) {
                Some(number) => Mark::Stretch(number, tag == b"Figure"),
                None => Mark::Other,
            },
        });
    }

    fn end_marked_content(&mut self) {
        self.marks.pop().expect("marked content that begins");
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
