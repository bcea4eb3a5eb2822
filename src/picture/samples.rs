//! Files to test with, made here.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use png::{BitDepth, ColorType};

/// A JPEG of one colour, made by hand: each block has a DC coefficient only.
#[derive(Clone)]
pub(crate) struct JpegSample {
    /// Marker of the frame: 0xC0 baseline, 0xC1 extended, 0xC2 progressive.
    pub(crate) frame: u8,
    pub(crate) precision: u8,
    pub(crate) size: (u16, u16),
    /// Identifier and value of each component.
    pub(crate) components: Vec<(u8, u8)>,
    /// What stands before the frame: marker and body of each segment.
    pub(crate) segments: Vec<(u8, Vec<u8>)>,
}

impl JpegSample {
    pub(crate) fn new(size: (u16, u16), values: &[u8]) -> JpegSample {
        let components = (1..).zip(values.iter().copied()).collect();
        JpegSample { frame: 0xC0, precision: 8, size, components, segments: Vec::new() }
    }

    pub(crate) fn with(mut self, marker: u8, body: &[u8]) -> JpegSample {
        self.segments.push((marker, body.to_vec()));
        self
    }

    pub(crate) fn adobe(self, transform: u8) -> JpegSample {
        self.with(0xEE, &[b"Adobe\0\x64\0\0\0\0".as_slice(), &[transform]].concat())
    }

    pub(crate) fn file(&self) -> Vec<u8> {
        let mut file = vec![0xFF, 0xD8];
        let mut segment = |marker: u8, body: &[u8]| {
            file.extend([0xFF, marker]);
            file.extend((body.len() as u16 + 2).to_be_bytes());
            file.extend(body);
        };
        for (marker, body) in &self.segments {
            segment(*marker, body);
        }
        segment(0xDB, &[[0].as_slice(), &[1; 64]].concat());
        let mut head = vec![self.precision];
        head.extend(self.size.1.to_be_bytes());
        head.extend(self.size.0.to_be_bytes());
        head.push(self.components.len() as u8);
        head.extend(self.components.iter().flat_map(|(id, _)| [*id, 0x11, 0]));
        segment(self.frame, &head);
        // DC: twelve codes of four bits; AC: the end of a block is a single 0.
        segment(0xC4, &[[0, 0, 0, 0, 12].as_slice(), &[0; 12], &(0..12).collect::<Vec<u8>>()].concat());
        segment(0xC4, &[[0x10, 1].as_slice(), &[0; 15], &[0]].concat());
        let blocks = usize::from(self.size.0.div_ceil(8)) * usize::from(self.size.1.div_ceil(8));
        let ids: Vec<u8> = self.components.iter().map(|(id, _)| *id).collect();
        let is_progressive = self.frame == 0xC2;
        let mut bits = Bits::default();
        for block in 0..blocks {
            for (_, value) in &self.components {
                bits.dc(if block == 0 { 8 * (i32::from(*value) - 128) } else { 0 });
                if !is_progressive {
                    bits.push(0, 1);
                }
            }
        }
        let scan = |file: &mut Vec<u8>, ids: &[u8], spectrum: [u8; 2], bits: Bits| {
            file.extend([0xFF, 0xDA, 0, 6 + 2 * ids.len() as u8, ids.len() as u8]);
            file.extend(ids.iter().flat_map(|id| [*id, 0]));
            file.extend([spectrum[0], spectrum[1], 0]);
            file.extend(bits.stuffed());
        };
        scan(&mut file, &ids, if is_progressive { [0, 0] } else { [0, 63] }, bits);
        if is_progressive {
            for id in ids {
                // Tables may come anew between scans, comments too.
                file.extend([0xFF, 0xFE, 0, 4, b'h', b'i']);
                let mut bits = Bits::default();
                (0..blocks).for_each(|_| bits.push(0, 1));
                scan(&mut file, &[id], [1, 63], bits);
            }
        }
        file.extend([0xFF, 0xD9]);
        file
    }
}

#[derive(Default)]
struct Bits(Vec<bool>);

impl Bits {
    fn push(&mut self, value: i32, count: u32) {
        self.0.extend((0..count).rev().map(|bit| value >> bit & 1 == 1));
    }

    fn dc(&mut self, difference: i32) {
        let category = 32 - difference.unsigned_abs().leading_zeros();
        self.push(category as i32, 4);
        self.push(if difference < 0 { difference - 1 } else { difference }, category);
    }

    fn stuffed(self) -> Vec<u8> {
        let byte = |bits: &[bool]| (0..8).fold(0, |byte, at| byte << 1 | u8::from(*bits.get(at).unwrap_or(&true)));
        self.0.chunks(8).map(byte).flat_map(|byte| if byte == 0xFF { vec![0xFF, 0] } else { vec![byte] }).collect()
    }
}

/// Exif data, low byte first, with an orientation, a resolution in dpi, and a pointer to a place on the globe.
pub(crate) fn exif(orientation: u16, dpi: u32) -> Vec<u8> {
    let mut data = b"II*\0\x08\0\0\0\x05\0".to_vec();
    let mut entry = |tag: u16, kind: u16, value: u32| {
        data.extend(tag.to_le_bytes());
        data.extend(kind.to_le_bytes());
        data.extend(1u32.to_le_bytes());
        data.extend(value.to_le_bytes());
    };
    entry(0x0112, 3, orientation.into());
    entry(0x011A, 5, 74);
    entry(0x011B, 5, 74);
    entry(0x0128, 3, 2);
    entry(0x8825, 4, 82);
    data.extend(0u32.to_le_bytes());
    data.extend(dpi.to_le_bytes());
    data.extend(1u32.to_le_bytes());
    data.extend(b"GPS 39.9N 116.4E");
    data
}

/// A profile with one tag.
pub(crate) fn profile(colours: &[u8; 4]) -> Vec<u8> {
    let mut profile = vec![0; 128];
    profile[8] = 4;
    profile[12..16].copy_from_slice(b"mntr");
    profile[16..20].copy_from_slice(colours);
    profile[20..24].copy_from_slice(b"XYZ ");
    profile[36..40].copy_from_slice(b"acsp");
    profile.extend([0, 0, 0, 1]);
    profile.extend(b"cprt\0\0\0\x90\0\0\0\x04");
    profile.extend(b"none");
    let length = profile.len() as u32;
    profile[..4].copy_from_slice(&length.to_be_bytes());
    profile
}

/// A PNG of raw samples; the closure sets palette, transparency and the like.
pub(crate) fn png(
    size: (u32, u32),
    colours: ColorType,
    depth: BitDepth,
    samples: &[u8],
    more: impl FnOnce(&mut png::Info),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut info = png::Info::with_size(size.0, size.1);
    info.color_type = colours;
    info.bit_depth = depth;
    more(&mut info);
    let mut writer = png::Encoder::with_info(&mut file, info).expect("info").write_header().expect("head");
    writer.write_image_data(samples).expect("data");
    writer.finish().expect("end");
    file
}

/// A picture in a format that `image` writes.
pub(crate) fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).expect("written");
    file.into_inner()
}

/// What a PDF viewer gets from packed pixels.
pub(crate) fn unpacked(data: &[u8], width: u32, components: u8) -> Vec<u8> {
    use std::io::Read;
    let mut rows = Vec::new();
    flate2::read::ZlibDecoder::new(data).read_to_end(&mut rows).expect("zlib");
    let row = width as usize * usize::from(components);
    assert_eq!(rows.len() % (row + 1), 0);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, (rows.len() / (row + 1)) as u32);
    encoder.set_color(if components == 1 { ColorType::Grayscale } else { ColorType::Rgb });
    let mut writer = encoder.write_header().expect("head");
    writer.write_chunk(png::chunk::IDAT, data).expect("data");
    drop(writer);
    let mut reader = png::Decoder::new(Cursor::new(file)).read_info().expect("head");
    let mut samples = vec![0; reader.output_buffer_size().expect("size")];
    reader.next_frame(&mut samples).expect("pixels");
    samples
}

/// A red JPEG that tells where it was taken, by whom, and more.
pub(crate) fn talkative() -> JpegSample {
    let parts = profile(b"RGB ");
    let part = |number: u8, data: &[u8]| [b"ICC_PROFILE\0".as_slice(), &[number, 2], data].concat();
    JpegSample::new((20, 10), &[76, 85, 255])
        .with(0xE0, b"JFIF\0\x01\x02\x01\0\x60\0\x60\x01\x01abc")
        .with(0xE0, b"JFXX\0thumbnail")
        .with(0xE1, &[b"Exif\0\0".as_slice(), &exif(6, 300)].concat())
        .with(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>")
        .with(0xE2, &part(2, &parts[100..]))
        .with(0xE2, &part(1, &parts[..100]))
        .with(0xE2, b"MPF\0second")
        .with(0xED, b"Photoshop 3.0\0caption")
        .with(0xFE, b"made by somebody")
}

/// One file of each kind.
pub(crate) fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let image = DynamicImage::ImageRgba8(RgbaImage::from_fn(24, 16, |x, y| Rgba([x as u8 * 9, y as u8 * 7, 3, 200])));
    let opaque = DynamicImage::ImageRgb8(image.to_rgb8());
    let exif_body = [b"Exif\0\0".as_slice(), &exif(6, 300)].concat();
    let indexed = png((8, 8), ColorType::Indexed, BitDepth::Two, &[0x1B; 16], |info| {
        info.palette = Some(vec![9; 12].into());
        info.trns = Some(vec![1, 2].into());
        info.exif_metadata = Some(exif(5, 72).into());
        info.icc_profile = Some(profile(b"RGB ").into());
    });
    let svg = "<?xml version='1.0'?><!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>
        <style>.a { fill: url(#g) } rect { stroke: red }</style>
        <linearGradient id='g'><stop offset='.5' stop-color='#123' stop-opacity='.4'/><stop offset='1'/></linearGradient>
        <marker id='m' viewBox='0 0 2 2' orient='auto'><path d='M0 0l2 1z'/></marker>
        <pattern id='p' width='.2' height='3'><circle r='2'/></pattern>
        <clipPath id='c' clipPathUnits='objectBoundingBox'><ellipse rx='.4' ry='3' transform='rotate(30)'/></clipPath>
        <mask id='k'><rect width='9' height='9' fill='#fff'/></mask>
        <g opacity='.5' clip-path='url(#c)' mask='url(#k)'><path class='a' d='M1 1C2 3 4 5 6 7A3 2 10 0 1 8 8'
        marker-end='url(#m)' stroke-dasharray='1 2' transform='matrix(1 .2 .3 1 2 3)'/></g>
        <text x='1' y='5' font-size='3' text-decoration='underline' letter-spacing='1' rotate='3'>年<tspan>ab</tspan></text>
        <use href='#p2' x='2'/><symbol id='p2' viewBox='0 0 3 3'><polygon points='1,2 3,4 2,2' fill='url(#p)'/></symbol></svg>";
    vec![
        ("baseline", talkative().file()),
        ("progressive", JpegSample { frame: 0xC2, ..JpegSample::new((20, 10), &[76, 85, 255]) }.file()),
        ("cmyk", JpegSample::new((20, 10), &[1, 2, 3, 4]).adobe(2).with(0xE1, &exif_body).file()),
        ("progressive cmyk", JpegSample { frame: 0xC2, ..JpegSample::new((20, 10), &[1, 2, 3, 4]) }.file()),
        ("png", written(&image, ImageFormat::Png)),
        ("indexed", indexed),
        ("gif", written(&image, ImageFormat::Gif)),
        ("webp", written(&image, ImageFormat::WebP)),
        ("bmp", written(&opaque, ImageFormat::Bmp)),
        ("tiff", written(&image, ImageFormat::Tiff)),
        ("svg", svg.as_bytes().to_vec()),
    ]
}
