//! Table 四: 总计 of a group against the four results.

use super::relation::Relation;
use super::sums::FIND_FIGURE;
use super::tables::TableRow;
use super::{Check, Example, Run, Subject};
use crate::check::clauses::TABLE_4;
use crate::diagnostic::{ERROR, Rule, message, text};
use crate::form::SECTION_NUMBERS;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "remedy-sum",
        severities: ERROR,
        acceptable: false,
        rule: text(
            "表四每一组：总计等于结果维持、结果纠正、其他结果、尚未审结之和",
            "in each group of table 四, 总计 is the sum of the four results",
        ),
        source: TABLE_4,
        remedy: FIND_FIGURE,
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Relations(remedy_sum),
    example: Example::new(include_str!("remedy_sum/bad.toml"), include_str!("remedy_sum/good.toml")),
};

/// In each group: 总计 = the sum of the four results.
fn remedy_sum<'s>(subject: &'s Subject<'s>) -> Vec<Relation<'s>> {
    let table = &subject.this.remedies;
    let group_sum = |row: &TableRow<'s>| {
        let parts = table.parts(row);
        let count = parts.len().checked_sub(1).and_then(|at| SECTION_NUMBERS.get(at)).unwrap_or(&"各");
        let what = message!(zh: "{count}项结果", en: "results");
        let label = row.name();
        let name = message!(zh: "“{label}”{count}项结果相加", en: "results of {label}");
        let sum = (table.figure(row, row.block.total()?)?, parts);
        Some(Relation::of_total(CHECK.rule, name, table, sum, &what))
    };
    table.rows.iter().filter_map(group_sum).collect()
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
        assert_eq!(places, ["5", "2", "1", "1"]);
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
