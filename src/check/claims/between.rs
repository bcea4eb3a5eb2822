//! What a stated figure may stand for: 66 for itself, 1.3万 for all from 12,500 to 13,500, 近130 for some number
//! thereabouts.

use rust_decimal::Decimal;

use crate::check::prose::figure::{Figure, Unit};

/// All from a number up to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Between {
    pub low: Decimal,
    pub high: Decimal,
}

/// How far a figure that is about right (近, 余) may lie from what it rounds: a tenth of itself.
const ABOUT: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

impl Between {
    /// What a figure stands for.
    pub fn of(figure: &Figure) -> Between {
        let slack = if figure.is_about { figure.value.checked_mul(ABOUT).unwrap_or_default() } else { Decimal::ZERO };
        let half = figure.half_unit.checked_add(slack).unwrap_or_default();
        let low = figure.value.checked_sub(half).unwrap_or(figure.value);
        Between { low, high: figure.value.checked_add(half).unwrap_or(figure.value) }
    }

    /// One number.
    pub fn exactly(value: Decimal) -> Between {
        Between { low: value, high: value }
    }

    /// What two stand for together.
    pub fn plus(self, other: Between) -> Option<Between> {
        Some(Between { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }

    /// Whether both may stand for one number.
    pub fn meets(self, other: Between) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether a share may be what this is of a total: give or take one unit of its last place, since shares are cut
    /// off, or forced to add up to 100.
    pub fn is_share(self, share: &Figure, total: Between) -> bool {
        let (Some(low), Some(high)) = (percent(self.low, total.high), percent(self.high, total.low)) else {
            return false;
        };
        let unit = share.half_unit.checked_add(share.half_unit).unwrap_or_default();
        let (Some(least), Some(most)) = (share.value.checked_sub(unit), share.value.checked_add(unit)) else {
            return false;
        };
        least <= high && low <= most
    }
}

/// A part of a whole in per cent; nothing of nothing.
pub(super) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// Whether two figures count the same kind of thing, as far as their measure words tell.
pub(super) fn is_one_kind(one: &Figure, other: &Figure) -> bool {
    match (one.unit, other.unit) {
        (Unit::Counted(one), Unit::Counted(other)) => {
            one.trim_end_matches('次') == other.trim_end_matches('次') || one == other
        }
        (Unit::Counted(_) | Unit::Bare, Unit::Bare) | (Unit::Bare, Unit::Counted(_)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::check::prose::figure::figures;

    fn is_share(text: &str) -> bool {
        let all = figures(text);
        Between::of(&all[0]).is_share(&all[2], Between::of(&all[1]))
    }

    #[test]
    fn a_share_is_its_count_over_its_total() {
        for text in [
            "60件129件46.51%",
            "60件129件46.52%",
            "7件16件43%",
            "13件1046件1.3%",
            "1件3件34%",
            "2600条1.3万条20%",
            "3件3件100%",
        ] {
            assert!(is_share(text), "{text}");
        }
        for text in ["60件129件46.53%", "7件16件42%", "13件1046件1.4%", "9件129件9.68%", "2600条1.3万条23%"]
        {
            assert!(!is_share(text), "{text}");
        }
    }

    #[test]
    fn nothing_is_no_share_of_nothing() {
        assert!(!is_share("0件0件0%"));
    }
}
