//! Takes away what printpdf writes in vain, and makes short what it writes at length.

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
        let contents = page.get(b"Contents")?.as_reference()?;
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

        let contents = document.get_object_mut(contents)?.as_stream_mut()?;
        contents.set_content(join_strings(&contents.content));
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

/// printpdf writes every glyph as a string of its own: `<0001><0002>` says the same as `<00010002>`. Nowhere else do
/// brackets stand back to back.
fn join_strings(content: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(content.len());
    let mut rest = content;
    while let [byte, after @ ..] = rest {
        rest = match after {
            [b'<', after @ ..] if *byte == b'>' => after,
            _ => {
                joined.push(*byte);
                after
            }
        };
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_next_to_each_other_become_one() {
        let content = b"/Span <</ActualText<FEFF>>> BDC\n[<0001><0002> -5<0003><0004>] TJ";
        assert_eq!(join_strings(content), b"/Span <</ActualText<FEFF>>> BDC\n[<00010002> -5<00030004>] TJ");
    }
}
