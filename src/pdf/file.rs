//! The file: objects as bytes, and where each of them is (ISO 32000-1, 7.5).
//!
//! Written here and not by lopdf, which needs the whole file in memory a second time to learn its identifier, and
//! leaves the table of cross-references as it is: with the many objects of a tagged file it would be the largest
//! stream.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use lopdf::{Dictionary, Document, Object, Stream, StringFormat};
use md5::{Digest, Md5};

use super::packing::{Packer, is_cff};
use crate::threads;

/// Objects in one object stream.
const OBJECTS_A_STREAM: usize = 1000;
/// Bytes of an entry of the cross-reference stream: kind, place, and index or generation.
const ENTRY: [usize; 3] = [1, 4, 2];

/// A finished PDF file.
pub struct PdfFile {
    /// Objects that are streams, with their numbers; those that hold other objects are the last.
    streams: Vec<(u32, Stream)>,
    /// Where the objects are that are no streams: number of the stream that holds them, index in it.
    packed: BTreeMap<u32, (u32, u16)>,
    /// What the trailer says (7.5.5).
    trailer: Dictionary,
}

impl PdfFile {
    /// A document as a file: streams are compressed unless they are, other objects packed into streams (7.5.7). It has
    /// kept the numbers of `further` objects, which `make` makes.
    ///
    /// # Errors
    /// Never, since everything goes to memory.
    pub(super) fn new(
        document: Document,
        further: Range<u32>,
        make: impl Fn(u32) -> Option<Object> + Sync,
    ) -> io::Result<PdfFile> {
        let mut parts = Vec::new();
        let mut others = Vec::new();
        let mut next = document.max_id.saturating_add(1);
        for ((number, _), object) in document.objects {
            next = next.max(number.saturating_add(1));
            match object {
                Object::Stream(stream) => parts.push((number, Part::Stream(stream))),
                other => others.push((number, other)),
            }
        }
        let mut others = others.into_iter().peekable();
        while others.peek().is_some() {
            parts.push((next, Part::Objects(others.by_ref().take(OBJECTS_A_STREAM).collect())));
            next = next.saturating_add(1);
        }
        for first in further.clone().step_by(OBJECTS_A_STREAM) {
            let end = further.end.min(first.saturating_add(OBJECTS_A_STREAM as u32));
            parts.push((next, Part::Further(first..end)));
            next = next.saturating_add(1);
        }

        let mut file = PdfFile { streams: Vec::new(), packed: BTreeMap::new(), trailer: Dictionary::new() };
        let made = |packer: &mut Packer, (number, part): (u32, Part)| (number, part.made(packer, &make));
        // Of a report's time a fifth goes here, and no part depends on another.
        for (number, made) in threads::map(parts, Packer::new, made) {
            let (stream, held) = made?;
            file.packed.extend(held.into_iter().zip(0..).map(|(held, index)| (held, (number, index))));
            file.streams.push((number, stream));
        }
        for key in [b"Root".as_slice(), b"Info"] {
            if let Ok(reference) = document.trailer.get(key) {
                file.trailer.set(key, reference.clone());
            }
        }
        // The identifier is a hash of what the file holds. 14.4 suggests to hash the time as well, which is never the
        // same again.
        let mut hash = Md5::new();
        // Outlines are left out: the metadata hold a digest of them (`seal`).
        for (_, stream) in file.streams.iter().filter(|(_, stream)| !is_cff(&stream.dict)) {
            let mut dictionary = Vec::new();
            write_dictionary(&mut dictionary, &stream.dict)?;
            hash.update(dictionary);
            hash.update(&stream.content);
        }
        let identifier = Object::String(hash.finalize().to_vec(), StringFormat::Hexadecimal);
        file.trailer.set("ID", vec![identifier; 2]);
        Ok(file)
    }

    /// Writes the file.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn write_to(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut out = Counted { out, written: 0 };
        // 7.5.2: four bytes of 128 and more tell that the file is binary (ISO 19005-2, 6.1.2).
        out.write_all(b"%PDF-1.7\n%\xE5\xB9\xB4\xE6\n")?;
        let mut places: BTreeMap<u32, [u64; 3]> = BTreeMap::new();
        places.insert(0, [0, 0, 65_535]);
        places.extend(
            self.packed.iter().map(|(number, (holder, index))| (*number, [2, u64::from(*holder), u64::from(*index)])),
        );
        for (number, stream) in &self.streams {
            places.insert(*number, [1, out.written, 0]);
            write_stream(&mut out, *number, stream)?;
        }

        let start = out.written;
        let number = places.keys().next_back().map_or(1, |last| last.saturating_add(1));
        places.insert(number, [1, start, 0]);
        write_stream(&mut out, number, &self.cross_references(number, &places)?)?;
        write!(out, "startxref\n{start}\n%%EOF\n")?;
        out.flush()
    }

    /// The file in memory.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Memory refuses nothing.
        let _ = self.write_to(&mut bytes);
        bytes
    }

    /// The cross-reference stream (7.5.8), which is the trailer as well.
    fn cross_references(&self, last: u32, places: &BTreeMap<u32, [u64; 3]>) -> io::Result<Stream> {
        let width: usize = ENTRY.iter().sum();
        let mut rows = Vec::new();
        let mut above = vec![0_u8; width];
        for place in places.values() {
            let row: Vec<u8> = ENTRY
                .iter()
                .zip(place)
                .flat_map(|(bytes, value)| value.to_be_bytes().into_iter().skip(8 - bytes))
                .collect();
            // PNG's filter Up (7.4.4.4): entries differ little from one to the next.
            rows.push(2);
            rows.extend(row.iter().zip(&above).map(|(byte, above)| byte.wrapping_sub(*above)));
            above = row;
        }
        // Pairs of a first number and a count: numbers that no object has are left out.
        let mut index: Vec<[i64; 2]> = Vec::new();
        for number in places.keys().map(|number| i64::from(*number)) {
            match index.last_mut() {
                Some([first, count]) if *first + *count == number => *count += 1,
                _ => index.push([number, 1]),
            }
        }

        let mut parameters = Dictionary::new();
        parameters.set("Predictor", 12);
        parameters.set("Columns", width as i64);
        let mut dictionary = self.trailer.clone();
        dictionary.set("Type", "XRef");
        dictionary.set("Size", i64::from(last) + 1);
        dictionary.set("W", ENTRY.map(|bytes| Object::Integer(bytes as i64)).to_vec());
        dictionary.set("Index", index.into_iter().flatten().map(Object::Integer).collect::<Vec<_>>());
        dictionary.set("DecodeParms", parameters);
        Packer::new().compressed(Stream::new(dictionary, rows))
    }
}

fn write_stream(out: &mut dyn Write, number: u32, stream: &Stream) -> io::Result<()> {
    writeln!(out, "{number} 0 obj")?;
    write_dictionary(out, &stream.dict)?;
    out.write_all(b"stream\n")?;
    out.write_all(&stream.content)?;
    out.write_all(b"\nendstream\nendobj\n")
}

/// An object that is no stream (7.3).
fn write_object(out: &mut dyn Write, object: &Object) -> io::Result<()> {
    match object {
        Object::Null | Object::Stream(_) => out.write_all(b"null"),
        Object::Boolean(value) => write!(out, "{value}"),
        Object::Integer(value) => write!(out, "{value}"),
        Object::Real(value) => write!(out, "{value}"),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, format) => write_string(out, bytes, format),
        Object::Reference((number, generation)) => write!(out, "{number} {generation} R"),
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Array(items) => {
            out.write_all(b"[")?;
            for (at, item) in items.iter().enumerate() {
                if at > 0 && begins_regular(item) {
                    out.write_all(b" ")?;
                }
                write_object(out, item)?;
            }
            out.write_all(b"]")
        }
    }
}

fn write_dictionary(out: &mut dyn Write, dictionary: &Dictionary) -> io::Result<()> {
    out.write_all(b"<<")?;
    for (key, value) in dictionary {
        write_name(out, key)?;
        if begins_regular(value) {
            out.write_all(b" ")?;
        }
        write_object(out, value)?;
    }
    out.write_all(b">>")
}

/// Whether an object begins with a regular character, which needs white space before it (7.2.2).
fn begins_regular(object: &Object) -> bool {
    !matches!(object, Object::Name(_) | Object::String(..) | Object::Dictionary(_) | Object::Array(_))
}

/// A name (7.3.5): what is no regular character as its code.
fn write_name(out: &mut dyn Write, name: &[u8]) -> io::Result<()> {
    out.write_all(b"/")?;
    for byte in name {
        match byte {
            b'!'..=b'~' if !b"()<>[]{}/%#".contains(byte) => out.write_all(&[*byte])?,
            _ => write!(out, "#{byte:02X}")?,
        }
    }
    Ok(())
}

/// A string (7.3.4): literal if it is plain text, else in hexadecimal digits.
fn write_string(out: &mut dyn Write, bytes: &[u8], format: &StringFormat) -> io::Result<()> {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !b"()\\".contains(byte);
    if *format == StringFormat::Literal && bytes.iter().all(is_plain) {
        out.write_all(b"(")?;
        out.write_all(bytes)?;
        return out.write_all(b")");
    }
    out.write_all(b"<")?;
    for byte in bytes {
        write!(out, "{byte:02X}")?;
    }
    out.write_all(b">")
}

/// What becomes a stream of the file.
enum Part {
    Stream(Stream),
    Objects(Vec<(u32, Object)>),
    /// Objects that are made for it, by their numbers.
    Further(Range<u32>),
}

impl Part {
    /// The stream, and the numbers of the objects that it holds.
    fn made(self, packer: &mut Packer, make: &impl Fn(u32) -> Option<Object>) -> io::Result<(Stream, Vec<u32>)> {
        let (stream, held) = match self {
            Part::Stream(stream) => (stream, Vec::new()),
            Part::Objects(objects) => object_stream(objects.into_iter())?,
            Part::Further(numbers) => object_stream(numbers.filter_map(|number| Some((number, make(number)?))))?,
        };
        Ok((packer.compressed(stream)?, held))
    }
}

/// An object stream (7.5.7), and the numbers of what it holds.
fn object_stream(objects: impl Iterator<Item = (u32, Object)>) -> io::Result<(Stream, Vec<u32>)> {
    let (mut places, mut bodies, mut held) = (Vec::new(), Vec::new(), Vec::new());
    for (number, object) in objects {
        write!(places, "{number} {} ", bodies.len())?;
        write_object(&mut bodies, &object)?;
        bodies.push(b'\n');
        held.push(number);
    }
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "ObjStm");
    dictionary.set("N", held.len() as i64);
    dictionary.set("First", places.len() as i64);
    places.extend(bodies);
    Ok((Stream::new(dictionary, places), held))
}

/// A writer that knows how much has been written.
struct Counted<'a> {
    out: &'a mut dyn Write,
    written: u64,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn written(object: impl Into<Object>) -> String {
        let mut out = Vec::new();
        write_object(&mut out, &object.into()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn objects_are_written_as_the_standard_has_them() {
        assert_eq!(
            written(vec![1.into(), Object::Name(b"A b#".to_vec()), Object::Null, (-2).into()]),
            "[1/A#20b#23 null -2]"
        );
        assert_eq!(written(Object::Real(0.5)), "0.5");
        assert_eq!(written(Object::string_literal("a b")), "(a b)");
        assert_eq!(written(Object::string_literal("a(b")), "<612862>");
        assert_eq!(written(Object::String(vec![0xFE, 0xFF], StringFormat::Literal)), "<FEFF>");
        let mut dictionary = Dictionary::new();
        dictionary.set("K", Object::Reference((3, 0)));
        dictionary.set("D", Dictionary::new());
        assert_eq!(written(dictionary), "<</K 3 0 R/D<<>>>>");
    }

    #[test]
    fn another_program_reads_it_back() {
        let mut document = Document::new();
        let first = document.add_object(vec![1.into(), 2.into()]);
        // A number that no object has.
        let gone = document.new_object_id();
        let stream = document.add_object(Stream::new(Dictionary::new(), b"text".to_vec()));
        document.trailer.set("Root", first);
        let further = document.new_object_id().0;
        let bytes = PdfFile::new(document, further..further + 1, |_| Some(7.into())).unwrap().to_bytes();
        let read = Document::load_mem(&bytes).unwrap();
        assert_eq!(read.get_object(first).unwrap(), &Object::Array(vec![1.into(), 2.into()]));
        assert!(read.get_object(gone).is_err());
        assert_eq!(read.get_object((further, 0)).unwrap(), &Object::Integer(7));
        let stream = read.get_object(stream).unwrap().as_stream().unwrap();
        assert_eq!(stream.decompressed_content().unwrap(), b"text");
    }
}
