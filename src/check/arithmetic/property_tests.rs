//! Whatever the figures: a consistent report passes, one with a figure changed is told of that figure, one with several
//! changed never passes, and who does what is advised comes nearer to one that does.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::fixture::found_with;
use crate::diagnostic::{Diagnostic, Lang};
use crate::form::{Form, Forms, RowRole};
use crate::report::{Labels, Tables};

/// The same cases on every run.
const SEED: [u8; 32] = *b"nianbao: zheng fu xin xi gong ka";

/// Applicants, 总计 not among them.
const APPLICANTS: usize = 6;

/// Results of a remedy, 总计 not among them.
const RESULTS: usize = 4;

/// Rows of figures by their dotted keys, each with its total.
type Rows = Vec<(String, Vec<i64>)>;

/// A consistent report in a form; `leaf` gives the figures that are not totals, one after the other.
fn consistent(form: &'static Form, leaf: &mut impl FnMut() -> i64) -> Rows {
    let tables = Tables::blank(form, &Labels::default());
    let applications: Vec<_> = tables.applications.rows().map(|(_, row)| row).collect();
    let keys =
        |role| applications.iter().filter(move |row| row.role == role).map(|row| format!("applications.{}", row.key));
    let key = |role| keys(role).next().expect("the row");
    let with_total = |mut row: Vec<i64>| {
        row.push(row.iter().sum());
        row
    };
    let mut outcomes: Rows = Vec::new();
    for key in keys(RowRole::Outcome) {
        outcomes.push((key, with_total((0..APPLICANTS).map(|_| leaf()).collect())));
    }
    let total: Vec<i64> = (0..=APPLICANTS).map(|column| outcomes.iter().map(|(_, row)| row[column]).sum()).collect();
    let carried_out = with_total((0..APPLICANTS).map(|_| leaf()).collect());
    // What came is what went: of each column, a share was carried in.
    let all: Vec<i64> = total.iter().zip(&carried_out).map(|(a, b)| a + b).take(APPLICANTS).collect();
    let carried_in: Vec<i64> = all.iter().map(|all| leaf().min(*all)).collect();
    let received: Vec<i64> = all.iter().zip(&carried_in).map(|(all, part)| all - part).collect();

    let mut rows =
        vec![(key(RowRole::Received), with_total(received)), (key(RowRole::CarriedIn), with_total(carried_in))];
    rows.extend(outcomes);
    rows.push((key(RowRole::Total), total));
    rows.push((key(RowRole::CarriedOut), carried_out));
    for (_, group) in tables.remedies.rows() {
        rows.push((format!("remedies.{}", group.key), with_total((0..RESULTS).map(|_| leaf()).collect())));
    }
    rows
}

fn written(form: &Form, rows: &Rows) -> String {
    let mut text = format!("form = '{}'\n", form.name);
    for (key, row) in rows {
        text += &format!("{key} = {row:?}\n");
    }
    text + "disclosure.licences.decisions = 1\nproblems.body = '存在的问题是公开不够及时，今后将改进工作方法。'\nother.body = '本年度没有收取信息处理费。'\n\
     [report]\norgan = '某局'\nyear = 2022\n"
}

/// Draws the same cases on every run.
fn runner() -> TestRunner {
    println!("seed {}", String::from_utf8_lossy(&SEED));
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &SEED);
    TestRunner::new_with_rng(Config { cases: 64, failure_persistence: None, ..Config::default() }, rng)
}

#[test]
fn any_one_figure_changed_is_told_once_and_where_it_stands() {
    let counts = proptest::collection::vec(0_i64..5000, 220);
    let strategy = (prop::sample::select(vec!["2019", "2021"]), counts, any::<prop::sample::Index>(), 1_i64..100);
    let outcome = runner().run(&strategy, |(form, counts, place, change)| {
        let form = Forms::OFFICIAL.by_name(form).expect("a form");
        let mut counts = counts.into_iter().cycle();
        let mut rows = consistent(form, &mut || counts.next().unwrap_or_default());
        let found = found_with(&written(form, &rows), None).0;
        prop_assert!(found.is_empty(), "{:?}", found);

        // One figure of 三 or 四, up or down, never below zero.
        let figures = rows.iter().map(|(_, row)| row.len()).sum();
        let mut place = place.index(figures);
        let row = rows.iter().position(|(_, row)| {
            let is_here = place < row.len();
            place -= if is_here { 0 } else { row.len() };
            is_here
        });
        let (key, row) = &mut rows[row.expect("a row")];
        let was = row[place];
        row[place] = if was >= change { was - change } else { was + change };
        let (table, _) = key.split_once('.').expect("a dotted key");
        let columns = columns_of(form, table);
        // In 三 each figure stands in several sums, which one change mends. In 四 the one sum is told at its total.
        let (column, says) = match table {
            "applications" => (columns[place], format!("若是 {was}，")),
            _ => ("total", "相加是".to_owned()),
        };
        let expected = format!("{key}.{column}");

        let found = found_with(&written(form, &rows), None).0;
        prop_assert_eq!(found.len(), 1, "{}: {:?}", expected, found);
        prop_assert!(found[0].is_error() && found[0].message.in_lang(Lang::Zh).contains(&says), "{:?}", found);
        prop_assert_eq!(found[0].key.as_deref(), Some(expected.as_str()), "{:?}", found);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

/// Small figures, so that one often makes up for another; some totals left out, some figures changed.
#[test]
fn no_broken_sum_is_silent_and_advice_leads_out() {
    let strategy = (
        prop::sample::select(vec!["2019", "2021"]),
        proptest::collection::vec(0_i64..3, 220),
        any::<[bool; 4]>(),
        proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_i64..4), 1..5),
    );
    let outcome = runner().run(&strategy, |(form, counts, left_out, changes)| {
        let form = Forms::OFFICIAL.by_name(form).expect("a form");
        let mut counts = counts.into_iter().cycle();
        let mut rows = consistent(form, &mut || counts.next().unwrap_or_default());
        for (row, column, value) in changes {
            let row = &mut row.get_mut(&mut rows).1;
            *column.get_mut(row) = value;
        }
        let [row_of_totals, remedies, outcomes, others] = left_out;
        rows.retain(|(key, _)| !(row_of_totals && key == "applications.total"));
        for (key, row) in &mut rows {
            let is_left_out = match key.as_str() {
                "applications.total" => false,
                "applications.received" | "applications.carried_in" | "applications.carried_out" => others,
                key if key.starts_with("remedies") => remedies,
                _ => outcomes,
            };
            row.truncate(if is_left_out { row.len() - 1 } else { row.len() });
        }
        let errors = |rows: &Rows| found_with(&written(form, rows), None).0;
        let mut found = errors(&rows);
        prop_assert_eq!(found.is_empty(), agrees(&rows), "{:?}", found);

        // Each figure that would make sums agree is written where it is asked for, one after the other.
        while let Some((key, value)) = found.iter().find_map(advice) {
            let (row, column) = key.rsplit_once('.').expect("a dotted key");
            let place =
                columns_of(form, row.split('.').next().unwrap_or_default()).iter().position(|key| *key == column);
            let (_, cells) = rows.iter_mut().find(|(key, _)| key == row).expect("a row");
            cells[place.expect("a column")] = value;
            let left = errors(&rows);
            prop_assert!(left.len() < found.len(), "{} = {}: {:?} from {:?}", key, value, left, found);
            found = left;
        }
        prop_assert_eq!(found.is_empty(), agrees(&rows), "{:?}", found);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

/// The figure that a finding would have in its place, if it says one.
fn advice(finding: &Diagnostic) -> Option<(String, i64)> {
    let (_, behind) = finding.message.in_lang(Lang::Zh).split_once("若是 ")?;
    let (value, _) = behind.split_once('，')?;
    Some((finding.key.clone()?, value.parse().ok()?))
}

/// Whether all sums agree, of rows that may leave out totals; reckoned without the program.
fn agrees(rows: &Rows) -> bool {
    let parts = |key: &str| if key.starts_with("applications") { APPLICANTS } else { RESULTS };
    let row = |key: &str| &rows.iter().find(|(own, _)| own == key).expect("a row").1;
    // With its total, computed if need be.
    let whole = |row: &[i64], parts: usize| {
        let sum = row[..parts].iter().sum();
        [&row[..parts], &[row.get(parts).copied().unwrap_or(sum)]].concat()
    };
    let is_other =
        |key: &str| ["received", "carried_in", "total", "carried_out"].contains(&&key["applications.".len()..]);
    let outcomes: Vec<Vec<i64>> = rows
        .iter()
        .filter(|(key, _)| key.starts_with("applications") && !is_other(key))
        .map(|(_, row)| whole(row, APPLICANTS))
        .collect();
    let column_sum = |column: usize| outcomes.iter().map(|row| row[column]).sum::<i64>();
    let computed: Vec<i64> = (0..APPLICANTS).map(column_sum).collect();
    let total = rows.iter().find(|(key, _)| key == "applications.total").map_or(&computed, |(_, row)| row);
    let total = whole(total, APPLICANTS);
    let [received, carried_in, carried_out] =
        ["received", "carried_in", "carried_out"].map(|key| whole(row(&format!("applications.{key}")), APPLICANTS));
    let rows_agree = rows.iter().all(|(key, row)| {
        let parts = parts(key);
        row.get(parts).is_none_or(|total| *total == row[..parts].iter().sum::<i64>())
    });
    rows_agree
        && (0..=APPLICANTS).all(|column| {
            total[column] == column_sum(column)
                && received[column] + carried_in[column] == total[column] + carried_out[column]
        })
}

/// The keys of the columns of a table.
fn columns_of(form: &'static Form, table: &str) -> Vec<&'static str> {
    let tables = Tables::blank(form, &Labels::default());
    let block = tables.of_section(table).and_then(|table| table.blocks.first()).expect("the table");
    block.columns.iter().map(|column| column.key).collect()
}
