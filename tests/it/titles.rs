//! Titles on the finished page: GB/T 9704-2012, 7.3.1: broken by the sense, a trapezium or a diamond, in the middle.

use crate::support::pdf::Line;
use crate::support::{MM, assert_near, build, report, squeezed};

const LEFT: f64 = 28.0 * MM;
const WIDTH: f64 = 156.0 * MM;
const EM: f64 = 22.0;

/// Titles as one string, and the words that no line may divide.
const TITLES: &[(&str, &[&str])] = &[
    ("某某县人民政府2025年政府信息公开工作年度报告", &["某某县人民政府", "2025年", "政府信息公开", "年度报告"]),
    ("某某县人民政府2025年度政府信息公开工作年度报告", &["某某县人民政府", "2025年度", "政府信息公开", "年度报告"]),
    (
        "某某县人民政府办公室关于印发某某县2025年政务公开工作要点的通知",
        &["某某县人民政府", "办公室", "关于印发", "2025年", "政务公开", "工作要点的", "通知"],
    ),
    (
        "国务院办公厅关于印发中华人民共和国政府信息公开工作年度报告格式的通知",
        &["国务院", "办公厅", "中华人民共和国", "政府信息公开", "年度报告", "格式的", "通知"],
    ),
    (
        "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府2025年政府信息公开工作年度报告",
        &["自治区", "自治州", "自治县", "人民政府", "2025年", "政府信息公开", "年度报告"],
    ),
    ("《某某县政府信息公开办法》（某政办发〔2025〕17号）执行情况的年度报告", &["〔2025〕", "情况的", "年度报告"]),
];

fn title_lines(title: &str) -> Vec<Line> {
    let pdf = build(&report(&format!("title = \"{title}\""), "总体情况良好。"));
    let lines = pdf.pages[0].lines_of(EM);
    assert_eq!(squeezed(&lines.iter().map(Line::text).collect::<String>()), squeezed(title));
    lines
}

/// From the first pen to the end of the last glyph's ink or cell.
fn width(line: &Line) -> f64 {
    line.last().right() - line.first().x
}

#[test]
fn titles_are_broken_between_words_into_a_trapezium_or_diamond() {
    for (title, words) in TITLES {
        let lines = title_lines(title);
        let texts: Vec<String> = lines.iter().map(|line| squeezed(&line.text())).collect();
        assert!(lines.len() > 1, "{texts:?}");
        let mut ends = vec![0];
        for (line, text) in lines.iter().zip(&texts) {
            assert!(text.chars().count() > 1, "a character alone: {texts:?}");
            assert!(width(line) <= WIDTH + 0.5, "{texts:?}");
            let middle = (line.first().x + line.last().right()) / 2.0;
            // A closing mark last in a line gives back its blank half.
            if !text.ends_with(['）', '》', '〕']) {
                assert_near(middle, LEFT + WIDTH / 2.0, 0.5, "the middle of a line");
            }
            ends.push(ends[ends.len() - 1] + text.chars().count());
        }
        for word in *words {
            let at = title.find(word).map(|byte| title[..byte].chars().count()).expect("a word of the title");
            let inside = at + 1..at + word.chars().count();
            assert!(!ends.iter().any(|end| inside.contains(end)), "{word} is divided in {texts:?}");
        }
        // Widths rise, then fall; what differs by less than an em is one width.
        let steps: Vec<f64> =
            lines.windows(2).map(|pair| width(&pair[1]) - width(&pair[0])).filter(|step| step.abs() > EM).collect();
        let hourglass = steps.windows(2).any(|pair| pair[0] < 0.0 && pair[1] > 0.0);
        assert!(!hourglass && !steps.is_empty(), "neither trapezium nor diamond: {texts:?} {steps:?}");
    }
}

#[test]
fn lines_that_the_file_gives_are_kept() {
    let pdf =
        build(&report("title = [\"某某县人民政府\", \"2025年政府信息公开\", \"工作年度报告\"]", "总体情况良好。"));
    let texts: Vec<String> = pdf.pages[0].lines_of(EM).iter().map(|line| squeezed(&line.text())).collect();
    assert_eq!(texts, ["某某县人民政府", "2025年政府信息公开", "工作年度报告"]);
}

/// A caption in the middle is divided between words.
#[test]
fn captions_are_divided_between_words() {
    let caption = "2024年和2025年某某县各重点领域主动公开政府信息的数量和所占比例以及同比增长情况一览";
    let pdf = build(&report("", &format!("见表。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n: {caption}")));
    let lines: Vec<String> = pdf.pages[0].lines_of(12.0).iter().map(|line| squeezed(&line.text())).collect();
    let caption = format!("表1{caption}");
    assert_eq!(lines.concat(), caption);
    assert_eq!(lines.len(), 2, "{lines:?}");
    let end = lines[0].as_str();
    for word in ["2024年", "2025年", "重点", "领域", "主动公开", "政府信息的", "数量", "比例", "增长", "情况", "一览"]
    {
        let at = caption.find(word).unwrap();
        assert!(!(at + 1..at + word.len()).contains(&end.len()), "{word} is divided: {lines:?}");
    }
}
