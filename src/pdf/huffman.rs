//! Deflate without repetitions (RFC 1950, RFC 1951): every byte by its Huffman code, in some hundred bits a
//! microsecond.
//!
//! For outlines of CFF faces, which hardly repeat: looking for repetitions takes ten times as long, and takes 5 % off.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Bytes of a block, which has codes of its own.
const BLOCK: usize = 1 << 17;
/// Bytes, and the end of a block (3.2.5).
const LITERALS: usize = 257;
const END_OF_BLOCK: usize = 256;
/// Longest codes (3.2.7).
const LONGEST: u8 = 15;
const LONGEST_OF_LENGTHS: u8 = 7;
/// In which order lengths of the codes of lengths stand (3.2.7).
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Bytes as a zlib stream.
pub(super) fn zlib(bytes: &[u8]) -> Vec<u8> {
    // Deflate with a window of 32 KiB, the fastest algorithm (RFC 1950, 2.2).
    let mut out = Bits { bytes: vec![0x78, 0x01], pending: 0, count: 0 };
    out.bytes.reserve(bytes.len());
    let blocks = bytes.len().div_ceil(BLOCK).max(1);
    for at in 0..blocks {
        let end = bytes.len().min((at + 1) * BLOCK);
        block(&mut out, bytes.get(at * BLOCK..end).unwrap_or_default(), at + 1 == blocks);
    }
    let mut zlib = out.finish();
    zlib.extend(simd_adler32::adler32(&bytes).to_be_bytes());
    zlib
}

/// A block with codes of its own (RFC 1951, 3.2.3 and 3.2.7).
fn block(out: &mut Bits, bytes: &[u8], is_last: bool) {
    let mut counts = [0_u32; LITERALS];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    counts[END_OF_BLOCK] = 1;
    let lengths = code_lengths(&counts, LONGEST);
    let codes = codes(&lengths);

    out.put(u32::from(is_last), 1);
    out.put(2, 2);
    // Two codes of distances, of one bit each: there must be one, and some readers want no code left over.
    let described: Vec<u8> = lengths.iter().copied().chain([1, 1]).collect();
    out.put((LITERALS - 257) as u32, 5);
    out.put(2 - 1, 5);
    out.put((ORDER.len() - 4) as u32, 4);
    let mut counts = [0_u32; ORDER.len()];
    described.iter().for_each(|length| counts[usize::from(*length)] += 1);
    let lengths = code_lengths(&counts, LONGEST_OF_LENGTHS);
    let codes_of_lengths = self::codes(&lengths);
    for length in ORDER {
        out.put(u32::from(lengths[length]), 3);
    }
    for length in described {
        out.code(codes_of_lengths[usize::from(length)]);
    }

    for byte in bytes {
        out.code(codes[usize::from(*byte)]);
    }
    out.code(codes[END_OF_BLOCK]);
}

/// Lengths of Huffman codes of symbols that are met so often, none longer than `longest`; 0 of what is never met.
fn code_lengths<const N: usize>(counts: &[u32; N], longest: u8) -> [u8; N] {
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
struct Code {
    /// The first bit is the lowest.
    bits: u32,
    length: u32,
}

/// The codes of some lengths (3.2.2): shorter ones before longer ones, those of a length in the order of the symbols.
fn codes<const N: usize>(lengths: &[u8; N]) -> [Code; N] {
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

/// Bits, the first of each byte the lowest (3.1.1).
struct Bits {
    bytes: Vec<u8>,
    pending: u64,
    count: u32,
}

impl Bits {
    fn code(&mut self, code: Code) {
        self.put(code.bits, code.length);
    }

    /// Adds up to 16 bits.
    fn put(&mut self, bits: u32, count: u32) {
        self.pending |= u64::from(bits) << self.count;
        self.count += count;
        if self.count >= 32 {
            self.bytes.extend((self.pending as u32).to_le_bytes());
            self.pending >>= 32;
            self.count -= 32;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        let left = self.count.div_ceil(8) as usize;
        self.bytes.extend(self.pending.to_le_bytes().iter().take(left));
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Read;

    use super::*;

    fn unpacked(zlib: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        flate2::read::ZlibDecoder::new(zlib).read_to_end(&mut bytes).unwrap();
        bytes
    }

    /// Another program unpacks it: nothing, one kind of byte, all kinds, more than a block, codes that would be too
    /// long (counts that grow like Fibonacci's numbers).
    #[test]
    fn another_program_unpacks_it() {
        let mut rare = Vec::new();
        let (mut count, mut next) = (1, 1);
        for byte in 0..24 {
            rare.extend(std::iter::repeat_n(byte, count));
            (count, next) = (next, count + next);
        }
        let all: Vec<u8> = (0..=255).collect();
        let noise = (0_u64..300_000).map(|at| (at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8).collect();
        for bytes in [Vec::new(), vec![7; 1000], all, vec![1, 2], noise, rare] {
            assert_eq!(unpacked(&zlib(&bytes)), bytes);
        }
    }

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
