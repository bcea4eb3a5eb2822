//! Footnotes: which of them a mark in the text means. They are numbered page by page, and each stands in the tree behind
//! the part of the document that mentions it first: what is not known yet of a page is the next of them. At the foot of
//! which page a note stands says less, since a long one pushes others on.

use std::collections::HashMap;

use super::signs::{characters, elements, stretches};
use crate::extract::Element;

/// The footnotes of a document by their marks: by the page of a mark, and what it says.
#[derive(Default)]
pub(super) struct Notes(HashMap<(usize, String), usize>);

impl Notes {
    /// The footnotes below an element, and the notes themselves, each once.
    pub fn new(root: &Element) -> (Notes, Vec<&Element>) {
        let (mut notes, mut all) = (Notes::default(), Vec::new());
        let (mut marks, mut behind): (Vec<&Element>, Vec<&Element>) = Default::default();
        for element in elements(root) {
            if element.tag == "Note" {
                behind.push(element);
                continue;
            }
            if !behind.is_empty() {
                notes.tie(&std::mem::take(&mut marks), std::mem::take(&mut behind), &mut all);
            }
            add_marks(element, &mut marks);
        }
        notes.tie(&marks, behind, &mut all);
        (notes, all)
    }

    /// The index of the note that a mark means.
    pub fn of_mark(&self, mark: &Element) -> Option<usize> {
        self.0.get(&place(mark)?).copied()
    }

    /// Ties marks to the notes behind them, in their order.
    fn tie<'e>(&mut self, marks: &[&Element], behind: Vec<&'e Element>, all: &mut Vec<&'e Element>) {
        let mut marks = marks.iter().filter_map(|mark| place(mark));
        for note in behind {
            // On a further page that mentions it, a note stands again, under a name of another kind.
            let again = note.name.starts_with('r').then(|| all.iter().position(|own| words(own) == words(note)));
            let index = again.flatten().unwrap_or(all.len());
            if index == all.len() {
                all.push(note);
            }
            let Some(mark) = marks.find(|mark| !self.0.contains_key(mark)) else { continue };
            let label = elements(note).find(|own| own.tag == "Lbl").map(characters);
            if label.as_ref() == Some(&mark.1) {
                self.0.insert(mark, index);
            }
        }
    }
}

/// The paragraphs of a note.
pub(super) fn paragraphs(note: &Element) -> impl Iterator<Item = &Element> {
    elements(note).filter(|own| own.tag == "P")
}

/// The marks of footnotes in an element, in their order.
fn add_marks<'e>(element: &'e Element, marks: &mut Vec<&'e Element>) {
    match element.tag.as_str() {
        // Its entries refer to headings.
        "TOC" => {}
        "Reference" => marks.push(element),
        _ => elements(element).for_each(|own| add_marks(own, marks)),
    }
}

fn words(note: &Element) -> String {
    paragraphs(note).map(characters).collect()
}

/// The page of a mark, and what it says.
fn place(mark: &Element) -> Option<(usize, String)> {
    Some((stretches(mark).next()?.page, characters(mark)))
}
