//! What a file is, told by its content, never by its name.

use crate::diagnostic::{Diagnostic, message};
use crate::picture::rules;

/// A kind of picture that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Jpeg,
    /// What the `image` crate decodes.
    Raster(image::ImageFormat),
    Svg,
}

/// Tells the kind of a file.
pub(super) fn tell(bytes: &[u8]) -> Result<Format, Diagnostic> {
    use image::ImageFormat::{Bmp, Gif, Png, Tiff, WebP};
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.is_empty() {
        return Err(Diagnostic::error(
            &rules::PICTURE_FORMAT,
            message!(zh: "图片文件是空的", en: "the picture file is empty"),
        )
        .help(message!(zh: "重新导出这张图片", en: "export the picture again")));
    }
    if starts(b"\xFF\xD8\xFF") {
        return Ok(Format::Jpeg);
    }
    if starts(b"\x89PNG\r\n\x1A\n") {
        return Ok(Format::Raster(Png));
    }
    if starts(b"GIF87a") || starts(b"GIF89a") {
        return Ok(Format::Raster(Gif));
    }
    if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Format::Raster(WebP));
    }
    if starts(b"II*\0") || starts(b"MM\0*") {
        return Ok(Format::Raster(Tiff));
    }
    // The length of the header that follows tells a bitmap from a text that begins with BM.
    if starts(b"BM") && matches!(bytes.get(14..18), Some([12 | 16 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0])) {
        return Ok(Format::Raster(Bmp));
    }
    if is_svg(bytes) {
        return Ok(Format::Svg);
    }
    Err(unusable(bytes))
}

/// The ending by which files of its kind are known; `None` of what cannot be shown.
pub(crate) fn ending_of(bytes: &[u8]) -> Option<&'static str> {
    match tell(bytes).ok()? {
        Format::Jpeg => Some("jpg"),
        Format::Svg => Some("svg"),
        Format::Raster(format) => format.extensions_str().first().copied(),
    }
}

/// Whether it is XML whose first element is `svg`, with or without a prefix.
fn is_svg(bytes: &[u8]) -> bool {
    let mut rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            // A document type may hold declarations in brackets, which are told apart later.
            [b'<', b'!', ..] => b">",
            [b'<', tag @ ..] => {
                let end = tag.iter().position(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/'));
                let name = &tag[..end.unwrap_or(tag.len())];
                return name == b"svg" || name.ends_with(b":svg");
            }
            _ => return false,
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else { return false };
        // With declarations in it, its own name decides.
        if end == b">" && rest[..at].contains(&b'[') {
            return rest.strip_prefix(b"<!DOCTYPE").is_some_and(|name| name.trim_ascii_start().starts_with(b"svg"));
        }
        rest = rest[at + end.len()..].trim_ascii_start();
    }
}

/// The error that a file is no picture that can be shown: names what it is, if that is known, and says what to do.
fn unusable(bytes: &[u8]) -> Diagnostic {
    if bytes.starts_with(b"\x1F\x8B") {
        return Diagnostic::error(
            &rules::PICTURE_FORMAT,
            message!(
                zh: "这是压缩过的文件（SVGZ 或 gzip），不能用",
                en: "this is a compressed file (SVGZ or gzip), which cannot be used",
            ),
        )
        .help(message!(zh: "另存为不压缩的 SVG", en: "save it as an SVG without compression"));
    }
    if is_utf16(bytes) {
        return Diagnostic::error(
            &rules::PICTURE_FORMAT,
            message!(
                zh: "这是 UTF-16 编码的文本文件，不能当图片用",
                en: "this is a text file in UTF-16, which cannot be used as a picture",
            ),
        )
        .help(message!(
            zh: "如果是 SVG，另存为 UTF-8 编码",
            en: "if it is an SVG, save it in UTF-8",
        ));
    }
    let Some(name) = foreign(bytes) else {
        return Diagnostic::error(
            &rules::PICTURE_FORMAT,
            message!(
                zh: "认不出这个文件是哪种图片",
                en: "this file is no kind of picture that is known",
            ),
        )
        .help(message!(
            zh: "可以用 JPEG、PNG、SVG、WebP、TIFF、BMP、GIF；用看图软件打开它，另存为 PNG",
            en: "JPEG, PNG, SVG, WebP, TIFF, BMP and GIF can be used; open it and save it as PNG",
        ));
    };
    let message = message!(
        zh: "这是 {name} 文件，不能当图片用",
        en: "this is a file of the kind {name}, which cannot be used as a picture",
    );
    Diagnostic::error(&rules::PICTURE_FORMAT, message).help(message!(
        zh: "用能打开它的软件另存为 PNG（照片可存为 JPEG，线条图可存为 SVG）",
        en: "open it and save it as PNG (a photograph as JPEG, a drawing as SVG)",
    ))
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE<\0") || bytes.starts_with(b"\xFE\xFF\0<")
}

/// The name of a kind that is known but cannot be shown.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let name = match bytes.get(4..12) {
        Some(b"ftypavif" | b"ftypavis") => "AVIF",
        Some(b"ftypheic" | b"ftypheix" | b"ftyphevc" | b"ftyphevx" | b"ftypmif1" | b"ftypmsf1") => "HEIC",
        _ if starts(b"%PDF-") => "PDF",
        _ if starts(b"%!PS") || starts(b"\xC5\xD0\xD3\xC6") => "EPS",
        _ if starts(b"\x01\0\0\0") && bytes.get(40..44) == Some(b" EMF") => "EMF",
        _ if starts(b"\xD7\xCD\xC6\x9A") || starts(b"\x01\0\x09\0\0\x03") => "WMF",
        _ if starts(b"II+\0") || starts(b"MM\0+") => "BigTIFF",
        _ if starts(b"\xFF\x0A") || starts(b"\0\0\0\x0CJXL \r\n\x87\n") => "JPEG XL",
        _ if starts(b"\0\0\0\x0CjP  ") || starts(b"\xFF\x4F\xFF\x51") => "JPEG 2000",
        _ if starts(b"8BPS") => "PSD",
        _ if starts(b"\0\0\x01\0") => "ICO",
        _ if starts(b"PK\x03\x04") => "ZIP / Office",
        _ if starts(b"\xD0\xCF\x11\xE0") => "Office 97",
        _ => return None,
    };
    Some(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::diagnostic::Lang;

    #[test]
    fn content_decides() {
        use image::ImageFormat::{Bmp, Gif, Png, Tiff, WebP};
        assert_eq!(tell(b"\xFF\xD8\xFF\xE0"), Ok(Format::Jpeg));
        assert_eq!(tell(b"\x89PNG\r\n\x1A\n"), Ok(Format::Raster(Png)));
        assert_eq!(tell(b"GIF89a"), Ok(Format::Raster(Gif)));
        assert_eq!(tell(b"RIFF\x04\0\0\0WEBP"), Ok(Format::Raster(WebP)));
        assert_eq!(tell(b"MM\0*"), Ok(Format::Raster(Tiff)));
        assert_eq!(tell(b"BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0"), Ok(Format::Raster(Bmp)));
        for svg in [
            "<svg/>",
            "\u{FEFF}<svg xmlns='http://www.w3.org/2000/svg'>",
            "<?xml version='1.0'?>\n<!-- a > b -->\n<svg>",
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://x/svg11.dtd'><svg:svg>",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>",
        ] {
            assert_eq!(tell(svg.as_bytes()), Ok(Format::Svg), "{svg}");
        }
    }

    #[test]
    fn other_kinds_are_refused_by_name() {
        let message = |bytes: &[u8]| {
            let fault = tell(bytes).unwrap_err();
            assert_eq!(fault.code(), "picture-format");
            assert!(fault.help.is_some());
            fault.message.in_lang(Lang::Zh).to_owned()
        };
        assert_eq!(message(b""), "图片文件是空的");
        assert!(message(b"%PDF-1.7").contains("PDF"));
        assert!(message(b"%!PS-Adobe-3.0 EPSF-3.0").contains("EPS"));
        assert!(message(b"\0\0\0\x18ftypheic\0\0\0\0").contains("HEIC"));
        assert!(message(b"\0\0\0\x18ftypavif\0\0\0\0").contains("AVIF"));
        assert!(message(b"\xD7\xCD\xC6\x9A\0\0").contains("WMF"));
        let mut emf = vec![1, 0, 0, 0];
        emf.resize(40, 0);
        emf.extend(b" EMF");
        assert!(message(&emf).contains("EMF"));
        assert!(message(b"\x1F\x8B\x08").contains("SVGZ"));
        assert!(message(b"\xFF\xFE<\0s\0").contains("UTF-16"));
        for other in [b"hello".as_slice(), b"<html>", b"<", b"BM", b"<!--", b"<?xml"] {
            assert_eq!(message(other), "认不出这个文件是哪种图片");
        }
    }
}
