//! A form that nobody has issued, made here from what the library gives to everybody: another kind of applicant, groups
//! within groups, a fourth result, a block with heads of its own. It is read, checked, rolled over, summed, described
//! and printed like the official ones.

use nianbao::author::{Department, NewFile, merged_file, new_file, schema, sum};
use nianbao::check::acceptable_codes;
use nianbao::files::{Files, Memory};
use nianbao::form::Part::{One, Under};
use nianbao::form::{Block, Column, ColumnRole, FORM_2021, Form, Forms, Head, Kind, Part, Row, RowRole, WAN_YUAN};
use nianbao::report::{Figure, NoFigure, Report};
use nianbao::source::Sources;
use nianbao::text::FaceLibrary;
use nianbao::{Input, Options, Reading, read, read_data, typeset, write_pdf};

use crate::support::pdf::Pdf;
use crate::support::tables::{assert_rows, joined, rows, section};

const fn column(key: &'static str, label: &'static str, kind: Kind, role: ColumnRole) -> Part<Column> {
    One(Column { key, label, kind, role })
}

const fn count(key: &'static str, label: &'static str, role: ColumnRole) -> Part<Column> {
    column(key, label, Kind::Count, role)
}

const fn part(key: &'static str, label: &'static str) -> Part<Column> {
    count(key, label, ColumnRole::Part)
}

const fn row(key: &'static str, label: &'static str, role: RowRole) -> Part<Row> {
    One(Row { key, label, role })
}

const fn outcome(key: &'static str, label: &'static str) -> Part<Row> {
    row(key, label, RowRole::Outcome)
}

const fn printed(key: &'static str, label: &'static str) -> Head {
    Head { key, label, in_keys: false }
}

const fn group(key: &'static str, label: &'static str) -> Head {
    Head { key, label, in_keys: true }
}

const RESULTS: &[Part<Column>] = &[
    part("upheld", "结果维持"),
    part("corrected", "结果纠正"),
    part("settled", "调解结案"),
    part("other", "其他结果"),
    part("pending", "尚未审结"),
    count("total", "总计", ColumnRole::Total),
];

const LITIGATION: Head = printed("litigation", "行政诉讼");

const fn remedy(key: &'static str, rows: &'static [Part<Row>]) -> Block {
    Block { key, title: "", corner: "", columns: RESULTS, rows }
}

static FORM_2030: Form = Form {
    name: "2030",
    since: 2030,
    notice: "《关于一种新格式的通知》",
    section_titles: ["总体情况", "主动公开情况", "依申请公开情况", "救济情况", "问题和改进", "其他事项"],
    disclosure: &[
        Block {
            key: "item_1",
            title: "第二十条第（一）项",
            corner: "信息内容",
            columns: &[
                count("issued", "本年制发件数", ColumnRole::Issued),
                count("repealed", "本年废止件数", ColumnRole::Repealed),
                count("in_force", "现行有效件数", ColumnRole::InForce),
            ],
            rows: &[row("regulations", "规章", RowRole::Item), row("normative", "规范性文件", RowRole::Item)],
        },
        Block {
            key: "item_4",
            title: "第二十条第（四）项",
            corner: "项目",
            columns: &[
                count("previous", "上一年项目数量", ColumnRole::Previous),
                column("change", "本年增/减", Kind::Change, ColumnRole::Change),
                Under(
                    printed("procedures", "处理决定"),
                    &[count("simple", "简易程序", ColumnRole::Item), count("ordinary", "普通程序", ColumnRole::Item)],
                ),
            ],
            rows: &[row("plans", "规划", RowRole::Item)],
        },
        Block {
            key: "item_8",
            title: "第二十条第（八）项",
            corner: "信息内容",
            columns: &[column("taken", "收费金额", Kind::Amount { unit: Some(WAN_YUAN) }, ColumnRole::Item)],
            rows: &[row("fees", "行政事业性收费", RowRole::Item)],
        },
    ],
    applications: &[Block {
        key: "",
        title: "",
        corner: "勾稽关系",
        columns: &[Under(
            printed("applicants", "申请人"),
            &[
                part("natural", "自然人"),
                part("foreign", "外国人"),
                Under(
                    printed("organisations", "组织"),
                    &[
                        part("enterprise", "商业企业"),
                        part("research", "科研机构"),
                        part("ngo", "社会团体"),
                        part("legal", "法律服务"),
                        part("foundation", "基金会"),
                        part("other", "其他"),
                    ],
                ),
                count("total", "总计", ColumnRole::Total),
            ],
        )],
        rows: &[
            row("received", "一、新收", RowRole::Received),
            row("carried_in", "二、结转", RowRole::CarriedIn),
            Under(
                printed("outcomes", "三、办理结果"),
                &[
                    outcome("granted", "（一）公开"),
                    Under(
                        group("refused", "（二）不公开"),
                        &[
                            outcome("state_secret", "1.秘密"),
                            Under(
                                group("internal", "2.内部信息"),
                                &[outcome("staff", "①人事"), outcome("process", "②过程")],
                            ),
                        ],
                    ),
                    Under(
                        group("withdrawn", "（三）撤回"),
                        &[outcome("early", "1.办理前"), outcome("late", "2.办理中")],
                    ),
                    row("total", "（四）总计", RowRole::Total),
                ],
            ),
            row("carried_out", "四、转下年", RowRole::CarriedOut),
        ],
    }],
    remedies: &[
        remedy("reconsideration", &[row("reconsideration", "行政复议", RowRole::Item)]),
        remedy("compensation", &[row("compensation", "行政赔偿", RowRole::Item)]),
        remedy("direct", &[Under(LITIGATION, &[row("direct", "直接起诉", RowRole::Item)])]),
        remedy("after", &[Under(LITIGATION, &[row("after", "复议后起诉", RowRole::Item)])]),
    ],
    balance: "一 + 二 = 三（四）总计 + 四",
};

const FORMS: Forms = Forms { oldest: &FORM_2021, later: &[&FORM_2030] };

/// A report of 2031. Each total is what its row or column sums to.
const THIS: &str = "\
[report]
organ = '某区人民政府'
year = 2031
[preface]
body = '根据《政府信息公开条例》编制，统计期限为1月1日至12月31日，可在网站下载，有疑问请联系本机关。'
[problems]
body = '存在的问题是公开不够及时，今后将改进工作方法。'
[other]
body = '本年度没有收取信息处理费。'
[overview]
body = '基金会申请{{ applications.received.foundation }}件，内部信息{{ applications.refused.internal.total }}件。主动公开、依申请公开、\
        政府信息管理、平台建设、监督保障各项工作有序，工作考核、社会评议良好，没有责任追究的情形。'
[disclosure]
regulations = [0, 0, 3]
normative = { issued = 3, repealed = 1, in_force = 22 }
plans = { previous = 12, change = -2, simple = 4, ordinary = 6 }
fees = [12.5]
[applications]
received = [8, 1, 2, 0, 0, 0, 3, 0, 14]
carried_in = [1, 0, 0, 0, 0, 0, 1, 0, 2]
granted = [5, 1, 1, 0, 0, 0, 2, 0, 9]
refused.state_secret = [1, 0, 0, 0, 0, 0, 0, 0, 1]
refused.internal.staff = [1, 0, 0, 0, 0, 0, 0, 0, 1]
refused.internal.process = [0, 0, 1, 0, 0, 0, 0, 0]
withdrawn.early = [1, 0, 0, 0, 0, 0, 1, 0, 2]
withdrawn.late = [0, 0, 0, 0, 0, 0, 0, 0, 0]
total = [8, 1, 2, 0, 0, 0, 3, 0, 14]
carried_out = [1, 0, 0, 0, 0, 0, 1, 0, 2]
[remedies]
reconsideration = { upheld = 2, corrected = 1, settled = 1, other = 0, pending = 1, total = 5 }
compensation = [0, 0, 1, 0, 0]
direct = [0, 0, 0, 0, 0, 0]
after = [1, 0, 0, 0, 2, 3]
";

/// A text with a piece, which must be there just once, changed into another.
fn edited(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
    text.replace(from, to)
}

/// The report of 2030, from which that of 2031 goes on.
fn last() -> String {
    [
        ("year = 2031", "year = 2030"),
        ("issued = 3, repealed = 1, in_force = 22", "issued = 4, repealed = 0, in_force = 20"),
        ("previous = 12, change = -2", "previous = 10, change = 2"),
        ("received = [8, 1, 2, 0, 0, 0, 3, 0, 14]", "received = [9, 1, 2, 0, 0, 0, 3, 0, 15]"),
        ("granted = [5, 1, 1, 0, 0, 0, 2, 0, 9]", "granted = [6, 1, 1, 0, 0, 0, 2, 0, 10]"),
        ("\ntotal = [8, 1, 2, 0, 0, 0, 3, 0, 14]", "\ntotal = [9, 1, 2, 0, 0, 0, 3, 0, 15]"),
        ("after = [1, 0, 0, 0, 2, 3]", "after = [1, 0, 0, 0, 1, 2]"),
    ]
    .iter()
    .fold(THIS.to_owned(), |text, (from, to)| edited(&text, from, to))
}

fn options() -> Options {
    Options { forms: FORMS, ..Options::default() }
}

fn reading(this: &str, last: Option<&str>) -> Reading {
    let files = Files::new(Memory::from([("this.toml", this), ("last.toml", last.unwrap_or_default())]));
    let last = last.map(|_| Input::File("last.toml".into()));
    read(&Input::File("this.toml".into()), last.as_ref(), &files, &options())
}

/// What a sound data file states.
fn report(text: &str) -> Report {
    let files = Files::new(Memory::from([("a.toml", text)]));
    let read = read_data(&Input::File("a.toml".into()), &files, &options(), &mut Sources::default());
    read.unwrap_or_else(|faults| panic!("{faults:?}\n{text}")).0
}

/// The texts of a row's cells.
fn texts(report: &Report, table: &str, row: &str) -> Vec<String> {
    let (_, row) = report.tables.of_section(table).and_then(|table| table.row(row)).expect("the row");
    row.cells.iter().map(|cell| cell.text.clone()).collect()
}

/// Codes and keys of what is found.
fn found(this: &str, last: Option<&str>) -> Vec<String> {
    let found = reading(this, last).found.into_iter();
    found.map(|finding| format!("{} {}", finding.code(), finding.key.unwrap_or_default())).collect()
}

#[test]
fn its_reports_are_read() {
    assert_eq!(found(THIS, Some(&last())), [""; 0]);
    let report = report(THIS);
    assert_eq!(report.form.name, "2030");
    let number = |key: &str| {
        report.figure(key).map(|figure| match figure {
            Figure::Number(number) => number.to_string(),
            Figure::Text(text) => text,
        })
    };
    // Left out, and so computed: 1 enterprise; 1 settled.
    assert_eq!(number("applications.refused.internal.process.total"), Ok("1".to_owned()));
    assert_eq!(number("remedies.compensation.total"), Ok("1".to_owned()));
    // Groups: 1 + 1 in 内部信息, 1 more in 秘密.
    assert_eq!(number("applications.refused.internal.total"), Ok("2".to_owned()));
    assert_eq!(number("applications.refused.total"), Ok("3".to_owned()));
    assert_eq!(number("disclosure.fees.amount"), Err(NoFigure::OfOtherForm { form: "2021", here: "2030" }));

    let list = |key: &str| {
        let list = report.figure_list(key).expect("a list");
        list.names.iter().map(|name| name.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(list("applications.outcomes.*.total"), ["公开", "不公开", "撤回"]);
    assert_eq!(list("applications.refused.*.total"), ["秘密", "内部信息"]);
    assert_eq!(list("disclosure.plans.*"), ["上一年项目数量", "本年增/减", "简易程序", "普通程序"]);

    // The years before are written in the form that was there, and what one form has the other has not.
    let old = edited(&edited(THIS, "year = 2031", "year = 2029"), "[overview]\nbody =", "[overview]\nnote =");
    assert!(found(&old, None).contains(&"cell-of-other-form disclosure.plans".to_owned()));
    let new = edited(THIS, "fees = [12.5]", "fees = [12.5]\nlicences = [1]");
    assert_eq!(found(&new, None), ["cell-of-other-form disclosure.licences"]);
}

#[test]
fn its_sums_and_its_continuity_are_checked() {
    let last = last();
    for (from, to, expected) in [
        ("carried_in = [1, 0,", "carried_in = [1, 2,", &["application-balance applications.carried_in.foreign"][..]),
        ("\ntotal = [8, 1, 2, 0, 0, 0, 3, 0, 14]", "\ntotal = [8, 1, 2, 0, 0, 0, 2, 0, 14]", &["outcome-sum"]),
        (
            "withdrawn.early = [1, 0, 0, 0, 0, 0, 1, 0, 2]",
            "withdrawn.early = [1, 0, 0, 0, 0, 0, 1, 0, 3]",
            &["applicant-sum"],
        ),
        ("pending = 1, total = 5", "pending = 1, total = 4", &["remedy-sum remedies.reconsideration.total"]),
        (
            "carried_in = [1, 0, 0, 0, 0, 0, 1, 0, 2]",
            "carried_in = [1, 0, 0, 0, 0, 0, 2, 0, 3]",
            &["carried-over applications.carried_in.foundation"],
        ),
        ("in_force = 22", "in_force = 21", &["in-force disclosure.normative.in_force"]),
        ("previous = 12", "previous = 11", &["items-continuity disclosure.plans.previous"]),
        ("fees = [12.5]", "fees = [12501]", &["unit-slip disclosure.fees.taken"]),
        ("refused.state_secret = [1,", "refused.state_secret = ['／',", &["blank-cell applications"]),
        ("after = [1, 0, 0, 0, 2, 3]", "after = [1, 0, 0, 0, 1, 2]", &["same-as-last-year remedies"]),
        ("simple = 4", "simple = 21", &["year-jump disclosure.plans.simple"]),
    ] {
        let found = found(&edited(THIS, from, to), Some(&last));
        for expected in expected {
            assert!(found.iter().any(|found| found.starts_with(expected)), "{to}: {expected} is not in {found:?}");
        }
    }
    // A balance is called by the numbers of this form.
    let unbalanced = reading(&edited(THIS, "carried_in = [1, 0,", "carried_in = [0, 1,"), None);
    let said: Vec<&str> = unbalanced.found.iter().map(|finding| finding.message.in_lang(Default::default())).collect();
    assert!(said.contains(&"三 外国人：一加二是 2（1+1），（四）总计加四是 1"), "{said:?}");
    let fourth = reading(&edited(THIS, "pending = 1, total = 5", "pending = 1, total = 4"), None).found;
    assert_eq!(fourth[0].message.in_lang(Default::default()), "四 行政复议 总计：填的是 4，五项结果相加是 5：2+1+1+1");
}

#[test]
fn a_year_rolls_over() {
    let last = report(THIS);
    let text = new_file(&NewFile { forms: FORMS, last: Some(&last), ..NewFile::default() }).expect("a new file");
    let next = report(&text);
    assert_eq!((next.year, next.form.name), (2032, "2030"));
    assert_eq!(texts(&next, "applications", "carried_in"), ["1", "0", "0", "0", "0", "0", "1", "0", "2"]);
    assert_eq!(texts(&next, "disclosure", "plans"), ["10", "", "", ""]);
    assert_eq!(texts(&next, "applications", "refused.internal.staff"), [""; 9]);
    assert!(text.contains("去年现行有效 22") && text.contains("一 + 二 = 三（四）总计 + 四"), "{text}");
    assert!(text.contains("行政诉讼：直接起诉") && text.contains("基金会"), "{text}");

    // From the form before: a column that it did not have is blank, a row that is no more is named.
    let old = "[report]\norgan = '某区人民政府'\nyear = 2029\n[disclosure]\nlicences = [7]\n\
               [applications]\ncarried_out = [4, 1, 0, 0, 0, 0]\nnot_processed.petition = { natural = 2 }\n";
    let old = report(old);
    assert_eq!(old.form.name, "2021");
    let text = new_file(&NewFile { forms: FORMS, last: Some(&old), ..NewFile::default() }).expect("a new file");
    let next = report(&text);
    assert_eq!(next.form.name, "2030");
    assert_eq!(texts(&next, "applications", "carried_in"), ["4", "", "1", "0", "0", "0", "", "0", "5"]);
    assert!(
        text.contains("“行政许可”（7）没有带来") && text.contains("“1.信访举报投诉类申请”（2、2）没有带来"),
        "{text}"
    );
}

#[test]
fn departments_are_summed() {
    let department = |name: &str, text: &str| Department { name: name.to_owned(), report: report(text) };
    let extra = "[[disclosure.extra]]\nafter = 'plans'\nlabel = '方案'\ncells = [1, -1, 2, 3]\n[applications]\n";
    let departments = [
        department("a.toml", &edited(THIS, "[applications]\n", extra)),
        department("b.toml", &edited(&edited(THIS, "某区人民政府", "某局"), "[applications]\n", extra)),
    ];
    let (sum, notes) = sum(&departments).expect("a sum");
    assert_eq!(notes, []);
    let merged = report(&merged_file(&sum));
    assert_eq!(merged.form.name, "2030");
    assert_eq!(texts(&merged, "applications", "received"), ["16", "2", "4", "0", "0", "0", "6", "0", "28"]);
    assert_eq!(
        texts(&merged, "applications", "refused.internal.process"),
        ["0", "0", "2", "0", "0", "0", "0", "0", "2"]
    );
    assert_eq!(texts(&merged, "disclosure", "plans"), ["24", "-4", "8", "12"]);
    assert_eq!(texts(&merged, "disclosure", "extra.0"), ["2", "-2", "4", "6"]);
    assert_eq!(texts(&merged, "disclosure", "fees"), ["25.0"]);
    assert_eq!(texts(&merged, "remedies", "compensation"), ["0", "0", "2", "0", "0", "2"]);
}

#[test]
fn its_schema_is_there() {
    let schema: serde_json::Value = serde_json::from_str(&schema(FORMS, &acceptable_codes())).expect("JSON");
    let titled = |pointer: &str| schema.pointer(pointer).and_then(|found| found["title"].as_str().map(str::to_owned));
    for (pointer, title) in [
        ("/definitions/disclosure_2030/properties/plans", "规划"),
        ("/definitions/applications_2030/properties/refused/properties/internal/properties/staff", "①人事"),
        ("/definitions/applicants_2030/anyOf/0/properties/foundation", "基金会"),
        ("/definitions/results_2030/anyOf/0/properties/settled", "调解结案"),
        ("/properties/labels/properties/applications.refused.internal", "2.内部信息"),
        ("/definitions/disclosure_2021/properties/licences", "行政许可"),
    ] {
        assert_eq!(titled(pointer).as_deref(), Some(title), "{pointer}");
    }
    let form = schema.pointer("/properties/form/enum").expect("the forms");
    assert_eq!(form, &serde_json::json!(["2021", "2030"]));
    let before = schema.pointer("/allOf/0/if/anyOf/1/properties/report/properties/year/maximum").expect("a year");
    assert_eq!(before, 2029);
}

#[test]
fn it_is_written_as_json() {
    let manuscript = reading(THIS, None).manuscript.expect("a sound report");
    let document = nianbao::compose::compose(&manuscript.report, &manuscript.narratives);
    let file = nianbao::json::report_json(&manuscript.report, &manuscript.narratives, &document);
    let file: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    let rows = &file["tables"]["applications"]["rows"];
    assert_eq!(rows["refused.internal.process"]["groups"][2]["key"], "refused.internal");
    let schema: serde_json::Value = serde_json::from_str(&nianbao::json::schema(FORMS)).expect("JSON");
    for (table, of) in file["tables"].as_object().expect("tables") {
        let known = &schema["$defs"][format!("{table}_2030")]["allOf"][1]["properties"]["rows"]["properties"];
        for (row, of) in of["rows"].as_object().expect("rows").iter().filter(|(row, _)| !row.starts_with("extra.")) {
            let cells = known[row]["allOf"][1]["properties"]["cells"]["$ref"].as_str().expect("a reference");
            let cells = schema.pointer(cells.trim_start_matches('#')).expect("cells");
            let keys: Vec<&String> = cells["properties"].as_object().expect("columns").keys().collect();
            assert_eq!(keys, of["cells"].as_object().expect("cells").keys().collect::<Vec<_>>(), "{table}.{row}");
        }
    }
    assert_eq!(schema["$defs"]["report"]["properties"]["form"]["enum"], serde_json::json!(["2021", "2030"]));
}

#[test]
fn its_tables_are_printed() {
    let files = Files::new(Memory::default());
    let manuscript = reading(THIS, None).manuscript.expect("a sound report");
    let pages = typeset(&manuscript, &FaceLibrary::embedded(), &files, None).expect("pages");
    let mut bytes = Vec::new();
    write_pdf(manuscript, &pages).expect("a PDF").file.write_to(&mut bytes).expect("bytes");
    let pdf = Pdf::read(bytes);

    assert_rows(
        &joined(&section(&pdf, 2)),
        &rows(
            "第二十条第（一）项\n信息内容|本年制发件数|本年废止件数|现行有效件数\n规章|0|0|3\n规范性文件|3|1|22\n\
             第二十条第（四）项\n项目|上一年项目数量|本年增/减|处理决定\n简易程序|普通程序\n规划|12|-2|4|6\n\
             第二十条第（八）项\n信息内容|收费金额\n行政事业性收费|12.5",
        ),
    );
    assert_rows(
        &joined(&section(&pdf, 3)),
        &rows(
            "勾稽关系|申请人\n自然人|外国人|组织|总计\n商业企业|科研机构|社会团体|法律服务|基金会|其他\n\
             一、新收|8|1|2|0|0|0|3|0|14\n二、结转|1|0|0|0|0|0|1|0|2\n三、办理结果|（一）公开|5|1|1|0|0|0|2|0|9\n\
             （二）不公开|1.秘密|1|0|0|0|0|0|0|0|1\n2.内部信息|①人事|1|0|0|0|0|0|0|0|1\n②过程|0|0|1|0|0|0|0|0|1\n\
             （三）撤回|1.办理前|1|0|0|0|0|0|1|0|2\n2.办理中|0|0|0|0|0|0|0|0|0\n（四）总计|8|1|2|0|0|0|3|0|14\n\
             四、转下年|1|0|0|0|0|0|1|0|2",
        ),
    );
    let results = "结果维持|结果纠正|调解结案|其他结果|尚未审结|总计";
    assert_rows(
        &joined(&section(&pdf, 4)),
        &rows(&format!(
            "行政复议|行政赔偿|行政诉讼\n{results}|{results}|直接起诉|复议后起诉\n{results}|{results}\n\
             2|1|1|0|1|5|0|0|1|0|0|1|0|0|0|0|0|0|1|0|0|0|2|3"
        )),
    );

    // What stands over what: heads of the extra block, groups within groups, blocks side by side.
    let place = |number: usize, text: &str| {
        let parts = section(&pdf, number);
        let cells = parts.iter().flat_map(|(_, table)| &table.cells).find(|cell| cell.text() == text);
        cells.map(|cell| (cell.row_span, cell.column_span)).expect(text)
    };
    for (number, text, spans) in [
        (2, "第二十条第（四）项", (1, 5)),
        (2, "项目", (2, 1)),
        (2, "处理决定", (1, 2)),
        (2, "现行有效件数", (1, 2)),
        (2, "收费金额", (1, 4)),
        (3, "勾稽关系", (3, 4)),
        (3, "申请人", (1, 9)),
        (3, "外国人", (2, 1)),
        (3, "组织", (1, 6)),
        (3, "三、办理结果", (7, 1)),
        (3, "（二）不公开", (3, 1)),
        (3, "2.内部信息", (2, 1)),
        (3, "（一）公开", (1, 3)),
        (4, "行政赔偿", (1, 6)),
        (4, "行政诉讼", (1, 12)),
        (4, "直接起诉", (1, 6)),
    ] {
        assert_eq!(place(number, text), spans, "{text}");
    }
}
