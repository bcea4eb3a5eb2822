//! Bits, one behind the other.

use super::huffman::Code;

/// Bits, the first of each byte the lowest (RFC 1951, 3.1.1).
pub(super) struct Bits {
    bytes: Vec<u8>,
    pending: u64,
    count: u32,
}

impl Bits {
    pub(super) fn with_capacity(bytes: usize) -> Bits {
        Bits { bytes: Vec::with_capacity(bytes), pending: 0, count: 0 }
    }

    pub(super) fn code(&mut self, code: Code) {
        self.put(code.bits, code.length);
    }

    /// Adds up to 32 bits.
    pub(super) fn put(&mut self, bits: u32, count: u32) {
        self.pending |= u64::from(bits) << self.count;
        self.count += count;
        if self.count >= 32 {
            self.bytes.extend((self.pending as u32).to_le_bytes());
            self.pending >>= 32;
            self.count -= 32;
        }
    }

    /// The bytes, the last of them filled up.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let left = self.count.div_ceil(8) as usize;
        self.bytes.extend(self.pending.to_le_bytes().iter().take(left));
        self.bytes
    }
}
