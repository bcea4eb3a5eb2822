//! Blocks of a document to the narrative of a report: what stands before the first section, in each section, and below
//! its table.
//!
//! Sections are known by their titles, 一、总体情况 to 六、其他需要报告的事项, in their order. Lines stay as they are: the
//! narrative reads （一） and 1. as headings as an office writes them. What Markdown would take for a mark is escaped.

use super::doubt::Doubt;
use super::grid::Grid;
use super::page::Block;
use crate::diagnostic::message;
use crate::form::{Forms, SECTION_NUMBERS};

/// The narrative of a report, as Markdown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narrative {
    /// What stands before the first section.
    pub preface: String,
    /// The text of each section; of 二, 三 and 四, what stands above the table.
    pub bodies: [String; 6],
    /// What stands below the tables of 二, 三 and 四.
    pub notes: [String; 6],
}

/// Characters of the longest title of a section.
const LONGEST_TITLE: usize = 40;

/// The narrative of some blocks. `is_official` tells the tables of the form.
pub(super) fn narrative(
    blocks: &[Block],
    forms: Forms,
    is_official: impl Fn(&Grid) -> bool,
    doubts: &mut Vec<Doubt>,
) -> Narrative {
    let mut narrative = Narrative::default();
    let mut section = None;
    let mut is_below = false;
    let mut was_opened = [false; 6];
    let has_sections =
        blocks.iter().any(|block| matches!(block, Block::Text(text) if opens(text, None, forms).is_some()));
    for block in blocks {
        if let Block::Text(text) = block
            && let Some((opened, behind)) = opens(text, section, forms)
        {
            (section, is_below) = (Some(opened), false);
            was_opened[opened] = true;
            paragraph(&mut narrative.bodies[opened], &escaped(behind));
            continue;
        }
        let place = match section {
            None => &mut narrative.preface,
            Some(at) if is_below => &mut narrative.notes[at],
            Some(at) => &mut narrative.bodies[at],
        };
        match block {
            // What stands above the report's title belongs to the title, or to the portal.
            Block::Text(text) if section.is_none() && is_title(text) => place.clear(),
            // Of a page without sections nobody knows what its text is.
            Block::Text(text) if has_sections => paragraph(place, &escaped(text)),
            Block::Text(_) => {}
            Block::Table(grid) if is_official(grid) => is_below = true,
            Block::Table(grid) => match pipe_table(grid) {
                Some(table) if has_sections => paragraph(place, &table),
                _ => {
                    let message =
                        message!(zh: "不是格式的表，没有带入", en: "is no table of the form, and was left out");
                    doubts.push(Doubt::new(grid.name.clone(), message));
                }
            },
            Block::Picture(name) if has_sections => {
                let message = message!(zh: "图片没有带入", en: "the picture was left out");
                doubts.push(Doubt::new(format!("图片“{name}”"), message));
            }
            Block::Picture(_) => {}
        }
    }
    // Of a part of a page nobody expects all sections.
    let is_whole = was_opened.iter().filter(|was_opened| **was_opened).count() > 2;
    // Those of the tables stand on sheets of their own in a workbook.
    let has_tables = blocks.iter().any(|block| matches!(block, Block::Table(grid) if is_official(grid)));
    let is_looked_for = |at: usize| is_whole && (has_tables || !(1..4).contains(&at));
    let missing = SECTION_NUMBERS.iter().zip(was_opened).enumerate();
    let missing = missing.filter(|(at, (_, was_opened))| is_looked_for(*at) && !was_opened);
    for (_, (number, _)) in missing {
        let message = message!(
            zh: "没有找到第{number}部分的标题：它的文字可能在别的部分里",
            en: "the title of section {number} was not found: its text may stand in another",
        );
        doubts.push(Doubt::new("正文".to_owned(), message));
    }
    narrative
}

/// The section that a line opens, if it begins with the title of one behind `section`, and what stands behind that.
fn opens(text: &str, section: Option<usize>, forms: Forms) -> Option<(usize, &str)> {
    let text = text.trim();
    let numbered = SECTION_NUMBERS.iter().enumerate().find_map(|(at, number)| {
        let behind = text.strip_prefix(number)?.trim_start().strip_prefix(['、', '.', '．', '，'])?;
        Some((at, behind.trim_start()))
    });
    let (sections, rest) = match numbered {
        Some((at, rest)) => (at..at + 1, rest),
        // A heading may be written without its number.
        None => (0..6, text),
    };
    let is_open = |at: &usize| section.is_none_or(|section| *at > section);
    let titles = |at: usize| forms.iter().filter_map(move |form| form.section_titles.get(at).copied());
    let all = || sections.clone().filter(is_open).flat_map(|at| titles(at).map(move |own| (at, own)));
    let exact = all().find_map(|(at, own)| {
        let behind = behind(rest, own)?;
        (numbered.is_some() || behind.is_empty()).then_some((at, behind))
    });
    // In other words, up to the first stop.
    let (title, behind) = rest.split_at(rest.find(['。', '：', ':']).unwrap_or(rest.len()));
    let is_title = numbered.is_some() && title.chars().count() <= LONGEST_TITLE;
    let like = all().find(|(_, own)| is_title && is_like(own, title));
    exact.or(like.map(|(at, _)| (at, behind.trim_start_matches(['。', '：', ':', ' ']))))
}

/// What stands behind a title that a text begins with, white space within it left out of account.
fn behind<'t>(text: &'t str, title: &str) -> Option<&'t str> {
    let mut left = title.chars().peekable();
    for (at, ch) in text.char_indices() {
        match left.peek() {
            None => return text.get(at..).map(|behind| behind.trim_start_matches(['。', '：', ':', ' ', '\u{3000}'])),
            Some(next) if *next == ch => _ = left.next(),
            Some(_) if ch.is_whitespace() => {}
            Some(_) => return None,
        }
    }
    left.peek().is_none().then_some("")
}

/// Whether a title says what the form's says, in words of its own: they have half of their characters in common.
fn is_like(own: &str, title: &str) -> bool {
    let common = own.chars().filter(|ch| title.contains(*ch)).count();
    common * 2 >= own.chars().count().max(title.chars().count())
}

/// Whether a line is the title of a report, or its year.
fn is_title(text: &str) -> bool {
    let text: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    text.chars().count() <= LONGEST_TITLE && (text.ends_with("年度报告") || text.ends_with("年政府信息公开情况"))
}

fn paragraph(into: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    if !into.is_empty() {
        into.push_str("\n\n");
    }
    into.push_str(text);
}

/// A line that Markdown reads as it is: `docs/data-file.md`, 正文.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, ch) in text.char_indices() {
        let opens = at == 0 && matches!(ch, '#' | '>' | '|' | '+' | '-' | '=');
        if opens || matches!(ch, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '|' | '{' | '}' | '~' | '^' | '&') {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}

/// A table as Markdown has them, if none of its cells is over others and all its rows are as long.
fn pipe_table(grid: &Grid) -> Option<String> {
    let (first, others) = grid.rows.split_first()?;
    let is_plain = grid.rows.iter().flatten().all(|cell| cell.row_span == 1 && cell.column_span == 1);
    if !is_plain || first.len() < 2 || others.is_empty() || others.iter().any(|row| row.len() != first.len()) {
        return None;
    }
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let texts = |row: &Vec<super::grid::GridCell>| row.iter().map(|cell| escaped(&cell.text)).collect();
    let mut lines = vec![line(texts(first)), line(vec!["---".to_owned(); first.len()])];
    lines.extend(others.iter().map(|row| line(texts(row))));
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_known_by_their_titles() {
        let text = |text: &str| Block::Text(text.to_owned());
        let grid = Grid::of_texts(
            "表".to_owned(),
            [vec!["甲".to_owned(), "乙".to_owned()], vec!["1".to_owned(), "2*".to_owned()]],
        );
        let official = Grid::of_texts("官".to_owned(), [vec!["规章".to_owned()]]);
        let blocks = [
            text("甲局"),
            text("2025年政府信息公开工作年度报告"),
            text("根据条例编制。"),
            text("一、总体情况"),
            text("（一）主动公开。公开了5*3条。"),
            Block::Table(grid),
            text("二、主动公开政府信息情况"),
            text("如下："),
            Block::Table(official),
            text("注：一项。"),
            text("五、存在的主要问题及改进情况"),
            text("一、认识不够。二、人员不足。"),
            text("六、其他需要报告的事项"),
            text("无。"),
        ];
        let mut doubts = Vec::new();
        let found = narrative(&blocks, Forms::OFFICIAL, |grid| grid.name == "官", &mut doubts);
        assert_eq!(found.preface, "根据条例编制。");
        assert_eq!(found.bodies[0], "（一）主动公开。公开了5\\*3条。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2\\* |");
        assert_eq!((found.bodies[1].as_str(), found.notes[1].as_str()), ("如下：", "注：一项。"));
        assert_eq!(found.bodies[4], "一、认识不够。二、人员不足。");
        assert_eq!(found.bodies[5], "无。");
        let told: Vec<&str> = doubts.iter().map(|doubt| doubt.message.in_lang(crate::diagnostic::Lang::Zh)).collect();
        assert!(told.len() == 2 && told[0].contains("第三部分") && told[1].contains("第四部分"), "{told:?}");
    }

    #[test]
    fn a_title_and_its_text_in_one_line() {
        let of = |text: &'static str| opens(text, None, Forms::OFFICIAL);
        assert_eq!(of("五、存在的主要问题及改进情况。一是认识不够。"), Some((4, "一是认识不够。")));
        assert_eq!(of("五、存在的主要问题及改进情况 2025年我局存在不足。"), Some((4, "2025年我局存在不足。")));
        assert_eq!(of("五、存在问题及改进情况：不足。"), Some((4, "不足。")));
        assert_eq!(of("总体 情况"), Some((0, "")));
        assert_eq!(of("总体情况良好。"), None);
        assert_eq!(of("一、认识不够。二、人员不足。"), None);
    }
}
