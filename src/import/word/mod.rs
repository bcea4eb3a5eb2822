//! Word files (.docx, ECMA-376): what they show, block by block.
//!
//! Cells stand where gridBefore, gridSpan and vMerge put them; numbers of paragraphs that Word counts itself are counted
//! here (`numbering`); what was deleted, moved away or hidden is not read.

mod numbering;
mod xml;

use std::io::{Cursor, Read};

use roxmltree::Node;
use zip::ZipArchive;

use super::blocks::{Block, Document, Line, Picture, squeezed};
use super::doubt::Doubt;
use super::grid::{Grid, GridCell, Naming};
use super::values::raised;
use crate::diagnostic::{Message, message};
use numbering::Numbering;
use xml::{child, is, parsed, value};

/// Bytes of each part, unpacked.
const LARGEST_PART: u64 = 64 << 20;
/// Tables within one another.
const DEEPEST: usize = 20;
/// Most columns that a cell may be over.
const MOST_COLUMNS: usize = 200;

/// What a Word file shows, and what was left out of it.
///
/// # Errors
/// It is damaged, or larger than any report.
pub(super) fn document(bytes: &[u8]) -> Result<(Document, Vec<Doubt>), Message> {
    let damaged = || message!(zh: "读不出：文件不完整", en: "it cannot be read: it is cut short");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let text = part(&mut archive, "word/document.xml")?.ok_or_else(damaged)?;
    let numbering = part(&mut archive, "word/numbering.xml")?.unwrap_or_default();
    let styles = part(&mut archive, "word/styles.xml")?.unwrap_or_default();
    let document = parsed(&text).ok_or_else(damaged)?;
    let (numbering, styles) = (parsed(&numbering), parsed(&styles));
    let mut reader = Reader {
        numbering: Numbering::new(numbering.as_ref(), styles.as_ref()),
        blocks: Vec::new(),
        doubts: Vec::new(),
        tables: 0,
        notes: 0,
        struck: 0,
    };
    if let Some(body) = document.descendants().find(|node| is(*node, "body")) {
        reader.container(body, 0);
    }
    if reader.notes > 0 {
        let count = reader.notes;
        let message = message!(zh: "{count} 条脚注没有带入", en: "{count} footnotes were left out");
        reader.doubts.push(Doubt::new("脚注".to_owned(), message));
    }
    if reader.struck > 0 {
        let count = reader.struck;
        let message =
            message!(zh: "{count} 处划掉的文字没有带入", en: "{count} stretches that are struck out were left out");
        reader.doubts.push(Doubt::new("删除线".to_owned(), message));
    }
    Ok((Document { blocks: reader.blocks, ..Document::default() }, reader.doubts))
}

/// A part of the package as text; `None` if it has none of that name.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Message> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut text = String::new();
    let read = file.take(LARGEST_PART.saturating_add(1)).read_to_string(&mut text);
    if text.len() as u64 > LARGEST_PART {
        let most = LARGEST_PART >> 20;
        return Err(
            message!(zh: "展开后超过 {most} MB，不读", en: "it unpacks to more than {most} MB and is not read"),
        );
    }
    read.map(|_| Some(text)).map_err(|_| message!(zh: "读不出：文件不完整", en: "it cannot be read: it is cut short"))
}

struct Reader<'d> {
    numbering: Numbering<'d>,
    blocks: Vec<Block>,
    doubts: Vec<Doubt>,
    tables: usize,
    notes: usize,
    struck: usize,
}

impl Reader<'_> {
    /// Paragraphs and tables of the body, or of what stands in it.
    fn container(&mut self, holder: Node, depth: usize) {
        for node in holder.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node),
                "tbl" => self.table(node, depth),
                // Controls and marks of changes hold paragraphs too.
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" if depth < DEEPEST => {
                    self.container(node, depth + 1);
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, node: Node) {
        let text = self.text(node);
        for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
            self.blocks.push(Block::Text(Line::plain(line)));
        }
        let pictures = node.descendants().filter(|node| is(*node, "drawing") || is(*node, "pict"));
        for picture in pictures {
            let named = picture.descendants().find(|node| is(*node, "docPr"));
            let name = named.and_then(|named| named.attribute("descr").or(named.attribute("name"))).unwrap_or_default();
            self.blocks.push(Block::Picture(Picture { description: name.to_owned(), ..Picture::default() }));
        }
    }

    /// The text of a paragraph behind its number, a line break for each.
    fn text(&mut self, node: Node) -> String {
        let mut text = String::new();
        self.runs(node, &mut text, 0);
        let number = self.numbering.next(child(node, "pPr"));
        if text.trim().is_empty() { String::new() } else { number.unwrap_or_default() + text.trim() }
    }

    fn runs(&mut self, holder: Node, text: &mut String, depth: usize) {
        for node in holder.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => {
                    let properties = child(node, "rPr");
                    let is_off = |name: &str| matches!(value(properties, name), Some("0" | "false" | "none"));
                    let has = |name: &str| properties.is_some_and(|own| child(own, name).is_some()) && !is_off(name);
                    let is_raised = matches!(value(properties, "vertAlign"), Some("superscript" | "subscript"));
                    if has("strike") || has("dstrike") {
                        self.struck += 1;
                    } else if is_raised {
                        let mut own = String::new();
                        self.run(node, &mut own);
                        text.push_str(&raised(&own));
                    } else if !has("vanish") {
                        self.run(node, text);
                    }
                }
                "oMath" | "oMathPara" => {
                    text.extend(node.descendants().filter(|node| is(*node, "t")).filter_map(|node| node.text()));
                }
                "ins" | "moveTo" | "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml"
                    if depth < DEEPEST =>
                {
                    self.runs(node, text, depth + 1);
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node, text: &mut String) {
        for node in run.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => text.push_str(node.text().unwrap_or_default()),
                "tab" => text.push(' '),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                // A sign of a face of its own, or a picture: nobody can tell what it says.
                "sym" => text.push('▢'),
                "footnoteReference" | "endnoteReference" => self.notes += 1,
                _ => {}
            }
        }
    }

    fn table(&mut self, table: Node, depth: usize) {
        let inner: Vec<Node> = table.descendants().skip(1).filter(|node| is(*node, "tbl")).take(MOST_COLUMNS).collect();
        // A table that holds others lays out the page.
        if !inner.is_empty() && depth < DEEPEST {
            for cell in table.descendants().filter(|node| is(*node, "tc")) {
                // Cells of inner tables are read with these.
                if cell.ancestors().skip(1).find(|node| is(*node, "tbl")).is_some_and(|of| of.id() == table.id()) {
                    self.container(cell, depth + 1);
                }
            }
            return;
        }
        let rows = table.descendants().filter(|node| is(*node, "tr"));
        let mut read: Vec<Vec<GridCell>> = Vec::new();
        for (row, line) in rows.enumerate() {
            let before = value(child(line, "trPr"), "gridBefore").and_then(|value| value.parse().ok()).unwrap_or(0);
            let mut column: usize = before;
            let mut cells: Vec<GridCell> = Vec::new();
            for cell in line.descendants().filter(|node| is(*node, "tc")) {
                let properties = child(cell, "tcPr");
                let span = value(properties, "gridSpan").and_then(|value| value.parse::<usize>().ok()).unwrap_or(1);
                let span = span.clamp(1, MOST_COLUMNS);
                let merge = properties.and_then(|properties| child(properties, "vMerge"));
                let goes_on = merge.is_some() && value(properties, "vMerge") != Some("restart");
                if !goes_on {
                    let lines: Vec<String> =
                        cell.children().filter(|node| is(*node, "p")).map(|node| self.text(node)).collect();
                    // Two figures below one another are two.
                    let text = squeezed(&lines.join("\n"));
                    cells.push(GridCell { row, column, column_span: span, row_span: 1, text });
                }
                column = column.saturating_add(span).min(MOST_COLUMNS * MOST_COLUMNS);
            }
            read.push(cells);
        }
        self.tables += 1;
        let number = self.tables;
        let name = format!("第 {number} 张表");
        self.blocks.push(Block::Table(Grid { name, rows: read, naming: Naming::Numbers, is_turned: false }));
    }
}
