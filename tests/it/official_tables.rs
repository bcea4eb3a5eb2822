//! The official tables 二, 三 and 四, read back from their rules: cells, spans, figures, what is repeated where a table
//! goes on.

use toml::{Table as Toml, Value};

use crate::support::pdf::{Line, Pdf};
use crate::support::tables::{Cell, Part, assert_rows, joined, rows, section};
use crate::support::{Desk, MM, TABLES, assert_near, build, han, in_repository, report_of_tables};

/// Width of the type area.
const WIDTH: f64 = 156.0 * MM;

fn left(page: usize) -> f64 {
    if page.is_multiple_of(2) { 28.0 * MM } else { 26.0 * MM }
}

/// What a data file says of a row under a dotted key, column by column, as it is to be printed.
fn figures(data: &Toml, key: &str, columns: &[&str]) -> Vec<String> {
    let row = key.split('.').try_fold(data, |table, name| table.get(name)?.as_table());
    columns.iter().map(|column| row.and_then(|row| row.get(*column)).map(printed).unwrap_or_default()).collect()
}

/// The sample has whole numbers only.
fn printed(value: &Value) -> String {
    value.as_integer().expect("a whole number").to_string()
}

const FORM_2019: [(&str, &str); 23] = [
    ("received", "一、本年新收政府信息公开申请数量"),
    ("carried_in", "二、上年结转政府信息公开申请数量"),
    ("granted", "（一）予以公开"),
    ("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("refused.state_secret", "1.属于国家秘密"),
    ("refused.forbidden_by_law", "2.其他法律行政法规禁止公开"),
    ("refused.security_stability", "3.危及“三安全一稳定”"),
    ("refused.third_party", "4.保护第三方合法权益"),
    ("refused.internal", "5.属于三类内部事务信息"),
    ("refused.process", "6.属于四类过程性信息"),
    ("refused.case_file", "7.属于行政执法案卷"),
    ("refused.query", "8.属于行政查询事项"),
    ("unavailable.not_held", "1.本机关不掌握相关政府信息"),
    ("unavailable.needs_creation", "2.没有现成信息需要另行制作"),
    ("unavailable.still_unclear", "3.补正后申请内容仍不明确"),
    ("not_processed.petition", "1.信访举报投诉类申请"),
    ("not_processed.repeated", "2.重复申请"),
    ("not_processed.publication", "3.要求提供公开出版物"),
    ("not_processed.excessive", "4.无正当理由大量反复申请"),
    ("not_processed.confirmation", "5.要求行政机关确认或重新出具已获取信息"),
    ("other_outcome", "（六）其他处理"),
    ("total", "（七）总计"),
    ("carried_out", "四、结转下年度继续办理"),
];

/// （六） of the form 2021.
const OTHER_OUTCOMES: [(&str, &str); 3] = [
    ("other_outcome.uncorrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other_outcome.fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other_outcome.other", "3.其他"),
];

fn form_2021() -> Vec<(&'static str, &'static str)> {
    let at = FORM_2019.iter().position(|(key, _)| *key == "other_outcome").unwrap();
    let mut rows = FORM_2019.to_vec();
    rows.splice(at..=at, OTHER_OUTCOMES);
    rows
}

const OUTCOMES: &str = "三、本年度办理结果";
const APPLICANTS: [&str; 7] = ["natural", "enterprise", "research", "ngo", "legal", "other", "total"];
const RESULTS: [&str; 5] = ["upheld", "corrected", "other", "pending", "total"];

/// The label over a group of rows of table 三.
fn group(key: &str) -> Option<&'static str> {
    match key.split_once('.')?.0 {
        "refused" => Some("（三）不予公开"),
        "unavailable" => Some("（四）无法提供"),
        "not_processed" => Some("（五）不予处理"),
        _ => Some("（六）其他处理"),
    }
}

/// Whether a row of table 三 stands beside 三、.
fn is_outcome(key: &str) -> bool {
    !["received", "carried_in", "carried_out"].contains(&key)
}

/// Table 三 as the form prints it, its figures given by key.
fn expected_applications(form: &[(&str, &str)], ngo: &str, figures: impl Fn(&str) -> Vec<String>) -> Vec<Vec<String>> {
    let mut expected = rows(&format!(
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）|申请人情况\n\
         自然人|法人或其他组织|总计\n商业企业|科研机构|{ngo}|法律服务机构|其他"
    ));
    let mut above = (false, None);
    for (key, label) in form {
        let mut row = Vec::new();
        if is_outcome(key) && !above.0 {
            row.push(OUTCOMES.to_owned());
        }
        if let Some(group) = group(key).filter(|group| above.1 != Some(*group)) {
            row.push(group.to_owned());
        }
        above = (is_outcome(key), group(key));
        row.push((*label).to_owned());
        row.extend(figures(key));
        expected.push(row);
    }
    expected
}

/// Rules, width, sizes, faces and the places of figures: what holds for each official table.
pub fn check_hand(parts: &[Part]) {
    for (page, table) in parts {
        let [x0, y0, x1, y1] = table.bounds();
        assert_near(x0 - 0.5, left(*page), 0.05, "left edge of the outer rule");
        assert_near(x1 + 0.5, left(*page) + WIDTH, 0.05, "right edge of the outer rule");
        let mut outer = [0.0; 4];
        for rule in &table.rules {
            let down = rule.x0 == rule.x1;
            let at = if down { rule.x0 } else { rule.y0 };
            let sides = if down { [(x0, 0), (x1, 1)] } else { [(y0, 2), (y1, 3)] };
            match sides.iter().find(|(edge, _)| (at - edge).abs() < 0.1) {
                Some((_, side)) => {
                    assert_near(rule.thickness, 1.0, 0.01, "outer rule");
                    outer[*side] += (rule.x1 - rule.x0).max(rule.y1 - rule.y0);
                }
                None => assert_near(rule.thickness, 0.5, 0.01, "inner rule"),
            }
        }
        for (length, full) in outer.into_iter().zip([y1 - y0, y1 - y0, x1 - x0, x1 - x0]) {
            assert!(length >= full - 0.1, "page {page}: an outer rule is {length:.1} long, not {full:.1}");
        }
        for cell in &table.cells {
            check_cell(cell);
        }
    }
}

/// Nothing crosses a rule; figures and heads are in the middle, figures on one line; sizes and faces are those of
/// docs/typography.md.
fn check_cell(cell: &Cell) {
    let [left, top, right, bottom] = cell.edges;
    let text = cell.text();
    for glyph in cell.glyphs() {
        assert!((9.0..=12.0).contains(&glyph.size), "“{text}” is set in {} pt", glyph.size);
        // Ink, not advance: a mark last in a line takes half its width.
        if let Some(ink) = glyph.ink {
            let room = [ink.x0 - left, ink.y0 - top, right - ink.x1, bottom - ink.y1];
            assert!(room.iter().all(|room| *room >= 0.25), "“{text}” crosses a rule: {room:.2?}");
        }
    }
    let is_figure = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "+-.".contains(c));
    assert!(!is_figure || cell.lines.len() == 1, "the figure {text} is divided");
    let is_head = cell.glyphs().any(|glyph| &*glyph.font == "FandolHei-Regular");
    // Marks give back their blank half: lines of Han and digits alone are measured.
    let is_plain = |line: &&Line| line.glyphs.iter().all(|glyph| glyph.text.chars().all(char::is_alphanumeric));
    for line in cell.lines.iter().filter(|_| is_head).filter(is_plain).chain(cell.lines.iter().filter(|_| is_figure)) {
        assert_near((line.first().x + line.last().right()) / 2.0, (left + right) / 2.0, 0.3, &text);
    }
}

/// The example report and its data file.
fn sample() -> (Toml, Pdf) {
    let path = in_repository("data/jiyang-2020.toml");
    let desk = Desk::new();
    desk.run(&["build", path.to_str().unwrap(), "-o", "out.pdf"]).succeeds();
    (std::fs::read_to_string(path).unwrap().parse().unwrap(), Pdf::read(desk.read("out.pdf")))
}

/// docs/forms.md, 表二, form 2019.
#[test]
fn disclosure_of_the_sample() {
    let (data, pdf) = sample();
    let parts = section(&pdf, 2);
    let items = "信息内容|上一年项目数量|本年增/减|处理决定数量";
    let mut expected = Vec::new();
    let mut row = |label: &str, key: &str, columns: &[&str]| {
        let mut row = vec![label.to_owned()];
        row.extend(figures(&data, &format!("disclosure.{key}"), columns));
        expected.push(row);
    };
    let (made, change) = (["made", "published", "total"], ["previous", "change", "decisions"]);
    row("规章", "regulations", &made);
    row("规范性文件", "normative", &made);
    row("行政许可", "licences", &change);
    row("其他对外管理服务事项", "other_services", &change);
    row("行政处罚", "penalties", &change);
    row("行政强制", "coercion", &change);
    row("行政事业性收费", "fees", &change[..2]);
    row("政府集中采购", "procurement", &["projects", "amount"]);
    for (at, head) in [
        (7, "第二十条第（九）项\n信息内容|采购项目数量|采购总金额"),
        (6, "第二十条第（八）项\n信息内容|上一年项目数量|本年增/减"),
        (4, &format!("第二十条第（六）项\n{items}")),
        (2, &format!("第二十条第（五）项\n{items}")),
        (0, "第二十条第（一）项\n信息内容|本年新制作数量|本年新公开数量|对外公开总数量"),
    ] {
        expected.splice(at..at, rows(head));
    }
    assert_rows(&joined(&parts), &expected);
    check_hand(&parts);

    // Titles span the table, the last column of （八） and （九） two of its three columns of figures. Measured by
    // edges, since a page that shows these blocks alone has fewer rules.
    for (_, table) in &parts {
        let [table_left, _, table_right, _] = table.bounds();
        let part = |cell: &Cell| (cell.edges[2] - cell.edges[0]) / (table_right - table_left);
        for cell in &table.cells {
            let [left, _, right, _] = cell.edges;
            match &*cell.text() {
                title if title.starts_with("第二十条") => {
                    assert_eq!([left, right], [table_left, table_right], "{title}")
                }
                "采购总金额" => {
                    assert_eq!(right, table_right);
                    assert_near(part(cell), 2.0 * part(table.cell("采购项目数量")), 0.01, "采购总金额");
                }
                "处理决定数量" => assert_eq!((right, cell.row_span), (table_right, 1)),
                _ => {}
            }
        }
    }
}

/// docs/forms.md, 表三, form 2019; the sample prints 社会团体.
#[test]
fn applications_of_the_sample() {
    let (data, pdf) = sample();
    let parts = section(&pdf, 3);
    let figures = |key: &str| figures(&data, &format!("applications.{key}"), &APPLICANTS);
    assert_rows(&joined(&parts), &expected_applications(&FORM_2019, "社会团体", figures));
    check_hand(&parts);
    check_spans(&parts, &FORM_2019);
}

/// The spans of table 三 on each of its pages: the head whole, 三、 and its groups beside all of their rows that stand
/// there.
fn check_spans(parts: &[Part], form: &[(&str, &str)]) {
    for (_, table) in parts {
        let is_shown = |label: &str| table.cells.iter().any(|cell| cell.text() == label);
        let shown: Vec<&str> = form.iter().filter(|(_, label)| is_shown(label)).map(|(key, _)| *key).collect();
        assert_eq!(table.ys.len() - 1, 3 + shown.len(), "each row has its label");
        // Columns of labels that the rows of this page tell apart.
        let labels = match () {
            _ if shown.iter().any(|key| group(key).is_some()) => 3,
            _ if shown.iter().any(|key| is_outcome(key)) => 2,
            _ => 1,
        };

        let corner = table.cells.iter().find(|cell| cell.text().starts_with("（本列数据")).expect("the corner");
        assert_eq!(corner.place(), (0, 0, 3, labels));
        for (text, place) in [
            ("申请人情况", (0, labels, 1, 7)),
            ("自然人", (1, labels, 2, 1)),
            ("法人或其他组织", (1, labels + 1, 1, 5)),
            ("总计", (1, labels + 6, 2, 1)),
            ("商业企业", (2, labels + 1, 1, 1)),
        ] {
            assert_eq!(table.cell(text).place(), place, "{text}");
        }
        for cell in table.cells.iter().filter(|cell| cell.row < 3) {
            assert!(cell.glyphs().all(|glyph| &*glyph.font == "FandolHei-Regular"), "{} is a head", cell.text());
        }

        let check = |label: &str, column: usize, columns: usize, beside: &dyn Fn(&str) -> bool| {
            let rows = shown.iter().filter(|key| beside(key)).count();
            if let Some(first) = shown.iter().position(|key| beside(key)) {
                assert_eq!(table.cell(label).place(), (3 + first, column, rows, columns), "{label}");
            }
        };
        check(OUTCOMES, 0, 1, &is_outcome);
        for (key, label) in form {
            match group(key) {
                Some(of) => {
                    check(of, 1, 1, &|other| group(other) == Some(of));
                    check(label, 2, 1, &|other| other == *key);
                }
                None if is_outcome(key) => check(label, 1, labels - 1, &|other| other == *key),
                None => check(label, 0, labels, &|other| other == *key),
            }
        }
    }
}

/// docs/forms.md, 表四: fifteen columns, the five of 行政复议 under two head rows.
#[test]
fn remedies_of_the_sample() {
    let (data, pdf) = sample();
    let parts = section(&pdf, 4);
    assert_eq!(parts.len(), 1, "the table is too small to be divided");
    check_hand(&parts);
    let table = &parts[0].1;
    let results = "结果维持|结果纠正|其他结果|尚未审结|总计";
    let mut expected = rows(&format!("行政复议|行政诉讼\n{results}|未经复议直接起诉|复议后起诉\n{results}|{results}"));
    let groups = ["reconsideration", "litigation_direct", "litigation_after"];
    expected.push(groups.iter().flat_map(|key| figures(&data, &format!("remedies.{key}"), &RESULTS)).collect());
    assert_eq!(expected[3].len(), 15);
    assert_rows(&table.rows(), &expected);

    for (text, place) in [
        ("行政复议", (0, 0, 1, 5)),
        ("行政诉讼", (0, 5, 1, 10)),
        ("未经复议直接起诉", (1, 5, 1, 5)),
        ("复议后起诉", (1, 10, 1, 5)),
    ] {
        assert_eq!(table.cell(text).place(), place, "{text}");
    }
    let heads: Vec<_> = table.cells.iter().filter(|cell| cell.text() == "结果维持").map(Cell::place).collect();
    assert_eq!(heads, [(1, 0, 2, 1), (2, 5, 1, 1), (2, 10, 1, 1)]);
}

/// Wherever table 三 is divided, its head stands on each page, and 三、 beside its rows.
#[test]
fn a_divided_table_repeats_its_head_and_its_label() {
    let mut divided = 0;
    for lines in (0..22).step_by(3) {
        let tables =
            TABLES.replace("[applications]\n", &format!("[applications]\nbody = '{}'\n", han(28 * lines + 20)));
        // Labels of 200 characters make the table higher than a page even in the smallest type.
        let long = ["granted", "received", "carried_in", "carried_out"].map(|key| (key, format!("{}{key}", han(200))));
        let labels: String = long.iter().map(|(key, label)| format!("\"applications.{key}\" = '{label}'\n")).collect();
        let pdf = build(&report_of_tables(&format!("[labels]\n{labels}"), "", &tables));
        let parts = section(&pdf, 3);
        check_hand(&parts);
        let mut form = form_2021();
        for (key, text) in &mut form {
            *text = long.iter().find(|(own, _)| own == key).map_or(*text, |(_, label)| label);
        }
        check_spans(&parts, &form);
        let text: String = joined(&parts).concat().concat();
        assert_eq!(text.matches("申请人情况").count(), 1, "the second head is none of the text");
        assert_eq!(text.matches(OUTCOMES).count(), 1);
        divided += parts.len() - 1;
    }
    assert!(divided >= 3, "the table was hardly ever divided");
}

/// Height of the type area, and of a line of its grid: what a heading takes above a table.
const HEIGHT: f64 = 225.0 * MM;
const PITCH: f64 = HEIGHT / 22.0;

/// Table 三 of both forms stands whole on one page below its heading, in 5号.
#[test]
fn applications_take_one_page() {
    let whole = |pdf: &Pdf| {
        let parts = section(pdf, 3);
        let [(_, table)] = parts.as_slice() else { return None };
        assert!(table.cells.iter().flat_map(Cell::glyphs).all(|glyph| (glyph.size - 10.5).abs() < 0.01));
        Some(table.ys[table.ys.len() - 1] - table.ys[0] + 1.0)
    };
    let height = whole(&sample().1).expect("table 三 of the form 2019 on one page");
    assert!(height < 0.8 * HEIGHT, "{height:.1} pt");
    // As table 二 comes to stand lower, there is a place where no row of 三 fits below it.
    let build = |lines: usize| {
        let body = han(28 * lines + 20);
        build(&report_of_tables("", "", &TABLES.replace("[disclosure]\n", &format!("[disclosure]\nbody = '{body}'\n"))))
    };
    let height = (2..20).find_map(|lines| whole(&build(lines))).expect("table 三 of the form 2021 on one page");
    assert!(height < HEIGHT - PITCH, "{height:.1} pt");
}

/// Rows of one line are equally high, all others higher by whole lines.
#[test]
fn rows_of_applications_are_even() {
    let (_, pdf) = sample();
    let table = &section(&pdf, 3)[0].1;
    let height = |row: usize| table.ys[row + 1] - table.ys[row];
    for row in 3..table.ys.len() - 1 {
        let own = table.cells.iter().filter(|cell| cell.row == row && cell.row_span == 1);
        let lines = own.map(|cell| cell.lines.len()).max().unwrap_or(1).max(1);
        assert_near(height(row) - height(3), 10.5 * 1.3 * (lines - 1) as f64, 0.05, &format!("row {row}"));
    }
}

/// Wherever table 二 is divided, no row of figures stands without the head of its block above it, and no title or head
/// without a row below it.
#[test]
fn a_divided_block_repeats_its_head() {
    let mut divided = 0;
    // A low table moves on whole: labels of 150 characters make this one as high as a page.
    let long = ["regulations", "normative", "licences", "penalties", "coercion"];
    let labels: String = long.iter().map(|row| format!("\"disclosure.{row}\" = \"{}\"\n", han(150))).collect();
    for lines in (4..16).step_by(2) {
        let tables = TABLES.replace("[disclosure]\n", &format!("[disclosure]\nbody = '{}'\n", han(28 * lines + 20)));
        let parts = section(&build(&report_of_tables(&format!("[labels]\n{labels}"), "", &tables)), 2);
        check_hand(&parts);
        divided += parts.len() - 1;
        let text: Vec<Vec<String>> = joined(&parts);
        assert_eq!(
            text.iter().filter(|row| row[0] == "信息内容").count(),
            4,
            "heads that are repeated are none of the text"
        );
        for (_, table) in &parts {
            let rows = table.rows();
            assert!(
                rows[0][0].starts_with("第二十条") || rows[0][0] == "信息内容",
                "the page begins with {:?}",
                rows[0]
            );
            let last = &rows[rows.len() - 1][0];
            assert!(!last.starts_with("第二十条") && last != "信息内容", "the page ends with {last}");
        }
    }
    assert!(divided >= 1, "the table was hardly ever divided");
}

/// Every cell of the form 2021 in its place, each with a figure of its own; totals that are left out are computed.
#[test]
fn the_form_of_2021() {
    let form = form_2021();
    // Row by row 101, 102, …, 106; 201, …; the incoming rows are what the outcomes add up to.
    let count = |row: usize, column: usize| 100 * (row + 1) + column + 1;
    let outcomes: Vec<usize> = (2..form.len() - 2).collect();
    let sum = |column: usize| outcomes.iter().map(|row| count(*row, column)).sum::<usize>();
    let cells = |key: &str| -> Vec<usize> {
        let row = form.iter().position(|(known, _)| *known == key).unwrap();
        let mut cells: Vec<usize> = match key {
            "received" | "total" => (0..6).map(sum).collect(),
            "carried_in" | "carried_out" => (1..7).collect(),
            _ => (0..6).map(|column| count(row, column)).collect(),
        };
        cells.push(cells.iter().sum());
        cells
    };
    let mut tables = String::from(
        "[disclosure]
regulations = { issued = 11, repealed = 12, in_force = 13 }
normative = { issued = 14, repealed = 15, in_force = 16 }
licences = { decisions = 17 }
penalties = { decisions = 18 }
coercion = { decisions = 19 }
fees = { amount = 20.50 }
[applications]\n",
    );
    for (key, _) in form.iter().filter(|(key, _)| *key != "total") {
        tables.push_str(&format!("{key} = {:?}\n", &cells(key)[..6]));
    }
    tables.push_str("[remedies]\nreconsideration = [1, 2, 3, 4]\nlitigation_direct = [5, 6, 7, 8]\nlitigation_after = [9, 10, 11, 12]\n");
    let pdf = build(&report_of_tables("", "", &tables));

    let parts = section(&pdf, 2);
    check_hand(&parts);
    assert_rows(
        &joined(&parts),
        &rows(
            "第二十条第（一）项\n信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|11|12|13\n行政规范性文件|14|15|16\n\
             第二十条第（五）项\n信息内容|本年处理决定数量\n行政许可|17\n\
             第二十条第（六）项\n信息内容|本年处理决定数量\n行政处罚|18\n行政强制|19\n\
             第二十条第（八）项\n信息内容|本年收费金额（单位：万元）\n行政事业性收费|20.50",
        ),
    );
    let spans =
        |text: &str| parts.iter().find_map(|(_, t)| t.cells.iter().find(|c| c.text() == text)).unwrap().column_span;
    assert_eq!([spans("本年收费金额（单位：万元）"), spans("17"), spans("20.50"), spans("14")], [3, 3, 3, 1]);

    let parts = section(&pdf, 3);
    check_hand(&parts);
    check_spans(&parts, &form);
    let figures = |key: &str| cells(key).iter().map(usize::to_string).collect();
    assert_rows(&joined(&parts), &expected_applications(&form, "社会公益组织", figures));

    let parts = section(&pdf, 4);
    assert_eq!(parts[0].1.row(3), ["1", "2", "3", "4", "10", "5", "6", "7", "8", "26", "9", "10", "11", "12", "42"]);
}
