//! Workbooks of Excel 2007 and later, .xlsx and .xlsm (ECMA-376), part by part as their relations name them.

mod sheet;
mod strings;
mod styles;

use std::collections::HashMap;

use super::count_sheets;
use super::limits::{Fault, MOST_SHEETS, Room};
use super::package::{Package, cut_short};
use super::sheet::Sheet;
use super::xml::Node;
use crate::diagnostic::{Message, message};
use strings::strings;
use styles::looks;

/// A relation of a part to another.
#[derive(Debug)]
struct Relation {
    id: String,
    /// The last part of its kind, such as worksheet.
    kind: String,
    /// The part that it leads to.
    target: String,
}

/// What the workbook says of a sheet.
struct Entry {
    name: String,
    is_hidden: bool,
    relation: String,
}

/// The sheets of a workbook, charts left out.
///
/// # Errors
/// It is damaged, or larger than any report.
pub(super) fn sheets(package: &mut Package, room: &mut Room) -> Result<Vec<Sheet>, Message> {
    let damaged = |fault: Fault| fault.told_or(cut_short());
    let relations = relations(package, "").map_err(damaged)?;
    let leads_to = |kind: &str| relations.iter().find(|relation| relation.kind == kind);
    let workbook = leads_to("officeDocument").map_or("xl/workbook.xml", |relation| &relation.target).to_owned();
    if workbook.ends_with(".bin") {
        return Err(message!(
            zh: "是 .xlsb，读不了：另存为 .xlsx 再导入",
            en: "it is a .xlsb, which is not read: save it as .xlsx and import that",
        ));
    }
    let (entries, count) = entries(package, &workbook).map_err(damaged)?;
    count_sheets(count)?;
    let relations = self::relations(package, &workbook).map_err(damaged)?;
    let leads_to = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|own| own.target.as_str());
    let looks = looks(package, leads_to("styles")).map_err(damaged)?;
    let strings = strings(package, leads_to("sharedStrings"), room).map_err(damaged)?;
    let mut by_id: HashMap<&str, &Relation> = HashMap::new();
    relations.iter().for_each(|relation| _ = by_id.entry(&relation.id).or_insert(relation));
    // The parts that were read, and of which sheet each was.
    let mut seen: HashMap<usize, String> = HashMap::new();
    let mut sheets = Vec::new();
    for entry in entries {
        let relation = by_id.get(entry.relation.as_str()).copied();
        // Charts and sheets of macros hold no tables.
        if relation.is_some_and(|relation| relation.kind != "worksheet") {
            continue;
        }
        let blank = Sheet { name: entry.name, is_hidden: entry.is_hidden, ..Sheet::default() };
        let name = blank.name.clone();
        let unread = || Sheet { name, unread: Some(Fault::Damaged.told()), ..Sheet::default() };
        let read = |blank: Sheet, room: &mut Room| {
            let at = relation.and_then(|relation| package.find(&relation.target)).ok_or(Fault::Damaged)?;
            if let Some(other) = seen.get(&at) {
                return Err(Fault::TooLarge(message!(
                    zh: "和工作表“{other}”在文件里是同一张，没有再读",
                    en: "is the sheet `{other}` once more in the file, and was not read again",
                )));
            }
            seen.insert(at, blank.name.clone());
            let part = package.part_at(at).ok_or(Fault::Damaged)?;
            sheet::read(part, blank, &looks, &strings, room)
        };
        sheets.push(Sheet::read(blank, room, read).unwrap_or_else(|_| unread()));
    }
    Ok(sheets)
}

/// The relations of a part, or of the package.
fn relations(package: &mut Package, of: &str) -> Result<Vec<Relation>, Fault> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let path = format!("{folder}/_rels/{name}.rels");
    let Some(mut part) = package.part(&path) else { return Ok(Vec::new()) };
    let mut relations = Vec::new();
    while let Some(node) = part.next()? {
        let Node::Open(element) = node else { continue };
        if element.name() == "Relationship" && element.attribute("TargetMode").is_none_or(|mode| mode != "External") {
            let of = |name: &str| element.attribute(name).map(|value| value.into_owned()).unwrap_or_default();
            let kind = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
            relations.push(Relation { id: of("Id"), kind, target: resolved(folder, &of("Target")) });
        }
    }
    Ok(relations)
}

/// The part that a target means which is written in a part of a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// What the workbook says of its sheets, as far as they are read, and how many there are.
fn entries(package: &mut Package, workbook: &str) -> Result<(Vec<Entry>, usize), Fault> {
    let mut part = package.part(workbook).ok_or(Fault::Damaged)?;
    let (mut entries, mut count) = (Vec::new(), 0);
    while let Some(node) = part.next()? {
        let Node::Open(element) = node else { continue };
        if element.name() == "sheet" {
            count += 1;
            if count > MOST_SHEETS {
                continue;
            }
            let of = |name: &str| element.attribute(name).map(|value| value.into_owned()).unwrap_or_default();
            // The relation is an `id` of a namespace of its own, beside sheetId.
            entries.push(Entry { name: of("name"), is_hidden: of("state").contains("idden"), relation: of("id") });
        }
    }
    Ok((entries, count))
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_found_from_where_they_are_written() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl/a", "..\\./sheet1.xml"), "xl/sheet1.xml");
        assert_eq!(resolved("", "../../xl/workbook.xml"), "xl/workbook.xml");
    }
}
