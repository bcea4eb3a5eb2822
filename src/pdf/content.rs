//! What a page shows: its items as a content stream, in their order, which is the order in which readers extract text.
//!
//! A run of glyphs becomes one move to its first pen and, as long as font and height stay the same, one show operation
//! with numbers in it that set pens right. Where a pen really is follows from the widths and numbers that are written,
//! both rounded, so no rounding adds up. Most glyphs of a line are set apart by the same amount: that is the character
//! spacing, and leaves few numbers to write.

use std::collections::BTreeMap;

use super::Error;
use super::conformance::ENGLISH;
use super::drawing;
use super::fonts::Fonts;
use super::language::english;
use super::operators::Operators;
use super::pictures::Names;
use super::spelling::clusters;
use super::structure::Tree;
use crate::layout::page::{Item, Owner, Page, PlacedGlyph, PlacedPicture, Rule, TextRun};
use crate::node::NodeId;
use crate::units::Pt;

/// How far, in points, a pen may be from its place before a number sets it right.
const TOLERANCE: f64 = 0.005;

/// What draws a page.
pub(super) struct PageContent {
    /// Its content stream.
    pub(super) operators: Vec<u8>,
    /// The nodes that its stretches of marked content belong to, in the order of their numbers.
    pub(super) stretches: Vec<NodeId>,
}

/// Draws a page.
pub(super) fn content(page: &Page, fonts: &Fonts, names: &Names, tree: &Tree) -> Result<PageContent, Error> {
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
                drawing::shapes(&mut content.out, shapes, page.height);
            }
            [Item::Picture(placed)] => content.picture(placed, names)?,
            // Links are annotations: `links`.
            _ => {}
        }
    }
    content.finish()
}

/// The operators so far, and the state that they leave a viewer in.
struct Content<'a> {
    fonts: &'a Fonts<'a>,
    /// Layout counts from the top of the page, PDF from its foot.
    page_height: Pt,
    out: Operators,
    tree: &'a Tree<'a>,
    /// The stretches of marked content so far: the node of each.
    stretches: Vec<NodeId>,
    /// What the open stretch belongs to.
    owner: Option<Owner>,
    /// Where the line begins in the open text object, if one is open.
    line: Option<(f64, f64)>,
    /// Where the pen of a viewer is.
    pen: f64,
    /// Font and size, as they were written.
    font: Option<(usize, f64)>,
    spacing: f64,
    rise: f64,
    thickness: Option<f64>,
    /// The first glyph that the fonts have no code for, and its text.
    lost: Option<(u16, String)>,
    /// What of a show operator has been written.
    show: Show,
}

/// What of a show operator has been written: TJ takes an array of strings and numbers (ISO 32000-1, table 109).
#[derive(Clone, Copy, PartialEq)]
enum Show {
    Nothing,
    /// Its array, behind a number.
    Array,
    /// A string in its array.
    String,
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
        let mut out = Operators::default();
        out.numbers([0.0], 0).operator("g").numbers([0.0], 0).operator("G");
        Content {
            fonts,
            page_height: page.height,
            out,
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
            show: Show::Nothing,
        }
    }

    fn finish(mut self) -> Result<PageContent, Error> {
        self.begin(None);
        match self.lost {
            Some((glyph, text)) => Err(Error::Code { glyph, text }),
            None => Ok(PageContent { operators: self.out.into_bytes(), stretches: self.stretches }),
        }
    }

    fn picture(&mut self, placed: &PlacedPicture, names: &Names) -> Result<(), Error> {
        let (name, [a, b, c, d, e, f]) = names.get(placed.picture).ok_or(Error::Picture(placed.picture.0))?;
        self.begin(Some(Owner::Node(placed.node)));
        let (width, height) = (placed.width.0, placed.height.0);
        let (x, y) = (placed.x.0, (self.page_height - placed.y - placed.height).0);
        let [a, b, c, d, e, f] = [a, b, c, d, e, f].map(f64::from);
        let matrix = [a * width, b * height, c * width, d * height, e * width + x, f * height + y];
        drawing::picture(&mut self.out, &name, matrix);
        Ok(())
    }

    fn text(&mut self, run: &TextRun) {
        if let Some(x) = run.turned_at {
            return self.turned(run, x);
        }
        let Some(first) = run.glyphs.first() else { return };
        if self.line.is_none() || self.owner != Some(run.owner) {
            self.begin(Some(run.owner));
            self.out.operator("BT");
            self.line = Some((0.0, 0.0));
        }
        let size = decimal(run.size.0, 3);
        self.space(run, size);
        self.move_to(first.x.0, (self.page_height - run.baseline).0);
        self.show_run(run, size);
    }

    /// A run that is read upwards: a text object of its own, turned as a whole.
    fn turned(&mut self, run: &TextRun, x: Pt) {
        self.begin(Some(run.owner));
        let size = decimal(run.size.0, 3);
        self.out.operator("BT");
        self.space(run, size);
        let turned_up = [0.0, 1.0, -1.0, 0.0];
        self.out.numbers(turned_up, 0).numbers([x.0, (self.page_height - run.baseline).0], 3).operator("Tm");
        self.pen = 0.0;
        self.show_run(run, size);
        self.out.operator("ET");
    }

    /// The glyphs of a run, from where the pen is.
    fn show_run(&mut self, run: &TextRun, size: f64) {
        let mut words = english(&run.glyphs).into_iter().peekable();
        let mut at = 0;
        for cluster in clusters(&run.glyphs) {
            // Marked content must not straddle the ends of a text object (ISO 32000-1, 14.6.1): this stays inside.
            if words.peek().is_some_and(|word| word.start == at) {
                self.flush();
                self.out.name("Span").delimiters(b"<<").name("Lang").delimiters(b"(").delimiters(ENGLISH.as_bytes());
                self.out.delimiters(b")>>").operator("BDC");
            }
            if let Some(text) = cluster.actual_text() {
                self.flush();
                self.out.name("Span").delimiters(b"<<").name("ActualText").text_string(text);
                self.out.delimiters(b">>").operator("BDC");
            }
            for (glyph, says) in cluster.glyphs() {
                self.glyph(run, size, glyph, says);
                at += 1;
            }
            if cluster.actual_text().is_some() {
                self.flush();
                self.out.operator("EMC");
            }
            if words.next_if(|word| word.end <= at).is_some() {
                self.flush();
                self.out.operator("EMC");
            }
        }
        self.flush();
    }

    /// Sets the character spacing that most glyphs of a run ask for.
    fn space(&mut self, run: &TextRun, size: f64) {
        let key = |extra: f64| (extra * 1000.0).round() as i64;
        let mut counts: BTreeMap<i64, (usize, f64)> = BTreeMap::new();
        for pair in run.glyphs.windows(2) {
            let width = f64::from(self.fonts.width(run.face, pair[0].id)) / 1000.0 * size;
            let extra = (pair[1].x - pair[0].x).0 - width;
            counts.entry(key(extra)).or_insert((0, extra)).0 += 1;
        }
        let now = counts.get(&key(self.spacing)).map_or(0, |(count, _)| *count);
        // Setting it costs about as much as two numbers.
        if let Some((count, extra)) = counts.into_values().max_by_key(|(count, _)| *count)
            && count > now + 2
        {
            self.spacing = self.out.number(extra, 4);
            self.out.operator("Tc");
        }
    }

    /// Starts a line (ISO 32000-1, 9.4.2: Td counts from the start of the line before).
    fn move_to(&mut self, x: f64, y: f64) {
        let (line_x, line_y) = self.line.unwrap_or_default();
        let (dx, dy) = (self.out.number(x - line_x, 3), self.out.number(y - line_y, 3));
        self.out.operator("Td");
        self.pen = line_x + dx;
        self.line = Some((self.pen, line_y + dy));
    }

    fn glyph(&mut self, run: &TextRun, size: f64, glyph: &PlacedGlyph, says: &str) {
        let Some(code) = self.fonts.code(run.face, glyph.id, says) else {
            self.lost = self.lost.take().or(Some((glyph.id, says.to_string())));
            return;
        };
        if self.font != Some((code.font, size)) {
            self.flush();
            self.font = Some((code.font, size));
            self.out.name(&Fonts::name(code.font)).numbers([size], 3).operator("Tf");
        }
        if self.rise != decimal(glyph.rise.0, 3) {
            self.flush();
            self.rise = self.out.number(glyph.rise.0, 3);
            self.out.operator("Ts");
        }

        // ISO 32000-1, 9.4.4: a number moves the pen back by thousandths of the font size.
        let unit = size / 1000.0;
        if self.show == Show::Nothing {
            self.out.delimiters(b"[");
            self.show = Show::Array;
        }
        if (self.pen - glyph.x.0).abs() > TOLERANCE {
            self.end_string();
            self.pen -= self.out.number((self.pen - glyph.x.0) / unit, 1) * unit;
        }
        if self.show == Show::Array {
            self.out.delimiters(b"(");
            self.show = Show::String;
        }
        self.out.code(code.glyph);
        self.pen += f64::from(code.width) * unit + self.spacing;
    }

    fn end_string(&mut self) {
        if self.show == Show::String {
            self.out.delimiters(b")");
            self.show = Show::Array;
        }
    }

    /// Ends the show operator that is being written, if one is.
    fn flush(&mut self) {
        self.end_string();
        if self.show == Show::Array {
            self.out.delimiters(b"]").operator("TJ");
            self.show = Show::Nothing;
        }
    }

    /// Rules that follow one another, thin ones first.
    fn rules(&mut self, items: &[Item]) {
        self.begin(Some(Owner::Ornament));
        let mut rules: Vec<&Rule> =
            items.iter().filter_map(|item| if let Item::Rule(rule) = item { Some(rule) } else { None }).collect();
        rules.sort_by(|a, b| a.thickness.0.total_cmp(&b.thickness.0));
        for rule in rules {
            let thickness = decimal(rule.thickness.0, 3);
            if self.thickness != Some(thickness) {
                self.thickness = Some(self.out.number(thickness, 3));
                self.out.operator("w");
            }
            // Ends are butt ends unless told otherwise (ISO 32000-1, table 52).
            let height = self.page_height;
            self.out.numbers([rule.x0.0, (height - rule.y0).0], 3).operator("m");
            self.out.numbers([rule.x1.0, (height - rule.y1).0], 3).operator("l").operator("S");
        }
    }

    /// Ends the open text object and begins content of another owner, if it is another. All content is marked: as that
    /// of an element, or as an artifact (ISO 14289-1, 7.1).
    fn begin(&mut self, owner: Option<Owner>) {
        if self.line.take().is_some() {
            self.out.operator("ET");
        }
        if self.owner == owner {
            return;
        }
        if self.owner.is_some() {
            self.out.operator("EMC");
        }
        self.owner = owner;
        match owner.map(artifact) {
            None => {}
            Some(Ok(node)) => {
                let number = self.stretches.len() as f64;
                self.stretches.push(node);
                let tag = self.tree.tag(node).unwrap_or("P");
                self.out.name(tag).delimiters(b"<<").name("MCID").numbers([number], 0);
                self.out.delimiters(b">>").operator("BDC");
            }
            Some(Err((kind, subtype))) => {
                self.out.name("Artifact").delimiters(b"<<").name("Type").name(kind);
                if let Some(subtype) = subtype {
                    self.out.name("Subtype").name(subtype);
                }
                self.out.delimiters(b">>").operator("BDC");
            }
        }
    }
}

/// A number as [`Operators::number`] writes it.
fn decimal(number: f64, decimals: i32) -> f64 {
    let unit = 10_f64.powi(decimals);
    (number * unit).round() / unit
}
