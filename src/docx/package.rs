//! The file around all parts (ECMA-376-2): what each is, what leads to what, all of it in one archive.

use std::io::{Cursor, Write};
use std::sync::Arc;

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime, System};

use super::faces::FaceNames;
use super::notes::SEPARATORS;
use super::page::Page;
use super::writer::{Part, Relation, Relations, Writer};
use super::xml::{DECLARATION, Escaped, put};
use super::{Error, WORD, properties, settings, styles, theme};

/// What the types of parts and relations begin with.
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// How hard text is packed, of 9: drawings take a third of the time of the usual 6, and a tenth more room.
const LEVEL: i64 = 2;
/// Namespaces of drawings.
const DRAWING: &str = "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// What has been written, as a file.
pub(super) fn package(writer: Writer) -> Result<Vec<u8>, Error> {
    let page = &writer.page;
    let faces = FaceNames::new(writer.faces);
    let is_draft = writer.document.draft;
    let mut file = Package::default();
    // Word's own parts have fixed names, and their relations are called by these.
    file.text("word/styles.xml", "styles", styles::styles(page, &faces, &writer.list_styles));
    file.text("word/settings.xml", "settings", settings::settings(page, writer.note_count > 0));
    file.text("word/fontTable.xml", "fontTable", faces.table());
    file.part(
        "word/theme1.xml",
        "theme",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        theme::theme(&faces),
    );
    if is_draft {
        file.text("word/header.xml", "header", Page::header());
    }
    if page.has_numbers {
        file.text("word/footer.xml", "footer", page.footer(false));
        if page.is_duplex {
            file.text("word/footerEven.xml", "footer", page.footer(true));
        }
    }
    if writer.note_count > 0 {
        let Part { text, relations } = &writer.notes;
        let notes = format!("{DECLARATION}<w:footnotes {WORD}>{SEPARATORS}{text}</w:footnotes>");
        file.text("word/footnotes.xml", "footnotes", notes);
        file.relations("word/_rels/footnotes.xml.rels", "", relations);
    }
    for media in &writer.media {
        file.add(&format!("word/{}", media.path), Arc::clone(&media.bytes));
    }
    let Part { text, relations } = &writer.part;
    let body = format!("{DECLARATION}<w:document {WORD} {DRAWING}><w:body>{text}</w:body></w:document>");
    file.document(body, relations);
    file.finish(&writer)
}

/// The archive under way.
#[derive(Default)]
struct Package {
    /// Path and content of its members, but for those that stand first.
    members: Vec<(String, Arc<[u8]>)>,
    /// Parts with types of their own.
    types: String,
    /// Relations of the document to other parts.
    of_document: String,
}

impl Package {
    /// A part of text.
    fn text(&mut self, path: &str, kind: &str, content: String) {
        self.part(path, kind, &format!("{TYPE}.{kind}+xml"), content);
    }

    /// A part that the document leads to, called by its name without the ending.
    fn part(&mut self, path: &str, kind: &str, media_type: &str, content: String) {
        let name = path.trim_start_matches("word/");
        let id = name.trim_end_matches(".xml");
        put!(&mut self.types, "<Override PartName=\"/{path}\" ContentType=\"{media_type}\"/>");
        put!(&mut self.of_document, "<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{name}\"/>");
        self.add(path, content.into_bytes());
    }

    fn document(&mut self, body: String, relations: &Relations) {
        put!(&mut self.types, "<Override PartName=\"/word/document.xml\" ContentType=\"{TYPE}.document.main+xml\"/>");
        self.add("word/document.xml", body.into_bytes());
        let own = std::mem::take(&mut self.of_document);
        self.relations("word/_rels/document.xml.rels", &own, relations);
    }

    /// The relations of a part; none are no part.
    fn relations(&mut self, path: &str, own: &str, relations: &Relations) {
        let mut text = own.to_owned();
        for (id, relation, target) in relations.all() {
            let (kind, mode) = match relation {
                Relation::Link => ("hyperlink", " TargetMode=\"External\""),
                Relation::Image => ("image", ""),
            };
            let target = Escaped(target);
            put!(&mut text, "<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"{mode}/>");
        }
        if !text.is_empty() {
            self.add(path, relationships(&text).into_bytes());
        }
    }

    /// The properties, what the file leads to, and the types of all parts.
    fn finish(mut self, writer: &Writer) -> Result<Vec<u8>, Error> {
        let properties = &writer.document.properties;
        self.add("docProps/core.xml", properties::core(properties).into_bytes());
        self.add("docProps/app.xml", properties::app().into_bytes());
        self.add("docProps/custom.xml", properties::custom(properties).into_bytes());
        let root = format!(
            "<Relationship Id=\"rId1\" Type=\"{RELATION}/officeDocument\" Target=\"word/document.xml\"/>\
             <Relationship Id=\"rId2\" \
             Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
             Target=\"docProps/core.xml\"/>\
             <Relationship Id=\"rId3\" Type=\"{RELATION}/extended-properties\" Target=\"docProps/app.xml\"/>\
             <Relationship Id=\"rId4\" Type=\"{RELATION}/custom-properties\" Target=\"docProps/custom.xml\"/>"
        );
        let types = format!(
            "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpg\" ContentType=\"image/jpeg\"/>\
             <Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>{}\
             <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
             <Override PartName=\"/docProps/app.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>\
             <Override PartName=\"/docProps/custom.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/></Types>",
            self.types
        );
        // What tells files by their first bytes looks for these here.
        let first = [("[Content_Types].xml", types), ("_rels/.rels", relationships(&root))];
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content) in &first {
            put_member(&mut zip, path, content.as_bytes())?;
        }
        for (path, content) in &self.members {
            put_member(&mut zip, path, content)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn add(&mut self, path: &str, content: impl Into<Arc<[u8]>>) {
        self.members.push((path.to_owned(), content.into()));
    }
}

/// Puts a member into the archive; what is packed already is stored as it is. All of them are of the first day that an
/// archive can tell: the same document gives the same bytes.
fn put_member(zip: &mut ZipWriter<Cursor<Vec<u8>>>, path: &str, content: &[u8]) -> Result<(), Error> {
    let is_packed = path.ends_with(".png") || path.ends_with(".jpg");
    let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    let level = (!is_packed).then_some(LEVEL);
    let options = SimpleFileOptions::default().compression_method(method).compression_level(level);
    let options = options.last_modified_time(DateTime::default());
    // Else Windows would write another system's name.
    let options = options.system(System::Unix);
    zip.start_file(path, options)?;
    Ok(zip.write_all(content).map_err(zip::result::ZipError::from)?)
}

fn relationships(content: &str) -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{content}\
         </Relationships>"
    )
}
