//! Charstrings sliced out of a CFF table as they are (Adobe Technical Note 5176).
//!
//! Only of a table whose glyphs stand on their own: keyed by CIDs, of one Font DICT, without subroutines and without a
//! matrix of its own. A glyph's CID in the slice is its place, so that codes, CIDs and glyphs are one.

use super::tables::{Index, entries, index, index_length, operand, put_index, short_operand, whole_numbers};

// Operators of DICTs (tables 9, 10, 23).
const CHARSET: &[u8] = &[15];
const CHAR_STRINGS: &[u8] = &[17];
const PRIVATE: &[u8] = &[18];
const SUBROUTINES: &[u8] = &[19];
const CHARSTRING_TYPE: &[u8] = &[12, 6];
const FONT_MATRIX: &[u8] = &[12, 7];
const ROS: &[u8] = &[12, 30];
const CID_COUNT: &[u8] = &[12, 34];
const FD_ARRAY: &[u8] = &[12, 36];
const FD_SELECT: &[u8] = &[12, 37];

/// What the note takes for the FontMatrix of a table that names none: thousandths of an em. Named all the same, and
/// the identity in the Font DICT: printers are known to leave pages blank where neither is.
const THOUSANDTHS: &[u8] = &[30, 0x0A, 0x00, 0x1F, 139, 139, 30, 0x0A, 0x00, 0x1F, 139, 139];
const IDENTITY: &[u8] = &[140, 139, 139, 140, 139, 139];
/// The strings that every table knows without holding them (appendix A).
const STANDARD_STRINGS: usize = 391;

/// The table with glyph 0 and these glyphs; `None` if it is of another kind, or damaged.
pub(super) fn slice(cff: &[u8], glyphs: &[u16]) -> Option<Vec<u8>> {
    let plain = Plain::read(cff)?;
    let mut charstrings = vec![plain.charstrings.get(0)?];
    for glyph in glyphs {
        charstrings.push(plain.charstrings.get(usize::from(*glyph))?);
    }
    plain.write(&charstrings)
}

/// A table that can be sliced.
struct Plain<'a> {
    name: &'a [u8],
    /// The Top DICT, but for what names other parts of the table.
    top: Vec<(&'a [u8], &'a [u8])>,
    strings: Vec<&'a [u8]>,
    charstrings: Index<'a>,
    /// The Font DICT, but for its Private DICT.
    font: Vec<(&'a [u8], &'a [u8])>,
    private: &'a [u8],
}

impl<'a> Plain<'a> {
    fn read(cff: &'a [u8]) -> Option<Plain<'a>> {
        let names = Index::read(cff, usize::from(*cff.get(2)?))?;
        let tops = Index::read(cff, names.end)?;
        let strings = Index::read(cff, tops.end)?;
        let subroutines = Index::read(cff, strings.end)?;
        let mut top = entries(tops.get(0)?)?;
        let is_plain = subroutines.len() == 0
            && top.first().is_some_and(|(operator, _)| *operator == ROS)
            && top.iter().all(|(operator, _)| *operator != FONT_MATRIX && *operator != CHARSTRING_TYPE);
        if !is_plain {
            return None;
        }
        let charstrings = Index::read(cff, *named(&top, CHAR_STRINGS)?.first()?)?;
        let fonts = Index::read(cff, *named(&top, FD_ARRAY)?.first()?)?;
        let font = fonts.get(0).filter(|_| fonts.len() == 1)?;
        let mut font = entries(font)?;
        let [length, start] = named(&font, PRIVATE)?[..] else { return None };
        let private = cff.get(start..)?.get(..length)?;
        let has_subroutines = entries(private)?.iter().any(|(operator, _)| *operator == SUBROUTINES);
        if has_subroutines || font.iter().any(|(operator, _)| *operator == FONT_MATRIX) {
            return None;
        }
        top.retain(|(operator, _)| ![ROS, CHARSET, CHAR_STRINGS, CID_COUNT, FD_ARRAY, FD_SELECT].contains(operator));
        font.retain(|(operator, _)| *operator != PRIVATE);
        Some(Plain { name: names.get(0)?, top, strings: strings.iter().collect(), charstrings, font, private })
    }

    fn write(mut self, charstrings: &[&[u8]]) -> Option<Vec<u8>> {
        let count = u16::try_from(charstrings.len()).ok()?;
        // CIDs of no collection (ISO 32000-1, 9.7.3).
        let registry = STANDARD_STRINGS + self.strings.len();
        self.strings.extend([b"Adobe".as_slice(), b"Identity"]);
        let (names, strings) = (index(&[self.name])?, index(&self.strings)?);
        // Format 2 (table 20): all CIDs from 1 on in one range.
        let charset = match count {
            1 => vec![0],
            _ => [&[2, 0, 1][..], &(count - 2).to_be_bytes()].concat(),
        };
        // Format 3 (table 28): one range of Font DICT 0, up to the count of glyphs.
        let selection = [&[3, 0, 1, 0, 0, 0][..], &count.to_be_bytes()].concat();

        // Where the parts lie follows from their lengths, and all operands that tell it have one length.
        let top = |places: [usize; 4]| -> Option<Vec<u8>> {
            let [charset, selection, outlines, fonts] = places;
            // veraPDF looks for ROS behind the shortest operands.
            let mut dict = [&short_operand(registry)?[..], &short_operand(registry + 1)?, &[139], ROS].concat();
            for (operator, operands) in &self.top {
                dict.extend([*operands, operator].concat());
            }
            // Not right behind ROS, where veraPDF does not find the matrix (`matrix`).
            dict.extend([&operand(usize::from(count))?[..], CID_COUNT, THOUSANDTHS, FONT_MATRIX].concat());
            let numbers = [(charset, CHARSET), (outlines, CHAR_STRINGS), (fonts, FD_ARRAY), (selection, FD_SELECT)];
            for (number, operator) in numbers {
                dict.extend([&operand(number)?[..], operator].concat());
            }
            index(&[&dict])
        };
        let font = |place: usize| -> Option<Vec<u8>> {
            let mut dict: Vec<u8> =
                self.font.iter().flat_map(|(operator, operands)| [*operands, operator].concat()).collect();
            dict.extend([IDENTITY, FONT_MATRIX].concat());
            dict.extend([&operand(self.private.len())?[..], &operand(place)?, PRIVATE].concat());
            index(&[&dict])
        };
        // Major and minor version, length of the header, length of offsets; no global subroutines.
        let (header, no_subroutines) = ([1, 0, 4, 4], [0, 0]);
        let charset_at = header.len() + names.len() + top([0; 4])?.len() + strings.len() + no_subroutines.len();
        let selection_at = charset_at + charset.len();
        let outlines_at = selection_at + selection.len();
        let private_at = outlines_at + index_length(charstrings);
        let fonts_at = private_at + self.private.len();
        let top = top([charset_at, selection_at, outlines_at, fonts_at])?;
        let fonts = font(private_at)?;
        let mut slice = Vec::with_capacity(fonts_at + fonts.len());
        let before: [&[u8]; 7] = [&header, &names, &top, &strings, &no_subroutines, &charset, &selection];
        before.iter().for_each(|part| slice.extend(*part));
        put_index(&mut slice, charstrings)?;
        slice.extend(self.private);
        slice.extend(fonts);
        Some(slice)
    }
}

/// The operands of an operator, if they are whole numbers.
fn named(dict: &[(&[u8], &[u8])], wanted: &[u8]) -> Option<Vec<usize>> {
    dict.iter().find(|(operator, _)| *operator == wanted).and_then(|(_, operands)| whole_numbers(operands))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use ttf_parser::{OutlineBuilder, cff};

    use super::super::tables::table;
    use super::*;
    use crate::text::{Face, Faces};

    #[derive(Default, PartialEq, Debug)]
    struct Outline(String);

    impl OutlineBuilder for Outline {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0 += &format!("m{x},{y}");
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0 += &format!("l{x},{y}");
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0 += &format!("q{x1},{y1},{x},{y}");
        }
        fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
            self.0 += &format!("c{x1},{y1},{x2},{y2},{x},{y}");
        }
        fn close(&mut self) {
            self.0 += "z";
        }
    }

    fn outline(table: &cff::Table, glyph: u16) -> Outline {
        let mut outline = Outline::default();
        table.outline(ttf_parser::GlyphId(glyph), &mut outline).unwrap();
        outline
    }

    /// Another program draws the glyphs of the slice as those of the face, and says which CIDs they have.
    #[test]
    fn glyphs_of_a_slice_are_those_of_the_face() {
        let faces = Faces::embedded();
        let plain: Vec<&Face> =
            faces.all().map(|(_, face)| face).filter(|face| face.name.starts_with("Fandol")).collect();
        assert_eq!(plain.len(), 4);
        for face in plain {
            let whole = table(&face.data, b"CFF ").unwrap();
            let glyphs = ['阳', 'A', '，', '济'].map(|ch| face.glyph(ch).unwrap());
            let slice = slice(whole, &glyphs).unwrap();
            let (whole, slice) = (cff::Table::parse(whole).unwrap(), cff::Table::parse(&slice).unwrap());
            assert_eq!(slice.number_of_glyphs(), 5);
            for (at, glyph) in (1..).zip(glyphs) {
                assert_eq!(outline(&slice, at), outline(&whole, glyph));
                assert_eq!(slice.glyph_cid(ttf_parser::GlyphId(at)), Some(at));
            }
        }
    }

    /// A table of two glyphs, each part by hand.
    fn small(font: &[u8], private: &[u8], subroutines: &[&[u8]]) -> Vec<u8> {
        let [names, strings] = [index(&[b"A"]).unwrap(), index(&[b"Adobe", b"GB1"]).unwrap()];
        let (subroutines, outlines) = (index(subroutines).unwrap(), index(&[&[14], &[139, 14]]).unwrap());
        let font = |at: usize| [font, &operand(private.len()).unwrap(), &operand(at).unwrap(), PRIVATE].concat();
        let top = |outlines: usize, fonts: usize| {
            let ros = [248, 27, 248, 28, 139, 12, 30];
            let [outlines, fonts] = [operand(outlines).unwrap(), operand(fonts).unwrap()];
            index(&[&[&ros[..], &outlines, CHAR_STRINGS, &fonts, FD_ARRAY].concat()]).unwrap()
        };
        let outlines_at = 4 + names.len() + top(0, 0).len() + strings.len() + subroutines.len();
        let private_at = outlines_at + outlines.len();
        let top = top(outlines_at, private_at + private.len());
        let fonts = index(&[&font(private_at)]).unwrap();
        [&[1, 0, 4, 4], &names[..], &top, &strings, &subroutines, &outlines, private, &fonts].concat()
    }

    #[test]
    fn what_does_not_stand_on_its_own_is_left_alone() {
        assert!(slice(&small(&[], &[139, 20], &[]), &[1]).is_some());
        assert!(slice(&small(&[], &[139, 20], &[]), &[2]).is_none(), "no such glyph");
        assert!(slice(&small(&[], &[139, 20], &[&[11]]), &[1]).is_none(), "global subroutines");
        assert!(slice(&small(&[], &[141, 19], &[]), &[1]).is_none(), "subroutines");
        assert!(slice(&small(&[THOUSANDTHS, FONT_MATRIX].concat(), &[], &[]), &[1]).is_none(), "a matrix");
        assert!(slice(b"", &[]).is_none() && slice(&[1, 0, 4, 4, 0, 0, 0, 0, 0, 0], &[]).is_none());
    }

    #[test]
    fn a_table_cut_short_ends_no_run() {
        let whole = small(&[], &[139, 20], &[]);
        for length in 0..whole.len() {
            assert!(slice(&whole[..length], &[1]).is_none(), "{length}");
        }
    }
}
