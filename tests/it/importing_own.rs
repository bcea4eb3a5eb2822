//! `import` of what this program has made itself: what a report says comes back from its web page and its Word file.

use toml::Table;

use crate::support::Desk;

/// A report with labels of its own and a text in 一.
fn report(labels: &str, overview: &str) -> String {
    format!(
        "form = '2021'\n[report]\norgan = '甲市人民政府'\nyear = 2025\n[labels]\n{labels}\n\
         [overview]\nbody = '''\n{overview}\n'''\n\
         [disclosure]\nregulations = [1, 0, 12]\nnormative = [16, 3, 220]\nlicences = [4096]\npenalties = [58]\n\
         coercion = [0]\nfees = [350.5]\n\
         [applications]\nreceived = [60, 6, 0, 0, 0, 0]\ncarried_in = [1, 0, 0, 0, 0, 0]\n\
         granted = [58, 6, 0, 0, 0, 0]\ncarried_out = [3, 0, 0, 0, 0, 0]\n\
         [remedies]\nreconsideration = [1, 0, 0, 0]\nlitigation_direct = [0, 2, 0, 0]\nlitigation_after = [0, 0, 0, 3]\n\
         [problems]\nbody = '政策解读的形式单一。'\n[other]\nbody = '本年度未收取信息处理费。'\n"
    )
}

/// The data file that comes back from the file of that name, and what was told.
#[track_caller]
fn back(data: &str, made: &str) -> (Table, String) {
    let desk = Desk::new();
    desk.put("报告.toml", data);
    let built = desk.run(&["build", "报告.toml", "--allow-errors", "-o", made]);
    assert_eq!(built.code, 0, "{}", built.messages);
    let run = desk.run(&["import", made, "-o", "导入.toml"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let data = String::from_utf8(desk.read("导入.toml")).expect("UTF-8");
    (data.parse().expect("TOML"), run.messages)
}

/// The figures of the official tables, those that are written.
fn figures(data: &Table) -> Vec<String> {
    const ROWS: [(&str, &str, usize); 13] = [
        ("disclosure", "regulations", 3),
        ("disclosure", "normative", 3),
        ("disclosure", "licences", 1),
        ("disclosure", "penalties", 1),
        ("disclosure", "coercion", 1),
        ("disclosure", "fees", 1),
        ("applications", "received", 6),
        ("applications", "carried_in", 6),
        ("applications", "granted", 6),
        ("applications", "carried_out", 6),
        ("remedies", "reconsideration", 4),
        ("remedies", "litigation_direct", 4),
        ("remedies", "litigation_after", 4),
    ];
    let row = |(table, row, count): &(&str, &str, usize)| {
        let cells = data[*table][*row].as_array().expect("a row").iter().take(*count);
        format!("{row} {}", cells.map(|cell| format!("{cell:?}")).collect::<Vec<_>>().join(" "))
    };
    ROWS.iter().map(row).collect()
}

/// A table of the text has words of the official ones, and neither takes anything from the other.
#[test]
fn tables_of_the_text_are_none_of_the_form() {
    let tables = [
        "| 处理结果 | 件数 |\n| --- | --- |\n| 予以公开 | 50 |\n| 部分公开 | 6 |\n| 总计 | 56 |",
        "| 年份 | 结果维持 | 结果纠正 | 总计 |\n| --- | --- | --- | --- |\n| 2023 | 50 | 1 | 51 |",
        "| 事项 | 数量 |\n| --- | --- |\n| 行政许可 | 50 |\n| 行政处罚 | 6 |",
        "| 申请人 | 自然人 | 商业企业 | 总计 |\n| --- | --- | --- | --- |\n| 2024年 | 50 | 1 | 51 |",
        "| 类别 | 2024年 | 2025年 |\n| --- | --- | --- |\n| 行政复议 | 50 | 1 |\n| 行政诉讼 | 6 | 1 |",
        "| 项目 | 自然人 | 总计 |\n| --- | --- | --- |\n| 本年新收政府信息公开申请数量 | 7 | 9 |\n\
         | 结转下年度继续办理 | 6 | 1 |",
        "| 类别 | 本年制发件数 | 现行有效件数 |\n| --- | --- | --- |\n| 规章 | 50 | 1 |\n| 行政规范性文件 | 6 | 1 |",
    ];
    let text = tables.join("\n\n如下：\n\n");
    let data = report("", &text);
    let own: Table = data.parse().expect("TOML");
    for made in ["页.html", "文.docx"] {
        let (imported, told) = back(&data, made);
        assert_eq!(figures(&imported), figures(&own), "{made}");
        assert_eq!(imported["overview"]["body"].as_str().expect("a text").trim(), text, "{made}");
        assert!(!told.contains("存疑"), "{made}: {told}");
    }
}

/// Labels of the tables in words of their own, one by one and some at once.
#[test]
fn labels_of_the_tables_come_back() {
    let cases: [&[(&str, &str)]; 9] = [
        &[("applications.organisations", "单位")],
        &[("applications.*.other", "其他组织")],
        &[("applications.received", "一、新收申请")],
        &[("applications.corner", "项目名称")],
        &[("applications.outcomes", "三、办理")],
        &[("disclosure.item_1", "《条例》第二十条第（一）项")],
        &[("disclosure.item_8.*.amount", "收入（万元）"), ("disclosure.fees", "费用")],
        &[("remedies.litigation", "诉讼"), ("remedies.reconsideration.*.upheld", "驳回")],
        &[("applications.*.natural", "公民"), ("applications.carried_in", "二、结转"), ("disclosure.licences", "审批")],
    ];
    for case in cases {
        let labels: Vec<String> = case.iter().map(|(key, label)| format!("{key:?} = {label:?}")).collect();
        let data = report(&labels.join("\n"), "文字。");
        let own: Table = data.parse().expect("TOML");
        for made in ["页.html", "文.docx"] {
            let (imported, told) = back(&data, made);
            assert_eq!(figures(&imported), figures(&own), "{case:?} {made}: {told}");
            assert_eq!(imported.get("labels"), own.get("labels"), "{made}: {told}");
            assert!(case.iter().all(|(_, label)| told.contains(&format!("“{label}”按“"))), "{made}: {told}");
        }
    }
}

/// A table that could not be read is said to be missing; of a page of another program nobody knows what its heads mean.
#[test]
fn a_table_that_was_left_out_is_told() {
    let labels: Vec<String> = (["natural", "enterprise", "research", "ngo", "legal", "other", "total"].iter().zip(1..))
        .map(|(key, at)| format!("\"applications.*.{key}\" = \"{}\"", "甲".repeat(at)))
        .collect();
    let desk = Desk::new();
    desk.put("报告.toml", report(&labels.join("\n"), "文字。"));
    desk.run(&["build", "报告.toml", "--allow-errors", "-o", "页.html"]).succeeds();
    let page = String::from_utf8(desk.read("页.html")).expect("UTF-8");
    assert!(page.contains("name=\"generator\" content=\"nianbao\""));
    desk.put("别的.html", page.replace("content=\"nianbao\"", "content=\"别的\""));
    let run = desk.run(&["import", "别的.html", "-o", "导入.toml"]);
    run.succeeds();
    assert!(run.messages.contains("表三：没有带入"), "{}", run.messages);
}

/// Titles of the sections in whatever words, and the text stays in its section.
#[test]
fn titles_of_the_sections_come_back() {
    let cases: [&[(&str, &str)]; 4] = [
        &[("overview.title", "概述"), ("other.title", "其他事项")],
        &[("overview.title", "政府信息公开工作总体情况"), ("other.title", "其他需要报告的事项（含收费）")],
        &[("problems.title", "政府信息公开工作存在的主要问题及改进情况")],
        &[("disclosure.title", "公开"), ("applications.title", "申请"), ("remedies.title", "救济")],
    ];
    for case in cases {
        let labels: Vec<String> = case.iter().map(|(key, label)| format!("{key:?} = {label:?}")).collect();
        let data = report(&labels.join("\n"), "文字。");
        let own: Table = data.parse().expect("TOML");
        for made in ["页.html", "文.docx"] {
            let (imported, told) = back(&data, made);
            assert_eq!(figures(&imported), figures(&own), "{case:?} {made}: {told}");
            assert_eq!(imported.get("labels"), own.get("labels"), "{made}: {told}");
            for section in ["overview", "problems", "other"] {
                let body = |data: &Table| data[section]["body"].as_str().expect("a text").trim().to_owned();
                assert_eq!(body(&imported), body(&own), "{case:?} {made}");
            }
        }
    }
}

/// What a report does not say is not made up.
#[test]
fn nothing_is_written_that_was_not_there() {
    for made in ["页.html", "文.docx"] {
        let (imported, _) = back(&report("", "文字。"), made);
        assert_eq!(imported["preface"]["body"].as_str(), Some(""), "{made}");
        let (imported, _) = back(&report("", ""), made);
        assert_eq!(imported["overview"]["body"].as_str(), Some(""), "{made}");
    }
}

/// Several labels at once are called otherwise, some as others are called in the form: places alone tell which is which,
/// for this program has put them there.
#[test]
fn labels_that_are_all_called_otherwise_keep_their_places() {
    let labels = [
        ("applications.organisations", "单位"),
        ("applications.*.other", "其他组织"),
        ("applications.received", "一、新收申请"),
        ("applications.refused", "（三）不公开"),
        ("applications.refused.query", "8.查询事项（不含档案）"),
    ];
    let lines: String = labels.iter().map(|(key, text)| format!("\"{key}\" = '{text}'\n")).collect();
    let usual = back(&report("", "全年正常。"), "a.html").0;
    for made in ["a.html", "a.docx"] {
        let (data, told) = back(&report(&lines, "全年正常。"), made);
        assert_eq!(figures(&data), figures(&usual), "{made}");
        for (key, text) in labels {
            assert_eq!(data["labels"][key].as_str(), Some(text), "{made}");
            assert!(told.contains(&format!("“{text}”按“")), "{made}: {told}");
        }
    }
}
