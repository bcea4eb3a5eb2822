//! The styles: the looks of GB/T 9704-2012 by the names that Word has for such things, so that its navigation, its contents
//! and its notes go by them.

use std::collections::BTreeSet;

use super::faces::FaceNames;
use super::page::{Page, twips};
use super::xml::{DECLARATION, put};
use super::{ListPart, ListStyle, QUOTED_PICTURE, QUOTED_TABLE, WORD};
use crate::official_page::{
    BODY_SIZE, CONTENTS_HEADING_SIZE, CONTENTS_SIZE, LEAST_TABLE_SIZE, NUMBER_SIZE, SMALL_SIZE, TABLE_SIZE, TITLE_SIZE,
};
use crate::text::Role;
use crate::units::Pt;

/// Distance of baselines in tables and in footnotes, in em, as in the PDF.
const TABLE_LEADING: f64 = 1.3;
const NOTE_LEADING: f64 = 1.5;
/// Height of the line between text and footnotes.
const NOTE_GAP: Pt = Pt(12.0);
/// Height that faces of Han ask for at most, in em (those of this program and of offices: 1.0 to 1.45).
const FACE_HEIGHT: f64 = 1.45;

/// Between two tables.
pub(super) const TABLE_GAP: Pt = Pt(4.0);

/// The faces of headings by their levels (GB/T 9704-2012, 7.3.3).
const HEADINGS: [Role; 4] = [Role::Level1, Role::Level2, Role::Body, Role::Body];

/// How lines stand.
#[derive(Clone, Copy)]
enum Lines {
    /// On the grid of the page.
    Grid,
    /// Off the grid, this far from one another.
    Exactly(Pt),
    /// Off the grid, no less far from one another.
    AtLeast(Pt),
    /// Off the grid, as high as what stands in them.
    Free,
}

/// A style of paragraphs.
struct Style {
    id: &'static str,
    /// Its name; those of Word's own styles are known to it in every language.
    name: &'static str,
    based_on: Option<&'static str>,
    next: Option<&'static str>,
    role: Role,
    size: Pt,
    lines: Lines,
    /// Between characters, in twips.
    spacing: i64,
    /// `w:ind`, `w:jc` and the like, as they stand in the file.
    indent: String,
    align: Option<&'static str>,
    keeps_next: bool,
    tabs: String,
    outline: Option<u8>,
}

/// `styles.xml` of a page, with styles of lists.
pub(super) fn styles(page: &Page, faces: &FaceNames, lists: &BTreeSet<ListStyle>) -> String {
    let mut text = format!("{DECLARATION}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr>");
    text.push_str(&faces.fonts(Role::Body));
    let size = half_points(BODY_SIZE);
    // Latin words and numbers are not divided as Chinese is: LibreOffice does so with what is said to be Chinese.
    put!(
        &mut text,
        "<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    );
    // All 22 lines of a page are used: no line is moved for the sake of another.
    put!(
        &mut text,
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr>\
         <w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"0\"/><w:jc w:val=\"both\"/></w:pPr><w:rPr>{}<w:sz w:val=\"{size}\"/>\
         <w:szCs w:val=\"{size}\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/>\
         <w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         <w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>\
         <w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>\
         <w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"QuotedTable\"><w:name w:val=\"{QUOTED_TABLE}\"/>\
         <w:basedOn w:val=\"TableNormal\"/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:qFormat/><w:rPr>{}</w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/><w:rPr>\
         <w:rFonts w:hint=\"eastAsia\"/><w:vertAlign w:val=\"baseline\"/></w:rPr></w:style>",
        faces.fonts(Role::Body),
        faces.fonts(Role::Level1)
    );
    // The same looks for a part of a paragraph: Word lists that part alone in the contents.
    for (level, role) in (1..).zip(HEADINGS) {
        put!(
            &mut text,
            "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"Heading{level}Char\"><w:name w:val=\"标题 {level} 字符\"/>\
             <w:link w:val=\"Heading{level}\"/><w:rPr>{}</w:rPr></w:style>",
            faces.fonts(role)
        );
    }
    for style in all(page) {
        style.write(faces, &mut text);
    }
    for list in lists {
        let (kind, based_on) = match list.part {
            ListPart::Table => ("table", "TableNormal"),
            ListPart::Item | ListPart::Continued => ("paragraph", list.around.style()),
        };
        put!(
            &mut text,
            "<w:style w:type=\"{kind}\" w:customStyle=\"1\" w:styleId=\"{}\"><w:name w:val=\"{}\"/>\
             <w:basedOn w:val=\"{based_on}\"/></w:style>",
            list.id(),
            list.name(),
        );
    }
    text.push_str("</w:styles>");
    text
}

fn all(page: &Page) -> Vec<Style> {
    let first_line = first_line(page.indent());
    let small = Lines::Exactly(page.small_pitch());
    // LibreOffice gives two lines of the grid to text whose face asks for more room than one.
    let on_grid = |size: Pt| match page.pitch < size * FACE_HEIGHT {
        true => Lines::Exactly(page.pitch * (size / page.pitch).ceil()),
        false => Lines::Grid,
    };
    let plain = |id, name, role, size, lines| Style {
        id,
        name,
        based_on: Some("Normal"),
        next: None,
        role,
        size,
        lines,
        spacing: 0,
        indent: String::new(),
        align: None,
        keeps_next: false,
        tabs: String::new(),
        outline: None,
    };
    // In cells of the grid, or as much closer as these are narrower than the usual size.
    let spaced = |style: Style| Style { spacing: page.spacing(style.size), ..style };
    let centred = |style: Style| Style { align: Some("center"), ..style };
    let heading = |id, name, role, level| Style {
        next: Some("BodyText"),
        keeps_next: true,
        outline: Some(level),
        indent: first_line.clone(),
        ..spaced(plain(id, name, role, BODY_SIZE, on_grid(BODY_SIZE)))
    };
    let tabs = format!("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{}\"/></w:tabs>", twips(page.width()));
    let entry = |id, name, role| Style {
        tabs: tabs.clone(),
        next: Some("Normal"),
        ..spaced(plain(id, name, role, CONTENTS_SIZE, on_grid(CONTENTS_SIZE)))
    };
    let indent = twips(page.indent());
    let of_small = |id, name, role, sides: i64| Style {
        indent: format!(
            "<w:ind w:left=\"{sides}\" w:right=\"{sides}\" w:firstLineChars=\"200\" w:firstLine=\"{}\"/>",
            twips(SMALL_SIZE * 2.0)
        ),
        ..spaced(plain(id, name, role, SMALL_SIZE, small))
    };
    let cell = |id, name, role, size: Pt| centred(plain(id, name, role, size, Lines::AtLeast(size * TABLE_LEADING)));
    let number = Lines::Exactly(NUMBER_SIZE);
    vec![
        Style {
            indent: first_line.clone(),
            ..spaced(plain("BodyText", "Body Text", Role::Body, BODY_SIZE, on_grid(BODY_SIZE)))
        },
        centred(plain("Title", "Title", Role::Title, TITLE_SIZE, Lines::Exactly(page.title_pitch()))),
        heading("Heading1", "heading 1", HEADINGS[0], 0),
        heading("Heading2", "heading 2", HEADINGS[1], 1),
        heading("Heading3", "heading 3", HEADINGS[2], 2),
        heading("Heading4", "heading 4", HEADINGS[3], 3),
        centred(plain(
            "TOCHeading",
            "TOC Heading",
            Role::Level1,
            CONTENTS_HEADING_SIZE,
            on_grid(CONTENTS_HEADING_SIZE),
        )),
        entry("TOC1", "toc 1", Role::Level1),
        entry("TOC2", "toc 2", Role::Body),
        of_small("Quote", "Quote", Role::Level2, indent),
        of_small("TableNote", "表注", Role::Body, 0),
        centred(spaced(plain("Caption", "caption", Role::Level2, SMALL_SIZE, small))),
        centred(plain("Illustration", "插图", Role::Body, BODY_SIZE, Lines::Free)),
        centred(plain("QuotedIllustration", QUOTED_PICTURE, Role::Body, BODY_SIZE, Lines::Free)),
        Style {
            align: Some("left"),
            ..spaced(plain("Signature", "Signature", Role::Body, BODY_SIZE, on_grid(BODY_SIZE)))
        },
        cell("TableHead", "表头", Role::Level1, TABLE_SIZE),
        cell("TableText", "表格文字", Role::Table, TABLE_SIZE),
        cell("TableHeadSmall", "表头（小五号）", Role::Level1, LEAST_TABLE_SIZE),
        cell("TableTextSmall", "表格文字（小五号）", Role::Table, LEAST_TABLE_SIZE),
        Style {
            indent: format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"{}\"/>", twips(TABLE_SIZE * 2.0)),
            ..spaced(plain(
                "FootnoteText",
                "footnote text",
                Role::Body,
                TABLE_SIZE,
                Lines::Exactly(TABLE_SIZE * NOTE_LEADING),
            ))
        },
        plain("NoteSeparator", "脚注分隔线", Role::Body, TABLE_SIZE, Lines::Exactly(NOTE_GAP)),
        plain("Separator", "分隔", Role::Body, Pt(1.0), Lines::Exactly(TABLE_GAP)),
        centred(plain("Header", "header", Role::Level1, NUMBER_SIZE, number)),
        plain("Footer", "footer", Role::PageNumber, NUMBER_SIZE, number),
    ]
}

impl Style {
    fn write(&self, faces: &FaceNames, text: &mut String) {
        put!(text, "<w:style w:type=\"paragraph\"");
        if !self.name.is_ascii() || self.name.starts_with("Note") {
            text.push_str(" w:customStyle=\"1\"");
        }
        put!(text, " w:styleId=\"{}\"><w:name w:val=\"{}\"/>", self.id, self.name);
        for (name, other) in [("basedOn", self.based_on), ("next", self.next)] {
            if let Some(other) = other {
                put!(text, "<w:{name} w:val=\"{other}\"/>");
            }
        }
        if self.outline.is_some() {
            put!(text, "<w:link w:val=\"{}Char\"/>", self.id);
        }
        text.push_str("<w:qFormat/><w:pPr>");
        if self.keeps_next {
            text.push_str("<w:keepNext/>");
        }
        text.push_str(&self.tabs);
        match self.lines {
            Lines::Grid => {}
            Lines::Exactly(pitch) => {
                put!(text, "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"{}\" w:lineRule=\"exact\"/>", twips(pitch));
            }
            Lines::AtLeast(pitch) => {
                put!(
                    text,
                    "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"{}\" w:lineRule=\"atLeast\"/>",
                    twips(pitch)
                );
            }
            Lines::Free => text.push_str("<w:snapToGrid w:val=\"0\"/>"),
        }
        text.push_str(&self.indent);
        if let Some(align) = self.align {
            put!(text, "<w:jc w:val=\"{align}\"/>");
        }
        if let Some(level) = self.outline {
            put!(text, "<w:outlineLvl w:val=\"{level}\"/>");
        }
        let size = half_points(self.size);
        put!(text, "</w:pPr><w:rPr>{}", faces.fonts(self.role));
        if self.spacing != 0 {
            put!(text, "<w:spacing w:val=\"{}\"/>", self.spacing);
        }
        put!(text, "<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>");
    }
}

/// An indent of two characters (GB/T 9704-2012, 7.3.3): in characters for Word and WPS, and as a length for others.
fn first_line(indent: Pt) -> String {
    format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"{}\"/>", twips(indent))
}

fn half_points(size: Pt) -> i64 {
    (size.0 * 2.0).round() as i64
}
