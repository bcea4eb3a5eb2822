//! Whatever is changed, in whatever way a file writes its rows: the file reads, says what was asked and else what it said
//! before, lines that are not touched are the same bytes, and the opposite leads back to what it said.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use super::*;
use crate::author::testing::read as sound;
use crate::author::toml_text::cell_value;
use crate::form::{RowRole, SECTION_KEYS};
use crate::report::{Block, Cell, CellState, Prose, Row, SeriesSpec, SeriesValues};

/// The same cases on every run.
const SEED: [u8; 32] = *b"nianbao: bian ji nian du bao gao";

fn runner(cases: u32) -> TestRunner {
    println!("seed {}", String::from_utf8_lossy(&SEED));
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &SEED);
    TestRunner::new_with_rng(Config { cases, failure_persistence: None, ..Config::default() }, rng)
}

const FILES: [&str; 7] = [
    include_str!("../../../data/jiyang-2020.toml"),
    include_str!("../../../data/specimen.toml"),
    include_str!("../../../data/yunshan-2024.toml"),
    include_str!("../../../data/yunshan-2025.toml"),
    include_str!("../../../tests/cases/departures.toml"),
    include_str!("../../../tests/cases/suqian-2023.toml"),
    include_str!("../../../tests/cases/suqian-2024.toml"),
];

/// Rows of a file written in a way.
fn row_lines(table: &str, block: &Block, row: &Row, way: usize) -> String {
    let key = &row.key;
    let stated: Vec<(&str, &Cell)> = block
        .columns
        .iter()
        .zip(&row.cells)
        .filter(|(_, cell)| cell.state == CellState::Stated)
        .map(|(column, cell)| (column.key, cell))
        .collect();
    let pairs: Vec<String> = stated.iter().map(|(key, cell)| format!("{key} = {}", cell_value(cell))).collect();
    let is_whole = stated.len() == row.cells.len();
    match way % 5 {
        0 if is_whole => {
            let cells: Vec<String> = row.cells.iter().map(cell_value).collect();
            format!("{table}.{key} = [ {} ]  # 行", cells.join(",  "))
        }
        1 if is_whole && row.cells.iter().all(|cell| cell.value.is_some() && !cell.text.contains('（')) => {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            format!("{table}.{key} = \"{}\"", cells.join("\\t"))
        }
        2 => pairs.iter().map(|pair| format!("{table}.{key}.{pair} # 格")).collect::<Vec<_>>().join("\n"),
        3 if !pairs.is_empty() => format!("{table}.{key} = {{ {}, }}", pairs.join(", ")),
        _ => format!("{table}.{key} = {{ {} }}", pairs.join(" , ")),
    }
}

/// A file with rows, written in ways that numbers tell, each cell with a figure that a number tells.
fn file(form: &str, ways: &[usize], figures: &[u32]) -> String {
    let (_, blank) = sound(&format!("form = '{form}'\n[report]\norgan = '甲局'\nyear = 2025\n"));
    let mut figures = figures.iter().cycle().copied();
    let mut ways = ways.iter().cycle().copied();
    let mut text = format!("# 首\nform = '{form}'\noverview.body = '文'\n");
    let mut behind = String::new();
    for table in blank.tables.all() {
        if table.key != "disclosure" && ways.next().unwrap() % 3 == 0 {
            // Copied as a whole: each row on a line, those that stand side by side on one.
            let mut cell = || match figures.next().unwrap() {
                figure if figure % 7 == 0 => "/".to_owned(),
                figure => figure.to_string(),
            };
            let lines: Vec<String> =
                table.rows().map(|(_, row)| row.cells.iter().map(|_| cell()).collect::<Vec<_>>().join("\t")).collect();
            let lines = lines.join(if table.is_side_by_side() { "\t" } else { "\n" });
            text += &format!("{}.pasted = '''\n{lines}\n'''  # 表\n", table.key);
            continue;
        }
        for (block, row) in table.rows() {
            let way = ways.next().unwrap();
            if way % 7 == 6 {
                continue;
            }
            let cell = |figure: u32| match figure % 11 {
                0 => Cell::left_out(),
                1 => Cell::blank(),
                2 => Cell { text: "/".to_owned(), ..Cell::blank() },
                3 => {
                    let text = format!("{figure}（其中1件）");
                    Cell { text, value: Some(figure.into()), ..Cell::blank() }
                }
                _ => Cell { text: figure.to_string(), value: Some(figure.into()), ..Cell::blank() },
            };
            let cells = row.cells.iter().map(|_| cell(figures.next().unwrap())).collect();
            let row = Row { cells, ..row.clone() };
            let lines = row_lines(table.key, block, &row, way);
            // A row below a header of its own comes behind all others.
            match way % 7 == 5 && way % 5 == 2 && !lines.is_empty() {
                true => {
                    let own = format!("{}.{}.", table.key, row.key);
                    behind += &format!("[{}.{}]\n{}\n\n", table.key, row.key, lines.replace(&own, ""));
                }
                false => text += &format!("{lines}\n"),
            }
        }
    }
    text + "\n[report] # 头\norgan = \"甲局\"\nyear = 2025\n\n" + &behind + "# 尾\n"
}

/// All that a report says, thing by thing, read with no help of what is tested. What is reckoned stands under other keys.
fn said(report: &Report) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for table in report.tables.all() {
        for (block, row) in table.rows() {
            let key = format!("{}.{}", table.key, row.key);
            all.insert(format!("label of {key}"), format!("{} {}", row.label.text, row.home()));
            for (column, cell) in block.columns.iter().zip(&row.cells) {
                let is_total = column.key == "total" || row.role == RowRole::Total;
                let what = match cell.state {
                    CellState::Stated if is_total || !cell.text.is_empty() => format!("{} {:?}", cell.text, cell.value),
                    _ => "not stated".to_owned(),
                };
                all.insert(format!("{key}.{}", column.key), what);
            }
        }
    }
    let text = |prose: &Option<Prose>| {
        prose.as_ref().map(|prose| prose.text.replace('\r', "").trim_matches('\n').to_owned()).unwrap_or_default()
    };
    all.insert("preface.body".to_owned(), text(&report.preface));
    for (key, section) in SECTION_KEYS.iter().zip(&report.sections) {
        all.insert(format!("{key}.body"), text(&section.body));
        all.insert(format!("{key}.note"), text(&section.note));
        all.insert(format!("{key}.title"), section.title.text.clone());
    }
    for (key, label) in report.labels.iter() {
        all.insert(format!("label {key}"), label.text.clone());
    }
    for chart in &report.charts {
        let values = |one: &SeriesSpec| match &one.values {
            SeriesValues::Key(key) => key.value.clone(),
            SeriesValues::Listed(all) => all.iter().map(|one| one.value.as_str()).collect::<Vec<_>>().join(" "),
        };
        let series: Vec<String> = chart.series.iter().map(values).collect();
        let names: Vec<&str> = chart.categories.iter().flatten().map(|name| name.value.as_str()).collect();
        let what = format!("{:?} {:?} {} {}", chart.kind, chart.decimals, names.join(" "), series.join("/"));
        all.insert(format!("chart {}", chart.name.value), what);
    }
    let accepts: Vec<String> =
        report.accepts.iter().map(|one| format!("{} {:?} {}", one.code.value, one.key, one.reason)).collect();
    all.insert("accepts".to_owned(), accepts.join("; "));
    let (title, page) = (&report.title, &report.page);
    let title: Vec<&str> = title.iter().map(|line| line.value.as_str()).collect();
    all.insert("report.title".to_owned(), title.join("/"));
    all.insert("report.organ".to_owned(), report.organ.value.clone());
    all.insert("report.published".to_owned(), format!("{:?}", report.published));
    all.insert(
        "report".to_owned(),
        format!("{} {} {:?} {} {}", report.form.name, report.year, report.kind, report.contents, report.draft),
    );
    all.insert("page".to_owned(), format!("{page:?}"));
    all
}

/// One change, and its opposite.
fn change(report: &Report, text: &str, which: usize, at: usize, typed: usize) -> (Change, Change) {
    const CELLS: [&str; 9] = ["486", "0", "", "/", "1,020", "22（其中修订16件）", "—", "７", "12件"];
    const TEXTS: [&str; 6] = ["甲。", "甲\n\n## 乙\n\n丙“丁”。", "a'''b\n\\*", "", "'", "王\\*明 \"引\"\n"];
    let cells: Vec<(String, &Cell)> = report
        .tables
        .all()
        .into_iter()
        .flat_map(|table| table.rows().map(move |(block, row)| (table, block, row)))
        .flat_map(|(table, block, row)| {
            let key = format!("{}.{}", table.key, row.key);
            block.columns.iter().zip(&row.cells).map(move |(column, cell)| (format!("{key}.{}", column.key), cell))
        })
        .collect();
    let of_cell = |key: &str, text: Option<String>| Change::Cell { key: key.to_owned(), text };
    match which % 12 {
        8 => {
            let key = ["year-jump", "opening"][at % 2];
            let own = |one: &&crate::report::Accept| one.code.value == key && one.key.is_none();
            let old = report.accepts.iter().find(own).map(|one| one.reason.clone());
            let change = |reason| Change::Accept { code: key.to_owned(), key: None, reason };
            (change(Some("专项“清理”".to_owned())), change(old))
        }
        9 => {
            let count = report.tables.disclosure.rows().filter(|(_, row)| row.is_extra()).count();
            let add = Change::AddRow {
                table: "disclosure".to_owned(),
                after: ["regulations", "penalties", "fees"][at % 3].to_owned(),
                label: "其他\"文件\"".to_owned(),
                cells: vec![CELLS[typed % 6].to_owned()],
            };
            (add, Change::RemoveRow { key: format!("disclosure.extra.{count}") })
        }
        10 => {
            let name = report.charts.get(at % 4).map_or("新图", |chart| chart.name.value.as_str());
            let all = charts(report);
            let old = all.iter().find(|(own, _)| own == name).map(|(_, chart)| chart.clone());
            let own = ["甲", "乙"].map(str::to_owned).to_vec();
            let values = vec!["7".to_owned(), "{{ 1 }}".to_owned()];
            let series = SeriesChange { name: ["", "列"][typed % 2].to_owned(), values, key: None };
            let kind = old.as_ref().map_or("bar", |chart| chart.kind.as_str()).to_owned();
            let unit = Some("件".to_owned());
            let new = ChartChange { kind, title: None, unit, decimals: None, categories: own, series: vec![series] };
            let change = |chart| Change::Chart { name: name.to_owned(), chart };
            (change(Some(new)), change(old))
        }
        11 => {
            let value = ["2019", "2021"][at % 2];
            let stated = settings(report, text).into_iter().find(|one| one.key == "form").unwrap().stated;
            let change = |value| Change::Setting { key: "form".to_owned(), value };
            (change(Some(SettingValue::Text(value.to_owned()))), change(stated))
        }
        0..=3 => {
            let (key, cell) = &cells[at % cells.len()];
            let old = (cell.state == CellState::Stated).then(|| cell.text.clone());
            let new = (typed % 10 < 9).then(|| CELLS[typed % 9].to_owned());
            (of_cell(key, new), of_cell(key, old))
        }
        4 | 5 => {
            let section = SECTION_KEYS[at % 6];
            let name = if typed.is_multiple_of(3) { "note" } else { "body" };
            let section_at = &report.sections[at % 6];
            let old = if name == "note" { &section_at.note } else { &section_at.body };
            let key = format!("{section}.{name}");
            let new = TEXTS[typed % 6].to_owned();
            let old = old.as_ref().map(|old| old.text.clone());
            (Change::Text { key: key.clone(), text: Some(new) }, Change::Text { key, text: old })
        }
        6 => {
            let all = settings(report, text);
            let own = ["report.organ", "report.contents", "report.draft", "page.line_pitch", "page.color"][at % 5];
            let setting = all.iter().find(|one| one.key == own).unwrap();
            let new = match own {
                "report.organ" => SettingValue::Text("乙\"局\"".to_owned()),
                "page.line_pitch" => SettingValue::Number("28.5".to_owned()),
                _ => SettingValue::Flag(typed.is_multiple_of(2)),
            };
            let change = |value| Change::Setting { key: own.to_owned(), value };
            (change(Some(new)), change(setting.stated.clone()))
        }
        _ => {
            let own = ["applications.*.ngo", "disclosure.normative", "problems.title", "remedies.litigation"][at % 4];
            let old = report.labels.iter().find(|(key, _)| *key == own).map(|(_, label)| label.text.clone());
            let change = |text| Change::Label { key: own.to_owned(), text };
            (change(Some("标签“新”".to_owned())), change(old))
        }
    }
}

/// Which keys of `said` a change may change.
fn is_meant(change: &Change, key: &str, is_new: bool) -> bool {
    match change {
        Change::AddRow { .. } => is_new && key.contains("disclosure.extra."),
        Change::Accept { .. } => key == "accepts",
        Change::Chart { name, .. } => key == format!("chart {name}"),
        // Rows and titles that one form has and the other has not say nothing.
        Change::Setting { key: own, .. } if own == "form" => {
            is_new || key == "report" || key.ends_with(".title") || key.starts_with("label of")
        }
        Change::Cell { key: own, .. } | Change::Text { key: own, .. } => key == own,
        Change::Setting { key: own, .. } => key == own || key.starts_with(own.split('.').next().unwrap()),
        Change::Label { key: own, .. } => {
            key == own || key == format!("label {own}") || key == format!("label of {own}")
        }
        _ => false,
    }
}

fn check(text: &str, steps: &[(usize, usize, usize)]) -> Result<(), TestCaseError> {
    let mut text = text.to_owned();
    let mut report = sound(&text).1;
    for (which, at, typed) in steps {
        let (change, opposite) = change(&report, &text, *which, *at, *typed);
        let before = said(&report);
        let edit = |text: &str, report: &Report, change: &Change| {
            edited(text, report, std::slice::from_ref(change), &ReadOptions::default())
        };
        let after = match edit(&text, &report, &change) {
            Ok(after) => after,
            Err(refusal) => {
                // A count takes no decimals, an organ that is a government has a note of its own: the reader says so.
                let message = refusal.message.in_lang(crate::diagnostic::Lang::Zh);
                prop_assert!(!message.contains("改不了"), "{change:?}: {message}\n{text}");
                continue;
            }
        };
        let again = said(&sound(&after.text).1);
        let differing: Vec<&String> = before
            .keys()
            .chain(again.keys())
            .filter(|key| before.get(*key) != again.get(*key))
            .filter(|key| !is_meant(&change, key, !before.contains_key(*key)))
            .filter(|key| again.contains_key(*key) || before[*key] != "not stated")
            .collect();
        prop_assert!(differing.is_empty(), "{change:?} changes {differing:?}\n{text}\n=====\n{}", after.text);
        if let Change::Cell { key, text: Some(typed) } = &change {
            let own = typed::typed(typed);
            let expected = format!("{} {:?}", own.text, own.value);
            prop_assert!(own.text.is_empty() || again[key] == expected, "{key}: {} {expected}", again[key]);
        }
        if let Change::Text { key, text: Some(typed) } = &change {
            prop_assert_eq!(&again[key], typed.trim_matches('\n'));
        }
        untouched(&text, &after.text, &change)?;
        let back = match edit(&after.text, &after.report, &opposite) {
            Ok(back) => back,
            Err(refusal) => return Err(TestCaseError::fail(format!("{opposite:?}: {refusal:?}"))),
        };
        // A text that is a number in quotes comes back as the number.
        let back_said = said(&sound(&back.text).1);
        let same = before.iter().all(|(key, value)| {
            back_said.get(key) == Some(value) || value.ends_with(" None") && is_meant(&change, key, false)
        });
        prop_assert!(same, "{opposite:?} does not lead back\n{text}\n=====\n{}", back.text);
        (text, report) = (after.text, after.report);
    }
    Ok(())
}

/// Lines before and behind the one that is changed are the same bytes, and all lines end as they did.
fn untouched(old: &str, new: &str, change: &Change) -> Result<(), TestCaseError> {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let first = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let most = before.len().min(after.len()) - first;
    let last = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let gone = before.len() - first - last;
    if let Change::Cell { .. } | Change::Label { .. } | Change::Setting { .. } = change {
        let is_more = old.contains("pasted") || matches!(change, Change::Setting { key, .. } if key == "form");
        prop_assert!(gone <= 1 || is_more, "{change:?} changes {gone} lines");
    }
    let crlf = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count());
    let (own, all) = crlf(old);
    if own == all || own == 0 {
        let (new_own, new_all) = crlf(new);
        prop_assert_eq!(new_own, if own == 0 { 0 } else { new_all });
    }
    Ok(())
}

#[test]
fn samples_say_what_was_asked_and_nothing_else() {
    let steps = proptest::collection::vec((0_usize..12, 0_usize..5000, 0_usize..60), 1..6);
    let outcome = runner(40).run(&(0..FILES.len(), any::<bool>(), steps), |(file, crlf, steps)| {
        let text = if crlf { FILES[file].replace('\n', "\r\n") } else { FILES[file].to_owned() };
        check(&text, &steps)
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn rows_in_all_ways_say_what_was_asked_and_nothing_else() {
    let steps = proptest::collection::vec((0_usize..12, 0_usize..5000, 0_usize..60), 1..8);
    let ways = proptest::collection::vec(0_usize..70, 40);
    let figures = proptest::collection::vec(0_u32..3000, 97);
    let strategy = (prop::sample::select(vec!["2019", "2021"]), ways, figures, any::<bool>(), steps);
    let outcome = runner(100).run(&strategy, |(form, ways, figures, crlf, steps)| {
        let text = file(form, &ways, &figures);
        check(&if crlf { text.replace('\n', "\r\n") } else { text }, &steps)
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}
