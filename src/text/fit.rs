//! A face that steps in for another is fitted to it: its characters look as large, and stand on the same line.
//!
//! A size names the em, not what is seen, and a face's own em box tells nothing: those of Fandol Fang and Noto Serif SC
//! are the same, 880 above the baseline and 120 below, but the middle of Noto's ideographs is 0.07 em higher, 1.1 pt in
//! body text. So ink is measured.
//!
//! - **Ideographs** and what fills a cell like them: height by the middle of the ink of some ideographs, size by the
//!   mean of its width and height, where that differs by more than [`IDEOGRAPHIC_BAND`]. The pen stays at the left of
//!   the cell and the advance stays the cell's, so that lines keep their grid; a glyph is scaled about its pen.
//! - **Letters**, marks and signs that stand among letters: size by the height of a capital, which is that of figures
//!   too; the baseline stays. ㎡ and what else fills a cell with letters stands on their baseline.
//! - **Pictorial signs** of a face without ideographs (☑ of DejaVu Sans): as high as an ideograph, if that makes them
//!   no wider than the em; their middle, half the height of a capital, towards that of the ideographs. So ☑ fills a
//!   cell.

use super::face::{Face, IdeographicInk};
use crate::units::Pt;

/// Letters whose sizes differ by less are of one size to the eye: 0.3 pt in a capital of 11. This program's choice,
/// made by eye.
const DEAD_BAND: f64 = 0.025;
/// The same of ideographs, whose sizes differ within a face by far more: Fang's 国 is a third larger than its 日. It is
/// so wide for another reason too. A glyph of another size has no longer the advance of its cell, and readers of a PDF
/// (poppler) take what is left beside it for a space, so that 朱镕基 is not found any more; with the nominal size, text
/// is found. Noto Serif SC is 3.5 % larger than Fandol Fang and 5.5 % larger than Fandol Kai, and stays so; a face of
/// an office may be further off.
const IDEOGRAPHIC_BAND: f64 = 0.06;
/// A shift below this, in em, is none.
const LEAST_RISE: f64 = 0.01;
/// No glyph leaves its baseline farther. Programs that read a PDF put glyphs into words and lines by their baselines,
/// and take what is more than 0.5 pt (poppler) or 0.6 pt apart for another word or line. Of the 1.1 pt between Noto
/// Serif SC and Fandol Fang in body text this leaves 0.6, which the eye forgives sooner than a search.
const MOST_RISE: Pt = Pt(0.48);

/// What the characters of one face are to be multiplied by and raised by, to stand among those of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fit {
    ideographs: Placement,
    letters: f64,
    signs: Option<Signs>,
}

/// Pictorial signs of a face without ideographs.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Signs {
    /// What they stand among.
    wanted: IdeographicInk,
    /// Height of their face's capitals, in em.
    height: f64,
}

/// Scale of the glyph about its pen, and how far it is raised, in em of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placement {
    pub(super) scale: f64,
    rise: f64,
}

/// What a character is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is an ideograph, or fills a cell or half of one as ideographs do.
    Ideograph,
    /// It fills a cell but is made of letters or figures: ㎡ ℃ Ⅲ.
    WideLetters,
    /// It stands among letters.
    Letter,
    /// It is a picture rather than a letter: ☑ →.
    Sign,
}

impl Kind {
    /// The kind of the character that a cluster begins with; `full_width`: whether its face makes it an em wide.
    pub(super) fn of(ch: char, full_width: bool) -> Kind {
        match u32::from(ch) {
            // Letterlike Symbols, Number Forms, units of CJK Compatibility, full-width letters and figures.
            0x2100..=0x218F
            | 0x3371..=0x337A
            | 0x3380..=0x33DF
            | 0x33FF
            | 0xFF10..=0xFF19
            | 0xFF21..=0xFF3A
            | 0xFF41..=0xFF5A => {
                if full_width {
                    Kind::WideLetters
                } else {
                    Kind::Letter
                }
            }
            _ if full_width => Kind::Ideograph,
            // Half-width kana and Hangul.
            0xFF61..=0xFFDC => Kind::Ideograph,
            // Arrows, technical signs, enclosed figures, boxes, shapes, miscellaneous signs, dingbats, more of the
            // same.
            0x2190..=0x21FF
            | 0x2300..=0x23FF
            | 0x2460..=0x27BF
            | 0x2900..=0x297F
            | 0x2B00..=0x2BFF
            | 0x1_F000..=0x1_FAFF => Kind::Sign,
            _ => Kind::Letter,
        }
    }
}

impl Placement {
    const NOMINAL: Placement = Placement { scale: 1.0, rise: 0.0 };

    /// How far a glyph is raised in text of a size.
    pub(super) fn rise(self, size: Pt) -> Pt {
        if self.rise.abs() < LEAST_RISE { Pt::ZERO } else { (size * self.rise).max(-MOST_RISE).min(MOST_RISE) }
    }
}

impl Fit {
    /// A face among its own characters.
    pub(super) const NONE: Fit = Fit { ideographs: Placement::NOMINAL, letters: 1.0, signs: None };

    /// How a face stands in for `own`, the face that the text is set in.
    pub(super) fn new(face: &Face, own: &Face) -> Fit {
        let capital = face.capital_height();
        let letters = match (capital, own.capital_height()) {
            (Some(height), Some(wanted)) => banded(wanted / height, DEAD_BAND),
            _ => 1.0,
        };
        let (mut ideographs, mut signs) = (Placement::NOMINAL, None);
        match (face.ideographic_ink(), own.ideographic_ink(), capital) {
            (Some(ink), Some(wanted), _) => {
                let scale = banded(wanted.size / ink.size, IDEOGRAPHIC_BAND);
                ideographs = Placement { scale, rise: wanted.middle - ink.middle * scale };
            }
            (None, Some(wanted), Some(height)) => signs = Some(Signs { wanted, height }),
            _ => {}
        }
        Fit { ideographs, letters, signs }
    }

    /// How a character is set whose glyphs are `advance` em wide.
    pub(super) fn place(&self, kind: Kind, advance: f64) -> Placement {
        match kind {
            Kind::Ideograph => self.ideographs,
            Kind::WideLetters => Placement { rise: 0.0, ..self.ideographs },
            Kind::Letter => Placement { scale: self.letters, rise: 0.0 },
            Kind::Sign => self.signs.map_or(self.ideographs, |signs| signs.place(advance)),
        }
    }
}

impl Signs {
    fn place(self, advance: f64) -> Placement {
        let scale = self.wanted.size / self.height;
        let scale = banded(if scale * advance > 1.0 { 1.0 / advance } else { scale }, DEAD_BAND);
        Placement { scale, rise: self.wanted.middle - self.height / 2.0 * scale }
    }
}

/// 1 for what is near it.
fn banded(scale: f64, band: f64) -> f64 {
    if (scale - 1.0).abs() < band { 1.0 } else { scale }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::faces::Faces;
    use super::*;

    /// Within three thousandths of an em: programs round the boxes of curves differently.
    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 0.003
    }

    fn named<'f>(faces: &'f Faces, name: &str) -> &'f Face {
        faces.all().find(|(_, face)| face.name == name).unwrap().1
    }

    /// Means over the same 24 ideographs, and the top of H, read with fontTools.
    #[test]
    fn ink_of_the_embedded_faces() {
        let faces = Faces::embedded();
        for (name, size, middle, capital) in [
            ("FandolFang-Regular", 0.8680, 0.3117, 0.683),
            ("FandolKai-Regular", 0.8565, 0.3060, 0.683),
            ("FandolHei-Regular", 0.9084, 0.2923, 0.694),
            ("FandolSong-Regular", 0.9166, 0.3011, 0.683),
            ("NotoSerifSC-Regular", 0.9062, 0.3774, 0.728),
            ("NotoSerifSC-Bold", 0.9296, 0.3789, 0.741),
        ] {
            let face = named(&faces, name);
            let ink = face.ideographic_ink().unwrap();
            assert!(near(ink.size, size) && near(ink.middle, middle), "{name}: {ink:?}");
            assert!(near(face.capital_height().unwrap(), capital), "{name}");
        }
        assert_eq!(named(&faces, "DejaVuSans").ideographic_ink(), None);
    }

    /// From the figures above: 0.3117 − 0.3774 em is −1.05 pt of 16, of which 0.48 are allowed, and −0.39 pt of 6.
    #[test]
    fn noto_serif_in_a_line_of_fang() {
        let faces = Faces::embedded();
        let fit = Fit::new(named(&faces, "NotoSerifSC-Regular"), named(&faces, "FandolFang-Regular"));
        let ideograph = fit.place(Kind::Ideograph, 1.0);
        assert_eq!((ideograph.scale, ideograph.rise(Pt(16.0))), (1.0, Pt(-0.48)));
        assert!(near(ideograph.rise(Pt(6.0)).0, -0.394));
        let letter = fit.place(Kind::Letter, 0.5);
        assert!(near(letter.scale, 0.683 / 0.728));
        assert_eq!(letter.rise(Pt(16.0)), Pt::ZERO);
        assert_eq!(fit.place(Kind::WideLetters, 1.0).rise(Pt(16.0)), Pt::ZERO);
    }

    /// The title's bold face and the regular one that steps in for it stand alike.
    #[test]
    fn noto_serif_in_a_title() {
        let faces = Faces::embedded();
        let fit = Fit::new(named(&faces, "NotoSerifSC-Regular"), named(&faces, "NotoSerifSC-Bold"));
        assert_eq!(fit.place(Kind::Ideograph, 1.0).scale, 1.0);
        assert_eq!(fit.place(Kind::Ideograph, 1.0).rise(Pt(22.0)), Pt::ZERO);
    }

    /// ☑ of DejaVu Sans is 0.896 em wide and 0.729 high, as a capital: 1 / 0.896 fills the em.
    #[test]
    fn a_sign_of_dejavu_fills_its_cell() {
        let faces = Faces::embedded();
        let fit = Fit::new(named(&faces, "DejaVuSans"), named(&faces, "FandolFang-Regular"));
        assert!(near(fit.place(Kind::Sign, 0.896).scale, 1.0 / 0.896));
        assert!(near(fit.place(Kind::Sign, 0.5).scale, 0.8680 / 0.729));
    }

    /// Kai against Noto Serif is 0.945.
    #[test]
    fn sizes_beyond_the_band_are_fitted() {
        assert_eq!(banded(0.945, IDEOGRAPHIC_BAND), 1.0);
        assert_eq!(banded(0.93, IDEOGRAPHIC_BAND), 0.93);
        assert_eq!(banded(0.97, DEAD_BAND), 0.97);
    }
}
