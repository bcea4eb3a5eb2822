//! Characters: all that must print do, from a face that has them, and read as they were typed
//! (`tests/cases/characters`).

use crate::support::pdf::{Glyph, Pdf};
use crate::support::{Desk, assert_near, build, han, in_repository, overview, report, squeezed};

/// Width of a cell, pt.
const CELL: f64 = 156.0 / 28.0 * 72.0 / 25.4;
/// The faces that may stand in body text.
const BODY: [&str; 3] = ["FandolFang-Regular", "NotoSerifSC-Regular", "DejaVuSans"];

fn case(name: &str) -> String {
    let path = in_repository("tests/cases/characters").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Builds a report with this narrative; it reads as it was typed, and every glyph of it shows something.
#[track_caller]
fn prints(text: &str) -> Pdf {
    let pdf = build(&report("", text));
    let typed = squeezed(text);
    assert!(pdf.text().contains(&typed), "{}", difference(&pdf.text(), &typed));
    for glyph in pdf.glyphs() {
        assert!(!glyph.notdef, "“{}” is not shown", glyph.text);
        assert!(glyph.ink.is_some() || glyph.text.trim().is_empty(), "“{}” is blank", glyph.text);
    }
    pdf
}

/// Where a text ceases to be what was typed.
fn difference(found: &str, typed: &str) -> String {
    let start: String = typed.chars().take(3).collect();
    let Some(at) = found.find(&start) else { return format!("“{start}” is missing in {found}") };
    let same = found[at..].chars().zip(typed.chars()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| text.chars().skip(same.saturating_sub(5)).take(12).collect::<String>();
    format!("typed “{}”, found “{}”", from(typed), from(&found[at..]))
}

/// Glyphs of the body in a face.
fn from_face<'p>(pdf: &'p Pdf, face: &'p str) -> impl Iterator<Item = &'p Glyph> {
    pdf.glyphs().filter(move |glyph| glyph.size > 14.0 && glyph.size < 18.0 && &*glyph.font == face)
}

/// 通用规范汉字表 (2013). Fandol Fang lacks 1467 of its 8105 characters, as its character map says.
#[test]
fn the_8105_characters_of_the_standard_table() {
    let text = case("tongyong-guifan-hanzi.txt");
    assert_eq!(squeezed(&text).chars().count(), 8105);
    let pdf = prints(&text);
    assert_eq!(from_face(&pdf, "NotoSerifSC-Regular").count(), 1467);
    assert_eq!(from_face(&pdf, "DejaVuSans").count(), 0);
}

#[test]
fn all_of_gb_2312() {
    let text = case("gb2312.txt");
    assert_eq!(text.chars().filter(|ch| *ch != '\n').count(), 7445);
    // It begins with a space of full width, which no paragraph may.
    let pdf = prints(&format!("甲{text}"));
    // All but ？, whose ink Fandol puts in the middle.
    let other: Vec<&str> = from_face(&pdf, "NotoSerifSC-Regular").map(|glyph| glyph.text.as_str()).collect();
    assert!(other.contains(&"？"), "{other:?}");
    assert!(other.len() < 20, "{other:?}");
}

#[test]
fn five_thousand_names() {
    let text = case("names.txt");
    assert_eq!(text.split(['、', '\n']).filter(|name| !name.is_empty()).count(), 5000);
    let pdf = prints(&text.trim_end().replace('\n', "、"));
    assert!(pdf.text().contains("朱镕基"));
}

#[test]
fn names_and_signs_that_offices_need() {
    let text = "镕喆堃㛃𬭚𫖯㎡☑№①㈠Ⅲ〇";
    let pdf = prints(text);
    for ch in text.chars() {
        let glyph = pdf.glyph(&ch.to_string());
        assert!(BODY.contains(&&*glyph.font), "{ch}: {}", glyph.font);
    }
    assert_eq!(&*pdf.glyph("☑").font, "DejaVuSans");
    assert_eq!(&*pdf.glyph("〇").font, "FandolFang-Regular");
}

/// Full-width, half-width and vertical forms print as they are typed: none is put in the place of another.
#[test]
fn compatibility_forms_are_left_as_they_are() {
    let full: String = ('！'..='～').collect();
    let signs = "￠￡￢￣￤￥￦￨￩￪￫￬￭￮";
    let half: String = ('｡'..='ﾝ').collect();
    let vertical: String = ('\u{FE10}'..='\u{FE19}').chain('\u{FE30}'..='\u{FE4F}').collect();
    let pdf = prints(&format!("甲{full}乙{signs}丙{half}丁{vertical}戊"));
    for ch in half.chars() {
        assert_near(pdf.glyph(&ch.to_string()).advance, 8.0, 0.01, &format!("width of {ch}"));
    }
    for ch in "ＡＺ０９﹏︻".chars() {
        assert_near(pdf.glyph(&ch.to_string()).advance, 16.0, 0.01, &format!("width of {ch}"));
    }
}

/// 〇 fills a cell: a line with it keeps its 28.
#[test]
fn the_zero_of_chinese_figures_is_an_ideograph() {
    let pdf = prints(&"二〇二五年〇月".repeat(20));
    let line = &overview(&pdf)[0][1];
    assert_eq!(line.glyphs.len(), 28);
    for (at, glyph) in line.glyphs.iter().enumerate() {
        assert_near(glyph.x - line.first().x, at as f64 * CELL, 0.05, "a pen");
    }
}

/// Base and mark, base and selector, all of a description: one face, and the text as it was typed.
#[test]
fn whole_clusters_come_from_one_face() {
    let clusters = ["e\u{301}", "m\u{302}\u{323}", "葛\u{E0100}", "，\u{FE01}", "镕\u{FE00}"];
    let pdf = prints(&format!("甲{}乙⿰亻尔丙⿱艹⿰日月丁", clusters.join("丑")));
    assert_eq!(&*pdf.glyph("葛\u{E0100}").font, "FandolFang-Regular");
    assert_eq!(&*pdf.glyph("，\u{FE01}").font, "NotoSerifSC-Regular", "the face that has this variation");
    let glyphs: Vec<&Glyph> = pdf.glyphs().collect();
    let at = glyphs.iter().position(|glyph| glyph.text == "m\u{302}\u{323}").expect("m with two marks");
    let marks: Vec<&&Glyph> = glyphs[at..].iter().take_while(|glyph| glyph.text != "丑").collect();
    assert!(marks.iter().all(|glyph| glyph.font == marks[0].font), "{marks:?}");
    for sequence in ["⿰亻尔", "⿱艹⿰日月"] {
        let start = glyphs
            .iter()
            .position(|glyph| sequence.starts_with(&glyph.text) && !glyph.text.is_empty())
            .expect("the operator");
        let own = &glyphs[start..start + sequence.chars().count()];
        assert!(own.iter().all(|glyph| glyph.font == own[0].font && glyph.y == own[0].y), "{own:?}");
    }
}

/// Descriptions wherever a line's end falls: none is divided.
#[test]
fn a_description_is_never_divided() {
    let text: Vec<String> = (18..30).map(|before| format!("{}⿱艹⿰日月{}", han(before), han(30))).collect();
    let pdf = prints(&text.join("\n\n"));
    let whole = overview(&pdf).into_iter().flatten().filter(|line| line.text().contains("⿱艹⿰日月")).count();
    assert_eq!(whole, 12);
}

/// Noto Serif's ideographs stand 0.07 em higher than Fandol Fang's (ink measured with fontTools): they are lowered, as
/// far as keeps them in the line of a reader that allows 0.5 pt, and their pens stay on the grid.
#[test]
fn a_face_that_steps_in_stands_on_the_line() {
    let pdf = prints(&"国镕喆堃".repeat(20));
    let lines = overview(&pdf).concat();
    let line = lines.iter().filter(|line| line.first().text == "国").nth(1).expect("a second line");
    assert_eq!(line.glyphs.len(), 7, "every fourth character is Fang's");
    let all: Vec<&Glyph> = pdf.pages[0].glyphs.iter().filter(|glyph| (glyph.y - line.y).abs() < 0.5).collect();
    assert_eq!(all.len(), 28);
    for (at, glyph) in all.iter().enumerate() {
        assert_near(glyph.x - all[0].x, at as f64 * CELL, 0.05, "a pen");
        let lower = if &*glyph.font == "FandolFang-Regular" { 0.0 } else { 0.48 };
        assert_near(glyph.y - line.y, lower, 0.002, &glyph.text);
    }
}

/// The height of H is 0.683 em in Fandol Kai, 0.728 in Noto Serif and 0.729 in DejaVu Sans: letters that step in are
/// made as high. ☑ is 0.896 em wide and made as wide as the em: it fills a cell.
#[test]
fn letters_and_signs_that_step_in_are_fitted() {
    // Beside 仿宋 they would be of the face of Latin.
    let pdf = build(&report("", "## 镇ïȱ☑匣"));
    assert_near(pdf.glyph("ï").size, 16.0 * 0.683 / 0.728, 0.01, "ï of Noto Serif");
    assert_near(pdf.glyph("ȱ").size, 16.0 * 0.683 / 0.729, 0.01, "ȱ of DejaVu Sans");
    assert_near(pdf.glyph("ï").y, pdf.glyph("镇").y, 0.001, "the baseline of a letter");
    assert_near(pdf.glyph("☑").advance, 16.0, 0.02, "width of ☑");
    assert_near(pdf.glyph("匣").x - pdf.glyph("☑").x, CELL, 0.02, "the cell of ☑");
}

/// Whether each glyph that says something stands left of the one before.
fn runs_left(glyphs: &[&Glyph]) -> bool {
    let said: Vec<f64> = glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).map(|glyph| glyph.x).collect();
    said.len() > 2 && said.windows(2).all(|pair| pair[1] < pair[0])
}

/// DejaVu Sans has Arabic and Hebrew: read in the order of the text, printed from right to left, a number the other
/// way.
#[test]
fn arabic_and_hebrew_among_chinese() {
    let pdf = prints("他说“السلام عليكم”，又说 שלום 2025 再说");
    let glyphs: Vec<&Glyph> = pdf.glyphs().collect();
    let is_within =
        |glyph: &&&Glyph, script: [char; 2]| glyph.text.starts_with(|ch| script[0] <= ch && ch <= script[1]);
    for script in [['\u{600}', '\u{6FF}'], ['\u{5D0}', '\u{5EA}']] {
        let letters: Vec<&Glyph> = glyphs.iter().filter(|glyph| is_within(glyph, script)).copied().collect();
        assert!(runs_left(&letters), "{letters:?}");
        assert!(letters.iter().all(|glyph| &*glyph.font == "DejaVuSans"));
    }
    // Behind Hebrew a number belongs to it: it stands to its left, before 再.
    let end = glyphs.iter().position(|glyph| glyph.text == "再").unwrap();
    let x = |text: &str| glyphs[..=end].iter().rev().find(|glyph| glyph.text == text).map(|glyph| glyph.x).unwrap();
    assert!(x("再") > x("ש") && x("ם") > x("5") && x("5") > x("2"), "a number behind Hebrew");
}

/// Line by line in the order of reading, in a table's cell too.
#[test]
fn arabic_of_several_lines() {
    let words = "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق وقد وهبوا عقلا وضميرا وعليهم أن يعامل بعضهم بعضا";
    let pdf = prints(&format!("{words}\n\n完"));
    let lines = overview(&pdf).concat();
    assert_eq!(lines.len(), 1, "the only line of Fang is 完");
    let build = build(&report("", &format!("| 甲 | 乙 |\n| --- | --- |\n| 丙 | {words}{words} |")));
    assert!(build.text().contains(&squeezed(&format!("甲乙丙{words}{words}"))));
}

/// No face has Tibetan or Mongolian: told once, with the first character and its code point.
#[test]
fn scripts_that_no_face_has_are_named() {
    for (text, code_point) in [("བོད", "U+0F56"), ("ᠮᠣᠩ", "U+182E")] {
        let desk = Desk::new();
        desk.put("report.toml", report("", text));
        let run = desk.run(&["build", "report.toml"]);
        assert_eq!(run.code, 1, "{}", run.messages);
        assert_eq!(run.messages.matches("missing-character").count(), 1, "once a script: {}", run.messages);
        assert!(run.messages.contains(code_point), "{}", run.messages);
        assert_eq!(desk.names(), ["report.toml"]);
    }
}
