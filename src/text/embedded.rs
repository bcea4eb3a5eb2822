//! The faces that are compiled into the binary, so that one file runs anywhere. Origin, licence and SHA-256 of each:
//! `fonts/README.md`.

/// 仿宋: body text and tables.
pub(super) static FANG: &[u8] = include_bytes!("../../fonts/FandolFang-Regular.otf");
/// 楷体: headings （一）, quotes.
pub(super) static KAI: &[u8] = include_bytes!("../../fonts/FandolKai-Regular.otf");
/// 黑体: headings 一、, heads of tables.
pub(super) static HEI: &[u8] = include_bytes!("../../fonts/FandolHei-Regular.otf");
/// 宋体: page numbers.
pub(super) static SONG: &[u8] = include_bytes!("../../fonts/FandolSong-Regular.otf");
/// Fallback for what the Fandol faces lack.
pub(super) static NOTO_SERIF: &[u8] = include_bytes!("../../fonts/NotoSerifSC-Regular.ttf");
/// 小标宋: the title.
pub(super) static NOTO_SERIF_BOLD: &[u8] = include_bytes!("../../fonts/NotoSerifSC-Bold.ttf");
/// Letters and figures of Latin beside 仿宋: their stems are as thick as its strokes.
pub(super) static NOTO_SERIF_LIGHT: &[u8] = include_bytes!("../../fonts/NotoSerif-ExtraLight.ttf");
/// ☑ and other symbols.
pub(super) static DEJAVU: &[u8] = include_bytes!("../../fonts/DejaVuSans.ttf");

/// The families and the versions of these faces, as they tell them of themselves.
pub(crate) const EDITIONS: [(&str, &str); 7] = [
    ("FandolFang", "1.300"),
    ("FandolKai", "1.300"),
    ("FandolHei", "1.300"),
    ("FandolSong", "1.300"),
    ("Noto Serif SC", "2.003-H1"),
    ("Noto Serif", "2.015"),
    ("DejaVu Sans", "2.37"),
];
