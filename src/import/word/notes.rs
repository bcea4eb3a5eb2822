//! Footnotes and endnotes of a Word file, each in a part of its own.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::body::Reader;
use super::xml::{attribute, is};
use crate::diagnostic::message;
use crate::import::blocks::{Block, Line};
use crate::import::doubt::Doubt;

/// Most notes of a document.
const MOST_NOTES: usize = 20_000;

impl Reader<'_, '_> {
    /// Reads the notes of a part, `footnote` or `endnote`, behind those that were read; from now on their marks are
    /// known.
    pub(super) fn notes(&mut self, part: Option<&Document>, kind: &'static str, notes: &mut Vec<Vec<Line>>) {
        let nodes = part.into_iter().flat_map(|part| part.root_element().children());
        // Those with a type are the lines between text and notes.
        let is_note = |node: &Node| is(*node, kind) && matches!(attribute(*node, "type"), None | Some("normal"));
        let mut known: HashMap<Vec<String>, usize> = HashMap::new();
        for node in nodes.filter(is_note).take(MOST_NOTES) {
            let blocks = self.read(node);
            let count = blocks.len();
            let lines: Vec<Line> = blocks.into_iter().filter_map(line).collect();
            if lines.len() < count {
                let text: String = lines.iter().flat_map(|line| line.text.chars()).take(20).collect();
                let message = message!(
                    zh: "里面的图片、表格没有带入",
                    en: "pictures and tables in it were left out",
                );
                self.doubts.push(Doubt::new(format!("脚注“{text}”"), message));
            }
            let Some(id) = attribute(node, "id").filter(|_| !lines.is_empty()) else { continue };
            // This program writes a footnote for each paragraph that mentions it.
            let text: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
            let known = known.entry(text).or_insert(notes.len());
            let note = if self.own.is_some() { *known } else { notes.len() };
            self.marks.insert((kind, id.to_owned()), note);
            if note == notes.len() {
                notes.push(lines);
            }
        }
    }
}

fn line(block: Block) -> Option<Line> {
    match block {
        Block::Text(line) => Some(line),
        _ => None,
    }
}
