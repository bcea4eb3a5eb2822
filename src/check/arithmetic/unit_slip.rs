//! Amounts in 万元 that look like amounts in 元.

use rust_decimal::Decimal;

use super::last_year::pairs;
use super::tables::Figure;
use super::{Check, Example, Need, Run, Subject};
use crate::diagnostic::{Diagnostic, Rule, WARNING, message, text};
use crate::form::{Kind, WAN_YUAN};

/// 元 typed as 万元 makes an amount ten thousand times too large; a tenth of that is beyond any growth.
const GROWTH: Decimal = Decimal::ONE_THOUSAND;

/// No office takes fees of 10⁷ 万元.
const LARGEST: Decimal = Decimal::from_parts(10_000_000, 0, 0, false, 0);

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "unit-slip",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "以万元计的金额超过上一年度的一千倍，或者超过一千万万元：可能把元填成了万元",
            "an amount in 万元 is above a thousand times last year's, or above 10⁷: 元 may have been typed as 万元",
        ),
        source: text(
            "国办公开办函〔2021〕30号所附格式，表二第（八）项：单位为万元",
            "the form of 国办公开办函〔2021〕30号, table 二, item 8: the unit is 万元",
        ),
        remedy: text("换算成万元", "convert it to 万元"),
        cases: &[],
        pair: None,
    },
    needs: &[Need::LastYear],
    run: Run::Findings(unit_slip),
    example: Example::beside(
        include_str!("unit_slip/last.toml"),
        include_str!("unit_slip/bad.toml"),
        include_str!("unit_slip/good.toml"),
    ),
};

/// An amount in 万元 above 10⁷, or above a thousand times last year's. Amounts of which the form names no unit are left
/// alone.
fn unit_slip(subject: &Subject) -> Vec<Diagnostic> {
    let (report, table) = (subject.this.report, &subject.this.disclosure);
    let last = subject.last.as_ref().filter(|last| last.report.form == report.form);
    let last_year = last.map(|last| pairs(table, &last.disclosure)).unwrap_or_default();
    let mut found = Vec::new();
    let is_amount = |figure: &Figure| figure.column.kind == Kind::Amount { unit: Some(WAN_YUAN) };
    for amount in table.rows.iter().flat_map(|row| table.figures(row)).filter(is_amount) {
        let last = last_year.iter().find(|(this, _)| this.key == amount.key).map(|(_, last)| last);
        found.extend(slip(&amount, last));
    }
    found
}

fn slip(amount: &Figure, last: Option<&Figure>) -> Option<Diagnostic> {
    let value = amount.value?;
    let name = amount.name();
    let help =
        message!(zh: "单位是万元：如果填的是元，除以 10000", en: "the unit is 万元: divide by 10000 what is in 元");
    let grown = last.filter(|last| {
        let bound = last.value.filter(|value| !value.is_zero()).and_then(|value| value.checked_mul(GROWTH));
        bound.is_some_and(|bound| value > bound)
    });
    let finding = match grown {
        Some(last) => {
            let before = last.shown();
            Diagnostic::warning(
                CHECK.rule,
                message!(
                    zh: "{name}：{value} 万元，是上一年度（{before} 万元）的一千倍以上",
                    en: "{name}: {value} 万元, more than a thousand times last year's {before}",
                ),
            )
            .related([last.related_last_year()])
        }
        None if value > LARGEST => Diagnostic::warning(
            CHECK.rule,
            message!(zh: "{name}：{value} 万元，超过一千万万元", en: "{name}: {value} 万元, more than 10⁷"),
        ),
        None => return None,
    };
    Some(amount.found(finding.help(help)))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{OLD, at, edited, found, found_beside, found_in};

    #[test]
    fn amounts_that_look_like_yuan_are_found() {
        let slip = [at("unit-slip", "disclosure.fees.amount")];
        assert_eq!(found_in(&[("amount = 12.5", "amount = 10000000.01")]), slip);
        assert_eq!(found_in(&[("amount = 12.5", "amount = 10000000")]), []);
        assert_eq!(found_beside(&[("amount = 12.5", "amount = 0.012499")]), slip);
        assert_eq!(found_beside(&[("amount = 12.5", "amount = 0.0125")]), []);
        assert_eq!(found_beside(&[("amount = 12.5", "amount = 0")]), []);
    }

    #[test]
    fn the_form_of_2019_names_no_unit() {
        assert_eq!(found(&edited(OLD, &[("31.25", "312500000")]), None), []);
    }
}
