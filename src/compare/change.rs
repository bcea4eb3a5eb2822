//! What became of a figure.

use rust_decimal::{Decimal, RoundingStrategy};

/// Most decimals of a share: one suffices, but for a change that would then look like none, or like all of it.
const MOST_DECIMALS: u32 = 20;

/// How much more it is; nothing where that is no number.
pub(super) fn change(last: Decimal, this: Decimal) -> Option<Decimal> {
    Some(this.checked_sub(last)?.normalize())
}

/// The same in per cent of last year's, with one decimal, half up by its size; nothing where there was nothing. 0.0 and
/// 100.0 are exact.
pub(super) fn per_cent(last: Decimal, this: Decimal) -> Option<Decimal> {
    if last <= Decimal::ZERO {
        return None;
    }
    let share = this.checked_sub(last)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(last)?;
    let rounded = |decimals: u32| {
        let mut share = share.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        share.rescale(decimals);
        share
    };
    let shown = (1..=MOST_DECIMALS).map(rounded).find(|shown| {
        let is_all = |share: Decimal| share.abs() == Decimal::ONE_HUNDRED;
        !shown.is_zero() && (!is_all(*shown) || is_all(share))
    });
    Some(shown.unwrap_or_else(|| Decimal::new(0, 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_exact_and_shares_have_one_decimal() {
        for (last, this, expected_change, expected_share) in [
            ("513", "558", "45", Some("8.8")),
            ("18342.6571", "17956.3042", "-386.3529", Some("-2.1")),
            ("3", "2", "-1", Some("-33.3")),
            ("8", "9", "1", Some("12.5")),
            ("12.50", "12.5", "0", Some("0.0")),
            ("80", "79.96", "-0.04", Some("-0.1")),
            ("1000000", "1000001", "1", Some("0.0001")),
            ("5", "0", "-5", Some("-100.0")),
            ("5", "10", "5", Some("100.0")),
            // 1 / 72701 is 0.0013755 %.
            ("72701", "1", "-72700", Some("-99.999")),
            ("100000", "199999", "99999", Some("99.999")),
            ("0", "7", "7", None),
            ("0", "0", "0", None),
            ("-3", "4", "7", None),
        ] {
            let [last, this] = [last, this].map(|text| text.parse::<Decimal>().unwrap_or_default());
            assert_eq!(change(last, this).map(|change| change.to_string()).as_deref(), Some(expected_change));
            assert_eq!(per_cent(last, this).map(|share| share.to_string()).as_deref(), expected_share, "{last} {this}");
        }
    }
}
