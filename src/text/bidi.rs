//! Text that runs from right to left among text that runs from left to right (UAX #9, by unicode-bidi).
//!
//! A paragraph runs from left to right, as Chinese does. Its text stays in the order in which it is read; only where a
//! line puts its parts is another order.

use unicode_bidi::{Level, ParagraphBidiInfo};

/// An embedding level: even from left to right, odd from right to left.
pub(super) type Embedding = u8;

/// Whether text of a level runs from right to left.
pub(super) fn runs_left(level: Embedding) -> bool {
    level % 2 == 1
}

/// Whether a text may run from right to left in part: without characters of such scripts, no level is above 0.
pub(super) fn may_run_left(text: &str) -> bool {
    text.chars().any(is_right_to_left)
}

/// The level at each of some places of a text (bytes at which characters begin).
pub(super) fn levels(text: &str, places: &[usize]) -> Vec<Embedding> {
    let resolved = ParagraphBidiInfo::new(text, Some(Level::ltr())).levels;
    places.iter().map(|place| resolved.get(*place).map_or(0, Level::number)).collect()
}

/// The order from left to right of what has these levels (rule L2): the index of the leftmost first.
pub(super) fn order(levels: &[Embedding]) -> Vec<usize> {
    let levels: Vec<Level> = levels.iter().map(|level| Level::new(*level).unwrap_or(Level::ltr())).collect();
    ParagraphBidiInfo::reorder_visual(&levels)
}

/// Whether a character belongs to a block of scripts that run from right to left.
fn is_right_to_left(ch: char) -> bool {
    matches!(
        u32::from(ch),
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Levels of the characters of a text.
    fn of(text: &str) -> Vec<Embedding> {
        levels(text, &text.char_indices().map(|(at, _)| at).collect::<Vec<_>>())
    }

    /// By hand from UAX #9: a number within Arabic is at level 2, the space before it at that of the Arabic.
    #[test]
    fn levels_of_arabic_among_chinese() {
        assert!(!may_run_left("中文abc") && may_run_left("中ab אב 12 中"));
        assert_eq!(of("中文abc"), [0; 5]);
        assert_eq!(of("中ab אב 12 中"), [0, 0, 0, 0, 1, 1, 1, 2, 2, 0, 0]);
    }

    #[test]
    fn what_runs_left_is_turned_round() {
        assert_eq!(order(&[0, 1, 1, 2, 2, 0]), [0, 3, 4, 2, 1, 5]);
    }
}
