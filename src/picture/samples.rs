//! Files to test with, made here.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};

/// A JPEG of one colour, made by hand: each block has a DC coefficient only.
#[derive(Clone)]
pub(super) struct JpegSample {
    /// Marker of the frame: 0xC0 baseline, 0xC1 extended, 0xC2 progressive.
    pub(super) frame: u8,
    pub(super) precision: u8,
    pub(super) size: (u16, u16),
    /// Identifier and value of each component.
    pub(super) components: Vec<(u8, u8)>,
    /// What stands before the frame: marker and body of each segment.
    pub(super) segments: Vec<(u8, Vec<u8>)>,
}

impl JpegSample {
    pub(super) fn new(size: (u16, u16), values: &[u8]) -> JpegSample {
        let components = (1..).zip(values.iter().copied()).collect();
        JpegSample { frame: 0xC0, precision: 8, size, components, segments: Vec::new() }
    }

    pub(super) fn with(mut self, marker: u8, body: &[u8]) -> JpegSample {
        self.segments.push((marker, body.to_vec()));
        self
    }

    pub(super) fn adobe(self, transform: u8) -> JpegSample {
        self.with(0xEE, &[b"Adobe\0\x64\0\0\0\0".as_slice(), &[transform]].concat())
    }

    pub(super) fn file(&self) -> Vec<u8> {
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
pub(super) fn exif(orientation: u16, dpi: u32) -> Vec<u8> {
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
pub(super) fn profile(colours: &[u8; 4]) -> Vec<u8> {
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
pub(super) fn png(
    size: (u32, u32),
    colours: png::ColorType,
    depth: png::BitDepth,
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
pub(super) fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).expect("written");
    file.into_inner()
}

/// What a PDF viewer gets from packed pixels.
pub(super) fn unpacked(data: &[u8], width: u32, components: u8) -> Vec<u8> {
    use std::io::Read;
    let mut rows = Vec::new();
    flate2::read::ZlibDecoder::new(data).read_to_end(&mut rows).expect("zlib");
    let row = width as usize * usize::from(components);
    assert_eq!(rows.len() % (row + 1), 0);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, (rows.len() / (row + 1)) as u32);
    encoder.set_color(if components == 1 { png::ColorType::Grayscale } else { png::ColorType::Rgb });
    let mut writer = encoder.write_header().expect("head");
    writer.write_chunk(png::chunk::IDAT, data).expect("data");
    drop(writer);
    let mut reader = png::Decoder::new(Cursor::new(file)).read_info().expect("head");
    let mut samples = vec![0; reader.output_buffer_size().expect("size")];
    reader.next_frame(&mut samples).expect("pixels");
    samples
}
