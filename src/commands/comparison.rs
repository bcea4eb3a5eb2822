//! A comparison as `compare` prints it for people: a line a figure, in columns.

use std::path::Path;

use super::shown::shown;
use crate::author::{padded, width};
use crate::compare::{CellComparison, Comparison, RowComparison, SectionComparison, TableComparison, Value};
use crate::diagnostic::{Diagnostic, Lang};

/// The column that labels reach to at most; a longer one goes on in the next line.
const LABELS: usize = 44;
/// Columns that a figure takes at least, and the room before it.
const FIGURE: usize = 9;
const GAP: usize = 2;
/// How far lines stand in below their heading.
const INDENT: usize = 2;
/// What stands for what cannot be reckoned. Of a dash no one knows how wide a screen makes it.
const NONE: &str = "-";

/// All of a comparison; `last` and `this` are the files, for the command that tells more.
pub(super) fn comparison_text(comparison: &Comparison, last: &Path, this: &Path, lang: Lang) -> String {
    let mut text = format!("{}\n", title(comparison, lang));
    let years = [comparison.last.year, comparison.this.year];
    for table in &comparison.tables {
        text += &table_text(table, years, lang);
    }
    text += &prose(&comparison.sections, lang);
    text += &findings(&comparison.findings, lang);
    let (last, this) = (shown(last), shown(this));
    text + &match lang {
        Lang::Zh => format!("\n全部检查：nianbao check {this} --previous {last}\n"),
        Lang::En => format!("\nall checks: nianbao check {this} --previous {last}\n"),
    }
}

fn title(comparison: &Comparison, lang: Lang) -> String {
    let (last, this, organ) = (comparison.last.year, comparison.this.year, &comparison.this.organ);
    let (last_form, form) = (comparison.last.form, comparison.this.form);
    let forms = match lang {
        _ if last_form == form => String::new(),
        Lang::Zh => format!("（{last}年用{last_form}年版格式，{this}年用{form}年版格式）"),
        Lang::En => format!(" ({last} in form {last_form}, {this} in form {form})"),
    };
    match lang {
        Lang::Zh => format!("{organ} {last}、{this}年度数据对照{forms}"),
        Lang::En => format!("{organ}, {last} and {this} side by side{forms}"),
    }
}

/// A line: how deep it stands, its label, and both years' figures with their change, if it has any.
struct Line {
    depth: usize,
    label: String,
    figures: Option<[String; 4]>,
}

/// The lines of a table as the form has them: groups over rows, rows over cells; of a row that has a total, the other
/// cells that differ.
fn table_text(table: &TableComparison, years: [u16; 2], lang: Lang) -> String {
    let heading = format!("{}、{}", table.number, table.title);
    if let Some(said) = not_filled_in(table, years, lang) {
        return format!("\n{heading}\n{}{said}\n", " ".repeat(INDENT));
    }
    let mut lines: Vec<Line> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for row in &table.rows {
        let keys: Vec<&str> = row.groups.iter().map(|group| group.key.as_str()).collect();
        let shared = open.iter().zip(&keys).take_while(|(a, b)| a == b).count();
        for (depth, group) in row.groups.iter().enumerate().skip(shared) {
            lines.push(Line { depth, label: group.label.short_name().to_owned(), figures: None });
        }
        row_lines(table, row, keys.len(), lang, &mut lines);
        open = keys;
    }
    lines_text(&heading, &lines, years, lang)
}

/// What is said of a table that was not filled in in one of the years.
fn not_filled_in(table: &TableComparison, [last, this]: [u16; 2], lang: Lang) -> Option<String> {
    let blank: Vec<String> = table
        .blank()
        .into_iter()
        .zip([last, this])
        .filter(|(blank, _)| *blank)
        .map(|(_, year)| year.to_string())
        .collect();
    match (blank.is_empty(), lang) {
        (true, _) => None,
        (false, Lang::Zh) => Some(format!("{}年的这张表没有填写，不作对照", blank.join("年、"))),
        (false, Lang::En) => {
            Some(format!("nothing to compare: the table of {} was not filled in", blank.join(" and ")))
        }
    }
}

fn row_lines(table: &TableComparison, row: &RowComparison, depth: usize, lang: Lang, lines: &mut Vec<Line>) {
    let name = row.label.short_name();
    let cell_line = |depth: usize, label: String, cell: &CellComparison| {
        let figures = Some(figures(cell, lang));
        Line { depth, label, figures }
    };
    let total = row.cells.iter().find(|cell| cell.is_total && table.is_by_totals());
    match (total, row.cells.as_slice()) {
        (Some(total), cells) => {
            lines.push(cell_line(depth, name.to_owned(), total));
            let others = cells.iter().filter(|cell| !cell.is_total && cell.differs());
            lines.extend(others.map(|cell| cell_line(depth + 1, cell.name(), cell)));
        }
        (None, [cell]) => lines.push(cell_line(depth, format!("{name} {}", cell.name()), cell)),
        (None, cells) => {
            lines.push(Line { depth, label: name.to_owned(), figures: None });
            lines.extend(cells.iter().map(|cell| cell_line(depth + 1, cell.name(), cell)));
        }
    }
}

fn figures(cell: &CellComparison, lang: Lang) -> [String; 4] {
    let (missing, blank) = match lang {
        Lang::Zh => ("无此项", "空白"),
        Lang::En => ("none", "blank"),
    };
    let value = |value: &Option<Value>| match value {
        None => missing.to_owned(),
        Some(value) if value.text.trim().is_empty() => blank.to_owned(),
        Some(value) => value.text.clone(),
    };
    let or_none = |text: Option<String>| text.unwrap_or_else(|| NONE.to_owned());
    [value(&cell.last), value(&cell.this), or_none(cell.signed_change()), or_none(cell.signed_per_cent())]
}

/// A heading with the heads of columns, and the lines below it.
fn lines_text(heading: &str, lines: &[Line], years: [u16; 2], lang: Lang) -> String {
    let [last, this] = years;
    let heads = match lang {
        Lang::Zh => [format!("{last}年"), format!("{this}年"), "增减".to_owned(), "增减率".to_owned()],
        Lang::En => [last.to_string(), this.to_string(), "change".to_owned(), "%".to_owned()],
    };
    let widest = |column: usize| {
        let own = lines.iter().filter_map(|line| line.figures.as_ref()?.get(column)).chain(heads.get(column));
        own.map(|text| width(text)).max().unwrap_or_default().max(FIGURE)
    };
    let widths = [widest(0), widest(1), widest(2), widest(3)];
    let row = |figures: &[String; 4]| -> String {
        figures.iter().zip(widths).map(|(text, width)| right(text, width + GAP)).collect()
    };
    let indented = |line: &Line| format!("{}{}", " ".repeat(INDENT * (line.depth + 1)), line.label);
    let widest = lines.iter().map(|line| width(&indented(line))).max().unwrap_or_default();
    let labels = (widest + width("，")).min(LABELS);
    let mut text = format!("\n{heading}\n{}{}\n", " ".repeat(labels), row(&heads));
    for line in lines {
        let mut parts = divided(&line.label, INDENT * (line.depth + 1), labels).into_iter();
        let first = parts.next().unwrap_or_default();
        text += &match &line.figures {
            Some(figures) => format!("{}{}\n", padded(&first, labels), row(figures)),
            None => format!("{first}\n"),
        };
        text.extend(parts.map(|part| format!("{part}\n")));
    }
    text
}

/// A text with blanks before it, so that it ends at a column.
fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Marks that open no line.
const CLOSING: &str = "，。、；：）”》？！";

/// A label in lines that reach to a column; those after the first stand in further.
fn divided(label: &str, indent: usize, columns: usize) -> Vec<String> {
    let mut lines = vec![" ".repeat(indent)];
    let mut is_empty = true;
    for ch in label.chars() {
        // A mark that opens no line has the last place of the one before.
        let columns = if CLOSING.contains(ch) { columns } else { columns.saturating_sub(width("，")) };
        let is_full = |line: &String| width(line) + width(ch.encode_utf8(&mut [0; 4])) > columns;
        if lines.last().is_some_and(is_full) && !is_empty {
            lines.push(" ".repeat(indent + INDENT));
        }
        if let Some(line) = lines.last_mut() {
            line.push(ch);
            is_empty = false;
        }
    }
    lines
}

/// How much of the prose is last year's.
fn prose(sections: &[SectionComparison], lang: Lang) -> String {
    let heading = match lang {
        Lang::Zh => "与上一年度相同的文字",
        Lang::En => "prose that is last year's",
    };
    let titles: Vec<String> = sections.iter().map(|section| format!("{}、{}", section.number, section.title)).collect();
    let widest = titles.iter().map(|title| width(title)).max().unwrap_or_default();
    let mut text = format!("\n{heading}\n");
    for (title, section) in titles.iter().zip(sections) {
        let said = match (&section.likeness, lang) {
            (None, Lang::Zh) => "文字太少，不比较".to_owned(),
            (None, Lang::En) => "too short to be compared".to_owned(),
            (Some(likeness), lang) => {
                let (all, repeated, share) = (likeness.characters, likeness.repeated, likeness.per_cent());
                let longest = likeness.longest.as_ref().map(|run| (run.characters, run.shortened()));
                let longest = match (longest, lang) {
                    (None, _) => String::new(),
                    (Some((count, words)), Lang::Zh) => format!("；最长的一处 {count} 字：“{words}”"),
                    (Some((count, words)), Lang::En) => format!("; the longest run has {count}: “{words}”"),
                };
                match lang {
                    Lang::Zh => format!("{share}%（{all} 字中的 {repeated} 字）{longest}"),
                    Lang::En => format!("{share}% ({repeated} of {all} characters){longest}"),
                }
            }
        };
        text += &format!("{}{}  {said}\n", " ".repeat(INDENT), padded(title, widest));
    }
    text
}

/// What does not go on from one year to the other.
fn findings(findings: &[Diagnostic], lang: Lang) -> String {
    let (heading, none) = match lang {
        Lang::Zh => ("与上一年度的衔接", "上年结转、现行有效等与上一年度衔接，没有发现问题"),
        Lang::En => ("what goes on from last year", "what is carried over and what is in force go on: nothing found"),
    };
    let mut lines: Vec<String> = findings
        .iter()
        .map(|finding| {
            let (severity, code) = (finding.severity.in_lang(lang), finding.code());
            format!("{severity}[{code}]: {}", finding.message.in_lang(lang))
        })
        .collect();
    if lines.is_empty() {
        lines.push(none.to_owned());
    }
    let lines: String = lines.iter().map(|line| format!("{}{line}\n", " ".repeat(INDENT))).collect();
    format!("\n{heading}\n{lines}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let figures = |figures: [&str; 4]| Some(figures.map(str::to_owned));
        let line = |depth: usize, label: &str, figures| Line { depth, label: label.to_owned(), figures };
        let lines = [
            line(0, "规章", None),
            line(1, "本年制发件数", figures(["3", "12", "+9", "+300.0%"])),
            line(0, "一二三四五六七八九十一二三四五六七八九十、二三", figures(["空白", "0", "-", "-"])),
        ];
        assert_eq!(
            lines_text("二、情况", &lines, [2024, 2025], Lang::Zh),
            "\n二、情况\n\
             \x20                                                2024年     2025年       增减     增减率\n\
             \x20 规章\n\
             \x20   本年制发件数                                      3         12         +9    +300.0%\n\
             \x20 一二三四五六七八九十一二三四五六七八九十、       空白          0          -          -\n\
             \x20   二三\n"
        );
    }
}
