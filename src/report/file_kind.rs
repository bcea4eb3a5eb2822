//! What a file is that is no text, told from its bytes and not from its name.

use std::path::Path;

use crate::diagnostic::{Message, message};

/// Kinds of files that people hand over in the place of a data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// Word, new.
    Docx,
    /// Word or WPS 文字, old.
    Doc,
    /// Excel, new.
    Xlsx,
    /// Excel or WPS 表格, old.
    Xls,
    /// PowerPoint, new or old.
    Slides,
    /// A file of the old Office of which nothing else is known.
    OldOffice,
    /// A text or a table of OpenDocument.
    OpenDocument,
    /// Rich text.
    Rtf,
    /// A web page.
    Html,
    /// A web page with its pictures in one file.
    Mhtml,
    /// PDF.
    Pdf,
    /// 版式文件, GB/T 33190.
    Ofd,
    /// A packed folder.
    Archive,
    /// A picture.
    Picture,
    /// A program.
    Program,
}

impl FileKind {
    /// The kind that a file begins like; none if it may be text.
    pub fn of(bytes: &[u8]) -> Option<FileKind> {
        let starts = |signs: &[&[u8]]| signs.iter().any(|sign| bytes.starts_with(sign));
        if starts(&[b"PK\x03\x04", b"PK\x05\x06"]) {
            return Some(of_zip(bytes));
        }
        if starts(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"]) {
            return Some(of_compound_file(bytes));
        }
        let begins: [(FileKind, &[&[u8]]); 5] = [
            (FileKind::Pdf, &[b"%PDF-", b"\xEF\xBB\xBF%PDF-"]),
            (FileKind::Rtf, &[b"{\\rtf"]),
            (FileKind::Archive, &[b"Rar!\x1A\x07", b"7z\xBC\xAF\x27\x1C", b"\x1F\x8B\x08", b"\xFD7zXZ\0"]),
            (
                FileKind::Picture,
                &[b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\xD7\xCD\xC6\x9A"],
            ),
            (FileKind::Program, &[b"MZ\x90\0", b"\x7FELF"]),
        ];
        if let Some((kind, _)) = begins.iter().find(|(_, signs)| starts(signs)) {
            return Some(*kind);
        }
        let is_bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])
            || bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        let opening = bytes.get(..bytes.len().min(1024)).unwrap_or_default().to_ascii_lowercase();
        let opening = opening.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&opening).trim_ascii_start();
        let is_page = |opening: &[u8]| opening.starts_with(b"<!doctype html") || opening.starts_with(b"<html");
        match () {
            () if is_bitmap => Some(FileKind::Picture),
            () if is_page(opening) || is_page(&of_utf_16(opening)) => Some(FileKind::Html),
            () if is_mail(opening) => Some(FileKind::Mhtml),
            () => None,
        }
    }

    /// What it is called.
    pub fn name(self) -> Message {
        let (zh, en) = match self {
            FileKind::Docx => ("Word 文件（.docx）", "a Word file (.docx)"),
            FileKind::Doc => ("Word 文件（.doc）或 WPS 文字文件", "a Word file (.doc) or one of WPS Writer"),
            FileKind::Xlsx => ("Excel 文件（.xlsx）", "an Excel file (.xlsx)"),
            FileKind::Xls => ("Excel 文件（.xls）或 WPS 表格文件", "an Excel file (.xls) or one of WPS Spreadsheets"),
            FileKind::Slides => ("演示文稿（PowerPoint）", "a PowerPoint file"),
            FileKind::OldOffice => ("Office 或 WPS 文件", "a file of Office or WPS"),
            FileKind::OpenDocument => ("OpenDocument 文件（.odt、.ods）", "an OpenDocument file (.odt, .ods)"),
            FileKind::Rtf => ("RTF 文件（写字板、Word）", "a rich text file"),
            FileKind::Html => ("网页文件（HTML）", "a web page (HTML)"),
            FileKind::Mhtml => ("单个文件的网页（.mht）", "a web page in one file (.mht)"),
            FileKind::Pdf => ("PDF 文件", "a PDF file"),
            FileKind::Ofd => ("OFD 文件", "an OFD file"),
            FileKind::Archive => ("压缩包", "an archive"),
            FileKind::Picture => ("图片", "a picture"),
            FileKind::Program => ("程序", "a program"),
        };
        message!(zh: "{zh}", en: "{en}")
    }

    /// What to do with the file of that name.
    pub fn remedy(self, name: &str) -> Message {
        match self {
            FileKind::Doc | FileKind::Rtf | FileKind::OpenDocument | FileKind::OldOffice | FileKind::Slides => {
                message!(
                    zh: "这里要的是纯文本的数据文件（.toml）：没有的话，先用 nianbao new 新建一个；再打开这个文件，把文字复制到数据文件的 \
                         body = ''' 和 ''' 之间，把表里的数填进各行",
                    en: "what is wanted is a data file, which is plain text (.toml): make one with `nianbao new`, then \
                         copy the text of this file between body = ''' and ''', and its figures into the rows",
                )
            }
            FileKind::Docx | FileKind::Xlsx | FileKind::Xls | FileKind::Html | FileKind::Mhtml => {
                let data = Path::new(name).with_extension("toml");
                let data = data.display();
                message!(
                    zh: "这里要的是纯文本的数据文件（.toml）：用 nianbao import {name} -o {data} 把里面的报告导入成数据文件",
                    en: "what is wanted is a data file, which is plain text (.toml): `nianbao import {name} -o {data}` makes \
                         one of what is in it",
                )
            }
            FileKind::Pdf => {
                let data = Path::new(name).with_extension("toml");
                let data = data.display();
                message!(
                    zh: "这里要的是纯文本的数据文件（.toml）：找出当时的 .toml 文件；没有的话，本程序生成的 PDF 用 nianbao import {name} -o \
                         {data} 导入成数据文件，别的 PDF 用 nianbao new 新建一个，照着填",
                    en: "what is wanted is a data file, which is plain text (.toml): find the .toml that the PDF was made \
                         from; without it, `nianbao import {name} -o {data}` makes one of a PDF that this program has \
                         made, and `nianbao new` makes one to fill in",
                )
            }
            FileKind::Ofd => message!(
                zh: "这里要的是纯文本的数据文件（.toml），排好的报告不能当数据用：找出当时的 .toml 文件；没有的话，用 nianbao new 新建一个，\
                     照着填",
                en: "what is wanted is a data file, which is plain text (.toml); a finished report is none: find the \
                     .toml that it was made from, or make one with `nianbao new` and fill it in",
            ),
            FileKind::Archive => message!(
                zh: "先解压，再写里面的数据文件（.toml）",
                en: "unpack it first, then name the data file (.toml) in it",
            ),
            FileKind::Picture => message!(
                zh: "这里要的是纯文本的数据文件（.toml）；图片在正文里用 ![图的标题](图片文件名) 放进报告",
                en: "what is wanted is a data file, which is plain text (.toml); the narrative calls a picture with \
                     ![caption](file name)",
            ),
            FileKind::Program => message!(
                zh: "这里要的是纯文本的数据文件（.toml）：没有的话，用 nianbao new 新建一个",
                en: "what is wanted is a data file, which is plain text (.toml); `nianbao new` makes one",
            ),
        }
    }
}

/// A text in UTF-16 without the zeros that characters of ASCII have there.
fn of_utf_16(bytes: &[u8]) -> Vec<u8> {
    let text = bytes.strip_prefix(b"\xFF\xFE").or_else(|| bytes.strip_prefix(b"\xFE\xFF")).unwrap_or_default();
    text.iter().copied().filter(|byte| *byte != 0).collect()
}

/// Whether a text in lower case begins as a mail does, which is how a page is kept in one file.
fn is_mail(text: &[u8]) -> bool {
    let line = |line: &[u8]| line.starts_with(b"mime-version:");
    let named = text.iter().position(|byte| *byte == b':').and_then(|at| text.get(..at));
    let has_name = named.is_some_and(|name| name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-'));
    has_name && text.split(|byte| *byte == b'\n').any(line)
}

/// The kind of a zip, by the names of the files in it.
fn of_zip(bytes: &[u8]) -> FileKind {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    let kinds: [(FileKind, &[&[u8]]); 5] = [
        (FileKind::Docx, &[b"word/document.xml", b"word/"]),
        (FileKind::Xlsx, &[b"xl/workbook", b"xl/worksheets", b"xl/"]),
        (FileKind::Slides, &[b"ppt/"]),
        (FileKind::Ofd, &[b"OFD.xml"]),
        (FileKind::OpenDocument, &[b"application/vnd.oasis.opendocument"]),
    ];
    let found = kinds.iter().find(|(_, names)| names.iter().any(|name| holds(name)));
    found.map_or(FileKind::Archive, |(kind, _)| *kind)
}

/// The kind of a compound file (MS-CFB), by the names of the streams in it, which are UTF-16.
fn of_compound_file(bytes: &[u8]) -> FileKind {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if holds("WordDocument") {
        FileKind::Doc
    } else if holds("Workbook") || holds("Book") {
        FileKind::Xls
    } else if holds("PowerPoint Document") {
        FileKind::Slides
    } else {
        FileKind::OldOffice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_bytes() {
        let zip = |name: &str| [b"PK\x03\x04\x14\0\0\0\x08\0", name.as_bytes()].concat();
        let compound = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600], &name].concat()
        };
        for (bytes, kind) in [
            (zip("[Content_Types].xml … word/document.xml"), FileKind::Docx),
            (zip("xl/workbook.xml"), FileKind::Xlsx),
            (zip("ppt/slides"), FileKind::Slides),
            (zip("OFD.xml"), FileKind::Ofd),
            (zip("报告.toml"), FileKind::Archive),
            (compound("WordDocument"), FileKind::Doc),
            (compound("Workbook"), FileKind::Xls),
            (compound("Root Entry"), FileKind::OldOffice),
            (b"%PDF-1.7".to_vec(), FileKind::Pdf),
            (b"Rar!\x1A\x07\0".to_vec(), FileKind::Archive),
            (b"\x89PNG\r\n\x1A\n\0".to_vec(), FileKind::Picture),
            (b"\xFF\xD8\xFF\xE0".to_vec(), FileKind::Picture),
            (b"{\\rtf1\\ansi".to_vec(), FileKind::Rtf),
            (b"\r\n<!DOCTYPE HTML>".to_vec(), FileKind::Html),
            (b"\xEF\xBB\xBF<html lang".to_vec(), FileKind::Html),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0".to_vec(), FileKind::Html),
            (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n".to_vec(), FileKind::Mhtml),
            (b"MIME-Version: 1.0\n".to_vec(), FileKind::Mhtml),
        ] {
            assert_eq!(FileKind::of(&bytes), Some(kind));
        }
        // A text may begin with anything that is one.
        for text in ["[report]\n", "BM = 1\n", "", "PK = 1", "# <html>\n", "organ = 'a:'\nMIME-Version: 1"] {
            assert_eq!(FileKind::of(text.as_bytes()), None, "{text}");
        }
    }
}
