//! Pictures of a file as files of their own: a JPEG as it is, pixels as PNG. What makes them stand upright, their
//! profile and their size go with them.

use std::collections::HashMap;
use std::io::Cursor;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use png::{BitDepth, ColorType, Decoder, Encoder, Info, PixelDimensions, Unit, chunk};

/// Most bytes of all pictures of a file, decoded.
const LARGEST_SUM: usize = 512 << 20;
/// Bytes of the largest profile, and of a part of one in a JPEG (ICC.1:2022, B.4).
const LARGEST_PROFILE: usize = 4 << 20;
const PROFILE_PART: usize = 65_519;
/// Points in a metre.
const POINTS: f64 = 72.0 / 0.0254;

/// The pictures of a file.
pub(super) struct Images {
    streams: HashMap<ObjectId, Stream>,
    /// How many more bytes they may decode to.
    left: usize,
}

/// What a pixel is.
enum Colours {
    Grey,
    Rgb,
    Palette(Vec<u8>),
}

impl Images {
    /// Takes the pictures out of a document.
    pub(super) fn out_of(document: &mut Document) -> Images {
        let is_image =
            |stream: &Stream| stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image");
        let mut streams = HashMap::new();
        for (id, object) in &mut document.objects {
            if matches!(object, Object::Stream(stream) if is_image(stream))
                && let Object::Stream(stream) = std::mem::replace(object, Object::Null)
            {
                streams.insert(*id, stream);
            }
        }
        Images { streams, left: LARGEST_SUM }
    }

    /// A file that shows what a picture shows where its unit square goes by a matrix, if this program writes such.
    pub(super) fn file(&mut self, id: ObjectId, matrix: &[f64; 6], document: &Document) -> Option<Vec<u8>> {
        let stream = self.streams.get(&id)?;
        let space = stream.dict.get_deref(b"ColorSpace", document).ok()?;
        let profile = profile(space, document);
        let filters = stream.filters().unwrap_or_default();
        if filters == [b"DCTDecode".as_slice()] {
            self.left = self.left.checked_sub(stream.content.len())?;
            return jpeg(&stream.content, orientation(matrix), profile.as_deref());
        }
        let (width, height) = (side(&stream.dict, b"Width")?, side(&stream.dict, b"Height")?);
        let colours = colours(space, document)?;
        let samples = self.samples(stream, width, height, if matches!(colours, Colours::Rgb) { 3 } else { 1 })?;
        let mask = stream.dict.get(b"SMask").and_then(Object::as_reference).ok();
        let alpha = match mask.map(|mask| self.streams.get(&mask)) {
            None => None,
            // Of a mask that is not understood, nobody knows what it hides.
            Some(mask) => Some(self.samples(mask?, width, height, 1)?),
        };
        let held = samples.len() + alpha.as_ref().map_or(0, Vec::len);
        self.left = self.left.checked_sub(held)?;
        let size = PixelDimensions {
            xppu: per_metre(width, matrix[0].hypot(matrix[1])),
            yppu: per_metre(height, matrix[2].hypot(matrix[3])),
            unit: Unit::Meter,
        };
        png(width, height, colours, samples, alpha, Png { profile, size })
    }

    /// The samples of a picture of eight bits, if they are as many as it says.
    fn samples(&self, stream: &Stream, width: u32, height: u32, components: usize) -> Option<Vec<u8>> {
        let own = (side(&stream.dict, b"Width")?, side(&stream.dict, b"Height")?);
        let bits = stream.dict.get(b"BitsPerComponent").and_then(Object::as_i64).ok()?;
        let wanted = (width as usize).checked_mul(height as usize)?.checked_mul(components)?;
        if own != (width, height) || bits != 8 || stream.dict.has(b"Decode") || wanted > self.left {
            return None;
        }
        let parameters = stream.dict.get(b"DecodeParms").and_then(Object::as_dict);
        let predictor = parameters.and_then(|own| own.get(b"Predictor")).and_then(Object::as_i64).unwrap_or(1);
        let samples = match (predictor, stream.dict.has(b"Filter")) {
            (1, true) => stream.decompressed_content_with_limit(wanted).ok()?,
            (1, false) => stream.content.clone(),
            (10.., true) if is_deflated(stream) => unfiltered(&stream.content, width, height, components)?,
            _ => return None,
        };
        (samples.len() == wanted).then_some(samples)
    }
}

fn is_deflated(stream: &Stream) -> bool {
    stream.filters().is_ok_and(|filters| filters == [b"FlateDecode".as_slice()])
}

/// Samples behind the filters of PNG (7.4.4.4), which its own decoder knows best.
fn unfiltered(data: &[u8], width: u32, height: u32, components: usize) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(if components == 3 { ColorType::Rgb } else { ColorType::Grayscale });
    encoder.write_header().ok()?.write_chunk(chunk::IDAT, data).ok()?;
    let mut reader = Decoder::new(Cursor::new(file)).read_info().ok()?;
    let mut samples = vec![0; reader.output_buffer_size()?];
    reader.next_frame(&mut samples).ok()?;
    Some(samples)
}

fn side(dictionary: &Dictionary, key: &[u8]) -> Option<u32> {
    dictionary.get(key).and_then(Object::as_i64).ok().and_then(|side| u32::try_from(side).ok()).filter(|side| *side > 0)
}

/// What the pixels of a colour space are (8.6), if this program writes such.
fn colours(space: &Object, document: &Document) -> Option<Colours> {
    let Object::Array(parts) = space else {
        return match space.as_name().ok()? {
            b"DeviceGray" => Some(Colours::Grey),
            b"DeviceRGB" => Some(Colours::Rgb),
            _ => None,
        };
    };
    match parts.first()?.as_name().ok()? {
        b"ICCBased" => {
            let stream = document.dereference(parts.get(1)?).ok()?.1.as_stream().ok()?;
            match stream.dict.get(b"N").and_then(Object::as_i64).ok()? {
                1 => Some(Colours::Grey),
                3 => Some(Colours::Rgb),
                _ => None,
            }
        }
        b"Indexed" => {
            let base = document.dereference(parts.get(1)?).ok()?.1;
            let table = document.dereference(parts.get(3)?).ok()?.1.as_str().ok()?;
            let is_sound = base.as_name().ok()? == b"DeviceRGB" && table.len() % 3 == 0 && table.len() <= 768;
            is_sound.then(|| Colours::Palette(table.to_vec()))
        }
        _ => None,
    }
}

/// The ICC profile that a colour space is based on.
fn profile(space: &Object, document: &Document) -> Option<Vec<u8>> {
    let [kind, stream] = space.as_array().ok()?.as_slice() else { return None };
    let stream = document.dereference(stream).ok()?.1.as_stream().ok()?;
    let is_based = kind.as_name().ok()? == b"ICCBased";
    if !is_based {
        return None;
    }
    let plain = if stream.dict.has(b"Filter") {
        stream.decompressed_content_with_limit(LARGEST_PROFILE).ok()?
    } else {
        stream.content.clone()
    };
    (plain.len() <= LARGEST_PROFILE).then_some(plain)
}

/// How a stored picture was turned to stand upright (Exif 2.3, table 6), by where its unit square goes on a page whose
/// lengths go downwards.
fn orientation(matrix: &[f64; 6]) -> u8 {
    let [a, b, c, d, ..] = *matrix;
    if a.abs() + d.abs() >= b.abs() + c.abs() {
        match (a >= 0.0, d <= 0.0) {
            (true, true) => 1,
            (false, true) => 2,
            (false, false) => 3,
            (true, false) => 4,
        }
    } else {
        match (b >= 0.0, c >= 0.0) {
            (true, false) => 5,
            (true, true) => 6,
            (false, true) => 7,
            (false, false) => 8,
        }
    }
}

/// A JPEG with what it was taken out of: its orientation (as Exif) and its profile.
fn jpeg(data: &[u8], orientation: u8, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let rest = data.strip_prefix(b"\xFF\xD8")?;
    let mut file = b"\xFF\xD8".to_vec();
    if orientation != 1 {
        // One entry: tag 0x0112, a short, one of it (TIFF 6.0, section 2).
        file.extend(b"\xFF\xE1\0\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
        file.push(orientation);
        file.extend([0; 6]);
    }
    let parts: Vec<&[u8]> = profile.map(|profile| profile.chunks(PROFILE_PART).collect()).unwrap_or_default();
    let count = u8::try_from(parts.len()).ok()?;
    for (number, part) in (1..).zip(parts) {
        let length = u16::try_from(part.len() + 16).ok()?;
        file.extend(b"\xFF\xE2");
        file.extend(length.to_be_bytes());
        file.extend(b"ICC_PROFILE\0");
        file.extend([number, count]);
        file.extend(part);
    }
    file.extend(rest);
    Some(file)
}

/// What a PNG tells besides its pixels.
struct Png {
    profile: Option<Vec<u8>>,
    size: PixelDimensions,
}

fn png(
    width: u32,
    height: u32,
    colours: Colours,
    samples: Vec<u8>,
    alpha: Option<Vec<u8>>,
    told: Png,
) -> Option<Vec<u8>> {
    let mut info = Info::with_size(width, height);
    info.bit_depth = BitDepth::Eight;
    info.icc_profile = told.profile.map(Into::into);
    info.pixel_dims = Some(told.size);
    let (kind, samples) = match (colours, alpha) {
        (Colours::Grey, None) => (ColorType::Grayscale, samples),
        (Colours::Rgb, None) => (ColorType::Rgb, samples),
        (Colours::Palette(palette), None) => {
            info.palette = Some(palette.into());
            (ColorType::Indexed, samples)
        }
        (Colours::Grey, Some(alpha)) => (ColorType::GrayscaleAlpha, interleaved(&samples, 1, &alpha)),
        (Colours::Rgb, Some(alpha)) => (ColorType::Rgba, interleaved(&samples, 3, &alpha)),
        (Colours::Palette(palette), Some(alpha)) => {
            let colour = |index: &u8| palette.get(usize::from(*index) * 3..).and_then(|rest| rest.get(..3));
            let colours: Vec<&[u8]> = samples.iter().map(colour).collect::<Option<_>>()?;
            (ColorType::Rgba, interleaved(&colours.concat(), 3, &alpha))
        }
    };
    info.color_type = kind;
    let mut file = Vec::new();
    let mut writer = Encoder::with_info(&mut file, info).ok()?.write_header().ok()?;
    writer.write_image_data(&samples).ok()?;
    writer.finish().ok()?;
    Some(file)
}

/// Samples with how opaque each pixel is behind it.
fn interleaved(samples: &[u8], components: usize, alpha: &[u8]) -> Vec<u8> {
    let pixels = samples.chunks_exact(components).zip(alpha);
    pixels.flat_map(|(pixel, alpha)| pixel.iter().chain([alpha]).copied()).collect()
}

/// Pixels in a metre, of a side that is so many points long.
fn per_metre(pixels: u32, length: f64) -> u32 {
    let found = f64::from(pixels) / length * POINTS;
    // A length of nothing tells nothing.
    if found.is_finite() { found.round().clamp(1.0, f64::from(u32::MAX)) as u32 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::concatenated;

    /// Exif 2.3, table 6, in the matrices by which `pdf` turns pictures upright, on a page of 100 points, whose lengths
    /// go downwards here.
    #[test]
    fn turned_pictures_are_known() {
        let turned: [[f64; 6]; 8] = [
            [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
            [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
            [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
            [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
            [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
            [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
        ];
        let down = [1.0, 0.0, 0.0, -1.0, 0.0, 100.0];
        let found: Vec<u8> = turned.iter().map(|matrix| orientation(&concatenated(*matrix, down))).collect();
        assert_eq!(found, [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    /// By hand from TIFF 6.0: the length counts itself and all behind it.
    #[test]
    fn a_turned_jpeg_says_so() {
        let file = jpeg(b"\xFF\xD8\xFF\xDB", 6, None).unwrap_or_default();
        assert_eq!(file.len(), 2 + 2 + 0x22 + 2);
        assert_eq!(file.get(2..4), Some(&b"\xFF\xE1"[..]));
        assert!(file.ends_with(b"\xFF\xDB"));
    }
}
