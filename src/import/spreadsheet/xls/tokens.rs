//! What the tokens of a formula tell of it (MS-XLS 2.5.198): whether it is a sum, and where it takes figures from.

use super::super::sheet::Reach;
use super::compound::u16_at;

/// What is known of some tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub is_made_again: bool,
    pub reach: Reach,
    /// The cell that the tokens stand in, if they stand in another: row and column.
    pub shared_from: Option<(usize, usize)>,
}

/// The number of the function SUM.
const SUM: u16 = 4;

/// Reads tokens as far as they are known. `is_external` tells of a reference by its index whether it leads to another
/// file.
pub(super) fn told(tokens: &[u8], is_external: impl Fn(usize) -> bool) -> Told {
    let mut told = Told::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at).copied() {
        let data = tokens.get(at + 1..).unwrap_or_default();
        // Tokens that give a value have it in three kinds.
        let kind = if token & 0x40 != 0 { (token | 0x20) & 0x3F } else { token & 0x3F };
        let length = match kind {
            0x01 => {
                told.shared_from =
                    u16_at(data, 0).zip(u16_at(data, 2)).map(|(row, column)| (row.into(), column.into()));
                4
            }
            0x02 => 4,
            0x03..=0x16 => 0,
            0x17 => {
                let (count, is_wide) =
                    (data.first().copied().unwrap_or_default().into(), data.get(1).is_some_and(|flags| flags & 1 != 0));
                let length: usize = if is_wide { 2 * count } else { count };
                let text = data.get(2..2 + length).unwrap_or_default();
                let units: Vec<u16> = text.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect();
                told.is_made_again |= is_wide && String::from_utf16_lossy(&units).contains('平');
                2 + length
            }
            0x19 => {
                let kind = data.first().copied().unwrap_or_default();
                told.is_made_again |= kind & 0x10 != 0;
                // A choice stands before the ways that there are.
                if kind & 0x04 != 0 { 3 + 2 * (usize::from(u16_at(data, 1).unwrap_or_default()) + 1) } else { 3 }
            }
            0x1C | 0x1D => 1,
            0x1E | 0x21 | 0x29 => 2,
            0x1F | 0x25 | 0x2B | 0x2D => 8,
            0x20 => 7,
            0x22 => {
                told.is_made_again |= u16_at(data, 1) == Some(SUM);
                3
            }
            0x23 | 0x24 | 0x2A | 0x2C => 4,
            0x26..=0x28 => 6,
            0x39..=0x3D => {
                let is_external = is_external(u16_at(data, 0).unwrap_or_default().into());
                told.reach = told.reach.max(if is_external { Reach::OtherFiles } else { Reach::Workbook });
                if kind == 0x3B || kind == 0x3D { 10 } else { 6 }
            }
            _ => break,
        };
        at += 1 + length;
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by hand after MS-XLS 2.5.198.
    #[test]
    fn sums_and_references_are_told() {
        let of = |tokens: &[u8]| told(tokens, |index| index == 1);
        let area = [0x25, 0, 0, 8, 0, 0, 0xC0, 0, 0xC0];
        assert_eq!(of(&area), Told::default());
        // SUM of one area has a token of its own.
        assert!(of(&[&area[..], &[0x19, 0x10, 0, 0]].concat()).is_made_again);
        assert!(of(&[&area[..], &area, &[0x42, 2, 4, 0]].concat()).is_made_again);
        assert!(!of(&[&area[..], &area, &[0x42, 2, 7, 0]].concat()).is_made_again);
        assert_eq!(of(&[0x5A, 0, 0, 1, 0, 0, 0]).reach, Reach::Workbook);
        assert_eq!(of(&[0x5A, 1, 0, 1, 0, 0, 0]).reach, Reach::OtherFiles);
        assert_eq!(of(&[0x01, 4, 0, 2, 0]).shared_from, Some((4, 2)));
        assert!(of(&[0x17, 1, 1, 0x73, 0x5E]).is_made_again);
        assert_eq!(of(&[0x17, 9, 1]), Told::default());
    }
}
