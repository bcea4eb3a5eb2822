//! Short texts set vertically: one character under another, all of them upright (CLREQ 2.3 and 3.1.5), for heads whose
//! column is too narrow to set them across.

use std::ops::Range;

use super::atom::Atom;
use super::class::Class;
use super::faces::Faces;
use super::line::Line;
use super::paragraph::Paragraph;
use super::wrap::Alignment;
use crate::units::Pt;

/// Marks whose shape in vertical text is another one, and that shape (Unicode, Vertical Forms and CJK Compatibility
/// Forms). Faces without the feature `vert` have these all the same.
const VERTICAL_FORMS: &[(&str, char)] = &[
    ("，", '\u{FE10}'),
    ("、", '\u{FE11}'),
    ("。", '\u{FE12}'),
    ("：", '\u{FE13}'),
    ("；", '\u{FE14}'),
    ("！", '\u{FE15}'),
    ("？", '\u{FE16}'),
    ("〖", '\u{FE17}'),
    ("〗", '\u{FE18}'),
    ("…", '\u{FE19}'),
    ("—", '\u{FE31}'),
    ("（", '\u{FE35}'),
    ("）", '\u{FE36}'),
    ("〔", '\u{FE39}'),
    ("〕", '\u{FE3A}'),
    ("【", '\u{FE3B}'),
    ("】", '\u{FE3C}'),
    ("《", '\u{FE3D}'),
    ("》", '\u{FE3E}'),
    ("〈", '\u{FE3F}'),
    ("〉", '\u{FE40}'),
    ("「", '\u{FE41}'),
    ("」", '\u{FE42}'),
    ("『", '\u{FE43}'),
    ("』", '\u{FE44}'),
];

impl Paragraph {
    /// The paragraph as lines of one character each, in the middle of a column; letters and digits that belong together
    /// stand side by side on one. `None` if that cannot be done well: a mark has no vertical form in its face, a word
    /// or number is wider than the column, there is a link, or the paragraph is no text in Han characters.
    pub(crate) fn upright(&self, width: Pt, faces: &Faces) -> Option<Vec<Line>> {
        self.upright_width(faces).filter(|widest| *widest <= width)?;
        let line = |range: Range<usize>| {
            let mark = self.atoms.get(range.start).filter(|atom| is_mark(atom));
            let mut line = self.line(range, Pt::ZERO, width, Alignment::Centre, true);
            if let (Some(mark), Some(glyph)) = (mark, line.glyphs.first_mut()) {
                glyph.id = vertical_form(mark, faces)?;
                glyph.x = (width - mark.size) / 2.0;
                line.right = glyph.x + mark.size;
            }
            Some(line)
        };
        self.units().into_iter().map(line).collect()
    }

    /// The least width of a column in which [`Paragraph::upright`] sets the paragraph; `None` if it never does.
    pub(crate) fn upright_width(&self, faces: &Faces) -> Option<Pt> {
        let fits = |atom: &Atom| atom.link.is_none() && (!is_mark(atom) || vertical_form(atom, faces).is_some());
        if !self.atoms.iter().any(|atom| atom.class == Class::Han) || !self.atoms.iter().all(fits) {
            return None;
        }
        Some(self.units().into_iter().map(|range| self.width_of(range)).fold(Pt::ZERO, Pt::max))
    }

    /// What stands on each line: a character of full width, or all characters of half width up to the next one.
    fn units(&self) -> Vec<Range<usize>> {
        let mut units: Vec<Range<usize>> = Vec::new();
        for (at, atom) in self.atoms.iter().enumerate() {
            let goes_on = at > 0 && is_half(atom) && is_half(&self.atoms[at - 1]);
            match units.last_mut() {
                Some(last) if goes_on => last.end = at + 1,
                _ => units.push(at..at + 1),
            }
        }
        units
    }
}

fn is_half(atom: &Atom) -> bool {
    matches!(atom.class, Class::Latin | Class::Other)
}

fn is_mark(atom: &Atom) -> bool {
    matches!(atom.class, Class::Open | Class::Close | Class::Leader)
}

/// The glyph of a mark's vertical form in its own face.
fn vertical_form(mark: &Atom, faces: &Faces) -> Option<u16> {
    let (_, form) = VERTICAL_FORMS.iter().find(|(text, _)| *text == mark.text)?;
    faces.get(mark.face).glyph(*form)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::node::NodeId;
    use crate::text::{Content, Role, Run, Style, Typesetter};

    /// The lines of a text in a column of this width, in em of 10 pt.
    fn upright(text: &str, em: f64) -> Option<Vec<Line>> {
        let faces = Faces::embedded();
        let style = Style { role: Role::Level1, size: Pt(10.0), cell: 1.0 };
        let run = Run { content: Content::Text(text), style, node: NodeId(1), link: None, span: None };
        Typesetter::new(&faces).paragraph(&[run]).upright(Pt(10.0 * em), &faces)
    }

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()).collect()
    }

    #[test]
    fn one_character_under_another() {
        let lines = upright("数量（件）", 1.4).unwrap();
        assert_eq!(texts(&lines), ["数", "量", "（", "件", "）"]);
        for line in &lines {
            assert!((line.glyphs[0].x.0 - 2.0).abs() < 0.01, "{:?}", line.glyphs[0]);
        }
        // The brackets are those of vertical text, and still say what they are.
        let faces = Faces::embedded();
        let hei = faces.get(faces.of(Role::Level1));
        assert_eq!(Some(lines[2].glyphs[0].id), hei.glyph('︵'));
        assert_eq!(Some(lines[4].glyphs[0].id), hei.glyph('︶'));
    }

    #[test]
    fn two_digits_stand_side_by_side() {
        assert_eq!(texts(&upright("第12项", 1.2).unwrap()), ["第", "12", "项"]);
        assert!(upright("第2025项", 1.2).is_none(), "four digits are wider than the column");
    }

    #[test]
    fn what_has_no_vertical_form_is_set_across() {
        assert!(upright("“三安全”", 1.5).is_none());
        assert!(upright("2025", 3.0).is_none(), "no Han");
    }
}
