//! Table 三: its columns balance, and each total is the sum of its parts.

use rust_decimal::Decimal;

use super::sums::{finding_about, mismatch, sum, terms};
use super::tables::{Figure, Table, TableRow};
use crate::check::rules;
use crate::diagnostic::Diagnostic;
use crate::message;
use crate::report::Report;

/// Table 三 with what its sums need to know of its form.
struct Sums<'a> {
    table: Table<'a>,
    /// Keys of the rows that （七）总计 sums.
    outcomes: Vec<String>,
    total_key: &'static str,
    /// Keys of 一, 二 and 四.
    around: [&'static str; 3],
    /// The column 总计.
    last: usize,
}

impl<'a> Sums<'a> {
    fn new(report: &'a Report) -> Sums<'a> {
        let form = &report.form.applications;
        Sums {
            table: Table::applications(report),
            outcomes: form.outcome_rows(),
            total_key: form.total.key,
            around: [form.incoming[0].key, form.incoming[1].key, form.carried_out.key],
            last: form.columns.len() - 1,
        }
    }

    /// A cell that may be a total: one that the file leaves blank counts what its parts sum to, so that only
    /// `blank-total` speaks of it and not every sum in which it is a part.
    fn figure(&self, row: &TableRow<'a>, column: usize) -> Option<Figure<'a>> {
        let mut figure = self.table.figure(row, column)?;
        if figure.value.is_none() {
            figure.value = self.parts_of(row, column).and_then(|parts| sum(&parts));
        }
        Some(figure)
    }

    /// The parts that a total sums; `None` of a cell that is no total.
    fn parts_of(&self, row: &TableRow<'a>, column: usize) -> Option<Vec<Figure<'a>>> {
        if column == self.last {
            let applicants = self.applicants(row);
            // The corner sums its column where its row holds nothing.
            let is_corner = row.row.key == self.total_key;
            Some(if is_corner && sum(&applicants).is_none() { self.outcomes(column) } else { applicants })
        } else if row.row.key == self.total_key {
            Some(self.outcomes(column))
        } else {
            None
        }
    }

    /// The cells of a row before 总计.
    fn applicants(&self, row: &TableRow<'a>) -> Vec<Figure<'a>> {
        (0..self.last).filter_map(|column| self.figure(row, column)).collect()
    }

    /// The cells of a column above （七）总计.
    fn outcomes(&self, column: usize) -> Vec<Figure<'a>> {
        let rows = self.table.rows.iter().filter(|row| self.outcomes.contains(&row.row.key));
        rows.filter_map(|row| self.figure(row, column)).collect()
    }
}

/// For each column: 一 + 二 = 三（七）总计 + 四.
pub(super) fn application_balance(report: &Report) -> Vec<Diagnostic> {
    let sums = Sums::new(report);
    let row = |key: &str| sums.table.row(key);
    let [received, carried_in, carried_out] = sums.around.map(row);
    let (Some(received), Some(carried_in)) = (received, carried_in) else { return Vec::new() };
    let (Some(total), Some(carried_out)) = (row(sums.total_key), carried_out) else { return Vec::new() };

    let column_balance = |column: usize| {
        let came: Vec<Figure> = [received, carried_in].into_iter().filter_map(|r| sums.figure(r, column)).collect();
        let went: Vec<Figure> = [total, carried_out].into_iter().filter_map(|r| sums.figure(r, column)).collect();
        let (came_in, went_out) = (sum(&came), sum(&went));
        let (in_sum, out_sum) = (came_in.unwrap_or_default(), went_out.unwrap_or_default());
        // Blank columns balance: nothing came and nothing went.
        if in_sum == out_sum {
            return None;
        }
        // A draft that has been rolled over knows what was carried in, and nothing of what became of it.
        if report.draft && (came_in.is_none() || went_out.is_none()) {
            return None;
        }
        let name = format!("{} {}", sums.table.number, total.column_name(column));
        let (came_zh, came_en) = (shown(in_sum, &came, "（", "）"), shown(in_sum, &came, " (", ")"));
        let (went_zh, went_en) = (shown(out_sum, &went, "（", "）"), shown(out_sum, &went, " (", ")"));
        let finding = Diagnostic::error(
            &rules::APPLICATION_BALANCE,
            message!(
                zh: "{name}：一加二是 {came_zh}，（七）总计加四是 {went_zh}",
                en: "{name}: 一 + 二 is {came_en}, （七）总计 + 四 is {went_en}",
            ),
        );
        let order: Vec<&Figure> = went.iter().take(1).chain(&came).chain(went.iter().skip(1)).collect();
        Some(finding_about(finding, &order))
    };
    (0..=sums.last).filter_map(column_balance).collect()
}

/// A sum, and its terms where it has several.
fn shown(sum: Decimal, figures: &[Figure], open: &str, close: &str) -> String {
    let terms = terms(figures);
    if terms.contains('+') { format!("{sum}{open}{terms}{close}") } else { sum.to_string() }
}

/// For each column: （七）总计 is the sum of the rows above it.
pub(super) fn outcome_sum(report: &Report) -> Vec<Diagnostic> {
    let sums = Sums::new(report);
    let Some(row) = sums.table.row(sums.total_key) else { return Vec::new() };
    let what = message!(zh: "各行", en: "rows");
    let column_sum = |column: usize| {
        let total = sums.table.figure(row, column)?;
        let parts = sums.outcomes(column);
        let finding = Diagnostic::error(&rules::OUTCOME_SUM, mismatch(&total, &parts, &what)?);
        let figures: Vec<&Figure> = [&total].into_iter().chain(&parts).collect();
        Some(finding_about(finding, &figures))
    };
    (0..=sums.last).filter_map(column_sum).collect()
}

/// For each row: 总计 is the sum over the applicants.
pub(super) fn applicant_sum(report: &Report) -> Vec<Diagnostic> {
    let sums = Sums::new(report);
    let what = message!(zh: "各列", en: "columns");
    let row_sum = |row: &TableRow| {
        let total = sums.table.figure(row, sums.last)?;
        let parts = sums.applicants(row);
        let finding = Diagnostic::error(&rules::APPLICANT_SUM, mismatch(&total, &parts, &what)?);
        let figures: Vec<&Figure> = [&total].into_iter().chain(&parts).collect();
        Some(finding_about(finding, &figures))
    };
    sums.table.rows.iter().filter_map(row_sum).collect()
}

/// The totals of table 三 that the file states as blank, with their parts.
pub(super) fn blank_totals(report: &Report) -> Vec<(Figure<'_>, Vec<Figure<'_>>)> {
    let sums = Sums::new(report);
    let mut found = Vec::new();
    for row in &sums.table.rows {
        for column in 0..=sums.last {
            let Some(parts) = sums.parts_of(row, column) else { continue };
            let figure = sums.table.figure(row, column).filter(Figure::is_blank);
            if let Some(figure) = figure.filter(|_| sum(&parts).is_some()) {
                found.push((figure, parts));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found, found_in, found_with};
    use crate::diagnostic::Lang;

    #[test]
    fn columns_that_do_not_balance_are_found() {
        let change = [("carried_in = [1, 0, 0, 0, 0, 0, 1]", "carried_in = [1, 0, 1, 0, 0, 0, 2]")];
        assert_eq!(
            found_in(&change),
            [
                at("application-balance", "applications.total.research"),
                at("application-balance", "applications.total.total")
            ]
        );
        let change = [("carried_out = [1, 0, 0, 0, 0, 0, 1]", "carried_out = ['', 0, 0, 0, 0, 0, '']")];
        let found = found_with(&edited(THIS, &change), None).0;
        let balance: Vec<&str> = found
            .iter()
            .filter(|finding| finding.code() == "application-balance")
            .map(|finding| finding.message.in_lang(Lang::Zh))
            .collect();
        assert_eq!(
            balance,
            ["三 自然人：一加二是 9（8+1），（七）总计加四是 8", "三 总计：一加二是 11（10+1），（七）总计加四是 10"]
        );
    }

    #[test]
    fn blank_columns_balance() {
        let blanked = |line: &str| match line.split_once(" = [") {
            Some((key, cells)) => {
                let cells: Vec<&str> = cells.trim_end_matches(']').split(", ").collect();
                format!("{key} = [{}, {}, '', '/', '', '', {}]\n", cells[0], cells[1], cells[6])
            }
            None => format!("{line}\n"),
        };
        assert_eq!(found(&THIS.lines().map(blanked).collect::<String>(), None), []);
    }

    #[test]
    fn outcomes_are_summed() {
        // The row, the column and the balance hang together: 法人 stands once in （七） and not above it.
        let change = [("unavailable.not_held = [1, 1, 0, 0, 0, 0, 2]", "unavailable.not_held = [1, 0, 1, 0, 0, 0, 2]")];
        assert_eq!(
            found_in(&change),
            [at("outcome-sum", "applications.total.enterprise"), at("outcome-sum", "applications.total.research")]
        );
        let change = [("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [5, 1, 0, 0, 1, 0, 7]")];
        let found = found_with(&edited(THIS, &change), None).0;
        assert_eq!(found[1].message.in_lang(Lang::Zh), "三（七）总计 总计：填的是 10，各行相加是 11：7+1+1+2");
        assert_eq!(found[1].message.in_lang(Lang::En), "三（七）总计 总计: 10 stated, 11 summed: 7+1+1+2");
        assert_eq!(found[1].related.len(), 21, "all parts are named, also zeros");
    }

    #[test]
    fn applicants_are_summed() {
        let rows = [
            ("refused.third_party = [1, 0, 0, 0, 0, 0, 1]", "refused.third_party = [1, 0, 0, 0, 0, 0, 2]"),
            ("refused.query = [0, 0, 0, 0, 0, 0, 0]", "refused.query = [0, 0, 0, 0, 0, 0, -0]"),
            ("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [5, 1, 0, 0, 0, 0, 5]"),
        ];
        assert_eq!(
            found_in(&rows),
            [
                at("applicant-sum", "applications.granted.total"),
                at("applicant-sum", "applications.refused.third_party.total")
            ]
        );
    }

    #[test]
    fn a_blank_counts_nothing() {
        let change = [
            ("refused.third_party = [1, 0, 0, 0, 0, 0, 1]", "refused.third_party = ['', '/', '', '', '', '', 1]"),
            ("refused.query = [0, 0, 0, 0, 0, 0, 0]", "refused.query = [1, '', '', '', '', '', 0]"),
        ];
        let text = edited(THIS, &change);
        let accept = "[[accept]]\ncode = 'blank-cell'\nreason = 'r'\n";
        let found = found_with(&format!("{text}{accept}"), None);
        let sums: Vec<String> = found
            .0
            .iter()
            .filter(|finding| finding.accepted.is_none())
            .map(|finding| finding.message.in_lang(Lang::En).to_owned())
            .collect();
        assert_eq!(
            sums,
            [
                "三（三）不予公开 4.保护第三方合法权益 总计: 1 stated, 0 summed",
                "三（三）不予公开 8.属于行政查询事项 总计: 0 stated, 1 summed",
            ]
        );
    }

    #[test]
    fn computed_totals_are_held_against_the_balance() {
        let change = [
            ("\ntotal = [8, 2, 0, 0, 0, 0, 10]\n", "\n"),
            ("partial = [1, 0, 0, 0, 0, 0, 1]", "partial = [1, 0, 0, 1, 0, 0, 2]"),
            ("carried_out = [1, 0, 0, 0, 0, 0, 1]", "carried_out = [1, 0, 0, 0, 0, 0, 2]"),
            ("received = [8, 2, 0, 0, 0, 0, 10]", "received = [8, 2, 0, 0, 0, 0, 11]"),
        ];
        assert_eq!(
            found_in(&change),
            [
                at("application-balance", "applications.received.ngo"),
                at("application-balance", "applications.received.total"),
                at("applicant-sum", "applications.received.total"),
                at("applicant-sum", "applications.carried_out.total"),
            ]
        );
        // Left out where nothing is a number, nothing is computed and nothing said.
        assert_eq!(found_in(&[("\ntotal = [8, 2, 0, 0, 0, 0, 10]\n", "\n")]), []);
    }

    #[test]
    fn labels_are_those_of_the_office() {
        let labels = "[labels]\n'applications.*.ngo' = '社会团体'\n'applications.granted' = '（一）公开（全部）'\n";
        let change = [
            ("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [5, 1, 0, 0, 0, 0, 5]"),
            ("partial = [1, 0, 0, 0, 0, 0, 1]", "partial = [1, 0, 0, 0, 0, 0, { value = 2, text = '2' }]"),
        ];
        let text = edited(THIS, &change).replace("[disclosure]", &format!("{labels}[disclosure]"));
        let (found, sources) = found_with(&text, None);
        assert_eq!(found[0].message.in_lang(Lang::En), "三（一）公开 总计: 5 stated, 6 summed: 5+1");
        let ngo = found[0].related[3].message.in_lang(Lang::En);
        assert_eq!(ngo, "三（一）公开 社会团体: 0");
        let spans = found[0].span.into_iter().chain(found[0].related.iter().filter_map(|related| related.span));
        let places: Vec<&str> = spans.map(|span| sources.slice(span)).collect();
        assert_eq!(places, ["5", "5", "1", "0", "0", "0", "0"]);
    }
}
