//! Real titles and how a person would break them: the trapezium or diamond that the sense allows.

use super::*;
use crate::node::NodeId;
use crate::official_page::TITLE_SIZE;
use crate::text::{Content, Faces, Role, Run, Style, Typesetter};

/// Width of the type area.
const ROOM: Pt = Pt(156.0 * 72.0 / 25.4);

/// Lines of a title whose given lines are divided by `\n`, and their widths in em.
fn set(title: &str, organ: &str) -> (Vec<String>, Vec<f64>) {
    let faces = Faces::embedded();
    let style = Style { role: Role::Title, size: TITLE_SIZE, cell: 1.0 };
    let run = |content| Run { content, style, node: NodeId(0), link: None, span: None };
    let mut runs = Vec::new();
    for line in title.split('\n') {
        if !runs.is_empty() {
            runs.push(run(Content::LineBreak));
        }
        runs.push(run(Content::Text(line)));
    }
    let paragraph = Typesetter::new(&faces).paragraph(&runs);
    let lines = super::lines(&paragraph, &[organ], TITLE_SIZE, ROOM);
    let text = |line: &Line| line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect::<String>();
    let width = |line: &Line| line.glyphs.first().map_or(0.0, |first| (line.right - first.x) / TITLE_SIZE);
    (lines.iter().map(text).collect(), lines.iter().map(width).collect())
}

/// Titles with `/` where a person would end the lines, the organ first.
const TITLES: &[(&str, &str)] = &[
    ("济南市济阳区人民政府", "济南市济阳区人民政府/2020年政府信息公开工作年度报告"),
    ("云山市人民政府", "云山市人民政府/2025年政府信息公开工作年度报告"),
    ("云山市人民政府", "云山市人民政府/2025年度政府信息公开工作年度报告"),
    ("国务院办公厅", "国务院办公厅关于印发/中华人民共和国政府信息公开/工作年度报告格式的通知"),
    ("某某省某某市某某区农业农村和水利局", "某某省某某市某某区农业农村和水利局/2025年政府信息公开工作年度报告"),
    ("云岭市市场监督管理局", "云岭市市场监督管理局/2025年政府信息公开工作年度报告"),
    ("云岭市卫生健康委员会", "云岭市卫生健康委员会/2025年政府信息公开工作年度报告"),
    ("曲堤镇人民政府", "曲堤镇人民政府/2023年政府信息公开工作年度报告"),
    ("内蒙古自治区人民政府", "内蒙古自治区人民政府/2025年政府信息公开工作年度报告"),
    ("北京市海淀区中关村街道办事处", "北京市海淀区中关村街道办事处/2025年政府信息公开工作年度报告"),
    ("国家税务总局济南市税务局", "国家税务总局济南市税务局/2025年政府信息公开工作年度报告"),
    ("山东省发展和改革委员会", "山东省发展和改革委员会/2025年政府信息公开工作年度报告"),
    ("云岭市人民政府办公室", "云岭市人民政府办公室/关于做好政府信息公开工作的通知"),
    ("国务院办公厅", "国务院办公厅关于全面推进基层/政务公开标准化规范化工作的指导意见"),
    ("云山市人民政府", "云山市人民政府工作报告"),
    ("云山县人民政府", "云山县人民政府/关于2025年政府信息公开工作情况的/年度报告"),
    ("云山市教育局", "云山市教育局/二〇二五年政府信息公开年度报告"),
    (
        "东海市教育委员会（东海市人民政府教育督导委员会办公室）",
        "东海市教育委员会/（东海市人民政府教育督导委员会办公室）/2025年政府信息公开工作年度报告",
    ),
    (
        "东海市自然资源和规划局（东海市林业和草原局）",
        "东海市自然资源和规划局/（东海市林业和草原局）/2025年政府信息公开工作年度报告",
    ),
    ("东海市民政局（老龄办）", "东海市民政局（老龄办）/2025年政府信息公开工作年度报告"),
    ("东海市教育局", "东海市教育局关于印发/《东海市政府信息公开工作考核评估办法》的/通知"),
];

#[test]
fn real_titles() {
    let mut wrong = Vec::new();
    for (organ, expected) in TITLES {
        let (lines, _) = set(&expected.replace('/', ""), organ);
        let found = lines.join("/");
        if found != *expected {
            wrong.push(format!("{found} is not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the office gave as lines stays so; only what is too long is broken, and with an eye to the rest.
#[test]
fn lines_of_the_data_file_stay_lines() {
    let (lines, _) = set("云山市\n人民政府2025年\n年报", "云山市人民政府");
    assert_eq!(lines, ["云山市", "人民政府2025年", "年报"]);
    let organ = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府";
    let (lines, widths) = set(&format!("{organ}\n2025年政府信息公开工作年度报告"), organ);
    assert_eq!(lines.last().map(String::as_str), Some("2025年政府信息公开工作年度报告"));
    assert!(lines.len() <= 4 && widths.iter().all(|width| *width < 20.2), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("察布查尔锡伯自治县")), "{lines:?}");
}

/// Names of every length: no character alone, no line beyond the type area, a trapezium or a diamond.
#[test]
fn organs_of_every_length() {
    for length in 1..=60 {
        let organ = format!("{}市人民政府", "云山岭川河".chars().cycle().take(length).collect::<String>());
        let (lines, widths) = set(&format!("{organ}2025年政府信息公开工作年度报告"), &organ);
        assert!(widths.iter().all(|width| (1.75..20.2).contains(width)), "{lines:?} {widths:?}");
        assert_eq!(lines.concat(), format!("{organ}2025年政府信息公开工作年度报告"));
    }
}

/// A bracket that is wider than a line (20.5 em of 20.1) is broken behind its 、, and before its （ first.
#[test]
fn a_bracket_that_is_too_long_is_broken_by_its_sense() {
    let organ = "东海市住房和城乡建设局（东海市人民防空办公室、东海市城市管理局）";
    let (lines, _) = set(&format!("{organ}\n2025年政府信息公开工作年度报告"), organ);
    assert_eq!(
        lines.join("/"),
        "东海市住房和城乡建设局/（东海市人民防空办公室、/东海市城市管理局）/2025年政府信息公开工作年度报告"
    );
}

/// What a line of its own holds is never divided, wherever it stands: （），《》.
#[test]
fn a_bracket_that_fits_is_whole() {
    for length in 1..=17 {
        for before in [2, 7, 11, 15] {
            for (open, close) in [("（", "）"), ("《", "》")] {
                let of = |count| "云山岭川河湖".chars().cycle().take(count).collect::<String>();
                let (bracket, organ) = (format!("{open}{}办{close}", of(length)), format!("{}局", of(before)));
                let (lines, _) =
                    set(&format!("{organ}{bracket}2025年政府信息公开工作年度报告"), &format!("{organ}{bracket}"));
                assert!(lines.iter().any(|line| line.contains(&bracket)), "{lines:?}");
            }
        }
    }
}

/// 120 characters of many words, and of one: set within the type area.
#[test]
fn a_title_of_120_characters() {
    for title in ["东海市住房和城乡建设局".repeat(11), "云".repeat(120), format!("（{}）", "东海市".repeat(40))]
    {
        let (lines, widths) = set(&title, "");
        assert_eq!(lines.concat(), title);
        assert!(lines.len() <= 10 && widths.iter().all(|width| (1.75..20.2).contains(width)), "{lines:?} {widths:?}");
    }
}

/// A title that nothing divides keeps inside the type area; a long one does not take long.
#[test]
fn titles_that_no_one_would_write() {
    let (lines, widths) = set(&"W".repeat(300), "W");
    assert!(lines.len() > 10 && widths.iter().all(|width| *width < 20.2), "{widths:?}");
    let (lines, _) = set(&"政府信息公开".repeat(500), "");
    assert_eq!(lines.concat().chars().count(), 3000);
}

fn cheapest(widths: &[f64]) -> Vec<usize> {
    let breakpoints: Vec<Breakpoint> =
        (1..=widths.len()).map(|end| Breakpoint { end, price: 0.0, forced: end == widths.len() }).collect();
    shape(&breakpoints, 20.0, &|start, end| widths[start..end].iter().sum())
}

/// By hand, two em being the best step: of five times 5 em in lines of at most 20, 10/15 and 15/10 cost 9, 20/5 costs
/// 100, and 5/10/10 has a line more and two of one width.
#[test]
fn two_lines_differ_by_a_step() {
    let ends = cheapest(&[5.0; 5]);
    assert!(ends == [2, 5] || ends == [3, 5], "{ends:?}");
    // 8/18 and 18/8 cost 64, the diamond 8/10/8 only the line more, 60.
    assert_eq!(cheapest(&[8.0, 10.0, 8.0]), [1, 2, 3]);
    // 8/14 and 14/8 cost 16, the hourglass 120 and a line more.
    assert_eq!(cheapest(&[8.0, 6.0, 8.0]).len(), 2);
}
