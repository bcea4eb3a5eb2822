//! The package of a Word file (ECMA-376-2): its parts, and how they name one another.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{attribute, is, parsed};
use crate::diagnostic::{Message, message};

/// Bytes of each part, unpacked.
const LARGEST_PART: u64 = 64 << 20;

/// A package.
pub(super) struct Package<'b>(ZipArchive<Cursor<&'b [u8]>>);

/// What a part names.
#[derive(Default)]
pub(super) struct Relations(Vec<Relation>);

/// Something that a part names.
pub(super) struct Relation {
    id: String,
    /// The last word of its type, such as image.
    kind: String,
    /// The name of a part, or an address outside.
    pub target: String,
    /// Whether it lies outside the package.
    pub is_outside: bool,
}

impl<'b> Package<'b> {
    /// # Errors
    /// It is no package.
    pub fn open(bytes: &'b [u8]) -> Result<Package<'b>, Message> {
        ZipArchive::new(Cursor::new(bytes)).map(Package).map_err(|_| damaged())
    }

    /// What a part holds; `None` if there is none of that name.
    ///
    /// # Errors
    /// It is damaged, or too large.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Message> {
        let Ok(file) = self.0.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        let read = file.take(LARGEST_PART.saturating_add(1)).read_to_end(&mut bytes);
        if bytes.len() as u64 > LARGEST_PART {
            let most = LARGEST_PART >> 20;
            return Err(
                message!(zh: "展开后超过 {most} MB，不读", en: "it unpacks to more than {most} MB and is not read"),
            );
        }
        read.map(|_| Some(bytes)).map_err(|_| damaged())
    }

    /// The same as text.
    ///
    /// # Errors
    /// It is damaged, or too large.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Message> {
        self.bytes(name)?.map(|bytes| String::from_utf8(bytes).map_err(|_| damaged())).transpose()
    }

    /// What a part names; "" is the package itself.
    ///
    /// # Errors
    /// That is damaged, or too large.
    pub fn relations(&mut self, part: &str) -> Result<Relations, Message> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let text = self.text(&format!("{folder}{slash}_rels/{name}.rels"))?.unwrap_or_default();
        let document = parsed(&text).ok();
        let nodes = document.iter().flat_map(|document| document.descendants());
        let relation = |node| {
            let said = |name| attribute(node, name).unwrap_or_default();
            let is_outside = said("TargetMode") == "External";
            let target = if is_outside { said("Target").to_owned() } else { within(folder, said("Target")) };
            let kind = said("Type").rsplit('/').next().unwrap_or_default().to_owned();
            Relation { id: said("Id").to_owned(), kind, target, is_outside }
        };
        Ok(Relations(nodes.filter(|node| is(*node, "Relationship")).map(relation).collect()))
    }
}

impl Relations {
    /// What goes by an id.
    pub fn by_id(&self, id: &str) -> Option<&Relation> {
        self.0.iter().find(|relation| relation.id == id)
    }

    /// The addresses outside, by their ids.
    pub fn links(&self) -> HashMap<String, String> {
        let outside = self.0.iter().filter(|relation| relation.is_outside && relation.kind == "hyperlink");
        outside.map(|relation| (relation.id.clone(), relation.target.clone())).collect()
    }

    /// The name of the part of a kind.
    pub fn part(&self, kind: &str) -> Option<&str> {
        let own = self.0.iter().find(|relation| relation.kind == kind && !relation.is_outside);
        own.map(|relation| relation.target.as_str())
    }
}

/// The name of a part that a part in a folder names.
fn within(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

pub(super) fn damaged() -> Message {
    message!(zh: "读不出：文件不完整", en: "it cannot be read: it is cut short")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_from_where_they_are_named() {
        assert_eq!(within("word", "media/1.png"), "word/media/1.png");
        assert_eq!(within("word", "/media/1.png"), "media/1.png");
        assert_eq!(within("word", "../media/./1.png"), "media/1.png");
        assert_eq!(within("", "../word/document.xml"), "word/document.xml");
    }
}
