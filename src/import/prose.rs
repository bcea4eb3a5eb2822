//! Blocks of a document to the narrative of a report: what stands before the first section, in each section, and below
//! its table.
//!
//! Sections are known by their titles, 一、总体情况 to 六、其他需要报告的事项, in their order. Lines stay as they are: the
//! narrative reads （一） and 1. as headings as an office writes them. What Markdown would take for a mark is escaped.

use super::doubt::Doubt;
use super::grid::Grid;
use super::page::Block;
use crate::diagnostic::message;
use crate::form::{Form, Forms, SECTION_NUMBERS};

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
    let has_sections =
        blocks.iter().any(|block| matches!(block, Block::Text(text) if opens(text, None, forms).is_some()));
    for block in blocks {
        if let Block::Text(text) = block
            && let Some(opened) = opens(text, section, forms)
        {
            (section, is_below) = (Some(opened), false);
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
    narrative
}

/// The section that a line opens, if it is the title of one behind `section`.
fn opens(text: &str, section: Option<usize>, forms: Forms) -> Option<usize> {
    let text: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    if text.chars().count() > LONGEST_TITLE {
        return None;
    }
    let at = SECTION_NUMBERS
        .iter()
        .position(|number| text.strip_prefix(number).is_some_and(|rest| rest.starts_with(['、', '.', '．', '，'])))?;
    let titles = |form: &'static Form| form.section_titles.get(at).copied();
    let is_after = section.is_none_or(|section| at > section);
    let title: String = text.chars().skip(2).collect();
    let is_one = forms.iter().filter_map(titles).any(|own| own == title || is_like(own, &title));
    Some(at).filter(|_| is_after && is_one)
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
        assert_eq!(doubts, []);
    }
}
