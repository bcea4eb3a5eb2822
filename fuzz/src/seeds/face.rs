//! Small faces, cut from those that are compiled in: with their outlines, and a table that tells characters.

use subsetter::GlyphRemapper;
use ttf_parser::{Face, RawFace, Tag};

/// The characters of a small face.
const CHARACTERS: &str = " .0123456789%AVTOrganfifoeygu年";

/// A face with TrueType outlines, one with CFF outlines.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let faces: [(&str, &[u8]); 2] = [
        ("truetype", include_bytes!("../../../fonts/DejaVuSans.ttf")),
        ("cff", include_bytes!("../../../fonts/FandolHei-Regular.otf")),
    ];
    faces.into_iter().map(|(name, bytes)| (name, small(bytes))).collect()
}

fn small(bytes: &[u8]) -> Vec<u8> {
    let face = Face::parse(bytes, 0).expect("a face");
    let mut glyphs = GlyphRemapper::new();
    let mut places: Vec<(u32, u16)> =
        CHARACTERS.chars().filter_map(|ch| Some((u32::from(ch), glyphs.remap(face.glyph_index(ch)?.0)))).collect();
    places.sort_unstable();
    places.dedup();
    let cut = subsetter::subset(bytes, 0, &glyphs).expect("a face can be cut");
    let (cut, whole) = (RawFace::parse(&cut, 0).expect("a face"), face.raw_face());
    let mut tables: Vec<(Tag, Vec<u8>)> = cut
        .table_records
        .into_iter()
        .filter_map(|record| Some((record.tag, cut.table(record.tag)?.to_vec())))
        .collect();
    for tag in [b"OS/2", b"name", b"post"].map(Tag::from_bytes) {
        if let (None, Some(table)) = (cut.table(tag), whole.table(tag)) {
            tables.push((tag, table.get(..table.len().min(2048)).unwrap_or(table).to_vec()));
        }
    }
    tables.push((Tag::from_bytes(b"cmap"), characters(&places)));
    tables.sort_by_key(|(tag, _)| *tag);
    file(cut.data.get(..4).expect("a head"), &tables)
}

/// A `cmap` of one subtable, of format 12 (ISO/IEC 14496-22, 5.2.1.3.4).
fn characters(places: &[(u32, u16)]) -> Vec<u8> {
    let count = u32::try_from(places.len()).expect("few");
    let head: [u16; 4] = [0, 1, 3, 10];
    let mut table: Vec<u8> = head.into_iter().flat_map(u16::to_be_bytes).collect();
    table.extend(12_u32.to_be_bytes());
    table.extend([12_u16, 0].into_iter().flat_map(u16::to_be_bytes));
    table.extend([16 + 12 * count, 0, count].into_iter().flat_map(u32::to_be_bytes));
    for (ch, glyph) in places {
        table.extend([*ch, *ch, u32::from(*glyph)].into_iter().flat_map(u32::to_be_bytes));
    }
    table
}

/// A font file of tables (ISO/IEC 14496-22, 4.5). Nobody reads the checksums.
fn file(kind: &[u8], tables: &[(Tag, Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).expect("few");
    let mut bytes = kind.to_vec();
    bytes.extend([count, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes));
    let mut at = u32::from(count) * 16 + 12;
    for (tag, table) in tables {
        let length = u32::try_from(table.len()).expect("small");
        bytes.extend(tag.to_bytes());
        bytes.extend([0, at, length].into_iter().flat_map(u32::to_be_bytes));
        at += length.next_multiple_of(4);
    }
    for (_, table) in tables {
        bytes.extend(table);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
    }
    bytes
}
