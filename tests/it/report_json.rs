//! The report as JSON, as a platform takes it in: read back by serde_json, numbers digit for digit from the text itself.

use serde_json::{Value, json};

use crate::support::{Desk, TABLES, in_repository, report, report_of_tables};

/// The file of a report, as text.
#[track_caller]
fn written(data: &str) -> String {
    let desk = Desk::new();
    desk.put("report.toml", data);
    desk.run(&["build", "report.toml", "-o", "report.json"]).succeeds();
    assert_eq!(desk.names(), ["report.json", "report.toml"]);
    String::from_utf8(desk.read("report.json")).expect("UTF-8")
}

#[track_caller]
fn built(data: &str) -> Value {
    serde_json::from_str(&written(data)).expect("JSON")
}

fn cell<'a>(file: &'a Value, table: &str, row: &str, column: &str) -> &'a Value {
    &file["tables"][table]["rows"][row]["cells"][column]
}

#[test]
fn the_head_tells_whose_report_it_is() {
    let file = built(&report("published = 2026-03-05\nkind = 'department'\n", "本机关依法公开政府信息。"));
    for (key, value) in [
        ("format", json!("nianbao-report")),
        ("version", json!(1)),
        ("form", json!("2021")),
        ("organ", json!("某某县人民政府")),
        ("kind", json!("department")),
        ("year", json!(2025)),
        ("title", json!(["某某县人民政府", "2025年政府信息公开工作年度报告"])),
        ("published", json!("2026-03-05")),
        ("draft", json!(false)),
        ("contents", json!(null)),
        ("signature", json!(null)),
        ("preface", json!([])),
        ("footnotes", json!([])),
    ] {
        assert_eq!(file[key], value, "{key}");
    }
    let sections: Vec<&Value> = file["sections"].as_array().unwrap().iter().map(|section| &section["key"]).collect();
    assert_eq!(sections, ["overview", "disclosure", "applications", "remedies", "problems", "other"]);
    assert_eq!(file["sections"][0]["content"], json!([{ "type": "paragraph", "text": "本机关依法公开政府信息。" }]));
}

/// What the file leaves out is summed and marked; what it states is neither.
#[test]
fn totals_are_filled_in() {
    let file = built(&report("", "本机关依法公开政府信息。"));
    let filled = json!({ "text": "4", "value": 4, "computed": true });
    assert_eq!(cell(&file, "applications", "received", "total"), &filled);
    assert_eq!(cell(&file, "applications", "total", "total"), &filled);
    assert_eq!(cell(&file, "applications", "total", "natural"), &json!({ "text": "3", "value": 3, "computed": true }));
    assert_eq!(
        cell(&file, "applications", "received", "natural"),
        &json!({ "text": "3", "value": 3, "computed": false })
    );
    assert_eq!(
        cell(&file, "applications", "refused.query", "total"),
        &json!({ "text": "", "value": null, "computed": false })
    );
    assert_eq!(cell(&file, "remedies", "reconsideration", "total")["computed"], true);
}

/// An amount is the decimal that the file has, as text and as number; a cell of both prints the one and counts the other.
#[test]
fn figures_keep_every_digit() {
    let tables = TABLES
        .replace("amount = 12.5 ", "amount = 9007199254740991.50 ")
        .replace("in_force = 8", "in_force = { value = 8, text = '8（含联合发文 1 件）' }");
    let text = written(&report_of_tables("", "本机关依法公开政府信息。", &tables));
    let squeezed: String = text.split_whitespace().collect();
    let amount = r#""amount":{"text":"9007199254740991.50","value":9007199254740991.50,"computed":false}"#;
    assert!(squeezed.contains(amount), "{text}");
    let both = r#""in_force":{"text":"8（含联合发文1件）","value":8,"computed":false}"#;
    assert!(squeezed.contains(both), "{text}");
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    let desk = Desk::new();
    let sample = in_repository("data/specimen.toml");
    for file in ["one.json", "two.json"] {
        desk.run(&["build", sample.to_str().unwrap(), "-o", file]).succeeds();
    }
    let one = desk.read("one.json");
    assert!(one == desk.read("two.json"));
    assert!(one.ends_with(b"}\n") && !one.contains(&b'\r') && !one.starts_with(b"\xEF\xBB\xBF"));
    let text = String::from_utf8(one).expect("UTF-8");
    let order = ["format", "version", "form", "organ", "tables", "preface", "sections", "footnotes"];
    let places: Vec<usize> = order.iter().map(|key| text.find(&format!("\n  \"{key}\": ")).expect(key)).collect();
    assert!(places.is_sorted(), "{places:?}");
}

/// A report whose figures do not add up is made in no form.
#[test]
fn a_wrong_report_is_not_written() {
    let desk = Desk::new();
    let wrong = TABLES.replace("granted = [3, 1, 0, 0, 0, 0]", "granted = [2, 1, 0, 0, 0, 0]");
    desk.put("report.toml", report_of_tables("", "本机关依法公开政府信息。", &wrong));
    let run = desk.run(&["build", "report.toml", "-o", "report.json"]);
    assert_eq!((run.code, desk.names()), (1, vec!["report.toml".to_owned()]));
    assert!(run.messages.contains("application-balance"), "{}", run.messages);
}

/// What could be taken for mark-up, or ends a text of JSON, is text.
#[test]
fn strange_text_is_text() {
    let strange = r"他说“好”，路径C:\\，\</script>，\<b>，&amp;lt;，]]>，{}，[1]，\u0041，'，🙂";
    let file = built(&report("", &strange.replace('\'', "’")));
    assert_eq!(
        file["sections"][0]["content"][0]["text"],
        r"他说“好”，路径C:\，</script>，<b>，&lt;，]]>，{}，[1]，\u0041，’，🙂"
    );
}

#[test]
fn links_are_told_with_what_they_are_on() {
    let file = built(&report("", "见[甲](mailto:a@b.cn)和[乙](https://example.cn/?a=1&b=2)。"));
    assert_eq!(
        file["sections"][0]["content"][0],
        json!({
            "type": "paragraph", "text": "见甲和乙。",
            "runs": [
                { "text": "见" }, { "text": "甲", "link": "mailto:a@b.cn" }, { "text": "和" },
                { "text": "乙", "link": "https://example.cn/?a=1&b=2" }, { "text": "。" },
            ],
        })
    );
}

#[test]
fn a_table_of_many_rows_is_whole() {
    let rows: String = (0..10_000).map(|row| format!("| 第{row}行 | {row} |\n")).collect();
    let file = built(&report("", &format!("| 甲 | 乙 |\n|---|---|\n{rows}")));
    let table = &file["sections"][0]["content"][0];
    assert_eq!(table["rows"].as_array().unwrap().len(), 10_001);
    assert_eq!(table["rows"][10_000][1]["text"], "9999");
}

/// `schema --of report` is another schema than that of the data file, which is printed without it.
#[test]
fn its_schema_is_printed() {
    let desk = Desk::new();
    let schema = |arguments: &[&str]| -> Value {
        let run = desk.run(&[&["schema"], arguments].concat());
        run.succeeds();
        serde_json::from_slice(&run.out).expect("JSON")
    };
    assert_eq!(schema(&["--of", "data"]), schema(&[]));
    let of_report = schema(&["--of", "report"]);
    assert_eq!(of_report["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let file = built(&report("", "本机关依法公开政府信息。"));
    let known = of_report["$defs"]["report"]["properties"].as_object().unwrap();
    assert!(known.keys().eq(file.as_object().unwrap().keys()));
    let rows = of_report["$defs"]["applications_2021"]["allOf"][1]["properties"]["rows"].clone();
    assert!(
        rows["properties"]
            .as_object()
            .unwrap()
            .keys()
            .eq(file["tables"]["applications"]["rows"].as_object().unwrap().keys())
    );
    let run = desk.run(&["schema", "--of", "page"]);
    assert_eq!(run.code, 2, "{}", run.messages);
}

/// The example of docs/report-json.md is a part of the file of such a report.
#[test]
fn the_example_of_the_reference_is_a_part_of_a_file() {
    let page = std::fs::read_to_string(in_repository("docs/report-json.md")).expect("the page");
    let example = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let example: Value = serde_json::from_str(example).expect("JSON");
    let received = "{ natural = 60, enterprise = { value = 22, text = '22（其中转办 6 件）' }, research = '', ngo = 0, \
                    legal = 0, other = 0 }";
    let tables = TABLES
        .replace("received = [3, 1, 0, 0, 0, 0]", &format!("received = {received}"))
        .replace("granted = [3, 1, 0, 0, 0, 0]", "granted = [60, 22, 0, 0, 0, 0]");
    let file = built(&report_of_tables("", "本机关依法公开政府信息。", &tables).replace("某某县", "某市"));
    assert_part(&example, &file, "");
}

/// Whether all that a value says is said by another.
#[track_caller]
fn assert_part(part: &Value, whole: &Value, path: &str) {
    match part.as_object() {
        Some(keys) => keys.iter().for_each(|(key, part)| assert_part(part, &whole[key], &format!("{path}/{key}"))),
        None => assert_eq!(part, whole, "{path}"),
    }
}
