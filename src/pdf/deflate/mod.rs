//! Deflate for outlines (RFC 1950, RFC 1951), several times as fast as a general coder.
//!
//! Charstrings hardly repeat: most is won by the lengths of the codes (`huffman`), and of repetitions only the nearest
//! of four bytes and more is looked at (`sequences`). The usual search takes seven times as long, and takes 2 % more off.

mod bits;
mod huffman;
mod sequences;

use bits::Bits;
use huffman::{Code, code_lengths, codes};
use sequences::{Matcher, Repetition, Sequence, distance_code, length_code};

/// Bytes of a block, which has codes of its own.
const BLOCK: usize = 1 << 16;
/// Bytes, the end of a block, lengths (3.2.5).
const LITERALS: usize = 286;
const END_OF_BLOCK: usize = 256;
const FIRST_LENGTH: usize = 257;
const DISTANCES: usize = 30;
/// Longest codes (3.2.7).
const LONGEST: u8 = 15;
const LONGEST_OF_LENGTHS: u8 = 7;
/// In which order the lengths of the codes of lengths stand (3.2.7).
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Codes streams, one after the other: its tables are made once.
pub(super) struct Deflater {
    matcher: Matcher,
    sequences: Vec<Sequence>,
}

impl Deflater {
    pub(super) fn new() -> Deflater {
        Deflater { matcher: Matcher::new(), sequences: Vec::new() }
    }

    /// Bytes as a zlib stream.
    pub(super) fn zlib(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Bits::with_capacity(bytes.len());
        // Deflate with a window of 32 KiB, the fastest algorithm (RFC 1950, 2.2).
        out.put(0x0178, 16);
        self.matcher.forget();
        let blocks = bytes.len().div_ceil(BLOCK).max(1);
        for at in 0..blocks {
            let end = bytes.len().min((at + 1) * BLOCK);
            self.sequences.clear();
            self.matcher.sequences(bytes.get(..end).unwrap_or_default(), at * BLOCK, &mut self.sequences);
            let own = bytes.get(at * BLOCK..end).unwrap_or_default();
            block(&mut out, own, &self.sequences, at + 1 == blocks);
        }
        let mut zlib = out.finish();
        zlib.extend(simd_adler32::adler32(&bytes).to_be_bytes());
        zlib
    }
}

/// A block with codes of its own (RFC 1951, 3.2.3 and 3.2.7).
fn block(out: &mut Bits, bytes: &[u8], sequences: &[Sequence], is_last: bool) {
    let (mut literals, mut distances) = ([0; LITERALS], [0; DISTANCES]);
    for (own, repetition) in parts(bytes, sequences) {
        own.iter().for_each(|byte| literals[usize::from(*byte)] += 1);
        if let Some(Repetition { length, distance }) = repetition {
            literals[FIRST_LENGTH + length_code(length).symbol] += 1;
            distances[distance_code(distance).symbol] += 1;
        }
    }
    literals[END_OF_BLOCK] = 1;
    // There must be a code of distances, and some readers want none left over: two at least.
    distances[..2].iter_mut().for_each(|count| *count = 1.max(*count));
    let (literals, distances) = (code_lengths(&literals, LONGEST), code_lengths(&distances, LONGEST));
    out.put(u32::from(is_last), 1);
    out.put(2, 2);
    put_lengths(out, &literals, &distances);

    let (literals, distances) = (codes(&literals), codes(&distances));
    for (own, repetition) in parts(bytes, sequences) {
        let mut pairs = own.chunks_exact(2);
        for pair in &mut pairs {
            let [first, second] = [literals[usize::from(pair[0])], literals[usize::from(pair[1])]];
            out.put(first.bits | second.bits << first.length, first.length + second.length);
        }
        pairs.remainder().iter().for_each(|byte| out.code(literals[usize::from(*byte)]));
        if let Some(Repetition { length, distance }) = repetition {
            let (length, distance) = (length_code(length), distance_code(distance));
            for (code, value) in
                [(literals[FIRST_LENGTH + length.symbol], length), (distances[distance.symbol], distance)]
            {
                out.put(code.bits | value.extra << code.length, code.length + value.extra_bits);
            }
        }
    }
    out.code(literals[END_OF_BLOCK]);
}

/// The bytes that stand for themselves, each time with the repetition behind them.
fn parts<'a>(bytes: &'a [u8], sequences: &'a [Sequence]) -> impl Iterator<Item = (&'a [u8], Option<Repetition>)> {
    let mut rest = bytes;
    sequences.iter().map(move |sequence| {
        let (own, after) = rest.split_at_checked(sequence.literals).unwrap_or((rest, &[]));
        let repeated = sequence.repetition.map_or(0, |repetition| usize::from(repetition.length));
        rest = after.get(repeated..).unwrap_or_default();
        (own, sequence.repetition)
    })
}

/// The lengths of all codes, runs of zeros in short (3.2.7).
fn put_lengths(out: &mut Bits, literals: &[u8; LITERALS], distances: &[u8; DISTANCES]) {
    /// 3 to 10 zeros; 11 to 138.
    const SHORT_RUN: usize = 17;
    const LONG_RUN: usize = 18;

    let lengths: Vec<u8> = literals.iter().chain(distances).copied().collect();
    // What is put: a length or a kind of run, how many more bits, and these.
    let mut parts: Vec<(usize, u32, u32)> = Vec::new();
    for run in lengths.chunk_by(|one, next| *one == 0 && *next == 0) {
        if run.first() != Some(&0) {
            parts.extend(run.iter().map(|length| (usize::from(*length), 0, 0)));
            continue;
        }
        for run in run.chunks(138) {
            match run.len() {
                0..3 => parts.extend(run.iter().map(|_| (0, 0, 0))),
                count @ 3..11 => parts.push((SHORT_RUN, 3, count as u32 - 3)),
                count => parts.push((LONG_RUN, 7, count as u32 - 11)),
            }
        }
    }
    let mut counts = [0; ORDER.len()];
    parts.iter().for_each(|(symbol, ..)| counts[*symbol] += 1);
    let own = code_lengths(&counts, LONGEST_OF_LENGTHS);
    let codes: [Code; ORDER.len()] = codes(&own);
    out.put((LITERALS - 257) as u32, 5);
    out.put((DISTANCES - 1) as u32, 5);
    out.put((ORDER.len() - 4) as u32, 4);
    for symbol in ORDER {
        out.put(u32::from(own[symbol]), 3);
    }
    for (symbol, count, bits) in parts {
        out.code(codes[symbol]);
        out.put(bits, count);
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
    /// long (counts that grow like Fibonacci's numbers), repetitions near and far, of every length.
    #[test]
    fn another_program_unpacks_it() {
        let mut rare = Vec::new();
        let (mut count, mut next) = (1, 1);
        for byte in 0..24 {
            rare.extend(std::iter::repeat_n(byte, count));
            (count, next) = (next, count + next);
        }
        let noise = |count: u64| -> Vec<u8> {
            (0..count).map(|at| (at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53) as u8).collect()
        };
        let mut repeated = noise(40_000);
        for length in 3..400 {
            let start = (length * 97) % 7_000;
            repeated.extend_from_within(start..start + length);
            repeated.push(length as u8);
        }
        let far = [noise(1_000), vec![1; 32_768 - 1_000], noise(1_000)].concat();
        let too_far = [noise(1_000), vec![1; 40_000], noise(1_000)].concat();
        let all = (0..=255).collect();
        let mut deflater = Deflater::new();
        for bytes in [Vec::new(), vec![7; 1_000], all, vec![1, 2], noise(300_000), rare, repeated, far, too_far] {
            assert_eq!(unpacked(&deflater.zlib(&bytes)), bytes);
        }
    }

    /// What repeats is not written again: 100 times 1,000 bytes take little more than once.
    #[test]
    fn repetitions_are_found() {
        let once: Vec<u8> = (0..1_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert!(Deflater::new().zlib(&once.repeat(100)).len() < 2 * once.len());
    }
}
