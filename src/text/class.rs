//! What part a character plays in a line of Chinese (CLREQ 3.1, GB/T 15834-2011 section 5).

/// The part a character plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// An ideograph, or anything else that fills a cell of its own.
    Han,
    /// A sign of full width between figures: the blank at its sides is in its cell, as that of a mark is.
    Sign,
    /// A full-width opening mark: its ink is in the right half of its cell.
    Open,
    /// A full-width stop or closing mark: its ink is in the left half of its cell.
    Close,
    /// Half of a 破折号 —— or 省略号 ……: its neighbour of the same kind may not be parted from it.
    Leader,
    /// A letter or a digit of half width.
    Latin,
    /// Any other character of half width.
    Other,
}

/// The half of its em in which the ink of a full-width mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// Stops and closing marks.
    Left,
    /// Opening marks.
    Right,
}

/// Opening marks of full width.
pub(super) const OPENING: &str = "（〔【《〈「『〖［｛“‘";
/// Stops and closing marks of full width.
pub(super) const CLOSING: &str = "）〕】》〉」』〗］｝、，。．：；！？”’";
/// Further characters that never begin a line (GB/T 15834-2011, 5.1; CLREQ 3.1.4), closing marks of every width among
/// them.
const NEVER_FIRST: &str = "%％‰℃·～/／,.;:!?)]}»›";
/// Further characters that never end a line: opening marks of every width, currency signs.
const NEVER_LAST: &str = "([{«‹$＄¥￥£￡€";
/// Units that stay with their number, beside those of [`NEVER_FIRST`] and the square ones of U+338E to U+33D5.
const UNITS: &str = "°℉";
/// An ellipsis and a dash are made of two of these.
const LEADERS: &str = "—…⋯―";

/// The half in which a full-width mark has its ink; `None` for other characters.
pub(super) fn half_of(ch: char) -> Option<Half> {
    // Most characters are ideographs: asked first, that is soon said.
    if is_ideograph(ch) {
        None
    } else if OPENING.contains(ch) {
        Some(Half::Right)
    } else if CLOSING.contains(ch) {
        Some(Half::Left)
    } else {
        None
    }
}

/// The part a cluster plays, told by its first character and by whether its face sets it an em wide.
pub(super) fn classify(ch: char, full_width: bool) -> Class {
    if is_ideograph(ch) && full_width {
        return Class::Han;
    }
    if LEADERS.contains(ch) {
        return Class::Leader;
    }
    if !full_width {
        return if ch.is_alphanumeric() { Class::Latin } else { Class::Other };
    }
    match half_of(ch) {
        Some(Half::Right) => Class::Open,
        Some(Half::Left) => Class::Close,
        None if is_sign(ch) => Class::Sign,
        None => Class::Han,
    }
}

/// Whether a character of full width stands between figures or before one: ～ ％ ‰ ± × ÷ ＋ ＝, arrows, operators (≥ ≤
/// ∶) and triangles (▲ ▼).
fn is_sign(ch: char) -> bool {
    "～％‰±×÷＋－＜＝＞".contains(ch) || matches!(ch, '←'..='⋿' | '▲'..='▽')
}

/// Whether a character may not begin a line.
pub(super) fn never_first(ch: char) -> bool {
    !is_ideograph(ch) && (CLOSING.contains(ch) || NEVER_FIRST.contains(ch))
}

/// Whether a character may not end a line.
pub(super) fn never_last(ch: char) -> bool {
    !is_ideograph(ch) && (OPENING.contains(ch) || NEVER_LAST.contains(ch))
}

/// Whether a character is a unit that stays with the number before it.
pub(super) fn is_unit(ch: char) -> bool {
    UNITS.contains(ch) || matches!(ch, '㎎'..='㏕')
}

/// Whether white space beside a character means nothing: it sets its own distance, or takes the Han–Latin gap.
pub(crate) fn is_wide(ch: char) -> bool {
    half_of(ch).is_some()
        || LEADERS.contains(ch)
        || matches!(u32::from(ch),
            0x2E80..=0x303E | 0x3041..=0x33FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F
            | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x2_0000..=0x3_FFFF)
}

/// Whether a character is an ideograph: the only ones between which a space is kept.
pub(crate) fn is_ideograph(ch: char) -> bool {
    ch == '〇'
        || ch == '々'
        || matches!(u32::from(ch), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}
