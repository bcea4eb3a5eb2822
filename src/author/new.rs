//! A data file for a new year: blank, or rolled over from last year's report.

use rust_decimal::Decimal;

use super::remembered::remembered;
use super::sheet::{Piece, Sheet};
use super::tables::blank_cells;
use super::toml_text::quoted;
use crate::form::{ColumnRole, Form, Forms, RowRole};
use crate::narrative::line::{Line, Opening, lines, opening};
use crate::report::{
    Block, Cell, CellState, Column, Labels, OrganKind, PageOptions, Prose, Report, Row, label_keys, title_line,
};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct NewFile<'a> {
    /// Name of the organ; without it, last year's.
    pub organ: Option<&'a str>,
    /// Reporting year; without it, the year after last year's.
    pub year: Option<u16>,
    /// The form; without it, the year decides which of `forms`.
    pub form: Option<&'static Form>,
    /// The forms that there are.
    pub forms: Forms,
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
    let form = asked.form.unwrap_or_else(|| asked.forms.by_year(year));
    let organ = asked.organ.or(asked.last.map(|last| last.organ.value.as_str())).unwrap_or_default();
    let Some(last) = asked.last else {
        let mut sheet = Sheet::blank(form, Labels::default(), organ, year);
        sheet.opening.push(format!("{organ}{}", title_line(year)));
        return Ok(sheet.to_toml());
    };
    if last.year.checked_add(1) != Some(year) {
        return Err(NotLastYear { last: last.year, year });
    }
    let (labels, remarks) = labels(form, last);
    let mut sheet = Sheet::blank(form, labels, organ, year);
    sheet.label_remarks = remarks;
    sheet.opening.push(format!("{organ}{}", title_line(year)));
    roll_over(&mut sheet, last);
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
    sheet.signature = last.signature;
    sheet.remembered = remembered(last);
    sheet.settings = settings(last);
    sheet.preface.remembered = text(last.preface.as_ref());
    let sections = sheet.sections.iter_mut().zip(&mut sheet.notes).zip(&last.sections);
    for ((piece, note), section) in sections {
        let old_note = section.note.as_ref();
        *note = Piece { remembered: text(old_note), body: headings(old_note) };
        if section.body.is_some() {
            *piece = Piece { remembered: text(section.body.as_ref()), body: headings(section.body.as_ref()) };
        }
    }
    rows(sheet, last);
    carry_over(sheet, last);
}

fn text(prose: Option<&Prose>) -> String {
    prose.map(|prose| prose.text.clone()).unwrap_or_default()
}

/// The headings of a piece of narrative, as Markdown.
pub(super) fn headings(prose: Option<&Prose>) -> String {
    let text = prose.map_or("", |prose| prose.text.as_str());
    let heading = |line: Line| {
        let written = text.get(line.text)?;
        match opening(written, !line.mark.is_empty()) {
            Opening::Heading if written.starts_with("##") => Some(written.to_owned()),
            // One by its number, （一）: the line up to its first 。, as a heading that the program numbers.
            Opening::NumberedHeading { length } => {
                let words = written.get(length..)?;
                let end = words.find('。').filter(|end| end + '。'.len_utf8() < words.len());
                Some(format!("## {}", words.get(..end.map_or(words.len(), |end| end + '。'.len_utf8()))?))
            }
            _ => None,
        }
    };
    let headings = lines(text).into_iter().filter_map(heading);
    headings.map(|heading| plain_heading(&heading) + "\n").collect::<Vec<_>>().join("\n")
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
        if page.numbered_tables != own.numbered_tables {
            lines.push(format!("numbered_tables = {}", page.numbered_tables));
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

/// Last year's labels that have a place in the form, and what is said of the others.
fn labels(form: &'static Form, last: &Report) -> (Labels, Vec<String>) {
    let known = label_keys(form);
    let (mut labels, mut remarks) = (Labels::default(), Vec::new());
    for (key, label) in last.labels.iter() {
        match known.iter().find(|(known, _)| known == key) {
            // What the new form prints of itself needs no label.
            Some((_, own)) if *own == label.text => {}
            Some(_) => {
                labels.insert(key.to_owned(), label.clone());
            }
            None => {
                let (label, form) = (&label.text, form.name);
                remarks.push(format!("去年的标签“{key}”（{label}）没有带来：{form}年版格式没有这一处。"));
            }
        }
    }
    (labels, remarks)
}

/// Rows that the form does not have, and what last year's figures tell of the others.
fn rows(sheet: &mut Sheet, last: &Report) {
    let form = sheet.form;
    for (table, own) in last.tables.all().into_iter().zip(sheet.tables.all_mut()) {
        for (old, row) in table.rows() {
            let Some((new, home)) = own.row(row.home()) else {
                sheet.dropped.push((table.key, dropped(row, form)));
                continue;
            };
            let remark = remark_on(new, old, row);
            if !remark.is_empty() {
                sheet.remarks.insert(format!("{}.{}", table.key, row.key), remark);
            }
            let previous = new.column_of(ColumnRole::Previous).zip(previous_of(old, row));
            let mut cells = blank_cells(new, home.role);
            if let Some((place, previous)) = previous
                && let Some(cell) = cells.get_mut(place)
            {
                *cell = Cell::computed(previous);
            }
            if row.is_extra() {
                own.insert_extra(Row { cells, span: None, ..row.clone() });
            } else if let Some(own) = own.rows_mut().find(|own| own.key == row.key) {
                own.cells = cells;
            }
        }
    }
}

/// 上一年项目数量 of this year: last year's and its 本年增/减.
fn previous_of(block: &Block, row: &Row) -> Option<Decimal> {
    let value = |role| row.cells.get(block.column_of(role)?)?.value;
    value(ColumnRole::Previous)?.checked_add(value(ColumnRole::Change).unwrap_or_default())
}

/// The stock of last year, from which this year's follows once it is known what came and went.
fn remark_on(new: &Block, old: &Block, row: &Row) -> String {
    let stock = |(column, _): &(&Column, &Cell)| matches!(column.role, ColumnRole::InForce | ColumnRole::Total);
    let found = old.columns.iter().zip(&row.cells).find(stock).filter(|(_, cell)| !cell.text.is_empty());
    match (new.column_of(ColumnRole::InForce), found) {
        (Some(_), Some((column, cell))) if column.role == ColumnRole::InForce => {
            format!("去年现行有效 {}；今年 = 去年 + 制发 − 废止", cell.text)
        }
        (Some(_), Some((column, cell))) => format!("去年{} {}", column.label.name(), cell.text),
        _ => String::new(),
    }
}

/// What is said of a row that the new form does not have.
fn dropped(row: &Row, form: &Form) -> String {
    let figures: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
    let figures = if figures.is_empty() { "空白".to_owned() } else { figures.join("、") };
    format!("去年的“{}”（{figures}）没有带来：{}年版格式没有这一行。", row.label.name(), form.name)
}

/// 上年结转 is what last year carried out, column by column.
fn carry_over(sheet: &mut Sheet, last: &Report) {
    let table = &mut sheet.tables.applications;
    let Some((old, from)) = last.tables.applications.row_of(RowRole::CarriedOut) else { return };
    let Some((new, into)) = table.row_of(RowRole::CarriedIn) else { return };
    let mut cells = into.cells.clone();
    for (column, cell) in new.columns.iter().zip(&mut cells) {
        if let Some(known) = old.column(column.key).and_then(|place| from.cells.get(place)) {
            *cell = Cell { state: CellState::Stated, ..known.clone() };
        }
    }
    // The total is left to be computed where it follows from the others.
    let values = new.parts().filter_map(|part| cells.get(part)?.value);
    let sum = values.fold(None, |sum: Option<Decimal>, value| Some(value.saturating_add(sum.unwrap_or_default())));
    if let Some(total) = new.total().and_then(|total| cells.get_mut(total)).filter(|total| total.value == sum) {
        *total = Cell::left_out();
    }
    let key = into.key.clone();
    sheet.remarks.insert(format!("{}.{key}", table.key), "去年的“结转下年度继续办理”".to_owned());
    if let Some(row) = table.rows_mut().find(|row| row.key == key) {
        row.cells = cells;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::super::testing::read;
    use super::*;
    use crate::form::{FORM_2019, Forms};
    use crate::narrative::read_all;
    use crate::report::OfficialTable;

    fn texts(table: &OfficialTable, key: &str) -> Vec<String> {
        let (_, row) = table.row(key).expect("the row");
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
            assert_eq!(report.form, Forms::OFFICIAL.by_year(year));
            assert_eq!(read_all(&report, None).1, []);
            for (_, row) in report.tables.all().into_iter().flat_map(OfficialTable::rows) {
                assert!(text.contains(&row.label.text), "{}", row.label.text);
                assert!(row.cells.iter().all(|cell| cell.text.is_empty()), "{}", row.key);
                assert!(row.span.is_some(), "{} is to be filled in", row.key);
            }
            // Totals are computed once there are figures.
            assert_eq!(report.tables.applications.cell("received", "total").unwrap().state, CellState::LeftOut);
            assert_eq!(text.contains("社会评议"), organ.ends_with("人民政府"));
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
        assert_eq!(texts(&report.tables.applications, "carried_in"), ["21", "3", "0", "0", "1", "0", "25"]);
        assert_eq!(texts(&report.tables.applications, "received"), [""; 7]);
        assert_eq!(texts(&report.tables.disclosure, "regulations"), ["", "", ""]);
        assert_eq!(report.tables.disclosure.row("extra.0").unwrap().1.label.text, "其他主动公开文件");
        assert_eq!(report.labels.get(&["applications.*.ngo"], "").text, "社会团体");
        assert!(text.contains("去年现行有效 388") && text.contains("去年现行有效 9312"));
        assert!(text.contains("# │ 在政府网站发布各类政府信息2.91万条"));
        let overview = report.sections[0].body.as_ref().unwrap();
        assert!(overview.text.starts_with("## 主动公开情况\n\n## 依申请公开情况\n"));
    }

    const OLD: &str = "[report]\norgan = '甲局'\nyear = 2020\ntitle = ['甲局', '2020年度报告']\nkind = 'government'\n\
        contents = true\n\
        published = 2021-01-20\nsignature = true\n[charts.outcomes]\nkind = 'pie'\nvalues = {甲 = 1}\n\
        [[accept]]\ncode = 'year-jump'\nreason = '专项清理'\n[page]\nnumbers = false\ncolor = false\nmax_dpi = 150\n[fonts]\nbody = '仿宋'\n\
        [labels]\n'disclosure.procurement' = '采购'\n'disclosure.normative' = '行政规范性文件'\n'problems.title' = '问题'\n\
        [overview]\nbody = '''\n## 一[^1]：{{ a }}\n\n[^1]: 注'''\n\
        [disclosure]\nregulations = [1, 1, 5]\nprocurement = [3, 4.50]\n\
        [[disclosure.extra]]\nafter = 'procurement'\nlabel = '乙'\ncells = { projects = 9 }\n\
        [applications]\ncarried_out = { natural = '/', total = { value = 2, text = '2（电话）' } }\n\
        other_outcome = { natural = 4 }\n";

    #[test]
    fn a_form_rolls_over_into_the_next() {
        let (text, report) = next(OLD, None);
        assert_eq!((report.form.name, report.kind), ("2021", OrganKind::Government));
        assert_eq!(report.title[1].value, "2021年度报告");
        assert!(report.contents && report.signature && !report.page.numbers && report.fonts.len() == 1);
        assert!(text.contains("\n# [charts.outcomes]\n# kind = \"pie\"\n"), "{text}");
        assert!(text.contains("\n# [[accept]]\n# code = \"year-jump\"\n# reason = \"专项清理\"\n"), "{text}");
        assert_eq!((report.page.color, report.page.max_dpi), (false, Some(150)));
        assert_eq!(report.sections[4].title.text, "问题");
        assert!(text.contains("去年对外公开总数量 5"));
        for dropped in ["标签“disclosure.procurement”", "“采购”（3、4.50）", "“乙”（9）", "“（六）其他处理”（4、4）"]
        {
            assert!(text.contains(dropped), "{dropped}\n{text}");
        }
        assert!(!text.contains("标签“disclosure.normative”"));
        assert_eq!(texts(&report.tables.applications, "carried_in"), ["/", "", "", "", "", "", "2（电话）"]);
        assert_eq!(report.sections[0].body.as_ref().unwrap().text, "## 一：××\n");
        next(include_str!("../../data/jiyang-2020.toml"), None);
    }

    #[test]
    fn items_of_the_form_of_2019_go_on() {
        let last = "form = '2019'\n[report]\norgan = '甲局'\nyear = 2024\n[disclosure]\nlicences = [243, -3, 9]\n\
                    fees = ['/', 1]\npenalties = { previous = 7 }\n";
        let (_, report) = next(last, Some(&FORM_2019));
        assert_eq!(texts(&report.tables.disclosure, "licences"), ["240", "", ""]);
        assert_eq!(texts(&report.tables.disclosure, "fees"), ["", ""]);
        assert_eq!(texts(&report.tables.disclosure, "penalties"), ["7", "", ""]);
    }

    #[test]
    fn only_the_year_before_rolls_over() {
        let (_, last) = read("[report]\norgan = '甲局'\nyear = 2023\n");
        let asked = NewFile { year: Some(2025), last: Some(&last), ..NewFile::default() };
        assert_eq!(new_file(&asked), Err(NotLastYear { last: 2023, year: 2025 }));
    }
}
