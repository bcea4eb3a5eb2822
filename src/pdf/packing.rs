//! Streams made small (ISO 32000-1, 7.4.4).

use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, Stream};

use super::deflate::Deflater;

/// How hard streams are compressed: the usual level takes 3 % more off, and half as long again.
const LEVEL: u32 = 3;

/// Compresses streams, one after the other: its tables are made once.
pub(super) struct Packer {
    general: Compress,
    outlines: Deflater,
}

impl Packer {
    pub(super) fn new() -> Packer {
        Packer { general: Compress::new(Compression::new(LEVEL), true), outlines: Deflater::new() }
    }

    /// A stream, compressed unless it says how it is coded; the metadata are not, so that every program can read them
    /// (ISO 19005-2, 6.6.2.1, recommends it).
    pub(super) fn compressed(&mut self, mut stream: Stream) -> io::Result<Stream> {
        if !stream.dict.has(b"Filter") && !stream.dict.has_type(b"Metadata") {
            stream.content =
                if is_cff(&stream.dict) { self.outlines.zlib(&stream.content) } else { self.zlib(&stream.content)? };
            stream.dict.set("Filter", "FlateDecode");
        }
        stream.dict.set("Length", stream.content.len() as i64);
        Ok(stream)
    }

    fn zlib(&mut self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        self.general.reset();
        let mut packed = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            // 64 bits hold the length of what is in memory.
            let rest = bytes.get(self.general.total_in() as usize..).unwrap_or_default();
            match self.general.compress_vec(rest, &mut packed, FlushCompress::Finish)? {
                Status::StreamEnd => return Ok(packed),
                Status::Ok | Status::BufError => packed.reserve(packed.len() + 64),
            }
        }
    }
}

/// Whether a stream is a bare CFF table.
pub(super) fn is_cff(dictionary: &Dictionary) -> bool {
    dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"CIDFontType0C")
}
