//! Table 二: documents in force, carried on from last year's.

use super::last_year::twin;
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::CONTINUITY;
use crate::diagnostic::{Diagnostic, Rule, WARNING, message, text};
use crate::form::ColumnRole;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "in-force",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "现行有效件数等于上一年度的现行有效件数加本年制发、减本年废止",
            "现行有效 is last year's + 制发 − 废止 (form 2021)",
        ),
        source: CONTINUITY,
        remedy: text(
            "核对三个数字；口径有变化的，在表后说明，并用 [[accept]] 写明理由",
            "look at the three figures; where the way of counting has changed, say so below the table and \
             `[[accept]]` it",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::LastYear],
    run: Run::Findings(in_force),
    example: Example::beside(
        include_str!("in_force/last.toml"),
        include_str!("in_force/bad.toml"),
        include_str!("in_force/good.toml"),
    ),
};

/// Form 2021: 现行有效 = last year's + 制发 − 废止.
fn in_force(subject: &Subject) -> Vec<Diagnostic> {
    let (this, Some(last)) = (&subject.this, &subject.last) else { return Vec::new() };
    let (table, last_table) = (&this.disclosure, &last.disclosure);
    let row_in_force = |row| {
        let roles = [ColumnRole::Issued, ColumnRole::Repealed, ColumnRole::InForce];
        let [issued, repealed, in_force] = roles.map(|role| table.figure_of(row, role));
        let last = last_table.figure_of(twin(row, last_table)?, ColumnRole::InForce)?;
        let (issued, repealed, in_force) = (issued?, repealed?, in_force?);
        let (new, gone, now, before) = (issued.value?, repealed.value?, in_force.value?, last.value?);
        let expected = before.checked_add(new)?.checked_sub(gone)?;
        if now == expected {
            return None;
        }
        let name = in_force.name();
        let finding = Diagnostic::warning(
            CHECK.rule,
            message!(
                zh: "{name}：是 {now}，上一年度加制发减废止是 {expected}：{before}+{new}-{gone}",
                en: "{name}: {now} stated, {expected} carried on: {before}+{new}-{gone}",
            ),
        );
        Some(in_force.found(finding).related([issued.related(), repealed.related(), last.related_last_year()]))
    };
    table.rows.iter().filter_map(row_in_force).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found, found_beside, last, said};

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
}
