//! Runs of text to a paragraph: clusters find their faces, runs of one face are shaped into atoms.

use std::collections::HashMap;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use smol_str::SmolStr;

use super::atom::{Atom, AtomGlyph, Break, Glue, Space};
use super::bidi::{self, Embedding, runs_left};
use super::breaks;
use super::class::{Class, classify, is_ideograph, is_wide};
use super::cluster::graphemes;
use super::face::Face;
use super::faces::{FaceId, Faces, Role};
use super::fit::{Fit, Kind};
use super::glue;
use super::missing::{Missing, is_ignorable, is_selector, missing_characters};
use super::shape::{ShapedGlyph, Shaper, script_of};
use super::stand_in::{StandIn, stand_ins};
use super::tariff::HALF;
use crate::diagnostic::Diagnostic;
use crate::node::NodeId;
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

/// Whether a cluster is a letter or a figure of Latin, or a mark of ASCII: “ ” — … · are marks of Han.
fn is_latin(cluster: &str) -> bool {
    let is_letter = |ch: char| matches!(ch, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && ch.is_alphabetic();
    let is_mark = |ch: char| matches!(ch, '\u{300}'..='\u{36F}');
    let mut chars = cluster.chars();
    chars.next().is_some_and(|first| first.is_ascii_graphic() || is_letter(first)) && chars.all(is_mark)
}

/// Turns runs into paragraphs, with the faces of one report.
pub struct Typesetter<'f> {
    faces: &'f Faces,
    shapers: HashMap<FaceId, Shaper<'f>>,
    /// Which face of a role's chain shows a cluster.
    coverage: [FxHashMap<SmolStr, Option<FaceId>>; Role::ALL.len()],
    /// How a face stands in for that of a role.
    fits: HashMap<(Role, FaceId), Fit>,
    /// Advances of characters of ASCII in the face of a role, and whether a role shows a character: `estimate`.
    pub(super) advances: HashMap<(Role, char), Option<f64>>,
    pub(super) shown: HashMap<(Role, char), bool>,
    /// Clusters that no face shows, and where they stand.
    missing: Missing,
    problems: Vec<Diagnostic>,
}

impl<'f> Typesetter<'f> {
    /// A typesetter with the faces of a report.
    pub fn new(faces: &'f Faces) -> Typesetter<'f> {
        Typesetter {
            faces,
            shapers: HashMap::new(),
            coverage: Default::default(),
            fits: HashMap::new(),
            advances: HashMap::new(),
            shown: HashMap::new(),
            missing: Missing::new(),
            problems: Vec::new(),
        }
    }

    /// The faces.
    pub(crate) fn faces(&self) -> &'f Faces {
        self.faces
    }

    /// What was reported of the texts set so far, and each character that no face has, once (of a script that
    /// none has, the first); in the order of the file.
    pub(crate) fn into_problems(self) -> Vec<Diagnostic> {
        let mut problems = self.problems;
        problems.extend(missing_characters(&self.missing));
        problems.sort_by_key(|problem| problem.span);
        problems
    }

    /// Whether there is nothing to report of the texts set so far.
    pub(crate) fn is_content(&self) -> bool {
        self.problems.is_empty() && self.missing.is_empty()
    }

    /// The faces that stepped in for others in the texts set so far.
    pub(crate) fn stand_ins(&self) -> Vec<StandIn> {
        let known = Role::ALL.into_iter().zip(&self.coverage).flat_map(|(role, coverage)| {
            coverage.iter().filter_map(move |(cluster, face)| Some((role, cluster.as_str(), (*face)?)))
        });
        stand_ins(self.faces, known)
    }

    /// Reports something that is wrong with the text, or that had to be done to set it.
    pub(crate) fn report(&mut self, problem: Diagnostic) {
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
            for grapheme in graphemes(text) {
                let text = grapheme.text;
                if text.chars().all(char::is_whitespace) {
                    space = space.max(if text.contains('\n') { Space::LineEnd } else { Space::Written });
                    continue;
                }
                match self.cover(run.style.role, grapheme.whole) {
                    Some(face) => clusters.push(Cluster {
                        text,
                        run: index,
                        face,
                        space,
                        forced: false,
                        joined: grapheme.joined,
                        level: 0,
                    }),
                    // A description is missing as a whole, and told of once, where it ends.
                    None if grapheme.joined => {}
                    None => {
                        let end = grapheme.start + text.len();
                        self.report_missing(run, end - grapheme.whole.len(), grapheme.whole);
                    }
                }
                space = Space::None;
            }
        }
        direct(&mut clusters);
        clusters
    }

    /// The first face of a role's chain that shows the whole of a cluster, with the very variations that it asks for if
    /// there is one; of those, the first that has marks in their half.
    fn cover(&mut self, role: Role, cluster: &str) -> Option<FaceId> {
        if let Some(known) = self.coverage[role.at()].get(cluster) {
            return *known;
        }
        let faces = self.faces;
        let latin = faces.latin(role).filter(|_| is_latin(cluster));
        let chain: Vec<FaceId> = latin.into_iter().chain(faces.chain(role).iter().copied()).collect();
        // Selectors alone show nothing.
        let is_blank = cluster.chars().all(is_ignorable);
        let shows = |id: &&FaceId| {
            let face = self.faces.get(**id);
            !is_blank && cluster.chars().filter(|ch| !is_ignorable(*ch)).all(|ch| face.glyph(ch).is_some())
        };
        let varies = |id: &&FaceId| has_variations(self.faces.get(**id), cluster);
        let well = |id: &&FaceId| shows(id) && cluster.chars().all(|ch| self.faces.get(**id).in_its_half(ch));
        let exact = cluster.chars().any(is_selector).then(|| chain.iter().find(|id| shows(id) && varies(id))).flatten();
        let face = exact.or_else(|| chain.iter().find(well)).or_else(|| chain.iter().find(shows)).copied();
        self.coverage[role.at()].insert(cluster.into(), face);
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
        let mut paragraph = Paragraph { atoms: Vec::with_capacity(clusters.len()), links: Vec::new() };
        let mut rest = clusters.as_slice();
        while let Some(first) = rest.first() {
            let mut script = script_of(first.text);
            let mut alike = |next: &Cluster| {
                let own = script_of(next.text);
                let goes_on = script.is_none() || own.is_none() || own == script;
                script = script.or(own);
                goes_on
                    && next.run == first.run
                    && next.face == first.face
                    && next.level == first.level
                    && next.space == Space::None
            };
            let length = 1 + rest[1..].iter().take_while(|next| alike(next)).count();
            let (stretch, after) = rest.split_at(length);
            rest = after;
            let Some(run) = runs.get(first.run) else { continue };
            let link = run.link.map(|address| {
                if paragraph.links.last().map(String::as_str) != Some(address) {
                    paragraph.links.push(address.to_owned());
                }
                (paragraph.links.len() - 1) as u32
            });
            self.shape_stretch(run, stretch, link, &mut paragraph.atoms);
        }
        paragraph
    }

    /// How the face of a cluster stands in for that of a role: for the first of its chain that has ideographs.
    pub(super) fn fit(&mut self, role: Role, face: FaceId) -> Fit {
        let faces = self.faces;
        let chain = faces.chain(role);
        if chain.first() == Some(&face) || faces.latin(role) == Some(face) {
            return Fit::NONE;
        }
        *self.fits.entry((role, face)).or_insert_with(|| {
            let own = chain.iter().find(|id| faces.get(**id).ideographic_ink().is_some()).or(chain.first());
            own.map_or(Fit::NONE, |own| Fit::new(faces.get(face), faces.get(*own)))
        })
    }

    /// Shapes a stretch of clusters of one run, face, script and direction.
    fn shape_stretch(&mut self, run: &Run, stretch: &[Cluster], link: Option<u32>, atoms: &mut Vec<Atom>) {
        let Some(first) = stretch.first() else { return };
        let face = self.faces.get(first.face);
        let fit = self.fit(run.style.role, first.face);
        let shaper = self.shapers.entry(first.face).or_insert_with(|| Shaper::new(face));
        let text: String = stretch.iter().map(|cluster| cluster.text).collect();
        let turned = runs_left(first.level);
        let mut glyphs = shaper.shape(&text, turned);
        if turned {
            glyphs.reverse();
        }
        let size = run.style.size;

        // Glyphs are in the order of their clusters: each cluster takes those before the next one that has any.
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
            let text: SmolStr = match members {
                [one] => one.text.into(),
                several => several.iter().map(|cluster| cluster.text).collect(),
            };
            let ch = text.chars().next().unwrap_or_default();
            let mut natural: f64 = own.iter().map(|glyph| glyph.advance).sum();
            let mut full = is_full_width(ch, natural);
            let kind = Kind::of(ch, full);
            let placement = fit.place(kind, natural);
            // What is fitted as ideographs are keeps the room that ideographs have.
            if matches!(kind, Kind::Letter | Kind::Sign) {
                natural *= placement.scale;
                full = is_full_width(ch, natural);
            }
            let class = classify(ch, full);
            let fills_cell = class != Class::Latin && class != Class::Other && (natural - 1.0).abs() <= CELL_TOLERANCE;
            let advance = size * if fills_cell { run.style.cell } else { natural };
            // Turned round, a mark has its blank at its other side, where no line ends.
            let halved = class == Class::Close
                && !turned
                && own.first().is_some_and(|glyph| face.shows_in_its_half(ch, glyph.id));
            let glyph_size = size * placement.scale;
            // At a line's end there is no next letter to be drawn nearer.
            let kern = match own {
                [one] if !fills_cell => face.advance(one.id).map_or(Pt::ZERO, |own| advance - glyph_size * own),
                _ => Pt::ZERO,
            };
            atoms.push(Atom {
                class,
                text,
                face: first.face,
                size,
                glyph_size,
                advance,
                blank: if halved { advance * HALF } else { kern },
                glyphs: place(own, glyph_size, placement.rise(size), turned),
                node: run.node,
                link,
                space_before: members.first().map_or(Space::None, |cluster| cluster.space),
                note: if let Content::Note(note) = run.content { Some(note as u32) } else { None },
                level: first.level,
                joined: members.last().is_some_and(|cluster| cluster.joined),
                glue: Glue::default(),
                break_after: if members.iter().any(|cluster| cluster.forced) { Break::Forced } else { Break::Never },
            });
            start = end;
            rest = others;
            glyphs = later;
        }
    }
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
    /// Whether it is part of an ideographic description that goes on in the next one.
    joined: bool,
    level: Embedding,
}

/// Tells each cluster which way it runs.
fn direct(clusters: &mut [Cluster]) {
    if !clusters.iter().any(|cluster| bidi::may_run_left(cluster.text)) {
        return;
    }
    let mut text = String::new();
    let mut places = Vec::with_capacity(clusters.len());
    for cluster in clusters.iter() {
        if cluster.space != Space::None {
            text.push(' ');
        }
        places.push(text.len());
        text.push_str(cluster.text);
        if cluster.forced {
            text.push('\u{2028}');
        }
    }
    for (cluster, level) in clusters.iter_mut().zip(bidi::levels(&text, &places)) {
        cluster.level = level;
    }
}

/// Whether a face has every character that a selector follows with that selector.
fn has_variations(face: &Face, cluster: &str) -> bool {
    let mut pairs = cluster.chars().zip(cluster.chars().skip(1)).filter(|(_, selector)| is_selector(*selector));
    pairs.all(|(ch, selector)| face.has_variation(ch, selector))
}

/// Glyphs in the order of the text, each put in its place from the pen of their atom.
fn place(glyphs: &[ShapedGlyph], size: Pt, rise: Pt, turned: bool) -> SmallVec<[AtomGlyph; 1]> {
    // From right to left, the first glyph is the rightmost: the pen comes from that side.
    let mut pen = if turned { glyphs.iter().map(|glyph| glyph.advance).sum() } else { 0.0 };
    let step = |glyph: &ShapedGlyph| {
        if turned {
            pen -= glyph.advance;
        }
        let x = pen + glyph.dx;
        if !turned {
            pen += glyph.advance;
        }
        AtomGlyph { id: glyph.id, x: size * x, rise: size * glyph.dy + rise }
    };
    glyphs.iter().map(step).collect()
}

/// Whether a cluster fills a cell: it is of full width by its nature, or its face sets a symbol an em wide.
fn is_full_width(ch: char, advance_em: f64) -> bool {
    let em_wide = advance_em >= 1.0 - CELL_TOLERANCE;
    if ch.is_ascii() || (ch.is_alphabetic() && !is_wide(ch)) { false } else { em_wide || is_ideograph(ch) }
}
