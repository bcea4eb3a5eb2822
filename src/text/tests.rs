//! What a line looks like: kinsoku, closed-up marks, gaps, justification, fallback. Expected places are worked out by
//! hand from GB/T 9704-2012, 5.2: a cell is 156/28 mm, an em 16 pt, a line 28 cells.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::diagnostic::Diagnostic;
use crate::node::NodeId;
use crate::source::{Sources, Span};
use crate::units::Pt;

const CELL: f64 = 156.0 / 28.0 * 72.0 / 25.4;
const EM: f64 = 16.0;
/// A digit of Noto Serif ExtraLight, which stands beside 仿宋, is 559 thousandths of an em wide.
const DIGIT: f64 = EM * 0.559;
const WIDTH: f64 = CELL * 28.0;

fn try_set(text: &str, width: f64, first_indent: f64, span: Option<Span>) -> (Vec<Line>, Vec<Diagnostic>) {
    let faces = Faces::embedded();
    let mut typesetter = Typesetter::new(&faces);
    let style = Style { role: Role::Body, size: Pt(EM), cell: CELL / EM };
    let run = Run { content: Content::Text(text), style, node: NodeId(0), link: None, span };
    let measure = Measure { width: Pt(width), first_indent: Pt(first_indent) };
    let lines = typesetter.paragraph(&[run]).lines(measure, Alignment::Justified);
    (lines, typesetter.into_problems())
}

fn set(text: &str) -> Vec<Line> {
    let (lines, problems) = try_set(text, WIDTH, 0.0, None);
    assert_eq!(problems, []);
    lines
}

fn text_of(line: &Line) -> String {
    line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
}

/// Distance of the pens of two neighbouring characters in the first line of a text, pt.
fn step(text: &str, first: &str, second: &str) -> f64 {
    let line = set(text).swap_remove(0);
    let glyphs: Vec<&LineGlyph> = line.glyphs.iter().filter(|glyph| glyph.text != " ").collect();
    let pair = glyphs.windows(2).find(|pair| pair[0].text == first && pair[1].text == second).unwrap();
    (pair[1].x - pair[0].x).0
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.001
}

fn han(count: usize) -> String {
    "国".repeat(count)
}

/// A line and its pens, one in five, so that a person can check them.
fn picture(lines: &[Line]) -> String {
    let line = |line: &Line| {
        let pens: Vec<String> = line.glyphs.iter().step_by(5).map(|glyph| format!("{:.2}", glyph.x.0)).collect();
        format!("{} | {} | {:.2}", text_of(line), pens.join(" "), line.right.0)
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Worked out by hand; 〔2019〕54号 stays whole. Line 1: four digits (35.78 pt), a gap of 4 and 25 cells of 15.79 leave
/// 7.59 pt: 4 for the gap, the rest among 24 places. Line 2: 28 cells less two closed-up halves leave a cell for 27
/// places. Line 3: 28 cells less a half leave half a cell. Line 4: six digits (53.66 pt), a gap and 25 cells are 10.3
/// pt too long, which three marks give back.
#[test]
fn a_paragraph_of_the_sample() {
    let lines = set(
        "2020年，济南市济阳区认真贯彻落实国家和省市政务公开工作要求，以新修订的《政府信息公开条例》、《国务院办公厅关于全面\
         推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）等文件精神为指导，以基层政务公开标准化规范化建设为\
         总抓手，全面深入推进政务公开工作。",
    );
    insta::assert_snapshot!(picture(&lines), @r"
    2020年，济南市济阳区认真贯彻落实国家和省市政务公开工作 | 0.00 59.72 139.43 219.15 298.87 378.58 | 442.20
    要求，以新修订的《政府信息公开条例》、《国务院办公厅关于 | 0.00 81.89 163.78 245.67 311.77 393.66 | 442.20
    全面推进基层政务公开标准化规范化工作的指导意见》（国办发 | 0.00 80.43 160.85 241.28 321.71 394.24 | 442.20
    〔2019〕54号）等文件精神为指导，以基层政务公开标准化规范 | 0.00 51.57 113.98 192.94 268.48 347.45 426.41 | 442.20
    化建设为总抓手，全面深入推进政务公开工作。 | 0.00 78.97 157.93 236.90 315.86 | 323.76
    ");
}

#[test]
fn han_alone_stands_in_28_cells() {
    let lines = set(&han(60));
    assert_eq!(lines.iter().map(|line| line.glyphs.len()).collect::<Vec<_>>(), [28, 28, 4]);
    for line in &lines {
        for (at, glyph) in line.glyphs.iter().enumerate() {
            assert!(close(glyph.x.0, at as f64 * CELL), "{at}: {:?}", glyph.x);
        }
    }
}

#[test]
fn an_indent_of_two_cells_leaves_26() {
    let (lines, _) = try_set(&han(60), WIDTH, 2.0 * CELL, None);
    assert_eq!(lines.iter().map(|line| line.glyphs.len()).collect::<Vec<_>>(), [26, 28, 6]);
    assert!(close(lines[0].glyphs[0].x.0, 2.0 * CELL) && close(lines[1].glyphs[0].x.0, 0.0));
}

/// GB/T 15834-2011, 5.1 and CLREQ 3.1.4: each mark is put where it would begin the second line, or the third character
/// from there, so that it tempts every way of breaking.
#[test]
fn no_line_begins_with_a_closing_mark() {
    for mark in "、，。．：；！？）〕】》〉」』”’％‰℃·～/%,.;:!?)]}".chars() {
        for before in 26..=30 {
            let lines = set(&format!("{}{mark}{}", han(before), han(40)));
            for line in &lines {
                assert!(!text_of(line).starts_with(mark), "{mark} after {before}: {}", text_of(line));
            }
        }
    }
}

#[test]
fn no_line_ends_with_an_opening_mark() {
    for mark in "（〔【《〈「『“‘([{＄￥$¥".chars() {
        for before in 25..=29 {
            let lines = set(&format!("{}{mark}{}", han(before), han(40)));
            for line in &lines {
                assert!(!text_of(line).ends_with(mark), "{mark} after {before}: {}", text_of(line));
            }
        }
    }
}

/// None of these is divided, wherever the line's end falls.
#[test]
fn what_is_not_divided() {
    for unit in [
        "——",
        "……",
        "3.14%",
        "1,362",
        "12.5‰",
        "37℃",
        "3㎡",
        "90°",
        "5㎏",
        "〔2019〕",
        "〔2020〕109号",
        "〔2019〕第5号",
        "2020-02-24",
        "16:27",
        "Windows",
        "0531-84232793",
    ] {
        for before in 20..=29 {
            let lines = set(&format!("{}{unit}{}", han(before), han(40)));
            assert!(lines.iter().any(|line| text_of(line).contains(unit)), "{unit} after {before}");
        }
    }
}

/// Behind its marks, or between letters where the line could not be filled to the mark before: at most 0.15 em from em
/// box to em box of the Han, half an em at the gap, 0.04 em between letters. Then no line is short, and no letter
/// alone.
#[test]
fn addresses_are_divided_behind_their_marks_or_where_a_line_would_stay_short() {
    let key = "0123456789abcdef0123456789abcdef";
    let addresses = [
        "www.jiyang.gov.cn/art/2020/index.html?id=1&page=2".to_owned(),
        "jyqzfbgsxxk@jn.shandong.cn".to_owned(),
        format!("https://www.jiyang.gov.cn/art_1229_{key}{key}.html"),
        format!("http://www.jiyang.gov.cn/{key}#%E5%85%AC?area={key}"),
    ];
    let mut between_letters = 0;
    for address in &addresses {
        for before in 5..=28 {
            let lines = set(&format!("{}{address}{}", han(before), han(40)));
            for (line, next) in lines.iter().zip(&lines[1..]) {
                assert!(close(line.right.0, WIDTH) || line.right.0 > WIDTH - 0.5, "{}", picture(&lines));
                let (text, next) = (text_of(line), text_of(next));
                let (last, first) = (text.chars().next_back().unwrap(), next.chars().next().unwrap());
                if !last.is_ascii() || !first.is_ascii() || "/.?&-_@=%#:".contains(last) {
                    continue;
                }
                between_letters += 1;
                let at = text.rfind(|ch: char| !ch.is_ascii() || "/.?&-_@=%#:".contains(ch)).unwrap_or(0);
                let head = &text[..at + text[at..].chars().next().map_or(0, char::len_utf8)];
                let count = head.chars().count();
                if count > 1 {
                    let short = WIDTH - set(head)[0].right.0;
                    let pairs = head.chars().filter(|ch| !ch.is_ascii()).count().saturating_sub(1);
                    let has_letters = head.contains(|ch: char| ch.is_ascii());
                    let gap = if has_letters && !head.is_ascii() { EM / 4.0 } else { 0.0 };
                    let room = pairs as f64 * (EM * 1.15 - CELL) + gap;
                    assert!(short > room - 0.1, "{text} ¦ {next}: {short:.2} pt short, {room:.2} to take");
                }
                assert!(!next.starts_with(|ch| "/.?&)".contains(ch)), "{text} ¦ {next}");
            }
        }
    }
    assert!(between_letters > 20, "{between_letters}");
}

/// CLREQ 3.1.6: what faces inward goes, half a cell; （） has nothing inward.
#[test]
fn adjacent_marks_close_up() {
    for (first, second) in
        [("》", "（"), ("”", "，"), ("。", "”"), ("：", "“"), ("》", "、"), ("（", "《"), ("）", "。")]
    {
        let got = step(&format!("中{first}{second}文"), first, second);
        assert!(close(got, CELL / 2.0), "{first}{second}: {got}");
    }
    assert!(close(step("中（）文", "（", "）"), CELL));
}

/// The middle of the stop's cell, where its ink ends, is at the edge: its pen is half a cell before it.
#[test]
fn a_mark_at_a_lines_end_takes_half() {
    let lines = set(&format!("{}，{}", han(27), han(20)));
    let last = lines[0].glyphs.last().unwrap();
    assert_eq!(last.text, "，");
    assert!(close(last.x.0, WIDTH - CELL / 2.0));
}

#[test]
fn a_quarter_em_stands_between_han_and_latin_written_or_not() {
    for text in ["国2国", "国 2 国"] {
        assert!(close(step(text, "国", "2"), CELL + EM / 4.0));
        assert!(close(step(text, "2", "国"), DIGIT + EM / 4.0));
    }
    assert!(close(step("国，2", "，", "2"), CELL));
    assert!(close(step("国， 2", "，", "2"), CELL));
}

/// docs/typography.md: a sign of full width has no gap beside it, typed or not.
#[test]
fn signs_have_no_gap_beside_them() {
    for sign in ["～", "≥", "≤", "±", "×", "÷", "∶", "＝", "→", "▲"] {
        for text in [format!("15{sign}20"), format!("15 {sign} 20")] {
            assert!(close(step(&text, "5", sign), DIGIT), "{text}");
            assert!(close(step(&text, sign, "2"), CELL), "{text}");
        }
        assert!(close(step(&format!("国{sign}20"), "国", sign), CELL));
    }
    assert!(close(step("占90％", "0", "％"), DIGIT));
    // A box is none: the writer's blank behind it is kept.
    assert!(close(step("□ 是", "□", "是"), CELL + EM / 4.0));
}

#[test]
fn gaps_stay_between_an_eighth_and_a_half() {
    let text = "全年共发布解读信息199条，其中57条，图文87条；收到申请66件，予以公开47件，占比71%，部分公开1件，占比2%，增长6.5%。".repeat(12);
    let lines = set(&text);
    for line in &lines[..lines.len() - 1] {
        for pair in line.glyphs.windows(2) {
            if pair[0].text == "条" || pair[0].text == "国" || !pair[1].text.starts_with(|ch: char| ch.is_ascii_digit())
            {
                continue;
            }
            if pair[0].text.chars().all(|ch| ('一'..='鿿').contains(&ch)) {
                let gap = ((pair[1].x - pair[0].x).0 - CELL) / EM;
                assert!((0.1249..=0.5001).contains(&gap), "{gap} in {}", text_of(line));
            }
        }
    }
}

#[test]
fn white_space_in_chinese() {
    // A line's end is nothing, a space between two Han characters a quarter em, several are one.
    assert!(close(step("中\n文", "中", "文"), CELL));
    for text in ["中 文", "中  　 文"] {
        assert!(close(step(text, "中", "文"), CELL + EM / 4.0));
    }
    assert_eq!(text_of(&set(" 中 文 ")[0]), "中 文");
    assert_eq!(text_of(&set("open\ndata")[0]), "open data");
}

#[test]
fn a_cluster_comes_from_one_face() {
    let faces = Faces::embedded();
    let face = |text: &str, glyph: usize| faces.get(set(text)[0].glyphs[glyph].face).name.clone();
    assert_eq!(face("年", 0), "FandolFang-Regular");
    for rare in ["镕", "喆", "堃", "㛃", "𬭚", "𫖯", "㎡"] {
        assert_eq!(face(rare, 0), "NotoSerifSC-Regular", "{rare}");
    }
    assert_eq!(face("☑", 0), "DejaVuSans");
    // Fandol's ？ stands in the middle of its cell, which GB/T 15834-2011, 5.1.2 does not allow.
    assert_eq!(face("何？", 1), "NotoSerifSC-Regular");
    // Fandol has e but no combining acute: the whole cluster moves on.
    let line = &set("e\u{301}")[0];
    assert_eq!(line.glyphs[0].text, "e\u{301}");
    assert!(line.glyphs.iter().all(|glyph| glyph.face == line.glyphs[0].face));
}

#[test]
fn a_character_in_no_face_is_named_with_its_place() {
    let mut sources = Sources::default();
    let id = sources.add("r.toml", "abc中文\u{1F4A9}国");
    let span = Span::new(id, 3..3 + "中文\u{1F4A9}国".len());
    let (lines, problems) = try_set("中文\u{1F4A9}国", WIDTH, 0.0, Some(span));
    assert_eq!(text_of(&lines[0]), "中文国");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code(), "missing-character");
    assert_eq!(sources.slice(problems[0].span.unwrap()), "\u{1F4A9}");
    assert!(problems[0].message.in_lang(crate::diagnostic::Lang::En).contains("U+1F4A9"));
}

/// Pens and glyphs of a line by what they show.
fn glyph<'l>(line: &'l Line, text: &str) -> &'l LineGlyph {
    line.glyphs.iter().find(|glyph| glyph.text == text).unwrap_or_else(|| panic!("{text} is missing"))
}

/// In the order in which it is read, but each letter left of the one before, in the form that joins it to its
/// neighbours.
#[test]
fn arabic_runs_from_right_to_left() {
    let line = set("中سلام文").swap_remove(0);
    // ل and ا are one glyph.
    let texts: Vec<&str> = line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    assert_eq!(texts, ["中", "س", "لا", "م", "文"]);
    let pens: Vec<f64> = line.glyphs.iter().map(|glyph| glyph.x.0).collect();
    assert!(pens[0] < pens[3] && pens[3] < pens[2] && pens[2] < pens[1] && pens[1] < pens[4], "{pens:?}");
    // A quarter em on both sides.
    let width = |from: &LineGlyph, to: &LineGlyph| (to.x - from.x).0;
    assert!(close(width(&line.glyphs[0], &line.glyphs[3]), CELL + EM / 4.0));
    let alone = set("س").swap_remove(0);
    assert_ne!(alone.glyphs[0].id, line.glyphs[1].id, "an initial form");
}

/// UAX #9: the number within Arabic runs from left to right, brackets are mirrored, Chinese around it stays.
#[test]
fn numbers_and_brackets_within_arabic() {
    let line = set("甲سنة (12) بعد乙").swap_remove(0);
    let x = |text: &str| glyph(&line, text).x;
    assert!(x("甲") < x("ع") && x("ع") < x("ب") && x("ب") < x(")"), "{}", text_of(&line));
    assert!(x(")") < x("1") && x("1") < x("2") && x("2") < x("(") && x("(") < x("ة") && x("س") < x("乙"));
    let plain = set("(1)").swap_remove(0);
    assert_eq!(glyph(&line, "(").id, glyph(&plain, ")").id);
    assert_eq!(text_of(&line), "甲سنة (12) بعد乙");
}

/// The first words stand on the first line, its last word leftmost.
#[test]
fn arabic_is_broken_into_lines_in_the_order_of_reading() {
    let words: Vec<&str> =
        "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق وقد وهبوا عقلا وضميرا وعليهم أن يعامل".split(' ').collect();
    let lines = set(&words.join(" "));
    assert!(lines.len() > 1);
    let mut said = lines.iter().map(text_of).collect::<Vec<_>>();
    said.iter_mut().for_each(|line| *line = line.trim().to_owned());
    assert_eq!(said.join(" "), words.join(" "));
    for line in &lines {
        let (first, last) = (line.glyphs.first().unwrap(), line.glyphs.last().unwrap());
        assert!(first.x > last.x);
        assert!(line.glyphs.iter().all(|glyph| glyph.x.0 >= -0.01 && glyph.x < line.right));
    }
}

/// A letter with its mark is one cluster of two glyphs: the letter first, as it is read.
#[test]
fn a_mark_stands_over_its_arabic_letter() {
    let line = set("بَ").swap_remove(0);
    assert_eq!(line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect::<Vec<_>>(), ["بَ", ""]);
    assert!(line.glyphs[1].x.0 >= 0.0 && line.glyphs[1].x < line.right);
}

#[test]
fn controls_of_direction_are_refused() {
    for control in ['\u{202E}', '\u{202A}', '\u{2066}', '\u{200F}', '\u{61C}', '\u{7}', '\u{FE0F}'] {
        let (lines, problems) = try_set(&format!("{control}中文"), WIDTH, 0.0, None);
        assert_eq!(text_of(&lines[0]), "中文");
        assert_eq!(problems.len(), 1, "{control:?}");
        assert!(problems[0].message.in_lang(crate::diagnostic::Lang::En).contains("invisible"), "{control:?}");
    }
}

/// A face with the very variation is preferred; a selector that no face knows changes nothing.
#[test]
fn variation_selectors() {
    let faces = Faces::embedded();
    let shown = |text: &str| {
        let glyph = set(text)[0].glyphs[0].clone();
        (faces.get(glyph.face).name.clone(), glyph.id)
    };
    let (plain, centred) = (shown("，"), shown("，\u{FE01}"));
    assert_eq!((plain.0.as_str(), centred.0.as_str()), ("FandolFang-Regular", "NotoSerifSC-Regular"));
    assert_eq!(shown("葛\u{E0100}"), shown("葛"));
    assert_eq!(text_of(&set("葛\u{E0100}")[0]), "葛\u{E0100}");
    // A comma in the middle of its cell has no blank half to give back at a line's end.
    let line = set(&format!("{}，\u{FE01}{}", han(27), han(20))).swap_remove(0);
    assert!(line.glyphs.iter().all(|glyph| glyph.x.0 <= WIDTH - CELL + 0.01), "{}", text_of(&line));
}

#[test]
fn a_description_is_never_divided() {
    for sequence in ["⿰亻尔", "⿱艹⿰日月", "⿲彳言亍"] {
        for before in 20..=29 {
            let lines = set(&format!("{}{sequence}{}", han(before), han(40)));
            assert!(lines.iter().any(|line| text_of(line).contains(sequence)), "{sequence} after {before}");
        }
    }
}

/// 28 + 27 characters with a stop in each line: the last character would stand alone, and one squeezed stop saves it.
#[test]
fn the_last_line_is_not_one_character() {
    for count in 50..70 {
        let text = format!("{}，{}，{}。", han(12), han(20), han(count - 32));
        let lines = set(&text);
        assert!(text_of(lines.last().unwrap()).chars().count() > 2, "{count}");
    }
}

#[test]
fn a_word_wider_than_the_line_is_divided() {
    let word = "W".repeat(300);
    let lines = set(&format!("国{word}国"));
    assert_eq!(lines.iter().map(text_of).collect::<String>(), format!("国{word}国"));
    assert!(lines.len() > 10);
    assert!(lines.iter().all(|line| line.right.0 <= WIDTH + 0.01));
}

/// A word that fits a line but not the first one, which is shorter, is divided too: nothing is ever lost.
#[test]
fn a_word_wider_than_the_first_line_is_divided() {
    for letters in 50..62 {
        let text = format!("{}国国", "0".repeat(letters));
        let (lines, _) = try_set(&text, WIDTH, 2.0 * CELL, None);
        assert_eq!(lines.iter().map(text_of).collect::<String>(), text);
        assert!(lines.iter().all(|line| line.right.0 <= WIDTH + 0.01), "{letters}");
    }
}

/// Not even one character fits: each stands on a line of its own.
#[test]
fn a_measure_narrower_than_a_character_loses_nothing() {
    let (lines, _) = try_set("国务院“令”第711号", 5.0, 0.0, None);
    assert_eq!(lines.iter().map(text_of).collect::<String>(), "国务院“令”第711号");
}

#[test]
fn lines_are_justified_to_both_edges() {
    let text = "按照“谁起草、谁解读”原则，继续深化政策解读，切实做到政策性文件与解读方案、解读材料同步组织、同步审签、同步部署。针对市场关注事项，围绕“六稳”内容，多渠道做好解读诠释，2020年发布解读信息199条。".repeat(5);
    let lines = set(&text);
    for line in &lines[..lines.len() - 1] {
        let end = line.glyphs.last().unwrap();
        let expected = if "，。、”".contains(end.text.as_str()) { end.x.0 + CELL / 2.0 } else { line.right.0 };
        assert!(close(expected, WIDTH), "{}: {expected}", text_of(line));
    }
}

#[test]
fn many_closing_marks_in_a_row_stay_on_the_page() {
    let lines = set(&format!("{}{}{}", han(20), "）".repeat(40), han(20)));
    assert!(lines.iter().all(|line| line.right.0 <= WIDTH + 0.01), "{}", picture(&lines));
}

#[test]
fn a_word_that_runs_left_is_divided_within_its_lines() {
    let word = "ب".repeat(300);
    let lines = set(&format!("国{word}国"));
    assert_eq!(lines.iter().map(text_of).collect::<String>(), format!("国{word}国"));
    for line in &lines {
        assert!(line.right.0 <= WIDTH + 0.01 && line.glyphs.iter().all(|glyph| glyph.x.0 > -0.01), "{line:?}");
    }
}

/// Seed 7: characters of all kinds in any order come out once each, in their order, within the line.
#[test]
fn any_mixture_keeps_its_characters_and_its_order() {
    const POOL: [&str; 24] = [
        "国", "镕", "，", "。", "“", "”", "（", "）", "a", "1", "(", ")", "ا", "ل", "ب", "\u{64E}", "٢", "ש", "⿰",
        "亻", "☑", "\u{FE01}", "é", "\u{301}",
    ];
    let mut state: u64 = 7;
    let mut roll = |end: u64| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) % end
    };
    for _ in 0..300 {
        let length = 1 + roll(80);
        // A mark needs a letter of its own script before it.
        let mut text = "国".to_owned();
        for _ in 0..length {
            let next = POOL[roll(POOL.len() as u64) as usize];
            let fits = match next {
                "\u{64E}" => text.ends_with(['ا', 'ل', 'ب']),
                "\u{301}" => text.ends_with('a'),
                "\u{FE01}" => text.ends_with(['国', '，', '。']),
                _ => true,
            };
            if fits {
                text.push_str(next);
            }
        }
        let lines = set(&text);
        assert_eq!(lines.iter().map(text_of).collect::<String>(), text);
        assert!(lines.iter().all(|line| line.right.0 <= WIDTH + 0.01), "{text}");
    }
}
