//! Cuts a face down to the glyphs used.

use subsetter::GlyphRemapper;

use crate::text::Face;

/// The face with these glyphs only; the first of them becomes glyph 1, the second glyph 2, and so on.
///
/// `glyphs` holds no glyph twice, and not glyph 0, which stays in its place.
pub(super) fn cut(face: &Face, glyphs: &[u16]) -> Result<Vec<u8>, subsetter::Error> {
    let mut font = subsetter::subset(&face.data, face.index, &GlyphRemapper::new_from_glyphs(glyphs))?;
    if let Some(cff) = table(&mut font, b"CFF ") {
        put_bounds_before_matrix(cff);
    }
    Ok(font)
}

/// A table of an OpenType file (OpenType 1.9.1, “Organization of an OpenType font”).
fn table<'a>(font: &'a mut [u8], tag: &[u8; 4]) -> Option<&'a mut [u8]> {
    let record = font.get(12..)?.chunks_exact(16).find(|record| record.starts_with(tag))?;
    let number = |at: usize| Some(u32::from_be_bytes(record.get(at..at + 4)?.try_into().ok()?) as usize);
    let (offset, length) = (number(8)?, number(12)?);
    font.get_mut(offset..)?.get_mut(..length)
}

/// Swaps FontMatrix and FontBBox in the Top DICT of a CFF table when FontMatrix stands directly behind ROS.
///
/// `subsetter` writes them so for a face that names neither itself nor its rights, such as Fandol Song Bold. It is
/// valid, but veraPDF then misreads every width and fails the file (ISO 19005-2, 6.2.11.5).
fn put_bounds_before_matrix(cff: &mut [u8]) -> Option<()> {
    const ROS: &[u8] = &[12, 30];
    const FONT_MATRIX: &[u8] = &[12, 7];
    const FONT_BBOX: &[u8] = &[5];

    // Adobe Technical Note 5176: a header, whose third byte is its length, the Name INDEX, the Top DICT INDEX.
    let names = usize::from(*cff.get(2)?);
    let (_, top_index) = first_of_index(cff, names)?;
    let (top, _) = first_of_index(cff, top_index)?;

    let (ros, matrix_start) = entry(cff, top)?;
    let (matrix, bounds_start) = entry(cff, matrix_start)?;
    let (bounds, end) = entry(cff, bounds_start)?;
    if (ros, matrix, bounds) == (ROS, FONT_MATRIX, FONT_BBOX) {
        cff.get_mut(matrix_start..end)?.rotate_left(bounds_start - matrix_start);
    }
    Some(())
}

/// Where the first object of an INDEX begins, and where the INDEX ends (Technical Note 5176, 5).
fn first_of_index(cff: &[u8], start: usize) -> Option<(usize, usize)> {
    let count = usize::from(u16::from_be_bytes(cff.get(start..start + 2)?.try_into().ok()?));
    let size = usize::from(*cff.get(start + 2)?);
    let offset = |n: usize| {
        let bytes = cff.get(start + 3 + n * size..)?.get(..size)?;
        Some(bytes.iter().fold(0, |number, &byte| number << 8 | usize::from(byte)))
    };
    // Offsets count from the byte before the data.
    let data = start + 2 + (count + 1) * size;
    Some((data + offset(0)?, data + offset(count)?))
}

/// The operator of the DICT entry that begins at `at`, and where the entry ends (Technical Note 5176, 4).
fn entry(cff: &[u8], mut at: usize) -> Option<(&[u8], usize)> {
    loop {
        at += match *cff.get(at)? {
            12 => return Some((cff.get(at..at + 2)?, at + 2)),
            0..=21 => return Some((cff.get(at..at + 1)?, at + 1)),
            28 => 3,
            29 => 5,
            // A real number: nibbles up to one that is f.
            30 => 2 + cff.get(at + 1..)?.iter().position(|byte| byte & 0x0F == 0x0F)?,
            247..=254 => 2,
            _ => 1,
        };
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    /// A CFF table as far as its Top DICT, which is given.
    fn cff(top: &[u8]) -> Vec<u8> {
        let names = [0, 1, 1, 1, 2, b'A'];
        [&[1, 0, 4, 4], &names[..], &[0, 1, 1, 1, top.len() as u8 + 1], top].concat()
    }

    const ROS: &[u8] = &[248, 27, 248, 28, 139, 12, 30];
    const MATRIX: &[u8] = &[30, 0x0A, 0x00, 0x1F, 139, 139, 30, 0x0A, 0x00, 0x1F, 139, 139, 12, 7];
    const BOUNDS: &[u8] = &[139, 28, 0xFF, 0x38, 29, 0, 0, 3, 0xE8, 139, 5];
    const NOTICE: &[u8] = &[140, 1];

    #[test]
    fn a_matrix_behind_ros_changes_place_with_the_bounds() {
        let mut table = cff(&[ROS, MATRIX, BOUNDS, NOTICE].concat());
        put_bounds_before_matrix(&mut table).unwrap();
        assert_eq!(table, cff(&[ROS, BOUNDS, MATRIX, NOTICE].concat()));
    }

    #[test]
    fn anything_else_is_left_alone() {
        for top in [[ROS, NOTICE, MATRIX, BOUNDS].concat(), [ROS, BOUNDS, MATRIX, NOTICE].concat()] {
            let mut table = cff(&top);
            put_bounds_before_matrix(&mut table).unwrap();
            assert_eq!(table, cff(&top));
        }
        assert_eq!(put_bounds_before_matrix(&mut [1, 0, 4, 4, 0, 1, 4, 0]), None);
    }
}
