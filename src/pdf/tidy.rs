//! Takes away what printpdf writes in vain.

use lopdf::{Document, ObjectId};

use super::Error;

/// Tidies a document as printpdf hands it over.
pub(super) fn tidy(document: &mut Document, page_ids: &[ObjectId]) -> Result<(), Error> {
    let mut shared = None;
    for &page_id in page_ids {
        let page = document.get_dictionary_mut(page_id)?;
        // They are the MediaBox unless they differ from it (ISO 32000-1, table 30).
        page.remove(b"TrimBox");
        page.remove(b"CropBox");
        page.remove(b"Annots");
        let resources = page.get(b"Resources")?.as_reference()?;

        // All pages have the same resources, each in a dictionary of its own. Every page goes on naming them: PDF/A
        // forbids to inherit them (ISO 19005-2, 6.2.2).
        if let Some(shared) = shared {
            page.set("Resources", shared);
            document.objects.remove(&resources);
        } else {
            drop_empty(document, resources)?;
            shared = Some(resources);
        }
    }
    Ok(())
}

/// Drops resources of kinds that no page uses.
fn drop_empty(document: &mut Document, resources: ObjectId) -> Result<(), Error> {
    for (kind, target) in document.get_dictionary(resources)?.clone() {
        let target = target.as_reference()?;
        if document.get_dictionary(target)?.is_empty() {
            document.get_dictionary_mut(resources)?.remove(&kind);
            document.objects.remove(&target);
        }
    }
    Ok(())
}
