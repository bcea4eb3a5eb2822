//! The last step: streams are compressed, the file gets its identifier.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, ObjectStreamConfig, SaveOptions, StringFormat};
use md5::{Digest, Md5};

use super::Error;

/// How hard streams are compressed: as hard as can be, which takes hardly longer than the usual 6.
const LEVEL: u32 = 9;

/// The file.
pub fn save(mut document: Document) -> Result<Vec<u8>, Error> {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && !stream.dict.has(b"Filter")
        {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
            encoder.write_all(&stream.content)?;
            stream.set_content(encoder.finish()?);
            stream.dict.set("Filter", "FlateDecode");
        }
    }

    // The identifier is a hash of the file without it. ISO 32000-1, 14.4, suggests to hash the time as well, which is
    // never the same again.
    document.trailer.set("ID", identifier([0; 16]));
    let hash = Md5::digest(serialize(document.clone())?);
    document.trailer.set("ID", identifier(hash.into()));
    serialize(document)
}

fn identifier(hash: [u8; 16]) -> Vec<Object> {
    vec![Object::String(hash.to_vec(), StringFormat::Hexadecimal); 2]
}

/// Dictionaries and arrays go into compressed streams (ISO 32000-1, 7.5.7), which needs the cross-references to be one
/// as well (7.5.8).
fn serialize(mut document: Document) -> Result<Vec<u8>, Error> {
    let options = SaveOptions {
        use_object_streams: true,
        use_xref_streams: true,
        linearize: false,
        object_stream_config: ObjectStreamConfig { max_objects_per_stream: 200, compression_level: LEVEL },
    };
    let mut file = Vec::new();
    document.save_with_options(&mut file, options)?;
    Ok(file)
}
