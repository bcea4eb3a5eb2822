//! The room as its callers see it: one file in, what goes into the PDF out.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use image::{DynamicImage, GrayAlphaImage, GrayImage, ImageFormat, LumaA, Rgb, RgbImage, Rgba, RgbaImage};
use png::{BitDepth, ColorType};

use super::samples::{JpegSample, exif, png, profile, unpacked, written};
use super::*;
use crate::diagnostic::Lang;

const INCH: Pt = Pt(72.0);

fn read(bytes: Vec<u8>) -> Result<Picture, Diagnostic> {
    Picture::read(bytes, &Limits::default())
}

fn embedded(bytes: Vec<u8>, max_dpi: Option<u16>) -> Embedded {
    let picture = read(bytes).expect("read");
    picture.verify(&Limits::default(), &Faces::embedded()).expect("sound");
    picture.embed(INCH, INCH, max_dpi, &Limits::default(), &Faces::embedded()).expect("embedded")
}

/// Width, height, colours, samples and opacities of what is embedded as pixels.
fn pixels(bytes: Vec<u8>) -> (u32, u32, Colours, Vec<u8>, Option<Vec<u8>>) {
    match embedded(bytes, None).ink {
        Ink::Pixels { width, height, colours, data, alpha, .. } => {
            let samples = unpacked(&data, width, if colours == Colours::Rgb { 3 } else { 1 });
            (width, height, colours, samples, alpha.map(|alpha| unpacked(&alpha, width, 1)))
        }
        ink => panic!("{ink:?}"),
    }
}

fn code(bytes: Vec<u8>) -> &'static str {
    let fault = read(bytes)
        .and_then(|picture| {
            let verified = picture.verify(&Limits::default(), &Faces::embedded());
            let embedded = picture.embed(INCH, INCH, None, &Limits::default(), &Faces::embedded());
            assert_eq!(verified.as_ref().err(), embedded.as_ref().err());
            embedded
        })
        .unwrap_err();
    assert!(fault.help.is_some());
    fault.code()
}

fn zh(bytes: Vec<u8>) -> String {
    read(bytes).unwrap_err().message.in_lang(Lang::Zh).to_owned()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A red JPEG that tells where it was taken, by whom, and more.
fn talkative() -> JpegSample {
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

#[test]
fn a_jpeg_keeps_its_scan_and_tells_nothing_else() {
    let mut file = talkative().file();
    let plain = JpegSample::new((20, 10), &[76, 85, 255]).file();
    file.extend(b"\xFF\xD8\xFFsecond picture\xFF\xD9");
    let picture = read(file).expect("read");
    // 20 by 10 samples at 96 dpi, standing on end.
    assert_eq!(picture.size(), (Pt(7.5), Pt(15.0)));
    let embedded = picture.embed(INCH, INCH, None, &Limits::default(), &Faces::embedded()).expect("embedded");
    let Ink::Jpeg { data, width, height, is_grey, profile: icc, orientation } = embedded.ink else { panic!() };
    assert_eq!((width, height, is_grey, orientation), (20, 10, false, Orientation(6)));
    assert_eq!(icc, Some(profile(b"RGB ")));
    assert_eq!(embedded.scaled_from_dpi, None);
    // Start of image, JFIF without its thumbnail, then the file that has none of the rest.
    let jfif = b"\xFF\xE0\0\x10JFIF\0\x01\x02\x01\0\x60\0\x60\0\0";
    assert_eq!(data, [&plain[..2], jfif.as_slice(), &plain[2..]].concat());
    for word in [b"GPS".as_slice(), b"somebody", b"xmp", b"Photoshop", b"second", b"thumbnail", b"ICC"] {
        assert!(!holds(&data, word));
    }
}

#[test]
fn a_jpeg_states_its_resolution_in_exif_too() {
    let file = JpegSample::new((300, 150), &[0]).with(0xE1, &[b"Exif\0\0".as_slice(), &exif(1, 300)].concat()).file();
    assert_eq!(read(file).expect("read").size(), (INCH, INCH / 2.0));
}

#[test]
fn a_progressive_jpeg_is_walked_through_all_its_scans() {
    let sample = JpegSample { frame: 0xC2, ..JpegSample::new((20, 10), &[76, 85, 255]) };
    let Ink::Jpeg { data, .. } = embedded(sample.file(), None).ink else { panic!() };
    let scans = data.windows(2).filter(|window| *window == [0xFF, 0xDA]).count();
    assert_eq!(scans, 4);
    assert!(!holds(&data, b"hi"));
    // Both decoders see it: the scaled one is red.
    let Ink::Jpeg { width, height, data, .. } =
        embedded(JpegSample { size: (800, 400), ..sample }.file(), Some(100)).ink
    else {
        panic!()
    };
    assert_eq!((width, height), (100, 50));
    let pixel = image::load_from_memory(&data).expect("decoded").to_rgb8().get_pixel(50, 25).0;
    assert!(pixel[0] > 250 && pixel[1] < 5 && pixel[2] < 5, "{pixel:?}");
}

#[test]
fn a_jpeg_is_scaled_only_if_told() {
    let file = talkative();
    let file = JpegSample { size: (600, 300), ..file }.file();
    assert_eq!(embedded(file.clone(), None).scaled_from_dpi, None);
    let scaled = embedded(file, Some(150));
    assert_eq!(scaled.scaled_from_dpi, Some(600));
    let Ink::Jpeg { data, width, height, orientation, profile: icc, .. } = scaled.ink else { panic!() };
    assert!(read(data).is_ok());
    // It stands on end: 300 by 600 upright, then a quarter of that.
    assert_eq!((width, height, orientation, icc), (75, 150, Orientation(1), Some(profile(b"RGB "))));
}

#[test]
fn how_components_are_taken_is_said_where_viewers_look() {
    let adobe = |transform: u8| [b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0".as_slice(), &[transform]].concat();
    let data = |sample: JpegSample| match embedded(sample.file(), None).ink {
        Ink::Jpeg { data, .. } => data,
        ink => panic!("{ink:?}"),
    };
    let three = JpegSample::new((8, 8), &[255, 0, 0]);
    assert!(holds(&data(three.clone().adobe(0)), &adobe(0)));
    assert!(holds(&data(three.clone().adobe(1)), &adobe(1)));
    assert!(!holds(&data(three.clone()), b"Adobe"));
    let named = JpegSample { components: vec![(b'R', 255), (b'G', 0), (b'B', 0)], ..three };
    assert!(holds(&data(named), &adobe(0)));
    assert!(!holds(&data(JpegSample::new((8, 8), &[255]).adobe(0)), b"Adobe"));
}

#[test]
fn four_components_become_rgb() {
    let colour = |sample: JpegSample| {
        let (width, height, colours, samples, alpha) = pixels(sample.file());
        assert_eq!((width, height, alpha), (8, 8, None));
        assert!(samples.iter().all(|index| *index == 0));
        match colours {
            Colours::Palette(colours) => colours,
            colours => panic!("{colours:?}"),
        }
    };
    // 204 cyan, 51 magenta, 102 yellow, 51 black of 255: what is left is (51, 204, 153) times 204 / 255.
    assert_eq!(colour(JpegSample::new((8, 8), &[204, 51, 102, 51])), [41, 163, 122]);
    // Adobe stores how much is absent.
    assert_eq!(colour(JpegSample::new((8, 8), &[51, 204, 153, 204]).adobe(0)), [41, 163, 122]);
    // YCCK: the first three are the complement of absent inks, in YCC. For (204, 51, 102): Y = 0.299·204 + 0.587·51 +
    // 0.114·102 = 102.6, Cb = 128 + (102 − Y) / 1.772 = 127.7, Cr = 128 + (204 − Y) / 1.402 = 200.3.
    let near = colour(JpegSample::new((8, 8), &[103, 128, 200, 204]).adobe(2));
    for (got, want) in near.iter().zip([41i16, 163, 122]) {
        assert!((i16::from(*got) - want).abs() <= 2, "{near:?}");
    }
    let progressive = JpegSample { frame: 0xC2, ..JpegSample::new((8, 8), &[204, 51, 102, 51]) };
    assert_eq!(colour(progressive), [41, 163, 122]);
}

#[test]
fn rare_kinds_of_jpeg_are_refused_by_name() {
    let base = JpegSample::new((8, 8), &[128, 128, 128]);
    let with_frame = |frame: u8| JpegSample { frame, ..base.clone() }.file();
    assert!(zh(with_frame(0xC3)).contains("无损"));
    assert!(zh(with_frame(0xC5)).contains("分层"));
    assert!(zh(with_frame(0xC9)).contains("算术"));
    assert!(zh(base.clone().with(0xCC, &[0, 0]).file()).contains("算术"));
    assert!(zh(JpegSample { precision: 12, frame: 0xC1, ..base.clone() }.file()).contains("12 位"));
    assert!(zh(JpegSample::new((8, 8), &[1, 2]).file()).contains("2 个"));
    assert!(zh(JpegSample::new((8, 0), &[1]).file()).contains("DNL"));
    assert_eq!(code(with_frame(0xC9)), "picture-format");
    assert!(read(with_frame(0xC1)).is_ok());
}

#[test]
fn a_jpeg_without_an_end_is_cut_short() {
    let file = talkative().file();
    for end in 3..file.len() {
        let fault = read(file[..end].to_vec()).unwrap_err();
        assert_eq!(fault.code(), "picture-broken", "{end}");
        assert!(fault.message.in_lang(Lang::En).contains("cut short"), "{end}");
    }
    // Ends, but before anything was drawn.
    assert_eq!(code(vec![0xFF, 0xD8, 0xFF, 0xD9]), "picture-broken");
}

#[test]
fn a_picture_of_many_pixels_is_refused_before_it_is_decoded() {
    let mut file = png((1, 1), ColorType::Rgb, BitDepth::Eight, &[1, 2, 3], |_| {});
    file[16..20].copy_from_slice(&100_000u32.to_be_bytes());
    file[20..24].copy_from_slice(&100_000u32.to_be_bytes());
    let sum = crc(&file[12..29]);
    file[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(code(file), "limit-picture");
    // A file that is within the pixels but not within the memory.
    let grey = written(&DynamicImage::ImageLuma8(GrayImage::new(100, 100)), ImageFormat::Png);
    let limits = Limits { pixels: 10_000, memory_bytes: 19_999 };
    assert_eq!(Picture::read(grey.clone(), &limits).unwrap_err().code(), "limit-picture");
    assert!(Picture::read(grey.clone(), &Limits { memory_bytes: 20_000, ..limits }).is_ok());
    assert_eq!(Picture::read(grey, &Limits { pixels: 9_999, ..limits }).unwrap_err().code(), "limit-picture");
    let jpeg = JpegSample::new((100, 100), &[1]).file();
    assert_eq!(Picture::read(jpeg, &Limits { pixels: 9_999, ..limits }).unwrap_err().code(), "limit-picture");
}

/// The checksum of a PNG chunk (PNG 3rd edition, annex D).
fn crc(data: &[u8]) -> u32 {
    !data.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

#[test]
fn sixteen_bits_become_eight() {
    let samples: Vec<u8> = [0u16, 0x8080, 0xFFFF, 0x1234].iter().flat_map(|sample| sample.to_be_bytes()).collect();
    let file = png((2, 2), ColorType::Grayscale, BitDepth::Sixteen, &samples, |_| {});
    // 0x1234 = 4660; 4660 · 255 / 65535 = 18.13.
    assert_eq!(pixels(file), (2, 2, Colours::Grey, vec![0, 128, 255, 18], None));
}

#[test]
fn palette_and_transparency_of_a_png() {
    let file = png((2, 1), ColorType::Indexed, BitDepth::Eight, &[1, 0], |info| {
        info.palette = Some(vec![9, 8, 7, 1, 2, 3].into());
        info.trns = Some(vec![128, 255].into());
    });
    assert_eq!(pixels(file), (2, 1, Colours::Palette(vec![1, 2, 3, 9, 8, 7]), vec![0, 1], Some(vec![255, 128])));
}

#[test]
fn grey_with_alpha() {
    let image = GrayAlphaImage::from_fn(2, 1, |x, _| LumaA([10 + x as u8, 100 * x as u8]));
    let file = written(&DynamicImage::ImageLumaA8(image), ImageFormat::Png);
    assert_eq!(pixels(file), (2, 1, Colours::Grey, vec![10, 11], Some(vec![0, 100])));
}

#[test]
fn profile_resolution_and_turn_of_a_png() {
    let build = |icc: &[u8]| {
        png((300, 100), ColorType::Rgb, BitDepth::Eight, &[1, 2, 3].repeat(30_000), |info| {
            info.icc_profile = Some(icc.to_vec().into());
            info.exif_metadata = Some(exif(8, 72).into());
            info.pixel_dims = Some(png::PixelDimensions { xppu: 10_000, yppu: 5_000, unit: png::Unit::Meter });
        })
    };
    let picture = read(build(&profile(b"RGB "))).expect("read");
    let (width, height) = picture.size();
    // 100 pixels at 127 dpi, 300 at 254, standing on end.
    assert!((width.0 - 100.0 / 127.0 * 72.0).abs() < 1e-9 && (height.0 - 300.0 / 254.0 * 72.0).abs() < 1e-9);
    let Ink::Pixels { width, height, profile: icc, .. } = embedded(build(&profile(b"RGB ")), None).ink else {
        panic!()
    };
    assert_eq!((width, height, icc), (100, 300, Some(profile(b"RGB "))));
    let Ink::Pixels { profile: icc, .. } = embedded(build(&profile(b"GRAY")), None).ink else { panic!() };
    assert_eq!(icc, None);
}

#[test]
fn what_is_finer_than_a_printer_is_scaled_down() {
    let image = DynamicImage::ImageRgb8(RgbImage::from_fn(700, 350, |x, y| Rgb([x as u8, y as u8, 9])));
    let scaled = embedded(written(&image, ImageFormat::Png), None);
    assert_eq!(scaled.scaled_from_dpi, Some(700));
    let Ink::Pixels { width, height, .. } = scaled.ink else { panic!() };
    assert_eq!((width, height), (300, 150));
    assert_eq!(embedded(written(&image, ImageFormat::Png), Some(1200)).scaled_from_dpi, None);
}

#[test]
fn every_other_format_is_read() {
    let colours: Vec<u8> = vec![1, 2, 3, 200, 100, 50];
    let image = DynamicImage::ImageRgb8(RgbImage::from_raw(2, 1, colours.clone()).expect("two pixels"));
    for format in [ImageFormat::WebP, ImageFormat::Bmp, ImageFormat::Tiff, ImageFormat::Png, ImageFormat::Gif] {
        let read = pixels(written(&image, format));
        assert_eq!(read, (2, 1, Colours::Palette(colours.clone()), vec![0, 1], None), "{format:?}");
    }
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_fn(2, 1, |x, _| Rgba([200, 100, 50, 90 * x as u8])));
    for format in [ImageFormat::WebP, ImageFormat::Tiff] {
        let (.., alpha) = pixels(written(&clear, format));
        assert_eq!(alpha, Some(vec![0, 90]), "{format:?}");
    }
}

#[test]
fn of_a_moving_picture_the_first_frame() {
    let mut file = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut file);
    for value in [10, 200] {
        let frame = image::Frame::new(RgbaImage::from_pixel(3, 2, Rgba([value, 0, 0, 255])));
        encoder.encode_frame(frame).expect("frame");
    }
    drop(encoder);
    let (width, height, colours, ..) = pixels(file);
    assert_eq!((width, height, colours), (3, 2, Colours::Palette(vec![10, 0, 0])));
}

#[test]
fn damaged_pixels_are_found_by_verify() {
    let image = DynamicImage::ImageRgb8(RgbImage::from_fn(40, 40, |x, y| Rgb([x as u8, y as u8, 9])));
    for format in [ImageFormat::Png, ImageFormat::Tiff, ImageFormat::Bmp, ImageFormat::WebP] {
        let file = written(&image, format);
        assert_eq!(code(file[..file.len() * 2 / 3].to_vec()), "picture-broken", "{format:?}");
    }
}

/// One file of each kind.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
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

/// Reads, checks and embeds whatever it is given, as a build does.
fn go_through(bytes: Vec<u8>, faces: &Faces) -> bool {
    let limits = Limits { pixels: 1_000_000, memory_bytes: 16 << 20 };
    let Ok(picture) = Picture::read(bytes, &limits) else { return false };
    let _ = picture.size();
    let place = Pt(10.0);
    picture.embed(place, place, Some(60), &limits, faces).is_ok()
}

#[test]
fn no_file_makes_it_panic() {
    const SEED: u64 = 20_240_401;
    println!("seed {SEED}");
    let faces = Faces::embedded();
    for (name, file) in samples() {
        assert!(go_through(file.clone(), &faces), "{name}");
        let step = if name == "svg" { 37 } else { 1 };
        for end in (0..file.len()).step_by(step) {
            go_through(file[..end].to_vec(), &faces);
        }
        let mut state = SEED;
        let mut random = |bound: usize| {
            // Knuth's MMIX generator; its low bits are poor.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % bound
        };
        let rounds = if name == "svg" { 150 } else { 600 };
        for _ in 0..rounds {
            let mut spoilt = file.clone();
            for _ in 0..=random(3) {
                let at = random(spoilt.len());
                spoilt[at] = random(256) as u8;
            }
            go_through(spoilt, &faces);
        }
    }
}
