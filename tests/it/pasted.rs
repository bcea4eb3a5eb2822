//! Tables, rows and cells as a clerk pastes and types them: what can be read in one way is, all else is told with its
//! line and with what to write.

use crate::support::{Desk, TABLES, report_of_tables};

const SAMPLES: &str = "src/report/pasted/samples";

fn sample(name: &str) -> String {
    std::fs::read_to_string(crate::support::in_repository(SAMPLES).join(name)).expect("a sample")
}

/// Rows by their keys, as they stand in the samples.
const BY_KEYS: &str = "\
[disclosure]
regulations = [2, 1, 41]
normative = [42, 35, '395（含部门）']
licences = [512906]
penalties = [225310]
coercion = ['/']
fees = [17956.3042]
[remedies]
reconsideration = [1, 2, 3, 4, 10]
litigation_direct = [5, 6, 7, 8, 26]
litigation_after = [9, 10, 11, 12, 42]
[applications]
received = [66, 3, 0, 1, 0, 0, 70]
carried_in = [2, '', 0, 0, 0, 0, 2]
granted = [47, 2, 0, 1, 0, 0, 50]
partial = [1, 0, 0, 0, 0, 0, 1]
refused.state_secret = [0, 0, 0, 0, 0, 0, 0]
refused.forbidden_by_law = [0, 0, 0, 0, 0, 0, 0]
refused.security_stability = [3, 0, 0, 0, 0, 0, 3]
refused.third_party = [1, 0, 0, 0, 0, 0, 1]
refused.internal = [0, 0, 0, 0, 0, 0, 0]
refused.process = [0, 0, 0, 0, 0, 0, 0]
refused.case_file = [0, 0, 0, 0, 0, 0, 0]
refused.query = [0, 0, 0, 0, 0, 0, 0]
unavailable.not_held = [10, 1, 0, 0, 0, 0, 11]
unavailable.needs_creation = [2, 0, 0, 0, 0, 0, 2]
unavailable.still_unclear = [0, 0, 0, 0, 0, 0, 0]
not_processed.petition = [1, 0, 0, 0, 0, 0, 1]
not_processed.repeated = [0, 0, 0, 0, 0, 0, 0]
not_processed.publication = [0, 0, 0, 0, 0, 0, 0]
not_processed.excessive = [0, 0, 0, 0, 0, 0, 0]
not_processed.confirmation = [0, 0, 0, 0, 0, 0, 0]
other_outcome.uncorrected = [0, 0, 0, 0, 0, 0, 0]
other_outcome.fee_unpaid = [0, 0, 0, 0, 0, 0, 0]
other_outcome.other = [0, 0, 0, 0, 0, 2, 2]
total = [65, 3, 0, 1, 0, 2, 71]
carried_out = [3, 0, 0, 0, 0, 2, 1]
";

/// The same, as it is pasted.
fn pasted() -> String {
    format!(
        "[disclosure]\npasted = '''\n{}'''\n[remedies]\npasted = '''\n{}'''\n[applications]\npasted = '''\n{}'''\n",
        sample("disclosure-2021.txt"),
        sample("remedies.txt"),
        sample("applications-2021.txt"),
    )
}

#[test]
fn a_pasted_report_is_printed_like_one_written_row_by_row() {
    let desk = Desk::new();
    desk.put("keys.toml", report_of_tables("", "文字。", BY_KEYS));
    desk.put("pasted.toml", report_of_tables("", "文字。", &pasted()).replace('\n', "\r\n"));
    // Whether it adds up is not what is asked here.
    for name in ["keys", "pasted"] {
        let run = desk.run(&["build", &format!("{name}.toml"), "-o", "report.pdf", "--allow-errors"]);
        assert!(!run.messages.contains("pasted-table"), "{}", run.messages);
        std::fs::rename(desk.path("report.pdf"), desk.path(&format!("{name}.pdf"))).expect("a PDF");
    }
    assert!(desk.read("keys.pdf") == desk.read("pasted.pdf"), "the pages differ");
}

/// What `check` finds in some tables, as JSON.
fn found(tables: &str) -> Vec<serde_json::Value> {
    let desk = Desk::new();
    desk.put("报告.toml", report_of_tables("", "文字。", tables));
    let run = desk.run(&["check", "报告.toml", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&run.out).expect("findings");
    found.as_array().expect("a list").clone()
}

#[test]
fn a_finding_points_into_the_pasted_line() {
    let text = pasted().replace("47\t2\t0\t1\t0\t0\t50", "47\t2\t0\t1\t0\t0\t1,050件");
    let findings = found(&text);
    let key = "applications.granted.total";
    let is_it = |finding: &&serde_json::Value| finding["code"] == "figure-as-text" && finding["key"] == key;
    let whole = report_of_tables("", "文字。", &text);
    let at = whole.lines().position(|line| line.contains("1,050件")).expect("the line") + 1;
    let figure = findings.iter().find(is_it).expect("the finding");
    assert_eq!(figure["line"].as_u64(), Some(at as u64), "{figure}");
    assert!(figure["message"].as_str().unwrap().ends_with("看来是 1050"), "{figure}");
}

#[test]
fn a_row_is_pasted_with_its_labels_and_its_end() {
    let with = |row: &str| TABLES.replace("received = [3, 1, 0, 0, 0, 0]", row);
    let errors = |row: &str| {
        let found = found(&with(row));
        let errors = found.iter().filter(|finding| finding["severity"] == "error");
        errors.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for row in [
        "received = \"一、本年新收政府信息公开申请数量\\t3\\t1\\t0\\t0\\t0\\t0\\t4\"",
        "received = '''一、本年新收政府信息公开申请数量\t\t\t3\t1\t0\t0\t0\t0\t4\n'''",
        "received = \"\"\"\n3\t1\t0\t0\t0\t0\t4\r\n\"\"\"",
    ] {
        assert_eq!(errors(row), Vec::<String>::new(), "{row}");
    }
    let other = errors("received = '二、上年结转政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t4'");
    assert!(matches!(other.as_slice(), [one] if one.contains("不是“applications.received”这一行的名称")), "{other:?}");
    let short = errors("received = [3, 1, 0]");
    assert!(
        matches!(short.as_slice(), [one] if one.contains("只有 3 格，缺 社会公益组织、法律服务机构、其他、总计")),
        "{short:?}"
    );
    let comma = found(&TABLES.replace("licences = { decisions = 300 }", "licences = [1,264]"));
    assert_eq!(comma.len(), 1, "{comma:?}");
}

#[test]
fn a_row_without_a_label_is_called_by_the_form_s() {
    let tables = TABLES.replace("granted = [3, 1, 0, 0, 0, 0]", "granted = [3, 1, 0, 0, 0, 0, 5]")
        + "[labels]\n'applications.granted' = ''\n'applications.*.total' = ''\n";
    let found = found(&tables);
    let sum = found.iter().find(|finding| finding["code"] == "applicant-sum").expect("the sum");
    let message = sum["message"].as_str().unwrap();
    assert!(message.starts_with("三（一）予以公开 总计："), "{message}");
}

#[test]
fn texts_that_look_like_figures_can_be_accepted() {
    let tables = TABLES.replace("fees = { amount = 12.5 }", "fees = { amount = '125000元' }");
    assert!(found(&tables).iter().any(|finding| finding["code"] == "figure-as-text"));
    let accepted = tables + "[[accept]]\ncode = 'figure-as-text'\nkey = 'disclosure.fees'\nreason = '照财政口径'\n";
    assert!(!found(&accepted).iter().any(|finding| finding["code"] == "figure-as-text"));
}
