//! A PDF of which one object is changed, with a table of objects that finds all of them again.

use std::collections::BTreeMap;

/// A PDF with one object changed; `None` if it has none.
pub fn mutated(old: &[u8], seed: u32, max_size: usize) -> Option<Vec<u8>> {
    let (mut objects, mut trailer) = taken_apart(old)?;
    let at = usize::try_from(seed).ok()? % (objects.len() + 1);
    let room = max_size.saturating_sub(old.len());
    match objects.values_mut().nth(at) {
        Some(object) => *object = with_length(&super::changed(object, room)),
        None => trailer = super::changed(&trailer, room),
    }
    Some(put_together(&objects, &trailer))
}

/// The objects by their numbers, from behind `obj` to before `endobj`, and the dictionary of the trailer.
pub fn taken_apart(bytes: &[u8]) -> Option<(BTreeMap<u32, Vec<u8>>, Vec<u8>)> {
    let mut objects = BTreeMap::new();
    let mut rest = bytes;
    while let Some(open) = find(rest, b" 0 obj") {
        let number = rest[..open].rsplit(|byte| !byte.is_ascii_digit()).next()?;
        let number: u32 = std::str::from_utf8(number).ok()?.parse().ok()?;
        let body = &rest[open + b" 0 obj".len()..];
        let end = find(body, b"endobj")?;
        objects.insert(number, body[..end].to_vec());
        rest = &body[end + b"endobj".len()..];
    }
    let trailer = &rest[find(rest, b"trailer")? + b"trailer".len()..];
    let trailer = trailer[..find(trailer, b"startxref")?].to_vec();
    (!objects.is_empty()).then_some((objects, trailer))
}

/// The file of some objects.
pub fn put_together(objects: &BTreeMap<u32, Vec<u8>>, trailer: &[u8]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, body) in objects {
        table.push_str(&format!("{number} 1\n{:010} 00000 n \n", bytes.len()));
        bytes.extend_from_slice(format!("{number} 0 obj").as_bytes());
        bytes.extend_from_slice(body);
        bytes.extend_from_slice(b"endobj\n");
    }
    let start = bytes.len();
    bytes.extend_from_slice(table.as_bytes());
    bytes.extend_from_slice(b"trailer");
    bytes.extend_from_slice(trailer);
    bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    bytes
}

/// An object whose `/Length` is that of its stream, as far as both can be found.
fn with_length(object: &[u8]) -> Vec<u8> {
    const KEY: &[u8] = b"/Length ";
    let place = || {
        let stream = find(object, b"stream\n")?;
        let length = find(&object[stream..], b"\nendstream")?.checked_sub(b"stream\n".len())?;
        let key = find(&object[..stream], KEY)? + KEY.len();
        let digits = object[key..stream].iter().take_while(|byte| byte.is_ascii_digit()).count();
        Some((key, digits, length))
    };
    match place() {
        Some((key, digits, length)) => {
            [&object[..key], length.to_string().as_bytes(), &object[key + digits..]].concat()
        }
        None => object.to_vec(),
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
