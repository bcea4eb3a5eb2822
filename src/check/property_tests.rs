//! Whatever the figures: a consistent report passes, and a report with any one figure changed does not.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::fixture::found_with;
use crate::diagnostic::{Lang, Severity};
use crate::form::{Form, Forms, RowRole};
use crate::report::{Labels, Tables};

/// The same cases on every run.
const SEED: [u8; 32] = *b"nianbao: zheng fu xin xi gong ka";

/// Applicants, 总计 not among them.
const APPLICANTS: usize = 6;

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
        rows.push((format!("remedies.{}", group.key), with_total((0..4).map(|_| leaf()).collect())));
    }
    rows
}

fn written(form: &Form, rows: &Rows) -> String {
    let mut text = format!("form = '{}'\n", form.name);
    for (key, row) in rows {
        text += &format!("{key} = {row:?}\n");
    }
    text + "disclosure.licences.decisions = 1\n[report]\norgan = '某局'\nyear = 2022\n"
}

#[test]
fn any_one_figure_changed_is_caught_where_it_stands() {
    println!("seed {}", String::from_utf8_lossy(&SEED));
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &SEED);
    let config = Config { cases: 64, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, rng);
    let counts = proptest::collection::vec(0_i64..5000, 220);
    let strategy = (prop::sample::select(vec!["2019", "2021"]), counts, any::<prop::sample::Index>(), 1_i64..100);
    let outcome = runner.run(&strategy, |(form, counts, place, change)| {
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
        row[place] = if row[place] >= change { row[place] - change } else { row[place] + change };
        let (table, _) = key.split_once('.').expect("a dotted key");
        let table = table.to_owned();
        let tables = Tables::blank(form, &Labels::default());
        let block = tables.of_section(&table).and_then(|table| table.blocks.first()).expect("the table");
        let (row_key, column) = (format!("{key}."), &block.columns[place]);

        let found = found_with(&written(form, &rows), None).0;
        let names_it = found.iter().filter(|finding| finding.severity == Severity::Error).any(|finding| {
            let key = finding.key.as_deref().unwrap_or_default();
            let names_row = key.starts_with(&row_key);
            let names_column = key.starts_with(&table) && key.ends_with(&format!(".{}", column.key));
            (names_row || names_column)
                && finding.message.in_lang(Lang::Zh).contains(if names_row { "总计" } else { &column.label.text })
        });
        prop_assert!(names_it, "{} {}: {:?}", row_key, column.key, found);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
