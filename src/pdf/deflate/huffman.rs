//! Huffman codes (RFC 1951, 3.2.2): frequent symbols have short ones.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::LONGEST;

/// Lengths of Huffman codes of symbols that are met so often, none longer than `longest`; 0 of what is never met.
pub(super) fn code_lengths<const N: usize>(counts: &[u32; N], longest: u8) -> [u8; N] {
    let mut counts = *counts;
    loop {
        let lengths = huffman(&counts);
        if lengths.iter().all(|length| *length <= longest) {
            return lengths;
        }
        // What is rare is made less rare, until the longest codes are short enough.
        counts.iter_mut().filter(|count| **count > 0).for_each(|count| *count = *count / 2 + 1);
    }
}

/// Lengths of the best codes: the two rarest of what is left become one, again and again.
fn huffman<const N: usize>(counts: &[u32; N]) -> [u8; N] {
    let mut lengths = [0; N];
    let met = (0..).zip(counts).filter(|(_, count)| **count > 0);
    let mut open: BinaryHeap<Reverse<(u32, usize)>> = met.map(|(symbol, count)| Reverse((*count, symbol))).collect();
    if let (1, Some(Reverse((_, only)))) = (open.len(), open.peek()) {
        lengths[*only] = 1;
        return lengths;
    }
    // Nodes from N on, each with the two that it joins.
    let mut joined: Vec<[usize; 2]> = Vec::new();
    while let (Some(Reverse((one, first))), Some(Reverse((other, second)))) = (open.pop(), open.pop()) {
        open.push(Reverse((one + other, N + joined.len())));
        joined.push([first, second]);
        if open.len() == 1 {
            break;
        }
    }
    let mut depths = vec![0_u8; joined.len()];
    for (at, pair) in joined.iter().enumerate().rev() {
        for node in pair {
            match node.checked_sub(N) {
                Some(inner) => depths[inner] = depths[at] + 1,
                None => lengths[*node] = depths[at] + 1,
            }
        }
    }
    lengths
}

/// A code, and its length in bits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Code {
    /// The first bit is the lowest.
    pub(super) bits: u32,
    pub(super) length: u32,
}

/// The codes of some lengths (3.2.2): shorter ones before longer ones, those of a length in the order of the symbols.
pub(super) fn codes<const N: usize>(lengths: &[u8; N]) -> [Code; N] {
    let mut codes = [Code::default(); N];
    let mut next = 0_u32;
    for length in 1..=u32::from(LONGEST) {
        next <<= 1;
        for (code, _) in codes.iter_mut().zip(lengths).filter(|(_, own)| u32::from(**own) == length) {
            *code = Code { bits: next.reverse_bits() >> (32 - length), length };
            next += 1;
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 1951, 3.2.2, the example: lengths 3, 3, 3, 3, 3, 2, 4, 4 have the codes 010 to 110, 00, 1110, 1111.
    #[test]
    fn codes_are_those_of_the_standard() {
        let codes = codes(&[3, 3, 3, 3, 3, 2, 4, 4]).map(|code| code.bits.reverse_bits() >> (32 - code.length));
        assert_eq!(codes, [0b010, 0b011, 0b100, 0b101, 0b110, 0b00, 0b1110, 0b1111]);
    }

    /// Huffman's own lengths, by hand: 45 and the rest at 1; of these 13, 12, 16 at 3, 9 and 5 at 4.
    #[test]
    fn lengths_are_huffmans() {
        assert_eq!(code_lengths(&[45, 13, 12, 16, 9, 5, 0], 15), [1, 3, 3, 3, 4, 4, 0]);
        assert_eq!(code_lengths(&[45, 13, 12, 16, 9, 5, 0], 3).iter().max(), Some(&3));
    }
}
