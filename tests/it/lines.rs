//! How lines are divided and spaced: CLREQ, GB/T 15834-2011 and docs/typography.md, over a long text
//! that tempts every rule.

use std::sync::LazyLock;

use crate::support::pdf::{Glyph, Line};
use crate::support::{Dice, HAN, MM, assert_near, build, overview, report, squeezed};

const LEFT: f64 = 28.0 * MM;
const WIDTH: f64 = 156.0 * MM;
const EM: f64 = 16.0;

/// What is never divided: a dash, an ellipsis, a number with what belongs to it, a word.
const UNDIVIDED: [&str; 12] =
    ["——", "……", "...", "13650", "31.5%", "6.5‰", "-2.5℃", "1,362", "〔2019〕", "Excel", "2021-03-31", "0531-84232793"];
const CLOSING: &str = "、，。；》）”’】〕";
const OPENING: &str = "《（“‘【〔";
/// What may be divided, but not before a closing mark or after an opening one.
const MARKED: [&str; 10] =
    ["《通知》", "（办法）", "“六稳”", "‘一’", "【甲】", "、", "，", "。", "；“三”", "（《乙》），"];

/// Paragraphs of words, marks and numbers; and where in each, white space left out, no line may end.
static PARAGRAPHS: LazyLock<Vec<(String, Vec<usize>)>> = LazyLock::new(|| {
    let han: Vec<char> = HAN.chars().collect();
    let mut dice = Dice(15834);
    let mut paragraph = || {
        let mut text = String::new();
        let mut inside = Vec::new();
        for _ in 0..60 + dice.roll(60) {
            for _ in 0..1 + dice.roll(5) {
                text.push(han[dice.roll(han.len())]);
            }
            if dice.roll(3) == 0 {
                let whole = UNDIVIDED[dice.roll(UNDIVIDED.len())];
                let start = text.chars().count();
                inside.extend(start + 1..start + whole.chars().count());
                text.push_str(whole);
            } else {
                text.push_str(MARKED[dice.roll(MARKED.len())]);
            }
        }
        (text + "末。", inside)
    };
    (0..60).map(|_| paragraph()).collect()
});

/// The lines of each paragraph.
static LINES: LazyLock<Vec<Vec<Line>>> = LazyLock::new(|| {
    let text: Vec<&str> = PARAGRAPHS.iter().map(|(text, _)| text.as_str()).collect();
    let pdf = build(&report("[page]\nduplex = false\n", &text.join("\n\n")));
    let mut paragraphs = vec![Vec::new()];
    for line in overview(&pdf).into_iter().flatten() {
        let is_last = line.text().ends_with("末。");
        paragraphs.last_mut().unwrap().push(line);
        if is_last {
            paragraphs.push(Vec::new());
        }
    }
    assert_eq!(paragraphs.pop().map(|rest| rest.len()), Some(0));
    assert_eq!(paragraphs.len(), PARAGRAPHS.len());
    paragraphs
});

/// Every line but the last of its paragraph: those that fill the type area.
fn full_lines() -> impl Iterator<Item = &'static Line> {
    LINES.iter().flat_map(|lines| &lines[..lines.len() - 1])
}

/// Pairs of neighbours in a line.
fn neighbours(line: &Line) -> impl Iterator<Item = (&Glyph, &Glyph)> {
    line.glyphs.iter().zip(&line.glyphs[1..])
}

fn is_han(glyph: &Glyph) -> bool {
    HAN.contains(&*glyph.text) || "通知办法六稳一甲三乙末".contains(&*glyph.text)
}

fn is_latin(glyph: &Glyph) -> bool {
    glyph.text.chars().all(|c| c.is_ascii_alphanumeric())
}

#[test]
fn all_of_it_is_there() {
    for ((text, _), lines) in PARAGRAPHS.iter().zip(&*LINES) {
        assert_eq!(squeezed(&lines.iter().map(Line::text).collect::<String>()), *text);
    }
}

/// 行首行尾禁则: zero of either.
#[test]
fn no_line_begins_or_ends_with_the_wrong_mark() {
    for line in LINES.iter().flatten() {
        let text = squeezed(&line.text());
        assert!(!text.starts_with(|c| "、，。．：；！？）〕】》〉」』”’%％‰℃·～/".contains(c)), "{text}");
        assert!(!text.ends_with(|c| "（〔【《〈「『“‘".contains(c)), "{text}");
    }
}

#[test]
fn what_belongs_together_stays_on_a_line() {
    let mut tempted = 0;
    for ((text, inside), lines) in PARAGRAPHS.iter().zip(&*LINES) {
        let mut end = 0;
        for line in lines {
            end += squeezed(&line.text()).chars().count();
            let around: String = text.chars().skip(end.saturating_sub(8)).take(16).collect();
            assert!(!inside.contains(&end), "a line ends in the middle of …{around}…");
            tempted += usize::from(inside.contains(&(end + 1)) || end > 0 && inside.contains(&(end - 1)));
        }
    }
    assert!(tempted > 50, "the rule was hardly put to the test: {tempted}");
}

/// Both edges within half a point; punctuation last in a line takes half its width. A line may end earlier only where
/// what follows cannot be divided and its Han are spread as far as they may be.
#[test]
fn full_lines_reach_both_edges() {
    for line in full_lines() {
        let (first, last) = (line.first(), line.last());
        let text = line.text();
        let is_mark = CLOSING.contains(&*last.text);
        // A 16-pt em box may stand over its 15.79-pt cell.
        let right = if is_mark { last.ink.unwrap().x1.max(last.x) } else { last.right() };
        let slack = if is_mark { EM / 2.0 } else { 0.5 };
        assert!(right <= LEFT + WIDTH + 0.5, "{text}: {:.2}", right - LEFT - WIDTH);
        let gaps = neighbours(line).filter(|(a, b)| is_han(a) && is_han(b)).map(|(a, b)| (b.x - a.right()) / EM);
        let spread = gaps.fold(0.0, f64::max);
        assert!(right >= LEFT + WIDTH - slack || spread > 0.13, "{text}: {:.2}", right - LEFT - WIDTH);
        // An opening mark gives back its blank half at the edge.
        let left = if is_han(first) { first.x } else { first.ink.unwrap().x0 };
        assert!(left >= LEFT - 0.5, "{text}");
    }
}

/// No gap between two Han characters exceeds 0.15 em.
#[test]
fn han_are_not_spread_apart() {
    for line in full_lines() {
        for (a, b) in neighbours(line).filter(|(a, b)| is_han(a) && is_han(b)) {
            let gap = (b.x - a.right()) / EM;
            assert!((-0.02..=0.151).contains(&gap), "{gap:.3} em between {} and {} in {}", a.text, b.text, line.text());
        }
    }
}

/// Between Han and Latin letters or digits stands a quarter em, adjustable from an eighth to a half.
#[test]
fn latin_stands_apart_from_han() {
    let mut found = 0;
    for line in LINES.iter().flatten() {
        for (a, b) in neighbours(line).filter(|(a, b)| is_han(a) && is_latin(b) || is_latin(a) && is_han(b)) {
            let gap = (b.x - a.right()) / EM;
            // Measured from the em box, which is 0.013 em wider than its cell.
            assert!((0.105..=0.505).contains(&gap), "{gap:.3} em between {} and {} in {}", a.text, b.text, line.text());
            found += 1;
        }
    }
    assert!(found > 100);
    // In a last line nothing is adjusted: a quarter em.
    let pdf = build(&report("", "甲2025乙"));
    let line = &overview(&pdf)[0][0];
    let gaps: Vec<f64> =
        neighbours(line).filter(|(a, b)| is_latin(a) != is_latin(b)).map(|(a, b)| b.x - a.right()).collect();
    assert_eq!(gaps.len(), 2);
    gaps.iter().for_each(|gap| assert_near(*gap, 0.25 * EM, 0.22, "gap between Han and Latin"));
}

/// Adjacent marks give back the half em that faces inward. Two that close, or two that open, have then hardly any room
/// between their ink, else more than half an em; one that closes and one that opens have half an em, else one.
#[test]
fn adjacent_marks_close_up() {
    let mut found = [0; 2];
    for line in LINES.iter().flatten() {
        for (a, b) in neighbours(line) {
            let [closes, also_closes] = [a, b].map(|mark| CLOSING.contains(&*mark.text));
            let [opens, also_opens] = [a, b].map(|mark| OPENING.contains(&*mark.text));
            let most = match () {
                _ if closes && also_closes || opens && also_opens => 0.45,
                _ if closes && also_opens => 0.9,
                _ => continue,
            };
            let gap = (b.ink.unwrap().x0 - a.ink.unwrap().x1) / EM;
            assert!(gap < most, "{gap:.2} em between {} and {} in {}", a.text, b.text, line.text());
            found[usize::from(also_opens)] += 1;
        }
    }
    assert!(found.iter().all(|count| *count > 10), "{found:?}");
}

/// An address breaks after / . ? & - _ @ = % # :, and elsewhere only where its line could not be filled; no line is
/// short.
#[test]
fn addresses_break_where_they_may() {
    const ADDRESS: &str = "https://www.example.gov.cn/zwgk/nianbao2025_1.html?id=7&page=2";
    let paragraphs: Vec<String> =
        (0..26).map(|indent| HAN.chars().take(indent).collect::<String>() + ADDRESS + "，末。").collect();
    let (mut behind_marks, mut between_letters) = (0, 0);
    let pdf = build(&report("[page]\nduplex = false\n", &paragraphs.join("\n\n")));
    for line in overview(&pdf).into_iter().flatten().filter(|line| !line.text().ends_with("末。")) {
        let last = &line.last().text;
        // A 16-pt em box may stand over its 15.79-pt cell.
        let short = LEFT + WIDTH - line.last().right();
        assert!((-0.3..0.5).contains(&short), "{short:.2} pt short: {}", line.text());
        behind_marks += usize::from("/.?&-_@=%#:".contains(&**last));
        between_letters += usize::from(last.chars().all(|ch| ch.is_ascii_alphanumeric()));
    }
    assert!(behind_marks > between_letters && between_letters > 0, "{behind_marks}, {between_letters}");
    assert!(pdf.text().contains(&paragraphs.concat()));
}
