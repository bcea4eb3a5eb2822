//! A matrix where veraPDF finds it.

use super::tables::{Index, entry};

/// Swaps FontMatrix and FontBBox in the Top DICT of a CFF table when FontMatrix stands directly behind ROS.
///
/// `subsetter` writes them so for a face that names neither itself nor its rights, such as Fandol Song Bold. It is
/// valid, but veraPDF then misreads every width and fails the file (ISO 19005-2, 6.2.11.5).
pub(super) fn put_bounds_before_matrix(cff: &mut [u8]) -> Option<()> {
    const ROS: &[u8] = &[12, 30];
    const FONT_MATRIX: &[u8] = &[12, 7];
    const FONT_BBOX: &[u8] = &[5];

    // Adobe Technical Note 5176: a header, whose third byte is its length, the Name INDEX, the Top DICT INDEX.
    let names = Index::read(cff, usize::from(*cff.get(2)?))?;
    let dicts = Index::read(cff, names.end)?;
    // The only one ends where the INDEX does.
    let top = dicts.end.checked_sub(dicts.get(0)?.len())?;

    let (ros, matrix_start) = entry(cff, top)?;
    let (matrix, bounds_start) = entry(cff, matrix_start)?;
    let (bounds, end) = entry(cff, bounds_start)?;
    if (ros, matrix, bounds) == (ROS, FONT_MATRIX, FONT_BBOX) {
        cff.get_mut(matrix_start..end)?.rotate_left(bounds_start - matrix_start);
    }
    Some(())
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
