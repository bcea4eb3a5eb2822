//! Table 四: in each group, 总计 is the sum of the four results.

use super::sums::{finding_about, mismatch, sum};
use super::tables::{Figure, Table};
use crate::check::rules;
use crate::diagnostic::Diagnostic;
use crate::message;
use crate::report::Report;

/// In each group: 总计 = the sum of the four results.
pub(super) fn remedy_sum(report: &Report) -> Vec<Diagnostic> {
    let table = Table::remedies(report);
    let what = message!(zh: "四项结果", en: "results");
    let group_sum = |row| {
        let mut parts = table.figures(row);
        let total = parts.pop()?;
        let finding = Diagnostic::error(&rules::REMEDY_SUM, mismatch(&total, &parts, &what)?);
        let figures: Vec<&Figure> = [&total].into_iter().chain(&parts).collect();
        Some(finding_about(finding, &figures))
    };
    table.rows.iter().filter_map(group_sum).collect()
}

/// The totals of table 四 that the file states as blank, with their parts.
pub(super) fn blank_totals(report: &Report) -> Vec<(Figure<'_>, Vec<Figure<'_>>)> {
    let table = Table::remedies(report);
    let blank_total = |row| {
        let mut parts = table.figures(row);
        let total = parts.pop().filter(Figure::is_blank)?;
        sum(&parts).map(|_| (total, parts))
    };
    table.rows.iter().filter_map(blank_total).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found_in, said};

    #[test]
    fn each_group_is_summed() {
        let change = ("pending = 1, total = 4", "pending = 1, total = 5");
        assert_eq!(found_in(&[change]), [at("remedy-sum", "remedies.reconsideration.total")]);
        let (message, places) = said(&edited(THIS, &[change]), None);
        assert_eq!(message, "四 行政复议 总计: 5 stated, 4 summed: 2+1+1");
        assert_eq!(places, ["5", "2", "1", "0", "1"]);
    }

    #[test]
    fn computed_totals_and_blanks_are_no_fault() {
        let line = "litigation_after = { upheld = 1, corrected = 0, other = 0, pending = 0, total = 1 }";
        let computed = "litigation_after = { upheld = 1, corrected = 0, other = 0, pending = 0 }";
        assert_eq!(found_in(&[(line, computed)]), []);
        let blank = "litigation_after = { upheld = 1, corrected = '/', other = '', pending = '-', total = 1 }";
        assert_eq!(found_in(&[(line, blank)]), [at("blank-cell", "remedies")]);
    }
}
