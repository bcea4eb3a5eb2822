//! This year's tables against last year's. Only where both have the figure.

use rust_decimal::Decimal;

use super::tables::{Figure, Table, TableRow};
use crate::check::rules;
use crate::diagnostic::{Diagnostic, Related};
use crate::message;
use crate::report::Report;

/// Counts of which neither year's reaches this jump too easily to be told.
const NOTEWORTHY: Decimal = Decimal::TEN;

/// Growth beyond this, or a fall beyond its inverse, is a jump.
const JUMP: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Whether a report is that of the year before.
pub(super) fn is_last_year(report: &Report, previous: &Report) -> bool {
    previous.year.checked_add(1) == Some(report.year)
}

/// Last year's file is of another year (nothing is compared with it then), or names another organ.
pub(super) fn previous_organ(report: &Report, previous: &Report) -> Vec<Diagnostic> {
    let (year, last_year) = (report.year, previous.year);
    if !is_last_year(report, previous) {
        let expected = year.saturating_sub(1);
        let finding = Diagnostic::error(
            &rules::PREVIOUS_ORGAN,
            message!(
                zh: "上一年度的报告应是 {expected} 年度的，给的是 {last_year} 年度的：没有与它比较",
                en: "last year's report should be that of {expected}, but is that of {last_year}: nothing was compared",
            ),
        );
        let related = Related {
            span: Some(previous.year_span),
            key: Some("report.year".to_owned()),
            message: message!(zh: "{last_year} 年度", en: "the year {last_year}"),
        };
        return vec![finding.at(report.year_span).key("report.year").related([related])];
    }
    let (organ, last_organ) = (report.organ.value.trim(), previous.organ.value.trim());
    if organ == last_organ {
        return Vec::new();
    }
    let finding = Diagnostic::warning(
        &rules::PREVIOUS_ORGAN,
        message!(
            zh: "上一年度的报告是“{last_organ}”的，本报告是“{organ}”的",
            en: "last year's report is that of {last_organ}, this one that of {organ}",
        ),
    );
    let related = Related {
        span: Some(previous.organ.span),
        key: Some("report.organ".to_owned()),
        message: message!(zh: "上一年度：{last_organ}", en: "last year: {last_organ}"),
    };
    vec![finding.at(report.organ.span).key("report.organ").related([related])]
}

/// For each column of table 三: this year's 二 is last year's 四.
pub(super) fn carried_over(report: &Report, previous: &Report) -> Vec<Diagnostic> {
    let (table, last_table) = (Table::applications(report), Table::applications(previous));
    let carried_in = table.row(report.form.applications.incoming[1].key);
    let carried_out = last_table.row(previous.form.applications.carried_out.key);
    let (Some(carried_in), Some(carried_out)) = (carried_in, carried_out) else { return Vec::new() };
    let column_carried = |column: usize| {
        let this = table.figure(carried_in, column)?;
        let last = last_table.figure(carried_out, carried_out.column(carried_in.columns.get(column)?.key)?)?;
        let (now, before) = (this.value?, last.value?);
        if now == before {
            return None;
        }
        let name = &this.name;
        let finding = Diagnostic::error(
            &rules::CARRIED_OVER,
            message!(
                zh: "{name}：填的是 {now}，上一年度报告结转下来的是 {before}",
                en: "{name}: {now} stated, {before} carried over in last year's report",
            ),
        );
        Some(this.found(finding).related([last.related_last_year()]))
    };
    (0..carried_in.columns.len()).filter_map(column_carried).collect()
}

/// Form 2021: 现行有效 = last year's + 制发 − 废止.
pub(super) fn in_force(report: &Report, previous: &Report) -> Vec<Diagnostic> {
    let (table, last_table) = (Table::disclosure(report), Table::disclosure(previous));
    let row_in_force = |row| {
        let [issued, repealed, in_force] = ["issued", "repealed", "in_force"].map(|key| named(&table, row, key));
        let last = named(&last_table, twin(row, &last_table)?, "in_force")?;
        let (issued, repealed, in_force) = (issued?, repealed?, in_force?);
        let (new, gone, now, before) = (issued.value?, repealed.value?, in_force.value?, last.value?);
        let expected = before.checked_add(new)?.checked_sub(gone)?;
        if now == expected {
            return None;
        }
        let name = &in_force.name;
        let finding = Diagnostic::warning(
            &rules::IN_FORCE,
            message!(
                zh: "{name}：是 {now}，上一年度加制发减废止是 {expected}：{before}+{new}-{gone}",
                en: "{name}: {now} stated, {expected} carried on: {before}+{new}-{gone}",
            ),
        );
        Some(in_force.found(finding).related([issued.related(), repealed.related(), last.related_last_year()]))
    };
    table.rows.iter().filter_map(row_in_force).collect()
}

/// Form 2019: 上一年项目数量 = last year's + 本年增/减.
pub(super) fn items_continuity(report: &Report, previous: &Report) -> Vec<Diagnostic> {
    let (table, last_table) = (Table::disclosure(report), Table::disclosure(previous));
    let row_continuity = |row| {
        let this = named(&table, row, "previous")?;
        let last_row = twin(row, &last_table)?;
        let (last, change) = (named(&last_table, last_row, "previous")?, named(&last_table, last_row, "change")?);
        let (now, before, changed) = (this.value?, last.value?, change.value?);
        let expected = before.checked_add(changed)?;
        if now == expected {
            return None;
        }
        let name = &this.name;
        let sign = if changed.is_sign_negative() { "" } else { "+" };
        let finding = Diagnostic::warning(
            &rules::ITEMS_CONTINUITY,
            message!(
                zh: "{name}：是 {now}，上一年度报告加其增减是 {expected}：{before}{sign}{changed}",
                en: "{name}: {now} stated, {expected} after last year's report: {before}{sign}{changed}",
            ),
        );
        Some(this.found(finding).related([last.related_last_year(), change.related_last_year()]))
    };
    table.rows.iter().filter_map(row_continuity).collect()
}

/// A whole table is the same as last year's. One that holds only zeros may well be.
pub(super) fn same_as_last_year(report: &Report, previous: &Report) -> Vec<Diagnostic> {
    if report.form != previous.form {
        return Vec::new();
    }
    let same = |(table, last): &(Table, Table)| {
        let printed = |table: &Table| -> Vec<(String, Vec<Option<Decimal>>, Vec<String>)> {
            let row = |row: &TableRow| {
                let cells = &row.row.cells;
                // Texts tell where there is no number: `/` is no blank.
                let texts = cells.iter().filter(|cell| cell.value.is_none()).map(|cell| cell.text.trim().to_owned());
                (identity(row).to_owned(), cells.iter().map(|cell| cell.value).collect(), texts.collect())
            };
            table.rows.iter().map(row).collect()
        };
        let has_news =
            table.rows.iter().flat_map(|row| &row.row.cells).any(|cell| cell.value.is_some_and(|v| !v.is_zero()));
        has_news && printed(table) == printed(last)
    };
    let warn = |(table, last): (Table, Table)| {
        let number = table.number;
        let related = Related {
            span: Some(last.span),
            key: Some(last.key.to_owned()),
            message: message!(zh: "上一年度的表{number}", en: "last year's table {number}"),
        };
        Diagnostic::warning(
            &rules::SAME_AS_LAST_YEAR,
            message!(zh: "表{number}和上一年度一模一样", en: "table {number} is the same as last year's"),
        )
        .at(table.span)
        .key(table.key)
        .related([related])
    };
    Table::all(report).into_iter().zip(Table::all(previous)).filter(same).map(warn).collect()
}

/// A count above five times last year's or below a fifth of it, either being ten or more.
pub(super) fn year_jump(report: &Report, previous: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (table, last_table) in Table::all(report).iter().zip(&Table::all(previous)) {
        for (this, last) in pairs(table, last_table) {
            found.extend(jump(&this, &last));
        }
    }
    found
}

fn jump(this: &Figure, last: &Figure) -> Option<Diagnostic> {
    let is_count = !this.key.ends_with(".change") && !this.key.ends_with(".amount");
    let (now, before) = (this.value?, last.value?);
    let jumps = now > before.checked_mul(JUMP)? || before > now.checked_mul(JUMP)?;
    if !is_count || !jumps || now.max(before) < NOTEWORTHY {
        return None;
    }
    let name = &this.name;
    let finding = Diagnostic::note(
        &rules::YEAR_JUMP,
        message!(zh: "{name}：{now}，上一年度是 {before}", en: "{name}: {now}, last year {before}"),
    );
    Some(this.found(finding).related([last.related_last_year()]))
}

/// The figures that stand in both years' table, row by row.
pub(super) fn pairs<'a>(table: &Table<'a>, last_table: &Table<'a>) -> Vec<(Figure<'a>, Figure<'a>)> {
    let mut pairs = Vec::new();
    for row in &table.rows {
        let Some(last_row) = twin(row, last_table) else { continue };
        for column in row.columns {
            pairs.extend(named(table, row, column.key).zip(named(last_table, last_row, column.key)));
        }
    }
    pairs
}

/// The same row in last year's table.
fn twin<'t, 'a>(row: &TableRow, last_table: &'t Table<'a>) -> Option<&'t TableRow<'a>> {
    last_table.rows.iter().find(|last| identity(last) == identity(row))
}

/// What makes a row the same in both years: its key, or the label of a row that the form does not have.
fn identity<'r>(row: &'r TableRow) -> &'r str {
    if row.row.key.starts_with("extra.") { &row.row.label.text } else { &row.row.key }
}

/// The figure in the column of a key.
fn named<'a>(table: &Table<'a>, row: &TableRow<'a>, column: &str) -> Option<Figure<'a>> {
    table.figure(row, row.column(column)?)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{OLD, THIS, at, edited, found, found_beside, found_with, last, said};
    use crate::diagnostic::Severity;

    #[test]
    fn a_report_of_another_year_is_not_compared() {
        for year in ["year = 2023", "year = 2025", "year = 2026"] {
            let change = [("year = 2024", year), ("in_force = 20", "in_force = 9")];
            assert_eq!(found_beside(&change), [at("previous-organ", "report.year")]);
        }
        let (found, sources) = found_with(THIS, Some(&edited(&last(), &[("year = 2024", "year = 2021")])));
        assert_eq!(found[0].severity, Severity::Error);
        assert_eq!(found[0].span.map(|span| sources.slice(span)), Some("2025"));
        assert_eq!(found[0].related[0].span.map(|span| sources.slice(span)), Some("2021"));
    }

    #[test]
    fn another_organ_is_named_and_compared() {
        let change = [("某区人民政府", "某县人民政府"), ("in_force = 20", "in_force = 21")];
        assert_eq!(
            found_beside(&change),
            [at("previous-organ", "report.organ"), at("in-force", "disclosure.normative.in_force")]
        );
        assert_eq!(found_beside(&[("某区人民政府", " 某区人民政府 ")]), []);
    }

    #[test]
    fn what_is_carried_over_is_last_years_rest() {
        let change = |to| [("carried_out = [1, 0, 0, 0, 0, 0, 1]", to)];
        assert_eq!(
            found_beside(&change("carried_out = [2, 0, 0, 0, 0, 0, 1]")),
            [at("carried-over", "applications.carried_in.natural")]
        );
        assert_eq!(
            found_beside(&change("carried_out = [1, 0, 0, 0, 0, 3]")),
            [at("carried-over", "applications.carried_in.other"), at("carried-over", "applications.carried_in.total")]
        );
        // Only where both have the figure.
        assert_eq!(found_beside(&change("carried_out = [1, '', '/', 0, 0, 0, 1]")), []);

        let last = edited(&last(), &change("carried_out = [1, 0, 0, 0, 0, 0, 7]"));
        let (message, places) = said(THIS, Some(&last));
        assert_eq!(message, "三 二、上年结转政府信息公开申请数量 总计: 1 stated, 7 carried over in last year's report");
        assert_eq!(places, ["1", "7"]);
    }

    #[test]
    fn documents_in_force_follow_from_last_years() {
        let change = [("in_force = 20", "in_force = 19")];
        assert_eq!(found_beside(&change), [at("in-force", "disclosure.normative.in_force")]);
        let (message, places) = said(THIS, Some(&edited(&last(), &change)));
        assert_eq!(message, "二 行政规范性文件 现行有效件数: 22 stated, 21 carried on: 19+3-1");
        assert_eq!(places, ["22", "3", "1", "19"]);
        assert_eq!(found_beside(&[("in_force = 20", "in_force = ''")]), []);
    }

    #[test]
    fn an_extra_row_is_known_by_its_label() {
        let extra = |label: &str, in_force| {
            format!("[[disclosure.extra]]\nafter = 'normative'\nlabel = '{label}'\ncells = [12, 0, {in_force}]\n")
        };
        let (this, last) = (format!("{THIS}{}", extra("其他", 340)), last());
        let beside = |label, in_force| found(&this, Some(&format!("{last}{}", extra(label, in_force))));
        assert_eq!(beside("其他", 328), []);
        assert_eq!(beside("其他", 327), [at("in-force", "disclosure.extra.0.in_force")]);
        assert_eq!(beside("其它", 327), []);
    }

    #[test]
    fn items_follow_from_last_years_in_form_2019() {
        let last = edited(
            OLD,
            &[
                ("year = 2020", "year = 2019"),
                ("[243, -3, 13650]", "[240, +3, 13000]"),
                ("[220, +1, 131]", "[200, 20, 130]"),
                ("fees = [22, -3]", "fees = [22, 0]"),
                ("[66, 0, 0, 0, 0, 0, 66]\ncarried_in", "[65, 0, 0, 0, 0, 0, 65]\ncarried_in"),
                ("[66, 0, 0, 0, 0, 0, 66]\npartial", "[65, 0, 0, 0, 0, 0, 65]\npartial"),
                ("[66, 0, 0, 0, 0, 0, 66]\ncarried_out", "[65, 0, 0, 0, 0, 0, 65]\ncarried_out"),
                ("reconsideration = [0, 0, 0, 1, 1]", "reconsideration = [0, 0, 0, 2, 2]"),
            ],
        );
        assert_eq!(found(OLD, Some(&last)), []);
        let last = edited(&last, &[("fees = [22, 0]", "fees = [23, -2]")]);
        assert_eq!(found(OLD, Some(&last)), [at("items-continuity", "disclosure.fees.previous")]);
    }

    #[test]
    fn a_table_taken_over_whole_is_found() {
        let change =
            [("corrected = 0, other = 0, pending = 1, total = 3", "corrected = 1, other = 0, pending = 1, total = 4")];
        assert_eq!(found_beside(&change), [at("same-as-last-year", "remedies")]);
        // Two years without a case are alike.
        let zeros = "reconsideration = [0, 0, 0, 0, 0]\nlitigation_direct = [0, 0, 0, 0, 0]\nlitigation_after = [0, 0, 0, 0, 0]\n";
        let without =
            |text: &str| format!("{}[remedies]\n{zeros}", text.split("[remedies]").next().unwrap_or_default());
        assert_eq!(found(&without(THIS), Some(&without(&last()))), []);
    }

    #[test]
    fn a_count_that_jumps_is_noted() {
        let jump = [at("year-jump", "disclosure.licences.decisions")];
        assert_eq!(found_beside(&[("decisions = 100", "decisions = 23")]), jump);
        assert_eq!(found_beside(&[("decisions = 100", "decisions = 24")]), []);
        assert_eq!(found_beside(&[("decisions = 100", "decisions = 600")]), []);
        assert_eq!(found_beside(&[("decisions = 100", "decisions = 601")]), jump);
        // Small counts jump all the time; money is no count.
        assert_eq!(found_beside(&[("coercion = { decisions = 0 }", "coercion = { decisions = 9 }")]), []);
        assert_eq!(found_beside(&[("amount = 12.5", "amount = 120")]), []);
        let (found, _) = found_with(THIS, Some(&edited(&last(), &[("decisions = 45", "decisions = 1")])));
        assert_eq!((found.len(), found[0].severity), (1, Severity::Note));
    }

    #[test]
    fn the_forms_of_two_years_may_differ() {
        let last = edited(OLD, &[("某区人民政府", "某区人民政府")]);
        let this = edited(THIS, &[("year = 2025", "year = 2021")]);
        let found = found(&this, Some(&last));
        let (jumps, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|(code, _)| *code == "year-jump");
        assert_eq!(
            others,
            [
                at("carried-over", "applications.carried_in.natural"),
                at("carried-over", "applications.carried_in.total")
            ]
        );
        assert!(jumps.contains(&at("year-jump", "disclosure.licences.decisions")), "{jumps:?}");
    }
}
