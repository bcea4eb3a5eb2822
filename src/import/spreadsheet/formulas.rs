//! Whether what a formula gives may be taken for a figure.

use super::sheet::{Cell, Formula, Reach};
use crate::diagnostic::{Message, message};
use crate::import::grid::Grid;

/// Characters of a formula that a message repeats.
const TOLD: usize = 60;

impl Formula {
    /// A formula as it is written.
    pub fn written(text: &str, home: (usize, usize)) -> Formula {
        let reach = if text.contains("file:") || names_a_file(text) {
            Reach::OtherFiles
        } else if text.contains('!') || text.contains("[$") {
            Reach::Workbook
        } else {
            Reach::Sheet
        };
        let is_made_again = text.contains("SUM") || text.contains('平');
        Formula { text: text.chars().take(TOLD).collect::<String>().into(), home, reach, is_made_again }
    }

    /// As it is told beside the result of a cell.
    fn told(&self, cell: &Cell) -> String {
        let text = &self.text;
        match self.home == (cell.row, cell.column) {
            _ if text.is_empty() => String::new(),
            true => format!("（={text}）"),
            false => format!("（{}：={text}）", Grid::default().place(self.home.0, self.home.1).trim()),
        }
    }
}

/// Whether a formula of Excel names another file, which it does by a number: `[1]Sheet1!A1`.
fn names_a_file(formula: &str) -> bool {
    formula.split('[').skip(1).any(|behind| {
        let digits = behind.trim_start_matches(|ch: char| ch.is_ascii_digit());
        digits.len() < behind.len() && digits.starts_with(']')
    })
}

/// Whether what a cell says was computed.
pub(super) enum Computed {
    Yes,
    /// Of what stands in another workbook, when this was last computed.
    Elsewhere(Message),
    No(Message),
}

/// Formulas that no program has computed yet read as 0, which would be a figure: such cells are left blank, and told.
/// Sums of the sheet's own cells stay, for they are made again.
pub(super) fn computed(cell: &Cell, text: &str) -> Computed {
    let Some(formula) = &cell.formula else { return Computed::Yes };
    let told = formula.told(cell);
    match text {
        "" | "0" if formula.is_made_again && formula.reach == Reach::Sheet => Computed::Yes,
        "" | "0" => Computed::No(message!(
            zh: "公式{told}没有结果，或者是 0，可能还没有算过，没有带入",
            en: "the formula{told} gives nothing or 0, and may not have been computed: left out",
        )),
        _ if formula.reach == Reach::OtherFiles => Computed::Elsewhere(message!(
            zh: "公式{told}取的是别的文件里的数，按上一次算出来的带入",
            en: "the formula{told} takes what stands in another file: taken as it was last computed",
        )),
        _ => Computed::Yes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_taken_that_were_computed() {
        let of = |formula: &str, text: &str| {
            let formula = Some(Formula::written(formula, (0, 0)));
            match computed(&Cell { formula, ..Cell::default() }, text) {
                Computed::Yes => "yes",
                Computed::Elsewhere(_) => "elsewhere",
                Computed::No(_) => "no",
            }
        };
        for (formula, text, expected) in [
            ("A2*2", "12", "yes"),
            ("A2*2", "0", "no"),
            ("A2*2", "", "no"),
            ("SUM(A2:A9)", "0", "yes"),
            ("SUM([.A2:.A9])", "", "yes"),
            // Nobody makes a sum of another sheet again.
            ("SUM(Sheet2!A2:A9)", "0", "no"),
            ("SUM([$Sheet2.A2:.A9])", "0", "no"),
            ("Sheet2!A2", "12", "yes"),
            ("[1]Sheet1!A2", "12", "elsewhere"),
            ("['file:///D:/a.ods'#$Sheet1.A1]", "12", "elsewhere"),
            ("Table1[件数]", "12", "yes"),
            ("IF(A1=A2,\"平\",\"不平\")", "", "yes"),
        ] {
            assert_eq!(of(formula, text), expected, "{formula} {text}");
        }
    }
}
