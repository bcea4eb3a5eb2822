//! A file that this program has made, read by its structure tree: what it says and shows, element by element.
//!
//! The tree is read by lopdf (`tree`), what its stretches say comes from the walk that reads any file aloud, and its
//! pictures become files again (`images`).

use std::collections::HashMap;

use hayro_font::hayro_syntax::Pdf;
use lopdf::{Document, Object, ObjectId};

use super::content::Walk;
use super::digest::stored;
use super::images::Images;
use super::sealed::Seal;
use super::tree::{Element, Kid, Picture, Stretch, tree};
use super::unpack::{laid_bare, open, seal};
use super::{Page, damaged, with_room};
use crate::diagnostic::Diagnostic;

/// A file by its structure tree.
#[derive(Clone, Debug)]
pub struct Tagged {
    /// The root of its tree.
    pub root: Element,
    /// Names of its faces, as [`Shown::face`](super::Shown::face) counts them.
    pub faces: Vec<String>,
    /// Whose it says it is.
    pub author: Option<String>,
    /// What its seal says of it.
    pub seal: Seal,
}

/// Reads a file by its structure tree; nothing of one that this program has not made, or that has lost its tree.
///
/// # Errors
/// The file is no PDF, is cut short, damaged or encrypted, or asks for more than it may.
pub fn tagged(bytes: Vec<u8>) -> Result<Option<Tagged>, Diagnostic> {
    with_room(move || read(&bytes))
}

fn read(bytes: &[u8]) -> Result<Option<Tagged>, Diagnostic> {
    let mut document = open(bytes)?;
    let stored = stored(&document);
    if stored.data.is_none() {
        return Ok(None);
    }
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    let Some(mut root) = tree(&document, &page_ids)? else { return Ok(None) };
    let seal = seal(&stored, &document);
    let images = Images::out_of(&mut document);
    let file = Pdf::new(laid_bare(&mut document)?).map_err(|_| damaged())?;
    if file.pages().len() != page_ids.len() {
        return Err(damaged());
    }
    let mut walk = Walk::new();
    let pages: Vec<Page> = file.pages().iter().map(|page| walk.page(page)).collect::<Result<_, _>>()?;
    let mut stretches = stretches(pages, &page_ids, images, &document);
    fill(&mut root, &mut stretches);
    Ok(Some(Tagged { root, faces: walk.faces(), author: stored.author, seal }))
}

/// What each stretch says and shows, by its page and its number.
fn stretches(
    pages: Vec<Page>,
    page_ids: &[ObjectId],
    mut images: Images,
    document: &Document,
) -> HashMap<(usize, u32), Stretch> {
    let mut stretches: HashMap<(usize, u32), Stretch> = HashMap::new();
    for (page, (own, id)) in pages.into_iter().zip(page_ids).enumerate() {
        for shown in own.shown {
            let Some(number) = shown.mark else { continue };
            stretches.entry((page, number)).or_default().shown.push(shown);
        }
        for placed in own.pictures {
            let Some(number) = placed.mark else { continue };
            let image = (!placed.is_drawing).then(|| named(document, *id, &placed.name)).flatten();
            let file = image.and_then(|image| images.file(image, &placed.matrix, document));
            stretches.entry((page, number)).or_default().pictures.push(Picture { placed, file });
        }
    }
    stretches
}

/// What the resources of a page call by a name.
fn named(document: &Document, page: ObjectId, name: &str) -> Option<ObjectId> {
    let page = document.get_dictionary(page).ok()?;
    let resources = page.get_deref(b"Resources", document).and_then(Object::as_dict).ok()?;
    let objects = resources.get_deref(b"XObject", document).and_then(Object::as_dict).ok()?;
    objects.get(name.as_bytes()).and_then(Object::as_reference).ok()
}

/// Puts the stretches into their elements, each once.
fn fill(element: &mut Element, stretches: &mut HashMap<(usize, u32), Stretch>) {
    for kid in &mut element.kids {
        match kid {
            Kid::Element(element) => fill(element, stretches),
            Kid::Stretch(own) => {
                if let Some(full) = stretches.remove(&(own.page, own.number)) {
                    (own.shown, own.pictures) = (full.shown, full.pictures);
                }
            }
            Kid::Target(_) => {}
        }
    }
}
