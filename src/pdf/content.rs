//! What a page shows: its items as operations, in their order, which is the order in which readers extract text.
//!
//! A run of glyphs becomes one move to its first pen and, as long as font and height stay the same, one show operation
//! with numbers in it that set pens right. Where a pen really is follows from the widths and numbers that are written,
//! both rounded, so no rounding adds up. Most glyphs of a line are set apart by the same amount: that is the character
//! spacing, and leaves few numbers to write.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, Greyscale, Line, LinePoint, Op, PdfFontHandle, Point, TextItem, TextMatrix,
};

use super::Error;
use super::conformance::ENGLISH;
use super::fonts::Fonts;
use super::language::english;
use super::pictures::Names;
use super::spelling::clusters;
use super::structure::Tree;
use super::{drawing, round};
use crate::layout::page::{Item, Owner, Page, PlacedGlyph, PlacedPicture, Rule, TextRun};
use crate::node::NodeId;
use crate::units::Pt;

/// How far, in points, a pen may be from its place before a number sets it right.
const TOLERANCE: f64 = 0.005;

/// The operations that draw a page, and the nodes that its stretches of content belong to, in the order of their
/// numbers.
pub(super) fn operations(
    page: &Page,
    fonts: &Fonts,
    names: &Names,
    tree: &Tree,
) -> Result<(Vec<Op>, Vec<NodeId>), Error> {
    let mut content = Content::new(page, fonts, tree);
    let together = |a: &Item, b: &Item| match (a, b) {
        (Item::Rule(_), Item::Rule(_)) => true,
        (Item::Shape(a, _), Item::Shape(b, _)) => a == b,
        _ => false,
    };
    for items in page.items.chunk_by(together) {
        match items {
            [Item::Text(run)] => content.text(run),
            [Item::Rule(_), ..] => content.rules(items),
            [Item::Shape(owner, _), ..] => {
                content.begin(Some(*owner));
                let shapes =
                    items.iter().filter_map(|item| if let Item::Shape(_, shape) = item { Some(shape) } else { None });
                content.ops.extend(drawing::shapes(shapes, page.height));
            }
            [Item::Picture(placed)] => content.picture(placed, names)?,
            // Links are annotations: `links`.
            _ => {}
        }
    }
    content.finish()
}

/// The operations so far, and the state that they leave a viewer in.
struct Content<'a> {
    fonts: &'a Fonts<'a>,
    /// Layout counts from the top of the page, PDF from its foot.
    page_height: Pt,
    ops: Vec<Op>,
    tree: &'a Tree,
    /// The stretches of marked content so far: the node of each.
    stretches: Vec<NodeId>,
    /// What the open stretch belongs to.
    owner: Option<Owner>,
    /// Where the line begins in the open text object, if one is open.
    line: Option<(f64, f64)>,
    /// Where the pen of a viewer is.
    pen: f64,
    font: Option<(usize, f32)>,
    spacing: f32,
    rise: f32,
    thickness: Option<f32>,
    /// The first glyph that the fonts have no code for, and its text.
    lost: Option<(u16, String)>,
    /// What the next show operation will show.
    show: Vec<TextItem>,
}

/// The kind of an artifact: its Type and Subtype (ISO 32000-1, table 330).
type Artifact = (&'static str, Option<&'static str>);

/// What is no part of the text is an artifact (ISO 32000-1, 14.8.2.2); of a node, the node.
fn artifact(owner: Owner) -> Result<NodeId, Artifact> {
    match owner {
        Owner::Node(node) => Ok(node),
        Owner::PageNumber => Err(("Pagination", Some("Footer"))),
        Owner::DraftMark => Err(("Pagination", Some("Header"))),
        Owner::Repeated => Err(("Pagination", None)),
        Owner::Ornament => Err(("Layout", None)),
    }
}

impl<'a> Content<'a> {
    fn new(page: &Page, fonts: &'a Fonts<'a>, tree: &'a Tree) -> Content<'a> {
        let black = Color::Greyscale(Greyscale::new(0.0, None));
        Content {
            fonts,
            page_height: page.height,
            ops: vec![Op::SetFillColor { col: black.clone() }, Op::SetOutlineColor { col: black }],
            tree,
            stretches: Vec::new(),
            owner: None,
            line: None,
            pen: 0.0,
            font: None,
            spacing: 0.0,
            rise: 0.0,
            thickness: None,
            lost: None,
            show: Vec::new(),
        }
    }

    fn finish(mut self) -> Result<(Vec<Op>, Vec<NodeId>), Error> {
        self.begin(None);
        match self.lost {
            Some((glyph, text)) => Err(Error::Code { glyph, text }),
            None => Ok((self.ops, self.stretches)),
        }
    }

    fn picture(&mut self, placed: &PlacedPicture, names: &Names) -> Result<(), Error> {
        let (name, [a, b, c, d, e, f]) = names.get(placed.picture).ok_or(Error::Picture(placed.picture.0))?;
        self.begin(Some(Owner::Node(placed.node)));
        let (width, height) = (placed.width.0, placed.height.0);
        let (x, y) = (placed.x.0, (self.page_height - placed.y - placed.height).0);
        let [a, b, c, d, e, f] = [a, b, c, d, e, f].map(f64::from);
        let matrix = [a * width, b * height, c * width, d * height, e * width + x, f * height + y];
        self.ops.extend(drawing::picture(&name, matrix));
        Ok(())
    }

    fn text(&mut self, run: &TextRun) {
        if let Some(x) = run.turned_at {
            return self.turned(run, x);
        }
        let Some(first) = run.glyphs.first() else { return };
        if self.line.is_none() || self.owner != Some(run.owner) {
            self.begin(Some(run.owner));
            self.ops.push(Op::StartTextSection);
            self.line = Some((0.0, 0.0));
        }
        let size = round(run.size.0, 3);
        self.space(run, size);
        self.move_to(first.x.0, (self.page_height - run.baseline).0);
        self.show_run(run, size);
    }

    /// A run that is read upwards: a text object of its own, turned as a whole.
    fn turned(&mut self, run: &TextRun, x: Pt) {
        self.begin(Some(run.owner));
        let size = round(run.size.0, 3);
        self.ops.push(Op::StartTextSection);
        self.space(run, size);
        let (x, y) = (round(x.0, 3), round((self.page_height - run.baseline).0, 3));
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([0.0, 1.0, -1.0, 0.0, x, y]) });
        self.pen = 0.0;
        self.show_run(run, size);
        self.ops.push(Op::EndTextSection);
    }

    /// The glyphs of a run, from where the pen is.
    fn show_run(&mut self, run: &TextRun, size: f32) {
        let mut words = english(&run.glyphs).into_iter().peekable();
        let mut at = 0;
        for cluster in clusters(&run.glyphs) {
            // Marked content must not straddle the ends of a text object (ISO 32000-1, 14.6.1): this stays inside.
            if words.peek().is_some_and(|word| word.start == at) {
                self.flush();
                let language = DictItem::String { data: ENGLISH.into(), literal: true };
                self.begin_marked("Span", [("Lang", language)]);
            }
            if let Some(text) = cluster.actual_text() {
                self.flush();
                self.begin_marked("Span", [("ActualText", text_string(text))]);
            }
            for (glyph, says) in cluster.glyphs() {
                self.glyph(run, size, glyph, says);
                at += 1;
            }
            if cluster.actual_text().is_some() {
                self.flush();
                self.ops.push(Op::EndMarkedContent);
            }
            if words.next_if(|word| word.end <= at).is_some() {
                self.flush();
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.flush();
    }

    /// Sets the character spacing that most glyphs of a run ask for.
    fn space(&mut self, run: &TextRun, size: f32) {
        let key = |extra: f64| (extra * 1000.0).round() as i64;
        let mut counts: BTreeMap<i64, (usize, f64)> = BTreeMap::new();
        for pair in run.glyphs.windows(2) {
            let width = f64::from(self.fonts.width(run.face, pair[0].id)) / 1000.0 * f64::from(size);
            let extra = (pair[1].x - pair[0].x).0 - width;
            counts.entry(key(extra)).or_insert((0, extra)).0 += 1;
        }
        let now = counts.get(&key(f64::from(self.spacing))).map_or(0, |(count, _)| *count);
        // Setting it costs about as much as two numbers.
        if let Some((count, extra)) = counts.into_values().max_by_key(|(count, _)| *count)
            && count > now + 2
        {
            self.spacing = round(extra, 4);
            self.ops.push(Op::SetCharacterSpacing { multiplier: self.spacing });
        }
    }

    /// Starts a line (ISO 32000-1, 9.4.2: Td counts from the start of the line before).
    fn move_to(&mut self, x: f64, y: f64) {
        let (line_x, line_y) = self.line.unwrap_or_default();
        let (dx, dy) = (round(x - line_x, 3), round(y - line_y, 3));
        self.ops.push(Op::SetTextCursor { pos: Point { x: printpdf::Pt(dx), y: printpdf::Pt(dy) } });
        self.pen = line_x + decimal(dx);
        self.line = Some((self.pen, line_y + decimal(dy)));
    }

    fn glyph(&mut self, run: &TextRun, size: f32, glyph: &PlacedGlyph, says: &str) {
        let Some(code) = self.fonts.code(run.face, glyph.id, says) else {
            self.lost = self.lost.take().or(Some((glyph.id, says.to_string())));
            return;
        };
        if self.font != Some((code.font, size)) {
            self.flush();
            self.font = Some((code.font, size));
            let font = PdfFontHandle::External(Fonts::id(code.font));
            self.ops.push(Op::SetFont { font, size: printpdf::Pt(size) });
        }
        let rise = round(glyph.rise.0, 3);
        if self.rise != rise {
            self.flush();
            self.rise = rise;
            self.ops.push(Op::SetLineOffset { multiplier: rise });
        }

        // ISO 32000-1, 9.4.4: a number moves the pen back by thousandths of the font size.
        let unit = decimal(size) / 1000.0;
        if (self.pen - glyph.x.0).abs() > TOLERANCE {
            let number = round((self.pen - glyph.x.0) / unit, 1);
            self.show.push(TextItem::Offset(number));
            self.pen -= decimal(number) * unit;
        }
        let codepoint = Codepoint::with_cid(code.glyph, 0.0, says.to_string());
        match self.show.last_mut() {
            Some(TextItem::GlyphIds(glyphs)) => glyphs.push(codepoint),
            _ => self.show.push(TextItem::GlyphIds(vec![codepoint])),
        }
        self.pen += f64::from(code.width) * unit + decimal(self.spacing);
    }

    fn flush(&mut self) {
        if !self.show.is_empty() {
            self.ops.push(Op::ShowText { items: std::mem::take(&mut self.show) });
        }
    }

    /// Rules that follow one another, thin ones first.
    fn rules(&mut self, items: &[Item]) {
        self.begin(Some(Owner::Ornament));
        let mut rules: Vec<&Rule> =
            items.iter().filter_map(|item| if let Item::Rule(rule) = item { Some(rule) } else { None }).collect();
        rules.sort_by(|a, b| a.thickness.0.total_cmp(&b.thickness.0));
        for rule in rules {
            let thickness = round(rule.thickness.0, 3);
            if self.thickness != Some(thickness) {
                self.thickness = Some(thickness);
                self.ops.push(Op::SetOutlineThickness { pt: printpdf::Pt(thickness) });
            }
            // Ends are butt ends unless told otherwise (ISO 32000-1, table 52).
            let points = vec![self.point(rule.x0, rule.y0), self.point(rule.x1, rule.y1)];
            self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
        }
    }

    fn point(&self, x: Pt, y: Pt) -> LinePoint {
        let (x, y) = (printpdf::Pt(round(x.0, 3)), printpdf::Pt(round((self.page_height - y).0, 3)));
        LinePoint { p: Point { x, y }, bezier: false }
    }

    /// Ends the open text object and begins content of another owner, if it is another. All content is marked: as that
    /// of an element, or as an artifact (ISO 14289-1, 7.1).
    fn begin(&mut self, owner: Option<Owner>) {
        if self.line.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
        if self.owner == owner {
            return;
        }
        if self.owner.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
        self.owner = owner;
        match owner.map(artifact) {
            None => {}
            Some(Ok(node)) => {
                let number = self.stretches.len() as i64;
                self.stretches.push(node);
                self.begin_marked(self.tree.tag(node).unwrap_or("P"), [("MCID", DictItem::Int(number))]);
            }
            Some(Err((kind, subtype))) => {
                let name = |name: &str| DictItem::Name(name.into());
                let properties = [("Type", kind)].into_iter().chain(subtype.map(|subtype| ("Subtype", subtype)));
                self.begin_marked("Artifact", properties.map(|(key, value)| (key, name(value))));
            }
        }
    }

    fn begin_marked(&mut self, tag: &str, properties: impl IntoIterator<Item = (&'static str, DictItem)>) {
        let map = properties.into_iter().map(|(key, value)| (key.to_string(), value)).collect();
        self.ops
            .push(Op::BeginMarkedContentWithProperties { tag: tag.to_string(), properties: DictItem::Dict { map } });
    }
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16BE with its byte order mark.
fn text_string(text: &str) -> DictItem {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    DictItem::String { data: units.flat_map(u16::to_be_bytes).collect(), literal: false }
}

/// A number as a viewer reads it: the decimals that were written, not the binary fraction nearest to them.
fn decimal(number: f32) -> f64 {
    (f64::from(number) * 1e4).round() / 1e4
}
