//! The objects of a file, read by lopdf within limits that it does not know of.
//!
//! A few bytes can name millions of objects: entries of the table that all lead to the same place, objects packed
//! together, rows of billions of bytes. So what lopdf would make room for is looked at before it does: rows of
//! predictors in the plain bytes, the tables one by one, and each object as it comes. Objects that are packed into a
//! stream are taken out here, one at a time, and streams whose length stands in another object are closed here.

use std::any::Any;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use lopdf::xref::XrefEntry;
use lopdf::{
    DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, ObjectStream, Reader, Stream,
};

use super::damaged;
use super::limits::{LARGEST_STREAM, LARGEST_SUM, Limit, too_much};
use super::unpack::encrypted;
use crate::diagnostic::Diagnostic;

/// Entries of all tables of a file. A table of 400,000 cells, the most that a report has, takes half a million.
const MOST_ENTRIES: usize = 3_000_000;
/// Values of all objects, at some 200 bytes each. The 400,000 cells take nine million.
const MOST_VALUES: usize = 12_000_000;
/// A small file may have so many, and two for each of its bytes: deflate and object streams bring it to one at most.
const SMALL_VALUES: usize = 1_000_000;
/// Bytes that objects may hold beyond those of the file, for the sake of tables that name one twice.
const DOUBLED: usize = 64 << 20;
/// Bytes of a table, unpacked, that lopdf finds in a damaged file where nothing here does.
const UNSEEN_TABLE: usize = 4 << 20;
/// Widest field of a table, in bytes. Places of files take five at most.
const WIDEST: i64 = 8;
/// The last table is named within so many bytes of the end (ISO 32000-1, annex H, 3.4.4).
const NEAR: usize = 1024;
/// Most blanks and comments behind a name that are looked through, in bytes. Files have one or two.
const WIDEST_GAP: usize = 1024;
/// Longest parameters of a filter, in bytes. They have some five entries.
const LONGEST_PARAMETERS: usize = 64 << 10;
/// What a stream of packed objects is called until they are taken out.
const HELD: &str = "HeldObjStm";

thread_local! {
    static INTAKE: RefCell<Intake> = RefCell::default();
}

/// What has been read so far. It is the thread's, for lopdf hands objects to a plain function.
#[derive(Default)]
struct Intake {
    values: Allowance,
    bytes: Allowance,
    /// Streams of packed objects.
    packed: Vec<ObjectId>,
    /// Streams whose length is not known yet, and where they begin.
    open: Vec<(ObjectId, usize)>,
}

/// How much may still come.
#[derive(Clone, Copy, Default)]
struct Allowance {
    most: usize,
    left: usize,
}

impl Allowance {
    fn of(most: usize) -> Allowance {
        Allowance { most, left: most }
    }

    fn take(&mut self, some: usize, limit: fn(usize) -> Limit) -> Result<(), Limit> {
        self.left = self.left.checked_sub(some).ok_or(limit(self.most))?;
        Ok(())
    }
}

/// Reads the objects of a file.
///
/// # Errors
/// It is damaged or encrypted, or asks for too much.
pub(super) fn load(bytes: &[u8]) -> Result<Document, Diagnostic> {
    const MARK: &[u8] = b"%PDF-";
    // Places count from the mark.
    let start = bytes.windows(MARK.len()).position(|window| window == MARK).unwrap_or_default();
    let bytes = bytes.get(start..).unwrap_or_default();
    rows(bytes)?;
    // Before a predictor is undone each row has a byte more (7.4.4.4).
    let largest_table = tables(bytes)?.saturating_mul(2).max(UNSEEN_TABLE);
    let values = bytes.len().saturating_mul(2).saturating_add(SMALL_VALUES).min(MOST_VALUES);
    let intake = Intake {
        values: Allowance::of(values),
        bytes: Allowance { most: DOUBLED, left: bytes.len().saturating_add(DOUBLED) },
        ..Intake::default()
    };
    INTAKE.replace(intake);
    let hidden = without_lengths(bytes)?;
    let options = LoadOptions { max_decompressed_size: Some(largest_table), ..LoadOptions::with_filter(take_in) };
    let read = catch_unwind(AssertUnwindSafe(|| Document::load_mem_with_options(&hidden, options)));
    let mut intake = INTAKE.take();
    let mut document = match read {
        Ok(Ok(document)) => document,
        Ok(Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. }))) => {
            return Err(too_much(Limit::Stream(largest_table)));
        }
        Ok(Err(Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_))) => {
            return Err(encrypted());
        }
        Ok(Err(_)) => return Err(damaged()),
        Err(stopped) => return Err(stopped.downcast_ref().map_or_else(damaged, |limit| too_much(*limit))),
    };
    // Streams of packed objects never have their length in one of these (7.5.7), others may.
    close(&mut document, bytes, &mut intake).map_err(too_much)?;
    take_out(&mut document, &mut intake)?;
    close(&mut document, bytes, &mut intake).map_err(too_much)?;
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    for stream in streams {
        row(&stream.dict)?;
    }
    Ok(document)
}

/// Weighs an object that lopdf has read. What is too much ends the reading at once: whatever else the table names would
/// be read in vain.
fn take_in(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let taken = INTAKE.with_borrow_mut(|intake| {
        weigh(object, intake)?;
        if let Object::Stream(stream) = object {
            if stream.dict.has_type(b"ObjStm") {
                stream.dict.set("Type", HELD);
                intake.packed.push(id);
            }
            let hidden = stream.dict.get(b"Length").and_then(Object::as_str).ok();
            if let Some((length, _)) = hidden.and_then(identity) {
                stream.dict.set("Length", length);
            }
            // Lopdf would copy it later, without asking.
            if let Some(start) = stream.start_position.take_if(|_| stream.content.is_empty()) {
                intake.open.push((id, start));
            }
        }
        Ok(())
    });
    if let Err(limit) = taken {
        let limit: Limit = limit;
        resume_unwind(Box::new(limit) as Box<dyn Any + Send>);
    }
    Some((id, Object::Null))
}

fn weigh(object: &Object, intake: &mut Intake) -> Result<(), Limit> {
    intake.values.take(1, Limit::Values)?;
    match object {
        Object::Name(text) | Object::String(text, _) => intake.bytes.take(text.len(), Limit::Doubled),
        Object::Array(items) => items.iter().try_for_each(|item| weigh(item, intake)),
        Object::Dictionary(own) => own.iter().try_for_each(|(_, value)| weigh(value, intake)),
        Object::Stream(stream) => {
            intake.bytes.take(stream.content.len(), Limit::Doubled)?;
            stream.dict.iter().try_for_each(|(_, value)| weigh(value, intake))
        }
        _ => Ok(()),
    }
}

/// Takes out the objects that are packed into streams (7.5.7), each from its own stretch of bytes.
fn take_out(document: &mut Document, intake: &mut Intake) -> Result<(), Diagnostic> {
    let mut left = LARGEST_SUM;
    for container in std::mem::take(&mut intake.packed) {
        let Some(Object::Stream(stream)) = document.objects.remove(&container) else { continue };
        row(&stream.dict)?;
        let content = match stream.get_plain_content_with_limit(LARGEST_STREAM.min(left)) {
            Ok(content) => content,
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { limit })) => {
                let whole = limit == LARGEST_STREAM;
                return Err(too_much(if whole { Limit::Stream(limit) } else { Limit::Streams(LARGEST_SUM) }));
            }
            Err(_) => continue,
        };
        left = left.saturating_sub(content.len());
        for (number, text) in stretches(&stream.dict, &content) {
            // A copy that the table knows better elsewhere.
            let entry = document.reference_table.get(number);
            let is_elsewhere =
                matches!(entry, Some(XrefEntry::Compressed { container: own, .. }) if *own != container.0);
            if is_elsewhere || document.objects.contains_key(&(number, 0)) {
                continue;
            }
            if tokens(text) > intake.values.left {
                return Err(too_much(Limit::Values(intake.values.most)));
            }
            let Some(object) = parsed(text) else { continue };
            // Strings come out of unpacked bytes, which are counted already.
            intake.bytes.left = intake.bytes.left.saturating_add(text.len());
            weigh(&object, intake).map_err(too_much)?;
            document.objects.insert((number, 0), object);
        }
    }
    Ok(())
}

/// The objects of a stream, by number, and where each is written. Of several at one place only the first is there.
fn stretches<'c>(dictionary: &Dictionary, content: &'c [u8]) -> Vec<(u32, &'c [u8])> {
    let first = dictionary.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
    let Some(first) = first else { return Vec::new() };
    let head = content.get(..first).and_then(|head| std::str::from_utf8(head).ok()).unwrap_or_default();
    let numbers: Vec<Option<u32>> = head.split_whitespace().map(|number| number.parse().ok()).collect();
    let mut places: Vec<(usize, u32)> = numbers
        .chunks_exact(2)
        .filter_map(|pair| match pair {
            [Some(number), Some(place)] => Some((first.checked_add(*place as usize)?, *number)),
            _ => None,
        })
        .collect();
    places.sort_by_key(|(place, _)| *place);
    places.dedup_by_key(|(place, _)| *place);
    let ends = places.iter().skip(1).map(|(place, _)| *place).chain([content.len()]);
    let stretch = |((place, number), end): (&(usize, u32), usize)| {
        Some((*number, content.get(*place..end.min(content.len()))?.trim_ascii_start()))
    };
    places.iter().zip(ends).filter_map(stretch).collect()
}

/// An object as it is written, by lopdf: it opens streams of packed objects only, so this makes one.
fn parsed(text: &[u8]) -> Option<Object> {
    const HEAD: &[u8] = b"1 0 ";
    let mut dictionary = Dictionary::new();
    dictionary.set("First", 4);
    dictionary.set("N", 1);
    let mut stream = Stream::new(dictionary, [HEAD, text].concat());
    ObjectStream::new_with_limit(&mut stream, None).ok()?.objects.remove(&(1, 0))
}

/// How many values some bytes can be at most.
fn tokens(text: &[u8]) -> usize {
    let is_edge = |byte: u8| byte.is_ascii_whitespace() || byte == 0 || b"()<>[]{}/%".contains(&byte);
    let opens = text.iter().filter(|byte| b"(<[/".contains(byte)).count();
    let words = text.windows(2).filter(|pair| matches!(pair, [a, b] if is_edge(*a) && !is_edge(*b))).count();
    opens + words + 1
}

/// Hides from lopdf that the length of a stream stands elsewhere (7.3.8.2): for each stream it would read that object
/// anew, and all that are packed with it. `/Length 12 0 R` becomes `/Length(12 0) `, of as many bytes.
fn without_lengths(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Diagnostic> {
    let mut hidden = Cow::Borrowed(bytes);
    for rest in behind_each(bytes, b"Length") {
        let value = gap(rest)?;
        let Some((id, behind)) = number(value) else { continue };
        let Some((generation, behind)) = number(gap(behind)?) else { continue };
        let end = gap(behind)?;
        // `/Length12` is another name.
        if value.len() == rest.len() || end.first() != Some(&b'R') {
            continue;
        }
        let shown = format!("({id} {generation})").into_bytes().into_iter().chain(std::iter::repeat(b' '));
        let range = bytes.len() - rest.len()..=bytes.len() - end.len();
        let own = hidden.to_mut().get_mut(range).unwrap_or_default();
        own.iter_mut().zip(shown).for_each(|(byte, shown)| *byte = shown);
    }
    Ok(hidden)
}

/// Gives streams their content whose length stands in an object that is there by now.
fn close(document: &mut Document, bytes: &[u8], intake: &mut Intake) -> Result<(), Limit> {
    for (id, start) in std::mem::take(&mut intake.open) {
        let length = document.get_object(id).and_then(Object::as_stream).and_then(|own| own.dict.get(b"Length"));
        let length = length.and_then(|length| document.dereference(length)).and_then(|(_, length)| length.as_i64());
        let Ok(length) = length else {
            intake.open.push((id, start));
            continue;
        };
        let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length));
        let Some(content) = end.and_then(|end| bytes.get(start..end)) else { continue };
        intake.bytes.take(content.len(), Limit::Doubled)?;
        if let Ok(stream) = document.get_object_mut(id).and_then(Object::as_stream_mut) {
            stream.set_content(content.to_vec());
        }
    }
    Ok(())
}

/// Looks at each table of objects (7.5.4, 7.5.8) from the last one on; tells the bytes of the largest one, unpacked.
fn tables(bytes: &[u8]) -> Result<usize, Diagnostic> {
    const START: &[u8] = b"startxref";
    let tail = bytes.len().saturating_sub(NEAR);
    let starts = (tail..bytes.len()).filter_map(|at| bytes.get(at..)?.strip_prefix(START));
    let mut open: Vec<usize> = starts.filter_map(|rest| Some(number(blanks(rest))?.0)).collect();
    let mut seen = HashSet::new();
    let (mut count, mut largest) = (0_usize, 0);
    while let Some(place) = open.pop() {
        if !seen.insert(place) {
            continue;
        }
        let Some(rest) = bytes.get(place..) else { continue };
        let dictionary = if rest.starts_with(b"xref") { trailer(rest) } else { None };
        let dictionary = match dictionary {
            Some(dictionary) => dictionary,
            None => {
                let Some(stream) = stream_at(bytes, place) else { continue };
                let (entries, size) = table(&stream)?;
                count = count.saturating_add(entries);
                largest = largest.max(size);
                stream.dict
            }
        };
        if count > MOST_ENTRIES {
            return Err(too_much(Limit::Entries(MOST_ENTRIES)));
        }
        let before = [b"Prev".as_slice(), b"XRefStm"].map(|key| dictionary.get(key).and_then(Object::as_i64).ok());
        open.extend(before.into_iter().flatten().filter_map(|place| usize::try_from(place).ok()));
    }
    Ok(largest)
}

/// The trailer behind a plain table.
fn trailer(table: &[u8]) -> Option<Dictionary> {
    const MARK: &[u8] = b"trailer";
    let at = table.windows(MARK.len()).position(|window| window == MARK)?;
    let text = blanks(table.get(at + MARK.len()..)?);
    let text = text.get(..text.len().min(LONGEST_PARAMETERS))?;
    match parsed(text)? {
        Object::Dictionary(own) => Some(own),
        _ => None,
    }
}

/// The stream that begins at a place, as lopdf reads it.
fn stream_at(bytes: &[u8], place: usize) -> Option<Stream> {
    let (id, _) = identity(bytes.get(place..)?)?;
    let mut document = Document::new();
    let entry = XrefEntry::Normal { offset: u32::try_from(place).ok()?, generation: id.1 };
    document.reference_table.insert(id.0, entry);
    let reader = Reader {
        buffer: bytes,
        document,
        encryption_state: None,
        raw_objects: Default::default(),
        password: None,
        strict: false,
        max_decompressed_size: Some(0),
    };
    match reader.get_object(id, &mut HashSet::new()).ok()? {
        Object::Stream(stream) => Some(stream),
        _ => None,
    }
}

/// How many entries a table has, and of how many bytes it is.
fn table(stream: &Stream) -> Result<(usize, usize), Diagnostic> {
    row(&stream.dict)?;
    let widths = stream.dict.get(b"W").and_then(Object::as_array).map_err(|_| damaged())?;
    let widths: Vec<i64> = widths.iter().filter_map(|width| width.as_i64().ok()).collect();
    let is_sound = widths.len() >= 3 && widths.iter().all(|width| (0..=WIDEST).contains(width));
    let each: i64 = widths.iter().take(3).sum();
    let each = usize::try_from(each).ok().filter(|each| is_sound && *each > 0).ok_or_else(damaged)?;
    match stream.get_plain_content_with_limit(LARGEST_STREAM) {
        Ok(content) => Ok((content.len() / each, content.len())),
        Err(Error::Decompress(DecompressError::MemoryLimitExceeded { limit })) => Err(too_much(Limit::Stream(limit))),
        Err(_) => Err(damaged()),
    }
}

/// Looks at the rows of predictors, wherever the file has parameters of filters: lopdf makes room for a row before it
/// knows whether there is one.
fn rows(bytes: &[u8]) -> Result<(), Diagnostic> {
    for rest in behind_each(bytes, b"DecodeParms") {
        let text = gap(rest)?;
        if !text.starts_with(b"<<") {
            continue;
        }
        let within = |most: usize| parsed(text.get(..text.len().min(most))?);
        // Most are short.
        match within(NEAR).or_else(|| within(LONGEST_PARAMETERS)) {
            Some(Object::Dictionary(own)) => own_row(&own)?,
            _ => return Err(damaged()),
        }
    }
    Ok(())
}

/// What follows a name, wherever it stands.
fn behind_each<'b>(bytes: &'b [u8], name: &'static [u8]) -> impl Iterator<Item = &'b [u8]> {
    let names = (0..bytes.len()).filter(|at| bytes.get(*at) == Some(&b'/'));
    names.filter_map(move |at| behind_name(bytes.get(at + 1..)?, name))
}

/// What follows a name, whose characters may be written as `#xx` (7.3.5).
fn behind_name<'b>(mut bytes: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    for wanted in name {
        let (byte, rest) = match bytes {
            [b'#', high, low, rest @ ..] => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                (u8::try_from(digit(high)? * 16 + digit(low)?).ok()?, rest)
            }
            [byte, rest @ ..] => (*byte, rest),
            [] => return None,
        };
        if byte != *wanted {
            return None;
        }
        bytes = rest;
    }
    Some(bytes)
}

fn row(dictionary: &Dictionary) -> Result<(), Diagnostic> {
    let parameters = match dictionary.get(b"DecodeParms") {
        Ok(Object::Array(all)) => all.as_slice(),
        Ok(own) => std::slice::from_ref(own),
        Err(_) => &[],
    };
    parameters.iter().filter_map(|own| own.as_dict().ok()).try_for_each(own_row)
}

/// A row (7.4.4.3) has no more bytes than a stream may have.
fn own_row(parameters: &Dictionary) -> Result<(), Diagnostic> {
    let number = |key: &[u8], usual: i64| parameters.get(key).and_then(Object::as_i64).unwrap_or(usual).max(1);
    let bits =
        number(b"Columns", 1).saturating_mul(number(b"Colors", 1)).saturating_mul(number(b"BitsPerComponent", 8));
    let is_too_long = usize::try_from(bits / 8).map_or(true, |bytes| bytes > LARGEST_STREAM);
    if is_too_long { Err(too_much(Limit::Row(LARGEST_STREAM))) } else { Ok(()) }
}

/// What follows blanks and comments (7.2).
fn blanks(mut bytes: &[u8]) -> &[u8] {
    loop {
        bytes = match bytes {
            [b' ' | b'\t' | b'\r' | b'\n' | b'\x0C' | 0, rest @ ..] => rest,
            [b'%', rest @ ..] => {
                let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
                rest.get(end..).unwrap_or_default()
            }
            rest => return rest,
        };
    }
}

/// What follows the blanks and comments behind a name. A comment may hold the name again and again, so that to look
/// through all of it each time would take long.
fn gap(bytes: &[u8]) -> Result<&[u8], Diagnostic> {
    let near = bytes.get(..bytes.len().min(WIDEST_GAP)).unwrap_or_default();
    match blanks(near) {
        [] if near.len() == WIDEST_GAP => Err(damaged()),
        rest => Ok(bytes.get(near.len() - rest.len()..).unwrap_or_default()),
    }
}

/// The number and the generation of an object (7.3.10), and what follows them.
fn identity(bytes: &[u8]) -> Option<(ObjectId, &[u8])> {
    let (id, rest) = number(blanks(bytes))?;
    let (generation, rest) = number(blanks(rest))?;
    Some(((u32::try_from(id).ok()?, u16::try_from(generation).ok()?), rest))
}

/// A number, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let digits = bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(bytes.len());
    let (digits, rest) = bytes.split_at_checked(digits)?;
    Some((std::str::from_utf8(digits).ok()?.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn lopdf_sees_no_length_that_stands_elsewhere() {
        let hidden = |text: &'static [u8]| without_lengths(text).unwrap().into_owned();
        assert_eq!(hidden(b"<</Length 12 0 R/W 1 0 R>>"), b"<</Length(12 0) /W 1 0 R>>");
        assert_eq!(hidden(b"/L#65ngth\n0012 % a note\n 0R 9"), b"/L#65ngth(12 0)             9");
        assert_eq!(hidden(b"/Length%(\n1 2 R"), b"/Length(1 2)   ");
        for other in
            [&b"/Length 12 0 obj"[..], b"/Length 12/A 0 R", b"/Length1 2 0 R", b"/Length12 0 R", b"Length 1 0 R"]
        {
            assert_eq!(hidden(other), other);
        }
        // What is put back is what was hidden.
        assert_eq!(identity(b"12 0").unwrap().0, (12, 0));
        // A note that holds the name again and again.
        assert!(without_lengths(&b"/Length%".repeat(200)).is_err());
    }
}
