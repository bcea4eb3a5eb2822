//! How an input becomes another one: as bytes, or within the shape that lets it in at all.

pub mod pdf;
pub mod zip;

use libfuzzer_sys::fuzzer_mutate;

/// What an input is made of.
#[derive(Clone, Copy)]
pub enum Shape {
    /// Bytes.
    Bytes,
    /// Files in a zip archive: one of them is changed.
    Zip,
    /// Objects of a PDF: one of them is changed, and the table of objects made anew.
    Pdf,
}

/// Changes the first `size` bytes of `data` into at most `max_size`, and gives their number.
pub fn mutated(shape: Shape, data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let old = data.get(..size).unwrap_or_default();
    // Now and then the shape itself is damaged.
    let new = match (shape, seed % 8) {
        (Shape::Bytes, _) | (_, 0) => None,
        (Shape::Zip, _) => zip::mutated(old, seed / 8, max_size),
        (Shape::Pdf, _) => pdf::mutated(old, seed / 8, max_size),
    };
    match new.filter(|new| new.len() <= max_size) {
        Some(new) => {
            data[..new.len()].copy_from_slice(&new);
            new.len()
        }
        None => fuzzer_mutate(data, size, max_size),
    }
}

/// Changes a part of an input, which may become `room` bytes longer.
fn changed(part: &[u8], room: usize) -> Vec<u8> {
    let most = part.len() + room.min(4096);
    let mut new = part.to_vec();
    new.resize(most, 0);
    let size = fuzzer_mutate(&mut new, part.len(), most);
    new.truncate(size);
    new
}
