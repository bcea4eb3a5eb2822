//! Workbooks of OpenDocument, .ods: all sheets stand in one part, and each cell says what it holds and what it shows.

mod styles;
mod table;
mod text;

use std::collections::HashMap;

use super::count_sheets;
use super::limits::{Fault, Room};
use super::look::Look;
use super::package::{Package, cut_short, in_a_password};
use super::sheet::Sheet;
use super::xml::Node;
use crate::diagnostic::Message;
use styles::Styles;

/// The part that lists the others.
const MANIFEST: &str = "META-INF/manifest.xml";
/// The part with the sheets.
const CONTENT: &str = "content.xml";

/// Whether an archive is a file of OpenDocument.
///
/// # Errors
/// It has a password.
pub(super) fn is_one(package: &mut Package) -> Result<bool, Message> {
    if let Some(mut manifest) = package.part(MANIFEST) {
        while let Ok(Some(node)) = manifest.next() {
            if matches!(&node, Node::Open(element) if element.name() == "encryption-data") {
                return Err(in_a_password());
            }
        }
    }
    Ok(package.part(CONTENT).is_some())
}

/// The sheets of a workbook.
///
/// # Errors
/// It is damaged, or larger than any report.
pub(super) fn sheets(package: &mut Package, room: &mut Room) -> Result<Vec<Sheet>, Message> {
    let mut styles = Styles::default();
    let damaged = |fault: Fault| fault.told_or(cut_short());
    if let Some(mut part) = package.part("styles.xml") {
        while let Some(node) = part.next().map_err(damaged)? {
            styles.see(&node);
        }
    }
    let Some(mut part) = package.part(CONTENT) else { return Err(cut_short()) };
    let mut sheets = Vec::new();
    // What stands around the sheets may hold tables that are none.
    let mut path: Vec<String> = Vec::new();
    while let Some(node) = part.next().map_err(damaged)? {
        styles.see(&node);
        match &node {
            Node::Open(element) => {
                let is_sheet = element.name() == "table" && path.last().is_some_and(|parent| parent == "spreadsheet");
                if !is_sheet {
                    path.push(element.name().to_owned());
                    continue;
                }
                let name = element.attribute("name").unwrap_or_default().into_owned();
                let style = element.attribute("style-name");
                let is_hidden = style.is_some_and(|style| styles.hides_table(&style));
                let blank = Sheet { name, is_hidden, ..Sheet::default() };
                count_sheets(sheets.len() + 1)?;
                drop(node);
                let depth = part.depth();
                let read = |blank, room: &mut Room| table::read(&mut part, blank, &styles, room);
                sheets.push(Sheet::read(blank, room, read).map_err(damaged)?);
                part.leave(depth).map_err(damaged)?;
            }
            Node::Close(_) => {
                path.pop();
            }
            _ => {}
        }
    }
    Ok(sheets)
}

/// Looks by the names of styles.
type Looks = HashMap<String, Look>;
