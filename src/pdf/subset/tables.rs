//! Where the tables of a font file lie, and how a CFF table is put together (Adobe Technical Note 5176).

use std::ops::Range;

/// A table of an OpenType file that holds one face.
pub(super) fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    font.get(place(font, tag)?)
}

/// Where it lies (OpenType 1.9.1, “Organization of an OpenType font”).
pub(super) fn place(font: &[u8], tag: &[u8; 4]) -> Option<Range<usize>> {
    let count = usize::from(u16::from_be_bytes(font.get(4..6)?.try_into().ok()?));
    let record = font.get(12..)?.chunks_exact(16).take(count).find(|record| record.starts_with(tag))?;
    let number = |at: usize| Some(u32::from_be_bytes(record.get(at..at + 4)?.try_into().ok()?) as usize);
    let (offset, length) = (number(8)?, number(12)?);
    Some(offset..offset.checked_add(length)?)
}

/// An INDEX (5): objects one behind the other.
#[derive(Clone, Copy)]
pub(super) struct Index<'a> {
    offsets: &'a [u8],
    /// Bytes of an offset.
    size: usize,
    /// What offsets count from: the byte before the data, so it opens with one that belongs to none.
    data: &'a [u8],
    /// Where the INDEX ends.
    pub(super) end: usize,
}

impl<'a> Index<'a> {
    /// The INDEX that begins at `start`.
    pub(super) fn read(cff: &'a [u8], start: usize) -> Option<Index<'a>> {
        let rest = cff.get(start..)?;
        let count = usize::from(u16::from_be_bytes(rest.get(..2)?.try_into().ok()?));
        if count == 0 {
            return Some(Index { offsets: &[], size: 1, data: &[], end: start + 2 });
        }
        let size = usize::from(*rest.get(2)?);
        let offsets = rest.get(3..3 + (count + 1) * size).filter(|_| (1..=4).contains(&size))?;
        let data = rest.get(2 + (count + 1) * size..)?;
        let index = Index { offsets, size, data, end: 0 };
        let length = index.offset(count).filter(|length| *length <= data.len())?;
        Some(Index { end: start + 2 + (count + 1) * size + length, ..index })
    }

    /// How many objects it holds.
    pub(super) fn len(&self) -> usize {
        (self.offsets.len() / self.size).saturating_sub(1)
    }

    /// One of its objects.
    pub(super) fn get(&self, at: usize) -> Option<&'a [u8]> {
        self.data.get(self.offset(at)?..self.offset(at + 1)?)
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'a [u8]> {
        (0..self.len()).map_while(|at| self.get(at))
    }

    fn offset(&self, at: usize) -> Option<usize> {
        let bytes = self.offsets.get(at * self.size..)?.get(..self.size)?;
        Some(bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }
}

/// Objects as an INDEX; `None` if there are too many.
pub(super) fn index(objects: &[&[u8]]) -> Option<Vec<u8>> {
    let mut index = Vec::with_capacity(index_length(objects));
    put_index(&mut index, objects)?;
    Some(index)
}

/// How long an INDEX of some objects is.
pub(super) fn index_length(objects: &[&[u8]]) -> usize {
    if objects.is_empty() { 2 } else { 2 + (objects.len() + 1) * offset_size(objects) + length(objects) }
}

/// Writes objects as an INDEX; `None` if there are too many.
pub(super) fn put_index(out: &mut Vec<u8>, objects: &[&[u8]]) -> Option<()> {
    out.extend(u16::try_from(objects.len()).ok()?.to_be_bytes());
    if objects.is_empty() {
        return Some(());
    }
    let size = offset_size(objects);
    out.push(size as u8);
    let mut offset = 1_u32;
    out.extend(&offset.to_be_bytes()[4 - size..]);
    for object in objects {
        offset = offset.checked_add(u32::try_from(object.len()).ok()?)?;
        out.extend(&offset.to_be_bytes()[4 - size..]);
    }
    objects.iter().for_each(|object| out.extend(*object));
    Some(())
}

/// Bytes of an offset to the end of some objects.
fn offset_size(objects: &[&[u8]]) -> usize {
    (1..4).find(|size| length(objects) < 1 << (8 * size)).unwrap_or(4)
}

/// Bytes of some objects, and one: offsets count from 1.
fn length(objects: &[&[u8]]) -> usize {
    1 + objects.iter().map(|object| object.len()).sum::<usize>()
}

/// The operator of the DICT entry (4) that begins at `at`, and where the entry ends.
pub(super) fn entry(dict: &[u8], mut at: usize) -> Option<(&[u8], usize)> {
    loop {
        at += match *dict.get(at)? {
            12 => return Some((dict.get(at..at + 2)?, at + 2)),
            0..=21 => return Some((dict.get(at..at + 1)?, at + 1)),
            28 => 3,
            29 => 5,
            // A real number: nibbles up to one that is f.
            30 => 2 + dict.get(at + 1..)?.iter().position(|byte| byte & 0x0F == 0x0F)?,
            247..=254 => 2,
            _ => 1,
        };
    }
}

/// The entries of a DICT: operators, each with its operands.
pub(super) fn entries(dict: &[u8]) -> Option<Vec<(&[u8], &[u8])>> {
    let mut entries = Vec::new();
    let mut start = 0;
    while start < dict.len() {
        let (operator, end) = entry(dict, start)?;
        entries.push((operator, dict.get(start..end - operator.len())?));
        start = end;
    }
    Some(entries)
}

/// Whole numbers of 0 and more, as operands (4, table 3); `None` if one is negative or not whole.
pub(super) fn whole_numbers(mut operands: &[u8]) -> Option<Vec<usize>> {
    let mut numbers = Vec::new();
    while let [first, rest @ ..] = operands {
        let (number, length) = match (*first, rest) {
            (32..=246, _) => (i64::from(*first) - 139, 0),
            (247..=250, [next, ..]) => ((i64::from(*first) - 247) * 256 + i64::from(*next) + 108, 1),
            (28, [a, b, ..]) => (i64::from(i16::from_be_bytes([*a, *b])), 2),
            (29, [a, b, c, d, ..]) => (i64::from(i32::from_be_bytes([*a, *b, *c, *d])), 4),
            _ => return None,
        };
        numbers.push(usize::try_from(number).ok()?);
        operands = rest.get(length..)?;
    }
    Some(numbers)
}

/// A number as the shortest operand (table 3).
pub(super) fn short_operand(number: usize) -> Option<Vec<u8>> {
    Some(match number {
        0..=107 => vec![number as u8 + 139],
        108..=1131 => vec![((number - 108) >> 8) as u8 + 247, (number - 108) as u8],
        _ => operand(number)?.to_vec(),
    })
}

/// A number as an operand of five bytes, so that its length does not depend on it.
pub(super) fn operand(number: usize) -> Option<[u8; 5]> {
    let [a, b, c, d] = i32::try_from(number).ok()?.to_be_bytes();
    Some([29, a, b, c, d])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// Technical Note 5176, table 4 and its examples; an INDEX by hand (5).
    #[test]
    fn numbers_and_objects_are_written_as_the_note_says() {
        assert_eq!(whole_numbers(&[139, 239, 247, 124, 28, 0x27, 0x10]).unwrap(), [0, 100, 232, 10_000]);
        assert_eq!(whole_numbers(&[29, 0, 1, 0x86, 0xA0]).unwrap(), [100_000]);
        assert_eq!(whole_numbers(&[39]), None, "-100");
        assert_eq!(whole_numbers(&operand(70_000).unwrap()).unwrap(), [70_000]);
        for (number, length) in [(0, 1), (107, 1), (108, 2), (1131, 2), (1132, 5)] {
            let short = short_operand(number).unwrap();
            assert_eq!((whole_numbers(&short).unwrap(), short.len()), (vec![number], length));
        }
        assert_eq!(index(&[]).unwrap(), [0, 0]);
        assert_eq!(index(&[b"ab", b"", b"c"]).unwrap(), [0, 3, 1, 1, 3, 3, 4, b'a', b'b', b'c']);
        let long = [7; 300];
        let two = index(&[&long, &long]).unwrap();
        assert_eq!(two[..9], [0, 2, 2, 0, 1, 1, 45, 2, 89]);
        let read = Index::read(&two, 0).unwrap();
        assert_eq!((read.len(), read.get(1), read.end), (2, Some(&long[..]), two.len()));
        assert_eq!(read.get(2), None);
    }

    #[test]
    fn what_is_cut_short_is_none() {
        let whole = index(&[b"ab", b"c"]).unwrap();
        for length in 0..whole.len() {
            assert!(Index::read(&whole[..length], 0).is_none(), "{length}");
        }
        assert_eq!(entries(&[139, 12]), None);
        assert_eq!(entries(&[139, 139, 5, 140, 12, 30]).unwrap(), [(&[5][..], &[139, 139][..]), (&[12, 30], &[140])]);
    }
}
