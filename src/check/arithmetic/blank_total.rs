//! Totals left blank although their parts are figures.

use super::accept::{is_at, keys_below};
use super::subject::Year;
use super::sums::{finding_about, sum, terms};
use super::tables::Figure;
use super::{Check, Example, Run, Subject};
use crate::check::clauses::TABLE_3;
use crate::diagnostic::{Diagnostic, Related, Rule, WARNING, message, text};
use crate::report::CellState;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "blank-total",
        severities: WARNING,
        acceptable: true,
        rule: text("总计留了空白，而它的各项有数字", "a total is stated as blank while its parts are figures"),
        source: TABLE_3,
        remedy: text(
            "填上总计；总计是列表的最后一格的，也可以删去这一格的 \"\"，程序会自动合计",
            "state the total; where it is the last cell of a list, its `\"\"` may be deleted and it is computed",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(blank_total),
    example: Example::new(include_str!("blank_total/bad.toml"), include_str!("blank_total/good.toml")),
};

/// A total with its parts.
pub(super) type BlankTotal<'a> = (Figure<'a>, Vec<Figure<'a>>);

/// Totals that the file states as blank although their parts are figures: one finding a row that has several, one a
/// column for those that are left, but for what the office accepts by itself.
fn blank_total(subject: &Subject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut left = blank_totals(&subject.this);
    for accepted in keys_below(&subject.this, CHECK.rule.code) {
        found.extend(told(&taken(&mut left, |total| is_at(&total.key, accepted)), accepted));
    }
    while let Some((first, _)) = left.first() {
        let (row, column) = (row_key(first), first.column_index);
        let table = table_key(first);
        let in_row = left.iter().filter(|(total, _)| row_key(total) == row).count();
        let group = if in_row > 1 {
            taken(&mut left, |total| row_key(total) == row)
        } else {
            taken(&mut left, |total| total.column_index == column && table_key(total) == table)
        };
        let key = if in_row > 1 { row } else { table };
        found.extend(told(&group, &key));
    }
    found
}

/// Takes the totals of a kind out of some.
fn taken<'a>(from: &mut Vec<BlankTotal<'a>>, is_of: impl Fn(&Figure) -> bool) -> Vec<BlankTotal<'a>> {
    let (taken, left) = std::mem::take(from).into_iter().partition(|(total, _)| is_of(total));
    *from = left;
    taken
}

/// Key of the row of a figure.
fn row_key(figure: &Figure) -> String {
    figure.key.rsplit_once('.').map_or(String::new(), |(row, _)| row.to_owned())
}

/// Key of the table of a figure.
fn table_key(figure: &Figure) -> String {
    figure.key.split('.').next().unwrap_or_default().to_owned()
}

/// What is said of blank totals: of one, what it sums; of several, `key` is what they have in common.
fn told(totals: &[BlankTotal], key: &str) -> Option<Diagnostic> {
    let (first, _) = totals.first()?;
    if let [(total, parts)] = totals {
        return Some(told_alone(total, parts));
    }
    let summed = |parts: &[Figure]| sum(parts).unwrap_or_default();
    let (name, count) = (first.name(), totals.len());
    let sums: Vec<String> = totals.iter().map(|(_, parts)| summed(parts).to_string()).collect();
    let sums = sums.join(", ");
    let finding = Diagnostic::warning(
        CHECK.rule,
        message!(
            zh: "{name}等 {count} 处总计是空白，而它们的各项有数字",
            en: "{name} and others, {count} totals in all, are blank while their parts are figures",
        ),
    );
    let related = totals.iter().map(|(total, parts)| {
        let (name, summed) = (total.name(), summed(parts));
        Related {
            span: total.cell.span,
            key: Some(total.key.clone()),
            message: message!(zh: "{name}：各项相加是 {summed}", en: "{name}: {summed} summed"),
        }
    });
    Some(first.found(finding).key(key).related(related).help(message!(
        zh: "依次填上 {sums}",
        en: "write {sums}, in this order",
    )))
}

fn told_alone(total: &Figure, parts: &[Figure]) -> Diagnostic {
    let (name, summed, added) = (total.name(), sum(parts).unwrap_or_default(), terms(parts));
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
    .help(message!(zh: "填上 {summed}", en: "write {summed}"));
    let figures: Vec<&Figure> = [total].into_iter().chain(parts).collect();
    finding_about(finding, &figures)
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
    use crate::check::fixture::{THIS, at, edited, found_in, found_with, said};

    #[test]
    fn a_blank_total_of_figures_is_found_and_nothing_else() {
        let change = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [8, '', 0, 0, 0, 0, 10]");
        assert_eq!(found_in(&[change]), [at("blank-total", "applications.total.enterprise")]);
        assert_eq!(said(&edited(THIS, &[change]), None).0, "三（七）总计 商业企业: blank, 2 summed: 1+1");

        let whole = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = ['', '', '', '', '', '', '']");
        assert_eq!(found_in(&[whole]), [at("blank-total", "applications.total")]);
        assert_eq!(found_with(&edited(THIS, &[whole]), None).0[0].related.len(), 7);
        // What is left out beside a blank is computed, and no sum says it again.
        let one = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = ['']");
        assert_eq!(found_in(&[one]), [at("blank-total", "applications.total.natural")]);
        let column = [
            ("partial = [1, 0, 0, 0, 0, 0, 1]", "partial = [1, 0, 0, 0, 0, 0, '']"),
            ("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [5, 1, 0, 0, 0, 0, '']"),
        ];
        assert_eq!(found_in(&column), [at("blank-total", "applications")]);

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
