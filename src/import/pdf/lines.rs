//! Lines of a page joined again: where a line ended by itself nothing stands, or the blank between two words; where
//! somebody ended it, a line end.

use super::signs::Sign;
use crate::extract::Shown;

/// The room that a text has on the page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Room {
    /// Its lines reach to here.
    Edge(f32),
    /// They are so wide at most.
    Width(f32),
    /// Unknown.
    Unknown,
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Index of its first character among the signs of its text.
    pub start: usize,
    /// Its ends, along the line.
    pub left: f32,
    pub right: f32,
    /// How much room its first word takes.
    pub unit: f32,
    /// The word at its end, if that is one of Latin letters and signs.
    pub word: String,
    /// How many characters it has.
    pub count: usize,
}

/// What stands between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    None,
    Blank,
    Break,
}

/// Baselines nearer than this many em are one.
const SAME_LINE: f32 = 0.3;
/// A line that could have taken the next word and so many em more was ended by somebody: marks that may not begin a line
/// come with that word, and words of a title are kept whole.
const SURE: f32 = 4.0;
/// Behind these a word or an address is divided without a sign.
const DIVIDERS: [char; 4] = ['-', '/', '–', '_'];

/// The lines of a text.
pub(super) fn rows(signs: &[Sign]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut last: Option<(usize, &Shown)> = None;
    for (at, sign) in signs.iter().enumerate() {
        let Sign::Shown(page, shown) = sign else { continue };
        let (from, to) = along(shown);
        let goes_on = last.is_some_and(|(before, last)| before == *page && is_same_line(last, shown));
        if !goes_on || rows.is_empty() {
            rows.push(Row { start: at, left: from, right: to, unit: 0.0, word: String::new(), count: 0 });
        }
        let Some(row) = rows.last_mut() else { continue };
        (row.left, row.right) = (row.left.min(from), row.right.max(to));
        if row.count == 0 || (row.word.chars().count() == row.count && is_latin(shown.ch)) {
            row.unit += to - from;
        }
        row.count += 1;
        match is_latin(shown.ch) {
            true => row.word.push(shown.ch),
            false => row.word.clear(),
        }
        last = Some((*page, shown));
    }
    rows
}

/// What stands between the last character of a line and the first of the next.
pub(super) fn joint([last, next]: [&Shown; 2], [above, below]: [&Row; 2], room: Room, in_cell: bool) -> Joint {
    let slack = match room {
        Room::Edge(edge) => edge - above.right,
        Room::Width(width) => width - (above.right - above.left),
        Room::Unknown => 0.0,
    };
    if slack > below.unit + SURE * last.size {
        return Joint::Break;
    }
    // A word that fills a line alone is longer than a line, but in a narrow cell any word fills it.
    let is_whole_line = above.word.chars().count() == above.count && !in_cell;
    let is_address = ["://", "www.", "@"].iter().any(|sign| above.word.contains(sign));
    // A sign that stands alone divides nothing.
    let is_sign = DIVIDERS.contains(&last.ch) && above.word.chars().count() > 1;
    let is_parted = !(is_whole_line || is_address || is_sign);
    if is_latin(last.ch) && is_latin(next.ch) && is_parted { Joint::Blank } else { Joint::None }
}

/// Whether a character is part of a word that blanks stand around.
pub(super) fn is_latin(ch: char) -> bool {
    ch.is_ascii_graphic() || (ch.is_alphabetic() && ch < '\u{2000}')
}

/// Where a character begins and ends along its line, which may run upwards.
fn along(shown: &Shown) -> (f32, f32) {
    match is_turned(shown) {
        true => (-shown.from.1, -shown.to.1),
        false => (shown.from.0.min(shown.to.0), shown.from.0.max(shown.to.0)),
    }
}

fn is_turned(shown: &Shown) -> bool {
    (shown.to.1 - shown.from.1).abs() > (shown.to.0 - shown.from.0).abs()
}

fn is_same_line(last: &Shown, next: &Shown) -> bool {
    let across = match is_turned(last) {
        true => last.to.0 - next.from.0,
        false => last.to.1 - next.from.1,
    };
    across.abs() < SAME_LINE * last.size.max(next.size)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of characters of ten points, at a left end and a baseline each; letters are half as wide.
    fn shown(lines: &[&str]) -> Vec<Shown> {
        let mut all = Vec::new();
        for (line, y) in lines.iter().zip((0..).map(|line| 20.0 * line as f32)) {
            let mut x = 0.0;
            for ch in line.chars() {
                let width = if ch.is_ascii() { 5.0 } else { 10.0 };
                let (from, to) = ((x, y), (x + width, y));
                all.push(Shown { ch, from, to, size: 10.0, in_drawing: false, face: 0, mark: None });
                x += width;
            }
        }
        all
    }

    fn joined(lines: [&str; 2], room: Room, in_cell: bool) -> Joint {
        let shown = shown(&lines);
        let signs: Vec<Sign> = shown.iter().map(|shown| Sign::Shown(0, shown)).collect();
        let rows = rows(&signs);
        let [above, below] = &rows[..] else { panic!("{rows:?}") };
        joint([&shown[below.start - 1], &shown[below.start]], [above, below], room, in_cell)
    }

    #[test]
    fn words_are_parted_and_han_is_not() {
        let of = |lines| joined(lines, Room::Unknown, false);
        assert_eq!(of(["公开信息", "三十条"]), Joint::None);
        assert_eq!(of(["收到66", "件"]), Joint::None);
        assert_eq!(of(["见 Open", "Data"]), Joint::Blank);
        assert_eq!(of(["见 one,", "two"]), Joint::Blank);
        assert_eq!(of(["见 e-", "mail"]), Joint::None);
        assert_eq!(of(["见 A -", "B"]), Joint::Blank);
        assert_eq!(of(["见https://www.gov.", "cn"]), Joint::None);
        assert_eq!(of(["Donaudampfschiff", "fahrt"]), Joint::None, "longer than a line");
        assert_eq!(joined(["Open", "Data"], Room::Unknown, true), Joint::Blank);
        assert_eq!(joined(["12", "34"], Room::Unknown, true), Joint::Blank, "two figures are never one");
    }

    #[test]
    fn short_lines_were_ended_by_somebody() {
        let room = Room::Edge(100.0);
        assert_eq!(joined(["甲乙", "丙"], room, false), Joint::Break);
        assert_eq!(joined(["甲乙丙丁戊己", "庚"], room, false), Joint::None);
        assert_eq!(joined(["甲乙", "gongkai-xx"], room, false), Joint::None, "the word had no room");
        assert_eq!(joined(["甲乙", "丙"], Room::Width(30.0), true), Joint::None);
    }
}
