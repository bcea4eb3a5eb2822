//! A JPEG as a file of its own: with its profile, which the PDF keeps apart from it.

use super::{ICC_PART, Jpeg, SOI, marker};

/// Most bytes of a profile in one segment: its length is told in two bytes, which it counts too (ICC.1:2022, B.4).
const LARGEST_PART: usize = 0xFFFF - 2 - ICC_PART.len() - 2;

impl Jpeg {
    /// The file.
    pub(in super::super) fn to_file(&self) -> Vec<u8> {
        let (start, rest) = self.data.split_at(SOI.min(self.data.len()));
        let (head, rest) = rest.split_at(jfif_length(rest));
        [start, head, &segments(self.profile.as_deref().unwrap_or_default()), rest].concat()
    }
}

/// Length of the JFIF segment, which is the first of its file.
fn jfif_length(bytes: &[u8]) -> usize {
    match bytes {
        [0xFF, marker::APP0, high, low, ..] => (2 + usize::from(u16::from_be_bytes([*high, *low]))).min(bytes.len()),
        _ => 0,
    }
}

/// A profile in its segments; one that has more parts than can be numbered is left out.
fn segments(profile: &[u8]) -> Vec<u8> {
    let Ok(count) = u8::try_from(profile.len().div_ceil(LARGEST_PART)) else { return Vec::new() };
    let parts = (1..=count).zip(profile.chunks(LARGEST_PART));
    let segments = parts.flat_map(|(number, part)| {
        let length = u16::try_from(2 + ICC_PART.len() + 2 + part.len()).unwrap_or(u16::MAX);
        [&[0xFF, marker::APP2], &length.to_be_bytes()[..], ICC_PART, &[number, count], part].concat()
    });
    segments.collect()
}
