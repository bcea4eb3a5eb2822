//! Sums that one figure explains, reckoned by hand, and those that none or more than one does.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::fixture::{THIS, at, edited, found, found_in, found_with, said};
use crate::diagnostic::Lang;

#[test]
fn a_wrong_total_is_told_once() {
    let change = [("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [9, 2, 0, 0, 0, 0, 10]")];
    assert_eq!(found_in(&change), [at("outcome-sum", "applications.total.natural")]);
    let text = edited(THIS, &change);
    let (message, places) = said(&text, None);
    // 8 received, 1 carried in, 1 carried out; 5 + 1 + 1 + 1 of the outcomes; 10 in all, of which 2 of 商业企业.
    assert_eq!(
        message,
        "三（七）总计 自然人: 9 stated; if it were 8, these 3 sums would agree: \
         一 + 二 = （七）总计 + 四 of 自然人 (application-balance) 8+1-1=8; \
         rows of 自然人 (outcome-sum) 5+1+1+1=8; columns of （七）总计 (applicant-sum) 10-2=8"
    );
    assert_eq!(places, ["9", "8", "1", "1", "5", "1", "1", "1", "10", "2"]);
    let found = found_with(&text, None).0;
    assert_eq!(
        found[0].message.in_lang(Lang::Zh),
        "三（七）总计 自然人：填的是 9，若是 8，这 3 处就都对得上：\
         “自然人”列一加二等于（七）总计加四（application-balance）8+1-1=8；\
         “自然人”列各行相加（outcome-sum）5+1+1+1=8；“（七）总计”行各列相加（applicant-sum）10-2=8"
    );
}

#[test]
fn a_figure_has_the_code_of_its_own_sum() {
    for (from, to, code, key) in [
        ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [8, 2, 0, 0, 0, 0, 11]", "outcome-sum", "total.total"),
        ("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [5, 1, 0, 0, 0, 0, 5]", "applicant-sum", "granted.total"),
        (
            "carried_in = [1, 0, 0, 0, 0, 0, 1]",
            "carried_in = [1, 0, 0, 0, 0, 0, 0]",
            "applicant-sum",
            "carried_in.total",
        ),
        // A part is no total: the first sum that it breaks.
        ("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [50, 1, 0, 0, 0, 0, 6]", "outcome-sum", "granted.natural"),
        ("received = [8, 2, 0,", "received = [8, 0, 0,", "application-balance", "received.enterprise"),
    ] {
        assert_eq!(found_in(&[(from, to)]), [at(code, &format!("applications.{key}"))], "{to}");
    }
}

#[test]
fn a_figure_may_stand_in_a_total_that_is_computed() {
    // 自然人 of 法人 is in its row, in its column, and by way of the totals of rows in the column of totals.
    let change = [
        ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", ""),
        ("partial = [1, 0, 0, 0, 0, 0, 1]", "partial = [4, 0, 0, 0, 0, 0, 1]"),
    ];
    let (message, _) = said(&edited(THIS, &change), None);
    assert_eq!(
        message,
        "三（二）部分公开 自然人: 4 stated; if it were 1, these 4 sums would agree: \
         一 + 二 = （七）总计 + 四 of 自然人 (application-balance) 8+1-5-1-1-1=1; \
         一 + 二 = （七）总计 + 四 of 总计 (application-balance) 10+1-5-1-1-1-1-1=1; \
         rows of 总计 (outcome-sum) 6+1+1+2-5-1-1-1-1=1; columns of （二）部分公开 (applicant-sum) 1"
    );
}

#[test]
fn blanks_and_texts_may_be_the_figure() {
    let found = |cell: &str| {
        let row = format!("third_party = [{cell}, 0, 0, 0, 0, 0, 1]");
        let text = edited(THIS, &[("third_party = [1, 0, 0, 0, 0, 0, 1]", &row)]);
        let found = found_with(&text, None).0.into_iter().find(|found| found.code() == "outcome-sum").expect("a sum");
        assert_eq!(found.key.as_deref(), Some("applications.refused.third_party.natural"));
        found.message.in_lang(Lang::Zh).to_owned()
    };
    assert!(found("''").contains("没有填，若是 1，"), "{}", found("''"));
    assert!(found("'约1'").contains("填的是“约1”，若是 1，"), "{}", found("'约1'"));
}

#[test]
fn sums_that_no_single_figure_explains_are_told_one_by_one() {
    // What was taken from one column and put into another leaves the row as it is.
    let moved = [("partial = [1, 0, 0, 0, 0, 0, 1]", "partial = [0, 1, 0, 0, 0, 0, 1]")];
    assert_eq!(
        found_in(&moved),
        [at("outcome-sum", "applications.total.natural"), at("outcome-sum", "applications.total.enterprise")]
    );
    // A figure below zero explains nothing: 0 - 1 by the row, 6 - 7 by the column.
    let negative = [
        ("received = [8, 2, 0, 0, 0, 0, 10]", "received = [6, 3, 0, 0, 0, 0, 9]"),
        ("partial = [1, 0, 0, 0, 0, 0, 1]", "partial = [0, 1, 0, 0, 0, 0, 0]"),
        ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [6, 3, 0, 0, 0, 0, 9]"),
    ];
    assert_eq!(
        found_in(&negative),
        [at("applicant-sum", "applications.partial.total"), at("outcome-sum", "applications.total.natural")]
    );
}

/// 自然人 of two rows would each mend its row and the column, 9 instead of 8; which of them it is cannot be told.
#[test]
fn what_two_figures_explain_alike_is_told_one_by_one() {
    let change = [
        ("received = [8, 2, 0, 0, 0, 0, 10]", "received = [9, 2, 0, 0, 0, 0, 11]"),
        ("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [5, 1, 0, 0, 0, 0, 7]"),
        ("partial = [1, 0, 0, 0, 0, 0, 1]", "partial = [1, 0, 0, 0, 0, 0, 2]"),
        ("not_held = [1, 1, 0, 0, 0, 0, 2]", "not_held = [1, 1, 0, 0, 0, 0, 1]"),
        ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [9, 2, 0, 0, 0, 0, 11]"),
    ];
    assert_eq!(
        found_in(&change),
        [
            at("applicant-sum", "applications.granted.total"),
            at("applicant-sum", "applications.partial.total"),
            at("applicant-sum", "applications.unavailable.not_held.total"),
            at("outcome-sum", "applications.total.natural"),
        ]
    );
}

/// 总计 of a row is 6 by the row and by its column; 自然人 beside it is 6 by the row and by its column too.
#[test]
fn a_total_goes_before_a_part() {
    let change = [
        ("received = [8, 2, 0, 0, 0, 0, 10]", "received = [9, 1, 0, 0, 0, 0, 10]"),
        ("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [5, 1, 0, 0, 0, 0, 7]"),
        ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [9, 1, 0, 0, 0, 0, 10]"),
    ];
    assert_eq!(
        found_in(&change),
        [
            at("applicant-sum", "applications.granted.total"),
            at("outcome-sum", "applications.total.natural"),
            at("outcome-sum", "applications.total.enterprise"),
        ]
    );
}

/// Where all totals are left out, their column is off by what the others are off together: it says nothing of its own.
#[test]
fn a_column_of_computed_totals_says_nothing_of_its_own() {
    let without_totals = |line: &str| match line.rsplit_once(", ") {
        _ if line.starts_with("total = ") => String::new(),
        Some((cells, _)) if line.contains(" = [") => format!("{cells}]\n"),
        _ => format!("{line}\n"),
    };
    let text: String = THIS.lines().map(without_totals).collect();
    assert_eq!(found(&text, None), []);
    let natural = edited(&text, &[("received = [8, 2,", "received = [9, 2,")]);
    assert_eq!(found(&natural, None), [at("application-balance", "applications.received.natural")]);
    let both = edited(&text, &[("received = [8, 2,", "received = [9, 3,")]);
    assert_eq!(
        found(&both, None),
        [
            at("application-balance", "applications.received.natural"),
            at("application-balance", "applications.received.enterprise")
        ]
    );
}

/// Beside a blank total the corner is computed from its column, 10; 自然人 of that row would be 8 by all its sums.
#[test]
fn a_figure_is_explained_beside_a_blank_total() {
    let change = [("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [9, '', 0, 0, 0, 0]")];
    assert_eq!(
        found_in(&change),
        [at("outcome-sum", "applications.total.natural"), at("blank-total", "applications.total.enterprise")]
    );
}
