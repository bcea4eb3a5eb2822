//! Objects by what they hold: dictionaries in the order of their keys, references by what they lead to, numbers to
//! thousandths, streams as they unpack.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use sha2::{Digest, Sha256};
use smallvec::SmallVec;

use super::content::content;
use crate::pdf::structure::Elements;

/// A stream of more bytes, unpacked, is hashed as it is stored.
pub(super) const LARGEST_STREAM: usize = 64 << 20;
/// Objects within one another.
const DEEPEST: usize = 200;
/// Steps of a file, each an object or some bytes: a report of a hundred pages takes a million.
const MOST_STEPS: usize = 50_000_000;
/// Bytes that take as long as an object.
const BYTES_A_STEP: usize = 64;

/// Whether a key says where an object was found, how it is stored, or nothing of what it holds.
fn is_left_out(key: &[u8]) -> bool {
    matches!(
        key,
        b"Type"
            | b"Length"
            | b"Length1"
            | b"Length2"
            | b"Length3"
            | b"Filter"
            | b"DecodeParms"
            | b"DL"
            | b"Parent"
            | b"P"
            | b"Prev"
            | b"StructParent"
            | b"StructParents"
            | b"ParentTree"
            | b"ParentTreeNextKey"
            | b"IDTree"
            | b"Metadata"
            | b"PieceInfo"
            | b"M"
    )
}

pub(super) type Hash = [u8; 32];

/// Hashes objects, each once.
pub(super) struct Objects<'a> {
    pub(super) document: &'a Document,
    /// Elements that the document does not hold yet.
    elements: Option<&'a Elements<'a>>,
    /// Pages are known by their place.
    pages: &'a HashMap<ObjectId, usize>,
    known: HashMap<ObjectId, (Hash, BTreeSet<Hash>)>,
    /// Objects that are being hashed.
    open: Vec<ObjectId>,
    /// Fonts that were met.
    fonts: BTreeSet<Hash>,
    depth: usize,
    left: usize,
}

impl<'a> Objects<'a> {
    pub(super) fn new(
        document: &'a Document,
        elements: Option<&'a Elements<'a>>,
        pages: &'a HashMap<ObjectId, usize>,
    ) -> Objects<'a> {
        Objects {
            document,
            elements,
            pages,
            known: HashMap::new(),
            open: Vec::new(),
            fonts: BTreeSet::new(),
            depth: 0,
            left: MOST_STEPS,
        }
    }

    /// Begins a page, or what else has a digest of its own, whatever became of the one before.
    pub(super) fn begin(&mut self) {
        self.open.clear();
        self.fonts.clear();
        self.depth = 0;
    }

    /// Takes a step; `None` if there are none left.
    pub(super) fn step(&mut self, bytes: usize) -> Option<()> {
        self.left = self.left.checked_sub(1 + bytes / BYTES_A_STEP)?;
        Some(())
    }

    /// The fonts that were met since they were last taken.
    pub(super) fn take_fonts(&mut self) -> Sha256 {
        let mut hash = Sha256::new();
        std::mem::take(&mut self.fonts).iter().for_each(|font| hash.update(font));
        hash
    }

    /// Hashes what a key leads to, if it leads to anything. Drawings without resources of their own share those of the
    /// content `around` them.
    ///
    /// `None`, here and below, if the file asks for too much.
    pub(super) fn entry(
        &mut self,
        hash: &mut Sha256,
        key: &[u8],
        object: Option<&Object>,
        around: Option<&Dictionary>,
    ) -> Option<()> {
        if let Some(object) = object {
            put_bytes(hash, b'/', key);
            self.put(hash, object, around)?;
        }
        Some(())
    }

    /// The digest of an object.
    pub(super) fn digest(&mut self, object: &Object, around: Option<&Dictionary>) -> Option<Hash> {
        let mut hash = Sha256::new();
        self.put(&mut hash, object, around)?;
        Some(hash.finalize().into())
    }

    fn put(&mut self, hash: &mut Sha256, object: &Object, around: Option<&Dictionary>) -> Option<()> {
        self.step(0)?;
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        match object {
            Object::Null => hash.update(b"n"),
            Object::Boolean(value) => hash.update([b'b', u8::from(*value)]),
            Object::Integer(value) => put_number(hash, value.saturating_mul(1000)),
            Object::Real(value) => put_number(hash, thousandths(f64::from(*value))),
            Object::Name(name) => put_bytes(hash, b'/', name),
            Object::String(bytes, _) => put_bytes(hash, b'(', &plain_text(bytes)),
            Object::Reference(id) => self.reference(hash, *id, around)?,
            Object::Array(items) => {
                hash.update(b"[");
                for item in items {
                    self.put(hash, item, around)?;
                }
                hash.update(b"]");
            }
            Object::Dictionary(own) => self.dictionary(hash, own, &[], around)?,
            Object::Stream(stream) => self.stream(hash, stream, around)?,
        }
        self.depth -= 1;
        Some(())
    }

    fn reference(&mut self, hash: &mut Sha256, id: ObjectId, around: Option<&Dictionary>) -> Option<()> {
        if let Some(page) = self.pages.get(&id) {
            hash.update(b"p");
            hash.update((*page as u64).to_be_bytes());
            return Some(());
        }
        if let Some((known, fonts)) = self.known.get(&id) {
            hash.update(known);
            self.fonts.extend(fonts);
            return Some(());
        }
        // What leads back to itself is known by how far back.
        if let Some(at) = self.open.iter().rposition(|open| *open == id) {
            hash.update(b"o");
            hash.update(((self.open.len() - at) as u64).to_be_bytes());
            return Some(());
        }
        let document = self.document;
        let made = self.elements.and_then(|elements| elements.object(id));
        let Some(object) = made.as_ref().or_else(|| document.objects.get(&id)) else {
            // A reference to no object is null (ISO 32000-1, 7.3.10).
            hash.update(b"n");
            return Some(());
        };
        self.open.push(id);
        let outer = std::mem::take(&mut self.fonts);
        let digest = self.digest(object, around)?;
        let own = std::mem::replace(&mut self.fonts, outer);
        self.fonts.extend(&own);
        self.open.pop();
        hash.update(digest);
        // A drawing without resources of its own draws with those around it.
        let is_shared = |stream: &Stream| is_form(stream) && !stream.dict.has(b"Resources");
        // An element is met once, and there may be hundreds of thousands.
        if made.is_none() && !object.as_stream().is_ok_and(is_shared) {
            self.known.insert(id, (digest, own));
        }
        Some(())
    }

    fn dictionary(
        &mut self,
        hash: &mut Sha256,
        own: &Dictionary,
        besides: &[&[u8]],
        around: Option<&Dictionary>,
    ) -> Option<()> {
        let is_told = |(key, value): &(&Vec<u8>, &Object)| {
            let key = key.as_slice();
            !is_left_out(key) && !besides.contains(&key) && !matches!(value, Object::Null)
        };
        let mut entries: SmallVec<[(&Vec<u8>, &Object); 8]> = own.iter().filter(is_told).collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        hash.update(b"<");
        for (key, value) in entries {
            self.entry(hash, key, Some(value), around)?;
        }
        hash.update(b">");
        Some(())
    }

    /// A drawing by what it draws, anything else as it unpacks, or as it is stored if nobody here can unpack it.
    fn stream(&mut self, hash: &mut Sha256, stream: &Stream, around: Option<&Dictionary>) -> Option<()> {
        let plain = match stream.dict.has(b"Filter") {
            true => stream.get_plain_content_with_limit(LARGEST_STREAM).map(Cow::Owned),
            false => Ok(Cow::Borrowed(stream.content.as_slice())),
        };
        self.step(plain.as_ref().map_or(stream.content.len(), |plain| plain.len()))?;
        match plain {
            Ok(plain) if is_form(stream) => {
                self.dictionary(hash, &stream.dict, &[b"Resources"], around)?;
                let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
                content(self, hash, &plain, own.or(around))
            }
            Ok(plain) => {
                self.dictionary(hash, &stream.dict, &[], around)?;
                put_bytes(hash, b's', plain.trim_ascii());
                Some(())
            }
            Err(_) => {
                self.dictionary(hash, &stream.dict, &[], around)?;
                for filter in stream.filters().into_iter().flatten() {
                    put_bytes(hash, b'/', filter);
                }
                put_bytes(hash, b's', &stream.content);
                Some(())
            }
        }
    }

    /// A font by what its codes say; all of it is hashed apart.
    pub(super) fn font(&mut self, object: &Object, around: Option<&Dictionary>) -> Option<Hash> {
        let all = self.digest(object, around)?;
        self.fonts.insert(all);
        let mut hash = Sha256::new();
        if let Ok(own) = self.document.dereference(object).and_then(|(_, object)| object.as_dict()) {
            for key in [b"Subtype".as_slice(), b"Encoding", b"ToUnicode"] {
                self.entry(&mut hash, key, own.get(key).ok(), around)?;
            }
        }
        Some(hash.finalize().into())
    }
}

fn is_form(stream: &Stream) -> bool {
    let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name);
    subtype.is_ok_and(|kind| kind == b"Form") || stream.dict.get(b"PatternType").and_then(Object::as_i64).is_ok()
}

pub(super) fn put_bytes(hash: &mut Sha256, tag: u8, bytes: &[u8]) {
    hash.update([tag]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

pub(super) fn put_number(hash: &mut Sha256, number: i64) {
    hash.update(b"#");
    hash.update(number.to_be_bytes());
}

/// Programs round numbers to single precision.
pub(super) fn thousandths(number: f64) -> i64 {
    (number * 1000.0).round() as i64
}

/// A text as UTF-8, however it was coded (7.9.2.2); other strings as they are.
pub(super) fn plain_text(bytes: &[u8]) -> Cow<'_, [u8]> {
    match bytes {
        [0xFE, 0xFF, units @ ..] => {
            let units: Vec<u16> = units.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).map_or(Cow::Borrowed(bytes), |text| Cow::Owned(text.into_bytes()))
        }
        [0xEF, 0xBB, 0xBF, text @ ..] => Cow::Borrowed(text),
        _ => Cow::Borrowed(bytes),
    }
}
