//! Totals left blank although their parts are figures.

use super::subject::Year;
use super::sums::{finding_about, sum, terms};
use super::tables::Figure;
use super::{Check, Example, Run, Subject};
use crate::check::clauses::TABLE_3;
use crate::diagnostic::{Diagnostic, Rule, WARNING, message, text};
use crate::report::CellState;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "blank-total",
        severities: WARNING,
        acceptable: true,
        rule: text("总计留了空白，而它的各项有数字", "a total is stated as blank while its parts are figures"),
        source: TABLE_3,
        remedy: text(
            "删去这一格的 \"\"，程序会自动合计；或者填上总计",
            "delete the `\"\"` and the total is computed, or state the total",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(blank_total),
    example: Example::new(include_str!("blank_total/bad.toml"), include_str!("blank_total/good.toml")),
};

/// A total with its parts.
type BlankTotal<'a> = (Figure<'a>, Vec<Figure<'a>>);

/// A total that the file states as blank although its parts are figures.
fn blank_total(subject: &Subject) -> Vec<Diagnostic> {
    let warn = |(total, parts): (Figure, Vec<Figure>)| {
        let (name, summed) = (&total.name, sum(&parts).unwrap_or_default());
        let added = terms(&parts);
        let finding = Diagnostic::warning(
            CHECK.rule,
            if added.contains('+') {
                message!(
                    zh: "{name}：是空白，而各项相加是 {summed}：{added}",
                    en: "{name}: blank, {summed} summed: {added}",
                )
            } else {
                message!(zh: "{name}：是空白，而各项相加是 {summed}", en: "{name}: blank, {summed} summed")
            },
        )
        .help(message!(
            zh: "删去这一格，程序会自动合计；或者填上 {summed}",
            en: "leave the cell out and the total is computed, or write {summed}",
        ));
        let figures: Vec<&Figure> = [&total].into_iter().chain(&parts).collect();
        finding_about(finding, &figures)
    };
    blank_totals(&subject.this).into_iter().map(warn).collect()
}

/// Blank totals that have figures as parts: a total that is left out has none, else it would have been computed.
pub(super) fn blank_totals<'a>(year: &Year<'a>) -> Vec<BlankTotal<'a>> {
    let mut found = Vec::new();
    for table in [&year.applications, &year.remedies] {
        for row in &table.rows {
            for column in 0..row.block.columns.len() {
                let Some(parts) = table.parts_of(row, column) else { continue };
                let figure = table.figure(row, column).filter(Figure::is_blank);
                let is_stated = |figure: &Figure| figure.cell.state == CellState::Stated && sum(&parts).is_some();
                if let Some(figure) = figure.filter(is_stated) {
                    found.push((figure, parts));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found_in, said};

    #[test]
    fn a_blank_total_of_figures_is_found_and_nothing_else() {
        let change = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [8, '', 0, 0, 0, 0, 10]");
        assert_eq!(found_in(&[change]), [at("blank-total", "applications.total.enterprise")]);
        assert_eq!(said(&edited(THIS, &[change]), None).0, "三（七）总计 商业企业: blank, 2 summed: 1+1");

        let whole = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = ['', '', '', '', '', '', '']");
        assert_eq!(found_in(&[whole]).len(), 7);
        assert!(found_in(&[whole]).iter().all(|(code, _)| *code == "blank-total"));

        let remedies = ("pending = 1, total = 4", "pending = 1, total = ''");
        assert_eq!(found_in(&[remedies]), [at("blank-total", "remedies.reconsideration.total")]);
        let row = ("partial = [1, 0, 0, 0, 0, 0, 1]", "partial = [1, 0, 0, 0, 0, 0, '']");
        assert_eq!(found_in(&[row]), [at("blank-total", "applications.partial.total")]);
    }

    #[test]
    fn a_blank_total_of_blanks_is_but_a_blank() {
        let change = ("refused.query = [0, 0, 0, 0, 0, 0, 0]", "refused.query = ['', '', '', '', '', '', '']");
        assert_eq!(found_in(&[change]), [at("blank-cell", "applications")]);
    }
}
