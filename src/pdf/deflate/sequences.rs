//! Bytes to literals and repetitions (RFC 1951, 3.2.5).

/// Bytes that stand for themselves, and the repetition behind them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sequence {
    /// How many bytes stand for themselves.
    pub(super) literals: usize,
    /// What follows them; nothing at the end.
    pub(super) repetition: Option<Repetition>,
}

/// Bytes that have stood before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Repetition {
    /// How many, 3 to 258.
    pub(super) length: u16,
    /// How far before, 1 to 32,768.
    pub(super) distance: u16,
}

/// A symbol and the bits behind its code.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Value {
    pub(super) symbol: usize,
    pub(super) extra: u32,
    pub(super) extra_bits: u32,
}

/// The symbol of a length, from 0.
pub(super) fn length_code(length: u16) -> Value {
    match u32::from(length) - 3 {
        above @ 0..8 => Value { symbol: above as usize, extra: 0, extra_bits: 0 },
        255 => Value { symbol: 28, extra: 0, extra_bits: 0 },
        // Four symbols to each power of two.
        above => {
            let extra_bits = above.ilog2() - 2;
            let symbol = 4 * extra_bits + (above >> extra_bits);
            Value { symbol: symbol as usize, extra: above & ((1 << extra_bits) - 1), extra_bits }
        }
    }
}

/// The symbol of a distance.
pub(super) fn distance_code(distance: u16) -> Value {
    match u32::from(distance) - 1 {
        above @ 0..4 => Value { symbol: above as usize, extra: 0, extra_bits: 0 },
        // Two symbols to each power of two.
        above => {
            let extra_bits = above.ilog2() - 1;
            let symbol = 2 * extra_bits + (above >> extra_bits);
            Value { symbol: symbol as usize, extra: above & ((1 << extra_bits) - 1), extra_bits }
        }
    }
}

/// Finds repetitions: for four bytes it knows where the like stood last.
pub(super) struct Matcher {
    /// By a hash of four bytes, the lower half of the place where such stood.
    places: Vec<u16>,
}

/// Bits of a hash: a table that stays in the nearest cache.
const HASH_BITS: u32 = 14;
/// Bytes of the shortest repetition that is looked for.
const LEAST: usize = 4;
/// Only every second place is looked at: that takes a third of the time off, and puts 1 % on.
const STRIDE: usize = 2;
const LONGEST: usize = 258;
const FARTHEST: usize = 32_768;

impl Matcher {
    pub(super) fn new() -> Matcher {
        Matcher { places: vec![0; 1 << HASH_BITS] }
    }

    /// Begins anew: what one stream is coded to must not depend on the one before.
    pub(super) fn forget(&mut self) {
        self.places.fill(0);
    }

    /// Notes all bytes from `start` on as sequences; what stands before may be repeated.
    pub(super) fn sequences(&mut self, bytes: &[u8], start: usize, sequences: &mut Vec<Sequence>) {
        // Where it looks, and the end of what has been noted.
        let (mut at, mut noted) = (start, start);
        while let Some(four) = four_at(bytes, at) {
            let before = at - self.enter(four, at).unwrap_or_default();
            if before == at || four_at(bytes, before) != Some(four) {
                at += STRIDE;
                continue;
            }
            let (own, other) = (bytes.get(..at).unwrap_or_default(), bytes.get(..before).unwrap_or_default());
            let pairs = own.iter().rev().zip(other.iter().rev()).take((at - noted).min(LONGEST - LEAST));
            let back = pairs.take_while(|(one, other)| one == other).count();
            let (own, other) = (bytes.get(at..).unwrap_or_default(), bytes.get(before..).unwrap_or_default());
            let pairs = own.iter().zip(other).take(LONGEST - back);
            let forth = pairs.take_while(|(one, other)| one == other).count();
            let repetition = Repetition { length: (back + forth) as u16, distance: (at - before) as u16 };
            sequences.push(Sequence { literals: at - back - noted, repetition: Some(repetition) });
            for inner in at + 1..at + forth {
                four_at(bytes, inner).and_then(|four| self.enter(four, inner));
            }
            at += forth;
            noted = at;
        }
        sequences.push(Sequence { literals: bytes.len().saturating_sub(noted), repetition: None });
    }

    /// Notes where four bytes stand, and gives how far before that the like may stand.
    fn enter(&mut self, four: u32, at: usize) -> Option<usize> {
        // Knuth's multiplicative hash.
        let place = self.places.get_mut((four.wrapping_mul(2_654_435_761) >> (32 - HASH_BITS)) as usize)?;
        let distance = usize::from((at as u16).wrapping_sub(*place));
        *place = at as u16;
        (1..=FARTHEST.min(at)).contains(&distance).then_some(distance)
    }
}

fn four_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<LEAST>().map(|four| u32::from_le_bytes(*four))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 1951, 3.2.5: the tables of length and distance codes, at their corners.
    #[test]
    fn symbols_are_those_of_the_standard() {
        let of = |symbol, extra, extra_bits| Value { symbol, extra, extra_bits };
        for (length, symbol, extra, bits) in [
            (3, 0, 0, 0),
            (10, 7, 0, 0),
            (11, 8, 0, 1),
            (12, 8, 1, 1),
            (18, 11, 1, 1),
            (19, 12, 0, 2),
            (257, 27, 30, 5),
        ] {
            assert_eq!(length_code(length), of(symbol, extra, bits), "{length}");
        }
        assert_eq!(length_code(258), of(28, 0, 0));
        for (distance, symbol, extra, bits) in [
            (1, 0, 0, 0),
            (4, 3, 0, 0),
            (5, 4, 0, 1),
            (8, 5, 1, 1),
            (9, 6, 0, 2),
            (24_577, 29, 0, 13),
            (32_768, 29, 8_191, 13),
        ] {
            assert_eq!(distance_code(distance), of(symbol, extra, bits), "{distance}");
        }
    }

    #[test]
    fn what_stood_before_is_repeated() {
        let mut sequences = Vec::new();
        Matcher::new().sequences(b"abcdexabcdey", 0, &mut sequences);
        let repetition = Some(Repetition { length: 5, distance: 6 });
        assert_eq!(sequences, [Sequence { literals: 6, repetition }, Sequence { literals: 1, repetition: None }]);
    }
}
