//! The records of a stream, one behind the other.

use super::compound::u16_at;

/// A record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'s> {
    pub kind: u16,
    pub data: &'s [u8],
}

/// The records from a byte of a stream on. One that is cut short is the last, without its data.
pub(super) fn records(stream: &[u8], start: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = start;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
        let data = stream.get(at + 4..at + 4 + length);
        at += 4 + length;
        Some(data.map_or(Record { kind: CUT_SHORT, data: &[] }, |data| Record { kind, data }))
    })
}

/// Stands for a record that is cut short.
pub(super) const CUT_SHORT: u16 = 0xFFFF;
/// The beginning and the end of a part.
pub(super) const BEGIN: u16 = 0x0809;
pub(super) const END: u16 = 0x000A;
/// What goes on with the record before it.
pub(super) const CONTINUE: u16 = 0x003C;
