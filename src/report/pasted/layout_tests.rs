//! Blanks of merged cells before the figures, and totals that are not there: no table is read with its figures one
//! column beside their own, and what can be read is.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::tests::{data, figures, parse, sound, texts, wrong};
use crate::form::Forms;
use crate::report::{Labels, OfficialTable, Tables};

/// Where a line has blanks before its figures.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Blanks {
    /// Labels and blanks fill three cells, as in a sheet.
    Sheet,
    /// The label of the row alone, and two blanks behind it.
    Flat,
    /// None.
    Browser,
}

/// What is amiss with the totals.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Totals {
    There,
    /// No line has one.
    LeftOut,
    /// One line lacks it.
    OneLacks,
    /// Every line lacks its last two cells.
    TwoLack,
}

#[derive(Clone, Copy, Debug)]
struct Style {
    blanks: Blanks,
    totals: Totals,
    has_heads: bool,
    /// Whether 自然人 is blank from top to bottom.
    is_first_blank: bool,
}

const HEADS: [&str; 7] = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];

fn rendered(table: &OfficialTable, cells: &[Vec<String>], style: Style) -> String {
    let mut text = String::new();
    let columns = if style.totals == Totals::LeftOut { 6 } else { 7 };
    let before: &[&str] = if style.blanks == Blanks::Browser { &[] } else { &["", "", ""] };
    if style.has_heads {
        text += &(before.iter().chain(&HEADS[..columns]).copied().collect::<Vec<_>>().join("\t") + "\n");
    }
    for ((_, row), cells) in table.rows().zip(cells) {
        let groups = row.groups.iter().map(|group| group.label.text.as_str());
        let mut labels: Vec<&str> = groups.chain([row.label.text.as_str()]).collect();
        if style.blanks == Blanks::Flat {
            labels.drain(..labels.len() - 1);
        }
        if style.blanks != Blanks::Browser {
            labels.resize(3, "");
        }
        text += &(labels.into_iter().chain(cells.iter().map(String::as_str)).collect::<Vec<_>>().join("\t") + "\n");
    }
    text
}

/// The figures as a data file with lists has them.
fn listed(table: &OfficialTable, cells: &[Vec<String>]) -> String {
    let list = |cells: &[String]| {
        let cell = |cell: &String| if cell.is_empty() || cell == "/" { format!("'{cell}'") } else { cell.clone() };
        cells.iter().map(cell).collect::<Vec<_>>().join(", ")
    };
    let rows = table.rows().zip(cells).map(|((_, row), cells)| format!("{} = [{}]\n", row.key, list(cells)));
    format!("[report]\norgan = '甲局'\nyear = 2025\n[applications]\n{}", rows.collect::<String>())
}

#[test]
fn figures_stand_in_their_own_columns_or_are_refused() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, b"nianbao: he bing de kong bai ge!");
    let mut runner =
        TestRunner::new_with_rng(Config { cases: 192, failure_persistence: None, ..Config::default() }, rng);
    // Zeros are what most cells of most offices hold.
    let cell =
        prop_oneof![6 => Just("0".to_owned()), 3 => (1_u32..90).prop_map(|n| n.to_string()), 1 => Just(String::new())];
    let strategy = (
        prop::collection::vec(prop::collection::vec(cell, 7), 25),
        prop::sample::select(vec![Blanks::Sheet, Blanks::Flat, Blanks::Browser]),
        prop::sample::select(vec![Totals::There, Totals::LeftOut, Totals::OneLacks, Totals::TwoLack]),
        any::<(bool, bool, prop::sample::Index)>(),
    );
    let outcome = runner.run(&strategy, |(mut cells, blanks, totals, (has_heads, is_first_blank, one))| {
        let style = Style { blanks, totals, has_heads, is_first_blank };
        for (row, line) in cells.iter_mut().enumerate() {
            if style.is_first_blank {
                line[0] = String::new();
            }
            // A total is a figure; that of a row without any is none.
            line[6] = "7".to_owned();
            match totals {
                Totals::There => {}
                Totals::OneLacks if row == one.index(25) => line.truncate(6),
                Totals::OneLacks => {}
                Totals::LeftOut => line.truncate(6),
                Totals::TwoLack => line.truncate(5),
            }
        }
        let tables = Tables::blank(Forms::OFFICIAL.by_year(2025), &Labels::default());
        let text = rendered(&tables.applications, &cells, style);
        let read = parse(&data(2025, "applications", &text, ""));
        match totals {
            Totals::OneLacks | Totals::TwoLack => prop_assert!(read.is_err(), "{:?}\n{}", style, text),
            Totals::There | Totals::LeftOut => {
                let expected = sound(&listed(&tables.applications, &cells));
                if let Ok(report) = &read {
                    prop_assert_eq!(
                        figures(&report.tables.applications),
                        figures(&expected.tables.applications),
                        "{:?}\n{}",
                        style,
                        text
                    );
                }
                // Heads above their cells, and first cells with something in them, tell the columns.
                let is_told = !is_first_blank || (has_heads && blanks != Blanks::Browser);
                prop_assert!(read.is_ok() || !is_told, "{:?} {:?}\n{}", style, read.err(), text);
            }
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_row_by_its_key_with_merged_blanks_and_no_total_is_refused() {
    let of = |table: &str, row: &str| parse(&format!("[report]\norgan = '甲局'\nyear = 2025\n[{table}]\n{row}\n"));
    let received = "一、本年新收政府信息公开申请数量";
    for blanks in ["\\t\\t", "\\t"] {
        let row = format!("received = \"{received}\\t{blanks}66\\t0\\t0\\t0\\t0\\t0\"");
        let found = of("applications", &row).expect_err(&row);
        assert!(found[0].3.contains("看不出各数在哪一列"), "{found:?}");
    }
    let found = of("remedies", "reconsideration = \"行政复议\\t\\t3\\t1\\t0\\t0\"").unwrap_err();
    assert!(found[0].3.contains("看不出各数在哪一列"), "{found:?}");
    assert!(of("applications", &format!("received = \"{received}\\t\\t\\t0\\t0\\t0\\t0\"")).is_err());
    // With its total, or right behind the label, it is read.
    for (row, natural, total) in [
        (format!("{received}\\t\\t\\t66\\t0\\t0\\t0\\t0\\t0\\t66"), "66", "66"),
        (format!("{received}\\t66\\t1\\t0\\t0\\t0\\t0"), "66", "67"),
        ("\\t66\\t0\\t0\\t0\\t0\\t66".to_owned(), "", "66"),
    ] {
        let report = of("applications", &format!("received = \"{row}\"")).expect(&row);
        let cells = texts(&report.tables.applications, "received");
        assert_eq!((cells[0].as_str(), cells[6].as_str()), (natural, total), "{row}");
    }
}

#[test]
fn groups_of_remedies_without_totals_and_with_blank_cells_are_read() {
    let of = |pasted: &str| parse(&data(2025, "remedies", pasted, ""));
    let rows = |pasted: &str| {
        let report = of(pasted).unwrap_or_else(|wrong| panic!("{wrong:?}"));
        ["reconsideration", "litigation_direct", "litigation_after"]
            .map(|key| texts(&report.tables.remedies, key).iter().map(|text| format!("{text}|")).collect::<String>())
    };
    assert_eq!(
        rows("行政复议\t0\t0\t0\t0\t0\n行政诉讼\t未经复议直接起诉\t\t0\t0\t0\t0\n行政诉讼\t复议后起诉\t\t0\t0\t0\t0\n"),
        ["0|0|0|0|0|", "|0|0|0|0|", "|0|0|0|0|"]
    );
    assert_eq!(
        rows("行政复议\t\t3\t1\t0\t0\n行政诉讼\t未经复议直接起诉\t1\t0\t0\t0\n\t复议后起诉\t0\t0\t0\t0\n"),
        ["3|1|0|0|4|", "1|0|0|0|1|", "0|0|0|0|0|"]
    );
    // Four figures behind a blank: a blank cell, or a merged one and no total.
    let found = of("行政复议\t\t0\t0\t0\t4\n行政诉讼\t未经复议直接起诉\t1\t0\t0\t0\t1\n\t复议后起诉\t0\t0\t0\t0\t0\n");
    assert!(found.is_err_and(|found| found.len() == 1 && found[0].3.contains("看不出各数在哪一列")));
}

#[test]
fn a_label_alone_is_no_blank_row() {
    let others = "regulations = {}\nnormative = {}\npenalties = {}\ncoercion = {}\nfees = {}\n";
    let (line, message) = wrong(&data(2025, "disclosure", "行政许可\n", others));
    assert!(line == 1 && message.contains("一格也没有，缺 本年处理决定数量"), "{line} {message}");
    for cells in ["行政许可", "行政许可\\t行政许可"] {
        let text = format!("[report]\norgan = '甲局'\nyear = 2025\n[disclosure]\nlicences = \"{cells}\"\n");
        let found = parse(&text).expect_err(cells);
        assert!(found[0].3.contains("一格也没有，缺 本年处理决定数量"), "{found:?}");
    }
    let report = sound(&data(2025, "disclosure", "行政许可\t\n", others));
    assert_eq!(texts(&report.tables.disclosure, "licences"), [""]);
    let report = sound(&data(2025, "disclosure", "行政许可\t\t5\n", others));
    assert_eq!(texts(&report.tables.disclosure, "licences"), ["5"]);
}

#[test]
fn what_is_wrong_with_all_lines_is_told_once() {
    let tables = Tables::blank(Forms::OFFICIAL.by_year(2025), &Labels::default());
    let style = |totals, has_heads| Style { blanks: Blanks::Browser, totals, has_heads, is_first_blank: false };
    let cells = |count: usize| vec![vec!["1".to_owned(); count]; 25];
    let table = |count, style| rendered(&tables.applications, &cells(count), style);
    // The heads lack 总计, the lines have it; all lines lack two cells; the heads have 总计 first, no line has it.
    let total_first = table(6, style(Totals::There, true)).replacen(
        &HEADS.join("\t"),
        &["总计", &HEADS[..6].join("\t")].join("\t"),
        1,
    );
    for (text, said) in [
        (table(7, style(Totals::LeftOut, true)), "25 行都是 7 格，表头却有 6 列"),
        (table(5, style(Totals::There, false)), "25 行都是 5 格，这张表有 7 列"),
        (total_first, "25 行都是 6 格，表头却有 7 列"),
    ] {
        let (_, message) = wrong(&data(2025, "applications", &text, ""));
        assert!(message.contains(said), "{message}");
    }
    for divider in [" ", ",", "|"] {
        let text = table(7, style(Totals::There, true)).replace('\t', divider);
        let (line, message) = wrong(&data(2025, "applications", &text, ""));
        assert!(line == 1 && message.contains("没有制表符"), "{line} {message}");
    }
}

#[test]
fn what_is_no_row_is_to_be_deleted() {
    let around = |row: &str| format!("2025年度情况\n\t1\t2\t3\n{row}2025年数据截至12月31日\n- 3 -\n小计\t1\n");
    let found = parse(&data(2025, "disclosure", &around("规章\t0\t0\t1\n"), "")).expect_err("lines that are no rows");
    let lines: Vec<usize> = found.iter().map(|(_, line, ..)| line - 5).collect();
    assert_eq!(lines, [1, 2, 4, 5, 6], "{found:?}");
}
