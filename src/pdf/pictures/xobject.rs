//! Pictures as XObjects (ISO 32000-1, 8.8 to 8.10), each once in the file, and all of them in the resources that the
//! pages share. printpdf decodes pictures and codes them anew; here they go into the document as they are.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use md5::{Digest, Md5};

use super::super::Error;
use super::pack::{Colours, Packed};
use super::{Embedded, EmbeddedPictures};
use crate::narrative::PictureId;
use crate::picture::{Jpeg, Orientation};

/// The name by which content streams call a picture; equal pictures have one name.
pub(in crate::pdf) struct Names {
    by_id: Vec<usize>,
    turned: Vec<[f32; 6]>,
}

impl Names {
    pub(in crate::pdf) fn new(pictures: &EmbeddedPictures) -> Names {
        let turned = pictures.pictures.iter().map(|picture| match picture {
            Embedded::Jpeg(jpeg) => upright(jpeg.orientation),
            _ => upright(Orientation(1)),
        });
        Names { by_id: pictures.by_id.clone(), turned: turned.collect() }
    }

    /// Name of a picture, and the matrix that turns its unit square upright.
    pub(in crate::pdf) fn get(&self, id: PictureId) -> Option<(String, [f32; 6])> {
        let index = *self.by_id.get(id.0)?;
        Some((name(index), *self.turned.get(index)?))
    }
}

fn name(index: usize) -> String {
    format!("Im{index}")
}

/// The matrix that turns a stored picture's unit square upright: a, b, c, d, e, f with x' = ax + cy + e and
/// y' = bx + dy + f (Exif 2.3, table 6, says where row 0 and column 0 stand).
fn upright(orientation: Orientation) -> [f32; 6] {
    match orientation.0 {
        2 => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
        3 => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
        4 => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
        5 => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
        6 => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
        7 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
        8 => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
        _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    }
}

/// Adds all pictures to the document and to the resources of its pages.
pub(in crate::pdf) fn add(
    document: &mut Document,
    page_ids: &[ObjectId],
    pictures: EmbeddedPictures,
) -> Result<(), Error> {
    let Some(&page) = page_ids.first() else { return Ok(()) };
    if pictures.pictures.is_empty() {
        return Ok(());
    }
    let mut store = Store { document, known: HashMap::new() };
    let mut names = Dictionary::new();
    for (index, picture) in pictures.pictures.into_iter().enumerate() {
        names.set(name(index), store.picture(picture)?);
    }
    let names = document.add_object(names);
    let resources = document.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
    document.get_dictionary_mut(resources)?.set("XObject", names);
    Ok(())
}

/// What has been added, so that nothing is added twice.
struct Store<'a> {
    document: &'a mut Document,
    known: HashMap<[u8; 16], ObjectId>,
}

impl Store<'_> {
    fn picture(&mut self, picture: Embedded) -> Result<ObjectId, Error> {
        match picture {
            Embedded::Jpeg(jpeg) => {
                let (space, components) = if jpeg.is_grey() { ("DeviceGray", 1) } else { ("DeviceRGB", 3) };
                let Jpeg { data, width, height, profile, .. } = jpeg;
                let mut dictionary = image(width, height);
                dictionary.set("ColorSpace", self.space(space.into(), components, profile));
                dictionary.set("Filter", "DCTDecode");
                Ok(self.once(dictionary, data))
            }
            Embedded::Pixels(Packed { width, height, colours, data, alpha, profile }) => {
                let mut dictionary = packed(width, height, if colours == Colours::Rgb { 3 } else { 1 });
                let space = match colours {
                    Colours::Grey => self.space("DeviceGray".into(), 1, profile),
                    Colours::Rgb => self.space("DeviceRGB".into(), 3, profile),
                    Colours::Palette(colours) => {
                        let highest = (colours.len() / 3).saturating_sub(1);
                        let base = self.space("DeviceRGB".into(), 3, profile);
                        let table = Object::String(colours, lopdf::StringFormat::Hexadecimal);
                        Object::Array(vec!["Indexed".into(), base, (highest as i64).into(), table])
                    }
                };
                dictionary.set("ColorSpace", space);
                if let Some(alpha) = alpha {
                    let mut mask = packed(width, height, 1);
                    mask.set("ColorSpace", "DeviceGray");
                    let mask = self.once(mask, alpha);
                    dictionary.set("SMask", mask);
                }
                Ok(self.once(dictionary, data))
            }
            Embedded::Drawing(pdf) => self.drawing(&pdf),
        }
    }

    /// A colour space: the device's or, if the picture has a profile of its own, one based on it (8.6.5.5).
    fn space(&mut self, device: Object, components: i64, profile: Option<Vec<u8>>) -> Object {
        let Some(profile) = profile else { return device };
        let mut dictionary = Dictionary::new();
        dictionary.set("N", components);
        dictionary.set("Alternate", device);
        let profile = self.once(dictionary, profile);
        Object::Array(vec!["ICCBased".into(), profile.into()])
    }

    /// Adds a stream unless the same is there.
    fn once(&mut self, dictionary: Dictionary, data: Vec<u8>) -> ObjectId {
        let mut hash = Md5::new_with_prefix(format!("{dictionary:?}"));
        hash.update(&data);
        let document = &mut *self.document;
        let add = || document.add_object(Stream::new(dictionary, data));
        *self.known.entry(hash.finalize().into()).or_insert_with(add)
    }

    /// The only page of a file as a form (8.10) whose unit square is the page.
    fn drawing(&mut self, pdf: &[u8]) -> Result<ObjectId, Error> {
        let mut other = Document::load_mem(pdf)?;
        other.renumber_objects_with(self.document.max_id + 1);
        let page_id = other.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
        let page = other.get_dictionary(page_id)?;
        let sheet: Vec<f32> = page.get(b"MediaBox")?.as_array()?.iter().flat_map(Object::as_float).collect();
        let [left, bottom, right, top] = sheet[..] else {
            return Err(lopdf::Error::PageNumberNotFound(1).into());
        };
        let (width, height) = (right - left, top - bottom);
        let mut form = Dictionary::new();
        form.set("Type", "XObject");
        form.set("Subtype", "Form");
        form.set("BBox", page.get(b"MediaBox")?.clone());
        form.set(
            "Matrix",
            [1.0 / width, 0.0, 0.0, 1.0 / height, -left / width, -bottom / height].map(Object::Real).to_vec(),
        );
        form.set("Resources", page.get(b"Resources")?.clone());
        if let Ok(group) = page.get(b"Group") {
            form.set("Group", group.clone());
        }
        let content = other.get_page_content(page_id);
        let needed = closure(&other, &form);
        for id in needed {
            if let Some(object) = other.objects.remove(&id) {
                self.document.objects.insert(id, object);
                self.document.max_id = self.document.max_id.max(id.0);
            }
        }
        Ok(self.document.add_object(Stream::new(form, content)))
    }
}

/// Everything that a dictionary leads to, in the order of their numbers.
fn closure(document: &Document, from: &Dictionary) -> Vec<ObjectId> {
    let mut found = std::collections::BTreeSet::new();
    let mut open: Vec<Object> = vec![Object::Dictionary(from.clone())];
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) if found.insert(id) => open.extend(document.get_object(id).cloned()),
            Object::Array(items) => open.extend(items),
            Object::Dictionary(dictionary) => open.extend(dictionary.into_iter().map(|(_, value)| value)),
            Object::Stream(stream) => open.push(Object::Dictionary(stream.dict)),
            _ => {}
        }
    }
    found.into_iter().collect()
}

fn image(width: u32, height: u32) -> Dictionary {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "XObject");
    dictionary.set("Subtype", "Image");
    dictionary.set("Width", i64::from(width));
    dictionary.set("Height", i64::from(height));
    dictionary.set("BitsPerComponent", 8);
    dictionary
}

/// An image of bytes behind PNG's filters (7.4.4.4).
fn packed(width: u32, height: u32, components: i64) -> Dictionary {
    let mut parameters = Dictionary::new();
    parameters.set("Predictor", 15);
    parameters.set("Colors", components);
    parameters.set("BitsPerComponent", 8);
    parameters.set("Columns", i64::from(width));
    let mut dictionary = image(width, height);
    dictionary.set("Filter", "FlateDecode");
    dictionary.set("DecodeParms", parameters);
    dictionary
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exif 2.3, table 6: where the 0th row and the 0th column of the stored picture stand when it is upright.
    #[test]
    fn stored_corners_stand_where_exif_says() {
        // The stored picture's first pixel is at the top left of its square: (0, 1); its row runs to (1, 1), its column
        // to (0, 0).
        let to = |matrix: [f32; 6], x: f32, y: f32| {
            let [a, b, c, d, e, f] = matrix;
            (a * x + c * y + e, b * x + d * y + f)
        };
        let (top_left, top_right, bottom_right, bottom_left) = ((0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0));
        // For each orientation: the corner of the first pixel, and the corner to which its row runs.
        let corners = [
            (1, top_left, top_right),
            (2, top_right, top_left),
            (3, bottom_right, bottom_left),
            (4, bottom_left, bottom_right),
            (5, top_left, bottom_left),
            (6, top_right, bottom_right),
            (7, bottom_right, top_right),
            (8, bottom_left, top_left),
        ];
        for (orientation, first, row) in corners {
            let matrix = upright(Orientation(orientation));
            assert_eq!(to(matrix, 0.0, 1.0), first, "orientation {orientation}");
            assert_eq!(to(matrix, 1.0, 1.0), row, "orientation {orientation}");
        }
    }
}
