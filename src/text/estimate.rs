//! What can be told of a text without shaping it: that faces show all of it, and how wide a part is at most that may
//! not be divided. Nothing is told where it is not sure, and then whoever asks has to set the text.
//!
//! Only of the faces that are compiled in, whose ideographs all leave ink ([`Face::maps`]), and of plain text:
//! ideographs, ASCII, the marks of Chinese.

use super::class::{CLOSING, OPENING};
use super::face::Face;
use super::faces::Role;
use super::fit;
use super::paragraph::{Content, Run, Typesetter};
use super::tariff::{GAP, WORD_SPACE};
use crate::units::Pt;

/// What is told of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Estimate {
    /// No part of it that may not be divided is wider.
    pub widest_part: Pt,
    /// Set on one line it is no wider.
    pub whole: Pt,
    /// How many characters it has.
    pub characters: usize,
}

/// Other marks that are taken for plain: what fills a cell, or less.
const MARKS: &str = "—…·％～①②③④⑤⑥⑦⑧⑨⑩℃";
/// What shaping may add to the advances of letters, as a part of them.
const KERNING: f64 = 0.05;

/// The part that a character plays.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Ideograph,
    Open,
    Close,
    Mark,
    Ascii,
    Space,
}

impl Typesetter<'_> {
    /// What can be told of a paragraph; `None` if nothing is sure, or a character may be missing.
    pub(crate) fn estimate(&mut self, runs: &[Run]) -> Option<Estimate> {
        let mut found = Estimate::default();
        // The part that is open, and what stands last in it.
        let (mut part, mut last) = (Pt::ZERO, None);
        for run in runs {
            let style = run.style;
            let cell = style.size * style.cell.max(1.0);
            match run.content {
                Content::LineBreak => (part, last) = (Pt::ZERO, None),
                Content::Note(_) => {
                    // Its mark stays with what stands before it.
                    part += cell;
                    found.whole += cell;
                    found.characters += 1;
                    last = Some(Kind::Mark);
                }
                Content::Text(text) => {
                    for ch in text.chars() {
                        let kind = kind_of(ch)?;
                        let width = match kind {
                            Kind::Space => style.size * WORD_SPACE.most,
                            Kind::Ascii => style.size * (self.ascii(style.role, ch)? * (1.0 + KERNING)),
                            _ => cell,
                        };
                        if kind != Kind::Space && kind != Kind::Ascii && !self.is_shown(style.role, ch, kind) {
                            return None;
                        }
                        // The gap between Han and Latin.
                        let is_narrow = |kind| kind == Kind::Ascii;
                        let gap = last.is_some_and(|last| is_narrow(last) != is_narrow(kind));
                        let width = width + if gap { style.size * GAP.natural } else { Pt::ZERO };
                        if last.is_some_and(|last| may_divide(last, kind)) {
                            part = Pt::ZERO;
                        }
                        part += width;
                        found.whole += width;
                        found.characters += 1;
                        found.widest_part = found.widest_part.max(part);
                        last = Some(kind);
                    }
                }
            }
            found.widest_part = found.widest_part.max(part);
        }
        Some(found)
    }

    /// Advance of a character of ASCII in the face that serves a role, in em.
    fn ascii(&mut self, role: Role, ch: char) -> Option<f64> {
        if let Some(known) = self.advances.get(&(role, ch)) {
            return *known;
        }
        let advance = self.latin_advance(role, ch);
        self.advances.insert((role, ch), advance);
        advance
    }

    fn latin_advance(&mut self, role: Role, ch: char) -> Option<f64> {
        let id = self.faces().latin(role).unwrap_or(self.faces().of(role));
        let scale = self.fit(role, id).place(fit::Kind::Letter, 1.0).scale;
        let face = self.faces().get(id);
        Some(face.advance(face.glyph(ch)?)? * scale)
    }

    /// Whether a face of a role's chain shows a character.
    fn is_shown(&mut self, role: Role, ch: char, kind: Kind) -> bool {
        if let Some(known) = self.shown.get(&(role, ch)) {
            return *known;
        }
        let faces = self.faces();
        let shows = |face: &Face| if kind == Kind::Ideograph { face.maps(ch) } else { face.glyph(ch).is_some() };
        let shown = faces.chain(role).iter().any(|id| shows(faces.get(*id)));
        self.shown.insert((role, ch), shown);
        shown
    }
}

fn kind_of(ch: char) -> Option<Kind> {
    match ch {
        '\u{4E00}'..='\u{9FFF}' => Some(Kind::Ideograph),
        ' ' | '\n' => Some(Kind::Space),
        '!'..='~' => Some(Kind::Ascii),
        _ if OPENING.contains(ch) => Some(Kind::Open),
        _ if CLOSING.contains(ch) => Some(Kind::Close),
        _ if MARKS.contains(ch) => Some(Kind::Mark),
        _ => None,
    }
}

/// Whether a line may end between two characters for certain, whatever stands around them (UAX #14: ID ÷ ID, CL ÷ ID,
/// ID ÷ OP, CL ÷ OP).
fn may_divide(a: Kind, b: Kind) -> bool {
    matches!(a, Kind::Ideograph | Kind::Close) && matches!(b, Kind::Ideograph | Kind::Open)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::super::faces::Faces;
    use super::super::paragraph::Style;
    use super::*;
    use crate::node::NodeId;

    fn run<'a>(text: &'a str, role: Role, cell: f64) -> Run<'a> {
        let style = Style { role, size: Pt(16.0), cell };
        Run { content: Content::Text(text), style, node: NodeId(0), link: None, span: None }
    }

    /// Every ideograph that an embedded face maps leaves ink, so that `Face::glyph` need not look.
    #[test]
    fn what_is_mapped_is_shown() {
        let faces = Faces::embedded();
        for (_, face) in faces.all() {
            let mapped = ('\u{4E00}'..='\u{9FFF}').filter(|ch| face.maps(*ch));
            let ink = |ch: char| face.ink_height(face.glyph(ch)?).filter(|(top, foot)| top > foot);
            let blank: String = mapped.filter(|ch| ink(*ch).is_none()).collect();
            assert_eq!(blank, "", "{}", face.name);
        }
    }

    #[test]
    fn nothing_is_told_of_what_is_not_plain() {
        let faces = Faces::embedded();
        let mut typesetter = Typesetter::new(&faces);
        for text in ["🏆", "العربية", "⿰亻尔", "朱\u{E0100}", "é", "㎡", "　"] {
            assert_eq!(typesetter.estimate(&[run(text, Role::Body, 1.0)]), None, "{text}");
        }
        let plain = typesetter.estimate(&[run("收到（其中）66件，", Role::Body, 1.0)]).unwrap();
        assert_eq!(plain.characters, 10);
        // By hand: 中）66件， are four cells, two digits of 0.559 em and a twentieth of them, and two gaps.
        let widest = 16.0 * (4.0 + 2.0 * 0.559 * 1.05 + 0.25 + 0.25);
        assert!((plain.widest_part.0 - widest).abs() < 1e-6, "{plain:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        /// Whatever plain text it is: no part is wider than was told, and nothing is missing.
        #[test]
        fn it_is_never_less(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "政", "府信息", "66", "1,264.50", "www.a-b.cn", "Word", "，", "。", "（", "）", "《", "》", "“", "”",
                    "——", "……", " ", "：", "%", "℃", "①", "·", "；", "！？", "(a)", "/", "@", "-", "～", "鬱", "镕",
                ]),
                0..24,
            ),
            role in prop::sample::select(Role::ALL.to_vec()),
            cell in prop::sample::select(vec![1.0, 0.987, 1.3]),
        ) {
            let text = parts.concat();
            let faces = Faces::embedded();
            let mut typesetter = Typesetter::new(&faces);
            let runs = [run(&text, role, cell)];
            if let Some(told) = typesetter.estimate(&runs) {
                let set = typesetter.paragraph(&runs);
                prop_assert!(set.least_width() <= told.widest_part + Pt(1e-6), "{text}: {told:?} {:?}", set.least_width());
                prop_assert!(set.natural_width() <= told.whole + Pt(1e-6), "{text}: {told:?} {:?}", set.natural_width());
                prop_assert!(typesetter.is_content());
            }
        }
    }
}
