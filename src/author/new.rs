//! A data file for a new year: blank, or rolled over from last year's report.

use super::sheet::{Extra, Line, Piece, Sheet};
use super::toml_text::{BLANK, cell_value, quoted};
use crate::form::{self, Block, Form, label_keys};
use crate::report::{Cell, Labels, OrganKind, PageOptions, Prose, Report, Row, title_line};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct NewFile<'a> {
    /// Name of the organ; without it, last year's.
    pub organ: Option<&'a str>,
    /// Reporting year; without it, the year after last year's.
    pub year: Option<u16>,
    /// The form; without it, the year decides.
    pub form: Option<&'static Form>,
    /// Last year's report.
    pub last: Option<&'a Report>,
}

/// The report to roll over is not of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the last report is of {last}, which is not the year before {year}")]
pub struct NotLastYear {
    /// Year of the report to roll over.
    pub last: u16,
    /// Year of the new file.
    pub year: u16,
}

/// The text of a new data file.
///
/// # Errors
/// The last report is not of the year before.
pub fn new_file(asked: &NewFile) -> Result<String, NotLastYear> {
    let year = asked.year.or(asked.last.map(|last| last.year.saturating_add(1))).unwrap_or_default();
    let form = asked.form.unwrap_or_else(|| form::by_year(year));
    let organ = asked.organ.or(asked.last.map(|last| last.organ.value.as_str())).unwrap_or_default();
    let mut sheet = Sheet::blank(form, organ, year);
    sheet.opening.push(format!("{organ}{}", title_line(year)));
    if let Some(last) = asked.last {
        if last.year.checked_add(1) != Some(year) {
            return Err(NotLastYear { last: last.year, year });
        }
        roll_over(&mut sheet, last);
    }
    Ok(sheet.to_toml())
}

/// Takes over from last year's report what goes on, and remembers in comments what was.
fn roll_over(sheet: &mut Sheet, last: &Report) {
    let (year, form) = (last.year, last.form.name);
    sheet
        .opening
        .push(format!("由{year}年的数据文件（{form}年版格式）结转：名称、标签、标题和期初数已经带入，其余待填。"));
    if last.kind != OrganKind::of_organ(&sheet.organ) {
        sheet.kind = Some(last.kind);
    }
    let title: Vec<&str> = last.title.iter().map(|line| line.value.as_str()).collect();
    if title != [last.organ.value.as_str(), &title_line(year)] {
        let renew = |line: &&str| {
            let line = line.replace(&year.to_string(), &sheet.year.to_string());
            line.replace(&last.organ.value, &sheet.organ)
        };
        sheet.title = title.iter().map(renew).collect();
    }
    sheet.contents = last.contents;
    sheet.settings = settings(last);
    labels(sheet, last);
    // The preface lists the sections by their titles, which may be last year's own.
    sheet.preface = Piece { remembered: text(last.preface.as_ref()), body: super::asks::opening(sheet) };
    let sections = sheet.sections.iter_mut().zip(&mut sheet.notes).zip(&last.sections);
    for ((piece, note), section) in sections {
        let old_note = section.note.as_ref();
        *note = Piece { remembered: text(old_note), body: headings(old_note) };
        if section.body.is_some() {
            *piece = Piece { remembered: text(section.body.as_ref()), body: headings(section.body.as_ref()) };
        }
    }
    disclosure(sheet, last);
    applications(sheet, last);
}

fn text(prose: Option<&Prose>) -> String {
    prose.map(|prose| prose.text.clone()).unwrap_or_default()
}

/// The headings of a piece of narrative, as Markdown.
pub(super) fn headings(prose: Option<&Prose>) -> String {
    let lines = prose.map(|prose| prose.text.lines()).into_iter().flatten();
    let headings = lines.map(str::trim).filter(|line| line.starts_with("## ") || line.starts_with("###"));
    headings.map(|heading| plain_heading(heading) + "\n").collect::<Vec<_>>().join("\n")
}

/// A heading without what depends on the text below it or on figures that are not there yet.
fn plain_heading(heading: &str) -> String {
    let mut out = String::new();
    let mut rest = heading;
    loop {
        let openings = [("[^", "]", ""), ("{{", "}}", "××")];
        let next =
            openings.iter().filter_map(|opening| Some((rest.find(opening.0)?, opening))).min_by_key(|found| found.0);
        let Some((at, (_, close, instead))) = next else { break };
        let Some(end) = rest.get(at..).and_then(|tail| tail.find(close)) else { break };
        out.push_str(rest.get(..at).unwrap_or_default());
        out.push_str(instead);
        rest = rest.get(at + end + close.len()..).unwrap_or_default();
    }
    out + rest
}

/// `[page]` and `[fonts]` as last year's file had them.
fn settings(last: &Report) -> Vec<String> {
    let (page, own) = (&last.page, PageOptions::default());
    let mut lines = Vec::new();
    if *page != own {
        lines.push("[page]  # 版面（与去年相同）".to_owned());
        lines.extend(page.line_pitch.map(|pitch| format!("line_pitch = {pitch:?}")));
        if page.chars_per_line != own.chars_per_line {
            lines.push(format!("chars_per_line = {}", page.chars_per_line));
        }
        if page.numbers != own.numbers {
            lines.push(format!("numbers = {}", page.numbers));
        }
        if page.duplex != own.duplex {
            lines.push(format!("duplex = {}", page.duplex));
        }
        if page.color != own.color {
            lines.push(format!("color = {}", page.color));
        }
        lines.extend(page.max_dpi.map(|dpi| format!("max_dpi = {dpi}")));
    }
    if !last.fonts.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push("[fonts]  # 字体（与去年相同）".to_owned());
        lines.extend(last.fonts.iter().map(|face| format!("{} = {}", face.slot.key(), quoted(&face.name.value))));
    }
    lines
}

fn labels(sheet: &mut Sheet, last: &Report) {
    let known = label_keys(sheet.form);
    let mut labels = Labels::default();
    for (key, label) in last.labels.iter() {
        match known.iter().find(|(known, _)| known == key) {
            // What the new form prints of itself needs no label.
            Some((_, own)) if *own == label.text => {}
            Some(_) => {
                labels.insert(key.to_owned(), label.clone());
            }
            None => sheet
                .label_remarks
                .push(format!("去年的标签“{key}”（{}）没有带来：{}年版格式没有这一处。", label.text, sheet.form.name)),
        }
    }
    sheet.labels = labels;
}

fn disclosure(sheet: &mut Sheet, last: &Report) {
    let form = sheet.form;
    let mut after = String::new();
    for row in &last.disclosure {
        let is_extra = row.key.starts_with("extra.");
        if !is_extra {
            after.clone_from(&row.key);
        }
        let old = last.form.disclosure.iter().find(|block| block.rows.iter().any(|entry| entry.key == after));
        let new = form.disclosure.iter().find(|block| block.rows.iter().any(|entry| entry.key == after));
        let (Some(old), Some(new)) = (old, new) else {
            sheet.row_remarks[0].push(dropped(row, form));
            continue;
        };
        let line = Line {
            key: if is_extra { "cells".to_owned() } else { row.key.clone() },
            cells: known_cells(new, old, row),
            remark: remark(new, old, row),
        };
        if is_extra {
            sheet.extra.push(Extra { after: after.clone(), label: row.label.text.clone(), line });
        } else if let Some(own) = sheet.rows[0].iter_mut().find(|own| own.key == row.key) {
            *own = line;
        }
    }
}

fn cell<'r>(block: &Block, row: &'r Row, key: &str) -> Option<&'r Cell> {
    row.cells.get(block.columns.iter().position(|column| column.key == key)?)
}

/// The cells of this year's row that last year's figures tell: 上一年项目数量 = last year's + 本年增/减.
fn known_cells(new: &Block, old: &Block, row: &Row) -> Vec<String> {
    let previous = cell(old, row, "previous").and_then(|cell| cell.value).and_then(|previous| {
        let change = cell(old, row, "change").and_then(|cell| cell.value).unwrap_or_default();
        previous.checked_add(change)
    });
    let value = |key: &str| match (key, previous) {
        ("previous", Some(previous)) => previous.to_string(),
        _ => BLANK.to_owned(),
    };
    new.columns.iter().map(|column| value(column.key)).collect()
}

/// The stock of last year, from which this year's follows once it is known what came and went.
fn remark(new: &Block, old: &Block, row: &Row) -> String {
    if !new.columns.iter().any(|column| column.key == "in_force") {
        return String::new();
    }
    let stock = old.columns.iter().zip(&row.cells).find(|(column, _)| matches!(column.key, "in_force" | "total"));
    match stock {
        Some((column, cell)) if !cell.text.is_empty() && column.key == "in_force" => {
            format!("去年现行有效 {}；今年 = 去年 + 制发 − 废止", cell.text)
        }
        Some((column, cell)) if !cell.text.is_empty() => format!("去年{} {}", column.label, cell.text),
        _ => String::new(),
    }
}

/// What is said of a row that the new form does not have.
fn dropped(row: &Row, form: &Form) -> String {
    let figures: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
    let figures = if figures.is_empty() { "空白".to_owned() } else { figures.join("、") };
    format!("去年的“{}”（{figures}）没有带来：{}年版格式没有这一行。", row.label.text, form.name)
}

/// 上年结转 is what last year carried out; rows that the form does not have any more are named.
fn applications(sheet: &mut Sheet, last: &Report) {
    let form = sheet.form;
    let (carried_in, carried_out) = (&form.applications.incoming[1], &last.form.applications.carried_out);
    if let Some(row) = last.applications.iter().find(|row| row.key == carried_out.key)
        && let Some(line) = sheet.rows[1].iter_mut().find(|line| line.key == carried_in.key)
    {
        line.cells = carried(&row.cells);
        line.remark = "去年的“结转下年度继续办理”".to_owned();
    }
    let rows = form.applications.rows();
    for row in &last.applications {
        if !rows.iter().any(|(key, _)| *key == row.key) {
            sheet.row_remarks[1].push(dropped(row, form));
        }
    }
}

/// The cells of a row, without its total where that follows from the others.
fn carried(cells: &[Cell]) -> Vec<String> {
    let Some((total, parts)) = cells.split_last() else { return Vec::new() };
    let mut sum = None;
    for value in parts.iter().filter_map(|part| part.value) {
        sum = Some(value.saturating_add(sum.unwrap_or_default()));
    }
    let follows = total.value == sum;
    (if follows { parts } else { cells }).iter().map(cell_value).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::super::testing::read;
    use super::*;
    use crate::narrative::read_all;
    use crate::report::CellState;

    fn texts(rows: &[Row], key: &str) -> Vec<String> {
        let row = rows.iter().find(|row| row.key == key).expect("the row");
        row.cells.iter().map(|cell| cell.text.clone()).collect()
    }

    /// The file that follows a report, and what it says.
    fn next(last: &str, form: Option<&'static Form>) -> (String, Report) {
        let (_, last) = read(last);
        let text = new_file(&NewFile { form, last: Some(&last), ..NewFile::default() }).unwrap();
        let (_, report) = read(&text);
        assert_eq!(read_all(&report, None).1, []);
        (text, report)
    }

    #[test]
    fn a_blank_file_reads_like_the_form() {
        for (organ, year) in [("某区人民政府", 2025), ("某\"局\\", 2020), ("某镇人民政府", 2023)] {
            let text = new_file(&NewFile { organ: Some(organ), year: Some(year), ..NewFile::default() }).unwrap();
            assert!(text.starts_with("#:schema ./nianbao.schema.json\n"));
            let (_, report) = read(&text);
            assert_eq!((report.organ.value.as_str(), report.year, report.draft), (organ, year, true));
            assert_eq!(report.form, form::by_year(year));
            assert_eq!(read_all(&report, None).1, []);
            let rows = [&report.disclosure, &report.applications, &report.remedies].into_iter().flatten();
            for row in rows {
                assert!(text.contains(&row.label.text), "{}", row.label.text);
                assert!(row.cells.iter().all(|cell| cell.text.is_empty()), "{}", row.key);
                assert!(row.span.is_some(), "{} is to be filled in", row.key);
            }
            // Totals are computed once there are figures.
            assert_eq!(report.applications[0].cells[6].state, CellState::LeftOut);
            assert_eq!(text.contains("社会评议"), organ == "某区人民政府");
            for words in ["条例", "统计期限", "信息处理费", "主要问题", "保密审查"] {
                assert!(text.contains(words), "{words}");
            }
        }
    }

    #[test]
    fn heads_stand_above_their_columns() {
        let text = new_file(&NewFile { organ: Some("甲局"), year: Some(2025), ..NewFile::default() }).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let at = lines.iter().position(|line| line.starts_with("received ")).unwrap();
        let place = |line: &str, what: &str| super::super::toml_text::width(line.split(what).next().unwrap());
        assert_eq!(place(lines[at - 1], "自然人"), place(lines[at], "\"\""));
        assert_eq!(place(lines[at], "# "), place(lines[at + 1], "# "));
    }

    #[test]
    fn a_year_rolls_over() {
        let (text, report) = next(include_str!("../../data/yunshan-2024.toml"), None);
        assert_eq!((report.organ.value.as_str(), report.year), ("云山市人民政府", 2025));
        assert_eq!(texts(&report.applications, "carried_in"), ["21", "3", "0", "0", "1", "0", "25"]);
        assert_eq!(texts(&report.applications, "received"), [""; 7]);
        assert_eq!(texts(&report.disclosure, "regulations"), ["", "", ""]);
        assert_eq!(report.disclosure[2].label.text, "其他主动公开文件");
        assert_eq!(report.labels.get(&["applications.*.ngo"], "").text, "社会团体");
        assert!(text.contains("去年现行有效 388") && text.contains("去年现行有效 9312"));
        assert!(text.contains("# │ 在政府网站发布各类政府信息2.91万条"));
        let overview = report.sections[0].body.as_ref().unwrap();
        assert!(overview.text.starts_with("## 主动公开情况\n\n## 依申请公开情况\n"));
    }

    const OLD: &str = "[report]\norgan = '甲局'\nyear = 2020\ntitle = ['甲局', '2020年度报告']\nkind = 'government'\n\
        contents = true\n\
        [page]\nnumbers = false\ncolor = false\nmax_dpi = 150\n[fonts]\nbody = '仿宋'\n\
        [labels]\n'disclosure.procurement' = '采购'\n'disclosure.normative' = '行政规范性文件'\n'problems.title' = '问题'\n\
        [overview]\nbody = '''\n## 一[^1]：{{ a }}\n\n[^1]: 注'''\n\
        [disclosure]\nregulations = [1, 1, 5]\nprocurement = [3, 4.50]\n\
        [[disclosure.extra]]\nafter = 'procurement'\nlabel = '乙'\ncells = [9]\n\
        [applications]\ncarried_out = { natural = '/', total = { value = 2, text = '2（电话）' } }\n\
        other_outcome = [4]\n";

    #[test]
    fn a_form_rolls_over_into_the_next() {
        let (text, report) = next(OLD, None);
        assert_eq!((report.form.name, report.kind), ("2021", OrganKind::Government));
        assert_eq!(report.title[1].value, "2021年度报告");
        assert!(report.contents && !report.page.numbers && report.fonts.len() == 1);
        assert_eq!((report.page.color, report.page.max_dpi), (false, Some(150)));
        assert_eq!(report.sections[4].title.text, "问题");
        assert!(text.contains("去年对外公开总数量 5"));
        for dropped in ["标签“disclosure.procurement”", "“采购”（3、4.50）", "“乙”（9）", "“（六）其他处理”（4、4）"]
        {
            assert!(text.contains(dropped), "{dropped}\n{text}");
        }
        assert!(!text.contains("标签“disclosure.normative”"));
        assert_eq!(texts(&report.applications, "carried_in"), ["/", "", "", "", "", "", "2（电话）"]);
        assert_eq!(report.sections[0].body.as_ref().unwrap().text, "## 一：××\n");
        next(include_str!("../../data/jiyang-2020.toml"), None);
    }

    #[test]
    fn items_of_the_form_of_2019_go_on() {
        let last = "form = '2019'\n[report]\norgan = '甲局'\nyear = 2024\n[disclosure]\nlicences = [243, -3, 9]\n\
                    fees = ['/', 1]\npenalties = [7]\n";
        let (_, report) = next(last, form::by_name("2019"));
        assert_eq!(texts(&report.disclosure, "licences"), ["240", "", ""]);
        assert_eq!(texts(&report.disclosure, "fees"), ["", ""]);
        assert_eq!(texts(&report.disclosure, "penalties"), ["7", "", ""]);
    }

    #[test]
    fn only_the_year_before_rolls_over() {
        let (_, last) = read("[report]\norgan = '甲局'\nyear = 2023\n");
        let asked = NewFile { year: Some(2025), last: Some(&last), ..NewFile::default() };
        assert_eq!(new_file(&asked), Err(NotLastYear { last: 2023, year: 2025 }));
    }
}
