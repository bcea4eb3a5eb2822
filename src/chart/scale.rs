//! A scale from zero in round steps: 1, 2 or 5 times a power of ten.

use rust_decimal::Decimal;

use super::Value;

/// What a scale must reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    low: f64,
    high: f64,
    whole: bool,
}

impl Extent {
    /// Zero alone.
    pub(super) const ZERO: Extent = Extent { low: 0.0, high: 0.0, whole: true };

    /// Reaches to a number as well. Whether all are whole numbers is asked of the values, since sums of them, in
    /// binary, need not be.
    pub(super) fn to(self, number: f64) -> Extent {
        Extent { low: self.low.min(number), high: self.high.max(number), ..self }
    }

    /// Takes note of a value.
    pub(super) fn of_kind(self, value: &Value) -> Extent {
        Extent { whole: self.whole && value.number.fract().is_zero(), ..self }
    }

    /// Whether it reaches below zero.
    pub(super) fn below(&self) -> bool {
        self.low < 0.0
    }

    /// Whether it reaches above zero, or nowhere.
    pub(super) fn above(&self) -> bool {
        self.high > 0.0 || !self.below()
    }
}

/// The nearest binary number; exact to the last bit, and the same on every machine.
pub(super) fn number(decimal: Decimal) -> f64 {
    decimal.to_string().parse().unwrap_or_default()
}

/// A scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// Ticks, rising; at least two.
    pub(super) ticks: Vec<Tick>,
    low: f64,
    high: f64,
}

/// A round number on a scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) value: f64,
    pub(super) text: String,
}

impl Scale {
    /// The finest scale of at most so many steps; two, if it runs to both sides of zero.
    pub(super) fn new(extent: Extent, steps: usize) -> Scale {
        // All zero, or so small that it has no logarithm: an empty axis from 0 to 1.
        let span = extent.high - extent.low;
        let extent = if span.is_finite() && span >= 1e-290 { extent } else { Extent { high: 1.0, ..Extent::ZERO } };
        let sides = if extent.below() && extent.high > 0.0 { 2 } else { 1 };
        let steps = steps.clamp(sides, 100) as f64;

        let least = libm::floor(libm::log10((extent.high - extent.low) / steps)) as i64 - 1;
        let least = if extent.whole { least.max(0) } else { least };
        let all = (least..least + 5).flat_map(|exponent| [1, 2, 5].map(|factor| (factor, exponent)));
        let candidates = all.map(|(factor, exponent)| {
            let step = round_number(factor, exponent).0;
            // A hair less, so that 0.3 is three steps of 0.1 and not four.
            let count = |length: f64| (length / step - 1e-9).ceil().max(0.0);
            (factor, exponent, count(-extent.low), count(extent.high))
        });
        let mut ticks = Vec::new();
        if let Some((factor, exponent, below, above)) = candidates.into_iter().find(|(.., b, a)| b + a <= steps) {
            for number in -(below as i64)..=above as i64 {
                let (value, text) = round_number(number * factor, exponent);
                ticks.push(Tick { value, text });
            }
        }
        let end = |tick: Option<&Tick>, other: f64| tick.map_or(other, |tick| tick.value);
        Scale { low: end(ticks.first(), 0.0), high: end(ticks.last(), 1.0), ticks }
    }

    /// Where a number stands between the ends of the scale, from 0 to 1.
    pub(super) fn part(&self, number: f64) -> f64 {
        let part = (number - self.low) / (self.high - self.low);
        if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// A multiple of a power of ten, as number and as text.
fn round_number(multiple: i64, exponent: i64) -> (f64, String) {
    let value = format!("{multiple}e{exponent}").parse().unwrap_or_default();
    let digits = multiple.unsigned_abs().to_string();
    let sign = if multiple < 0 { "-" } else { "" };
    let text = match usize::try_from(exponent) {
        _ if multiple == 0 => "0".to_owned(),
        Ok(zeros) => format!("{sign}{digits}{}", "0".repeat(zeros)),
        Err(_) => {
            let places = exponent.unsigned_abs() as usize;
            let padded = format!("{digits:0>width$}", width = places + 1);
            let (whole, rest) = padded.split_at(padded.len() - places);
            format!("{sign}{whole}.{rest}")
        }
    };
    (value, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(low: f64, high: f64, whole: bool, steps: usize) -> String {
        let scale = Scale::new(Extent { low, high, whole }, steps);
        scale.ticks.iter().map(|tick| tick.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn round_steps() {
        assert_eq!(ticks(0.0, 47.0, true, 5), "0 10 20 30 40 50");
        assert_eq!(ticks(0.0, 100.0, true, 5), "0 20 40 60 80 100");
        assert_eq!(ticks(0.0, 101.0, true, 5), "0 50 100 150");
        assert_eq!(ticks(0.0, 3.0, true, 5), "0 1 2 3");
        assert_eq!(ticks(0.0, 1.0, true, 5), "0 1");
        assert_eq!(ticks(0.0, 1.0, false, 5), "0 0.2 0.4 0.6 0.8 1.0");
        assert_eq!(ticks(0.0, 0.3, false, 5), "0 0.1 0.2 0.3");
    }

    #[test]
    fn below_zero() {
        assert_eq!(ticks(-7.0, 12.0, true, 5), "-10 -5 0 5 10 15");
        assert_eq!(ticks(-40.0, 0.0, true, 5), "-40 -30 -20 -10 0");
        assert_eq!(ticks(-1.0, 1000.0, true, 1), "-1000 0 1000");
    }

    #[test]
    fn huge_and_tiny() {
        assert_eq!(ticks(0.0, 1e12, true, 2), "0 500000000000 1000000000000");
        assert_eq!(ticks(0.0, 0.000_034, false, 2), "0 0.00002 0.00004");
        assert_eq!(
            ticks(0.0, 7.9e28, true, 2).len(),
            "0 50000000000000000000000000000 100000000000000000000000000000".len()
        );
        assert!(ticks(0.0, 1e-28, false, 2).ends_with(" 0.00000000000000000000000000010"));
    }

    #[test]
    fn nothing_but_zero() {
        assert_eq!(ticks(0.0, 0.0, true, 5), "0 1");
    }

    #[test]
    fn parts() {
        let scale = Scale::new(Extent { low: -7.0, high: 12.0, whole: true }, 5);
        assert_eq!([-10.0, 0.0, 15.0].map(|number| scale.part(number)), [0.0, 0.4, 1.0]);
    }

    #[test]
    fn decimals_are_numbers() {
        assert_eq!(number("79228162514264337593543950335".parse().unwrap_or_default()), 7.922816251426434e28);
        assert_eq!(number("-0.1".parse().unwrap_or_default()), -0.1);
    }
}
