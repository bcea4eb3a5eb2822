//! Runs of text to a paragraph: clusters find their faces, runs of one face are shaped into atoms.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_segmentation::UnicodeSegmentation;

use super::atom::{Atom, AtomGlyph, Break, Glue, Space};
use super::breaks;
use super::class::{Class, classify, is_ideograph, is_wide};
use super::faces::{FaceId, Faces, Role};
use super::glue;
use super::shape::Shaper;
use super::stand_in::{StandIn, stand_ins};
use super::tariff::HALF;
use crate::compose::document::NodeId;
use crate::diagnostic::{Diagnostic, Lang};
use crate::message;
use crate::source::Span;
use crate::units::Pt;

/// How a run is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// What the text is, which decides its face.
    pub role: Role,
    /// Size of the em.
    pub size: Pt,
    /// Width of a full-width character, in em: 1, or what makes the cells of a line fill the type area.
    pub cell: f64,
}

/// A run of one style.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// What it holds.
    pub content: Content<'a>,
    /// How it is set.
    pub style: Style,
    /// The node that it belongs to.
    pub node: NodeId,
    /// Address that it links to.
    pub link: Option<&'a str>,
    /// Where it stands in the data file.
    pub span: Option<Span>,
}

/// What a run holds.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// Text.
    Text(&'a str),
    /// The end of a line, whatever its width.
    LineBreak,
    /// The mark of a footnote: its index. It is set as ① and numbered when its page is known.
    Note(usize),
}

/// A paragraph, measured and ready to be broken into lines of any width.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    pub(super) atoms: Vec<Atom>,
    /// Addresses of its links; [`Atom::link`] counts into them.
    pub(super) links: Vec<String>,
}

/// An advance this near an em fills a cell.
const CELL_TOLERANCE: f64 = 0.02;

/// Turns runs into paragraphs, with the faces of one report.
pub struct Typesetter<'f> {
    faces: &'f Faces,
    shapers: HashMap<FaceId, Shaper<'f>>,
    /// Which face of a role's chain shows a cluster.
    coverage: HashMap<(Role, String), Option<FaceId>>,
    /// Clusters that no face shows, and where they stand.
    missing: BTreeMap<String, BTreeSet<Option<Span>>>,
    problems: Vec<Diagnostic>,
}

impl<'f> Typesetter<'f> {
    /// A typesetter with the faces of a report.
    pub fn new(faces: &'f Faces) -> Typesetter<'f> {
        Typesetter {
            faces,
            shapers: HashMap::new(),
            coverage: HashMap::new(),
            missing: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    /// The faces.
    pub fn faces(&self) -> &'f Faces {
        self.faces
    }

    /// What was reported of the texts set so far, and each character that no face has, once; in the order of the file.
    pub fn into_problems(self) -> Vec<Diagnostic> {
        let mut problems = self.problems;
        problems.extend(self.missing.iter().map(|(cluster, places)| missing_character(cluster, places)));
        problems.sort_by_key(|problem| problem.span);
        problems
    }

    /// The faces that stepped in for others in the texts set so far.
    pub fn stand_ins(&self) -> Vec<StandIn> {
        let known =
            self.coverage.iter().filter_map(|((role, cluster), face)| Some((*role, cluster.as_str(), (*face)?)));
        stand_ins(self.faces, known)
    }

    /// Reports something that is wrong with the text, or that had to be done to set it.
    pub fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// A paragraph of some runs. A character that no face has is left out and reported.
    pub fn paragraph(&mut self, runs: &[Run]) -> Paragraph {
        let clusters = self.clusters(runs);
        let mut paragraph = self.atoms(runs, clusters);
        glue::set(&mut paragraph.atoms, self.faces);
        breaks::mark(&mut paragraph.atoms);
        paragraph
    }

    /// The clusters of all runs in order, each with its face and the white space before it.
    fn clusters<'a>(&mut self, runs: &[Run<'a>]) -> Vec<Cluster<'a>> {
        let mut clusters: Vec<Cluster<'a>> = Vec::new();
        let mut space = Space::None;
        for (index, run) in runs.iter().enumerate() {
            let (text, forced) = match run.content {
                Content::Text(text) => (text, false),
                Content::Note(_) => ("①", false),
                Content::LineBreak => ("", true),
            };
            if forced {
                if let Some(last) = clusters.last_mut() {
                    last.forced = true;
                }
                space = Space::None;
            }
            for (offset, cluster) in text.grapheme_indices(true) {
                if cluster.chars().all(char::is_whitespace) {
                    space = space.max(if cluster.contains('\n') { Space::LineEnd } else { Space::Written });
                    continue;
                }
                match self.cover(run.style.role, cluster) {
                    Some(face) => clusters.push(Cluster { text: cluster, run: index, face, space, forced: false }),
                    None => self.report_missing(run, offset, cluster),
                }
                space = Space::None;
            }
        }
        clusters
    }

    /// The first face of a role's chain that shows the whole of a cluster.
    fn cover(&mut self, role: Role, cluster: &str) -> Option<FaceId> {
        if let Some(known) = self.coverage.get(&(role, cluster.to_owned())) {
            return *known;
        }
        let chain = self.faces.chain(role);
        let shows = |id: &&FaceId| {
            let face = self.faces.get(**id);
            cluster.chars().filter(|ch| !is_ignorable(*ch)).all(|ch| !is_right_to_left(ch) && face.glyph(ch).is_some())
        };
        let well = |id: &&FaceId| shows(id) && cluster.chars().all(|ch| self.faces.get(**id).in_its_half(ch));
        let face = chain.iter().find(well).or_else(|| chain.iter().find(shows)).copied();
        self.coverage.insert((role, cluster.to_owned()), face);
        face
    }

    /// Notes a cluster that no face shows, and where it stands first.
    fn report_missing(&mut self, run: &Run, offset: usize, cluster: &str) {
        // A run of the narrative stands in the file as it is; anything else is pointed at as a whole.
        let span = run.span.map(|span| {
            let Content::Text(text) = run.content else { return span };
            if span.end - span.start == text.len() {
                Span { start: span.start + offset, end: span.start + offset + cluster.len(), ..span }
            } else {
                span
            }
        });
        // A set: the cells of a crowded table are set twice.
        self.missing.entry(cluster.to_owned()).or_default().insert(span);
    }

    /// Shapes clusters into atoms, run of one face by run of one face.
    fn atoms(&mut self, runs: &[Run], clusters: Vec<Cluster>) -> Paragraph {
        let mut paragraph = Paragraph::default();
        let mut rest = clusters.as_slice();
        while let Some(first) = rest.first() {
            let alike = |next: &Cluster| next.run == first.run && next.face == first.face && next.space == Space::None;
            let length = 1 + rest[1..].iter().take_while(|next| alike(next)).count();
            let (stretch, after) = rest.split_at(length);
            rest = after;
            let Some(run) = runs.get(first.run) else { continue };
            let link = run.link.map(|address| {
                if paragraph.links.last().map(String::as_str) != Some(address) {
                    paragraph.links.push(address.to_owned());
                }
                paragraph.links.len() - 1
            });
            self.shape_stretch(run, stretch, link, &mut paragraph.atoms);
        }
        paragraph
    }

    /// Shapes a stretch of clusters of one run and one face.
    fn shape_stretch(&mut self, run: &Run, stretch: &[Cluster], link: Option<usize>, atoms: &mut Vec<Atom>) {
        let Some(first) = stretch.first() else { return };
        let face = self.faces.get(first.face);
        let shaper = self.shapers.entry(first.face).or_insert_with(|| Shaper::new(face));
        let text: String = stretch.iter().map(|cluster| cluster.text).collect();
        let glyphs = shaper.shape(&text);
        let size = run.style.size;

        // Glyphs come in the order of their clusters: each cluster takes those before the next one that has any.
        let mut glyphs = glyphs.as_slice();
        let mut rest = stretch;
        let mut start = 0;
        while let Some(first_member) = rest.first() {
            let mut end = start + first_member.text.len();
            let mut taken = 1;
            let own = loop {
                let own = glyphs.iter().take_while(|glyph| glyph.cluster < end).count();
                match (glyphs.get(own), rest.get(taken)) {
                    // Clusters of which the shaper made one glyph stay together.
                    (Some(next), Some(member)) if next.cluster > end => end += member.text.len(),
                    (None, Some(member)) if own > 0 => end += member.text.len(),
                    _ => break own,
                }
                taken += 1;
            };
            let (members, others) = rest.split_at(taken);
            let (own, later) = glyphs.split_at(own);
            let text: String = members.iter().map(|cluster| cluster.text).collect();
            let ch = text.chars().next().unwrap_or_default();
            let natural: f64 = own.iter().map(|glyph| glyph.advance).sum();
            let full = is_full_width(ch, natural);
            let class = classify(ch, full);
            let fills_cell = class != Class::Latin && class != Class::Other && (natural - 1.0).abs() <= CELL_TOLERANCE;
            let advance = size * if fills_cell { run.style.cell } else { natural };
            let halved = class == Class::Close && face.in_its_half(ch);
            let mut pen = 0.0;
            let placed = own
                .iter()
                .map(|glyph| {
                    let x = pen + glyph.dx;
                    pen += glyph.advance;
                    AtomGlyph { id: glyph.id, x: size * x, rise: size * glyph.dy }
                })
                .collect();
            atoms.push(Atom {
                class,
                text,
                face: first.face,
                size,
                advance,
                blank: if halved { advance - size * HALF } else { Pt::ZERO },
                glyphs: placed,
                node: run.node,
                link,
                space_before: members.first().map_or(Space::None, |cluster| cluster.space),
                note: if let Content::Note(note) = run.content { Some(note) } else { None },
                glue: Glue::default(),
                break_after: if members.iter().any(|cluster| cluster.forced) { Break::Forced } else { Break::Never },
            });
            start = end;
            rest = others;
            glyphs = later;
        }
    }
}

/// The error that no face shows a cluster, at the first of its places.
fn missing_character(cluster: &str, places: &BTreeSet<Option<Span>>) -> Diagnostic {
    let code_points: Vec<String> = cluster.chars().map(|ch| format!("U+{:04X}", u32::from(ch))).collect();
    let code_points = code_points.join(" ");
    let shown: String = cluster.chars().filter(|ch| !is_invisible(*ch)).collect();
    let (message, help) = if shown.is_empty() {
        (
            message! { zh: "这里有看不见的字符（{code_points}）", en: "there is an invisible character here ({code_points})" },
            message! { zh: "删去它", en: "delete it" },
        )
    } else if shown.chars().any(is_right_to_left) {
        (
            message! {
                zh: "“{shown}”（{code_points}）是自右向左书写的文字，不能排印",
                en: "“{shown}” ({code_points}) belongs to a script that runs from right to left, which cannot be set",
            },
            message! { zh: "改用汉字或拉丁字母", en: "write it in Chinese or in Latin letters" },
        )
    } else {
        (
            message! {
                zh: "没有一种字体有“{shown}”（{code_points}）这个字",
                en: "no face has the character “{shown}” ({code_points})",
            },
            message! {
                zh: "改用通用的字，或用 --font-dir 加一种有这个字的字体",
                en: "write another character, or add a face that has it with --font-dir",
            },
        )
    };
    let count = places.len();
    let help = match count {
        0 | 1 => help,
        _ => {
            let (zh, en) = (help.in_lang(Lang::Zh), help.in_lang(Lang::En));
            message! { zh: "{zh}（共 {count} 处）", en: "{en} ({count} places)" }
        }
    };
    Diagnostic::error("missing-character", message).at(places.first().copied().flatten()).help(help)
}

/// Controls and format characters, which leave no ink in any face.
fn is_invisible(ch: char) -> bool {
    ch.is_control() || matches!(u32::from(ch), 0xAD | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF)
}

/// A cluster with its face.
struct Cluster<'a> {
    text: &'a str,
    run: usize,
    face: FaceId,
    /// White space before it.
    space: Space,
    /// Whether a line ends behind it.
    forced: bool,
}

/// Variation selectors and joiners ask nothing of a face's character map.
pub(super) fn is_ignorable(ch: char) -> bool {
    matches!(u32::from(ch), 0x200C | 0x200D | 0xFE00..=0xFE0F | 0xE_0100..=0xE_01EF)
}

/// Scripts that run from right to left would come out backwards: such a character is reported, not set.
fn is_right_to_left(ch: char) -> bool {
    matches!(u32::from(ch), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}

/// Whether a cluster fills a cell: it is of full width by its nature, or its face sets a symbol an em wide.
fn is_full_width(ch: char, advance_em: f64) -> bool {
    let em_wide = advance_em >= 1.0 - CELL_TOLERANCE;
    if ch.is_ascii() || (ch.is_alphabetic() && !is_wide(ch)) { false } else { em_wide || is_ideograph(ch) }
}
